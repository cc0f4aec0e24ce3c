"""``tamani correct``: a reader's judgement on an entry, signed and kept; what was judged so far."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from tamani.command.entry_fields import entry_line, field_lines
from tamani.command.entry_names import EntryNamed, combined
from tamani.command.exit_codes import ExitCode
from tamani.command.read import Messages
from tamani.command.stores import with_store
from tamani.record import entry_name
from tamani.views.printable import one_line

if TYPE_CHECKING:
    from tamani.corpus.corrected import Correction
    from tamani.corpus.store import Store

EXAMPLES = (
    "tamani correct 12",
    "tamani correct 12 e4",
    "tamani correct 12 e4 --wrong",
    "tamani correct 12 q3 --set speaker=fatou-diop --why 'the pronoun is hers'",
    "tamani correct 12 a2 --set country=MLI",
    'tamani correct 12 quotations --add \'{"kind": "direct", …}\'',
    "tamani correct 12 --history",
    "tamani correct --withdraw 7 --why 'it was right'",
)
SHOWN = ("quotations", "events", "claims", "actors", "times", "flags")
KINDS = ("blocks", *SHOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for; ``entry`` and ``n`` are the words that name the entry."""

    page: int | None = None
    entry: EntryNamed | None = None
    n: EntryNamed | None = None
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

    @property
    def asked(self) -> list[str]:
        """The options that say what is to be done; more than one contradict each other."""
        given = {
            "--wrong": self.wrong, "--right": self.right, "--set": self.set is not None,
            "--add": self.add is not None, "--withdraw": self.withdraw is not None, "--history": self.history,
        }  # fmt: skip
        return [option for option, is_given in given.items() if is_given]


def run(request: Request) -> ExitCode:
    """Write a judgement down, or show what can be judged and what was."""
    messages = Messages(request.words, quiet=request.quiet)
    named = combined(request.entry, request.n)
    if len(request.asked) > 1:
        messages.error("one_judgement", options=", ".join(request.asked))
        return ExitCode.USAGE
    if named is None:
        messages.error("entry_unclear")
        return ExitCode.USAGE
    if request.page is None and not request.history and request.withdraw is None:
        messages.error("page_needed")
        return ExitCode.USAGE
    return with_store(request.store, messages, lambda store: _work(store, request, named, messages), create=False)


def _work(store: Store, request: Request, named: EntryNamed, messages: Messages) -> ExitCode:
    from tamani.corpus.correcting import history  # noqa: PLC0415 (SQLAlchemy is slow to import)
    from tamani.corpus.correction_values import CorrectionError  # noqa: PLC0415

    if request.history:
        for correction in history(store.engine, request.page):
            sys.stdout.write(_as_line(correction))
        return ExitCode.GOOD
    try:
        if request.asked:
            _say_made(_judge(store, request, named), request, messages)
            return ExitCode.GOOD
        return _show(store, request.page, named, messages)
    except CorrectionError as problem:
        messages.error("correction_wrong", problem=problem)
        return ExitCode.USAGE


def _judge(store: Store, request: Request, named: EntryNamed) -> Correction:
    from tamani.corpus.correcting import EntryPlace, add_entry, correct, withdraw  # noqa: PLC0415
    from tamani.corpus.correction_values import CorrectionError  # noqa: PLC0415

    who: dict[str, Any] = {"by": request.by or getpass.getuser(), "why": request.why}
    if request.withdraw is not None:
        return withdraw(store.engine, request.withdraw, **who)
    if request.page is None or named.kind is None:
        raise CorrectionError("entry_needed")
    if request.add is not None:
        return add_entry(store.engine, request.page, named.kind, _json(request.add), **who)
    if named.place is None:
        raise CorrectionError("number_of_entry_needed", page=request.page, kind=named.kind)
    place = EntryPlace(request.page, named.kind, named.place)
    if request.set is None:
        return correct(store.engine, place, "wrong" if request.wrong else "right", **who)
    field, given, value = request.set.partition("=")
    if not given:
        raise CorrectionError("set_needs_value", given=request.set)
    return correct(store.engine, place, "changed", field=field.strip(), value=_json(value), **who)


def _json(given: str) -> Any:  # noqa: ANN401 (as JSON has it)
    """A value as JSON; what is none is taken for a word."""
    try:
        return msgspec.json.decode(given)
    except msgspec.DecodeError:
        return given


def _say_made(made: Correction, request: Request, messages: Messages) -> None:
    """What was written down, with what a word was taken for where that is another word."""
    if request.set is not None and made.value is not None:
        given, kept = request.set.partition("=")[2], msgspec.json.decode(made.value)
        if isinstance(kept, str) and given not in {kept, made.value}:
            messages.notice("taken_for", field=made.field, given=given, kept=kept)
    messages.notice("corrected", id=made.id, by=made.by)


def _show(store: Store, page: int | None, named: EntryNamed, messages: Messages) -> ExitCode:
    """The entries of a page by their names, or all fields of one of them."""
    from tamani.corpus.correction_values import CorrectionError  # noqa: PLC0415

    found = None if page is None else store.page(page)
    if found is None:
        messages.error("no_such_version", page=page)
        return ExitCode.USAGE
    for kind in SHOWN if named.kind is None else (named.kind,):
        entries = getattr(found.record, kind)
        if named.place is None:
            sys.stdout.writelines(entry_line(found.record, kind, place) for place in range(len(entries)))
        elif named.place < len(entries):
            sys.stdout.writelines(field_lines(found.record, kind, named.place))
        else:
            entry = entry_name(kind, named.place)
            raise CorrectionError("no_such_number", entry=entry, kind=kind, count=len(entries))
    return ExitCode.GOOD


def _as_line(correction: Correction) -> str:
    """A judgement by the name that its entry had when it was judged; what was added had none yet."""
    entry = correction.entry if correction.judgement == "added" else entry_name(correction.entry, correction.n)
    change = "" if correction.field is None else f" {correction.field}={correction.value}"
    back = "" if correction.withdraws is None else f" {correction.withdraws}"
    what = f"#{correction.version_id} {entry} {correction.judgement}{back}{change}"
    why = f" ({correction.why})" if correction.why else ""
    return one_line(f"{correction.id} {correction.at} {correction.by}: {what}{why} “{correction.words}”") + "\n"
