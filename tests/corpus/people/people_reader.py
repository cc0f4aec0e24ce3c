"""A reader of pages that say in a few signs who is on them, so that a test shows all that counts.

Each line behind the headline is somebody, ``Name; COUNTRY; role; « words »`` (all but the name may be left out; a name
in brackets is only a role; ``denies that …`` stands for words that he denies), or what somebody does, ``A > TYPE > B``.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date

from sqlalchemy import insert, select

from tamani.corpus import tables
from tamani.corpus.folding import fold
from tamani.corpus.people.resolving import resolve_waiting
from tamani.record import (
    Actor,
    Article,
    ArticleDate,
    Block,
    Claim,
    Event,
    Found,
    Mention,
    Quotation,
    Record,
    Span,
    Why,
)
from tests.corpus.quick_reader import came

STATES = re.compile(r"[A-Z]{3}")
DENIES = "denies that "


class PeopleReader:
    def read_many(self, pages):
        for asked in pages:
            yield _Page(asked).record()


class _Page:
    def __init__(self, asked):
        self.text, self.asked = asked.page.decode(), asked
        self.actors, self.quotations, self.events, self.denials = {}, [], [], []

    def record(self):
        at = 0
        for place, line in enumerate(self.text.split("\n")):
            if place and ">" in line:
                self.act(line, at)
            elif place and line.strip():
                self.somebody(line, at)
            at += len(line) + 1
        head = self.text.split("\n")[0]
        day = self.asked.published
        published = None if day is None else ArticleDate(value=str(day), start=None, end=None, by="test")
        return Record(
            source=self.asked.source,
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            language="fr",
            text=self.text,
            article=Article(headline=Found(text=head, start=0, end=len(head), by="test"), published=published),
            blocks=[Block(kind="body", start=0, end=len(self.text), by="test")],
            actors=list(self.actors.values()),
            quotations=self.quotations,
            events=self.events,
            claims=[
                Claim(
                    id=f"c{n}", kind="accusation", speaker=event.source[0], about=event.target, start=event.start,
                    end=event.end, answers=None, event=n, by="test", why=event.why,
                )
                for n, event in enumerate(self.events)
                if event.type == "ACCUSE"
            ]
            + self.denials,
        )  # fmt: skip

    def somebody(self, line, at):
        name, country, role, words = [*(part.strip() for part in line.split(";")), "", "", ""][:4]
        start = at + line.index(name)
        identifier = self.actor(name, start, country or None, role or None)
        denied = words.startswith(DENIES)
        if words:
            begin = at + line.index(words)
            if denied:
                self.denials.append(self.denial(identifier, begin, begin + len(words)))
                begin, words = begin + len(DENIES), words.removeprefix(DENIES)
            self.quotations.append(
                Quotation(
                    kind="indirect" if denied else "direct", start=begin, end=begin + len(words),
                    spans=[Span(begin, begin + len(words))],
                    speaker=identifier, speaker_span=Span(start, start + len(name)), cue=None, rule="test", by="test",
                )
            )  # fmt: skip

    def denial(self, speaker, start, end):
        why = Why(rule="denial_verb", entry="deny", clause=Span(start, end))
        return Claim(
            id=f"d{start}", kind="denial", speaker=speaker, about=[], start=start, end=end, answers=None, event=None,
            by="test", why=why,
        )  # fmt: skip

    def actor(self, name, start, country, role):
        is_state, is_role = bool(STATES.fullmatch(name)), name.startswith("(")
        bare = name.strip("()")
        identifier = name if is_state else fold(bare)
        kind = "state" if is_state else "person"
        start += name.index(bare)
        mention = Mention(start=start, end=start + len(bare), form="role" if is_role else "name")
        known = self.actors.get(identifier)
        self.actors[identifier] = Actor(
            id=identifier, name=bare, kind=kind, country=name if is_state else country or (known and known.country),
            sector=None, role=role or (known and known.role), gender="f" if role and role.endswith("e ") else None,
            mentions=[*(known.mentions if known else []), mention], by="test",
        )  # fmt: skip
        return identifier

    def act(self, line, at):
        source, kind, target = (part.strip() for part in line.split(">"))
        start = at + line.index(kind)
        self.events.append(
            Event(
                type=kind, mode=None, quad=3, cameo="112", goldstein=-2.0, start=start, end=start + len(kind),
                source=[self.actor(source, at + line.index(source), None, None)],
                target=[self.actor(target, at + line.rindex(target), None, None)],
                status="happened", voice="narrator", date=None, place=None, quotation=None, by="test",
                why=Why(rule="test", entry=None, clause=Span(at, at + len(line))),
            )
        )  # fmt: skip


def page(name, *lines, day=3):
    """A page of this name with these lines, of a day of March; without one where it does not tell the day."""
    text = "\n".join([f"Page {name}", *lines])
    published = None if day is None else date(2026, 3, day)
    return came(text, f"https://{name}.example/", published=published, outlet=name)


def add(store, *pages, story=None):
    """Add pages, put them into a story, and make out who is who."""
    keep(store, *pages, story=story)
    return list(resolve_waiting(store.engine))


def keep(store, *pages, story=None):
    """Add pages and put them into a story."""
    added = list(store.add(pages, PeopleReader()))
    if story is None:
        return
    with store.writing() as connection:
        known = tables.stories.c.id
        if connection.scalar(select(known).where(known == story)) is None:
            connection.execute(insert(tables.stories).values(id=story, title="", first_seen="2026-03-01"))
        for one in added:
            connection.execute(insert(tables.story_pages).values(story_id=story, page_id=one.page_id))
