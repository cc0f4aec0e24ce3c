"""WARC archives (1.0 and 1.1, compressed or not): the pages in them, with the moment each was fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tamani.gather.addresses import parse_address
from tamani.gather.bounded import PIECE, Unpacking, join, pieces_of, unpacked
from tamani.gather.chunks import without_chunks
from tamani.gather.files import name_of
from tamani.gather.gathered import Gathered, GatherError, Missed
from tamani.gather.listing import read_moment
from tamani.gather.outlet_name import outlet_for
from tamani.page.decoding import kind_of_binary
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from tamani.gather.options import Options
    from tamani.record import Reason

_TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_AUXILIARY = ("/robots.txt", "/.well-known/tdmrep.json", "/favicon.ico", "/ads.txt")
"""Files that crawlers fetch beside pages, and that are plain text."""


class _Stream:
    """An unpacked archive that knows whether it ended as archives end: readers pass over a header that is cut."""

    def __init__(self, file: BinaryIO) -> None:
        self._inner = Unpacking(file)
        self._first = b""
        self._last = b""
        self._at = 0

    def tell(self) -> int:
        """How many bytes were read; fastwarc asks for it."""
        return self._at

    def read(self, size: int = PIECE, /) -> bytes:
        """Up to ``size`` bytes; none at the end."""
        piece = self._inner.read(size)
        self._at += len(piece)
        self._first = self._first or piece[:5]
        self._last = (self._last + piece[-4:])[-4:]
        return piece

    @property
    def is_cut(self) -> bool:
        """Whether the last record has no end; what fastwarc unpacks itself (zstd) is not looked at."""
        return self._first == b"WARC/" and self._last != b"\r\n\r\n"


class _Headers(Protocol):
    def get(self, key: str, default: str | None = None, /) -> str | None: ...


def read_warc(path: Path, options: Options) -> Iterator[Gathered | Missed]:
    """The pages of an archive; images, scripts, redirects and what is no page are passed over.

    Raises:
        GatherError: the file is no WARC file, or is damaged; pages that stand before the damage were yielded.

    """
    name = name_of(path)
    count = 0
    try:
        with path.open("rb") as file:
            stream = _Stream(file)
            for record in ArchiveIterator(cast("BinaryIO", stream), record_types=_TYPES, parse_http=True):
                count += 1
                found = _read(record, name, options)
                if found is not None:
                    yield found
    except OSError as error:
        raise GatherError("broken_warc", count=str(count), detail=(error.strerror or str(error))[:200]) from error
    if stream.is_cut:
        raise GatherError("broken_warc", count=str(count), detail="it ends too early")
    if count == 0 and path.stat().st_size:
        raise GatherError("broken_warc", count="0", detail="no record")


def _read(record: WarcRecord, name: str, options: Options) -> Gathered | Missed | None:
    address = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    try:
        return _page(record, address, name, options)
    except GatherError as error:
        return Missed(address or name, error.why)


def _page(record: WarcRecord, address: str, name: str, options: Options) -> Gathered | None:
    media_type = _media_type(record)
    if media_type not in _PAGE_TYPES or address.lower().endswith(_AUXILIARY) or not _is_good(record):
        return None
    url = str(parse_address(address)) if address else None
    moment = _moment(record)
    content = join(_body(record), options.page_limit)
    if not content.strip() or kind_of_binary(content) is not None:
        return None
    outlet = outlet_for(content, url, options.outlet)
    return Gathered(
        content=content,
        url=url,
        outlet=outlet.name,
        outlet_is_claimed=outlet.is_claimed,
        fetched_at=moment,
        how="archive",
        media_type=media_type,
        published=None,
        notes=_notes(record) + outlet.notes,
        origin=name,
    )


def _is_good(record: WarcRecord) -> bool:
    """Whether the server gave the page that was asked for; records that are no answers have no status."""
    return not record.is_http or record.http_headers.status_code == 200


def _media_type(record: WarcRecord) -> str | None:
    headers: _Headers = record.http_headers if record.is_http else record.headers
    return (headers.get("Content-Type") or "").split(";")[0].strip().lower() or None


def _moment(record: WarcRecord) -> datetime:
    moment = read_moment(record.headers.get("WARC-Date"))
    if moment is None:
        raise GatherError("no_moment")
    return moment


def _whole(record: WarcRecord) -> Iterator[bytes]:
    """The bytes of a record, as many as it says that it has."""
    left = record.content_length
    for piece in pieces_of(record.reader):
        left -= len(piece)
        yield piece
    if left > 0:
        raise GatherError("cut_short")


def _body(record: WarcRecord) -> Iterable[bytes]:
    pieces: Iterable[bytes] = _whole(record)
    if not record.is_http:
        return pieces
    if "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower():
        pieces = without_chunks(pieces)
    return unpacked(pieces, record.http_headers.get("Content-Encoding") or "")


def _notes(record: WarcRecord) -> list[Reason]:
    why = record.headers.get("WARC-Truncated")
    return [reason("gather_truncated", why=why[:60])] if why else []
