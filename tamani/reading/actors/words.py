"""The tokens of a reading as plain columns, read from the parse once, so that no rule touches the Doc."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.reading import Reading

GENDERS = {"Masc": "m", "Fem": "f"}
NUMBERS = {"Sing": "s", "Plur": "p"}


@dataclass(slots=True)
class Tokens:
    """Columns of equal length, one entry a token."""

    text: list[str]
    low: list[str]
    tag: list[str]
    lemma: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    part: list[int]
    """Index of the block, -1 between blocks."""
    depth: list[int]
    """How many pairs of quotation marks hold the token."""
    opens: list[bool]
    """Whether the token opens a sentence, a block or marked words."""
    doc: list[int]
    """Index in the Doc of the token's first part."""

    def __len__(self) -> int:
        return len(self.text)

    def capital(self, i: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.text[i][:1].isupper()

    def is_acronym(self, i: int) -> bool:
        """Whether the token is written in capitals (digits allowed), two characters or more."""
        word = self.text[i]
        return len(word) > 1 and word.isupper() and word[0].isalpha()

    def at(self, offset: int) -> int:
        """Index of the token that holds, or is the first after, an offset."""
        low, high = 0, len(self.end)
        while low < high:
            middle = (low + high) // 2
            if self.end[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def tokens_of(reading: Reading) -> Tokens:
    """The columns of a reading's Doc; words that the tokenizer cut at a hyphen are put together again."""
    doc, text = reading.doc, reading.text
    keep = _whole_words(reading)
    column = {index: place for place, index in enumerate(keep)}
    start = [doc[i].idx for i in keep]
    end = [doc[i - 1].idx + len(doc[i - 1]) for i in [*keep[1:], len(doc)]] if keep else []
    words = [text[a:b] for a, b in zip(start, end, strict=True)]
    kept = [doc[i] for i in keep]
    part = _parts(reading, start)
    return Tokens(
        text=words,
        low=[word.lower() for word in words],
        tag=[token.pos_ for token in kept],
        lemma=[token.lemma_.lower() for token in kept],
        dep=[token.dep_ for token in kept],
        head=[_column(column, token.head.i) for token in kept],
        start=start,
        end=end,
        part=part,
        depth=_depths(reading, start),
        opens=_openings(words, part),
        doc=keep,
    )


def _whole_words(reading: Reading) -> list[int]:
    """Indices of the tokens that begin a word; a hyphen with letters on both sides does not end it."""
    keep: list[int] = []
    text = reading.text
    for token in reading.doc:
        at = token.idx
        glued = 0 < at < len(text) - 1 and not text[at - 1].isspace() and bool(keep)
        behind = glued and text[at - 1] == "-" and text[at].isalpha() and at > 1 and text[at - 2].isalpha()
        hyphen = glued and text[at] == "-" and text[at + 1].isalpha() and text[at - 1].isalpha()
        clitic = hyphen and len(token) > 1
        if not behind and (not hyphen or clitic):
            keep.append(token.i)
    return keep


def _column(column: dict[int, int], index: int) -> int:
    while index not in column:
        index -= 1
    return column[index]


def _parts(reading: Reading, starts: list[int]) -> list[int]:
    found, index, parts = [], 0, reading.parts
    for start in starts:
        while index < len(parts) and parts[index].end <= start:
            index += 1
        found.append(index if index < len(parts) and parts[index].start <= start else -1)
    return found


def _depths(reading: Reading, starts: list[int]) -> list[int]:
    """Depth by counting the marks, so that it also holds where nobody paired them."""
    steps: dict[int, int] = {}
    for marked in reading.marks:
        if marked.broken is None:
            steps[marked.start] = steps.get(marked.start, 0) + 1
            steps[marked.end] = steps.get(marked.end, 0) - 1
    edges = sorted(steps)
    found, depth, at = [], 0, 0
    for start in starts:
        while at < len(edges) and edges[at] <= start:
            depth += steps[edges[at]]
            at += 1
        found.append(depth)
    return found


def _openings(words: list[str], part: list[int]) -> list[bool]:
    found = []
    before = "."
    for index, word in enumerate(words):
        new = index == 0 or part[index] != part[index - 1]
        found.append(new or before in ".!?…:«–—-•(" or before == "...")
        if word.strip():
            before = word
    return found
