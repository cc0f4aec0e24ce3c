"""Sentences as tensors: pieces with their vectors, words with their heads, relations and labels."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tamani-model"))
from tamani_model.pieces import Pieces
from tamani_model.vectors import unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from labels import Labels
    from treebank import Sentence

IGNORED = -1
LONGEST_SENTENCE = 160
"""Words; longer sentences are not trained on."""
STRAIGHT = {'"', "''", "``", "“", "”"}


class Vocabulary:
    """The pieces that were kept and the table of their vectors, as ``prune.py`` writes them."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as file:
            names = bytes(file["names"]).decode().split("\n")
            scores, special = file["scores"].tolist(), file["special"].tolist()
            self.table = torch.tensor(unpacked(file["scale"], file["nibbles"]))
        self.begin, self.end, self.padding, self.unknown = special
        places = {name: (i, scores[i]) for i, name in enumerate(names) if i not in special}
        self.pieces = Pieces(places, self.unknown)


@dataclass(frozen=True, slots=True)
class Coded:
    """One sentence in numbers: rows of the pieces, places of each word's outer pieces, and what is to be learnt."""

    rows: list[int]
    first: list[int]
    last: list[int]
    heads: list[int]
    relations: list[int]
    labels: list[list[int]]
    index: int
    convention: int = 0

    @property
    def words(self) -> int:
        return len(self.first)


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of B sentences; see :class:`network.Parser` for those that go in.

    ``heads`` and ``relations``: B × (W+1), -1 for the root in front and for padding; ``labels``: B × W × groups;
    ``convention``: B.
    """

    inputs: tuple[Tensor, Tensor, Tensor, Tensor, Tensor]
    heads: Tensor
    relations: Tensor
    labels: Tensor
    convention: Tensor
    sentences: list[Coded]


class Coder:
    """Turns sentences into numbers."""

    def __init__(self, vocabulary: Vocabulary, labels: Labels) -> None:
        self.vocabulary, self.labels = vocabulary, labels
        self.relations = {name: i for i, name in enumerate(labels.relations)}

    def coded(self, sentence: Sentence, index: int = -1, *, hidden: float = 0.0, convention: int = 0) -> Coded:
        """One sentence; a share ``hidden`` of its words is shown as unknown."""
        rows, first, last = [self.vocabulary.begin], [], []
        for word in sentence:
            known = hidden == 0.0 or random.random() >= hidden
            pieces = self.vocabulary.pieces.rows(word.form) if known else [self.vocabulary.unknown]
            first.append(len(rows))
            rows += pieces
            last.append(len(rows) - 1)
        return Coded(
            [*rows, self.vocabulary.end],
            first,
            last,
            [0 if word.head == i else word.head + 1 for i, word in enumerate(sentence)],
            [self.relations.get(word.relation, IGNORED) for word in sentence],
            [self.labels.numbers(word) for word in sentence],
            index,
            convention,
        )

    def batch(self, sentences: Sequence[Coded]) -> Batch:
        """Pad sentences to one length."""
        count, groups = len(sentences), len(self.labels.groups)
        length, words = max(len(s.rows) for s in sentences), max(s.words for s in sentences)
        rows = torch.full((count, length), self.vocabulary.padding)
        first, last = torch.zeros(count, words, dtype=torch.long), torch.zeros(count, words, dtype=torch.long)
        piece_mask, word_mask = torch.zeros(count, length), torch.zeros(count, words)
        heads, relations = torch.full((count, words + 1), IGNORED), torch.full((count, words + 1), IGNORED)
        labels = torch.full((count, words, groups), IGNORED)
        for b, s in enumerate(sentences):
            n = s.words
            rows[b, : len(s.rows)] = torch.tensor(s.rows)
            piece_mask[b, : len(s.rows)], word_mask[b, :n] = 1, 1
            first[b, :n], last[b, :n] = torch.tensor(s.first), torch.tensor(s.last)
            heads[b, 1 : n + 1], relations[b, 1 : n + 1] = torch.tensor(s.heads), torch.tensor(s.relations)
            labels[b, :n] = torch.tensor(s.labels)
        inputs = (self.vocabulary.table[rows], piece_mask, first, last, word_mask)
        conventions = torch.tensor([s.convention for s in sentences])
        return Batch(inputs, heads, relations, labels, conventions, list(sentences))


def by_length(sentences: Sequence[Coded], words: int) -> list[list[Coded]]:
    """Batches of about ``words`` words each, of sentences of like length, in random order."""
    order = sorted(sentences, key=lambda s: s.words + random.random() * 4)
    made: list[list[Coded]] = []
    batch: list[Coded] = []
    for sentence in order:
        batch.append(sentence)
        if sum(s.words for s in batch) >= words:
            made.append(batch)
            batch = []
    random.shuffle(made)
    return made + ([batch] if batch else [])


def roughened(sentence: Sentence) -> Sentence:
    """A sentence as pages may print it: guillemets for straight marks, no full stop, all in capitals, now and then."""
    if any(word.form in STRAIGHT for word in sentence) and random.random() < 0.5:
        sentence = _with_guillemets(sentence)
    if random.random() < 0.1 and len(sentence) > 3 and _ends_loosely(sentence):
        sentence = sentence[:-1]
    if random.random() < 0.02:
        sentence = [replace(word, form=word.form.upper()) for word in sentence]
    return sentence


def _ends_loosely(sentence: Sentence) -> bool:
    end = len(sentence) - 1
    return sentence[-1].tag == "PUNCT" and not any(word.head == end for word in sentence)


def _with_guillemets(sentence: Sentence) -> Sentence:
    opened = False
    changed = []
    for word in sentence:
        if word.form in STRAIGHT and word.tag == "PUNCT":
            opened = not opened
            mark = "«" if opened else "»"
            changed.append(replace(word, form=mark, lemma=mark))
        else:
            changed.append(word)
    return changed
