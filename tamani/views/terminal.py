"""The record as a person reads it on a terminal: the marked page, then who said what.

Nothing of the page is ever read as markup, and its control characters are shown, not obeyed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tamani.record import ActorKind
from tamani.views.labels import Labels
from tamani.views.marked_text import BRACKETS, STYLES, Unglued, glued, marked_text
from tamani.views.page_parts import covers, is_flagged, line_count, said_words, shown_blocks
from tamani.views.printable import one_line as on_one_line
from tamani.views.printable import shorten as shortened
from tamani.views.segments import Covers
from tamani.views.terminal_events import claim_table, event_table, timeline_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from rich.console import RenderableType

    from tamani.record import Actor, ArticleDate, Found, Quotation, Record, Span
    from tamani.views.page_parts import Shown

WIDEST_TEXT = 100
"""Characters of a line of running text: longer lines are hard to read."""
WIDE = 110
"""Columns from which the table of quotations has room for a column of kinds."""


class Screen(Console):
    """A rich console for text that is not ours: no markup, no emoji codes, no guessed highlights."""

    def __init__(
        self, file: TextIO | None = None, *, width: int | None = None, no_color: bool | None = None
    ) -> None:
        super().__init__(
            file=file, width=width, no_color=no_color, markup=False, emoji=False, highlight=False
        )

    def on_broken_pipe(self) -> None:
        """Leave a broken pipe to the command, which knows its exit code."""
        raise  # noqa: PLE0704 (called by rich while it handles the error)


def show(record: Record, screen: Console, language: str) -> None:
    """Print one record in Tamani's words of ``language``."""
    screen.print(Unglued(Group(*_parts(record, Labels(language), screen.width))))


def show_title(record: Record, screen: Console, language: str) -> None:
    """Print a rule with the page's name, to tell it from the page before."""
    name = one_line(record.source or Labels(language)("standard_input"))
    screen.print(Text(), Rule(Text(name, style="bold"), characters="━"), Text())


def one_line(text: str) -> str:
    """The text on one line, its no-break spaces kept from breaking."""
    return glued(on_one_line(text))


def shorten(text: str, width: int) -> str:
    """The text cut to a width, its no-break spaces kept from breaking."""
    return glued(shortened(text, width))


def _parts(record: Record, labels: Labels, width: int) -> Iterator[RenderableType]:
    yield _heading(record, labels)
    if record.failures:
        yield from _section(labels("failures"), _failures(record, labels))
    if record.notes:
        yield from _section(labels("notes"), Text("\n").join(Text(labels.reason(note)) for note in record.notes))
    if record.text.strip():
        yield from _section(labels("the_page"), _page(record, labels, width))
        yield from _section(labels("who_said_what"), _quotations(record, labels, width))
        yield from _section(labels("events"), event_table(record, labels, width))
        yield from _section(labels("claims"), claim_table(record, labels))
        if record.events:
            yield from _section(labels("timeline"), timeline_table(record, labels))
        yield from _section(labels("actors"), _actors(record, labels))
        yield from _section(labels("times"), _times(record, labels))
        yield from _section(labels("flags"), _flags(record, labels))


def _section(title: str, content: RenderableType) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(title, style="bold"), align="left", style="dim", characters="─")
    yield content


def _heading(record: Record, labels: Labels) -> RenderableType:
    """Headline, section, dates and byline, each with where it comes from."""
    article = record.article
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column()
    for name, found in (("headline", article.headline), ("section", article.section)):
        if found is not None:
            rows.add_row(labels(name), _found(record, found, labels, bold=name == "headline"))
    for found in article.byline:
        rows.add_row(labels("byline"), _found(record, found, labels))
    if article.dateline is not None:
        rows.add_row(labels("dateline"), _found(record, article.dateline, labels))
    rows.add_row(labels("published"), _date(record, article.published, labels))
    if article.modified is not None:
        rows.add_row(labels("modified"), _date(record, article.modified, labels))
    if article.received is not None:
        rows.add_row(labels("received"), Text(one_line(article.received)))
    rows.add_row(labels("language"), Text(labels.language_name(record.language)))
    rows.add_row(labels("source"), Text(one_line(record.source or labels("standard_input")), style="dim"))
    return rows


def _found(record: Record, found: Found, labels: Labels, *, bold: bool = False) -> Text:
    words = Text(one_line(found.text), style="bold" if bold else "")
    return words.append(f"  ({labels.origin(record, found)})", style="dim not bold")


def _date(record: Record, found: ArticleDate | None, labels: Labels) -> Text:
    if found is None:
        return Text(labels("not_published"), style="yellow")
    return Text(one_line(found.value)).append(f"  ({labels.origin(record, found)})", style="dim")


def _page(record: Record, labels: Labels, width: int) -> RenderableType:
    found = Covers(covers(record))
    parts: list[RenderableType] = [_legend(labels)]
    previous_folded = False
    for shown in shown_blocks(record):
        if not (previous_folded and shown.folded):
            parts.append(Text())
        parts.append(
            _folded(record, shown, labels, width)
            if shown.folded
            else _paragraph(record, shown, found, labels)
        )
        previous_folded = shown.folded
    return Group(*parts)


def _legend(labels: Labels) -> Text:
    legend = Text()
    for kind, (opening, closing) in BRACKETS.items():
        legend.append(f"{opening}1 … {closing}", style=STYLES[kind])
        legend.append(f" {labels.of('quotation', kind)}   ", style="dim")
    return legend


def _folded(record: Record, shown: Shown, labels: Labels, width: int) -> Text:
    """A run of furniture on one dim line: its kind, its length, its first words."""
    lines = labels.count("lines", line_count(record, shown))
    sign = "⚑ " if is_flagged(record, shown) else ""
    head = f"▸ {sign}" + labels("folded", kind=labels.of("block", shown.kind), lines=lines)
    words = shorten(record.text[shown.start : shown.end], max(20, min(width, WIDEST_TEXT) - len(head)))
    return Text(head + words, style="dim", no_wrap=True, overflow="ellipsis")


PARAGRAPH_STYLES = {"headline": "bold", "standfirst": "italic", "body": ""}


def _paragraph(record: Record, shown: Shown, found: Covers, labels: Labels) -> RenderableType:
    text = marked_text(record, shown.start, shown.end, found)
    if shown.kind in PARAGRAPH_STYLES:
        text.stylize_before(PARAGRAPH_STYLES[shown.kind])
    else:
        text = (
            Text()
            .append(labels("prefix", name=labels.of("block", shown.kind)), style="dim")
            .append_text(text)
        )
    return _Measured(text)


class _Measured:
    """Running text kept to a readable width."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, _options: object) -> Iterator[RenderableType]:
        yield Padding(self.text, (0, max(0, console.width - WIDEST_TEXT), 0, 0))


def _quotations(record: Record, labels: Labels, width: int) -> RenderableType:
    if not record.quotations:
        return Text(labels("nobody_said"))
    wide = width >= WIDE
    table = Table(
        box=None, padding=(0, 2, 0, 0), pad_edge=False, show_edge=False, header_style="dim", expand=True
    )
    table.add_column(labels("number"), no_wrap=True, width=len(str(len(record.quotations))) + 2)
    table.add_column(labels("speaker"), ratio=3)
    table.add_column(labels("cue"), ratio=2)
    if wide:
        table.add_column(labels("kind"), no_wrap=True)
    table.add_column(labels("words"), ratio=8 if wide else 5)
    for number, quotation in enumerate(record.quotations, 1):
        opening, closing = BRACKETS[quotation.kind]
        cells = [Text(f"{opening}{number}{closing}", style=STYLES[quotation.kind])]
        cells += [_speaker(record, quotation, labels), _cue(record, quotation, labels, with_kind=not wide)]
        cells += [Text(labels.of("quotation", quotation.kind))] if wide else []
        table.add_row(*cells, _words(record, quotation, labels))
        if number < len(record.quotations):
            table.add_row()
    return table


def _speaker(record: Record, quotation: Quotation, labels: Labels) -> Text:
    actor = record.actor(quotation.speaker)
    if actor is None:
        words = _evidence(record, quotation.speaker_span)
        return Text(words or labels("speaker_unknown"), style="yellow")
    text = Text(one_line(actor.name), style="bold")
    role = labels.role(actor)
    return text.append(f"\n{role}", style="dim not bold") if role else text


def _cue(record: Record, quotation: Quotation, labels: Labels, *, with_kind: bool) -> Text:
    cue = _evidence(record, quotation.cue)
    text = Text(cue, style="italic") if cue else Text(labels("no_cue"), style="dim")
    return (
        text.append(f"\n{labels.of('quotation', quotation.kind)}", style="dim not italic")
        if with_kind
        else text
    )


def _words(record: Record, quotation: Quotation, labels: Labels) -> Text:
    text = Text(one_line(said_words(record, quotation)))
    for key, other in (("nested_in", quotation.nested_in), ("continues", quotation.continues)):
        if other is not None:
            text.append(f"\n{labels(key, number=other + 1)}", style="dim")
    if quotation.reason is not None:
        text.append(f"\n? {labels.reason(quotation.reason)}", style="yellow")
    return text


def _evidence(record: Record, span: Span | None) -> str:
    return "" if span is None else one_line(record.text[span.start : span.end])


def _actors(record: Record, labels: Labels) -> RenderableType:
    """Actors by kind, people first, each with role, country and number of mentions."""
    if not record.actors:
        return Text(labels("no_actors"))
    by_kind: dict[str, list[Actor]] = {}
    for actor in record.actors:
        by_kind.setdefault(actor.kind, []).append(actor)
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="dim", max_width=22)
    rows.add_column()
    for kind in sorted(by_kind, key=KINDS.index):
        rows.add_row(labels.of("actors", kind), _actor_list(by_kind[kind], labels))
    return rows


KINDS = get_args(ActorKind)


def _actor_list(actors: list[Actor], labels: Labels) -> Text:
    lines = []
    for actor in actors:
        name = labels.country(actor.id) if actor.kind == "state" else actor.name
        line = Text(one_line(name if name != actor.id else actor.name), style="bold")
        role = labels.role(actor)
        line.append(f" – {role}" if role else "", style="not bold")
        lines.append(line.append(f"  ×{len(actor.mentions)}", style="dim not bold"))
    return Text("\n").join(lines)


def _times(record: Record, labels: Labels) -> RenderableType:
    if not record.times:
        return Text(labels("no_times"))
    rows = Table.grid(padding=(0, 2))
    for time in record.times:
        value = Text(time.value) if time.value else Text(labels("undated"), style="yellow")
        rows.add_row(
            one_line(record.text[time.start : time.end]), value, Text(labels.of("anchor", time.anchor), "dim")
        )
    return rows


def _flags(record: Record, labels: Labels) -> RenderableType:
    """Each doubt: its kind in words, the words of the page it concerns, and why."""
    if not record.flags:
        return Text(labels("no_flags"))
    rows = Table.grid(padding=(0, 2))
    rows.add_column(max_width=24)
    rows.add_column()
    for flag in record.flags:
        words = Text(labels("quoted", words=shorten(record.text[flag.start : flag.end], 160)))
        words.append(f"\n{labels.reason(flag.why)}", style="dim")
        rows.add_row(Text("⚑ " + labels.of("flag", flag.kind), style="yellow"), words)
    return rows


def _failures(record: Record, labels: Labels) -> RenderableType:
    return Text("\n").join(Text(labels.reason(failure.why), style="red") for failure in record.failures)
