"""Files and folders: pages as they were saved, and the archives and lists among them."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from tamani.gather.bounded import Unpacking, join, pieces_of
from tamani.gather.gathered import Gathered, GatherError, Missed
from tamani.gather.outlet_name import outlet_for
from tamani.gather.saved_page import companion_folders, read_saved_page
from tamani.page.decoding import kind_of_binary
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.gather.gathered import How
    from tamani.gather.options import Options

PAGES = (".txt", ".text", ".html", ".htm", ".xhtml", ".mhtml", ".mht")
ARCHIVES = (".warc",)
JSON_LINES = (".jsonl", ".ndjson")
SUFFIXES = (*PAGES, *ARCHIVES, *JSON_LINES)
"""Endings of the files that are taken from a folder, each also with ``.gz`` behind it."""
LISTS = (".xml", ".rss", ".atom", ".rdf", ".opml", ".json", ".feed")
"""Endings of files that may be lists: they are followed only where they are named themselves."""
_MARKUP = (".html", ".htm", ".xhtml")
_PLAIN_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def path_of(source: str) -> Path:
    """The path that a source means, which may be an address with ``file:``."""
    if source.lower().startswith("file:"):
        return Path(os.fsdecode(unquote_to_bytes(urlsplit(source).path)))
    return Path(source)


def name_of(path: Path) -> str:
    """The path as text that can be stored, and be given to :func:`path_of` again.

    A path with control characters or bytes that are no UTF-8 becomes an address with ``file:``.
    """
    text = str(path)
    return text if _PLAIN_NAME.fullmatch(text) else path.absolute().as_uri()


def ending_of(path: Path, endings: tuple[str, ...]) -> bool:
    """Whether a file's name ends so, compressed or not."""
    return path.name.lower().removesuffix(".gz").endswith(endings)


def files_below(folder: Path) -> Iterator[Path | Missed]:
    """The files in a folder and the folders in it, in the order of their names; each real folder is entered once."""
    problems: list[OSError] = []
    found = False
    for path in _all_below(folder, problems):
        if _is_taken(path):
            found = True
            yield path
    for problem in problems:
        yield Missed(name_of(Path(os.fsdecode(problem.filename))), _cannot_open(problem).why)
    if not found and not problems:
        yield Missed(name_of(folder), reason("gather_empty_folder", endings=", ".join(SUFFIXES)))


def left_out_below(folder: Path) -> Iterator[Path]:
    """The files there that :func:`files_below` does not take; hidden ones are not told."""
    yield from (path for path in _all_below(folder, []) if not _is_taken(path))


def _all_below(folder: Path, problems: list[OSError]) -> Iterator[Path]:
    entered: set[tuple[int, int]] = set()
    for place, folders, names in os.walk(folder, followlinks=True, onerror=problems.append):
        status = Path(place).stat()
        if (status.st_dev, status.st_ino) in entered:
            folders.clear()
            continue
        entered.add((status.st_dev, status.st_ino))
        folders[:] = sorted(n for n in folders if not n.startswith(".") and not _belongs_to_page(n, names))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _is_taken(path: Path) -> bool:
    return ending_of(path, SUFFIXES) and path.is_file()


def _belongs_to_page(folder: str, names: list[str]) -> bool:
    """Whether a folder holds the pictures and frames that a browser saved beside a page."""
    stem = next((folder[: -len(ending)] for ending in companion_folders() if folder.endswith(ending)), None)
    return stem is not None and any(f"{stem}{ending}" in names for ending in _MARKUP)


def read_file(path: Path, limit: int) -> bytes:
    """What a file holds, unpacked if it is gzip.

    Raises:
        GatherError: it cannot be opened or unpacked, or is too large.

    """
    try:
        with path.open("rb") as file:
            return join(pieces_of(Unpacking(file)), limit)
    except OSError as error:
        raise _cannot_open(error) from error


def _cannot_open(error: OSError) -> GatherError:
    return GatherError("cannot_open", problem=error.strerror or str(error))


def changed_at(path: Path) -> datetime:
    """When a file was last written, which is the nearest thing to when its page was fetched."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def page_from(content: bytes, options: Options, *, fetched_at: datetime, how: How, origin: str | None) -> Gathered:
    """The page that a file or standard input holds, with the address that the saved page tells.

    Raises:
        GatherError: it is no page.

    """
    if not content.strip():
        raise GatherError("empty")
    kind = kind_of_binary(content)
    if kind is not None:
        raise GatherError("media_type", media_type=kind or "application/octet-stream")
    saved = read_saved_page(content, options.page_limit)
    outlet = outlet_for(saved.content, saved.url, options.outlet, address_is_told=True)
    return Gathered(
        content=saved.content,
        url=saved.url,
        outlet=outlet.name,
        outlet_is_claimed=outlet.is_claimed,
        fetched_at=saved.saved_at or fetched_at,
        how=how,
        media_type=saved.media_type,
        published=None,
        notes=saved.notes + outlet.notes,
        origin=origin,
    )
