"""``tamani failures``: what could not be fetched or read, and another try."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from tamani.command.exit_codes import ExitCode
from tamani.command.read import Messages
from tamani.command.stores import with_progress, with_store
from tamani.views.printable import one_line
from tamani.words import reason_words

if TYPE_CHECKING:
    from tamani.corpus.failing import StoredFailure
    from tamani.corpus.store import Store

EXAMPLES = ("tamani failures", "tamani failures --retry", "tamani failures --json > failures.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for."""

    store: str | None = None
    retry: bool = False
    json: bool = False
    words: str = "en"
    quiet: bool = False


def run(request: Request) -> ExitCode:
    """List what is in trouble, after another try where one is asked for."""
    messages = Messages(request.words, quiet=request.quiet)
    return with_store(request.store, messages, lambda store: _work(store, request, messages), create=False)


def _work(store: Store, request: Request, messages: Messages) -> ExitCode:
    if request.retry:
        _retry(store, messages)
    failures = store.failures()
    for failure in failures:
        sys.stdout.write(_as_json(failure) if request.json else _as_line(failure, messages))
    messages.notice("failures_open", count=len(failures))
    return ExitCode.SOME_PAGES_FAILED if failures else ExitCode.GOOD


def _retry(store: Store, messages: Messages) -> None:
    """Fetch again what never came, read again what could not be read."""
    from tamani.command.add import add_all, say_results  # noqa: PLC0415
    from tamani.corpus.corpus_reader import CorpusReader  # noqa: PLC0415 (takes spaCy)
    from tamani.corpus.rereading import reread  # noqa: PLC0415
    from tamani.gather import gather  # noqa: PLC0415

    failures = store.failures()
    places = sorted({failure.place for failure in failures if failure.version_id is None})
    versions = sorted({failure.version_id for failure in failures if failure.version_id is not None})
    results: Counter[str] = Counter()
    if places:
        results, _ = add_all(store, gather(places), messages)
    if versions:
        again = reread(store.engine, CorpusReader(store.engine), versions)
        results["resumed"] += sum(1 for _ in with_progress(again, messages, "rereading", len(versions)))
    say_results(results, messages)


def _as_line(failure: StoredFailure, messages: Messages) -> str:
    why = reason_words(failure.why, messages.language)
    line = messages.words("failure", place=_place(failure), why=why, times=failure.times, at=failure.last_at)
    return one_line(line) + "\n"


def _place(failure: StoredFailure) -> str:
    """What a page is found by; one without an address is filed under its bytes, which lead nobody to it."""
    from tamani.gather.addresses import is_web_address  # noqa: PLC0415 (takes what gathers)

    if failure.origin is None or is_web_address(failure.place):
        return failure.place
    return f"{failure.origin} #{failure.version_id}"


def _as_json(failure: StoredFailure) -> str:
    return msgspec.json.encode(failure).decode() + "\n"
