"""Bytes to text: compressed files, files that hold no text, and the charset."""

from __future__ import annotations

import codecs
import functools
import re
import tomllib
import zlib
from dataclasses import dataclass
from importlib import resources

from charset_normalizer import from_bytes

BYTE_LIMIT = 60_000_000
"""Bytes that are looked at; what a gzip file holds beyond them is never unpacked."""
_SNIFFED = 4096
_SAMPLE = 60_000
_GZIP = b"\x1f\x8b"
_NULLS_OF_BINARY = 0.01
_META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read these names as windows-1252 too: what is declared as Latin-1 is nearly always that.
_READ_AS_1252 = {"iso8859-1", "ascii", "latin-1", "iso-8859-1", "latin1"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and how it was read. ``broken`` counts the characters that could not be read."""

    text: str
    encoding: str
    broken: int
    cut: bool


class BrokenArchiveError(ValueError):
    """Compressed bytes that cannot be unpacked."""


def unpack(data: bytes) -> tuple[bytes, bool]:
    """``data`` itself, or what it holds where it is a gzip file; and whether only a beginning was kept.

    Raises:
        BrokenArchiveError: the file says that it is gzip and is not.

    """
    if not data.startswith(_GZIP):
        return data[:BYTE_LIMIT], len(data) > BYTE_LIMIT
    unpacker = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacker.decompress(data, BYTE_LIMIT)
    except zlib.error as error:
        raise BrokenArchiveError(str(error)) from error
    if not unpacked and not unpacker.eof:
        raise BrokenArchiveError("it ends too early")
    return unpacked, not unpacker.eof


@functools.cache
def _magic() -> tuple[tuple[str, int, bytes, bool], ...]:
    table = tomllib.loads(resources.files(__package__).joinpath("magic.toml").read_text(encoding="utf-8"))
    return tuple(
        (k["name"], k.get("at", 0), bytes.fromhex(k["hex"]), k.get("needs_zero", False)) for k in table["kind"]
    )


def kind_of_binary(data: bytes) -> str | None:
    """The name of the binary format of ``data``; "" where it is binary of no known format; None for text."""
    head = data[:_SNIFFED]
    if any(head.startswith(bom) for bom, _ in _BOMS):
        return None
    for name, at, magic, needs_zero in _magic():
        if head[at : at + len(magic)] == magic and (not needs_zero or b"\0" in head):
            return name
    if _wide_charset(head) is not None:
        return None
    controls = sum(byte < 9 or 13 < byte < 27 for byte in head)
    return (
        ""
        if controls > max(8, len(head) * _NULLS_OF_BINARY * 5) or head.count(0) > len(head) * _NULLS_OF_BINARY
        else None
    )


def _wide_charset(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: nearly every second byte is zero, always on the same side."""
    half = len(head) // 2
    if half < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.05 else None


def decode(data: bytes) -> Decoded:
    """``data`` as text. Byte order mark first, then UTF-8, then what the page declares, then what fits best.

    Never raises: bytes that fit no charset become replacement characters and are counted.
    """
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _wide_charset(data[:_SNIFFED])
    if encoding is None:
        encoding = _without_mark(data)
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding.removesuffix("-sig"), text.count("\ufffd"), cut=False)


def _without_mark(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(data) >= BYTE_LIMIT:
            return "utf-8"
        return _not_clean_utf8(data)
    return "utf-8"


def _not_clean_utf8(data: bytes) -> str:
    """A charset for bytes that are not clean UTF-8: UTF-8 with damage, the declared one, or the likeliest."""
    high = sum(byte >= 0x80 for byte in data[: _SAMPLE * 4])
    broken = data[: _SAMPLE * 4].decode("utf-8", "replace").count("\ufffd")
    declared = _declared(data)
    if (broken * 4 < high and high > 8) or (declared == "utf-8" and broken * 2 < high):
        return "utf-8"
    if declared is not None and declared != "utf-8":
        return declared
    return _likeliest(data)


def _likeliest(data: bytes) -> str:
    # Western charsets are hard to tell apart; windows-1252 is what the web falls back to.
    best = from_bytes(data[:_SAMPLE], steps=5, chunk_size=512).best()
    name = best.encoding if best is not None else "cp1252"
    western = {
        "latin_1",
        "cp1252",
        "iso8859_15",
        "cp1250",
        "iso8859_2",
        "cp1254",
        "cp1257",
        "mac_roman",
        "cp1258",
    }
    return "cp1252" if name in western or name == "ascii" else name


def _declared(data: bytes) -> str | None:
    found = _META_CHARSET.search(data[: _SNIFFED * 2])
    if found is None:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii", "replace")).name
    except LookupError:
        return None
    # A page that says in ASCII bytes that it is UTF-16 is not.
    if name.startswith(("utf-16", "utf-32")):
        return None
    return "cp1252" if name in _READ_AS_1252 else name
