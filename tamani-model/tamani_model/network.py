"""The network at run time: sentences of words in, heads, relations and labels out, on onnxruntime."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tamani_model.event_words import TELLING, EventWords
from tamani_model.names import Names, may_be_named
from tamani_model.perceptrons import session
from tamani_model.trees import are_trees, best_tree
from tamani_model.weights import DATA, Inventory, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = np.ndarray[Any, Any]
WORDS_A_BATCH = 250
"""Words, padding included, that go through the network at once: enough to keep it busy, little enough for the cache."""
LONGEST_SENTENCE = 150
"""Words of a sentence; longer ones must be cut before."""
MOST_PIECES = 510


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence of n words.

    ``heads``: index of each word's head, its own for the root. ``relations``, ``labels`` (n × groups) and ``rules``
    (n × 5, the best rules of the lemma, the very best first): numbers in the inventory. ``events``: for each word the
    number of the type of event that it tells of, one up; 0 for none. ``names``: for each word whether it opens a name
    or goes on in one, and of which kind, as :mod:`tamani_model.names` numbers it; 0 for none.
    """

    heads: Array
    relations: Array
    labels: Array
    rules: Array
    events: Array
    names: Array


class Network:
    """Pieces, the two graphs and the inventory of labels."""

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        """Load the model's files.

        Raises:
            OSError: a file is missing.
        """
        folder = folder or Path(str(DATA))
        self.vocabulary = Vocabulary(folder / "pieces.npz")
        self.inventory = Inventory.read(folder / "labels.json")
        self._words = session(folder / "words.onnx", threads)
        self._arcs = session(folder / "arcs.onnx", threads)
        events, names = folder / "events.onnx", folder / "names.onnx"
        self.event_words = EventWords(events, threads=threads) if events.is_file() else None
        self.names = Names(names, threads=threads) if names.is_file() else None
        tags = self.inventory.groups["tag"]
        self._tag = list(self.inventory.groups).index("tag")
        self._telling = np.array([number for number, tag in enumerate(tags) if tag in TELLING])

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parsed]:
        """Parse sentences, each of 1 to :data:`LONGEST_SENTENCE` words; one result each, in order."""
        coded = [self._coded(sentence) for sentence in sentences]
        named = [may_be_named(sentence) for sentence in sentences] if self.names is not None else []
        order = sorted(range(len(coded)), key=lambda i: (len(coded[i][1]), len(coded[i][0])))
        found: dict[int, Parsed] = {}
        batch: list[int] = []
        for place in order:
            if batch and (len(batch) + 1) * len(coded[place][1]) > WORDS_A_BATCH:
                found.update(zip(batch, self._batch(coded, named, batch), strict=True))
                batch = []
            batch.append(place)
        if batch:
            found.update(zip(batch, self._batch(coded, named, batch), strict=True))
        return [found[i] for i in range(len(coded))]

    def vectors(self, words: Sequence[str]) -> Array:
        """What the network makes of each word of a sentence before it decides on anything, n × width."""
        given, _ = self._given([self._coded(words)])
        (middle,) = self._words.run(["middle"], given)
        found: Array = middle[0]
        return found

    def _coded(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """Rows of a sentence's pieces, and the places of each word's first and last one."""
        rows, first, last = [self.vocabulary.begin], [], []
        pieces = self.vocabulary.pieces.rows
        for number, word in enumerate(words):
            room = MOST_PIECES - len(rows) - (len(words) - number - 1)
            first.append(len(rows))
            rows += pieces(word)[: max(1, room)]
            last.append(len(rows) - 1)
        rows.append(self.vocabulary.end)
        return rows, first, last

    def _given(self, coded: Sequence[tuple[list[int], list[int], list[int]]]) -> tuple[dict[str, Array], Array]:
        """What goes into the graph for some sentences, padded to one length, and how many words each has."""
        lengths = np.array([len(first) for _, first, _ in coded])
        count, width, words = len(coded), max(len(rows) for rows, _, _ in coded), int(lengths.max())
        rows = np.full((count, width), self.vocabulary.padding, np.int64)
        outer = np.zeros((2, count, words), np.int64)
        for i, (pieces, first, last) in enumerate(coded):
            rows[i, : len(pieces)] = pieces
            outer[0, i, : len(first)], outer[1, i, : len(last)] = first, last
        piece_mask = (np.arange(width)[None, :] < np.array([len(r) for r, _, _ in coded])[:, None]).astype(np.float32)
        word_mask = (np.arange(words)[None, :] < lengths[:, None]).astype(np.float32)
        given = {
            "pieces": self.vocabulary.vectors(rows),
            "piece_mask": piece_mask,
            "first": outer[0],
            "last": outer[1],
            "word_mask": word_mask,
        }
        return given, lengths

    def _batch(
        self, all_coded: Sequence[tuple[list[int], list[int], list[int]]], named: Sequence[list[bool]], batch: list[int]
    ) -> list[Parsed]:
        given, lengths = self._given([all_coded[i] for i in batch])
        arcs, dependent, head, labels, rules, middle = self._words.run(None, given)
        heads = _heads(arcs, lengths)
        (relations,) = self._arcs.run(None, {"dependent": dependent, "head": head, "heads": heads})
        events = self._events(labels, middle, given["word_mask"])
        names = self._named([named[i] for i in batch] if named else [], middle, given["word_mask"])
        return [
            Parsed(*_tree(heads[i, 1 : n + 1], relations[i, 1 : n + 1]), labels[i, :n], rules[i, :n], *words)
            for i, n in enumerate(lengths.tolist())
            for words in [(events[i, :n], names[i, :n])]
        ]

    def _events(self, labels: Array, middle: Array, word_mask: Array) -> Array:
        """The types of events that the words of a batch tell of, B × W."""
        found = np.zeros(word_mask.shape, np.int64)
        if self.event_words is not None:
            looked_at = np.isin(labels[..., self._tag], self._telling) & (word_mask > 0)
            if looked_at.any():
                found[looked_at] = self.event_words.of(middle[looked_at])
        return found

    def _named(self, looked_at: Sequence[list[bool]], middle: Array, word_mask: Array) -> Array:
        """What of names the words of a batch are, B × W."""
        found = np.zeros(word_mask.shape, np.int64)
        if self.names is None:
            return found
        asked = np.zeros(word_mask.shape, bool)
        for row, words in zip(asked, looked_at, strict=True):
            row[: len(words)] = words
        if asked.any():
            chances = self.names.chances(middle, word_mask > 0, asked)
            at = 0
            for number, words in enumerate(asked):
                count = int(words.sum())
                found[number, words] = self.names.of(chances[at : at + count], np.flatnonzero(words))
                at += count
        return found


def _heads(arcs: Array, lengths: Array) -> Array:
    """The heads of each sentence's words, B × (W+1), a tree each."""
    heads: Array = arcs.argmax(-1).astype(np.int64)
    for i in np.flatnonzero(~are_trees(heads, lengths)).tolist():
        size = int(lengths[i]) + 1
        heads[i, :size] = best_tree(arcs[i, :size, :size])
    return heads


def _tree(heads: Array, relations: Array) -> tuple[Array, Array]:
    """Heads counted from the sentence's first word, the root its own, and their relations."""
    own = np.arange(len(heads))
    return np.where(heads == 0, own, heads - 1), relations
