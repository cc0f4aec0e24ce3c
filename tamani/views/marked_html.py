"""A stretch of the page as HTML: its characters unchanged, each covered by what was found there.

The text content of the markup is exactly the page's text; brackets and numbers are added by the style sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.views.marked_text import BRACKETS
from tamani.views.markup import Markup, join, tag
from tamani.views.segments import Covers, segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tamani.record import Record
    from tamani.views.segments import Cover, Segment

LOOKS = {
    "person": "person",
    "state": "state",
    "time": "time",
    "flag": "flag",
    "cue": "cue",
    "speaker": "speaker",
    "event": "event",
    "claim": "claim",
}
"""Style classes of covers; every other actor looks like an organisation, quotations look like their kind."""
ORGANISATION = "organisation"
NUMBERED = frozenset({"event", "claim"})
"""Covers with their number behind every place where they stand; quotations have it behind their last words."""


def look(part: str) -> str:
    """The style class of a cover."""
    return part if part in BRACKETS else LOOKS.get(part, ORGANISATION)


class Marker:
    """Marks up a record's text. ``titles`` names every entry for those who do not see it."""

    def __init__(self, record: Record, covers: Sequence[Cover], titles: Mapping[str, str]) -> None:
        self.record = record
        self.titles = titles
        self._covers = Covers(covers)
        self._last = {
            cover.entry: cover for cover in self._covers if cover.part in BRACKETS or cover.part == "flag"
        }

    def marked(self, start: int, end: int) -> Markup:
        """``record.text[start:end]`` as HTML."""
        return join(
            self._segment(segment) for segment in segments(start, end, self._covers.within(start, end))
        )

    def _segment(self, segment: Segment) -> Markup:
        words = self.record.text[segment.start : segment.end]
        if not segment.covers:
            return join([words])
        begun = [anchor(c) for c in segment.covers if c.start == segment.start and has_anchor(c)]
        anchors = [tag("span", id=name) for name in dict.fromkeys(begun)]
        opened = "".join(BRACKETS[c.part][0] for c in segment.covers if _opens(c, segment))
        classes = " ".join(
            dict.fromkeys(["m", *(look(c.part) for c in segment.covers), *(["open"] if opened else [])])
        )
        entries = " ".join(dict.fromkeys(c.entry for c in reversed(segment.covers)))
        shown = self._shown(words, segment, {"class_": classes, "data_e": entries, "data_o": opened or None})
        return join([*anchors, shown, *self._numbers(segment)])

    def _shown(self, words: str, segment: Segment, attributes: dict[str, str | None]) -> Markup:
        """A link to the entry where a mention begins, so that the keyboard reaches each mention once."""
        begun = [c for c in segment.covers if c.start == segment.start and c.entry[0] in "at"]
        if not begun:
            return tag("span", words, **attributes)
        entry = begun[-1].entry
        return tag("a", words, href=f"#{entry}", title=self.titles[entry], **attributes)

    def _numbers(self, segment: Segment) -> Iterator[Markup]:
        """Behind the last words of a quotation its number, behind a doubt its sign: links to the entry."""
        for cover in reversed(segment.covers):
            if cover.end != segment.end or not self._has_number(cover):
                continue
            entry = cover.entry
            sign = f"{entry[1:]}{BRACKETS[cover.part][1]}" if cover.part in BRACKETS else _sign(cover)
            classes, title = f"n {look(cover.part)}", self.titles[entry]
            yield tag("a", class_=classes, href=f"#{entry}", data_e=entry, data_n=sign, aria_label=title)

    def _has_number(self, cover: Cover) -> bool:
        return cover.part in NUMBERED or self._last.get(cover.entry) == cover


def _sign(cover: Cover) -> str:
    return cover.entry if cover.part in NUMBERED else "⚑"


def _opens(cover: Cover, segment: Segment) -> bool:
    return cover.part in BRACKETS and cover.start == segment.start


def has_anchor(cover: Cover) -> bool:
    """Whether this cover can be jumped to (a cue or speaker is reached through its quotation)."""
    return cover.part not in {"cue", "speaker"}


def anchor(cover: Cover) -> str:
    """The id in the page of a cover's first character."""
    return f"at-{cover.entry}-{cover.start}"
