"""What the commands that use the store share: opening it, and showing how far a long piece of work is."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from tamani.command.exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tamani.command.read import Messages
    from tamani.corpus.store import Store

Item = TypeVar("Item")


def with_store(place: str | None, messages: Messages, work: Callable[[Store], ExitCode], *, create: bool) -> ExitCode:
    """Open the store and work with it; what keeps the store from working is said in words.

    ``create`` is said by commands that add: a store that may only be read is nothing to them.
    """
    try:
        from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 (SQLAlchemy is slow to import)

        from tamani.corpus.database import StoreError  # noqa: PLC0415
        from tamani.corpus.store import Store  # noqa: PLC0415
    except ImportError as problem:
        messages.error("something_missing", problem=problem)
        return ExitCode.SOMETHING_MISSING
    try:
        with Store(place, create=create) as store:
            if create:
                store.check_writable()
            return work(store)
    except StoreError as problem:
        messages.error("store_unusable", problem=problem)
        return ExitCode.USAGE
    except DBAPIError as problem:
        messages.error("store_failed", problem=problem.orig)
        return ExitCode.OUTPUT_FAILED


def with_progress(items: Iterable[Item], messages: Messages, label: str, total: int | None = None) -> Iterator[Item]:
    """The same items, with a line on the terminal that tells how many there were so far."""
    if messages.quiet or not sys.stderr.isatty():
        yield from items
        return
    with _bar(messages.words(label), total) as advance:
        for item in items:
            yield item
            advance(1)


@contextmanager
def telling(
    messages: Messages, label: str, count: Callable[[], int] | None = None
) -> Iterator[Callable[[int], None] | None]:
    """Something to be told how much is done, which shows it on the terminal; None where there is nobody to see it.

    ``count`` finds out how much there is, where that is known.
    """
    if messages.quiet or not sys.stderr.isatty():
        yield None
        return
    done = 0
    with _bar(messages.words(label), None if count is None else count()) as advance:

        def tell(now: int) -> None:
            nonlocal done
            advance(now - done)
            done = now

        yield tell


@contextmanager
def _bar(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    from rich.console import Console  # noqa: PLC0415 (rich is slow to import)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda steps: progress.advance(task, steps)
