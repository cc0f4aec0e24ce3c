"""The cue lexicon of a language: verbs, verb phrases and nouns that report speech, with their constructions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.languages import Language


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One entry of the cue lexicon; see ``docs/quotations.md``."""

    lemma: str
    frames: frozenset[str]
    act: str
    reflexive: bool = False
    then: tuple[str, ...] = ()
    link: frozenset[str] = frozenset()
    noun: bool = False
    to_whom: bool = False
    """The verb has whom it is said to as its object: "told reporters"."""
    only_marked: bool = False
    """The verb has other senses: it reports as an incise or before a colon only where the words stand in marks."""


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """The cue entries of a language by lemma, and the lemma of forms that taggers take for nouns."""

    by_lemma: dict[str, tuple[CueEntry, ...]]
    by_form: dict[str, str]
    inflected: dict[str, str]
    """The lemma of other forms, which count only where the tagger has found a verb but not its lemma."""
    finite: frozenset[str]
    """Forms that can only be finite, whatever the tagger says."""


@lru_cache(maxsize=8)
def cue_lexicon(language: Language) -> CueLexicon:
    """The language's cue lexicon, entries with the longest fixed words first."""
    by_lemma: dict[str, list[CueEntry]] = {}
    for row in language.table("cues")["cue"]:
        entry = _entry(row)
        by_lemma.setdefault(entry.lemma, []).append(entry)
    clauses = language.table("clauses")
    finite = {form: lemma for lemma, forms in language.table("cues")["forms"].items() for form in forms.split()}
    finite |= _forms(by_lemma, clauses["endings"])
    by_form = _forms(by_lemma, clauses["participles"]) | finite
    listed = {
        form: lemma for lemma, forms in language.table("cues").get("inflected", {}).items() for form in forms.split()
    }
    inflected = _forms(by_lemma, clauses["inflections"]) | listed
    entries = {lemma: tuple(sorted(rows, key=lambda e: -len(e.then))) for lemma, rows in by_lemma.items()}
    return CueLexicon(entries, by_form, inflected, frozenset(finite))


def _forms(lemmas: Iterable[str], endings: dict[str, list[str]]) -> dict[str, str]:
    """Forms of the verbs by the endings that stand for each infinitive's ending, with their lemma."""
    return {
        lemma.removesuffix(infinitive) + ending: lemma
        for lemma in lemmas
        for infinitive, replacements in endings.items()
        if lemma.endswith(infinitive)
        for ending in replacements
    }


def _entry(row: dict[str, Any]) -> CueEntry:
    return CueEntry(
        lemma=row["lemma"],
        frames=frozenset(row["frames"]),
        act=row.get("act", "state"),
        reflexive=bool(row.get("reflexive", False)),
        then=tuple(row.get("then", ())),
        link=frozenset(row.get("link", ())),
        noun=row.get("pos") == "NOUN",
        to_whom=bool(row.get("to_whom", False)),
        only_marked=bool(row.get("only_marked", False)),
    )


ANY_VERB = (CueEntry("", frozenset({"incise"}), "state", only_marked=True),)
ANY_REFLEXIVE = (CueEntry("", frozenset({"incise"}), "state", reflexive=True, only_marked=True),)
"""Verbs outside the lexicon report only as an incise behind marks."""
