"""Stores with events of states and people, written as short lines: ``MLI ACCUSE UKR alleged by MLI on 2026-03``."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import insert

from tamani.corpus import tables
from tamani.record import Actor, Article, ArticleDate, Block, Event, Found, Mention, Record, Span, Why
from tamani.world.plover import scale
from tests.corpus.quick_reader import came

OFFICIALS = {
    "diop": ("Abdoulaye Diop", "person", "MLI", "GOV"),
    "army_mli": ("armée malienne", "government_body", "MLI", "MIL"),
    "jnim": ("JNIM", "armed_group", "MLI", "REB"),
    "opponent": ("Awa Sidibé", "person", "MLI", "OPP"),
    "traders": ("commerçants", "group", "MLI", "CIV"),
    "fatou": ("Fatou Diop", "person", "SEN", "GOV"),
    "CEDEAO": ("CEDEAO", "igo", None, "IGO"),
}
"""Actors that are no states, by their ids."""


def actor(identifier, start):
    usual = (identifier, "state", identifier, "GOV")
    name, kind, country, sector = OFFICIALS.get(identifier, usual)
    mention = Mention(start=start, end=start + len(identifier), form="name")
    return Actor(
        id=identifier, name=name, kind=kind, country=country, sector=sector, role=None, mentions=[mention], by="told"
    )  # fmt: skip


LINE = re.compile(
    r"^(?P<source>\S+) (?P<type>[A-Z]{3,}) (?P<target>\S+)(?: (?P<status>alleged|denied|planned|ongoing))?"
    r"(?: by (?P<voice>\S+))?(?: on (?P<date>\S+))?$",
    re.MULTILINE,
)


class ToldReader:
    """Reads pages of such lines. ``A+B TYPE -``: both act, and nobody is acted on."""

    def read_many(self, pages):
        for asked in pages:
            yield self.record(asked)

    def record(self, asked):
        text = asked.page.decode()
        actors = {}
        events = [self.event(match, actors) for match in LINE.finditer(text)]
        published = asked.published
        dated = None if published is None else ArticleDate(value=str(published), start=None, end=None, by="told")
        first = text.split("\n", 1)[0]
        return Record(
            source=asked.source, language="fr", text=text, actors=list(actors.values()), events=events,
            article=Article(headline=Found(text=first, start=0, end=len(first), by="told"), published=dated),
            blocks=[Block(kind="body", start=0, end=len(text), by="told")],
        )  # fmt: skip

    def event(self, match, actors):
        source, kind = match["source"].split("+"), match["type"]
        target = [] if match["target"] == "-" else match["target"].split("+")
        voice = match["voice"] or "narrator"
        for name in [*source, *target, *([match["voice"]] if match["voice"] else [])]:
            actors.setdefault(name, actor(name, match.start()))
        known = scale(kind)
        return Event(
            type=kind, mode=None, quad=known.quad, cameo=known.cameo, goldstein=known.goldstein,
            start=match.start("type"), end=match.end("type"), source=source, target=target,
            status=match["status"] or "happened", voice=voice, date=match["date"], place=None, quotation=None,
            by="told", why=Why(rule="told", entry=None, clause=Span(*match.span())),
        )  # fmt: skip


def add(store, *texts, published=date(2026, 3, 10), stories=()):
    """Add pages, and put them into stories: a number for each page, None for none."""
    pages = [
        came(f"Titre {n}\n{text}", f"https://p.example/{published}/{n}", outlet=f"Outlet {n}", published=published)
        for n, text in enumerate(texts)
    ]
    added = list(store.add(pages, ToldReader()))
    with store.writing() as connection:
        for one, story in zip(sorted(added, key=lambda a: a.version_id), stories, strict=False):
            if story is None:
                continue
            there = connection.execute(tables.stories.select().where(tables.stories.c.id == story)).first()
            if there is None:
                connection.execute(insert(tables.stories).values(id=story, title="S", first_seen="2026-03-01"))
            connection.execute(insert(tables.story_pages).values(story_id=story, page_id=one.page_id))
    return added
