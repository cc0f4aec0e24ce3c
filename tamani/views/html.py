"""The record as one HTML file that needs no network: the marked page, a legend, and all entries in tables.

Without JavaScript everything is there and linked; with it, a chosen passage shows its entry beside the page.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from tamani.record import VERSION
from tamani.views.html_entries import entries
from tamani.views.html_event_entries import event_entries
from tamani.views.html_events import EventTables
from tamani.views.html_tables import actor_lists, failure_list, flag_list, note_list, quotation_table, time_table
from tamani.views.labels import Labels
from tamani.views.marked_html import Marker, look
from tamani.views.markup import Markup, join, tag
from tamani.views.page_parts import Shown, covers, event_covers, is_flagged, line_count, shown_blocks
from tamani.views.printable import one_line, shorten
from tamani.views.who_to_whom import who_to_whom

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tamani.record import ArticleDate, Found, Record
    from tamani.views.html_entries import Entry

PLAIN = frozenset({"headline", "standfirst", "body"})
"""Blocks that are shown without naming their kind."""
LEGEND = (
    ("direct", "quotations_direct"), ("indirect", "quotations_indirect"), ("mixed", "quotations_mixed"),
    ("person", "actors_person"), ("state", "actors_state"), ("organisation", "organisations"),
    ("time", "times"), ("event", "events"), ("claim", "claims_marked"), ("flag", "flags"),
)  # fmt: skip
EXCERPT = 90
NOT_IN_SCRIPTS = re.compile(r"[<>&\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What could end the element, or turn the text around it; JSON has another spelling for them."""


def page_html(record: Record, language: str, *, index: str | None = None) -> str:
    """The page, with Tamani's own words in ``language``; ``index`` is a file name to link back to."""
    labels = Labels(language)
    found, tables = {**entries(record, labels), **event_entries(record, labels)}, EventTables(record, labels)
    titles = {key: f"{e.title} ({e.kind})" for key, e in found.items()}
    marker = Marker(record, covers(record) + event_covers(record), titles)
    main = tag(
        "main",
        tag("div", _page(record, marker, labels), _side(record, labels), class_="columns"),
        _section("failures", labels("failures"), failure_list(record, labels)) if record.failures else None,
        _section("notes", labels("notes"), note_list(record, labels)) if record.notes else None,
        _section("said", labels("who_said_what"), quotation_table(record, labels)),
        _section("events", labels("events"), tables.events()),
        _section("claims", labels("claims"), tables.claims()),
        _section("picture", labels("who_to_whom"), who_to_whom(record, labels)) if record.events else None,
        _section("timeline", labels("timeline"), tables.timeline()) if record.events else None,
        _section("actors", labels("actors"), actor_lists(record, labels)),
        _section("times", labels("times"), time_table(record, labels)),
        _section("flags", labels("flags"), flag_list(record, labels)),
        class_="wrap",
    )
    return document(
        title=one_line(_headline(record, labels)),
        labels=labels,
        body=join([_header(record, labels, index), main, _footer(record, labels)]),
        script=(_data(found, labels), _asset("page.js")),
    )


def document(
    *, title: str, labels: Labels, body: Markup, script: tuple[Markup, str] | None = None, style: str | None = None
) -> str:
    """A whole HTML file with its style and script inside, allowed by their hashes and nothing else.

    ``style`` is the name of a style sheet besides that of all pages.
    """
    style = _asset("page.css") + ("" if style is None else _asset(style))
    policy = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src '{_hash(style)}'"
    if script is not None:
        policy += f"; script-src '{_hash(script[1])}'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{title} – Tamani"),
        tag("style", Markup(style)),
    )
    scripts = [] if script is None else [script[0], tag("script", Markup(script[1]))]
    skip = tag("a", labels("skip"), class_="skip", href="#page")
    whole = tag("body", skip, body, *scripts, class_="no-script")
    return f"<!DOCTYPE html>\n{tag('html', head, whole, lang=labels.language)}\n"


@functools.cache
def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _data(found: Mapping[str, Entry], labels: Labels) -> Markup:
    """The entries for the script; no character in it can end the element that holds it."""
    words = {key: labels(key) for key in ("evidence", "copy", "copied", "close")}
    encoded = msgspec.json.encode({"words": words, "entries": found}).decode()
    safe = NOT_IN_SCRIPTS.sub(lambda match: f"\\u{ord(match[0]):04x}", encoded)
    return tag("script", Markup(safe), type="application/json", id="entries")


def _headline(record: Record, labels: Labels) -> str:
    headline = record.article.headline
    return headline.text if headline is not None else record.source or labels("standard_input")


def _header(record: Record, labels: Labels, index: str | None) -> Markup:
    back = join([" · ", tag("a", labels("index_title"), href=index)]) if index else None
    return tag(
        "header",
        tag(
            "div",
            tag("p", "Tamani", back, class_="brand"),
            tag("h1", tag("bdi", one_line(_headline(record, labels))), lang=record.language),
            tag("dl", *_facts(record, labels), class_="facts"),
            class_="wrap",
        ),
    )


def _facts(record: Record, labels: Labels) -> Iterator[Markup]:
    article = record.article
    if article.section is not None:
        yield _fact(labels("section"), _found(record, article.section, labels))
    for found in article.byline:
        yield _fact(labels("byline"), _found(record, found, labels))
    if article.dateline is not None:
        yield _fact(labels("dateline"), _found(record, article.dateline, labels))
    yield _fact(labels("published"), _date(record, article.published, labels))
    if article.modified is not None:
        yield _fact(labels("modified"), _date(record, article.modified, labels))
    if article.received is not None:
        yield _fact(labels("received"), tag("time", article.received))
    yield _fact(labels("language"), labels.language_name(record.language))
    yield _fact(labels("source"), tag("bdi", record.source or labels("standard_input")))


def _fact(name: str, value: str) -> Markup:
    return tag("div", tag("dt", name), tag("dd", value))


def _found(record: Record, found: Found, labels: Labels) -> Markup:
    return join(
        [tag("bdi", one_line(found.text)), " ", tag("span", labels.origin(record, found), class_="from")]
    )


def _date(record: Record, found: ArticleDate | None, labels: Labels) -> Markup:
    if found is None:
        return tag("span", labels("not_published"), class_="missing")
    return join([tag("time", found.value), " ", tag("span", labels.origin(record, found), class_="from")])


def _page(record: Record, marker: Marker, labels: Labels) -> Markup:
    shown = [_shown(record, part, marker, labels) for part in shown_blocks(record)]
    if not shown and record.text:
        shown = [tag("div", marker.marked(0, len(record.text)), class_="block")]
    text = tag("div", *shown, class_="text", lang=record.language)
    return tag("section", tag("h2", labels("the_page")), text, id="page", tabindex=-1)


def _shown(record: Record, part: Shown, marker: Marker, labels: Labels) -> Markup:
    language = part.blocks[0].language
    marked = tag(
        "div", marker.marked(part.start, part.end), class_=f"block {part.kind}", dir="auto",
        lang=language if language != record.language else None,
    )  # fmt: skip
    if part.kind in PLAIN:
        return marked
    if not part.folded:
        return tag(
            "div",
            tag("span", labels.of("block", part.kind), class_="kind", lang=labels.language),
            marked,
            class_="minor",
        )
    return tag("details", _summary(record, part, labels), marked, class_="furniture")


def _summary(record: Record, part: Shown, labels: Labels) -> Markup:
    """The kind of a run of furniture and its first words."""
    lines = labels.count("lines", line_count(record, part))
    name = labels("folded", kind=labels.of("block", part.kind), lines=lines)
    words = shorten(record.text[part.start : part.end], EXCERPT)
    return tag(
        "summary", tag("b", name, lang=labels.language), words, " ⚑" if is_flagged(record, part) else None
    )


def _side(record: Record, labels: Labels) -> Markup:
    legend = tag(
        "section", tag("h2", labels("legend")), tag("ul", *_legend(record, labels)), class_="panel legend"
    )
    card = tag(
        "section", tag("h2", labels("details")), tag("p", labels("details_hint"), class_="hint"),
        id="entry", class_="panel card needs-script", aria_live="polite", aria_label=labels("details"),
    )  # fmt: skip
    return tag("aside", legend, card, class_="side", aria_label=labels("legend"))


def _legend(record: Record, labels: Labels) -> Iterator[Markup]:
    """What each look means, how often it occurs, and a box that hides it (by the style sheet alone)."""
    counts = _counts(record)
    for name, key in LEGEND:
        if not counts.get(name):
            continue
        box = tag("input", type="checkbox", id=f"show-{name}", checked=True, autocomplete="off")
        sample = tag("span", SAMPLES.get(name, "{}").format(labels(key)), class_=f"sample {name}")
        yield tag(
            "li",
            box,
            tag("label", sample, for_=f"show-{name}"),
            tag("span", str(counts[name]), class_="count"),
        )


SAMPLES = {"direct": "[{}]", "indirect": "{{{}}}", "mixed": "<{}>", "flag": "{} ⚑"}


def _counts(record: Record) -> dict[str, int]:
    kinds: Iterable[str] = [
        *(quotation.kind for quotation in record.quotations),
        *(look(actor.kind) for actor in record.actors),
        *("time" for _ in record.times),
        *("event" for _ in record.events),
        *("claim" for _ in record.claims),
        *("flag" for _ in record.flags),
    ]
    counts: dict[str, int] = {}
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def _section(name: str, title: str, content: Markup) -> Markup:
    heading = tag("h2", title, id=f"{name}-title")
    return tag("section", heading, content, id=name, class_="found", aria_labelledby=f"{name}-title")


def _footer(record: Record, labels: Labels) -> Markup:
    about = tag("p", labels("made_by", version=VERSION))
    digest = tag("p", f"SHA-256 {record.sha256}") if record.sha256 else None
    return tag("footer", tag("div", about, digest, class_="wrap"))
