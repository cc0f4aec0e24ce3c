"""Which words tell of a political event, and of which of the sixteen types of PLOVER.

A perceptron of one hidden layer looks at what the parser's network makes of a word: its own vector and those behind two
of the layers, where a word is seen among its neighbours. A word is named only where the surest type is sure enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

Array = np.ndarray[Any, Any]
TELLING = frozenset({"VERB", "NOUN", "ADJ"})
"""Parts of speech of the words that are looked at."""


class EventWords:
    """The perceptron's weights; what it reads has been standardised into them."""

    def __init__(self, path: Path) -> None:
        """Read ``events.npz``.

        Raises:
            OSError: it cannot be read.
        """
        with np.load(path) as file:
            self.types: list[str] = bytes(file["types"]).decode().split("\n")
            self.least = float(file["least"])
            """How probable the surest type has to be."""
            self._inner, self._outer = file["inner"].astype(np.float32), file["outer"].astype(np.float32)
            self._inner_bias, self._outer_bias = file["inner_bias"], file["outer_bias"]

    def of(self, vectors: Array) -> Array:
        """For each row of n × width vectors the number of a type in :attr:`types`, one up; 0 where none is sure."""
        inner = np.maximum(vectors @ self._inner + self._inner_bias, 0.0)
        scores = inner @ self._outer + self._outer_bias
        chances = np.exp(scores - scores.max(-1, keepdims=True))
        chances /= chances.sum(-1, keepdims=True)
        best = chances[:, 1:].argmax(-1) + 1
        found: Array = np.where(np.take_along_axis(chances, best[:, None], -1)[:, 0] >= self.least, best, 0)
        return found
