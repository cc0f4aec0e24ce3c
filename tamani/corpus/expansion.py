"""Other forms of the words of a search, by the lemmas that parsing gave them.

A form that no page of the store has gets its lemma from the words that the store does have, by the endings that its
language exchanges.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sqlalchemy import select, tuple_, union

from tamani.corpus import tables
from tamani.languages import available, load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

MOST_FORMS = 40
"""Forms of one word; a French verb has about as many."""
LIGATURES = {"œ": "oe", "æ": "ae"}
Lemma = tuple[str, str]
"""A dictionary form and its language."""


def other_forms(connection: Connection, word: str, language: str | None) -> list[str]:
    """The word and all forms that share a lemma with it, in alphabetical order."""
    spelt = _spellings([word])
    lemmas = _lemmas(connection, spelt, language)
    if not lemmas:
        for code in available() if language is None else [language]:
            lemmas |= _lemmas(connection, guesses(word, code), code)
    if not lemmas:
        return sorted(spelt)
    forms = tables.word_forms.c
    query = (
        select(forms.form)
        .where(tuple_(forms.lemma, forms.language).in_(sorted(lemmas)))
        .distinct()
        .order_by(forms.form)
        .limit(MOST_FORMS)
    )
    return sorted(spelt | _spellings(connection.scalars(query)))


def _spellings(words: Iterable[str]) -> set[str]:
    """Words with their ligatures whole and taken apart: who types has them as seldom as who prints has them always."""
    found = set(words)
    for ligature, letters in LIGATURES.items():
        found |= {word.replace(ligature, letters) for word in found} | {
            word.replace(letters, ligature) for word in found
        }
    return found


def _lemmas(connection: Connection, words: Iterable[str], language: str | None) -> set[Lemma]:
    """The lemmas of words, or the words themselves where they are lemmas."""
    given = sorted(words)
    if not given:
        return set()
    forms = tables.word_forms.c
    asked = [select(forms.lemma, forms.language).where(column.in_(given)) for column in (forms.form, forms.lemma)]
    if language is not None:
        asked = [query.where(forms.language == language) for query in asked]
    return {(row.lemma, row.language) for row in connection.execute(union(*asked))}


def guesses(word: str, language: str) -> set[str]:
    """What other forms of a word may be, by its ending; empty for a language that has no table of endings."""
    shortest, rows = _endings(language)
    found = set()
    for row in rows:
        for ending in row:
            stem = word.removesuffix(ending)
            if len(stem) + len(ending) == len(word) and len(stem) >= shortest:
                found |= {stem + other for other in row}
    return found - {word}


@functools.cache
def _endings(language: str) -> tuple[int, list[list[str]]]:
    if language not in available():
        return 0, []
    try:
        table = load(language).table("endings")
    except FileNotFoundError:
        return 0, []
    return table["shortest_stem"], table["rows"]
