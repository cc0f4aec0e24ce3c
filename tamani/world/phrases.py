"""Many phrases found in a text in one pass: longest first, left to right, word by word.

Accents, kinds of apostrophes, and hyphen or space do not matter to what matches; the case is judged by the
caller, who sees the words as they stand in the text.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Any, Generic, TypeVar

_WORD = re.compile(r"(?:https?://|www\.|@)\S+|[\w\u0300-\u036f]+")
_ALIKE = (" ", "-", "'", "’", "ʼ", "‘", "`", "\u00a0", "\u202f", "\u2010", "\u2011", "\u00ad")
_JOINS = dict.fromkeys(_ALIKE, "") | {".": ".", ". ": ".", " & ": "&", "&": "&", "/": "/", ", ": ","}
_JOINS |= {"' ": "", "’ ": "", " - ": "–", " – ": "–", " — ": "–"}
_LEAF = "\n"  # no word holds it
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ı": "i", "ø": "o", "ł": "l", "ß": "ss", "đ": "d"})

Payload = TypeVar("Payload")


@functools.lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """The word without case and accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().translate(_LIGATURES))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


class Words:
    """The words of a text, folded (``keys``) and with their places; a web or mail address is one word."""

    __slots__ = ("keys", "spans", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [found.span() for found in _WORD.finditer(text)]
        self.keys = [fold(text[start:end]) for start, end in self.spans]

    def __len__(self) -> int:
        return len(self.keys)

    def written(self, index: int) -> str:
        """A word as it stands in the text."""
        start, end = self.spans[index]
        return self.text[start:end]

    def passage(self, index: int, after: int) -> str:
        """The text from a word up to the end of the one before ``after``."""
        return self.text[self.spans[index][0] : self.spans[after - 1][1]]

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.spans[index - 1][1] : self.spans[index][0]]

    def before(self, index: int) -> str:
        """The folded word before, on the same line; empty where there is none."""
        return self.keys[index - 1] if index > 0 and "\n" not in self.gap(index) else ""


class Phrases(Generic[Payload]):
    """A tree of words; each phrase ends in the payloads that were added under it."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    @property
    def starts(self) -> frozenset[str]:
        """The folded words that a phrase begins with."""
        return frozenset(self._root)

    def add(self, phrase: str, payload: Payload) -> None:
        """Add a phrase.

        Raises:
            ValueError: the phrase has no word, or a sign between two words that no text could match.
        """
        words = Words(phrase)
        if not words:
            raise ValueError(f"no word in the phrase {phrase!r}")
        node = self._root
        for index in range(len(words)):
            join = _JOINS.get(words.gap(index)) if index else ""
            if join is None:
                raise ValueError(f"no text could match the phrase {phrase!r}")
            node = node.setdefault(join + words.keys[index], {})
        node.setdefault(_LEAF, []).append(payload)

    def at(self, words: Words, index: int) -> list[tuple[int, list[Payload]]]:
        """The phrases that begin with the word at ``index``, longest first, with the index after it."""
        node = self._root.get(words.keys[index])
        found: list[tuple[int, list[Payload]]] = []
        last = index
        while node is not None:
            if _LEAF in node:
                found.append((last + 1, node[_LEAF]))
            last += 1
            if last == len(words):
                break
            join = _JOINS.get(words.gap(last))
            node = None if join is None else node.get(join + words.keys[last])
        found.reverse()
        return found
