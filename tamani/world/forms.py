"""The words that name the entries in one language: names, acronyms, demonyms, capitals, seats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tamani.record import MentionForm
from tamani.world.entries import TABLES, Entry, entries, records, table

Gender = Literal["m", "f"]
Number = Literal["s", "p"]
Case = Literal["name", "acronym", "demonym", "prefix"]
"""How a form must be written: with its capitals, all in capitals, in any case, before a hyphen."""


@dataclass(frozen=True, slots=True)
class Form:
    """One word or phrase for one entry."""

    text: str
    entry: Entry
    form: MentionForm
    case: Case
    gender: Gender | None = None
    number: Number | None = None
    noun: bool = False
    since: date | None = None
    until: date | None = None


def forms_of(language: str) -> Iterator[Form]:
    """All forms of all entries in a language."""
    known = entries()
    for identifier, row in records("states"):
        yield from _state_forms(known[identifier], row, language)
    for name in TABLES:
        for identifier, row in records(name):
            if isinstance(row.get(language), dict):
                yield from _state_forms(known[identifier], row, language)
            else:
                yield from _named_forms(known[identifier], row, language)
    yield from _shared_forms(known, language)


def place_words(language: str, iso3: str) -> dict[str, Any]:
    """What the tables have for a state or territory in a language; empty for an unknown one."""
    row = table("states").get(iso3) or table("territories").get(iso3, {})
    words: dict[str, Any] = row.get(language, {})
    return words


def _state_forms(entry: Entry, row: dict[str, Any], language: str) -> Iterator[Form]:
    words = row[language]
    valid: dict[str, dict[str, date]] = row.get("valid", {})
    named: list[tuple[MentionForm, str]] = [("name", words["name"])]
    if "official" in words:
        named.append(("name", words["official"]))
    for key, form in _KEYS:
        named += [(form, text) for text in words.get(key, ())]
    for form, text in dict.fromkeys(named):
        bounds = valid.get(text, {})
        case: Case = "acronym" if form == "alias" and text.isupper() else "name"
        shown: MentionForm = "acronym" if case == "acronym" else form
        yield Form(text, entry, shown, case, since=bounds.get("since"), until=bounds.get("until"))
    for series in words.get("demonyms", ()):
        yield from _demonyms(entry, series)
    for prefix in words.get("prefixes", ()):
        yield Form(prefix, entry, "demonym", "prefix")


_KEYS: tuple[tuple[str, MentionForm], ...] = (("aliases", "alias"), ("capital", "capital"), ("seats", "seat"))


def _demonyms(entry: Entry, series: Sequence[str]) -> Iterator[Form]:
    if series[0][:1].isupper():
        for place, text in enumerate(series):
            yield Form(text, entry, "demonym", "name", noun=place > 0)
        return
    for text in dict.fromkeys(series):
        places = [place for place, word in enumerate(series) if word == text]
        genders: set[Gender] = {_GENDERS[place] for place in places}
        numbers: set[Number] = {_NUMBERS[place] for place in places}
        gender = genders.pop() if len(genders) == 1 else None
        number = numbers.pop() if len(numbers) == 1 else None
        yield Form(text, entry, "demonym", "demonym", gender, number)


_GENDERS: tuple[Gender, ...] = ("m", "f", "m", "f")
_NUMBERS: tuple[Number, ...] = ("s", "s", "p", "p")


def _named_forms(entry: Entry, row: dict[str, Any], language: str) -> Iterator[Form]:
    names: list[str] = list(row.get(language, ()))
    for place, text in enumerate(names):
        form: MentionForm = "seat" if row.get("seat") else "alias" if place else "name"
        yield Form(text, entry, form, "name", since=entry.since, until=entry.until)
    acronyms = row.get("acronyms", [])
    if isinstance(acronyms, dict):
        acronyms = acronyms.get(language, [])
    for text in acronyms:
        yield Form(text, entry, "acronym", "acronym", since=entry.since, until=entry.until)


def _shared_forms(known: dict[str, Entry], language: str) -> Iterator[Form]:
    for shared in table("ambiguous").get(language, {}).get("shared", ()):
        for identifier in shared["entries"]:
            entry = known[identifier]
            for text in shared.get("names", ()):
                yield Form(text, entry, "alias", "name")
            for text in shared.get("capitals", ()):
                yield Form(text, entry, "capital", "name")
            if "demonyms" in shared:
                yield from _demonyms(entry, shared["demonyms"])
