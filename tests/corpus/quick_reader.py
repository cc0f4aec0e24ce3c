"""A reader that makes whole records of simple lines in a moment, where a test is about the store and not about reading.

A page is lines: the first is the headline; ``Name (ISO): « words »`` is a quotation with its speaker, ``Name ACCUSE
Name.`` an event with a claim, ``| line`` furniture.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime

from tamani.gather.gathered import Gathered
from tamani.record import (
    Actor,
    Article,
    ArticleDate,
    Block,
    Claim,
    Event,
    Failure,
    Flag,
    Found,
    Mention,
    Quotation,
    Reason,
    Record,
    Span,
    Time,
    Why,
)

SAID = re.compile(r"(?P<who>[A-Z]\w+) \((?P<country>[A-Z]{3})\) ?: (?P<words>«[^»\n]+»)")
DONE = re.compile(r"(?P<source>[A-Z]\w+) (?P<type>ACCUSE|AGREE|ASSAULT) (?P<target>[A-Z]\w+)")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DATED = re.compile(r"\d{4}-\d{2}-\d{2}")


def came(text: str, url: str | None = None, **more) -> Gathered:
    """A page as it came, on a day of spring."""
    usual = {"outlet": None, "fetched_at": NOON, "how": "file", "media_type": None, "published": None}
    return Gathered(content=text.encode(), url=url, **{**usual, **more})


class QuickReader:
    def __init__(self) -> None:
        self.pages_read = 0

    def read_many(self, pages):
        for asked in pages:
            self.pages_read += 1
            yield self.record(asked)

    def record(self, asked):
        text = asked.page.decode("utf-8", "replace")
        if not text.strip():
            why = Reason(code="page_empty", words="The page is empty.")
            return Record(source=asked.source, text="", failures=[Failure(step="receive", why=why)])
        return _Page(text, asked).record()


class _Page:
    def __init__(self, text, asked):
        self.text, self.asked = text, asked
        self.actors = {}

    def record(self):
        quotations = [self.quotation(m) for m in SAID.finditer(self.text)]
        events = [self.event(m) for m in DONE.finditer(self.text)]
        claims = [self.claim(place, event) for place, event in enumerate(events) if event.type == "ACCUSE"]
        times = [
            Time(start=m.start(), end=m.end(), value=m.group(), anchor="absolute", by="quick")
            for m in DATED.finditer(self.text)
        ]
        first = self.text.split("\n")[0]
        headline = Found(text=first, start=0, end=len(first), by="quick")
        published = self.asked.published
        dated = None if published is None else ArticleDate(value=str(published), start=None, end=None, by="quick")
        flags = [
            Flag(
                kind="undated", start=0, end=len(first), why=Reason(code="undated", words="It has no date."), by="quick"
            )
        ]
        return Record(
            source=self.asked.source,
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            language="en" if " the " in self.text else "fr",
            text=self.text,
            article=Article(headline=headline, published=dated),
            blocks=list(self.blocks()),
            actors=list(self.actors.values()),
            times=times,
            quotations=quotations,
            events=events,
            claims=claims,
            flags=flags if dated is None else [],
        )

    def blocks(self):
        at = 0
        for place, line in enumerate(self.text.split("\n")):
            if line.strip():
                kind = "related" if line.startswith("|") else "headline" if place == 0 else "body"
                yield Block(kind=kind, start=at, end=at + len(line), by="quick")
            at += len(line) + 1

    def actor(self, name, start, country=None):
        identifier = name.lower()
        mention = Mention(start=start, end=start + len(name), form="name")
        known = self.actors.get(identifier)
        self.actors[identifier] = Actor(
            id=identifier,
            name=name,
            kind="person",
            country=country or (known.country if known else None),
            sector="GOV",
            role=None,
            mentions=[*(known.mentions if known else []), mention],
            by="quick",
        )
        return identifier

    def quotation(self, match):
        speaker = self.actor(match["who"], match.start("who"), match["country"])
        start, end = match.span("words")
        return Quotation(
            kind="direct",
            start=start,
            end=end,
            spans=[Span(start + 1, end - 1)],
            speaker=speaker,
            speaker_span=Span(*match.span("who")),
            cue=None,
            rule="colon",
            by="quick",
        )

    def event(self, match):
        source = self.actor(match["source"], match.start("source"))
        target = self.actor(match["target"], match.start("target"))
        return Event(
            type=match["type"],
            mode=None,
            quad=3,
            cameo="112",
            goldstein=-2.0,
            start=match.start("type"),
            end=match.end("type"),
            source=[source],
            target=[target],
            status="happened",
            voice="narrator",
            date=None,
            place=None,
            quotation=None,
            by="quick",
            why=Why(rule="quick", entry=None, clause=Span(*match.span())),
        )

    def claim(self, place, event):
        return Claim(
            id=f"c{place}",
            kind="accusation",
            speaker=event.source[0],
            about=event.target,
            start=event.start,
            end=event.end,
            answers=None,
            event=place,
            by="quick",
            why=event.why,
        )
