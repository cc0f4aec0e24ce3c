"""Characters of hostile pages made harmless: each control character replaced by one visible character."""

from __future__ import annotations

import functools
import re

KEPT = frozenset("\n\t")
BREAKING_SPACE = re.compile(r"[ \t\n\u2028\u2029]+")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
CONTROL_PICTURES = 0x2400
"""Where Unicode keeps its pictures of the first 32 control characters, in the same order."""
DELETE, DELETE_PICTURE = 0x7F, 0x2421
ORDER_MARKS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]
"""Marks that turn the order of the characters around them, and can make a text look like another one."""


@functools.cache
def _harmless() -> dict[int, str]:
    controls = {c: chr(CONTROL_PICTURES + c) for c in range(32) if chr(c) not in KEPT}
    upper_controls = dict.fromkeys((c for c in range(0x80, 0xA0)), REPLACEMENT)
    surrogates = dict.fromkeys(range(0xD800, 0xE000), REPLACEMENT)
    return (
        controls
        | {DELETE: chr(DELETE_PICTURE)}
        | upper_controls
        | dict.fromkeys(ORDER_MARKS, REPLACEMENT)
        | surrogates
    )


def printable(text: str) -> str:
    """The text as it may go to a terminal or a browser.

    Escape and other control characters become visible ("␛"), line ends and tabs stay.
    """
    return text.replace("\r\n", "\n").translate(_harmless())


def one_line(text: str) -> str:
    """The printable text, each run of spaces, tabs and line ends made one space; no-break spaces stay."""
    return BREAKING_SPACE.sub(" ", printable(text)).strip()


def shorten(text: str, width: int) -> str:
    """The text on one line, cut at a word to at most ``width`` characters with an ellipsis."""
    line = one_line(text)
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + "…"
