"""A quotation in the making, in tokens and characters of the reading's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.phrases import Phrase
    from tamani.reading.quotations.words_of_text import TextWords
    from tamani.record import QuotationKind


LONGEST_OPENING = 16
LONGEST_NAME = 4
"""Tokens of a name in marks."""


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
    second: bool = False
    """A second quotation of the same cue, beside the clause it reports."""

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
    kept = cue.entry.link
    while (
        start < cue.verb
        and (words.pos[start] == "PRON" or words.is_in(start, "clitic_objects"))
        and not words.is_in(start, "reflexive")
        and words.form[start] not in kept
    ):
        start += 1
    while start < cue.verb and (words.is_in(start, "negation") or words.pos[start] == "ADV"):
        start += 1
    return words.start[start], words.end[cue.end - 1]


def kind_of(words: TextWords, start: int, end: int) -> QuotationKind:
    """Indirect or mixed, by whether the tokens hold marked words that are more than a name."""
    index = start
    while index < end:
        if words.form[index] == "«" and words.mark[index] >= 0:
            behind = words.next_token(words.reading.marks[words.mark[index]].end)
            if not _is_name(words, index + 1, behind - 1):
                return "mixed"
            index = behind
            continue
        if words.form[index] in {"«", "»"}:
            return "mixed"
        index += 1
    return "indirect"


def _is_name(words: TextWords, start: int, end: int) -> bool:
    """Marked words that name something ("la « Charte 08 »"): a few, a proper name or number among them, no verb."""
    parts = words.pos[start:end]
    return (
        0 < end - start <= LONGEST_NAME
        and any(part in {"PROPN", "NUM"} for part in parts)
        and not any(part in {"VERB", "AUX", "ADV", "PRON"} for part in parts)
    )


def first_said(words: TextWords, start: int, before: int) -> int:
    """The first token of a clause that is reported from the sentence's start.

    Connectives, list dashes and the agency's opening of a first paragraph ("Bamako, 3 mars (XYZ) – ") are left out.
    """
    opening = _behind_opening(words, start, before)
    start = opening if opening is not None else start
    while start < before and (words.pos[start] in {"CCONJ", "SPACE"} or words.form[start] in {"-", "–", "—", ","}):
        start += 1
    return start


def _behind_opening(words: TextWords, start: int, before: int) -> int | None:
    """Where the text begins behind a place, date and agency closed by a dash."""
    for index in range(start + 1, min(before, start + LONGEST_OPENING)):
        if words.pos[index] in {"VERB", "AUX"} and words.form[index][0].isalpha() and words.is_finite(index):
            return None
        spaced = words.form[index] in {"-", "–", "—"} and words.start[index] > words.end[index - 1]
        if spaced and (words.form[index - 1] == ")" or words.pos[start] == "PROPN"):
            return index + 1
    return None
