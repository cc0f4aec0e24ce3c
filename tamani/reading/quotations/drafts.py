"""A quotation in the making, in tokens and characters of the reading's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.speakers import Phrase
    from tamani.reading.quotations.words_of_text import TextWords
    from tamani.record import QuotationKind


@dataclass(slots=True)
class Draft:
    """One quotation before its speaker is resolved. ``spans`` and ``cue`` are offsets into the reading's text."""

    kind: QuotationKind
    spans: list[tuple[int, int]]
    speaker: Phrase | None
    cue: tuple[int, int] | None
    rule: str
    confidence: float = 0.9
    verb: int | None = None
    continues: bool = False

    @property
    def start(self) -> int:
        """Where the words begin."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.spans[-1][1]


def cue_span(words: TextWords, cue: Cue) -> tuple[int, int]:
    """The characters of a cue's verb group."""
    start = cue.start
    while start < cue.verb and words.pos[start] == "PRON" and not words.is_in(start, "reflexive"):
        start += 1
    while start < cue.verb and (words.is_in(start, "negation") or words.pos[start] == "ADV"):
        start += 1
    return words.start[start], words.end[cue.end - 1]


def kind_of(words: TextWords, start: int, end: int) -> QuotationKind:
    """Indirect or mixed, by whether the tokens hold marked words."""
    for index in range(start, end):
        if words.mark[index] >= 0 and words.form[index] == "«":
            return "mixed"
        if words.form[index] == "»":
            return "mixed"
    return "indirect"
