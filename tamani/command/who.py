"""``tamani who``: who somebody is on all pages, and what readers merged, split and told apart."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from tamani.command.exit_codes import ExitCode
from tamani.command.read import Messages
from tamani.command.stores import with_progress, with_store
from tamani.command.stories import join_all

if TYPE_CHECKING:
    from tamani.corpus.people.decisions import EntityJudgement
    from tamani.corpus.store import Store

EXAMPLES = (
    "tamani who Goita",
    "tamani who Sergei Lavrov --since 2026-02-01 --until 2026-02-28",
    "tamani who MLI --json > mali.json",
    "tamani who 12 -n 50",
    "tamani who merge 12 15 --by Awa --why 'the same minister, the page misspells him'",
    "tamani who split 12 301 302 --by Awa",
    "tamani who reject 12 15 --by Awa",
    "tamani who withdraw 1 --by Awa",
    "tamani who history",
)
ACTIONS = ("merge", "split", "reject", "withdraw", "history", "anew")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for; ``name`` is a name, a number, or an action with its numbers."""

    name: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    limit: int = 10
    why: str | None = None
    by: str | None = None
    json: bool = False
    color: bool = True
    store: str | None = None
    words: str = "en"
    quiet: bool = False


def run(request: Request) -> ExitCode:
    """Show somebody, or write a judgement down; 1 where no page names such a one."""
    messages = Messages(request.words, quiet=request.quiet)
    for day in filter(None, (request.since, request.until)):
        try:
            _day(day)
        except ValueError:
            messages.error("not_a_date", given=repr(day))
            return ExitCode.USAGE
    return with_store(request.store, messages, lambda store: _work(store, request, messages), create=False)


def resolve_all(store: Store, messages: Messages, *, anew: bool = False) -> None:
    """Make out who is who on the pages that were not looked at, with the stories that they are in."""
    from tamani.corpus.people.resolving import are_waiting, resolve_anew, resolve_waiting  # noqa: PLC0415 (takes SQLAlchemy)

    join_all(store, messages)
    if store.is_read_only and not anew:
        if are_waiting(store.engine):
            messages.notice("pages_wait_read_only")
        return
    resolved = (resolve_anew if anew else resolve_waiting)(store.engine)
    for _ in with_progress(resolved, messages, "resolving"):
        pass


def _work(store: Store, request: Request, messages: Messages) -> ExitCode:
    from tamani.corpus.people.judging import EntityError, history  # noqa: PLC0415

    action = request.name[0] if request.name[0] in ACTIONS else None
    if action == "history":
        for judgement in history(store.engine):
            sys.stdout.write(_judgement_line(judgement))
        return ExitCode.GOOD
    resolve_all(store, messages, anew=action == "anew")
    if action == "anew":
        return ExitCode.GOOD
    if action is None:
        return _show(store, request, messages)
    try:
        made = _judge(store, request, action)
    except EntityError as problem:
        messages.error("correction_wrong", problem=problem)
        return ExitCode.USAGE
    messages.notice("who_judged", id=made.id, by=made.by, entity=made.to_id)
    return ExitCode.GOOD


def _judge(store: Store, request: Request, action: str) -> EntityJudgement:
    from tamani.corpus.people import judging  # noqa: PLC0415

    who: dict[str, Any] = {"by": request.by or getpass.getuser(), "why": request.why}
    numbers = [int(word.lstrip("#")) for word in request.name[1:] if word.lstrip("#").isdecimal()]
    if len(numbers) != len(request.name) - 1 or any(number >= 2**31 for number in numbers):
        raise judging.EntityError("entity_numbers_needed", action=action)
    if action == "split":
        if len(numbers) < 2:
            raise judging.EntityError("entity_split_needs")
        return judging.split(store.engine, numbers[0], numbers[1:], **who)
    if action == "withdraw":
        if len(numbers) != 1:
            raise judging.EntityError("entity_withdraw_needs")
        return judging.withdraw(store.engine, numbers[0], **who)
    if len(numbers) != 2:
        raise judging.EntityError("entity_two_needed", action=action)
    judge = judging.merge if action == "merge" else judging.reject
    return judge(store.engine, numbers[0], numbers[1], **who)


def _show(store: Store, request: Request, messages: Messages) -> ExitCode:
    from tamani.command.who_showing import WhoView  # noqa: PLC0415 (rich is slow to import)
    from tamani.corpus.people.card import card, who  # noqa: PLC0415
    from tamani.corpus.people.period import Period  # noqa: PLC0415

    period = Period(_day(request.since), _day(request.until))
    name = " ".join(request.name)
    found = who(store.engine, name)
    if not found:
        messages.error("who_nobody", name=name)
        return ExitCode.SOME_PAGES_FAILED
    view = WhoView(request.words, color=request.color)
    if len(found) > 1:
        if request.json:
            sys.stdout.write("".join(msgspec.json.encode(one).decode() + "\n" for one in found))
        else:
            view.several(found)
        messages.notice("who_several", count=len(found), name=name, id=found[0].id)
        return ExitCode.GOOD
    shown = card(store.engine, found[0].id, period, None if request.json else request.limit)
    if shown is None:
        messages.error("who_nobody", name=name)
        return ExitCode.SOME_PAGES_FAILED
    if request.json:
        sys.stdout.write(msgspec.json.encode(shown).decode() + "\n")
    else:
        view.card(shown)
    return ExitCode.GOOD


def _day(given: str | None) -> date | None:
    return None if given is None else date.fromisoformat(given.strip())


def _judgement_line(row: EntityJudgement) -> str:
    from tamani.views.printable import one_line  # noqa: PLC0415

    back = "" if row.withdraws is None else f" {row.withdraws}"
    pages = "".join(f" #{version}" for version in sorted({mention.version for mention in row.moved}))
    why = f" ({row.why})" if row.why else ""
    sign = "≠" if row.judgement == "rejected" else "→"
    return (
        one_line(f"{row.id} {row.at} {row.by}: {row.judgement}{back} {row.from_id} {sign} {row.to_id}{pages}{why}")
        + "\n"
    )
