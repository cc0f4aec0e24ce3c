"""One HTTP request: no redirect is followed, nothing is kept beyond the limits, every fault has its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpcore

from tamani.gather.bounded import join, unpacked
from tamani.gather.connection import CheckedBackend, Deadline, tls_context
from tamani.gather.gathered import GatherError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tamani.gather.addresses import Address
    from tamani.gather.options import Options

ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,"
    "application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1"
)
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(slots=True)
class Response:
    """What a server answered. Names of headers are in lower case; ``content`` is empty where it was not wanted."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""

    @property
    def media_type(self) -> str | None:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower() or None


def request(
    address: Address,
    options: Options,
    *,
    limit: int,
    wanted: Callable[[Response], bool],
    headers: Iterable[tuple[str, str]] = (),
) -> Response:
    """Ask for one address; the body is read only where ``wanted`` says so of status and headers.

    Raises:
        GatherError: the host is not allowed or does not answer rightly, or the body is too large.

    """
    deadline = Deadline(options.time_limit)
    backend = CheckedBackend(deadline, allow_private=options.allow_private)
    try:
        return _exchange(address, backend, options.user_agent, limit, wanted, headers)
    except httpcore.TimeoutException as error:
        raise GatherError("too_slow", seconds=f"{options.time_limit:g}") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise GatherError("no_answer", detail=(str(error) or type(error).__name__)[:200]) from error


def _exchange(
    address: Address,
    backend: CheckedBackend,
    user_agent: str,
    limit: int,
    wanted: Callable[[Response], bool],
    more_headers: Iterable[tuple[str, str]],
) -> Response:
    url = httpcore.URL(
        scheme=address.scheme.encode(), host=address.host.encode(), port=address.port, target=address.target.encode()
    )
    headers = [
        ("Host", address.origin.split("://", 1)[1]),
        ("User-Agent", user_agent),
        ("Accept", ACCEPT),
        ("Accept-Encoding", "gzip, deflate"),
        ("Connection", "close"),
        *more_headers,
    ]
    rows = [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in headers]
    connection = httpcore.HTTPConnection(url.origin, ssl_context=tls_context(), network_backend=backend)
    with connection, connection.stream("GET", url, headers=rows) as answer:
        response = Response(answer.status, _headers(answer.headers))
        if wanted(response):
            encoding = response.headers.get("content-encoding", "")
            response.content = join(unpacked(answer.iter_stream(), encoding), limit)
    return response


def _headers(rows: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by their names; of one that is sent twice the first counts, but reservations are all kept."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in rows:
        name, value = raw_name.decode("ascii", "replace").lower(), raw_value.decode("latin-1")
        if name == "tdm-reservation" and name in headers:
            headers[name] += f",{value}"
        headers.setdefault(name, value)
    return headers
