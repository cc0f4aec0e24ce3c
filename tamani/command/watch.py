"""``tamani watch``: feeds, sitemaps and pages visited again and again, what is new added to the store."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from tamani.command.add import say_results, told
from tamani.command.exit_codes import ExitCode
from tamani.command.gather_options import gathering_options
from tamani.command.interruption import Interruption
from tamani.command.read import Messages
from tamani.command.stores import with_store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.corpus.reads import PageReader, StoreReader
    from tamani.corpus.store import Store
    from tamani.gather import Options, State

REMEMBERED = "watch"
"""The name that the store keeps the state of feeds under."""
EXAMPLES = (
    "tamani watch https://example.org/feed.xml",
    "tamani watch --every 30 --contact desk@example.org feeds.opml",
    "tamani watch --once --since 2025-04-01 https://example.org/sitemap-news.xml",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for; ``gathering`` holds the options of gathering by their names."""

    sources: tuple[str, ...]
    store: str | None = None
    every: float = 15.0
    once: bool = False
    words: str = "en"
    quiet: bool = False
    gathering: dict[str, Any] = field(default_factory=dict)


def run(request: Request) -> ExitCode:
    """Visit the sources, once or until interrupted, and say after each round what came of it."""
    messages = Messages(request.words, quiet=request.quiet)
    if not any(map(_is_there, request.sources)):
        for source in request.sources:
            messages.problem(source, "no_such_source")
        return ExitCode.USAGE
    try:
        return with_store(request.store, messages, lambda store: _rounds(request, store, messages), create=True)
    except KeyboardInterrupt as end:
        raise Interruption("interrupted_kept") from end


def _is_there(source: str) -> bool:
    """Whether there is anything to visit: an address, or what exists on the disk."""
    from tamani.gather.addresses import is_web_address  # noqa: PLC0415 (takes what gathers)
    from tamani.gather.files import path_of  # noqa: PLC0415
    from tamani.gather.gathering import STANDARD_INPUT  # noqa: PLC0415

    return source == STANDARD_INPUT or is_web_address(source) or path_of(source).exists()


def _rounds(request: Request, store: Store, messages: Messages) -> ExitCode:
    from tamani.corpus.corpus_reader import CorpusReader  # noqa: PLC0415 (takes spaCy, which takes a second)

    options = gathering_options(dict(request.gathering), _remembered(store))
    reader = CorpusReader(store.engine)
    while True:
        began = time.monotonic()
        results = one_round(request.sources, options, store, reader, messages)
        say_results(results, messages)
        if request.once:
            return ExitCode.SOME_PAGES_FAILED if results["missed"] else ExitCode.GOOD
        time.sleep(max(0.0, began + request.every * 60 - time.monotonic()))


def one_round(
    sources: Iterable[str], options: Options, store: Store, reader: PageReader | StoreReader, messages: Messages
) -> Counter[str]:
    """Visit each source once; how many pages were new, known, and so on.

    What is known of feeds is kept only at the end of the round, when all that they led to is safe in the store: a
    round that is broken off is simply made again.
    """
    from tamani.gather import gather  # noqa: PLC0415 (takes lxml and more)

    results: Counter[str] = Counter()
    with contextlib.closing(told(gather(list(sources), options), messages)) as found:
        for added in store.add(found, reader):
            results[added.result] += 1
            results["copies"] += added.copy_of is not None
    store.remember(REMEMBERED, options.state.to_json().decode())
    return results


def _remembered(store: Store) -> State:
    """What is known of feeds; nothing where it was written by another version that kept it otherwise."""
    from tamani.gather import State  # noqa: PLC0415

    kept = store.recall(REMEMBERED)
    try:
        return State.from_json(kept) if kept is not None else State()
    except msgspec.DecodeError:
        return State()
