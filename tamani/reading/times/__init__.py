"""Time expressions of a page, resolved to ISO 8601 dates, months, years and intervals.

``grammar`` finds them (no word of a language in it: the table ``times`` of each language is the grammar),
``resolve`` says what they mean against the publication date or the occasion told before.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from tamani.languages import Language
from tamani.languages import load as load_language
from tamani.reading.reading import Reading
from tamani.reading.times.direction import Tense
from tamani.reading.times.extent import Extent, is_iso_value
from tamani.reading.times.grammar import NOTHING, Grammar, Node, Token
from tamani.reading.times.meaning import Anchor, Context, Meaning
from tamani.reading.times.relative import dated_event
from tamani.reading.times.resolve import meaning
from tamani.record import Flag, Reason, Time
from tamani.words import reason

__all__ = ["TimeFound", "find_times", "is_iso_value", "resolve_times"]

_BY = "times"
_STRAIGHT = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
_EVENT = "event"
_NAMES = frozenset({"month", "weekday"})
_INSIDE = frozenset(",'-")
"""Marks after which a sentence does not begin."""


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time expression: offsets into the text that was read, what it means, and how sure that is.

    ``value`` is an ISO 8601 date, month, year or interval, or None where the text gives none; ``undated`` is
    true where that is for want of a publication date or of an occasion told before.
    """

    start: int
    end: int
    value: str | None
    anchor: Anchor | None
    confidence: float = 1.0
    reason: Reason | None = None
    undated: bool = False


class TimeReader:
    """Finds and resolves the time expressions of one language."""

    def __init__(self, language: Language) -> None:
        self._grammar = Grammar(language)
        self._tense = Tense(language.table("times")["tense"])
        self._ends = frozenset(language.table("times")["tense"]["ends"])
        self._capitals: bool = language.table("times")["capitals"]

    def read(self, text: str, published: date | None) -> list[TimeFound]:
        """The time expressions of ``text`` in order, none inside another."""
        tokens, nodes = self._grammar.parse(text.translate(_STRAIGHT))
        told = self._meanings([node for node in nodes if self._is_time(node, tokens)], tokens, Context(published))
        self._date_events(told, tokens)
        return [_found(entry, text, told_before=bool(number)) for number, entry in enumerate(told)]

    def _meanings(self, nodes: list[Node], tokens: list[Token], context: Context) -> list[_Told]:
        told = []
        for node in nodes:
            context.direction = self._tense.direction(tokens, node.first, node.last)
            told.append(_Told(node, meaning(node, context)))
            _remember(context, told[-1])
        return told

    def _date_events(self, told: list[_Told], tokens: list[Token]) -> None:
        """Date the events of "ten days after the march" by the date that the same sentence tells."""
        for number, entry in enumerate(told):
            if entry.node.rule.kind == _EVENT:
                neighbours = told[max(0, number - 1) : number] + told[number + 1 : number + 2]
                days = [
                    day
                    for other in neighbours
                    if self._one_sentence(entry.node, other.node, tokens) and (day := _told_day(other))
                ]
                if days:
                    entry.means = dated_event(entry.node, days[0])

    def _one_sentence(self, one: Node, other: Node, tokens: list[Token]) -> bool:
        first, last = (one, other) if one.first < other.first else (other, one)
        return not any(token.text in self._ends for token in tokens[first.last + 1 : last.first])

    def _is_time(self, node: Node, tokens: list[Token]) -> bool:
        if node.rule.kind == NOTHING or node.rule.settings.get("bare"):
            return False
        return not self._is_name(node, tokens)

    def _is_name(self, node: Node, tokens: list[Token]) -> bool:
        """Whether a calendar word has a capital that neither language nor sentence start gives it."""
        if self._capitals:
            return False
        while node.times:
            node = node.times[0]
        word = tokens[node.last if node.rule.kind == "month" else node.first].text
        if node.rule.kind not in _NAMES or not word[0].isupper() or word.isupper():
            return False
        before = tokens[node.first - 1].text if node.first else "."
        return before[-1].isalnum() or before in _INSIDE


@functools.cache
def time_reader(code: str) -> TimeReader:
    """The reader of a language, compiled on first use."""
    return TimeReader(load_language(code))


def resolve_times(text: str, *, language: Language, published: date | None) -> list[TimeFound]:
    """The time expressions of ``text`` in order, none inside another, resolved against ``published``."""
    return time_reader(language.code).read(text, published)


def find_times(reading: Reading) -> None:
    """Fill ``reading.times`` and ``reading.times_found`` and flag what cannot be dated."""
    flagged: set[str] = set()
    for found in resolve_times(reading.text, language=reading.language, published=reading.published):
        start, end = reading.page_span(found.start, found.end)
        reading.times_found.append(found)
        reading.times.append(
            Time(start=start, end=end, value=found.value, anchor=found.anchor, by=_BY,
                 confidence=found.confidence, reason=found.reason)
        )  # fmt: skip
        words = reading.text[found.start : found.end].casefold()
        if found.undated and found.reason is not None and words not in flagged:
            flagged.add(words)
            reading.flags.append(Flag(kind="undated", start=start, end=end, why=found.reason, by=_BY))


@dataclass(slots=True)
class _Told:
    """An expression and what it means."""

    node: Node
    means: Meaning


def _told_day(told: _Told) -> Extent | None:
    extent = told.means.extent
    return extent if extent is not None and extent.unit == "day" and not extent.open_end else None


def _found(told: _Told, text: str, *, told_before: bool) -> TimeFound:
    node, means = told.node, told.means
    words = text[node.start : node.end]
    why = reason(means.code, words=words) if means.code else None
    value = means.extent.iso() if means.extent else None
    undated = means.needs == "published" or (means.needs == "occasion" and not told_before)
    return TimeFound(node.start, node.end, value, means.anchor, means.confidence, why, undated)


def _remember(context: Context, told: _Told) -> None:
    """Keep what was told as the occasion that "the day before" or "the same year" refer to.

    A look back ("the day before") does not move the story on: "since then" still means the day told first.
    """
    extent = told.means.extent
    if extent is None or extent.open_end or (told.means.anchor == "occasion" and _looks_back(told.node)):
        return
    context.occasion = extent
    if extent.unit == "day":
        context.occasion_day = extent


def _looks_back(node: Node) -> bool:
    while node.times:
        node = node.times[0]
    settings = node.rule.settings
    return bool(settings.get("days", settings.get("sign", 0)) < 0)
