"""A story as one HTML file that needs no network and no script: what the terminal view shows, all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.record import VERSION
from tamani.views.html import document
from tamani.views.html_table import Row, cell, row, table
from tamani.views.labels import Labels
from tamani.views.markup import Markup, join, tag
from tamani.views.printable import one_line
from tamani.views.story_words import KINDS, StoryWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.record import Reason
    from tamani.story import Credit, Disagreement, Passage, SharedText, Side, StoryAccount, StoryView, Told

SAFE = ("https://", "http://")
"""What an address must begin with to be made a link."""


def story_html(story: StoryView, language: str) -> str:
    """The story, with Tamani's own words in ``language``."""
    labels = Labels(language)
    words = StoryWords(story, labels)
    title = one_line(story.title or labels("story", number=story.id))
    main = tag(
        "main",
        _section("page", labels("story_first"), _first(words)),
        _section("pages", labels("story_pages"), _order(words)),
        _section("copies", labels("story_copies"), _copies(words)),
        _section("disagreements", labels("story_disagreements"), _disagreements(words)),
        _section("few", labels("story_few"), _few(words)),
        class_="wrap",
    )
    footer = tag("footer", tag("div", tag("p", labels("made_by", version=VERSION)), class_="wrap"))
    body = join([_header(words, title), main, footer])
    return document(title=title, labels=labels, body=body, style="story.css")


def _header(words: StoryWords, title: str) -> Markup:
    story, labels = words.story, words.labels
    language = words.account(story.first.page).language
    notes = [tag("p", "! ", labels.reason(note), class_="doubt") for note in story.notes]
    facts = tag("p", f"{labels('story', number=story.id)} · {words.size()}", class_="hint")
    head = tag("h1", tag("bdi", title), lang=language)
    return tag("header", tag("div", tag("p", "Tamani", class_="brand"), head, facts, *notes, class_="wrap"))


def _section(name: str, title: str, content: Markup) -> Markup:
    return tag(
        "section", tag("h2", title, id=f"{name}-title"), content, id=name, class_="found",
        aria_labelledby=f"{name}-title", tabindex=-1 if name == "page" else None,
    )  # fmt: skip


def _reasons(reasons: Iterable[Reason], confidence: float, words: StoryWords) -> Markup:
    why = " ".join(words.labels.reason(reason) for reason in reasons)
    sure = words.labels("story_confidence", confidence=f"{confidence:.2f}")
    return tag("small", f"{why} ({sure})")


def _first(words: StoryWords) -> Markup:
    first = words.story.first
    account = words.account(first.page)
    who = tag("p", _name(words, first.page), " · ", words.when(account), class_="first")
    return tag("div", who, _reasons(first.reasons, first.confidence, words))


def _name(words: StoryWords, page: int) -> Markup:
    return tag("bdi", words.name(page), class_="name")


def _order(words: StoryWords) -> Markup:
    columns = [words.labels(key) for key in ("story_when", "story_outlet", "headline", "story_text")]
    return tag("div", table(columns, (_row(words, account) for account in words.story.pages)), class_="wide")


def _row(words: StoryWords, account: StoryAccount) -> Row:
    labels, first = words.labels, words.story.first
    doubt = tag("small", "? ", labels("story_maybe_before"), class_="doubt") if account.page in first.maybe else None
    headline = tag("bdi", one_line(account.headline or account.url or ""), lang=account.language)
    if account.url is not None and account.url.startswith(SAFE):
        headline = tag("a", headline, href=account.url, rel="noreferrer")
    copy = words.name(account.text_of) if account.text_of != account.page else labels("story_own_text")
    return row(
        cell(words.moment(account), doubt),
        cell(_name(words, account.page)),
        cell(headline),
        cell(copy),
        class_="first-row" if account.page == first.page else None,
    )


def _copies(words: StoryWords) -> Markup:
    story, labels = words.story, words.labels
    parts = [_copy(words, shared) for shared in story.shared] or [tag("p", labels("story_no_copies"))]
    if story.credits:
        parts.append(tag("h3", labels("story_credits")))
        parts.append(tag("ul", *_credits(words), class_="few"))
    return tag("div", *parts)


def _copy(words: StoryWords, shared: SharedText) -> Markup:
    labels = words.labels
    head = tag(
        "h3", _name(words, shared.page), f" · {labels(f'story_{shared.kind}')} ", _name(words, shared.of), " · ",
        tag("small", labels("story_copy_share", percent=round(shared.share * 100))),
    )  # fmt: skip
    sides = [
        tag("li", tag("ul", _passage(words, passage), class_="passages")) for passage in (shared.there, shared.here)
    ]
    return tag(
        "div", head, tag("ul", *sides, class_="sides"), _reasons(shared.reasons, shared.confidence, words),
        class_="disagreement",
    )  # fmt: skip


def _credits(words: StoryWords) -> Iterator[Markup]:
    for page, sources in sorted(words.story.credits.items()):
        for credit in sources:
            yield tag("li", _name(words, page), " ← ", _credit(words, credit))


def _credit(words: StoryWords, credit: Credit) -> Markup:
    where = words.labels(f"story_credit_{credit.where}")
    place = tag("span", words.place(credit.evidence), class_="spans")
    return join([tag("bdi", one_line(credit.source), class_="name"), f" {where} ", place])


def _disagreements(words: StoryWords) -> Markup:
    found = words.story.disagreements
    if not found:
        return tag("p", words.labels("story_no_disagreements"))
    return tag("div", *(_disagreement(words, one) for one in found))


def _disagreement(words: StoryWords, found: Disagreement) -> Markup:
    kind = tag("small", words.labels("prefix", name=words.labels(f"story_kind_{found.kind}")))
    return tag(
        "div",
        tag("h3", kind, tag("bdi", words.about(found))),
        tag("ul", *(_side(words, found, side) for side in found.sides), class_="sides"),
        tag("small", words.why(found)),
        class_="disagreement",
    )


def _side(words: StoryWords, found: Disagreement, side: Side) -> Markup:
    voice = words.voice(side)
    return tag(
        "li",
        tag("bdi", words.says(found, side), class_="says"),
        tag("small", voice) if voice else None,
        tag("ul", *(_passage(words, passage) for passage in side.passages), class_="passages"),
    )


def _passage(words: StoryWords, passage: Passage) -> Markup:
    language = words.account(passage.page).language
    return tag(
        "li",
        tag("q", one_line(passage.text), class_="said", lang=language, dir="auto"),
        tag("small", words.name(passage.page), " · ", tag("span", words.place(passage), class_="spans")),
    )


def _few(words: StoryWords) -> Markup:
    if not words.story.only_some:
        return tag("p", words.labels("story_no_few"))
    parts: list[Markup] = []
    for kind in KINDS:
        told = [one for one in words.story.only_some if one.kind == kind]
        if told:
            parts.append(tag("h3", words.labels(f"story_told_{kind}")))
            parts.append(tag("ul", *(_told(words, one) for one in told), class_="few"))
    return tag("div", *parts)


def _told(words: StoryWords, told: Told) -> Markup:
    detail = words.detail(told)
    shown = [tag("bdi", words.told(told)), f" · {detail}" if detail else None]
    if told.kind in {"event", "claim"}:
        passage = told.by[0]
        shown.append(tag("q", one_line(passage.text), class_="said", lang=words.account(passage.page).language))
    where = " · ".join(f"{words.name(p.page)} ({p.start}–{p.end})" for p in told.by)
    return tag("li", *shown, tag("small", where))
