"""The files of the model in ``data/``: pieces and their vectors, the two graphs, the inventories of labels."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from tamani_model.pieces import Pieces
from tamani_model.vectors import unpacked

if TYPE_CHECKING:
    from pathlib import Path

Array = np.ndarray[Any, Any]
DATA = resources.files(__package__).joinpath("data")


class Vocabulary:
    """The pieces and their vectors, which stay packed in memory and are unpacked row by row."""

    def __init__(self, path: Path) -> None:
        """Read ``pieces.npz``.

        Raises:
            OSError: it cannot be read.
        """
        with np.load(path) as file:
            names = bytes(file["names"]).decode().split("\n")
            scores, special = file["scores"].tolist(), file["special"].tolist()
            self._scale, self._nibbles = file["scale"], file["nibbles"]
        self.begin, self.end, self.padding, self.unknown = special
        places = {name: (i, scores[i]) for i, name in enumerate(names) if i not in special}
        self.pieces = Pieces(places, self.unknown)

    def vectors(self, rows: Array) -> Array:
        """The vectors of rows of any shape, in single precision."""
        different, places = np.unique(rows, return_inverse=True)
        table = unpacked(self._scale[different], self._nibbles[different])
        found: Array = table[places.reshape(rows.shape)]
        return found


@dataclass(frozen=True, slots=True)
class Inventory:
    """The labels that the network knows: relations, of each group of word labels its names, and rules of lemmas."""

    relations: list[str]
    groups: dict[str, list[str]]
    rules: list[str]

    @classmethod
    def read(cls, path: Path) -> Inventory:
        """Read ``labels.json``."""
        table = json.loads(path.read_text(encoding="utf-8"))
        groups = dict(table["groups"])
        rules = groups.pop("lemma")
        return cls(table["relations"], groups, rules)
