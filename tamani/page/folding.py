"""Folding: text made comparable.

So that case, accents, the shape of apostrophes and punctuation play no part.
"""

from __future__ import annotations

import functools
import re
import unicodedata

NUMBER = "#"
"""What every run of digits becomes, so that "3 comments" and "12 comments" are one phrase."""

_REMEMBERED = 300
_MARKS = re.compile("[\u0300-\u036f\u200b-\u200f\u2060\ufeff\u00ad]+")
_WORD = re.compile(r"[^\W\d_]+|\d+|©|\*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})


def fold(text: str) -> str:
    """``text`` in lower case with no accents and no ligatures; punctuation stays, lengths may change."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(_LIGATURES)


def fold_words(text: str) -> tuple[str, ...]:
    """The words of ``text``, folded.

    Each run of numbers is one :data:`NUMBER`, other signs but © are left out.
    """
    return _short_words(text) if len(text) <= _REMEMBERED else _words(text)


@functools.lru_cache(maxsize=4096)
def _short_words(text: str) -> tuple[str, ...]:
    """The words of a line or a part of one: labelling asks for those of one line many times."""
    return _words(text)


def _words(text: str) -> tuple[str, ...]:
    words: list[str] = []
    for word in _WORD.findall(fold(text)):
        plain = NUMBER if word[0].isdigit() else word
        if plain != "*" and not (plain == NUMBER and words and words[-1] == NUMBER):
            words.append(plain)
    return tuple(words)


def stem(word: str) -> str:
    """The beginning of a folded word, the same for most of its inflected forms."""
    return word[:5] if len(word) > 5 else word.rstrip("s") or word
