"""Reading a reprint: what it shares with the first print is taken from there, only the rest is read.

An entry is taken over where all its words are in paragraphs that both pages have. A paragraph is read anew where its
words are new, and also where something in it hangs on what the reprint lacks: a quotation that began in a paragraph
which was cut, a speaker who is named nowhere on this page, a date reckoned from another day of publication.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from tamani.corpus.known_paragraphs import paragraphs_of
from tamani.corpus.moved_entries import Move, places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    import msgspec

    from tamani.reading.parse import ArticleText
    from tamani.record import Record

MOST_NEW = 0.5
"""The share of a page's article that may have to be read anew; above it the whole page is read."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a reprint is read: what moves over, and which of its paragraphs are read."""

    version_id: int
    first: Record
    move: Move
    new: tuple[int, ...]
    """Indices of the reprint's paragraphs."""


def plan_reprint(
    version: int, first: Record, article: ArticleText, reprint: ArticleText, *, same_day: bool
) -> Plan | None:
    """How to read ``reprint`` with the record of the first print, None where it is better read by itself."""
    if first.failures or article.cut or reprint.cut or not reprint.text:
        return None
    move = Move(article, reprint, _shared(article, reprint))
    kept = _settled(first, move, same_day=same_day)
    reverse = set(kept.paragraphs.values())
    new = tuple(index for index in range(len(reprint.parts)) if index not in reverse)
    length = sum(reprint.parts[index].end - reprint.parts[index].start for index in new)
    if length > MOST_NEW * len(reprint.text):
        return None
    return Plan(version, first, kept, new)


def _shared(article: ArticleText, reprint: ArticleText) -> dict[int, int]:
    """Paragraphs that both have, in the same order and of the same kind."""
    ours, theirs = paragraphs_of(article), paragraphs_of(reprint)
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return {block.a + i: block.b + i for block in blocks for i in range(block.size)}


def _settled(first: Record, move: Move, *, same_day: bool) -> Move:
    """The move without the paragraphs whose entries hang on something that the reprint lacks."""
    kept = dict(move.paragraphs)
    hanging = _Hanging(first, move)
    while True:
        lost = {
            paragraph
            for touched in hanging.entries
            if not touched <= kept.keys() or _is_apart(touched, kept)
            for paragraph in touched & kept.keys()
        }
        lost |= hanging.without_actor(kept)
        if not same_day:
            lost |= _dated(first, move) & kept.keys()
        if not lost:
            return Move(move.first, move.second, kept)
        kept = {paragraph: place for paragraph, place in kept.items() if paragraph not in lost}


def _touched(entry: msgspec.Struct, move: Move) -> set[int]:
    return set().union(*(move.paragraphs_of(start, end) for start, end in places_of(entry)))


def _is_apart(paragraphs: AbstractSet[int], kept: dict[int, int]) -> bool:
    """Whether something has come between paragraphs that an entry runs across."""
    return len({kept[paragraph] - paragraph for paragraph in paragraphs}) > 1


class _Hanging:
    """Which paragraphs of a first print its entries and its actors stand in, looked up once.

    Entries stand or fall as a whole; an actor lives on with the mentions that are left.
    """

    def __init__(self, record: Record, move: Move) -> None:
        self._named = [(set(actors), _touched(entry, move)) for actors, entry in _named(record)]
        times = (_touched(time, move) for time in record.times)
        self.entries = {frozenset(each) for each in (*times, *(touched for _, touched in self._named)) if each}
        self._mentioned = {
            actor.id: set[int]().union(*(move.paragraphs_of(m.start, m.end) for m in actor.mentions))
            for actor in record.actors
        }

    def without_actor(self, kept: dict[int, int]) -> set[int]:
        """Paragraphs whose entries name an actor that has no mention left."""
        gone = {actor for actor, paragraphs in self._mentioned.items() if not paragraphs & kept.keys()}
        hanging = (touched for actors, touched in self._named if not gone.isdisjoint(actors))
        return set[int]().union(*hanging) & kept.keys()


def _named(record: Record) -> Iterator[tuple[Iterable[str | None], msgspec.Struct]]:
    """Entries with the actors that they name."""
    yield from (([quotation.speaker], quotation) for quotation in record.quotations)
    yield from (([*event.source, *event.target, event.voice], event) for event in record.events)
    yield from (([claim.speaker, *claim.about], claim) for claim in record.claims)


def _dated(record: Record, move: Move) -> set[int]:
    """Paragraphs with dates that may have been reckoned from the day of publication."""
    dated = [time for time in record.times if time.anchor != "absolute"]
    events = [event for event in record.events if event.date is not None]
    return set().union(*(_touched(entry, move) for entry in (*dated, *events)))
