"""Overlapping spans cut into segments, so that every character is shown once with all that covers it."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True, order=True)
class Cover:
    """A span of the page's text that belongs to an entry: ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int
    entry: str
    part: str


class Covers:
    """Covers that can be asked for by place, however many there are."""

    def __init__(self, covers: Iterable[Cover]) -> None:
        self._covers = sorted(cover for cover in covers if cover.start < cover.end)
        self._starts = [cover.start for cover in self._covers]
        self._longest = max((cover.end - cover.start for cover in self._covers), default=0)

    def __iter__(self) -> Iterator[Cover]:
        return iter(self._covers)

    def within(self, start: int, end: int) -> list[Cover]:
        """Those that cover characters from ``start`` to ``end``, in order."""
        first = bisect_left(self._starts, start - self._longest)
        return [cover for cover in self._covers[first : bisect_left(self._starts, end)] if cover.end > start]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and everything that covers all of it, the longest cover first."""

    start: int
    end: int
    covers: tuple[Cover, ...]


def segments(start: int, end: int, covers: Iterable[Cover]) -> Iterator[Segment]:
    """Cut ``start`` to ``end`` wherever a cover begins or ends; together the segments are the whole."""
    inside = [c for c in covers if c.start < c.end and c.start < end and c.end > start]
    edges = sorted({start, end, *(e for c in inside for e in (c.start, c.end) if start < e < end)})
    opening = sorted(inside)
    open_now: list[Cover] = []
    following = 0
    for left, right in itertools.pairwise(edges):
        open_now = [c for c in open_now if c.end > left]
        while following < len(opening) and opening[following].start <= left:
            open_now.append(opening[following])
            following += 1
        yield Segment(left, right, _longest_first(open_now))


def _longest_first(covers: Sequence[Cover]) -> tuple[Cover, ...]:
    return tuple(sorted(covers, key=lambda c: (c.start - c.end, c.start, c.entry, c.part)))
