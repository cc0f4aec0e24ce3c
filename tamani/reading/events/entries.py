"""Trigger entries: what the lexicon says of each verb, noun or adjective that carries an event."""

from __future__ import annotations

from typing import Any

import msgspec

from tamani.record import ClaimKind, EventStatus, EventType

VERB, NOUN, ADJECTIVE = "verb", "noun", "adjective"
CARRIERS = (VERB, NOUN, ADJECTIVE)
SUBJECT, OBJECT, POSSESSIVE, DEMONYM, CLAUSE = "subject", "object", "possessive", "adjective", "clause"
THEN = "then"
DENIED = "denied"


class Entry(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One trigger with its frame, word classes spelt out. ``key`` is the first word to look for."""

    carrier: str
    key: str
    then: tuple[str, ...]
    reflexive: bool
    type: EventType
    mode: str | None
    context: tuple[str, ...]
    object: frozenset[str]
    object_not: frozenset[str]
    source: tuple[str, ...]
    target: tuple[str, ...]
    needs: tuple[str, ...]
    reciprocal: bool
    absorbs: bool
    claim: ClaimKind | None
    negated: str
    status: EventStatus | None
    litotes: bool = False
    """Whether the entry fits only where it is negated, and what it then tells took place."""
    by_state: EventType | None = None
    """The type where a state, a body of it or an organisation of states does it."""
    of_envoys: bool = False
    """Whether it is done to a foreign envoy by the state that he is sent to."""
    beside: frozenset[str] = frozenset()
    """Words of which the clause must hold one."""
    beside_not: frozenset[str] = frozenset()
    """Words of which the clause must hold none."""

    @property
    def name(self) -> str:
        """The entry as a reader would look it up: its words and its type."""
        return f"{' '.join((self.key, *self.then))} → {self.type}"


def entries_of(row: dict[str, Any], classes: dict[str, list[str]], between: list[str]) -> list[Entry]:
    """The entries that a row of a table stands for: its own, and those of the nouns that share its frame.

    ``between`` names the prepositions that lead to both parties of an act.

    Raises:
        ValueError: the row names no carrier, a class that there is not, or no type.
    """
    carrier = next((name for name in CARRIERS if name in row), None)
    if carrier is None or "type" not in row:
        raise ValueError(f"a trigger needs one of {', '.join(CARRIERS)}, and a type: {row}")
    target = row.get("target", [])
    made = [_entry(row, carrier, row[carrier], classes, row.get("source", _default_source(target)), target)]
    for noun in row.get("nouns", ()):
        source, target = _nominal(row, between)
        made.append(_entry({**row, "then": [], "reflexive": False}, NOUN, noun, classes, source, target))
    return made


def _default_source(target: list[str]) -> list[str]:
    """Who does it: the subject, unless the act is done to him ("écoper de deux ans de prison")."""
    return [] if SUBJECT in target else [SUBJECT]


def _nominal(row: dict[str, Any], between: list[str]) -> tuple[list[str], list[str]]:
    """The slots of a noun that shares a verb's frame: who does it stands in front, or behind "of"."""
    target: list[str] = list(row.get("target", []))
    source: list[str] = list(row.get("source", _default_source(target)))
    if SUBJECT in source:
        source += [slot for slot in (DEMONYM, POSSESSIVE) if slot not in source]
        source += [slot for slot in between if slot not in source]
        if OBJECT not in target and not row.get("object"):
            source.append(OBJECT)
    elif SUBJECT in target:
        target += [DEMONYM, POSSESSIVE]
    return source, target


def _entry(
    row: dict[str, Any], carrier: str, word: str, classes: dict[str, list[str]], source: list[str], target: list[str]
) -> Entry:
    key, *rest = word.split(" ")
    needs = row.get("needs", ["source"] if carrier == VERB else [])
    if carrier != VERB and "needs" in row and VERB in row:
        needs = []
    return Entry(
        carrier=carrier,
        key=key.lower(),
        then=tuple(word.lower() for word in (*rest, *row.get("then", ()))),
        reflexive=bool(row.get("reflexive")),
        type=row["type"],
        mode=row.get("mode"),
        context=tuple(row.get("context", ())),
        object=spelt_out(row.get("object", ()), classes),
        object_not=spelt_out(row.get("object_not", ()), classes),
        source=tuple(source),
        target=tuple(target),
        needs=tuple(needs),
        reciprocal=bool(row.get("reciprocal")),
        absorbs=bool(row.get("absorbs")),
        claim=row.get("claim"),
        negated=row.get("negated", DENIED),
        status=row.get("status"),
        litotes=bool(row.get("litotes")),
        by_state=row.get("by_state"),
        of_envoys=bool(row.get("of_envoys")),
        beside=spelt_out(row.get("beside", ()), classes),
        beside_not=spelt_out(row.get("beside_not", ()), classes),
    )


def spelt_out(words: list[str] | tuple[str, ...], classes: dict[str, list[str]]) -> frozenset[str]:
    """The words of a restriction, its classes replaced by their words.

    Raises:
        ValueError: there is no such class.
    """
    found: set[str] = set()
    for word in words:
        if not word.startswith("@"):
            found.add(word.lower())
            continue
        name = word[1:]
        if name not in classes:
            raise ValueError(f"no class of words {word!r}")
        found |= spelt_out(classes[name], classes)
    return frozenset(found)
