"""``tamani add``: pages from wherever they are into the store."""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tamani.command.exit_codes import ExitCode
from tamani.command.gather_options import gathering_options
from tamani.command.interruption import Interruption
from tamani.command.left_out import say_left_out
from tamani.command.read import Messages
from tamani.command.stores import with_progress, with_store
from tamani.command.stories import join_all
from tamani.words import reason_words

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from tamani.corpus.adding import Added
    from tamani.corpus.store import Store
    from tamani.gather import Gathered, Missed

EXAMPLES = (
    "tamani add page.html pages/",
    "tamani add crawl.warc.gz articles.jsonl",
    "tamani add --since 2025-04-01 https://example.org/feed.xml",
    "tamani add --store press.db --outlet Fraternité pages/",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for; ``gathering`` holds the options of gathering by their names."""

    sources: tuple[str, ...]
    store: str | None = None
    language: str = "auto"
    time_limit: float | None = 30.0
    processes: int | None = None
    words: str = "en"
    quiet: bool = False
    gathering: dict[str, Any] = field(default_factory=dict)


def run(request: Request) -> ExitCode:
    """Add the pages and say what became of them."""
    messages = Messages(request.words, quiet=request.quiet)
    return with_store(request.store, messages, lambda store: _add(store, request, messages), create=True)


def _add(store: Store, request: Request, messages: Messages) -> ExitCode:
    from tamani.gather import gather  # noqa: PLC0415 (takes lxml and more)

    _say_files_left_out(request, messages)
    gathered = gather(list(request.sources), gathering_options(dict(request.gathering)))
    with contextlib.closing(told(gathered, messages)) as found:
        results, good = add_all(
            store, found, messages,
            language=request.language, time_limit=request.time_limit, processes=request.processes,
        )  # fmt: skip
    say_results(results, messages)
    return ExitCode.GOOD if good else ExitCode.SOME_PAGES_FAILED


def _say_files_left_out(request: Request, messages: Messages) -> None:
    from tamani.gather.addresses import is_web_address  # noqa: PLC0415
    from tamani.gather.files import SUFFIXES, left_out_below, path_of  # noqa: PLC0415

    for source in request.sources:
        folder = None if is_web_address(source) else path_of(source)
        if folder is not None and folder.is_dir():
            say_left_out(source, left_out_below(folder), SUFFIXES, messages)


def told(
    found: Generator[Gathered | Missed, None, None], messages: Messages
) -> Generator[Gathered | Missed, None, None]:
    """The same, with what could not be had said at once, and how many texts came from feeds at the end."""
    from tamani.gather import Missed  # noqa: PLC0415

    from_feeds = 0
    with contextlib.closing(found):
        for one in found:
            if isinstance(one, Missed):
                messages.problem(one.url_or_path, "not_had", why=reason_words(one.why, messages.language))
            else:
                from_feeds += one.how == "feed_text"
            yield one
    if from_feeds:
        messages.notice("from_feeds", count=from_feeds)


def add_all(
    store: Store,
    found: Iterable[Gathered | Missed],
    messages: Messages,
    *,
    language: str = "auto",
    time_limit: float | None = 30.0,
    processes: int | None = None,
) -> tuple[Counter[str], bool]:
    """Add pages with the reader that knows the store; what became of them, and whether all went well.

    ``processes`` read at once where many pages are at hand; None: as many as the machine has cores for.

    Interrupted, it says what is safe already; the same command goes on from there.
    """
    results: Counter[str] = Counter()
    good = True
    try:
        with contextlib.closing(_reading(store, found, language, time_limit, processes)) as reading:
            for added in with_progress(reading, messages, "adding"):
                results[added.result] += 1
                results["copies"] += added.copy_of is not None
                good = good and not added.failures and added.result != "missed"
                _say_failures(added, messages)
        join_all(store, messages)
    except KeyboardInterrupt as end:
        say_results(results, messages)
        raise Interruption("interrupted_kept") from end
    return results, good


def _reading(
    store: Store, found: Iterable[Gathered | Missed], language: str, time_limit: float | None, processes: int | None
) -> Generator[Added, None, None]:
    """What becomes of each page: many pages that are at hand are read by several processes, others by this one."""
    from tamani.corpus.adding import a_few  # noqa: PLC0415
    from tamani.corpus.corpus_reader import CorpusReader  # noqa: PLC0415 (takes spaCy, which takes a second)
    from tamani.corpus.parallel_reader import (  # noqa: PLC0415
        AT_ONCE,
        WORTH_WHILE,
        ParallelReader,
        processes_of_this_machine,
    )

    arrivals = iter(found)
    first = a_few(arrivals, WORTH_WHILE)
    together = itertools.chain(first, arrivals)
    several = processes_of_this_machine() if processes is None else processes
    if several > 1 and len(first) == WORTH_WHILE:
        with ParallelReader(store.place, language, time_limit=time_limit, processes=several) as reader:
            yield from store.add(together, reader, batch=AT_ONCE)
    else:
        yield from store.add(together, CorpusReader(store.engine, language, time_limit=time_limit))


def _say_failures(added: Added, messages: Messages) -> None:
    for failure in added.failures:
        messages.problem(added.source, "not_fully_read", why=reason_words(failure.why, messages.language))


def say_results(results: Counter[str], messages: Messages) -> None:
    """One line on what became of all pages."""
    names = ("new", "version", "known", "resumed", "missed", "copies")
    messages.notice("added", **{name: results[name] for name in names})
