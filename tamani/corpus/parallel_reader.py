"""Several processes that read pages for one store, each with its own reader; what they read comes back to be saved.

Reading a page takes many times as long as saving it, and pages that are no copies of each other have nothing to say to
one another. So one process receives, sends out and saves, and the others read. Where one of them dies, the first reads
the pages itself that are left.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from tamani.corpus.corpus_reader import CorpusReader
from tamani.corpus.database import connect
from tamani.corpus.parallel_flow import ParallelFlow
from tamani.reading.reader import AUTO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from types import TracebackType

    from tamani.corpus.corpus_reader import Placed
    from tamani.corpus.reads import ReadPage
    from tamani.reading.reader import PageToRead

MOST = 4
"""Processes that are started at most where nobody says how many; each takes some 400 MB."""
WORTH_WHILE = 64
"""Pages at hand from which on it pays to start processes."""
AT_ONCE = 128
"""Pages that are looked at together: enough for all processes to have work while some pages are saved."""
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What tells libraries of linear algebra how many threads to start."""
_reader: CorpusReader
"""The reader of this process, where it is one that reads for another."""


def processes_of_this_machine() -> int:
    """How many processes read at once where nobody says: as many as there are cores for this one to use."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST, usable))


class ParallelReader:
    """A reader for a store that reads in several processes, as :class:`CorpusReader` reads in one.

    Args:
        place: the store, a file or the URL of a database, as :func:`tamani.corpus.database.connect` takes it.
        language: "fr", "en", or "auto".
        time_limit: seconds that one page may take.
        processes: how many read at once.

    """

    def __init__(self, place: str, language: str = AUTO, *, time_limit: float | None = 30.0, processes: int) -> None:
        self._own = CorpusReader(connect(place), language, time_limit=time_limit)
        for name in ONE_THREAD:  # the processes take it over: each has a core, and threads would only wait for others
            os.environ.setdefault(name, "1")
        context = multiprocessing.get_context("spawn")  # a fork would share connections and a network's threads
        self._pool: ProcessPoolExecutor | None = ProcessPoolExecutor(
            processes, context, _start, (place, language, time_limit)
        )

    def __enter__(self) -> ParallelReader:
        """Itself; leaving ends the processes."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the processes."""
        self.close()

    def close(self) -> None:
        """End the processes; what they have not begun is left."""
        self._own.engine.dispose()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def flow(self) -> ParallelFlow:
        """Pages on their way through the processes, more being received while others are read."""
        return ParallelFlow(self._own, self._send, self._answer)

    def read_pages(self, pages: Iterable[PageToRead]) -> Iterator[ReadPage]:
        """Read pages; each has its place among them, and a copy comes when its first print has been saved."""
        flow, waiting = self.flow(), iter(pages)
        while batch := list(itertools.islice(waiting, AT_ONCE)):
            flow.give(batch)
            while not flow.wants_more:
                yield from flow.answers()
        while flow.at_hand:
            yield from flow.answers()

    def _answer(self, part: list[Placed], sent: Future[list[ReadPage]]) -> list[ReadPage]:
        """What the other process read; where it died, what this one reads."""
        try:
            return sent.result()
        except BrokenProcessPool:
            self._pool = None
            return self._own.read_received(part)

    def _send(self, part: list[Placed]) -> Future[list[ReadPage]] | None:
        """Have some pages read by another process; None where there is none left."""
        if self._pool is None:
            return None
        try:
            return self._pool.submit(_read, part)
        except BrokenProcessPool:
            self._pool = None
            return None


def _start(place: str, language: str, limit: float | None) -> None:
    """Make the reader of a process that reads for another, which alone hears of an interruption and ends them."""
    global _reader  # noqa: PLW0603 (the one thing that such a process is there for)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _reader = CorpusReader(connect(place), language, time_limit=limit)


def _read(part: list[Placed]) -> list[ReadPage]:
    return _reader.read_received(part)


def _end_with_parent() -> None:
    """Do not outlive the process that asks, however it ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
