"""Words as search compares them: lower case, without accents, each character still in its place."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


class _Folded(dict[int, str]):
    """Each character's plain form, found once; always one character, so that offsets stay."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        plain = base if len(base) == 1 else chr(code)
        self[code] = plain
        return plain


_FOLDED = _Folded()


def fold(text: str) -> str:
    """The text in lower case without accents, of the same length."""
    return text.translate(_FOLDED)


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


def word_spans(folded: str) -> list[tuple[str, int, int]]:
    """The words of a folded text with their places."""
    return [(match.group(), match.start(), match.end()) for match in _WORD.finditer(folded)]
