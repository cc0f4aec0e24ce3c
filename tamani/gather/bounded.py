"""Bytes with a limit: whatever a file or server claims, no more is unpacked or kept than was allowed."""

from __future__ import annotations

import itertools
import zlib
from typing import TYPE_CHECKING

from tamani.gather.gathered import GatherError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO, Protocol

    class Readable(Protocol):
        """Anything that bytes are read from."""

        def read(self, size: int = ..., /) -> bytes:
            """At most so many bytes."""


GZIP = b"\x1f\x8b"
PIECE = 65_536
_GZIP_BITS, _ZLIB_BITS, _RAW_BITS = 31, 15, -15
_UNPACKED_AT_ONCE = 1_000_000


def join(pieces: Iterable[bytes], limit: int) -> bytes:
    """All pieces in one.

    Raises:
        GatherError: they are more than ``limit`` bytes.

    """
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise GatherError("too_large", limit=str(limit))
        kept.append(piece)
    return b"".join(kept)


def pieces_of(stream: Readable) -> Iterator[bytes]:
    """What a stream holds, piece by piece."""
    while piece := stream.read(PIECE):
        yield piece


def unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The pieces without their ``Content-Encoding``; pieces that unpack to much come out in parts.

    Raises:
        GatherError: the encoding is not known, or the bytes do not have it.

    """
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return iter(pieces)
    if encoding in {"gzip", "x-gzip"}:
        return _inflated(pieces, _GZIP_BITS)
    if encoding == "deflate":
        return _deflated(pieces)
    raise GatherError("encoding", encoding=encoding[:60])


def _deflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Deflate is zlib by the standard, and bare deflate from servers that took it by its name."""
    remaining = iter(pieces)
    first = b""
    while len(first) < 2 and (piece := next(remaining, None)) is not None:
        first += piece
    is_zlib = len(first) > 1 and first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0
    return _inflated(itertools.chain([first], remaining), _ZLIB_BITS if is_zlib else _RAW_BITS)


def _inflated(pieces: Iterable[bytes], bits: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(wbits=bits)
    started = False
    data = b""
    for piece in pieces:
        data += piece
        while data:
            if unpacker.eof:
                # Members of a gzip file follow each other; what else stands behind the end is padding.
                if bits == _GZIP_BITS and data == GZIP[:1]:
                    break
                if bits != _GZIP_BITS or not data.startswith(GZIP):
                    return
                unpacker = zlib.decompressobj(wbits=bits)
            yield _step(unpacker, data)
            started = True
            data = unpacker.unconsumed_tail or unpacker.unused_data
    while started and not unpacker.eof:
        part = _step(unpacker, b"")
        if not part and not unpacker.eof:
            raise GatherError("broken_archive", detail="it ends too early")
        yield part


def _step(unpacker: zlib._Decompress, data: bytes) -> bytes:
    try:
        return unpacker.decompress(data, _UNPACKED_AT_ONCE)
    except zlib.error as error:
        raise GatherError("broken_archive", detail=str(error)) from error


class Unpacking:
    """A stream of a file that is unpacked while it is read, if it is gzip; never more than is asked for."""

    def __init__(self, stream: BinaryIO) -> None:
        head = stream.read(PIECE)

        def pieces() -> Iterator[bytes]:
            yield head
            yield from pieces_of(stream)

        self.is_gzip = head.startswith(GZIP)
        self._pieces = unpacked(pieces(), "gzip" if self.is_gzip else "")
        self._left = b""

    def read(self, size: int = PIECE) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = piece
        given, self._left = self._left[:size], self._left[size:]
        return given

    def lines(self, limit: int) -> Iterator[bytes | None]:
        """The lines, None for one that is longer than ``limit`` and is left out."""
        kept, too_long = bytearray(), False
        while piece := self.read():
            first, *others = piece.split(b"\n")
            kept, too_long = self._grow(kept, first, limit, too_long=too_long)
            for other in others:
                yield None if too_long else bytes(kept)
                kept, too_long = self._grow(bytearray(), other, limit, too_long=False)
        if kept or too_long:
            yield None if too_long else bytes(kept)

    @staticmethod
    def _grow(kept: bytearray, more: bytes, limit: int, *, too_long: bool) -> tuple[bytearray, bool]:
        if too_long or len(kept) + len(more) > limit:
            return bytearray(), True
        kept += more
        return kept, False
