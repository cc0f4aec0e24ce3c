"""The records themselves, one a line, with where, when and how each page came; ``tamani export`` reads them back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from tamani.exchange.json_out import write_lines
from tamani.exchange.stored import StoredPage
from tamani.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoryRow


class Line(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A page in the file; everything of :class:`StoredPage` but the raw bytes."""

    record: Record
    page_id: int
    version_id: int
    url: str | None = None
    outlet: str | None = None
    fetched_at: datetime | None = None
    how: str | None = None
    feed: str | None = None
    media_type: str | None = None
    judgements: int | None = None


class UnreadableLineError(Exception):
    """A line is neither a record nor a page that was exported; the cause says why."""

    def __init__(self, path: Path, number: int, problem: Exception) -> None:
        super().__init__(f"{path}, line {number}: {problem}")
        self.path, self.number, self.problem = path, number, problem


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write a line a page."""
    del stories, options
    write_lines((_line(page, tally) for page in pages), out)


def _line(page: StoredPage, tally: Tally) -> Line:
    tally.entries += 1
    return Line(**{name: getattr(page, name) for name in Line.__struct_fields__})


def read(paths: Iterable[Path]) -> Iterator[StoredPage]:
    """Pages of files that :func:`write` or ``tamani read --json`` wrote, one at a time.

    Bare records are numbered through in their order, for their ids; their ``source`` is the URL where it is one.

    Raises:
        OSError: a file cannot be opened.
        UnreadableLineError: a line is something else.
    """
    number = 0
    for path in paths:
        with path.open("rb") as file:
            for place, line in enumerate(file, 1):
                if line.strip():
                    number += 1
                    yield _page(line, number, path, place)


def _page(line: bytes, number: int, path: Path, place: int) -> StoredPage:
    try:
        if "record" in msgspec.json.decode(line, type=dict[str, msgspec.Raw]):
            kept = msgspec.json.decode(line, type=Line)
            return StoredPage(**{name: getattr(kept, name) for name in Line.__struct_fields__})
        record = Record.from_json(line)
    except msgspec.MsgspecError as problem:
        raise UnreadableLineError(path, place, problem) from problem
    return StoredPage(record, page_id=number, version_id=number, url=_url(record.source), how="records")


def _url(source: str | None) -> str | None:
    return source if source and source.startswith(("http://", "https://")) else None
