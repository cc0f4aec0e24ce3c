"""The events between two sides as one HTML file: the picture, the periods, who says so, and the events themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.record import LOW_CONFIDENCE, VERSION
from tamani.views.html import document
from tamani.views.html_table import COUNTED, Cell, Row, cell, number, row, table
from tamani.views.markup import Markup, join, tag
from tamani.views.printable import one_line, shorten
from tamani.views.relation_words import class_label, classes_of, has_unsure, signed
from tamani.views.relations_picture import key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tamani.relation import Block, Figures, Line, Relation, RelationEvent, Voice
    from tamani.views.relation_words import Sides

STYLE = "relations.css"
LONGEST_WORDS = 200
WEB = ("https://", "http://")
"""Addresses that become links; anything else is shown only."""


def relations_html(
    relation: Relation,
    sides: Sides,
    *,
    picture: Markup | None,
    events: Sequence[RelationEvent],
    total: int,
    counted_for: Sequence[str],
    notes: Sequence[str] = (),
) -> str:
    """The file.

    Args:
        relation: what was counted.
        sides: what the two are called.
        picture: the picture, None where there is nothing to draw.
        events: the events that are listed.
        total: how many there are.
        counted_for: who counts for whom, in words.
        notes: what is to be said besides what the figures themselves need.

    """
    labels = sides.labels
    title = labels("relations_title", first=one_line(sides.first), second=one_line(sides.second or ""))
    main = tag(
        "main",
        tag("section", _figure(picture, sides), *map(_paragraph, notes), id="page", class_="found"),
        *(_section(_block(block, relation, sides)) for block in relation.blocks),
        *(_section(part) for part in _voices(relation, sides)),
        _section([tag("h2", labels("events")), _events(events, total, sides)]) if events else None,
        _section([tag("h2", labels("relations_counted_for")), tag("ul", *(tag("li", words) for words in counted_for))]),
        tag("ul", *(tag("li", note) for note in sides.notes(relation)), class_="notes"),
        class_="wrap",
    )
    header = tag("header", tag("div", tag("p", "Tamani", class_="brand"), tag("h1", title), class_="wrap"))
    footer = tag("footer", tag("div", tag("p", labels("made_by", version=VERSION)), class_="wrap"))
    return document(title=title, labels=labels, body=join([header, main, footer]), style=STYLE)


def _section(content: Sequence[Markup | None]) -> Markup:
    return tag("section", *content, class_="found")


def _paragraph(words: str) -> Markup:
    return tag("p", words, class_="notes")


def _figure(picture: Markup | None, sides: Sides) -> Markup:
    if picture is None:
        return tag("p", sides.labels("relations_no_picture"))
    scroll = tag("div", picture, class_="scroll", tabindex=0, role="group", aria_label=sides.labels("relations_period"))
    hint = tag("p", sides.labels("scroll_hint"), class_="scroll-hint")
    return tag("figure", hint, scroll, tag("figcaption", key(sides)), class_="chart")


def _block(block: Block, relation: Relation, sides: Sides) -> list[Markup]:
    """A direction with a standing: its sums and a line a period."""
    labels, classes = sides.labels, classes_of(relation.blocks)
    unsure = ("relations_unsure",) if has_unsure(relation) else ()
    keys = ("events", *unsure, "relations_goldstein", "relations_stories", "relations_texts", "relations_mentions")
    columns = [labels("relations_period"), *(class_label(name, labels) for name in classes), *map(labels, keys)]
    rows = (_line(line, classes, unsure=bool(unsure)) for line in block.lines)
    return [
        tag("h2", tag("bdi", sides.heading(block))), _paragraph(sides.sums(block.figures)),
        tag("div", table(columns, rows), class_="wide"),
    ]  # fmt: skip


def _line(line: Line, classes: Sequence[str], *, unsure: bool) -> Row:
    counts = [line.classes[name].events if name in line.classes else 0 for name in classes]
    return row(cell(line.period, class_="date"), *map(number, counts), *_figures(line.figures, unsure=unsure))


def _figures(figures: Figures, *, unsure: bool) -> Iterator[Cell]:
    yield number(figures.events)
    if unsure:
        yield number(figures.unsure)
    yield cell("" if figures.goldstein is None else signed(figures.goldstein), class_=COUNTED)
    yield from map(number, (figures.stories, figures.texts, figures.mentions))


def _voices(relation: Relation, sides: Sides) -> Iterator[list[Markup]]:
    """Who says so, a table for each direction."""
    for direction in dict.fromkeys(voice.direction for voice in relation.voices):
        voices = [voice for voice in relation.voices if voice.direction == direction]
        statuses = list(dict.fromkeys(status for voice in voices for status in voice.statuses))
        columns = [sides.labels("voice"), *(sides.labels.of("status", status) for status in statuses)]
        title = sides.labels("relations_voices", direction=sides.direction(direction))
        yield [tag("h2", tag("bdi", title)), table(columns, (_voice(voice, statuses, sides) for voice in voices))]


def _voice(voice: Voice, statuses: Sequence[str], sides: Sides) -> Row:
    who = sides.voice(voice.side, voice.voice, voice.name, voice.country)
    return row(cell(tag("bdi", who)), *(number(voice.statuses.get(status, 0)) for status in statuses))


def _events(events: Sequence[RelationEvent], total: int, sides: Sides) -> Markup:
    """Each event with what proves it."""
    labels = sides.labels
    columns = [labels(name) for name in ("date", "event", "status", "trigger", "source")]
    listed = table(columns, (_event(event, sides) for event in events))
    more = labels("relations_more_events", shown=len(events), total=total) if total > len(events) else None
    return join([tag("div", listed, class_="wide"), None if more is None else _paragraph(more)])


def _event(event: RelationEvent, sides: Sides) -> Row:
    labels = sides.labels
    place = labels("relations_place", version=event.version, number=event.n + 1, start=event.start, end=event.end)
    sure = labels("sure", confidence=labels.percent(event.confidence))
    doubt = tag("small", "? ", sure, class_="doubt") if event.confidence < LOW_CONFIDENCE else None
    who = sides.voice(event.voice_side, event.voice, event.voice_name, event.voice_country)
    of_page = tag("small", labels("relations_day_of_page")) if event.dated_by != "event" else None
    title = one_line(event.headline or event.url or f"#{event.version}")
    is_link = event.url is not None and event.url.startswith(WEB)
    page = tag("a", title, href=event.url, rel="noreferrer") if is_link else tag("span", title)
    return row(
        cell(event.date, of_page, class_="date"),
        cell(tag("bdi", sides.direction(event.direction)), tag("small", sides.act(event)), doubt),
        cell(labels.of("status", event.status), tag("small", tag("bdi", labels("relations_says", voice=who)))),
        cell(tag("span", shorten(event.words, LONGEST_WORDS), class_="said"), tag("small", place)),
        cell(tag("bdi", page), tag("small", one_line(event.outlet)) if event.outlet else None),
    )
