"""Names on a page, under a key that is the same for the spellings of French and English."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

from tamani.corpus.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDS = re.compile(r"[.!?:;«»“”\"()\[\]\n–—-]\s*$")
"""Behind these a capital may only be that of a sentence, of a line or of a quotation."""
_VOWELS = re.compile(r"(?<!^)[aeiouyvh]")
_TWICE = re.compile(r"(.)\1+")
SHORTEST = 4
"""Characters of a key below which the vowels are needed to tell names apart."""


@functools.cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds the spellings of sounds, and the letter of each."""
    data = resources.files(__package__).joinpath("sounds.toml").read_text(encoding="utf-8")
    sounds: dict[str, str] = tomllib.loads(data)["sounds"]
    return re.compile("|".join(sounds)), sounds


@functools.lru_cache(maxsize=65536)
def name_key(word: str) -> str:
    """The key of a name: Zaporijjia and Zaporizhzhia, Touadéra and Touadera have the same."""
    spelling, letters = _sounds()
    sounds = spelling.sub(lambda found: letters[found.group()], fold(word))
    bare = _TWICE.sub(r"\1", _VOWELS.sub("", _TWICE.sub(r"\1", sounds)))
    return bare if len(bare) >= SHORTEST else _TWICE.sub(r"\1", sounds)


def names_of(text: str, left_out: Iterable[tuple[int, int]] = ()) -> frozenset[str]:
    """The keys of words that have a capital for no reason but that they are names; spans left out do not count."""
    gaps = sorted(left_out)
    found = set()
    for match in _WORD.finditer(text):
        start, end = match.span()
        if not text[start].isupper() or any(a <= start and end <= b for a, b in gaps):
            continue
        before = text[:start][-4:]
        if before.strip() and not _ENDS.search(before):
            found.add(name_key(match.group()))
    return frozenset(found)
