"""How alike two texts are, and the signatures that tell cheaply which texts may be alike.

Texts are compared by their runs of three words. MinHash signatures of two texts agree in about as many places as
the texts share runs; cut into bands they can be looked up, and what is found is compared in full.
"""

from __future__ import annotations

import functools
import hashlib
import math
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rensa import RMinHash

from tamani.corpus.folding import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PERMUTATIONS = 128
BANDS = 32
"""Four values each: of texts that share half of their runs nine in ten are found."""
SEED = 1
"""Fixed for ever: signatures of different runs are compared with each other."""
RUN = 3
SHORTEST = 40
"""Runs of words; shorter texts are alike by chance, and are grouped only where they are the same."""
ALIKE = 0.5
"""Runs that both texts have, of all runs that one of them has."""
CUT = 0.8
"""Runs of the shorter text that the longer one has too: a copy that was cut."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of two texts is the same: of all their runs, and of the runs of the shorter one."""

    shared: float
    contained: float

    @property
    def is_copy(self) -> bool:
        """Whether one text is a copy of the other, edited or cut."""
        return self.shared >= ALIKE or self.contained >= CUT


def runs_of(text: str) -> frozenset[str]:
    """The different runs of words of a text."""
    words = words_of(text)
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def likeness(first: frozenset[str], second: frozenset[str]) -> Likeness:
    """How alike two texts are, from their runs."""
    both = len(first & second)
    if not both:
        return Likeness(0.0, 0.0)
    return Likeness(both / len(first | second), both / min(len(first), len(second)))


class Fingerprint:
    """The runs of words of a text and their signature, each reckoned when it is first asked for, and once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @functools.cached_property
    def runs(self) -> frozenset[str]:
        """The different runs of words."""
        return runs_of(self.text)

    @functools.cached_property
    def signature(self) -> bytes:
        """The MinHash of the runs."""
        return signature(self.runs)

    @property
    def is_too_short(self) -> bool:
        """Whether the text is like others by chance."""
        return len(self.runs) < SHORTEST


def may_be_copy(agreeing: float, first: int, second: int) -> bool:
    """Whether two texts may be copies, from how many places of their signatures agree and how many runs each has.

    The estimate errs by some hundredths; what is four deviations and more below both bounds need not be compared.
    """
    deviation = math.sqrt(max(agreeing * (1 - agreeing), 1 / PERMUTATIONS) / PERMUTATIONS)
    shared = min(1.0, agreeing + 4 * deviation)
    contained = shared * (first + second) / (1 + shared) / min(first, second)
    return shared >= ALIKE or contained >= CUT


def signature(runs: frozenset[str]) -> bytes:
    """The MinHash of these runs."""
    found = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    found.update(sorted(runs))
    return array("I", found.digest()).tobytes()


def bands(signed: bytes) -> list[int]:
    """The hashes of a signature's bands, as numbers that a database can keep."""
    width = len(signed) // BANDS
    return [_number(place, signed[place * width : (place + 1) * width]) for place in range(BANDS)]


def _number(place: int, part: bytes) -> int:
    digest = hashlib.blake2b(part, digest_size=8, person=place.to_bytes(2, "little")).digest()
    return int.from_bytes(digest, "little", signed=True)


def agreement(first: bytes, second: bytes) -> float:
    """The share of places in which two signatures agree: an estimate of how alike the texts are."""
    ours, theirs = _values(first), _values(second)
    return sum(a == b for a, b in zip(ours, theirs, strict=True)) / len(ours)


def _values(signed: bytes) -> Sequence[int]:
    values = array("I")
    values.frombytes(signed)
    return values
