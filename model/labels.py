"""What is predicted of each word: a group of labels each for part of speech, every feature and the lemma's rule."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tamani-model"))
from tamani_model.lemmas import rule_of
from treebank import FEATURES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from treebank import Sentence, Word

NONE = ""
"""The label of a word that lacks the feature."""
MOST_LEMMA_RULES = 500
SEEN_TWICE = 2


@dataclass(frozen=True, slots=True)
class Labels:
    """The inventories. ``groups`` names each group of word labels, in the order in which their scores follow."""

    relations: list[str]
    groups: dict[str, list[str]]

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Labels:
        """The labels that the sentences use, rules of lemmas only where two words at least share one."""
        relations: set[str] = set()
        tags: set[str] = set()
        values: dict[str, set[str]] = {name: {NONE} for name in FEATURES}
        rules: Counter[str] = Counter()
        for sentence in sentences:
            for word in sentence:
                relations.add(word.relation)
                tags.add(word.tag)
                rules[rule_of(word.form, word.lemma)] += 1
                for name, value in word.features.items():
                    values[name].add(value)
        common = [rule for rule, count in rules.most_common(MOST_LEMMA_RULES) if count >= SEEN_TWICE]
        groups = {"tag": sorted(tags)} | {name: sorted(found) for name, found in values.items()} | {"lemma": common}
        return cls(sorted(relations), groups)

    @property
    def width(self) -> int:
        """How many scores a word has."""
        return sum(map(len, self.groups.values()))

    def each(self) -> list[tuple[str, str]]:
        """Each label with its group's name, in the order of their scores."""
        return [(name, label) for name, group in self.groups.items() for label in group]

    def as_table(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def numbers(self, word: Word) -> list[int]:
        """The word's label in each group, -1 where the group does not know it."""
        said = {"tag": word.tag, "lemma": rule_of(word.form, word.lemma)}
        return [
            places.get(said[name] if name in said else word.features.get(name, NONE), -1)
            for name, places in self.places().items()
        ]

    def places(self) -> dict[str, dict[str, int]]:
        """The number of each label in its group."""
        key = id(self)
        if key not in _PLACES:
            _PLACES[key] = {name: {label: i for i, label in enumerate(group)} for name, group in self.groups.items()}
        return _PLACES[key]


_PLACES: dict[int, dict[str, dict[str, int]]] = {}
