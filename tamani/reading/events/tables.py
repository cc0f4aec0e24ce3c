"""The table ``event_context`` of a language as sets, read once."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from tamani.languages import load

Flat = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """Word lists by section and name ("voice.be"), prepositions by how they are written, numbers of owners."""

    sets: dict[str, frozenset[str]]
    prepositions: dict[str, str]
    long_prepositions: dict[str, list[tuple[tuple[str, ...], str]]]
    possessives: dict[str, str]
    clitics: dict[str, str]
    numbers: dict[str, int]
    flags: dict[str, bool]
    slots: dict[str, list[str]]
    """Slots, in order, in which the sides of an event stand that no entry of the lexicon tells."""

    @property
    def verb_leaders(self) -> frozenset[str]:
        """Words that only stand before a verb: object pronouns, the negation."""
        return (
            self.sets["negation.weak"] | self.sets["arguments.dative_clitics"] | self.sets["arguments.reflexive_third"]
        )

    def has(self, name: str, word: str) -> bool:
        """Whether the word is in the list."""
        return word in self.sets[name]


@functools.cache
def tables_of(code: str) -> Tables:
    """The tables of a language."""
    table = load(code).table("event_context")
    sets: dict[str, frozenset[str]] = {}
    flags: dict[str, bool] = {}
    for section in (
        "arguments",
        "voice",
        "negation",
        "condition",
        "tense",
        "operator",
        "occasion",
        "deontic",
        "skip",
        "claims",
        "naming",
        "named",
    ):
        _flatten(section, table.get(section, {}), sets, flags)
    classes = load(code).table("triggers/classes")
    sets["arguments.people"] |= {
        word.lower() for name in table["arguments"]["people_classes"] for word in classes[name]
    }
    sets["arguments.people_plural"] = _plurals(
        sets["arguments.people"] | sets["arguments.bodies"], table["conjugation"]["plurals"]
    )
    written: dict[str, str] = table["prepositions"]
    plain = {form: name for form, name in written.items() if " " not in form}
    long: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, name in written.items():
        if " " in form:
            words = tuple(form.replace("'", "' ").split())
            long.setdefault(words[0], []).append((words, name))
    return Tables(
        sets, plain, long, table.get("possessives", {}), table.get("clitics", {}), table.get("numbers", {}), flags,
        table["likely"],
    )  # fmt: skip


def _plurals(nouns: frozenset[str], rules: list[list[str]]) -> frozenset[str]:
    """The plural forms of nouns, for where a tagger takes one for a name."""
    found: set[str] = set()
    for noun in nouns:
        singular, plural = next((rule for rule in rules if noun.endswith(rule[0])), ("", ""))
        found.add(noun.removesuffix(singular) + plural)
    return frozenset(found)


def _flatten(prefix: str, table: Flat, sets: dict[str, frozenset[str]], flags: dict[str, bool]) -> None:
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict):
            _flatten(key, value, sets, flags)
        elif isinstance(value, bool):
            flags[key] = value
        else:
            sets[key] = frozenset(word.lower() for word in value)
