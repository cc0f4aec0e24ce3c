"""Words and numerals of a text: tokens with their places, and the numbers that runs of them make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.page.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.figures.lexicon import Lexicon

LONGEST = 14
"""Words of one number; no paper writes more."""
_BLANKS = " \u00a0\u2009\u202f"
_ASCII_DIGITS = frozenset("0123456789")
_HYPHENS = frozenset("-\u2010\u2011")
_APOSTROPHES = frozenset("'\u2019")
_GLUE = _HYPHENS | _APOSTROPHES
_UNITS_OF_TENS = frozenset({60, 80})
"""Tens that take numbers up to 19: soixante-dix-sept, quatre-vingt-quinze."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word (folded), a numeral with its value, or a sign."""

    text: str
    start: int
    end: int
    value: float | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is a word in letters."""
        return self.value is None and self.text[:1].isalpha()

    @property
    def is_glue(self) -> bool:
        """Whether it is an apostrophe or a hyphen, which tie words together."""
        return self.text in _GLUE


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that tokens ``first`` to ``last`` (inclusive) make; ``rough`` where its word is for a rough one."""

    value: float
    first: int
    last: int
    rough: bool = False


def tokens_of(text: str, start: int, end: int, decimal: str) -> list[Token]:
    """The tokens of a part of a text."""
    found = []
    for match in _pattern(decimal).finditer(text, start, end):
        shown = match.group()
        value = _digits(shown, decimal) if shown[0] in _ASCII_DIGITS else None
        found.append(Token(fold(shown), match.start(), match.end(), value))
    return found


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _pattern(decimal: str) -> re.Pattern[str]:
    if decimal not in _PATTERNS:
        thousands = re.escape(_BLANKS + {",": ".", ".": ","}[decimal])
        grouped = rf"[0-9]{{1,3}}(?:[{thousands}][0-9]{{3}})+(?![0-9])"
        _PATTERNS[decimal] = re.compile(
            rf"(?:{grouped}|[0-9]{{1,15}})(?:{re.escape(decimal)}[0-9]{{1,2}}(?![0-9]))?|[^\W\d_]+|[^\w\s]"
        )
    return _PATTERNS[decimal]


def _digits(shown: str, decimal: str) -> float:
    plain = "".join(c for c in shown if c in _ASCII_DIGITS or c == decimal)
    return float(plain.replace(decimal, "."))


def numeral_at(tokens: Sequence[Token], first: int, lexicon: Lexicon) -> Numeral | None:
    """The number that begins at a token, as long as it goes."""
    token = tokens[first]
    if token.value is not None:
        return _scaled(tokens, first, token.value, lexicon)
    if token.text in lexicon.none:
        return Numeral(0, first, first)
    if token.text in lexicon.collectives:
        return Numeral(lexicon.collectives[token.text], first, first, rough=True)
    if token.text not in lexicon.numbers and token.text not in lexicon.scales:
        return None
    return _in_words(tokens, first, lexicon)


def _scaled(tokens: Sequence[Token], first: int, value: float, lexicon: Lexicon) -> Numeral:
    """Digits, perhaps with a word for a scale behind them."""
    last = first
    while last + 1 < len(tokens) and (scale := lexicon.scales.get(tokens[last + 1].text)) is not None:
        value, last = value * scale, last + 1
    return Numeral(value, first, last)


def _in_words(tokens: Sequence[Token], first: int, lexicon: Lexicon) -> Numeral | None:
    total, current, last, at = 0, 0, first, first
    while at < len(tokens) and at - first <= 2 * LONGEST:
        text = tokens[at].text
        if text in lexicon.scales:
            scale = lexicon.scales[text]
            if scale == 100:
                current = max(1, current) * scale
            else:
                total, current = total + max(1, current) * scale, 0
        elif text in lexicon.numbers:
            joined = _joined(current, lexicon.numbers[text], lexicon)
            if joined is None:
                break
            current = joined
        elif text in lexicon.collectives:
            return Numeral((total + current) * lexicon.collectives[text], first, at, rough=True)
        elif at > first and _continues(tokens, at, lexicon):
            at += 1
            continue
        else:
            break
        last, at = at, at + 1
    if last == first and tokens[first].text in lexicon.alone:
        return None
    return Numeral(total + current, first, last)


def _joined(current: int, value: int, lexicon: Lexicon) -> int | None:
    """A number with the next word of it; None where that word begins another number."""
    rest = current % 100
    if (rest, value) in lexicon.times:
        return current - rest + rest * value
    if rest == 0 or (rest % 10 == 0 and value < 10) or (rest in _UNITS_OF_TENS and value < 20):
        return current + value
    return None


def _continues(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Whether a hyphen or an "and" ties two words of one number together."""
    if at + 1 >= len(tokens):
        return False
    text, behind = tokens[at].text, tokens[at + 1].text
    if text in _HYPHENS:
        return behind in lexicon.numbers or behind in lexicon.scales or behind in lexicon.joins
    return text in lexicon.joins and (behind in lexicon.numbers or tokens[at + 1].text in _HYPHENS)
