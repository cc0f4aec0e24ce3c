"""The tables that actors are read with, made ready for look-up: one frozen set or mapping a question."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tamani.languages import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.languages import Language
    from tamani.record import ActorKind, Sector

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Noun:
    """What a head noun makes of its phrase.

    ``use`` is role, people (unnamed group), armed, troops, acting or placed (bodies), source or document.
    """

    use: str
    stem: str
    sector: Sector | None
    gender: str | None
    plural: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of one language that the actor rules ask."""

    code: str
    nouns: dict[str, tuple[Noun, ...]]
    compounds: dict[str, tuple[tuple[tuple[str, ...], Noun], ...]]
    """Head of a noun of several words ("banque" of "banque centrale") → its words and its meaning, longest first."""
    given_names: dict[str, str]
    """Given name → gender, "" where both or unknown."""
    roles: dict[str, Any]
    groups: dict[str, Any]
    institutions: dict[str, Any]
    pronouns: dict[str, Any]
    context: dict[str, Any]
    dates: Words
    saying: Words
    openers: Words
    titles: dict[str, str]
    determiners: Words
    quantity_adverbs: tuple[tuple[str, ...], ...]
    place_phrases: tuple[tuple[str, ...], ...]
    naming: tuple[tuple[str, ...], ...]
    announcing: tuple[tuple[str, ...], ...]
    """What stands before a topic that the next clause takes up ("quant à")."""
    role_phrases: tuple[tuple[str, ...], ...]
    participles: tuple[str, ...]
    """Endings that an adjective shares with participles."""
    adjective_endings: tuple[str, ...]
    conjunction: str
    premodified: bool
    """Whether modifiers stand before their noun."""
    inverts: bool
    """Whether a subject may stand right behind its verb ("affirme X"), not only in an incise."""
    bare_plurals: bool
    """Whether a plural without determiner tells of people ("soldiers overthrew …")."""
    sets: dict[str, Words]
    """Any list of the tables as a set, by "table.section.key"."""
    offices: dict[str, str]
    periphrases: dict[str, tuple[str, ...]]
    """Other words for an office → head nouns of the roles that they can mean."""
    generic: dict[str, str]
    """Nouns that may stand for any person named before → the sector that this needs, "" for none."""
    kind_nouns: dict[str, ActorKind]
    common: dict[str, ActorKind]
    """Common nouns for organisations → kind."""
    organisation_heads: dict[str, tuple[ActorKind, ...]]

    def has(self, key: str, word: str) -> bool:
        """Whether the list ``table.section.key`` holds the word."""
        return word in self.sets[key]


def split_words(value: str | Iterable[str]) -> list[str]:
    """A list of words, written as a list or as one string with commas or spaces between."""
    if not isinstance(value, str):
        return list(value)
    return [w.strip() for w in (value.split(",") if "," in value else value.split()) if w.strip()]


@functools.cache
def lexicon_of(code: str) -> Lexicon:
    """The lexicon of the language with this code, built once.

    Raises:
        ValueError: there is no such language.
        FileNotFoundError: the language lacks one of the tables.
    """
    return _build(load(code))


def _build(language: Language) -> Lexicon:
    tables = {n: language.table(n) for n in ("roles", "groups", "institutions", "pronouns", "name_context")}
    groups, context = tables["groups"], tables["name_context"]
    sets, nouns = _sets(tables), _nouns(tables)
    acting = tables["institutions"]["bodies"]["acting"]
    sets["institutions.bodies.acting.all"] = frozenset().union(*acting.values())
    calendar = language.table("calendar")
    return Lexicon(
        code=language.code,
        nouns=nouns,
        compounds=_compounds(nouns, first=not groups["order"]["modifiers_before"]),
        given_names=_given_names(language),
        roles=tables["roles"],
        groups=groups,
        institutions=tables["institutions"],
        pronouns=tables["pronouns"],
        context=context,
        dates=frozenset(calendar["months"]) | frozenset(calendar["weekdays"]),
        saying=sets["name_context.saying.lemmas"],
        openers=sets["name_context.openers.words"],
        titles=_titles(tables["roles"]),
        determiners=frozenset(w for k, v in groups["determiners"].items() if k != "plural" for w in v),
        quantity_adverbs=_sequences(groups["quantities"]["adverbs"]),
        place_phrases=_sequences(context["place"]["phrases"]),
        naming=_sequences(context["naming"]["phrases"]),
        announcing=_sequences(tables["pronouns"]["announcing"]["phrases"]),
        role_phrases=_sequences(tables["roles"]["connectors"]["phrases"]),
        participles=tuple(groups["after"]["participles"]),
        adjective_endings=tuple(groups["after"]["endings"]),
        conjunction=tables["roles"]["connectors"]["and"],
        premodified=groups["order"]["modifiers_before"],
        inverts=groups["order"]["subject_behind_verb"],
        bare_plurals=groups["order"]["bare_plurals"],
        sets=sets,
        offices={name: office for office, names in tables["roles"]["offices"].items() for name in names},
        periphrases=_periphrases(tables["roles"]["periphrases"]),
        generic={noun: sector for sector, nouns in tables["roles"]["generic"].items() for noun in nouns},
        common={noun: kind for kind, nouns in reversed(tables["institutions"]["common"].items()) for noun in nouns},
        kind_nouns=_kind_nouns(tables["institutions"], groups),
        organisation_heads=_organisation_heads(tables["institutions"]),
    )


def _sets(tables: dict[str, dict[str, Any]]) -> dict[str, Words]:
    found: dict[str, Words] = {}
    for name, table in tables.items():
        for path, value in _lists(table):
            found[f"{name}.{path}"] = frozenset(split_words(value))
    return found


def _lists(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str | list[str]]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _lists(value, f"{prefix}{key}.")
        elif isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, str) for v in value)):
            yield f"{prefix}{key}", value


def _sequences(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Phrases as tuples of tokens, an elided word with its apostrophe."""
    return tuple(tuple(re.findall(r"[^\s']+'?", phrase)) for phrase in phrases)


def _titles(roles: dict[str, Any]) -> dict[str, str]:
    genders = {"men": "m", "women": "f", "either": ""}
    return {word: gender for key, gender in genders.items() for word in roles["titles"][key]}


def _periphrases(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for stem, phrases in table.items():
        for phrase in phrases:
            found[phrase] = (*found.get(phrase, ()), stem)
    return found


def _given_names(language: Language) -> dict[str, str]:
    table = language.table("given_names")
    found = dict(_given_names(load(table["also"]))) if "also" in table else {}
    for word in table.get("never", "").split():
        found.pop(word, None)
    for block in table.get("names", {}).values():
        for name in block["names"].split():
            found[name] = block["gender"] if found.get(name, block["gender"]) == block["gender"] else ""
    return found


def _kind_nouns(institutions: dict[str, Any], groups: dict[str, Any]) -> dict[str, ActorKind]:
    found: dict[str, ActorKind] = {}
    for kind, nouns in institutions["kind_nouns"].items():
        for noun in nouns:
            found.setdefault(noun, kind)
            found.setdefault(_plural(noun, groups["plural"]), kind)
    return found


def _organisation_heads(institutions: dict[str, Any]) -> dict[str, tuple[ActorKind, ...]]:
    found: dict[str, list[ActorKind]] = {}
    for kind, nouns in institutions["organisations"].items():
        for noun in nouns:
            found.setdefault(noun, []).append(kind)
    return {noun: tuple(kinds) for noun, kinds in found.items()}


def _nouns(tables: dict[str, dict[str, Any]]) -> dict[str, tuple[Noun, ...]]:
    rules = tables["groups"]["plural"]
    found: dict[str, list[Noun]] = {}
    for use, sector, entries in _uses(tables):
        for entry in split_words(entries):
            for noun in _forms(entry, use, sector, rules):
                _add(found, noun[0], noun[1])
    return {word: tuple(nouns) for word, nouns in found.items()}


def _compounds(
    nouns: dict[str, tuple[Noun, ...]], *, first: bool
) -> dict[str, tuple[tuple[tuple[str, ...], Noun], ...]]:
    """The nouns of several words by their heads, which stand ``first`` or last in them."""
    found: dict[str, list[tuple[tuple[str, ...], Noun]]] = {}
    for words, meanings in zip(_sequences(nouns), nouns.values(), strict=True):
        if len(words) > 1:
            found.setdefault(words[0 if first else -1], []).append((words, meanings[0]))
    return {head: tuple(sorted(known, key=lambda each: -len(each[0]))) for head, known in found.items()}


def _add(found: dict[str, list[Noun]], word: str, noun: Noun) -> None:
    """The first meaning of a use wins: tables list the likelier one first."""
    known = found.setdefault(word.lower(), [])
    if all(n.use != noun.use for n in known):
        known.append(noun)


def _uses(tables: dict[str, dict[str, Any]]) -> Iterator[tuple[str, Sector | None, str | list[str]]]:
    groups, institutions = tables["groups"], tables["institutions"]
    yield "armed", "REB", groups["armed"]["nouns"]
    yield "source", None, groups["sources"]["nouns"]
    yield "troops", "MIL", groups["troops"]["nouns"]
    for use in ("acting", "placed"):
        for sector, entries in institutions["bodies"][use].items():
            yield use, sector, entries
    for section in tables["roles"].values():
        if "nouns" in section and "sector" in section:
            yield "role", section["sector"], section["nouns"]
    for sector, entries in groups["people"].items():
        yield "people", sector, entries
    yield "people", None, groups["armed"]["people"]
    yield "organised", None, [noun for nouns in institutions["common"].values() for noun in nouns]
    yield "organ", None, institutions["organs"]["nouns"]
    yield "mission", "MIL", institutions["missions"]["nouns"]
    yield "opposite", None, tables["roles"]["opposite"]["nouns"]
    yield "document", None, tables["pronouns"]["documents"]["nouns"]
    yield "counterpart", None, tables["roles"]["counterpart"]["nouns"]
    for entry in institutions["again"]:
        yield "again", None, entry["nouns"]


def _forms(entry: str, use: str, sector: Sector | None, rules: dict[str, Any]) -> Iterator[tuple[str, Noun]]:
    man, slash, woman = entry.partition("/")
    pairs = [(man, "m" if slash else None), (woman, "f")] if slash else [(man, None)]
    for form, gender in pairs:
        yield form, Noun(use, man, sector, gender, plural=False)
        yield _plural(form, rules), Noun(use, man, sector, gender, plural=True)


def _plural(form: str, rules: dict[str, Any]) -> str:
    if form in rules["exceptions"]:
        return str(rules["exceptions"][form])
    for ending, plural in rules["endings"]:
        if form.endswith(ending):
            return form.removesuffix(ending) + str(plural)
    return form
