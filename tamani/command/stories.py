"""``tamani stories``: pages on one event, and what readers merged or split."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from tamani.command.exit_codes import ExitCode
from tamani.command.read import Messages
from tamani.command.stores import with_progress, with_store
from tamani.command.whence import day_of
from tamani.views.printable import one_line
from tamani.words import reason_words

if TYPE_CHECKING:
    from pathlib import Path

    from tamani.corpus.store import Store
    from tamani.corpus.stories.judging import StoryJudgement
    from tamani.corpus.stories.listing import ListedStory, StoryPage

EXAMPLES = (
    "tamani stories --since 2026-02-01",
    "tamani stories --json > stories.jsonl",
    "tamani stories show 12",
    "tamani stories show 12 --html story.html",
    "tamani stories merge 12 15 --by Awa",
    "tamani stories split 12 301 302 --by Awa --why 'another attack'",
    "tamani stories withdraw 1 --by Awa",
)
ACTIONS = ("show", "merge", "split", "withdraw", "history")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for; ``numbers`` are stories, pages or a judgement, as the action wants them."""

    action: str | None = None
    numbers: tuple[int, ...] = ()
    since: str | None = None
    why: str | None = None
    by: str | None = None
    json: bool = False
    html: Path | None = None
    color: bool = True
    store: str | None = None
    words: str = "en"
    quiet: bool = False


def run(request: Request) -> ExitCode:
    """List the stories, or write a judgement down."""
    messages = Messages(request.words, quiet=request.quiet)
    return with_store(request.store, messages, lambda store: _work(store, request, messages), create=False)


def join_all(store: Store, messages: Messages) -> bool:
    """Join the pages that are in no story yet; whether the package that this takes is there.

    A store that may only be read stays as it is; where pages wait in it that is said.
    """
    from tamani.corpus.stories.embedding import is_available  # noqa: PLC0415 (takes NumPy)
    from tamani.corpus.stories.story_store import are_waiting, join_waiting  # noqa: PLC0415

    if store.is_read_only:
        if are_waiting(store.engine):
            messages.notice("pages_wait_read_only")
        return True
    if not is_available():
        return False
    for _ in with_progress(join_waiting(store.engine), messages, "joining"):
        pass
    return True


def _work(store: Store, request: Request, messages: Messages) -> ExitCode:
    from tamani.corpus.stories.judging import StoryError, history  # noqa: PLC0415

    if request.action == "history":
        for judgement in history(store.engine):
            sys.stdout.write(_judgement_line(judgement))
        return ExitCode.GOOD
    if request.action is None:
        return _list(store, request, messages)
    if request.action == "show":
        from tamani.command.story_showing import Showing, show  # noqa: PLC0415

        asked = Showing(numbers=request.numbers, json=request.json, html=request.html, color=request.color)
        return show(store, asked, messages)
    try:
        made = _judge(store, request)
    except StoryError as problem:
        messages.error("correction_wrong", problem=problem)
        return ExitCode.USAGE
    messages.notice("story_judged", id=made.id, by=made.by, count=len(made.pages), story=made.to_id)
    return ExitCode.GOOD


def _judge(store: Store, request: Request) -> StoryJudgement:
    from tamani.corpus.stories import judging  # noqa: PLC0415

    who: dict[str, Any] = {"by": request.by or getpass.getuser(), "why": request.why}
    numbers = request.numbers
    if request.action == "split":
        if len(numbers) < 2:
            raise judging.StoryError("story_split_needs")
        return judging.split(store.engine, numbers[0], numbers[1:], **who)
    if request.action == "withdraw":
        if len(numbers) != 1:
            raise judging.StoryError("story_withdraw_needs")
        return judging.withdraw(store.engine, numbers[0], **who)
    if len(numbers) != 2:
        raise judging.StoryError("story_merge_needs")
    return judging.merge(store.engine, numbers[0], numbers[1], **who)


def _list(store: Store, request: Request, messages: Messages) -> ExitCode:
    from tamani.corpus.stories.listing import stories  # noqa: PLC0415

    if not join_all(store, messages):
        messages.error("stories_need_package")
        return ExitCode.SOMETHING_MISSING
    found = stories(store.engine, request.since)
    for story in found:
        if request.json:
            sys.stdout.write(msgspec.json.encode(story).decode() + "\n")
        else:
            sys.stdout.write(_as_text(story, messages))
    messages.notice("stories_found", stories=len(found), pages=sum(len(story.pages) for story in found))
    return ExitCode.GOOD


def _as_text(story: ListedStory, messages: Messages) -> str:
    head = one_line(f"{story.id}  {story.title or ''}")
    return "\n".join([head, *(_page_lines(page, messages) for page in story.pages)]) + "\n\n"


def _page_lines(page: StoryPage, messages: Messages) -> str:
    day = day_of(page.published, page.first_seen, messages.language)
    file = None if page.url else page.origin
    line = "  " + one_line(" · ".join(filter(None, (day, page.outlet, page.headline, file, f"#{page.page}"))))
    if page.like is None:
        return line
    why = " ".join(reason_words(reason, messages.language) for reason in page.reasons)
    return f"{line}\n      {one_line(f'~ #{page.like} {page.score:.2f} {why}')}"


def _judgement_line(row: StoryJudgement) -> str:
    back = "" if row.withdraws is None else f" {row.withdraws}"
    pages = ", ".join(f"#{page}" for page in row.pages)
    why = f" ({row.why})" if row.why else ""
    return (
        one_line(f"{row.id} {row.at} {row.by}: {row.judgement}{back} {row.from_id} → {row.to_id}: {pages}{why}") + "\n"
    )
