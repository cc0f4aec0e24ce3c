"""Vectors of pieces: blocks of 32 four-bit weights with a half-precision scale each (Q4_0 of the GGML formats)."""

from __future__ import annotations

from typing import Any

import numpy as np

BLOCK = 32
MIDDLE = 8
"""What a weight of zero is written as."""


def unpacked(scale: np.ndarray[Any, Any], nibbles: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Rows in single precision, n × width, from scales (n × width/32) and weights (n × width/2, two a byte).

    A block's first sixteen weights are the low halves of its bytes, the other sixteen the high ones.
    """
    count, blocks = scale.shape
    halves = nibbles.reshape(count, blocks, BLOCK // 2)
    values = np.concatenate([halves & 15, halves >> 4], axis=2).astype(np.float32)
    values -= MIDDLE
    values *= scale.astype(np.float32)[:, :, None]
    return values.reshape(count, blocks * BLOCK)
