"""Events, claims and the timeline on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tamani.views.claim_threads import threads
from tamani.views.event_words import EventWords
from tamani.views.explain import number_of
from tamani.views.marked_text import glued
from tamani.views.printable import one_line
from tamani.views.timeline import timeline

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tamani.record import Claim, Event, Record
    from tamani.views.labels import Labels

WIDE = 110
"""Columns from which the table of events has room for a column each of status, voice and place."""
DATE_WIDTH = 10
"""That of a day; intervals are folded."""
SURE_OF = {"happened", "ongoing"}
"""What is not told as a fact is set in yellow; the word says it as well."""


def event_table(record: Record, labels: Labels, width: int) -> RenderableType:
    """Who did what to whom, with date, status, voice, the words that say so and the place."""
    if not record.events:
        return Text(labels("no_events"))
    words, wide = EventWords(record, labels), width >= WIDE
    table = _table()
    statuses = [labels.of("status", event.status) for event in record.events]
    number_width = max(len(labels("number")), len(str(len(record.events))) + 1)
    table.add_column(labels("number"), no_wrap=True, width=number_width)
    table.add_column(labels("date"), width=DATE_WIDTH, overflow="fold")
    table.add_column(labels("who_what_whom"), ratio=7, overflow="fold")
    if wide:
        table.add_column(labels("status"), width=max(map(len, [*statuses, labels("status")])))
        table.add_column(labels("voice"), ratio=3, overflow="fold")
        table.add_column(labels("trigger"), ratio=4, overflow="fold")
        table.add_column(labels("where"), ratio=3, overflow="fold")
    else:
        table.add_column(f"{labels('status')} · {labels('voice')}", ratio=4, overflow="fold")
        table.add_column(labels("trigger"), ratio=4, overflow="fold")
    for number, event in enumerate(record.events, 1):
        table.add_row(Text(f"e{number}", style="bold"), *_event(event, words, wide=wide))
    return table


def _table() -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_edge=False, header_style="dim", expand=True)


def _event(event: Event, words: EventWords, *, wide: bool) -> list[Text]:
    labels = words.labels
    date = Text(glued(one_line(event.date))) if event.date else Text(labels("undated"), style="yellow")
    what = Text(glued(words.arrow(event)))
    doubt = words.doubt(event.confidence, event.reason)
    if doubt is not None:
        what.append(f"\n? {glued(doubt)}", style="yellow")
    status = Text(labels.of("status", event.status), style="" if event.status in SURE_OF else "yellow")
    voice, place = Text(glued(words.voice(event))), Text(glued(words.place(event)), style="dim")
    trigger = Text(glued(words.trigger(event)), style="italic")
    if wide:
        return [date, what, status, voice, trigger, place]
    trigger.append(f"\n{place.plain}" if place.plain else "", style="dim not italic")
    return [date, what, status.append_text(Text("\n")).append_text(voice), trigger]


def claim_table(record: Record, labels: Labels) -> RenderableType:
    """Claims, accusations first of all, with what answers them on the same line."""
    if not record.claims:
        return Text(labels("no_claims"))
    words, found = EventWords(record, labels), threads(record)
    table = _table()
    table.add_column(labels("claim_and_about"), ratio=1, overflow="fold")
    table.add_column(labels("answered_by"), ratio=1, overflow="fold")
    for place, thread in enumerate(found, 1):
        answers = [_claim(record, answer, words) for answer in thread.answers]
        nothing = Text(labels("not_answered"), style="dim")
        table.add_row(_claim(record, thread.claim, words), Text("\n").join(answers) if answers else nothing)
        if place < len(found):
            table.add_row()
    return table


def _claim(record: Record, place: int, words: EventWords) -> Text:
    claim: Claim = record.claims[place]
    labels = words.labels
    text = Text(f"c{place + 1} ", style="bold")
    text.append(labels.of("claim", claim.kind), style="bold")
    text.append(labels("prefix", name=""), style="not bold").append(glued(words.speaker(claim)), style="not bold")
    if claim.about:
        text.append(glued(f" → {words.names(claim.about)}"), style="not bold")
    answered = None if claim.answers is None else number_of(record, claim.answers)
    if answered is not None:
        text.append(f" ({labels('answers', number=answered)})", style="dim not bold")
    text.append("\n" + glued(labels("quoted", words=words.text(claim))), style="not bold")
    doubt = words.doubt(claim.confidence, claim.reason)
    if doubt is not None:
        text.append(f"\n? {glued(doubt)}", style="yellow not bold")
    return text


def timeline_table(record: Record, labels: Labels) -> RenderableType:
    """Dated events in order, those without a date apart."""
    days, undated = timeline(record)
    if not days and not undated:
        return Text(labels("no_timeline"))
    words = EventWords(record, labels)
    rows = Table.grid(padding=(0, 2))
    rows.add_column(max_width=22)
    rows.add_column()
    for day in days:
        rows.add_row(Text(glued(one_line(day.date)), style="bold"), _lines(record, day.events, words))
    if undated:
        rows.add_row(Text(labels("events_undated"), style="dim"), _lines(record, undated, words))
    return rows


def _lines(record: Record, places: tuple[int, ...], words: EventWords) -> Text:
    lines = []
    for place in places:
        event = record.events[place]
        line = Text(f"e{place + 1} ", style="bold").append(glued(words.arrow(event)), style="not bold")
        status = words.labels.of("status", event.status)
        lines.append(line.append("" if event.status in SURE_OF else f" ({status})", style="yellow not bold"))
    return Text("\n").join(lines)
