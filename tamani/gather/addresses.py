"""Addresses of pages: which may be visited, and the numbers behind their names, looked up once."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from tamani.gather.gathered import GatherError

PORTS = {"http": 80, "https": 443}
LONGEST = 4096
"""Characters of an address; longer ones are traps or mistakes."""
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_KEPT_IN_PATHS = "/%:@!$&'()*+,;=~-._?[]|"
_MOST_NUMBERS = 6
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")
_OLD_MAPPED = ipaddress.ip_network("::/96")

Number = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be visited as far as its form tells."""

    scheme: str
    host: str
    port: int
    target: str
    """Path and query as they are sent."""

    @property
    def origin(self) -> str:
        """Scheme, host and port, as robots.txt and tdmrep.json are kept for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.target


def is_web_address(source: str) -> bool:
    """Whether a source is to be looked for on the network (with whatever protocol) and not on the disk."""
    return bool(_SCHEME.match(source)) and not source.lower().startswith("file:")


def parse_address(url: str, base: str | None = None) -> Address:
    """The address in ``url``, which may be relative to ``base``; the fragment is left out.

    Raises:
        GatherError: it has another protocol than HTTP, holds a password, or is none.

    """
    url = url.strip()
    if len(url) > LONGEST or any(c < " " or c == "\x7f" for c in url):
        raise GatherError("bad_address", address=url[:200])
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        port = parts.port
    except ValueError as error:
        raise GatherError("bad_address", address=url[:200]) from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise GatherError("not_http", scheme=scheme[:40] or url[:40])
    if "@" in parts.netloc:
        raise GatherError("password", host=(parts.hostname or "")[:200])
    target = quote(parts.path or "/", safe=_KEPT_IN_PATHS)
    if parts.query:
        target += "?" + quote(parts.query, safe=_KEPT_IN_PATHS)
    return Address(scheme, _host(parts.hostname or "", url), PORTS[scheme] if port is None else port, target)


def _host(name: str, url: str) -> str:
    if ":" in name:
        try:
            return str(ipaddress.IPv6Address(name))
        except ValueError as error:
            raise GatherError("bad_address", address=url[:200]) from error
    try:
        host = name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise GatherError("bad_address", address=url[:200]) from error
    if not _HOST.fullmatch(host):
        raise GatherError("bad_address", address=url[:200])
    return host


def outlet_of(url: str | None) -> str | None:
    """The host of an address as the name of an outlet that no source names."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def is_public(number: Number) -> bool:
    """Whether a number belongs to the public internet; numbers wrapped in others are looked at themselves."""
    if isinstance(number, ipaddress.IPv6Address):
        inner = _wrapped(number)
        if inner is not None:
            return is_public(inner)
        if number.is_site_local or number in _LOCAL_NAT64:
            return False
    return number.is_global and not (number.is_multicast or number.is_reserved or number.is_unspecified)


def _wrapped(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 number that an IPv6 one leads to."""
    if number.ipv4_mapped is not None:
        return number.ipv4_mapped
    if number.sixtofour is not None:
        return number.sixtofour
    if number.teredo is not None:
        return number.teredo[1]
    if number in _NAT64 or (number in _OLD_MAPPED and int(number) > 1):
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return None


def resolve(host: str, port: int, *, allow_private: bool, timeout: float) -> list[str]:
    """The numbers of a host that may be connected to.

    They are used as they are, so that a name which means something else a moment later leads nowhere.

    Raises:
        GatherError: the name is not known, or none of its numbers is allowed.

    """
    found = [_number(text) for text in _look_up(host, port, timeout)]
    allowed = [str(number) for number in dict.fromkeys(found) if allow_private or is_public(number)]
    if not allowed:
        raise GatherError("private_address", host=host)
    return allowed[:_MOST_NUMBERS]


def _number(text: str) -> Number:
    return ipaddress.ip_address(text)


def _look_up(host: str, port: int, timeout: float) -> list[str]:
    """Ask the system, in a thread of its own, as it knows no time limit."""
    numbers: list[str] = []
    problems: list[OSError | UnicodeError] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            numbers.extend(str(row[4][0]) for row in rows)
        except (OSError, UnicodeError) as problem:
            problems.append(problem)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.0, timeout))
    if problems or not numbers:
        detail = str(problems[0]) if problems else "no answer in time"
        raise GatherError("unknown_host", host=host, detail=detail)
    return numbers
