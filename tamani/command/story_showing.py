"""``tamani stories show``: one story across its pages, on the terminal, as JSON or as an HTML file."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from tamani.command.exit_codes import ExitCode
from tamani.command.outputs import OutputError, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from tamani.command.read import Messages
    from tamani.corpus.store import Store
    from tamani.story import StoryView


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """Which story, and how it is shown."""

    numbers: tuple[int, ...]
    json: bool
    html: Path | None
    color: bool


def show(store: Store, asked: Showing, messages: Messages) -> ExitCode:
    """Show one story."""
    from tamani.corpus.stories.accounts import NoStoryError  # noqa: PLC0415 (SQLAlchemy is slow to import)
    from tamani.corpus.stories.across import story_view  # noqa: PLC0415
    from tamani.corpus.stories.embedding import SentenceEncoder, is_available  # noqa: PLC0415

    if len(asked.numbers) != 1:
        messages.error("story_number_needed")
        return ExitCode.USAGE
    try:
        found = story_view(store.engine, asked.numbers[0], SentenceEncoder() if is_available() else None)
    except NoStoryError:
        messages.error("no_such_story", story=asked.numbers[0])
        return ExitCode.USAGE
    return _put(found, asked, messages)


def _put(story: StoryView, asked: Showing, messages: Messages) -> ExitCode:
    if asked.html is not None:
        from tamani.views.story_html import story_html  # noqa: PLC0415

        try:
            write_whole(asked.html, story_html(story, messages.language))
        except OutputError as problem:
            messages.error("out_unwritable", path=problem.path, problem=problem.problem)
            return ExitCode.OUTPUT_FAILED
        messages.notice("written", path=asked.html)
    if asked.json:
        sys.stdout.write(msgspec.json.encode(story).decode() + "\n")
    elif asked.html is None:
        from tamani.views.story_terminal import show_story  # noqa: PLC0415 (rich is slow to import)
        from tamani.views.terminal import Screen  # noqa: PLC0415

        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        show_story(story, Screen(sys.stdout, no_color=None if asked.color else True), messages.language)
    return ExitCode.GOOD
