"""A limit on the time that one page may take, so that no page can hold up a batch."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class TimeIsUp(Exception):  # noqa: N818 (it reads as what it says)
    """The page took longer than its limit."""


class Deadline:
    """When a page must be done. :meth:`check` is called between steps, for where no signal can interrupt."""

    def __init__(self, seconds: float | None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    def check(self) -> None:
        """Go on, or raise.

        Raises:
            TimeIsUp: the time is over.
        """
        if self._end is not None and time.monotonic() > self._end:
            raise TimeIsUp


@contextmanager
def time_limit(seconds: float | None) -> Iterator[Deadline]:
    """Raise :class:`TimeIsUp` inside the block after ``seconds``; None sets no limit.

    In the main thread of a system with interval timers the block is interrupted wherever it is; elsewhere, or
    where the caller has a timer of its own running, only at :meth:`Deadline.check`.
    """
    deadline = Deadline(seconds)
    can_interrupt = (
        seconds is not None
        and hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getitimer(signal.ITIMER_REAL)[0] == 0
    )
    if not can_interrupt or seconds is None:
        yield deadline
        return

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
    try:
        yield deadline
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
