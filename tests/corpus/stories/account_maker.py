"""Accounts of a story made of a few lines, where a test is about comparing and not about reading.

The text is plain, with its first line as the headline; actors are found by their names, quotations by ``Name: «…»``.
"""

from __future__ import annotations

import itertools
import re

from tamani.corpus.stories.accounts import Account, bounds
from tamani.corpus.stories.shared_text import credits_of, pairs_of, set_groups, shared_text
from tamani.record import (
    Actor,
    Article,
    Block,
    Claim,
    Event,
    Found,
    Mention,
    Place,
    Quotation,
    Record,
    Span,
    Time,
    Why,
)

NUMBERS = itertools.count(1)
STATES = {"MLI", "RUS", "UKR", "FRA", "BEN", "NER"}


def actor(text, name, kind="person", *, role=None, country=None, identifier=None):
    """An actor with a mention wherever his name stands."""
    mentions = [Mention(start=m.start(), end=m.end(), form="name") for m in re.finditer(re.escape(name), text)]
    key = identifier or name.lower().replace(" ", "_")
    return Actor(
        id=key, name=name, kind=kind, country=country or (key if key in STATES else None), sector=None, role=role,
        mentions=mentions or [Mention(start=0, end=1, form="pronoun")], by="test",
    )  # fmt: skip


def quotation(text, words, speaker, kind="direct"):
    """The quotation of these words."""
    start = text.index(words)
    span = Span(start, start + len(words))
    return Quotation(
        kind=kind, start=span.start, end=span.end, spans=[span], speaker=speaker, speaker_span=None, cue=None,
        rule="test", by="test",
    )  # fmt: skip


def event(text, trigger, kind, source, target, **more):
    """An event whose clause is the line that its trigger stands in."""
    start = text.index(trigger)
    line = text.rfind("\n", 0, start) + 1, (text + "\n").index("\n", start)
    usual = {"mode": None, "status": "happened", "voice": "narrator", "date": None, "place": None, "confidence": 0.9}
    return Event(
        type=kind, quad=more.pop("quad", 4), cameo="190", goldstein=-9.0, start=start, end=start + len(trigger),
        source=list(source), target=list(target), quotation=None, by="test",
        why=Why(rule="test", entry=None, clause=Span(*line)), **{**usual, **more},
    )  # fmt: skip


def claim(text, words, kind, speaker, about=()):
    """A claim in these words."""
    start = text.index(words)
    return Claim(
        id=f"c{start}", kind=kind, speaker=speaker, about=list(about), start=start, end=start + len(words),
        answers=None, event=None, by="test", why=Why(rule="test", entry=None, clause=Span(start, start + len(words))),
    )  # fmt: skip


def place(text, name, country=None):
    start = text.index(name)
    return Place(text=name, start=start, end=start + len(name), country=country)


def time(text, words, value):
    start = text.index(words)
    return Time(start=start, end=start + len(words), value=value, anchor="absolute", by="test")


def account(text, outlet=None, *, language="fr", published="2026-03-03", seen="2026-03-03T10:00:00.000Z", **entries):
    """A page; ``byline`` and ``dateline`` are words of its text, other entries are those of the record."""
    number = next(NUMBERS)
    first = text.split("\n")[0]
    named = {name: _found(text, entries.pop(name)) for name in ("byline", "dateline") if name in entries}
    article = Article(
        headline=Found(text=first, start=0, end=len(first), by="test"),
        byline=[named["byline"]] if "byline" in named else [],
        dateline=named.get("dateline"),
    )
    record = Record(text=text, language=language, article=article, blocks=list(_blocks(text)), **entries)
    earliest, latest = bounds(published, seen)
    return Account(number, number, outlet, None, record, published, seen, earliest, latest)


def _found(text, words):
    start = text.index(words)
    return Found(text=words, start=start, end=start + len(words), by="test")


def _blocks(text):
    at = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            yield Block(kind="headline" if number == 0 else "body", start=at, end=at + len(line), by="test")
        at += len(line) + 1


def story(*accounts):
    """Accounts in their order, their texts numbered."""
    ordered = sorted(accounts, key=lambda one: (one.latest, one.page))
    set_groups(ordered, pairs_of(ordered))
    return ordered


def copies(*accounts):
    """What of the text of some accounts is shared."""
    ordered = story(*accounts)
    return shared_text(ordered, pairs_of(ordered), credits_of(ordered))


def shown(disagreements):
    """Kind, code and what each side says."""
    return [(d.kind, d.reason.code, [side.says for side in d.sides]) for d in disagreements]
