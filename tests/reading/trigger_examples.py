"""The examples of the trigger lexicons, and whether a record holds what one of them states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tamani.reading.events.lexicon import rows_of
from tamani.reading.reader import Reader
from tamani.world.places import place_at

if TYPE_CHECKING:
    from tamani.record import Event, Record

CARRIERS = ("verb", "noun", "adjective")
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
"""Types of act of which all parties may stand as sources, or one as source and the others as targets."""
SAME_TRIGGER = 60
"""Characters between a trigger and the words that an example names as it."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a trigger entry; ``stated`` is what it must tell, None where the entry must not fire."""

    language: str
    entry: str
    type: str
    mode: str | None
    text: str
    stated: dict[str, str] | None
    negated: str | None = None
    reciprocal: bool = False
    """Whether it makes no difference which of the parties is told as source."""


def name_of(row: dict[str, Any]) -> str:
    """The entry's words and type, as the record's ``why`` has them."""
    word = next(row[carrier] for carrier in CARRIERS if carrier in row)
    return f"{' '.join([word, *row.get('then', ())])} → {row['type']}"


def examples_of(language: str) -> list[Example]:
    """All examples of a language's entries."""
    found: list[Example] = []
    for _, row in rows_of(language):
        name, kind, mode, negated = name_of(row), row["type"], row.get("mode"), row.get("negated")
        mutual = bool(row.get("reciprocal")) or kind in MUTUAL
        found += [Example(language, name, kind, mode, yes["text"], yes, negated, mutual) for yes in row.get("yes", ())]
        found += [Example(language, name, kind, mode, text, None, negated) for text in row.get("no", ())]
    return found


def gaps_file(language: str) -> str:
    """The name of the list of examples that are not read right yet."""
    return f"trigger_gaps_{language}.toml"


def read_examples(language: str) -> dict[str, Record]:
    """The records of all examples of a language, each text read by itself as body."""
    texts = list(dict.fromkeys(example.text for example in examples_of(language)))
    reader = Reader(language, whole_text_is_body=True)
    return dict(zip(texts, reader.read_many(texts), strict=True))


def told(record: Record, example: Example) -> str | None:
    """What is wrong with the record for an example that must fire; None where it tells all that is stated."""
    assert example.stated is not None
    types = {example.type, example.negated or example.type}
    events = [event for event in record.events if event.type in types]
    if not events:
        return "no event"
    problems = [_wrong(record, event, example.stated, reciprocal=example.reciprocal) for event in events]
    return None if None in problems else problems[0]


def fires(record: Record, example: Example) -> bool:
    """Whether the entry of an example that must not fire has fired."""
    return any(event.why.entry == example.entry.lower() for event in record.events) or any(
        event.why.entry is not None and event.why.entry.lower() == example.entry.lower() for event in record.events
    )


def _wrong(record: Record, event: Event, stated: dict[str, str], *, reciprocal: bool) -> str | None:
    both = [*event.source, *event.target]
    together = reciprocal and (len(event.source) > 1 or ("target" not in stated and bool(event.source)))
    for side in ("source", "target"):
        words = stated.get(side)
        own = both if together else event.source if side == "source" else event.target
        if words is not None and not _means(record, own, words):
            swapped = "swapped " if _means(record, both, words) else ""
            return f"{swapped}{side}: {words!r} is not {own}"
    wanted = stated.get("status", "happened")
    if event.status != wanted and not (wanted == "happened" and event.status == "ongoing"):
        return f"status {event.status}, not {wanted}"
    return None


def _means(record: Record, actors: list[str], words: str) -> bool:
    """Whether one of the actors is mentioned where the words stand, or is the state that they belong to."""
    start = record.text.find(words)
    if start < 0:
        return False
    end = start + len(words)
    for actor in record.actors:
        if actor.id in actors or actor.id in {a.country for a in record.actors if a.id in actors}:
            if any(m.start < end and start < m.end for m in actor.mentions):
                return True
    names = words.replace("'", "' ").replace("-", " ").split()
    return any((found := place_at(names, i)) is not None and found[1] in actors for i in range(len(names)))
