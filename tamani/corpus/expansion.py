"""Other forms of the words of a search, by the lemmas that parsing gave them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tamani.corpus import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST_FORMS = 40
"""Forms of one word; a French verb has about as many."""


def other_forms(connection: Connection, word: str, language: str | None) -> list[str]:
    """The word and all forms that share a lemma with it, in alphabetical order."""
    forms = tables.word_forms.alias()
    same = tables.word_forms.alias()
    query = (
        select(same.c.form)
        .join(forms, (forms.c.lemma == same.c.lemma) & (forms.c.language == same.c.language))
        .where(forms.c.form == word)
        .distinct()
        .order_by(same.c.form)
        .limit(MOST_FORMS)
    )
    if language is not None:
        query = query.where(forms.c.language == language)
    return sorted({word, *connection.scalars(query)})
