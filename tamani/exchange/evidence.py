"""The words that an entry covers, with what stands around them: whoever has the page can find them again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

CONTEXT = 32
"""Characters before and behind; what W3C's annotations and text fragments need to tell two occurrences apart."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """``exact`` is ``text[start:end]``, ``prefix`` and ``suffix`` what stands on both sides of it."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def evidence(text: str, start: int, end: int) -> Evidence:
    """What characters ``start`` to ``end`` of the text are."""
    return Evidence(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def text_sha256(text: str) -> str:
    """The SHA-256 of the text that offsets point into, in UTF-8: who has another text must not use them."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def utf16_offset(text: str, offset: int) -> int:
    """A place in the text counted in UTF-16 code units, as JavaScript counts."""
    return len(text[:offset].encode("utf-16-le")) // 2
