"""What all tests share: readers, made once, since a language's model takes seconds to load."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import tamani

if TYPE_CHECKING:
    from collections.abc import Callable


# a busy machine is no fault of the program: what takes long is told by Pace
settings.register_profile("tamani", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tamani")


class Pace:
    """Tells how long work takes so that the answer holds on a slow or busy machine: by the processor's clock, and in
    strides, the time which the same machine takes just then for a fixed loop (about 0.1 s on a laptop)."""

    @staticmethod
    def seconds(work: Callable[[], object], tries: int = 2) -> float:
        """Processor seconds of the quickest of some tries."""
        found = []
        for _ in range(tries):
            began = time.process_time()
            work()
            found.append(time.process_time() - began)
        return min(found)

    def strides(self, work: Callable[[], object]) -> float:
        """How many times longer the work takes than the loop does."""
        return self.seconds(work) / self.seconds(self._stride)

    def grows_in_proportion(self, work: Callable[[int], object], size: int) -> bool:
        """Whether work of four times the size takes about four times as long (sixteen times, were it the square)."""
        little = max(self.seconds(lambda: work(size)), 0.02)
        return self.seconds(lambda: work(size * 4)) < 10 * little

    @staticmethod
    def _stride() -> None:
        words = {}
        for number in range(530_000):
            words[str(number % 1000)] = number * 3 // 2


@pytest.fixture(scope="session")
def pace() -> Pace:
    """Tells how long work takes."""
    return Pace()


@pytest.fixture(scope="session")
def reader() -> tamani.Reader:
    """The reader of French pages as they are scraped, with the site around the article."""
    return tamani.Reader("fr")


@pytest.fixture(scope="session")
def body_reader() -> tamani.Reader:
    """The reader of French article text: every line is body."""
    return tamani.Reader("fr", whole_text_is_body=True)


@pytest.fixture(scope="session")
def english_body_reader() -> tamani.Reader:
    """The reader of English article text: every line is body."""
    return tamani.Reader("en", whole_text_is_body=True)
