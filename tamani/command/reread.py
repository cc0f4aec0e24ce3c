"""``tamani reread``: the whole store read again after an upgrade, and what that changed."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from tamani.command.exit_codes import ExitCode
from tamani.command.interruption import Interruption
from tamani.command.read import Messages
from tamani.command.stores import with_progress, with_store
from tamani.views.printable import one_line

if TYPE_CHECKING:
    from tamani.corpus.rereading import Reread
    from tamani.corpus.store import Store

EXAMPLES = ("tamani reread", "tamani reread --json > changes.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for."""

    store: str | None = None
    json: bool = False
    words: str = "en"
    quiet: bool = False


def run(request: Request) -> ExitCode:
    """Read all pages again; print each page that reads otherwise now, and the sum."""
    messages = Messages(request.words, quiet=request.quiet)
    try:
        return with_store(request.store, messages, lambda store: _work(store, request, messages), create=False)
    except KeyboardInterrupt as end:
        raise Interruption("interrupted_kept") from end


def _work(store: Store, request: Request, messages: Messages) -> ExitCode:
    from tamani.corpus.corpus_reader import CorpusReader  # noqa: PLC0415 (takes spaCy)
    from tamani.corpus.rereading import reread  # noqa: PLC0415

    reader = CorpusReader(store.engine)
    done, changed = 0, 0
    total = store.counts()["records"]
    for page in with_progress(reread(store.engine, reader), messages, "rereading", total):
        done += 1
        if page.changed:
            changed += 1
            sys.stdout.write(_as_json(page) if request.json else _as_line(page))
    messages.notice("reread", count=done, changed=changed, parsed=reader.parsed)
    return ExitCode.GOOD


def _as_line(page: Reread) -> str:
    kinds = sorted({*page.more, *page.fewer, *page.other})
    counts = [f"{kind} " + " ".join(f"{sign}{n[kind]}" for sign, n in _signed(page) if n[kind]) for kind in kinds]
    return one_line(f"{page.source}: {', '.join(counts)}") + "\n"


def _signed(page: Reread) -> tuple[tuple[str, Counter[str]], ...]:
    return ("+", page.more), ("-", page.fewer), ("~", page.other)


def _as_json(page: Reread) -> str:
    return msgspec.json.encode(page).decode() + "\n"
