"""Which words tell of a political event, and of which of the sixteen types of PLOVER.

A perceptron of one hidden layer looks at what the parser's network makes of a word: its own vector and those behind two
of the layers, where a word is seen among its neighbours. A word is named only where the surest type is sure enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tamani_model.perceptrons import Perceptron

if TYPE_CHECKING:
    from pathlib import Path

Array = np.ndarray[Any, Any]
TELLING = frozenset({"VERB", "NOUN", "ADJ"})
"""Parts of speech of the words that are looked at."""


class EventWords:
    """The perceptron, and how sure it has to be."""

    def __init__(self, path: Path, *, threads: int = 1) -> None:
        """Read ``events.onnx``.

        Raises:
            FileNotFoundError: there is none.
        """
        self._perceptron = Perceptron(path, threads=threads)
        self.types: list[str] = self._perceptron.told["types"].split("\n")
        self.least = float(self._perceptron.told["least"])
        """How probable the surest type has to be."""

    def of(self, vectors: Array) -> Array:
        """For each row of n × width vectors the number of a type in :attr:`types`, one up; 0 where none is sure."""
        chances = self._perceptron.chances(vectors)
        best = chances[:, 1:].argmax(-1) + 1
        found: Array = np.where(np.take_along_axis(chances, best[:, None], -1)[:, 0] >= self.least, best, 0)
        return found
