"""What a search asks for, and how it is written: words, phrases, words that must not be there, filters."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from tamani.corpus.folding import words_of
from tamani.words.worded_error import WordedError

Order = Literal["best", "newest", "oldest"]
_ELIDED = re.compile(r"(?<![^\W_])[^\W\d_]{1,2}['’](?=[^\W_])")
"""Small words that have lost their vowel before another word: they are no part of what is searched for."""
_PIECE = re.compile(r'(?P<no>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


class QueryError(WordedError):
    """A search that cannot be made; the message says what to do."""


class Term(msgspec.Struct, frozen=True):
    """One word, or several that must follow each other. ``exact``: these very forms and no others."""

    words: tuple[str, ...]
    exact: bool = False
    excluded: bool = False


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A search. All that is given must fit; dates are ISO dates, both ends included."""

    text: str = ""
    speaker: str | None = None
    actor: str | None = None
    country: str | None = None
    event: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    language: str | None = None
    story: int | None = None
    order: Order = "best"

    def terms(self) -> list[Term]:
        """The words and phrases asked for.

        Raises:
            QueryError: only words are given that must not be there.

        """
        found = [term for match in _PIECE.finditer(self.text) if (term := _term(match)) is not None]
        if found and all(term.excluded for term in found) and not self.has_filters:
            raise QueryError("only_excluded_words")
        return found

    @property
    def has_filters(self) -> bool:
        """Whether anything but words is asked for."""
        return any(value is not None for name, value in self.as_dict().items() if name not in {"text", "order"})

    def as_dict(self) -> dict[str, object]:
        """The fields by name."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


def _term(match: re.Match[str]) -> Term | None:
    phrase = match["phrase"]
    words = tuple(words_of(phrase if phrase is not None else _ELIDED.sub("", match["word"])))
    if not words:
        return None
    return Term(words, exact=phrase is not None, excluded=match["no"] is not None)
