"""Pages on their way through a reader: given a few at a time, answered as they are read, more asked for in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tamani.corpus.reads import reads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tamani.corpus.reads import PageReader, ReadPage, StoreReader
    from tamani.reading.reader import PageToRead


class ReadingFlow(Protocol):
    """A reader at work. Pages have their places in the order in which they are given, counted from 0."""

    @property
    def at_hand(self) -> int:
        """Pages that were given and not yet answered."""

    @property
    def wants_more(self) -> bool:
        """Whether it would read faster if it had more pages now."""

    def give(self, pages: Sequence[PageToRead]) -> None:
        """Take some pages to read."""

    def answers(self) -> Iterator[ReadPage]:
        """Some of the pages that are read, at least one where any is at hand.

        Whoever asks has saved one when he asks for the next.
        """


class InTurn:
    """The flow of a reader that reads all it was given before it wants more."""

    def __init__(self, reader: PageReader | StoreReader) -> None:
        self._reader = reader
        self._given: list[PageToRead] = []
        self._first = 0

    @property
    def at_hand(self) -> int:
        """Pages that were given and not yet answered."""
        return len(self._given)

    @property
    def wants_more(self) -> bool:
        """Only when there is nothing left to do."""
        return not self._given

    def give(self, pages: Sequence[PageToRead]) -> None:
        """Take some pages to read."""
        self._given += pages

    def answers(self) -> Iterator[ReadPage]:
        """All that were given."""
        given, first = self._given, self._first
        for page in reads(self._reader, given):
            page.place += first
            yield page
        self._given, self._first = [], first + len(given)


def flow_of(reader: PageReader | StoreReader) -> ReadingFlow:
    """The flow of a reader: its own where it has one."""
    own = getattr(reader, "flow", None)
    if own is None:
        return InTurn(reader)
    found: ReadingFlow = own()
    return found
