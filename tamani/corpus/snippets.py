"""The passage of a page that a search has found, and where in it the words are."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.corpus.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 240
"""Characters of a snippet."""
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage: ``page_text[start:end]``. ``marks`` are the found words, as offsets into the page's text."""

    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]

    def marked(self, opening: str, closing: str) -> str:
        """The passage on one line, with something before and behind each found word."""
        pieces, at = [], 0
        for start, end in self.marks:
            inner = slice(start - self.start, end - self.start)
            pieces += [self.text[at : inner.start], opening, self.text[inner], closing]
            at = inner.stop
        return _BLANKS.sub(" ", "".join([*pieces, self.text[at:]])).strip()


def found_words(text: str, phrases: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Where a text has these words or runs of words (folded), in its order."""
    if not phrases:
        return []
    ways = sorted({r"[\W_]+".join(map(re.escape, words)) for words in phrases}, key=len, reverse=True)
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])")
    return [match.span() for match in pattern.finditer(fold(text))]


def snippet(text: str, found: Sequence[tuple[int, int]]) -> Snippet:
    """The passage with most of the found words; without any, the beginning of the text."""
    first = len(text) - len(text.lstrip())
    begin = _best_start(found) if found else first
    start = _word_start(text, max(first, begin - WIDTH // 4)) if found else first
    end = _word_end(text, min(len(text), start + WIDTH))
    marks = tuple(span for span in found if start <= span[0] and span[1] <= end)
    return Snippet(start, end, text[start:end], marks)


def passage_of(text: str, entry: tuple[int, int]) -> Snippet:
    """The passage in which an entry begins; of one that goes on for long its beginning is marked."""
    start = _word_start(text, max(0, entry[0] - WIDTH // 4))
    end = _word_end(text, min(len(text), start + WIDTH))
    return Snippet(start, end, text[start:end], ((entry[0], min(entry[1], end)),))


def _best_start(found: Sequence[tuple[int, int]]) -> int:
    starts = [start for start, _ in found]
    reach = 3 * WIDTH // 4
    return max(starts, key=lambda start: (bisect_left(starts, start + reach) - bisect_left(starts, start), -start))


def _word_start(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and not text[at].isspace():
        at += 1
    return at
