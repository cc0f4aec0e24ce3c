"""Moving a record's entries into another text that holds the same words elsewhere."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.reading.parse import ArticleText

Entry = TypeVar("Entry", bound=msgspec.Struct)
Place = tuple[int, int]


class CannotMoveError(Exception):
    """The words of an entry are not all in the other text."""


@dataclass(frozen=True)
class Move:
    """The way from places in one page's text to those of the same words in another's.

    ``paragraphs`` says for each paragraph (part of the article text) that both have, by its index in the first,
    which one it is in the second. Both paragraphs are the same after typography is made plain, so they are equally
    long there; the page texts themselves may differ in white space and in the shape of marks.
    """

    first: ArticleText
    second: ArticleText
    paragraphs: dict[int, int]

    def place(self, start: int, end: int) -> Place:
        """Where the words at this place are in the second page.

        Raises:
            CannotMoveError: they are not all in paragraphs that both have, next to each other in the same order.

        """
        begin, last = self._offset(start), self._offset(end - 1)
        first_paragraph, last_paragraph = self._paragraph(begin), self._paragraph(last, is_last=True)
        shift = {self._shift(index) for index in range(first_paragraph, last_paragraph + 1)}
        if len(shift) != 1:
            raise CannotMoveError
        by = shift.pop()
        origins = self.second.origins
        return origins[begin + by], origins[min(last + by, len(origins) - 1)] + 1

    def paragraphs_of(self, start: int, end: int) -> set[int]:
        """The paragraphs of the first page that hold a place."""
        try:
            begin, last = self._offset(start), self._offset(end - 1)
            return set(range(self._paragraph(begin), self._paragraph(last, is_last=True) + 1))
        except CannotMoveError:
            return set()

    def _offset(self, page_offset: int) -> int:
        """The offset in the first article's text that stands for a character of its page."""
        origins = self.first.origins
        at = bisect_left(origins, page_offset)
        if at == len(origins) or origins[at] != page_offset:
            raise CannotMoveError
        return at

    def _shift(self, paragraph: int) -> int:
        if paragraph not in self.paragraphs:
            raise CannotMoveError
        return self.second.parts[self.paragraphs[paragraph]].start - self.first.parts[paragraph].start

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [part.start for part in self.first.parts]

    def _paragraph(self, offset: int, *, is_last: bool = False) -> int:
        """The paragraph of a place; a line's end, as the last character of an entry, is part of the line."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.first.parts[index].end + is_last:
            raise CannotMoveError  # between two paragraphs
        return index


def places_of(entry: msgspec.Struct) -> Iterator[Place]:
    """All places that an entry has, also those of its parts."""
    for value in _values(entry):
        yield from _places_in(value)
    place = _place_of(entry)
    if place is not None:
        yield place


def _places_in(value: Any) -> Iterator[Place]:  # noqa: ANN401 (any field of an entry)
    if isinstance(value, msgspec.Struct):
        yield from places_of(value)
    elif isinstance(value, list):
        for item in value:
            yield from _places_in(item)


def moved(entry: Entry, move: Move) -> Entry:
    """The entry with all its places in the second page.

    Raises:
        CannotMoveError: some of its words are not there.

    """
    changed = {name: _moved_value(getattr(entry, name), move) for name in entry.__struct_fields__}
    place = _place_of(entry)
    if place is not None:
        changed["start"], changed["end"] = move.place(*place)
    return type(entry)(**changed)


def _moved_value(value: Any, move: Move) -> Any:  # noqa: ANN401 (any field of an entry)
    if isinstance(value, msgspec.Struct):
        return moved(value, move)
    if isinstance(value, list):
        return [_moved_value(item, move) for item in value]
    return value


def _values(entry: msgspec.Struct) -> Iterator[Any]:
    for name in entry.__struct_fields__:
        yield getattr(entry, name)


def _place_of(entry: msgspec.Struct) -> Place | None:
    start, end = getattr(entry, "start", None), getattr(entry, "end", None)
    return None if start is None or end is None else (start, end)
