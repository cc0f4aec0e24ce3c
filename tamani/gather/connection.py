"""Connections that lead to the very number that was checked, and end when their time is up."""

from __future__ import annotations

import functools
import ssl
import time
from typing import TYPE_CHECKING, Any

import certifi
import httpcore

from tamani.gather.addresses import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable


class Deadline:
    """A moment after which nothing more is waited for."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left.

        Raises:
            httpcore.ReadTimeout: there are none.

        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


class CheckedBackend(httpcore.NetworkBackend):
    """Looks a host up once, refuses numbers that are not public, and connects to those that are left."""

    def __init__(self, deadline: Deadline, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 (the deadline is stricter)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first number of the host that answers.

        Raises:
            GatherError: the host is not known or none of its numbers is allowed.
            httpcore.ConnectError: none of its numbers answers.

        """
        numbers = resolve(host, port, allow_private=self._allow_private, timeout=self._deadline.left())
        problem: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for number in numbers:
            try:
                stream = self._plain.connect_tcp(number, port, self._deadline.left(), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
            else:
                return _TimedStream(stream, self._deadline)
        raise problem or httpcore.ConnectError(host)


class _TimedStream(httpcore.NetworkStream):
    """A stream each of whose steps has only the time that is left for the whole."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 (as httpcore has it)
        return self._stream.get_extra_info(info)


@functools.cache
def tls_context() -> ssl.SSLContext:
    """Certificates of the system (and ``SSL_CERT_FILE``) and those that Mozilla trusts."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
