"""``tamani read --explain``: which entry is meant, and why it is there, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

import click

from tamani.views.explain import EntryNumber, explanation
from tamani.views.labels import Labels
from tamani.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from tamani.record import Record


class EntryType(click.ParamType):  # type: ignore[type-arg]  # older clicks have none
    """An entry by its number in the views: ``e3`` or ``3``, ``q2``, ``c1``."""

    name = "entry"

    def __init__(self, words: str) -> None:
        self.words = words

    def convert(
        self, value: str | EntryNumber, param: click.Parameter | None, ctx: click.Context | None
    ) -> EntryNumber:
        """The entry that is meant."""
        if isinstance(value, EntryNumber):
            return value
        try:
            return EntryNumber.parse(value)
        except ValueError:
            self.fail(say("message.not_an_entry", self.words, given=repr(value)), param, ctx)


class ExplainOutput:
    """Prints why one entry of a page is there; tells ``missing`` where the page has no such entry."""

    def __init__(
        self, stream: TextIO, entry: EntryNumber, language: str, missing: Callable[[Record, EntryNumber], None]
    ) -> None:
        self.stream = stream
        self.entry = entry
        self.labels = Labels(language)
        self.missing = missing

    def take(self, record: Record) -> None:
        """Print the sentences, one a line; nothing for a page that could not be read, which is told elsewhere."""
        found = explanation(record, self.entry, self.labels)
        if found is not None:
            title, sentences = found
            print(title, *(f"  {sentence}" for sentence in sentences), sep="\n", file=self.stream, flush=True)
        elif record.text:
            self.missing(record, self.entry)

    def finish(self) -> None:
        """Nothing is left to do."""
