"""``tamani search``: pages by their words and by what is in them."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from tamani.command.exit_codes import ExitCode
from tamani.command.read import Messages
from tamani.command.stores import with_store
from tamani.command.whence import day_of, place_of
from tamani.views.printable import one_line

if TYPE_CHECKING:
    from tamani.corpus.queries import Query
    from tamani.corpus.searching import Hit, Results
    from tamani.corpus.store import Store

EXAMPLES = (
    "tamani search élection présidentielle",
    "tamani search '\"force conjointe\" -sanctions' --since 2025-01-01",
    "tamani search --speaker Diop --country MLI",
    "tamani search --event ACCUSE --status alleged --save accusations",
    "tamani search --saved accusations",
)
MARKERS = "\ue000", "\ue001"
"""Characters of no meaning, which stand around the found words until these have their colour."""
_MARKERS = re.compile("[\ue000\ue001]")
FILTERS = ("speaker", "actor", "country", "event", "status", "since", "until", "outlet", "language", "story")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for; ``filters`` are those of a query, by their names."""

    text: tuple[str, ...] = ()
    filters: dict[str, Any] = field(default_factory=dict)
    order: str = "best"
    limit: int = 20
    offset: int = 0
    save: str | None = None
    saved: str | None = None
    list_saved: bool = False
    json: bool = False
    color: bool = True
    store: str | None = None
    words: str = "en"
    quiet: bool = False


def run(request: Request) -> ExitCode:
    """Search and print what was found; 1 where nothing was."""
    messages = Messages(request.words, quiet=request.quiet)
    return with_store(request.store, messages, lambda store: _work(store, request, messages), create=False)


def _work(store: Store, request: Request, messages: Messages) -> ExitCode:
    from tamani.corpus.queries import QueryError  # noqa: PLC0415
    from tamani.corpus.searching import save_search, saved_searches, search  # noqa: PLC0415

    if request.list_saved:
        for name, kept in saved_searches(store.engine).items():
            sys.stdout.write(f"{name}\t{msgspec.json.encode(kept).decode()}\n")
        return ExitCode.GOOD
    try:
        query = _query(store, request)
        if request.save is not None:
            save_search(store.engine, request.save, query)
        results = search(store.engine, query, limit=request.limit, offset=request.offset)
    except QueryError as problem:
        messages.error("query_wrong", problem=problem)
        return ExitCode.USAGE
    _print(results, query, request, messages)
    return ExitCode.GOOD if results.total else ExitCode.SOME_PAGES_FAILED


def _query(store: Store, request: Request) -> Query:
    from tamani.corpus.queries import Query  # noqa: PLC0415
    from tamani.corpus.searching import saved_search  # noqa: PLC0415

    given = {name: value for name, value in request.filters.items() if value is not None}
    if request.text:
        given["text"] = " ".join(request.text)
    if request.saved is not None:
        return msgspec.structs.replace(saved_search(store.engine, request.saved), **given)
    return msgspec.convert({**given, "order": request.order}, Query)


def _print(results: Results, query: Query, request: Request, messages: Messages) -> None:
    if request.json:
        for hit in results.hits:
            sys.stdout.write(msgspec.json.encode(hit).decode() + "\n")
    else:
        from rich.console import Console  # noqa: PLC0415 (rich is slow to import)

        screen = Console(markup=False, emoji=False, highlight=False, no_color=None if request.color else True)
        for hit in results.hits:
            _print_hit(screen, hit, messages.language)
    _say_how_many(results, query, request, messages)
    if results.undated:
        messages.notice("found_undated", count=results.undated)


def _say_how_many(results: Results, query: Query, request: Request, messages: Messages) -> None:
    """How much was found, and what is shown of it; of nothing, that all words were asked for."""
    if not results.total:
        several = sum(not term.excluded for term in query.terms()) > 1
        messages.notice("found_none_with_all" if several else "found_none", text=query.text)
    elif not results.hits:
        messages.notice("found_beyond", total=results.total)
    elif results.total == 1:
        messages.notice("found_one", total=results.total)
    else:
        first, last = request.offset + 1, request.offset + len(results.hits)
        messages.notice("found_more" if results.more else "found", total=results.total, first=first, last=last)


def _print_hit(screen: Any, hit: Hit, language: str) -> None:  # noqa: ANN401 (rich's console)
    from rich.text import Text  # noqa: PLC0415

    place = place_of(hit.url, hit.origin)
    title = one_line(hit.headline or place or f"#{hit.version_id}")
    day = day_of(hit.published, hit.fetched_at, language)
    about = " · ".join(filter(None, (hit.outlet, day, place, f"#{hit.version_id}")))
    screen.print(Text(title, style="bold"))
    screen.print(Text(one_line(about), style="dim"), soft_wrap=True)
    screen.print(_passage(hit, marks_as_signs=not screen.is_terminal), soft_wrap=True)
    screen.print()


def _passage(hit: Hit, *, marks_as_signs: bool) -> Any:  # noqa: ANN401 (rich's text)
    """The passage with the found words in colour, or between brackets where there are no colours."""
    from rich.text import Text  # noqa: PLC0415

    if marks_as_signs:
        return Text(one_line(hit.snippet.marked("[", "]")))
    pieces = _MARKERS.split(one_line(hit.snippet.marked(*MARKERS)))
    return Text.assemble(*((piece, "bold yellow" if place % 2 else "") for place, piece in enumerate(pieces)))
