"""Words cut into the pieces that the encoder knows.

The cut is the most probable one under a unigram model (Kudo, "Subword Regularization", ACL 2018), found word by word
with the algorithm of Viterbi.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

WORD_START = "▁"
"""Stands in front of each word, and for each space inside one."""
LARGEST_MEMORY = 200_000
"""Words whose pieces are remembered."""
LONGEST_WORD = 64
"""Characters of a word that are looked at; the rest of a longer one says nothing more about it."""
UNKNOWN_COST = 10.0
IMPOSSIBLE = -1e9


class Pieces:
    """The vocabulary: each piece's row in the table of vectors and its log probability."""

    def __init__(self, vocabulary: Mapping[str, tuple[int, float]], unknown: int) -> None:
        """``unknown`` is the row of a character that no piece holds."""
        self.vocabulary = vocabulary
        self.unknown = unknown
        self._cost = min(score for _, score in vocabulary.values()) - UNKNOWN_COST
        self._longest = max(map(len, vocabulary))
        self._known: dict[str, list[int]] = {}

    def rows(self, word: str) -> list[int]:
        """The rows of a word's pieces, at least one."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= LARGEST_MEMORY:
                self._known.clear()
            found = self._known[word] = self._cut(word)
        return found

    def _cut(self, word: str) -> list[int]:
        normal = unicodedata.normalize("NFKC", word[:LONGEST_WORD].replace("’", "'"))
        text = WORD_START + normal.replace(" ", WORD_START)
        whole = self.vocabulary.get(text)
        if whole is not None:
            return [whole[0]]
        best = [0.0] + [IMPOSSIBLE] * len(text)
        back = [(0, self.unknown)] * (len(text) + 1)
        for start in range(len(text)):
            base = best[start]
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                piece = self.vocabulary.get(text[start:end])
                if piece is None:
                    if end > start + 1:
                        continue
                    piece = self.unknown, self._cost
                if base + piece[1] > best[end]:
                    best[end], back[end] = base + piece[1], (start, piece[0])
        rows, end = [], len(text)
        while end:
            end, row = back[end]
            rows.append(row)
        return rows[::-1]
