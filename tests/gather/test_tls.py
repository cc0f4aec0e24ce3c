"""Encrypted connections: the name is checked against the certificate though a number is connected to."""

import shutil
import ssl
import subprocess

import pytest

from tamani.gather import connection

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate of the test")


@pytest.fixture
def certificate(tmp_path):
    """A certificate for localhost that nobody but the test trusts."""
    key, file = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(file),
               "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return file, key


@pytest.fixture
def secure(site, certificate):
    """The site's address with https."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.page("/a")
    return f"https://localhost:{site.server.server_port}"


def test_a_page_comes_over_tls(secure, certificate, collect, monkeypatch):
    monkeypatch.setattr("tamani.gather.http.tls_context", lambda: ssl.create_default_context(cafile=certificate[0]))
    (page,), missed = collect(f"{secure}/a")
    assert (page.url, missed) == (f"{secure}/a", [])


def test_a_certificate_that_nobody_trusts_is_refused(secure, collect):
    pages, missed = collect(f"{secure}/a")
    assert (pages, [one.why.code for one in missed]) == ([], ["gather_robots_unknown"])
    assert "certificate" in missed[0].why.words.lower()


def test_a_certificate_for_another_name_is_refused(secure, certificate, collect, monkeypatch):
    monkeypatch.setattr("tamani.gather.http.tls_context", lambda: ssl.create_default_context(cafile=certificate[0]))
    pages, missed = collect(f"{secure}/a".replace("localhost", "127.0.0.1"))
    assert (pages, len(missed)) == ([], 1)


def test_certificates_of_the_system_and_of_mozilla_are_trusted():
    assert connection.tls_context().verify_mode is ssl.CERT_REQUIRED
    assert connection.tls_context().check_hostname
