"""Names of people as they compare: the same spelling by its sounds, nearly the same one, or another name."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from typing import Literal, NamedTuple

from tamani.corpus.folding import fold

Likeness = Literal["same", "near"]
LONGEST = 8
"""Words of a name that are looked at."""
LONGEST_WORD = 40
"""Characters of a word of a name that are looked at."""
FINAL_E_FROM = 5
"""Letters from which on a final e is silent: Sorokine is Sorokin, but Touré is not Tour."""
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ‘`](?=\w)")
_TWICE = re.compile(r"(.)\1+")


class PersonName(NamedTuple):
    """A name in its parts, as written; a bare surname has no given names."""

    given: tuple[str, ...]
    surname: str

    @property
    def is_bare(self) -> bool:
        """Whether it is one word, which may be that of many people."""
        return not self.given

    @property
    def key(self) -> str:
        """The same for all spellings that sound the same."""
        return " ".join(map(sound, (*self.given, self.surname)))

    @property
    def block(self) -> str:
        """The same for all people whose surnames are the same or nearly so."""
        return rough(self.surname)

    @property
    def words(self) -> tuple[str, ...]:
        """All words, rough, the surname last."""
        return tuple(map(rough, (*self.given, self.surname)))


@functools.cache
def _spelling() -> dict[str, dict[str, str]]:
    data = resources.files(__package__).joinpath("spelling.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(data)
    return found


@functools.cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    sounds = _spelling()["sounds"]
    return re.compile("|".join(sounds)), sounds


@functools.cache
def _particles() -> frozenset[str]:
    return frozenset(_spelling()["particles"]["words"])


@functools.lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The word as it sounds: Sergueï, Sergei and Sergey have the same; so have Traoré and Traore."""
    spelling, letters = _sounds()
    folded = fold(word)[:LONGEST_WORD]
    found = _TWICE.sub(r"\1", spelling.sub(lambda match: letters[match.group()], folded)) or folded
    return found[:-1] if len(found) >= FINAL_E_FROM and found.endswith("e") else found


@functools.lru_cache(maxsize=65536)
def rough(word: str) -> str:
    """The word as it might sound to somebody else: Tarek and Tarig, Yao and Yaou have the same."""
    letters = str.maketrans(_spelling()["rough"])
    return _TWICE.sub(r"\1", sound(word).translate(letters))


@functools.lru_cache(maxsize=16384)
def person_name(text: str) -> PersonName | None:
    """The name in a text such as "général de brigade Tarek Souleimane"; None where it holds none.

    Words in small letters before the first capital are a title, and a text that does not end with a capital is no
    name: "the Russian ambassador". A surname in capitals may stand first: "TRAORÉ Brahima".
    """
    words = _WORD.findall(_APOSTROPHES.sub("", text))[: LONGEST * 2]
    first = next((place for place, word in enumerate(words) if not word[0].islower()), None)
    if first is None or words[-1][0].islower():
        return None
    found = [word for word in words[first:][-LONGEST:] if fold(word) not in _particles()] or words[-1:]
    loud = [word for word in found if len(word) > 2 and word.isupper() and word.lower() != word]
    if len(loud) == 1 and len(found) > 1 and found[0] == loud[0]:
        found = [*found[1:], found[0]]
    return PersonName(tuple(found[:-1]), found[-1])


def compare(one: PersonName, other: PersonName) -> Likeness | None:
    """Whether two full names are the same by their sounds, nearly so, or names of different people."""
    if one.key == other.key:
        return "same"
    if one.block != other.block:
        return None
    shorter, longer = sorted((one.given, other.given), key=len)
    rest = iter(longer)
    return "near" if all(any(_may_be(word, there) for there in rest) for word in shorter) else None


def _may_be(word: str, other: str) -> bool:
    """Whether two given names may be one; an initial may be any name that begins with it."""
    if len(word) == 1 or len(other) == 1:
        return fold(word)[0] == fold(other)[0]
    return rough(word) == rough(other)
