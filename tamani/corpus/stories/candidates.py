"""Which pages a new one may tell the same event as, without comparing it with all pages of the days around it.

For each page the most that a comparison could give is reckoned: likeness and days exactly, names and figures through
an index, the rest as if it spoke for it. Only where that reaches the threshold is there anything to compare, so that
the stories come out as if all had been compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tamani.corpus.stories import pair_score as score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from tamani.corpus.stories.page_view import PageView

MOST_WALKED = 400
"""Pages that have a name or figure; one that more pages have is taken as if all had it."""
MARGIN = 0.002
"""Scores are rounded, and likenesses differ in the last place with the way they are reckoned."""
_NEVER = -(10**6)
"""Day of a page that tells of none."""
_ROOM = 64


class Candidates:
    """An index of the pages that were put into stories."""

    def __init__(self) -> None:
        self._size = 0
        self._vectors: NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self._stories: NDArray[np.int64] = np.zeros(0, np.int64)
        self._days: NDArray[np.int64] = np.zeros(0, np.int64)
        self._names: dict[str, list[int]] = {}
        self._numbers: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return self._size

    def add(self, story: int, view: PageView) -> None:
        """Take in a page of a story."""
        if self._size == len(self._stories):
            self._grow(len(view.vector))
        row = self._size
        self._vectors[row] = view.vector
        self._stories[row] = story
        self._days[row] = _NEVER if view.told is None else view.told.toordinal()
        self._size += 1
        for index, keys in ((self._names, view.names), (self._numbers, view.numbers)):
            for key in keys:
                index.setdefault(key, []).append(row)

    def _grow(self, width: int) -> None:
        room = max(_ROOM, 2 * self._size)

        def larger(old: NDArray[Any], shape: tuple[int, ...]) -> NDArray[Any]:
            new = np.zeros(shape, old.dtype)
            if self._size:
                new[: self._size] = old[: self._size]
            return new

        self._vectors = larger(self._vectors, (room, width))
        self._stories, self._days = larger(self._stories, (room,)), larger(self._days, (room,))

    def stories(self, view: PageView, weight: Callable[[str], float]) -> list[int]:
        """The stories with a page that may tell the same event, in their order."""
        if not self._size:
            return []
        alike = self._vectors[: self._size] @ np.asarray(view.vector, np.float32)
        names = self._shared(self._names, ((name, weight(name)) for name in view.names))
        numbers = self._shared(self._numbers, ((number, 1.0) for number in view.numbers))
        most = (
            score.OF_NAMES * np.minimum(1.0, names / score.MOST_NAMES)
            + score.OF_LIKENESS * np.clip((alike - score.UNRELATED) / (score.SAME - score.UNRELATED), 0.0, 1.0)
            + score.OF_NUMBER * np.minimum(score.MOST_NUMBERS, numbers)
            + score.OF_COUNTRY * bool(view.countries)
        )
        if view.told is not None:
            told = self._days[: self._size]
            apart = np.where(told == _NEVER, 0, np.abs(told - view.told.toordinal()))
            most = np.where(apart > score.FARTHEST, 0.0, most - score.CALM * apart)
        found = np.flatnonzero(most >= score.JOINED - MARGIN)
        return [int(story) for story in np.unique(self._stories[found])]

    def _shared(self, index: dict[str, list[int]], wanted: Iterable[tuple[str, float]]) -> NDArray[np.float64]:
        """What each page shares with another one, by weight: at least, where it is common."""
        total = np.zeros(self._size)
        for key, weight in wanted:
            rows = index.get(key, ())
            if len(rows) > MOST_WALKED:
                total += weight
            elif rows:
                total[rows] += weight
        return total
