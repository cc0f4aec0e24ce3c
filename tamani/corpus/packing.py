"""Bytes packed for the store, and unpacked again."""

from __future__ import annotations

import zlib

COMPRESSION = "zlib"
"""Python's own: a stronger packer would save a fifth of the space and cost a dependency."""
LEVEL = 6


def pack(data: bytes) -> bytes:
    """The bytes, packed."""
    return zlib.compress(data, LEVEL)


def unpack(data: bytes, compression: str = COMPRESSION) -> bytes:
    """The bytes that were packed.

    Raises:
        ValueError: they were packed in a way that this version does not know.

    """
    if compression != COMPRESSION:
        raise ValueError(f"the store holds bytes packed with {compression}, which this Tamani cannot unpack")
    return zlib.decompress(data)
