"""Jobs in one queue a host: several hosts are asked at the same time, one host never twice."""

from __future__ import annotations

import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tamani.gather.turns import Turns

Job = TypeVar("Job")
Result = TypeVar("Result")


class Queues(Generic[Job, Result]):
    """Runs jobs of many hosts; :meth:`run` yields what they give as it comes, and jobs may be added meanwhile."""

    def __init__(self, turns: Turns, work: Callable[[Job], Result], workers: int) -> None:
        self._turns = turns
        self._work = work
        self._workers = workers
        self._waiting: dict[str, deque[Job]] = {}
        self._running: dict[Future[Result], tuple[str, Job]] = {}

    def add(self, host: str, job: Job) -> None:
        """Put a job at the end of its host's queue."""
        self._waiting.setdefault(host, deque()).append(job)

    def run(self) -> Iterator[tuple[Job, Result]]:
        """Each job with its result, until no queue holds any. A job's exception is raised here."""
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="gather")
        try:
            while self._waiting or self._running:
                self._start(pool)
                for future in self._finished():
                    _, job = self._running.pop(future)
                    yield job, future.result()
        finally:
            self._turns.stop()
            pool.shutdown(wait=True, cancel_futures=True)

    def _start(self, pool: ThreadPoolExecutor) -> None:
        """Give work to every free worker, hosts that may be asked first going first."""
        busy = {host for host, _ in self._running.values()}
        idle = [host for host in self._waiting if host not in busy]
        for host in sorted(idle, key=self._turns.ready_at):
            if len(self._running) >= self._workers or self._turns.ready_at(host) > time.monotonic():
                return
            queue = self._waiting[host]
            job = queue.popleft()
            if not queue:
                del self._waiting[host]
            self._running[pool.submit(self._work, job)] = host, job

    def _finished(self) -> set[Future[Result]]:
        """Jobs that have ended, after waiting for the first or until another host may be asked."""
        busy = {host for host, _ in self._running.values()}
        idle = [self._turns.ready_at(host) for host in self._waiting if host not in busy]
        pause = max(0.0, min(idle) - time.monotonic()) if idle and len(self._running) < self._workers else None
        if not self._running:
            time.sleep(pause or 0.0)
            return set()
        return wait(self._running, timeout=pause, return_when=FIRST_COMPLETED).done
