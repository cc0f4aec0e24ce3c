"""What scoring is made of: counts, misses, the places of entries, and pairs of gold and given entries."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Span = tuple[int, int]
Pairs = dict[int, int]

WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Count:
    """Right, wrong (given but not in the gold) and missed (in the gold but not given) answers of one kind."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, right: int, given: int, wanted: int) -> None:
        """Count ``right`` answers among those given and wanted."""
        self.right += right
        self.wrong += given - right
        self.missed += wanted - right

    @property
    def precision(self) -> float | None:
        """Right among the given; None where nothing was given."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """Right among the wanted; None where nothing was wanted."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class Miss:
    """One place where prediction and gold part."""

    section: str
    fault: str
    construction: str
    page: str
    text: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """One section of a page: ``key`` holds an entry's string, ``kind`` tells how its misses are grouped."""

    section: str
    page: str
    gold: list[Json]
    given: list[Json]
    key: str
    kind: Callable[[Json], str]

    def unpaired(self, pairs: Pairs) -> Iterator[Miss]:
        """Yield what is in the gold only, then what was given only."""
        for g, entry in enumerate(self.gold):
            if g not in pairs:
                yield Miss(self.section, "missed", self.kind(entry), self.page, entry[self.key])
        for p, entry in enumerate(self.given):
            if p not in pairs.values():
                yield Miss(self.section, "false", self.kind(entry), self.page, entry.get(self.key) or "")


@dataclass(slots=True)
class Scores:
    """Counts by name, and every miss."""

    counts: defaultdict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    misses: list[Miss] = field(default_factory=list)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def place(text: str, entry: Json, key: str) -> Span | None:
    """Find an entry's main string: by its offsets, else by the string and ``nth``; None if nowhere."""
    if entry.get("start") is not None and entry.get("end") is not None:
        return entry["start"], entry["end"]
    string = entry.get(key) or ""
    if not string:
        return None
    found = [m.span() for m in re.finditer(re.escape(string), text)]
    nth = entry.get("nth") or 1
    return found[nth - 1] if len(found) >= nth else None


def common_share(a: Span | None, b: Span | None) -> float:
    """Measure how much of what two spans cover is common to them."""
    if a is None or b is None:
        return 0.0
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def common_words(text: str) -> Callable[[Span | None, Span | None], float]:
    """Make a measure like :func:`common_share` that counts the words of ``text`` that spans touch."""
    words = [m.span() for m in WORD.finditer(text)]

    def under(span: Span) -> set[int]:
        return {start for start, end in words if start < span[1] and end > span[0]}

    def share(a: Span | None, b: Span | None) -> float:
        if a is None or b is None:
            return 0.0
        first, second = under(a), under(b)
        return len(first & second) / len(first | second) if first | second else 0.0

    return share


def best_pairs(gold: int, given: int, likeness: Callable[[int, int], float], least: float = 0.0) -> Pairs:
    """Pair gold with given entries, one to one, the most alike first, none at zero or under ``least``."""
    every = [(likeness(g, p), g, p) for g, p in itertools.product(range(gold), range(given))]
    pairs: Pairs = {}
    taken: set[int] = set()
    for value, g, p in sorted(every, key=lambda one: (-one[0], one[1], one[2])):
        if value > 0 and value >= least and g not in pairs and p not in taken:
            pairs[g] = p
            taken.add(p)
    return pairs


def construction(text: str, quotation: Json, span: Span | None) -> str:
    """How a quotation is built: the rule that found it, or where cue and speaker stand in the gold."""
    if quotation.get("rule"):
        return str(quotation["rule"])
    if span is None:
        return "not in the text"
    where = (_stands(text, quotation.get(key), span) for key in ("cue", "speaker_text"))
    return "{}, cue {}, speaker {}".format(quotation.get("kind"), *where)


def _stands(text: str, words: str | None, span: Span) -> str:
    if not words:
        return "none"
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not found:
        return "none"
    nearest = min(found, key=lambda at: min(abs(at - span[0]), abs(at - span[1])))
    return "before" if nearest < span[0] else "inside" if nearest < span[1] else "after"
