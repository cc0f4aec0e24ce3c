"""The events between two sides on a terminal: periods, who says so, each event with its place; an actor's partners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tamani.views.printable import one_line, shorten
from tamani.views.relation_words import DIRECTIONS, class_label, classes_of, has_unsure, signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from tamani.relation import Block, Figures, Partner, Relation, RelationEvent
    from tamani.views.relation_words import Sides

SURE = frozenset({"told", "happened", "ongoing"})
LONGEST_WORDS = 100
WIDE, NAME_WIDTH, WIDEST = 100, 22, 1000
"""Columns from which tables have room for all figures; that a name has; and the most that a table may have."""


def show_relation(relation: Relation, sides: Sides, screen: Console) -> None:
    """Print the periods of each direction, and who says so."""
    if not relation.blocks:
        screen.print(Text(sides.labels("relations_nothing")))
    for block in relation.blocks:
        style = "bold" if block.standing in SURE else "bold yellow"
        screen.print(Text(sides.heading(block), style=style))
        screen.print(Text(sides.sums(block.figures), style="dim"), soft_wrap=True)
        _print_all(_periods(block, relation, sides, wide=screen.width >= WIDE), screen)
        screen.print()
    for direction in dict.fromkeys(voice.direction for voice in relation.voices):
        screen.print(Text(sides.labels("relations_voices", direction=sides.direction(direction)), style="bold"))
        _print_all(_voices(relation, direction, sides), screen)
        screen.print()
    for note in sides.notes(relation):
        screen.print(Text(f"– {note}", style="dim"), soft_wrap=True)


def _table(*, wide: bool = True) -> Table:
    return Table(box=None, padding=(0, 2 if wide else 1, 0, 0), pad_edge=False, show_edge=False, header_style="dim")


def _print_all(table: Table, screen: Console) -> None:
    """Print a table with all its columns: where these are wider than the terminal, lines are broken and nothing cut."""
    needed = table.__rich_measure__(screen, screen.options.update(max_width=WIDEST)).minimum
    screen.print(table, width=max(screen.width, needed), crop=False)


def _periods(block: Block, relation: Relation, sides: Sides, *, wide: bool) -> Table:
    """A line a period: events by class, then their number and value, then how many stories, texts and mentions.

    On a narrow terminal classes have short names and texts are left to the line of sums.
    """
    labels = sides.labels
    classes = [name for name in classes_of(relation.blocks) if any(name in other.classes for other in relation.blocks)]
    table = _table(wide=wide)
    table.add_column(labels("relations_period"), no_wrap=True)
    for name in classes:
        short = name.isdigit() and not wide
        _add_counts(table, labels.of("relations_short", name) if short else class_label(name, labels))
    texts = ("relations_texts",) if wide else ()
    unsure = ("relations_unsure",) if has_unsure(relation) else ()
    for key in ("events", *unsure, "relations_goldstein", "relations_stories", *texts, "relations_mentions"):
        _add_counts(table, labels(key).lower())
    for line in block.lines:
        style = "" if line.exact else "dim"
        cells = [_number(line.classes[name].events if name in line.classes else 0) for name in classes]
        table.add_row(Text(line.period, style=style), *cells, *_figures(line.figures, wide=wide, unsure=bool(unsure)))
    return table


def _add_counts(table: Table, heading: str) -> None:
    """A column of numbers, as wide as the longest word of its heading."""
    table.add_column(heading, justify="right", min_width=max(map(len, heading.split())))


def _figures(figures: Figures, *, wide: bool, unsure: bool) -> list[Text]:
    value = "" if figures.goldstein is None else signed(figures.goldstein)
    counted = (figures.stories, *((figures.texts,) if wide else ()), figures.mentions)
    doubted = [_number(figures.unsure)] if unsure else []
    return [_number(figures.events), *doubted, Text(value), *map(_number, counted)]


def _number(count: int) -> Text:
    return Text(str(count)) if count else Text("·", style="dim")


def _voices(relation: Relation, direction: str, sides: Sides) -> Table:
    """Who says so: the mentions by status."""
    voices = [voice for voice in relation.voices if voice.direction == direction]
    statuses = list(dict.fromkeys(status for voice in voices for status in voice.statuses))
    table = _table()
    table.add_column(sides.labels("voice"))
    for status in statuses:
        table.add_column(sides.labels.of("status", status), justify="right")
    for voice in voices:
        who = sides.voice(voice.side, voice.voice, voice.name, voice.country)
        table.add_row(Text(who), *(_number(voice.statuses.get(status, 0)) for status in statuses))
    return table


def show_events(events: Iterable[RelationEvent], sides: Sides, screen: Console) -> None:
    """Print each event with its page, outlet, date, status, voice and characters, one after the other."""
    for event in events:
        for line in _event(event, sides):
            screen.print(line, soft_wrap=True)


def _event(event: RelationEvent, sides: Sides) -> Iterator[Text]:
    labels = sides.labels
    partner = None if event.partner is None else sides.partner(event.partner, event.partner_name, None)
    head = Text(event.date, style="bold" if event.dated_by == "event" else "bold dim")
    direction = labels("prefix", name=sides.direction(event.direction, partner))
    head.append(f"  {direction}{sides.act(event)}", style="bold not dim")
    style = "not bold not dim" if event.status in SURE else "yellow not bold not dim"
    head.append(f"  {labels.of('status', event.status)}", style=style)
    who = sides.voice(event.voice_side, event.voice, event.voice_name, event.voice_country)
    head.append(f" · {labels('relations_says', voice=who)}", style=style)
    yield head
    place = labels("relations_place", version=event.version, number=event.n + 1, start=event.start, end=event.end)
    yield Text(f"    {labels('quoted', words=shorten(event.words, LONGEST_WORDS))}  {place}", style="italic")
    dated = labels("relations_day_of_page") if event.dated_by != "event" else None
    sure = labels("sure", confidence=labels.percent(event.confidence)) if event.confidence < 1 else None
    about = (event.outlet, event.headline, event.url, dated, sure)
    yield Text("    " + " · ".join(one_line(part) for part in about if part), style="dim")


def show_partners(partners: Sequence[Partner], total: int, sides: Sides, screen: Console) -> None:
    """Print an actor's partners, those of most stories first."""
    labels = sides.labels
    if not partners:
        screen.print(Text(labels("relations_nothing")))
        return
    table, wide = _table(), screen.width >= WIDE
    table.add_column(labels("relations_partner"), min_width=NAME_WIDTH, overflow="fold")
    for key in ("relations_stories", "events", "relations_mentions", *(("relations_goldstein",) if wide else ())):
        _add_counts(table, labels(key).lower())
    directions = [name for name in DIRECTIONS if any(name in partner.directions for partner in partners)]
    for direction in directions:
        _add_counts(table, labels(f"relations_column_{direction}", first=shorten(sides.first, NAME_WIDTH)))
    _add_counts(table, labels.of("status", "alleged"))
    for partner in partners:
        table.add_row(*_partner(partner, directions, sides, wide=wide))
    _print_all(table, screen)
    if total > len(partners):
        screen.print(Text(labels("relations_more_partners", shown=len(partners), total=total), style="dim"))


def _partner(partner: Partner, directions: Sequence[str], sides: Sides, *, wide: bool) -> list[Text]:
    figures = partner.figures
    name = Text(sides.partner(partner.partner, partner.name, partner.country))
    if partner.name is None:
        name.append(f" {partner.partner}", style="dim")
    value = [Text("" if figures.goldstein is None else signed(figures.goldstein))] if wide else []
    acts = [partner.directions.get(direction) for direction in directions]
    return [
        name,
        *map(_number, (figures.stories, figures.events, figures.mentions)),
        *value,
        *(_number(0 if count is None else count.events) for count in acts),
        _number(partner.alleged.events),
    ]
