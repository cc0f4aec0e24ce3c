"""``tamani export``: pages of the store, or of files of records, in the format of another tool."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tamani.command.exit_codes import ExitCode
from tamani.command.read import Messages
from tamani.exchange import FORMATS, FormatUnavailableError, Options, StoredPage, write
from tamani.exchange.options import TOOK_PLACE
from tamani.exchange.records import UnreadableLineError, read
from tamani.exchange.schemas import tables
from tamani.exchange.stored import StoryRow

if TYPE_CHECKING:
    from collections.abc import Generator

    from tamani.corpus.database import StoreError
    from tamani.exchange import Tally
    from tamani.record import EventStatus

NAMES = tuple(FORMATS)
KINDS = tuple(tables("tables"))
SEMICOLON = ";"
OF_STORIES = frozenset({"atom", "rss"})
"""Formats whose entries are stories."""
TABLES = frozenset({"csv", "parquet"})
"""Formats with a table for each kind of entry."""
TABLES_OF_STORIES = ("stories", "story_pages")
EXAMPLES = (
    "tamani export csv --out tables/ --semicolon --bom",
    "tamani export plover --out events.jsonl",
    "tamani export gdelt-events records.jsonl > events.tsv",
    "tamani export gold --out gold/",
    "tamani export rss --title 'Our desk' --out stories.rss",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for; ``words`` is the language of the messages."""

    format: str
    records: tuple[Path, ...] = ()
    store: str | None = None
    out: Path | None = None
    kind: tuple[str, ...] = ()
    status: tuple[EventStatus, ...] = ()
    semicolon: bool = False
    bom: bool = False
    utf16: bool = False
    all_pages: bool = False
    all_versions: bool = False
    title: str = "Tamani"
    words: str = "en"
    quiet: bool = False


class NeedsFolderError(Exception):
    """The format is several files, and no folder was given."""


def run(request: Request) -> ExitCode:
    """Export and say what was written and what was left out.

    Raises:
        NeedsFolderError: see there.
        OSError: the output cannot be written, or a file of records cannot be opened.
    """
    messages = Messages(request.words, quiet=request.quiet)
    if FORMATS[request.format].folder and request.out is None:
        raise NeedsFolderError
    try:
        with contextlib.closing(_pages(request)) as pages:
            tally = write(request.format, pages, _stories(request), _target(request), _options(request))
    except UnreadableLineError as problem:
        messages.error("export_unreadable", path=problem.path, line=problem.number, problem=problem.problem)
        return ExitCode.USAGE
    except FormatUnavailableError as problem:
        messages.error("format_unavailable", problem=problem)
        return ExitCode.SOMETHING_MISSING
    except _NoStoreError as problem:
        messages.error("export_no_store", problem=problem.problem)
        return ExitCode.USAGE
    _say_done(tally, request, messages)
    return ExitCode.GOOD


class _NoStoreError(Exception):
    """The store cannot be opened; ``problem`` says what to do."""

    def __init__(self, problem: StoreError) -> None:
        super().__init__(problem)
        self.problem = problem


def _pages(request: Request) -> Generator[StoredPage, None, None]:
    if request.records:
        yield from read(request.records)
        return
    from tamani.corpus.database import StoreError  # noqa: PLC0415 (SQLAlchemy is slow to import)
    from tamani.corpus.store import Store  # noqa: PLC0415

    try:
        with Store(request.store, create=False) as store:
            for kept in store.pages(all_versions=request.all_versions):
                yield StoredPage(
                    kept.record, kept.page_id, kept.version_id, kept.url, kept.outlet, kept.fetched_at, kept.how,
                    kept.feed, kept.media_type, kept.raw, kept.judgements,
                )  # fmt: skip
    except StoreError as problem:
        raise _NoStoreError(problem) from problem


def _stories(request: Request) -> list[StoryRow]:
    """The stories of the store, for the formats that tell them; files of records have none."""
    if request.records or not _tells_stories(request):
        return []
    from tamani.corpus.database import StoreError  # noqa: PLC0415
    from tamani.corpus.moments import as_moment  # noqa: PLC0415
    from tamani.corpus.store import Store  # noqa: PLC0415
    from tamani.corpus.stories.listing import stories  # noqa: PLC0415

    try:
        with Store(request.store, create=False) as store:
            found = stories(store.engine)
    except StoreError as problem:
        raise _NoStoreError(problem) from problem
    return [
        StoryRow(
            story.id, story.title or "", as_moment(story.first_seen), [page.page for page in story.pages],
            [reason for page in story.pages for reason in page.reasons],
        )
        for story in found
    ]  # fmt: skip


def _tells_stories(request: Request) -> bool:
    wants = _options(request).wants
    return request.format in OF_STORIES or (request.format in TABLES and any(map(wants, TABLES_OF_STORIES)))


def _target(request: Request) -> Path | BinaryIO:
    return request.out if request.out is not None else sys.stdout.buffer


def _options(request: Request) -> Options:
    return Options(
        statuses=frozenset(request.status) or TOOK_PLACE,
        kinds=frozenset(request.kind) or None,
        delimiter=SEMICOLON if request.semicolon else ",",
        bom=request.bom,
        utf16=request.utf16,
        all_pages=request.all_pages,
        title=request.title,
    )


def _say_done(tally: Tally, request: Request, messages: Messages) -> None:
    for code, count in sorted(tally.left_out.items()):
        if count:
            messages.notice(f"left_out_{code}", count=count)
    messages.notice("exported", pages=tally.pages, entries=tally.entries)
    if request.out is not None:
        messages.notice("written", path=request.out)
