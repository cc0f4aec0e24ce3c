"""A stretch of the page for the terminal, quotations in numbered brackets whose shape tells their kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.text import Text

from tamani.views.printable import printable
from tamani.views.segments import segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment as RichSegment

    from tamani.record import Record
    from tamani.views.segments import Covers, Segment

BRACKETS = {"direct": ("[", "]"), "indirect": ("{", "}"), "mixed": ("<", ">")}
STYLES = {
    "direct": "green", "indirect": "cyan", "mixed": "magenta", "cue": "italic", "flag": "underline",
    "person": "bold", "state": "bold", "speaker": "bold",
}  # fmt: skip
"""Colour only repeats what brackets and weight already say."""


GLUE = "\ue000"
"""Stands for a space where no line may be broken; rich breaks at no-break spaces as well."""
STAND_INS = {" ": GLUE, "\u00a0": "\ue001", "\u202f": "\ue002", "\u2007": "\ue003"}
NO_BREAK = {ord(space): stand_in for space, stand_in in STAND_INS.items() if space != " "}
SPACES = {ord(stand_in): space for space, stand_in in STAND_INS.items()}
INSIDE_MARKS = re.compile(r"(?<=[«“‹]) (?=\S)|(?<=\S) (?=[»”›:;!?])")
"""Plain spaces that a printer would not break at either."""


def glued(text: str) -> str:
    """The text with stand-ins for the spaces that must not break; :class:`Unglued` puts the spaces back."""
    return INSIDE_MARKS.sub(GLUE, text).translate(NO_BREAK)


class Unglued:
    """What it holds, rendered, with the spaces back where :func:`glued` put its stand-ins."""

    def __init__(self, content: RenderableType) -> None:
        self.content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RichSegment]:
        for piece in console.render(self.content, options):
            yield piece._replace(text=piece.text.translate(SPACES))


def marked_text(record: Record, start: int, end: int, covers: Covers) -> Text:
    """``record.text[start:end]`` with its quotations between brackets and its actors in bold."""
    text = Text()
    for segment in segments(start, end, covers.within(start, end)):
        text.append_text(_openings(segment))
        style = " ".join(dict.fromkeys(STYLES[c.part] for c in segment.covers if c.part in STYLES))
        text.append(glued(printable(record.text[segment.start : segment.end])), style=style)
        text.append_text(_closings(segment))
    return text


def _openings(segment: Segment) -> Text:
    text = Text()
    for cover in segment.covers:
        if cover.part in BRACKETS and cover.start == segment.start:
            text.append(f"{BRACKETS[cover.part][0]}{cover.entry[1:]}{GLUE}", style=STYLES[cover.part])
    return text


def _closings(segment: Segment) -> Text:
    text = Text()
    for cover in reversed(segment.covers):
        if cover.part in BRACKETS and cover.end == segment.end:
            text.append(f"{GLUE}{BRACKETS[cover.part][1]}", style=STYLES[cover.part])
    return text
