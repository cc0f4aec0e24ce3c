"""A text cut into tokens so that every place that is asked for is the border of one."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


def words_and_spaces(
    text: str, borders: AbstractSet[int], starts: AbstractSet[int], ends: AbstractSet[int]
) -> tuple[list[str], list[bool]]:
    """The tokens, and whether a space follows each that is none itself: together they are the text again.

    ``borders`` are those of usual tokens, ``starts`` and ``ends`` those of entries. A space alone belongs to the token
    before it, as spaCy has it, unless an entry begins with it or ends behind it.
    """
    places = sorted({0, len(text)} | borders | starts | ends)
    words: list[str] = []
    spaces: list[bool] = []
    for start, end in itertools.pairwise(places):
        if text[start:end] == " " and words and not spaces[-1] and start not in starts and end not in ends:
            spaces[-1] = True
        else:
            words.append(text[start:end])
            spaces.append(False)
    return words, spaces
