import ipaddress
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.gather import addresses
from tamani.gather.addresses import is_public, outlet_of, parse_address, resolve
from tamani.gather.gathered import GatherError

PRIVATE = (
    "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
    "0.1.2.3", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1",
    "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b:1::808:808",
)  # fmt: skip
PUBLIC = ("8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::")


@pytest.mark.parametrize("number", PRIVATE)
def test_numbers_that_are_not_of_the_public_internet(number):
    assert not is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize("number", PUBLIC)
def test_numbers_that_are(number):
    assert is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "localhost", "::1", "::ffff:127.0.0.1"]
)
def test_every_spelling_of_loopback_is_refused(host):
    with pytest.raises(GatherError) as refused:
        resolve(host, 80, allow_private=False, timeout=5)
    assert refused.value.why.code in {"gather_private_address", "gather_unknown_host"}


def test_of_several_numbers_only_public_ones_are_used(monkeypatch):
    rows = [(socket.AF_INET, 1, 6, "", (n, 80)) for n in ("10.0.0.1", "93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: rows)
    assert resolve("mixed.example", 80, allow_private=False, timeout=5) == ["93.184.216.34"]


def test_a_look_up_that_hangs_is_given_up(monkeypatch):
    import threading  # noqa: PLC0415

    end = threading.Event()
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: end.wait(30) and [])
    with pytest.raises(GatherError, match="not known"):
        resolve("slow.example", 80, allow_private=False, timeout=0.05)
    end.set()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("ftp://example.org/a", "not_http"), ("file:///etc/passwd", "not_http"), ("gopher://x/", "not_http"),
        ("javascript:alert(1)", "not_http"), ("data:text/html,x", "not_http"), ("", "not_http"),
        ("http://user:secret@example.org/", "password"), ("http://example.org@10.0.0.1/", "password"),
        ("http:///path", "bad_address"), ("http://exa mple.org/", "bad_address"),
        ("http://a\r\nHost: b/", "bad_address"),
        ("http://[::1", "bad_address"), ("http://example.org:99999/", "bad_address"), ("http://-x/", "bad_address"),
        ("http://example.org/" + "a" * 5000, "bad_address"), ("http://a..b/", "bad_address"),
    ],
)  # fmt: skip
def test_addresses_that_are_not_visited(given, code):
    with pytest.raises(GatherError) as refused:
        parse_address(given)
    assert refused.value.why.code == f"gather_{code}"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a#part", "https://example.org/a"),
        ("http://example.org:8080/a?b=c d", "http://example.org:8080/a?b=c%20d"),
        ("https://www.élysée.fr/é?q=é", "https://www.xn--lyse-9oad.fr/%C3%A9?q=%C3%A9"),
        ("http://[2606:4700:0::1111]/", "http://[2606:4700::1111]/"),
        (" https://example.org/%C3%A9 ", "https://example.org/%C3%A9"),
    ],
)
def test_addresses_are_written_in_one_way(given, read):
    assert str(parse_address(given)) == read
    assert str(parse_address(read)) == read


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://exa", "//", "http://[", "?"]))
def test_any_text_is_an_address_or_is_refused(text, before):
    try:
        address = parse_address(before + text, base="https://example.org/")
    except GatherError:
        return
    assert str(address).isascii()
    assert str(parse_address(str(address))) == str(address)


def test_the_outlet_of_an_address_is_its_host():
    assert outlet_of("https://www.example.org/a") == "example.org"
    assert outlet_of(None) is None
    assert outlet_of("http://[") is None
