"""A story as a person reads it on a terminal: who was first, copies, disagreements side by side, what few tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tamani.views.labels import Labels
from tamani.views.marked_text import Unglued
from tamani.views.story_words import KINDS, StoryWords
from tamani.views.terminal import one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, RenderableType

    from tamani.story import Disagreement, SharedText, Side, StoryView, Told

LONGEST_PASSAGE = 300
MOST_PASSAGES = 4
"""Passages of a side that are printed; the JSON and the HTML have all of them."""
MOST_TOLD = 12
"""Things of a kind that are printed."""


def show_story(story: StoryView, screen: Console, language: str) -> None:
    """Print a story in Tamani's words of ``language``."""
    screen.print(Unglued(Group(*_parts(StoryWords(story, Labels(language))))))


def _parts(words: StoryWords) -> Iterator[RenderableType]:
    story, labels = words.story, words.labels
    yield Text(one_line(story.title or labels("story", number=story.id)), style="bold")
    yield Text(f"{labels('story', number=story.id)} · {words.size()}", style="dim")
    for note in story.notes:
        yield Text(f"! {labels.reason(note)}", style="yellow")
    yield from _section(labels("story_first"), _first(words))
    yield from _section(labels("story_pages"), _order(words))
    yield from _section(labels("story_copies"), _copies(words))
    yield from _section(labels("story_disagreements"), _disagreements(words))
    yield from _section(labels("story_few"), _few(words))


def _section(title: str, content: RenderableType) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(title, style="bold"), align="left")
    yield content


def _first(words: StoryWords) -> RenderableType:
    first = words.story.first
    account = words.account(first.page)
    lines = [Text(f"{words.name(first.page)} · {words.when(account)}", style="bold")]
    sure = words.labels("story_confidence", confidence=f"{first.confidence:.2f}")
    why = " ".join(words.labels.reason(reason) for reason in first.reasons)
    return Group(*lines, Padding(Text(f"{why} ({sure})"), (0, 0, 0, 2)))


def _order(words: StoryWords) -> RenderableType:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column()
    for account in words.story.pages:
        maybe = words.labels("story_maybe_before") if account.page in words.story.first.maybe else ""
        mark = words.labels("story_first_mark") if account.page == words.story.first.page else maybe
        about = Text(one_line(account.headline or account.url or ""))
        if mark:
            about.append(f"  ({mark})", style="yellow")
        table.add_row(Text(words.moment(account)), Text(words.name(account.page)), about)
    return table


def _copies(words: StoryWords) -> RenderableType:
    story, labels = words.story, words.labels
    lines: list[RenderableType] = [_copy(words, shared) for shared in story.shared]
    if not lines:
        lines.append(Text(labels("story_no_copies")))
    for page, sources in sorted(story.credits.items()):
        named = ", ".join(f"{one_line(c.source)} ({labels(f'story_credit_{c.where}')})" for c in sources)
        lines.append(Text(f"{words.name(page)} ← {named}", style="dim"))
    return Group(*lines)


def _copy(words: StoryWords, shared: SharedText) -> RenderableType:
    page = words.labels("prefix", name=words.name(shared.page))
    head = f"{page}{words.labels(f'story_{shared.kind}')} {words.name(shared.of)}"
    why = " ".join(words.labels.reason(reason) for reason in shared.reasons)
    return Group(Text(head), Padding(Text(why, style="dim"), (0, 0, 0, 2)))


def _disagreements(words: StoryWords) -> RenderableType:
    if not words.story.disagreements:
        return Text(words.labels("story_no_disagreements"))
    shown: list[RenderableType] = []
    for found in words.story.disagreements:
        shown += [_disagreement(words, found), Text()]
    return Group(*shown[:-1])


def _disagreement(words: StoryWords, found: Disagreement) -> RenderableType:
    kind = words.labels(f"story_kind_{found.kind}")
    table = Table(box=None, pad_edge=False, show_header=True, header_style="bold cyan", expand=False)
    for side in found.sides:
        table.add_column(Text(words.says(found, side)), ratio=1, overflow="fold")
    table.add_row(*(_side(words, side) for side in found.sides))
    title = Text(words.labels("prefix", name=kind), style="dim").append(words.about(found), style="bold")
    return Group(title, Padding(table, (0, 0, 0, 2)), Padding(Text(words.why(found), style="dim"), (0, 0, 0, 2)))


def _side(words: StoryWords, side: Side) -> Text:
    """The passages of a side, each with its page and place."""
    lines = Text()
    for passage in side.passages[:MOST_PASSAGES]:
        lines.append(f"{words.name(passage.page)}\n", style="dim")
        lines.append(f"{shorten(passage.text, LONGEST_PASSAGE)}\n")
        lines.append(f"{passage.start}–{passage.end}\n", style="dim")
    if len(side.passages) > MOST_PASSAGES:
        lines.append(f"+{len(side.passages) - MOST_PASSAGES}\n", style="dim")
    voice = words.voice(side)
    lines.append(voice or "", style="dim")
    lines.rstrip()
    return lines


def _few(words: StoryWords) -> RenderableType:
    if not words.story.only_some:
        return Text(words.labels("story_no_few"))
    shown: list[RenderableType] = []
    for kind in KINDS:
        told = [one for one in words.story.only_some if one.kind == kind]
        if told:
            shown.append(Text(words.labels(f"story_told_{kind}"), style="bold"))
            shown += [_told(words, one) for one in told[:MOST_TOLD]]
            if len(told) > MOST_TOLD:
                shown.append(Text(f"  +{len(told) - MOST_TOLD}", style="dim"))
    return Group(*shown)


def _told(words: StoryWords, told: Told) -> RenderableType:
    detail = words.detail(told)
    line = Text(f"  {shorten(words.told(told), LONGEST_PASSAGE)}")
    if detail:
        line.append(f" · {detail}", style="dim")
    line.append(f"  {', '.join(words.name(passage.page) for passage in told.by)}", style="cyan")
    return line
