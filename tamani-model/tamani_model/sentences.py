"""Where sentences begin: behind a full stop, a question or exclamation mark, dots, and behind each line.

A mark ends a sentence where what follows it (and the brackets and quotation marks that close there) opens like one: not
with a small letter, not with a comma. Abbreviations and initials of names end none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

ENDING = frozenset({".", "!", "?", "…", "?!", "!?", "!!", "??"})
CLOSING = frozenset("»”\"’')]}›")
OPENING = frozenset("«“\"‘'([{‹—–-•*")
_LETTERS = re.compile(r"(?:[^\W\d_]\.){2,}")
"""Letters that each have their full stop: "U.S.", "p.m."."""
LONGEST = 150
"""Words of a sentence; longer ones are cut, where a weaker mark stands if one does."""
WEAKER_MARKS = (frozenset({";"}), frozenset({":", "—", "–"}), frozenset({","}))


def sentence_starts(
    words: Sequence[str], fixed: Sequence[int], abbreviations: Collection[str], openers: Collection[str] = ()
) -> list[bool]:
    """Whether a sentence begins at each word.

    Args:
        words: the tokens, white space left out.
        fixed: 1 where a sentence is known to begin, -1 where none does, 0 where that is to be found out.
        abbreviations: short forms with their full stop.
        openers: words that open a sentence behind letters with full stops ("U.S."), where others go on with it.
    """
    starts = [False] * len(words)
    for at, known in enumerate(fixed):
        starts[at] = at == 0 or known == 1 or (known == 0 and _begins(words, at, abbreviations, openers))
    _cut_long(words, starts)
    return starts


def _begins(words: Sequence[str], at: int, abbreviations: Collection[str], openers: Collection[str]) -> bool:
    before = at - 1
    while before >= 0 and words[before] in CLOSING and _closes(words, before):
        before -= 1
    if before < 0 or not _ends(words[before], at - 1 - before, abbreviations):
        return False
    if before == at - 1 and _LETTERS.fullmatch(words[before]) and words[at][:1].isalpha():
        return words[at] in openers
    return _opens(words, at)


def _closes(words: Sequence[str], at: int) -> bool:
    """Whether a straight mark, which opens as well as closes, closes here: it is the second one of its kind."""
    mark = words[at]
    if mark not in OPENING:
        return True
    return sum(word == mark for word in words[max(0, at - LONGEST) : at]) % 2 == 1


def _ends(word: str, closed: int, abbreviations: Collection[str]) -> bool:
    """Whether the word, with ``closed`` closing marks behind it, may end a sentence."""
    if word in ENDING or set(word) <= set(".!?…"):
        return True
    if not word.endswith((".", "…")):
        return False
    initial = len(word) == 2 and word[0].isupper()
    return closed > 0 or not (initial or word in abbreviations)


def _opens(words: Sequence[str], at: int) -> bool:
    """Whether a sentence can open with this word."""
    word = words[at]
    if word in OPENING and not (word in CLOSING and _closes(words, at)):
        return at + 1 >= len(words) or not words[at + 1][:1].islower()
    first = word[:1]
    return first.isupper() or first.isdigit() or not (first.islower() or word in CLOSING or not first.isalnum())


def _cut_long(words: Sequence[str], starts: list[bool]) -> None:
    begin = 0
    for at in range(1, len(words) + 1):
        if at < len(words) and not starts[at]:
            continue
        while at - begin > LONGEST:
            begin = _place_to_cut(words, begin)
            starts[begin] = True
        begin = at


def _place_to_cut(words: Sequence[str], begin: int) -> int:
    """Behind the last of the strongest marks in the second half of what a sentence may hold."""
    for marks in WEAKER_MARKS:
        for at in range(begin + LONGEST - 1, begin + LONGEST // 2, -1):
            if words[at - 1] in marks:
                return at
    return begin + LONGEST
