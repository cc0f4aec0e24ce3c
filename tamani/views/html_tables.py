"""All entries of a record as HTML tables and lists, each linked to its place in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from tamani.record import ActorKind
from tamani.views.html_table import Row, cell, row, table
from tamani.views.marked_html import look
from tamani.views.marked_text import BRACKETS
from tamani.views.markup import Markup, join, tag
from tamani.views.page_parts import said_words
from tamani.views.printable import one_line, shorten

if TYPE_CHECKING:
    from tamani.record import Actor, Quotation, Reason, Record
    from tamani.views.labels import Labels

LONGEST_FLAGGED = 200
MOST_LINKS = 40
"""Links from an actor to his mentions; more of them help nobody."""


def link(words: str, entry: str, start: int, style: str = "") -> Markup:
    """A link to where an entry's first characters are."""
    return tag("a", words, href=f"#at-{entry}-{start}", data_at=entry, class_=style or None)


def _small(*words: str | None) -> Markup | None:
    filled = [word for word in words if word]
    return tag("small", join(filled, " · ")) if filled else None


def _doubt(why: Reason | None, labels: Labels) -> Markup | None:
    return None if why is None else tag("small", "? ", labels.reason(why), class_="doubt")


def quotation_table(record: Record, labels: Labels) -> Markup:
    """Who said what."""
    if not record.quotations:
        return tag("p", labels("nobody_said"))
    columns = [labels(key) for key in ("number", "speaker", "cue", "words")]
    numbers = {actor.id: number for number, actor in enumerate(record.actors, 1)}
    rows = (_quotation(record, n, q, labels, numbers) for n, q in enumerate(record.quotations, 1))
    return table(columns, rows)


def _quotation(
    record: Record, number: int, quotation: Quotation, labels: Labels, numbers: dict[str, int]
) -> Row:
    opening, closing = BRACKETS[quotation.kind]
    entry = f"q{number}"
    cue = record.text[quotation.cue.start : quotation.cue.end] if quotation.cue else labels("no_cue")
    start = quotation.spans[0].start if quotation.spans else quotation.start
    links = [
        _small(labels(key, number=other + 1))
        for key, other in (("nested_in", quotation.nested_in), ("continues", quotation.continues))
        if other is not None
    ]
    return row(
        cell(link(f"{opening}{number}{closing}", entry, start, f"number {quotation.kind}")),
        cell(*_speaker(record, quotation, labels, numbers)),
        cell(tag("i", one_line(cue)), _small(labels.of("quotation", quotation.kind))),
        cell(
            tag("span", one_line(said_words(record, quotation)), class_="said", lang=record.language),
            *links,
            _doubt(quotation.reason, labels),
            tag("small", labels("place", start=quotation.start, end=quotation.end), class_="spans"),
        ),
        id=entry,
    )


def _speaker(
    record: Record, quotation: Quotation, labels: Labels, numbers: dict[str, int]
) -> list[Markup | None]:
    actor = record.actor(quotation.speaker)
    if actor is None:
        span = quotation.speaker_span
        words = record.text[span.start : span.end] if span is not None else labels("speaker_unknown")
        return [tag("bdi", one_line(words))]
    link = tag("a", tag("bdi", one_line(actor.name), class_="name"), href=f"#a{numbers[actor.id]}")
    return [link, _small(labels.role(actor))]


def actor_lists(record: Record, labels: Labels) -> Markup:
    """People, states and the others, by kind."""
    if not record.actors:
        return tag("p", labels("no_actors"))
    by_kind: dict[str, list[Markup]] = {}
    for number, actor in enumerate(record.actors, 1):
        by_kind.setdefault(actor.kind, []).append(_actor(record, number, actor, labels))
    kinds = [kind for kind in get_args(ActorKind) if kind in by_kind]
    groups = (
        tag("section", tag("h3", labels.of("actors", kind)), tag("ul", *by_kind[kind])) for kind in kinds
    )
    return tag("div", *groups, class_="groups")


def _actor(record: Record, number: int, actor: Actor, labels: Labels) -> Markup:
    entry = f"a{number}"
    name = tag("bdi", one_line(actor.name), class_=f"name {look(actor.kind)}")
    links = [
        link(one_line(record.text[m.start : m.end]), entry, m.start) for m in actor.mentions[:MOST_LINKS]
    ]
    more = f"+{len(actor.mentions) - MOST_LINKS}" if len(actor.mentions) > MOST_LINKS else None
    return tag(
        "li", name, _small(labels.role(actor)), tag("small", join([*links, *([more] if more else [])], ", ")),
        _doubt(actor.reason, labels), id=entry,
    )  # fmt: skip


def time_table(record: Record, labels: Labels) -> Markup:
    """Time expressions and their dates."""
    if not record.times:
        return tag("p", labels("no_times"))
    rows = [
        row(
            cell(link(one_line(record.text[time.start : time.end]), f"t{number}", time.start)),
            cell(time.value or tag("i", labels("undated")), _doubt(time.reason, labels)),
            cell(labels.of("anchor", time.anchor)),
            id=f"t{number}",
        )
        for number, time in enumerate(record.times, 1)
    ]
    return table([labels("time"), labels("value"), labels("anchor")], rows)


def flag_list(record: Record, labels: Labels) -> Markup:
    """What a careful reader would doubt, and why."""
    if not record.flags:
        return tag("p", labels("no_flags"))
    rows = [
        row(
            cell("⚑ ", labels.of("flag", flag.kind)),
            cell(
                link(shorten(record.text[flag.start : flag.end], LONGEST_FLAGGED), f"f{number}", flag.start),
            ),
            cell(labels.reason(flag.why)),
            id=f"f{number}",
        )
        for number, flag in enumerate(record.flags, 1)
    ]
    return table([labels("flag"), labels("words"), labels("why")], rows)


def failure_list(record: Record, labels: Labels) -> Markup:
    """What could not be done on this page."""
    return tag("ul", *(tag("li", labels.reason(failure.why)) for failure in record.failures))


def note_list(record: Record, labels: Labels) -> Markup:
    """What was odd about the file itself."""
    return tag("ul", *(tag("li", labels.reason(note)) for note in record.notes))
