import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.gather.reservation import Rule, from_file, from_headers, from_page, rules_in
from tamani.gather.robots import rules_from


@pytest.mark.parametrize(
    ("pattern", "target", "covered"),
    [
        ("/", "/a", True), ("/a", "/ab", True), ("/a/", "/a", False), ("*", "/x", True), ("/*.pdf$", "/x/y.pdf", True),
        ("/*.pdf$", "/x.pdf?y", False), ("/a$", "/a", True), ("/a$", "/ab", False), ("/a*b*c", "/a1b2c3", True),
        ("/a*b*c", "/acb", False), ("/ab*ba$", "/aba", False), ("", "/a", True),
    ],
)  # fmt: skip
def test_patterns_of_tdmrep(pattern, target, covered):
    assert Rule(location=pattern, reserved=1).covers(target) is covered


def test_the_first_rule_that_covers_a_path_counts():
    rules = [Rule(location="/free/", reserved=0), Rule(location="/", reserved=1)]
    assert not from_file(rules, "/free/a").reserved
    assert from_file(rules, "/a").reserved
    assert from_file([], "/a") is None


def test_of_several_values_one_that_reserves_counts():
    assert from_headers({"tdm-reservation": "0, 1"}).reserved
    assert from_headers({"tdm-reservation": "yes"}) is None
    assert from_page(b"<meta name=tdm-reservation content=0><meta name=tdm-reservation content=1>").reserved
    assert from_page(b"<p>tdm-reservation 1</p>") is None


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"[", b'[{"location":"/","tdm-reservation":', b"[" * 50_000]))
def test_any_bytes_are_rules_or_none(data, before):
    assert all(isinstance(rule.covers("/a"), bool) for rule in rules_in(before + data))
    from_page(before + data)


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(100, 599))
def test_any_bytes_are_a_robots_txt(data, status):
    rules = rules_from(status, b"User-agent: *\n" + data)
    assert isinstance(rules.allows("https://example.org/a"), bool)
    assert rules.delay is None or rules.delay >= 0


def test_rules_with_many_stars_take_no_time():
    rules = rules_from(200, b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"b")
    assert rules.allows("https://example.org/" + "a" * 4000)
    assert not Rule(location="/" + "*a" * 2000 + "b", reserved=1).covers("/" + "a" * 4000)


def test_a_rate_is_a_pause():
    assert rules_from(200, b"User-agent: *\nRequest-rate: 1/10").delay == 10
