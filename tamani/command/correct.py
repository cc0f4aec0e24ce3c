"""``tamani correct``: a reader's judgement on an entry, signed and kept; what was judged so far."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from tamani.command.exit_codes import ExitCode
from tamani.command.read import Messages
from tamani.command.stores import with_store
from tamani.views.printable import one_line

if TYPE_CHECKING:
    from tamani.corpus.corrected import Correction
    from tamani.corpus.store import Store
    from tamani.record import Record

EXAMPLES = (
    "tamani correct 12",
    "tamani correct 12 quotations 3 --set speaker=fatou-diop --why 'the pronoun is hers'",
    "tamani correct 12 events 0 --wrong",
    'tamani correct 12 quotations --add \'{"kind": "direct", …}\'',
    "tamani correct 12 --history",
    "tamani correct --withdraw 7 --why 'it was right'",
)
SHOWN = ("quotations", "events", "claims", "actors", "times", "flags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for."""

    page: int | None = None
    entry: str | None = None
    n: int | None = None
    wrong: bool = False
    right: bool = False
    set: str | None = None
    add: str | None = None
    withdraw: int | None = None
    history: bool = False
    why: str | None = None
    by: str | None = None
    store: str | None = None
    words: str = "en"
    quiet: bool = False


def run(request: Request) -> ExitCode:
    """Write a judgement down, or show what can be judged and what was."""
    messages = Messages(request.words, quiet=request.quiet)
    return with_store(request.store, messages, lambda store: _work(store, request, messages), create=False)


def _work(store: Store, request: Request, messages: Messages) -> ExitCode:
    from tamani.corpus.corrected import CorrectionError  # noqa: PLC0415 (SQLAlchemy is slow to import)
    from tamani.corpus.correcting import history  # noqa: PLC0415

    if request.history:
        for correction in history(store.engine, request.page):
            sys.stdout.write(_as_line(correction))
        return ExitCode.GOOD
    try:
        if _judges(request):
            made = _judge(store, request)
            messages.notice("corrected", id=made.id, by=made.by)
            return ExitCode.GOOD
        return _show(store, request, messages)
    except CorrectionError as problem:
        messages.error("correction_wrong", problem=problem)
        return ExitCode.USAGE


def _judges(request: Request) -> bool:
    return request.wrong or request.right or any((request.set, request.add, request.withdraw))


def _judge(store: Store, request: Request) -> Correction:
    from tamani.corpus.corrected import CorrectionError  # noqa: PLC0415
    from tamani.corpus.correcting import EntryPlace, add_entry, correct, withdraw  # noqa: PLC0415

    who: dict[str, Any] = {"by": request.by or getpass.getuser(), "why": request.why}
    if request.withdraw is not None:
        return withdraw(store.engine, request.withdraw, **who)
    if request.page is None or request.entry is None:
        raise CorrectionError("Name the page and the kind of entry: tamani correct PAGE ENTRY NUMBER.")
    if request.add is not None:
        return add_entry(store.engine, request.page, request.entry, _json(request.add), **who)
    if request.n is None:
        raise CorrectionError("Name the entry by its number; “tamani correct PAGE” shows them.")
    place = EntryPlace(request.page, request.entry, request.n)
    if request.set is None:
        return correct(store.engine, place, "wrong" if request.wrong else "right", **who)
    field, _, value = request.set.partition("=")
    return correct(store.engine, place, "changed", field=field, value=_json(value), **who)


def _json(given: str) -> Any:  # noqa: ANN401 (as JSON has it)
    """A value as JSON; what is none is taken for a word."""
    try:
        return msgspec.json.decode(given)
    except msgspec.DecodeError:
        return given


def _show(store: Store, request: Request, messages: Messages) -> ExitCode:
    """The entries of a page with their numbers."""
    page = None if request.page is None else store.page(request.page)
    if page is None:
        messages.error("no_such_version", page=request.page)
        return ExitCode.USAGE
    for kind in (request.entry,) if request.entry in SHOWN else SHOWN:
        for number, entry in enumerate(getattr(page.record, kind)):
            sys.stdout.write(f"{kind} {number}\t{one_line(_described(page.record, entry))}\n")
    return ExitCode.GOOD


def _described(record: Record, entry: Any) -> str:  # noqa: ANN401 (any kind of entry)
    """What an entry is, and its words; for an actor its id and name."""
    if hasattr(entry, "mentions") and hasattr(entry, "name"):
        return f"{entry.id}\t{entry.name}"
    names = (getattr(entry, name, None) for name in ("type", "kind", "value", "speaker"))
    about = " ".join(filter(None, names))
    return f"{about}\t{record.text[entry.start : entry.end]}"


def _as_line(correction: Correction) -> str:
    change = "" if correction.field is None else f" {correction.field}={correction.value}"
    back = "" if correction.withdraws is None else f" {correction.withdraws}"
    what = f"#{correction.version_id} {correction.entry} {correction.n} {correction.judgement}{back}{change}"
    why = f" ({correction.why})" if correction.why else ""
    return one_line(f"{correction.id} {correction.at} {correction.by}: {what}{why} “{correction.words}”") + "\n"
