"""WARC 1.1 of the raw pages, each record compressed on its own, so that readers can jump to it."""

from __future__ import annotations

import gzip
import hashlib
import uuid
from typing import TYPE_CHECKING, BinaryIO

from tamani.exchange.stamps import iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow

INFO = b"software: Tamani\r\nformat: WARC File Format 1.1\r\n"
NAMESPACE = uuid.UUID("6f2d5b7e-0a53-5b0e-9c0e-5f3d8f6f7a11")
"""What the ids of our records are made under: the same page version has the same id in every export."""


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write a resource record a page; pages whose bytes were not kept are left out."""
    del stories, options
    out.write(_record("warcinfo", "warcinfo", [("Content-Type", "application/warc-fields")], INFO))
    for page in pages:
        if page.raw is None:
            tally.left_out["no_raw"] += 1
            continue
        tally.entries += 1
        out.write(_record("resource", str(page.version_id), list(_headers(page)), page.raw()))


def _headers(page: StoredPage) -> Iterator[tuple[str, str]]:
    yield "WARC-Target-URI", page.url or f"urn:tamani:{page.version_id}"
    fetched = iso(page.fetched_at)
    if fetched:
        yield "WARC-Date", fetched
    if page.media_type:
        yield "Content-Type", page.media_type


def _record(kind: str, name: str, headers: list[tuple[str, str]], block: bytes) -> bytes:
    digest = f"sha256:{hashlib.sha256(block).hexdigest()}"
    digests = [("WARC-Block-Digest", digest), ("WARC-Payload-Digest", digest)][: 2 if kind == "resource" else 1]
    lines = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<{uuid.uuid5(NAMESPACE, f'{kind} {name} {digest}').urn}>"),
        *headers,
        *digests,
        ("Content-Length", str(len(block))),
    ]
    head = "".join(f"{field}: {_one_line(value)}\r\n" for field, value in lines)
    return gzip.compress(b"WARC/1.1\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n", mtime=0)


def _one_line(value: str) -> str:
    """A header's value: a line break in it would begin another header."""
    return " ".join(value.split())
