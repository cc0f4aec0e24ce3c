"""``tamani dump`` and ``tamani restore``: the whole store into one file, and a store out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.command.exit_codes import ExitCode
from tamani.command.read import Messages
from tamani.command.stores import telling, with_store

if TYPE_CHECKING:
    from pathlib import Path

    from tamani.corpus.store import Store

DUMP_EXAMPLES = (
    "tamani dump press.jsonl.gz",
    "tamani dump --store postgresql://tamani@db/press --replace /backup/press.jsonl.gz",
)
RESTORE_EXAMPLES = (
    "tamani restore press.jsonl.gz --store press.db",
    "tamani restore press.jsonl.gz --store postgresql://tamani@db/press",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for."""

    file: Path
    replace: bool = False
    store: str | None = None
    words: str = "en"
    quiet: bool = False


def run_dump(request: Request) -> ExitCode:
    """Write the store into the file."""
    messages = Messages(request.words, quiet=request.quiet)
    return with_store(request.store, messages, lambda store: _dump(store, request, messages), create=False)


def _dump(store: Store, request: Request, messages: Messages) -> ExitCode:
    from tamani.corpus.dumping import dump, row_count  # noqa: PLC0415 (SQLAlchemy is slow to import)

    try:
        with telling(messages, "dumping", lambda: row_count(store.engine)) as tell:
            count = dump(store.engine, request.file, replace=request.replace, tell=tell)
    except OSError as problem:
        messages.error("file_failed", path=request.file, problem=problem.strerror or problem)
        return ExitCode.OUTPUT_FAILED
    messages.notice("dumped", count=count, path=request.file)
    return ExitCode.GOOD


def run_restore(request: Request) -> ExitCode:
    """Fill the store from the file."""
    messages = Messages(request.words, quiet=request.quiet)
    try:
        from sqlalchemy.exc import DBAPIError  # noqa: PLC0415

        from tamani.corpus.database import StoreError, default_store  # noqa: PLC0415
        from tamani.corpus.restoring import restore_to  # noqa: PLC0415
    except ImportError as problem:
        messages.error("something_missing", problem=problem)
        return ExitCode.SOMETHING_MISSING
    place = request.store or default_store()
    try:
        with telling(messages, "restoring") as tell:
            count = restore_to(place, request.file, replace=request.replace, tell=tell)
    except StoreError as problem:
        messages.error("store_unusable", problem=problem)
        return ExitCode.USAGE
    except OSError as problem:
        messages.error("file_failed", path=request.file, problem=problem.strerror or problem)
        return ExitCode.OUTPUT_FAILED
    except DBAPIError as problem:
        messages.error("store_failed", problem=problem.orig)
        return ExitCode.OUTPUT_FAILED
    messages.notice("restored", count=count, path=request.file, store=place)
    return ExitCode.GOOD
