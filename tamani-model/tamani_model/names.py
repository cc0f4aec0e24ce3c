"""Which words name somebody or something, and of which kind.

A perceptron of one hidden layer looks at what the parser's network makes of a word, as
:mod:`tamani_model.event_words` does. A name is a run of words of one kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tamani_model.perceptrons import Perceptron

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Array = np.ndarray[Any, Any]
KINDS = (
    "person", "place", "government_body", "igo", "party", "company", "media", "civil_society", "armed_group", "other",
)  # fmt: skip
"""Kinds of actors, places, and all else that has a name: ships, laws, peoples, operations."""
REACH = 7
"""Words without a capital that are looked at behind one that has it: "Rassemblement pour le renouveau du Sahel"."""
STOPS = frozenset(",;:.?!()«»“”\"…")


def begins(kind: int) -> int:
    """The number of "opens a name of this kind"; 0 is a word outside of names."""
    return 1 + 2 * kind


def goes_on(kind: int) -> int:
    """The number of "goes on in a name of this kind"."""
    return 2 + 2 * kind


def may_be_named(words: Sequence[str]) -> list[bool]:
    """For each word of a sentence whether it may be in a name: it has a capital or a digit, or comes soon after one."""
    found, left = [], 0
    for word in words:
        if word in STOPS:
            left = 0
        elif word[:1].isupper() or any(letter.isupper() or letter.isdigit() for letter in word):
            left = REACH + 1
        found.append(left > 0)
        left -= left > 0
    return found


class Names:
    """The perceptron, and how sure it has to be."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        """Read ``names.onnx``.

        Raises:
            FileNotFoundError: there is none.
        """
        self._perceptron = Perceptron(path, threads=threads)
        self.least = float(self._perceptron.told["least"])
        """How probable a kind has to be for a run of words to be a name."""

    def chances(self, vectors: Array, there: Array, looked_at: Array) -> Array:
        """The chances of being outside, of opening and of going on in a name of each kind.

        Args:
            vectors: B × W × width, what the network makes of each word.
            there: B × W, whether there is a word, or only room behind a shorter sentence.
            looked_at: B × W, which words are asked for.

        Returns:
            n × (1 + 2 × kinds) for the n words that are asked for, sentence by sentence.
        """
        return self._perceptron.chances(np.concatenate(beside(vectors, there, looked_at), axis=1))

    def of(self, chances: Array, places: Array) -> Array:
        """What each of n words at ``places`` of a sentence is, as :func:`begins` and :func:`goes_on` number it.

        A run of neighbours that are likely in names is cut where one is likelier to open a name than to go on; each
        piece has one kind, the likeliest of all its words together, and is no name where that is not likely enough.
        """
        opening, going = chances[:, 1::2], chances[:, 2::2]
        named = ((opening + going).sum(1) > chances[:, 0]).tolist()
        apart = np.diff(places, prepend=places[:1] - 1) != 1
        cut = ((opening.sum(1) > going.sum(1)) | apart).tolist()
        found = np.zeros(len(chances), np.int64)
        at = 0
        while at < len(named):
            end = at + 1
            if named[at]:
                while end < len(named) and named[end] and not cut[end]:
                    end += 1
                mean = (opening[at:end] + going[at:end]).mean(0)
                kind = int(mean.argmax())
                if mean[kind] >= self.least:
                    found[at] = begins(kind)
                    found[at + 1 : end] = goes_on(kind)
            at = end
        return found


def beside(vectors: Array, there: Array, looked_at: Array) -> tuple[Array, Array, Array]:
    """The vectors of the words that are asked for, and the last third of those of the words before and behind each.

    Args:
        vectors: B × W × width.
        there: B × W.
        looked_at: B × W.

    Returns:
        n × width and twice n × width/3, of which rows are zero where a sentence begins or ends.
    """
    words, width = vectors.shape[1:]
    rows, end = vectors.reshape(-1, width), vectors.shape[0] * words - 1
    at = np.flatnonzero(looked_at)
    third = rows[:, width * 2 // 3 :]
    opens, closes = at % words == 0, ((at + 1) % words == 0) | ~there.reshape(-1)[np.minimum(at + 1, end)]
    before, behind = third[np.maximum(at - 1, 0)], third[np.minimum(at + 1, end)]
    before[opens], behind[closes] = 0.0, 0.0
    return rows[at], before, behind
