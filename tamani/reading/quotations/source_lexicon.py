"""The lexicon of a language's phrases that give words to a source without a verb of saying."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.languages import Language


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """One entry of the source lexicon: its words, and how sure its noun must be a speaker."""

    words: tuple[str, ...]
    strict: bool
    bare: bool
    any_noun: bool
    apart: bool
    owned: frozenset[str]
    """Nouns that close the phrase behind its possessor: "in" … "'s view"."""


@lru_cache(maxsize=8)
def source_phrases(language: Language) -> dict[str, tuple[SourcePhrase, ...]]:
    """The language's source phrases by their first word, longest first."""
    by_first: dict[str, list[SourcePhrase]] = {}
    for row in language.table("sources")["source"]:
        words = tuple(row["phrase"].replace("'", "' ").split())
        unaccented = tuple(word.replace("à", "a") for word in words)
        entry = SourcePhrase(
            words,
            row.get("sense") == "strict",
            row.get("bare", False),
            row.get("sense") == "any",
            row.get("apart", False),
            frozenset(row.get("owned", ())),
        )
        by_first.setdefault(words[0], []).append(entry)
        if unaccented[0] != words[0]:
            by_first.setdefault(unaccented[0], []).append(replace(entry, words=unaccented))
    return {first: tuple(sorted(rows, key=lambda e: -len(e.words))) for first, rows in by_first.items()}
