"""One request at a time to each host, and a pause between two, whoever asks."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tamani.gather.gathered import GatherError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class _Host:
    delay: float
    free_at: float = 0.0
    refuses_until: float = 0.0
    in_use: threading.Lock = field(default_factory=threading.Lock)


class Turns:
    """Gives turns to those who want to ask a host."""

    def __init__(self, delay: float, longest_wait: float) -> None:
        self._delay = delay
        self._longest_wait = longest_wait
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until the host may be asked; its pause is counted from the end of the block.

        Raises:
            GatherError: the host asked for a longer wait than is allowed, or gathering was ended meanwhile.

        """
        state = self._host(host)
        with state.in_use:
            if state.refuses_until > time.monotonic():
                raise GatherError("asked_to_wait", host=host, seconds=f"{state.refuses_until - time.monotonic():.0f}")
            if self._stopped.wait(max(0.0, state.free_at - time.monotonic())):
                raise GatherError("stopped")
            try:
                yield
            finally:
                state.free_at = max(state.free_at, time.monotonic() + state.delay)

    def slow_down(self, host: str, delay: float) -> None:
        """Keep a longer pause, as the host's robots.txt asks; one that is too long closes the host."""
        state = self._host(host)
        if delay > self._longest_wait:
            state.refuses_until = time.monotonic() + delay
        state.delay = max(self._delay, min(delay, self._longest_wait))

    def wait(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long, as it asked in an answer."""
        state = self._host(host)
        state.free_at = time.monotonic() + min(seconds, self._longest_wait)
        if seconds > self._longest_wait:
            state.refuses_until = time.monotonic() + seconds

    def ready_at(self, host: str) -> float:
        """When the host may be asked next, by the monotonic clock."""
        state = self._host(host)
        return 0.0 if state.refuses_until > time.monotonic() else state.free_at

    def stop(self) -> None:
        """Give no more turns."""
        self._stopped.set()

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host(self._delay))
