"""A record in strings: each with its number among the places where the page has the same string."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from tamani.record import NARRATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tamani.exchange.options import Tally
    from tamani.record import Actor, Article, Block, Claim, Event, Flag, Found, Quotation, Record, Span

    Json = dict[str, Any]

Entry = TypeVar("Entry")
WITHOUT_NAME = frozenset({"pronoun"})
"""Forms of mentions that are no surface form of an actor's own."""


class CannotBeToldError(Exception):
    """Strings cannot tell this entry; the message is the code of why."""


def gold_page(record: Record, tally: Tally) -> Json:
    """The page's text and all its entries; those that strings cannot tell are left out and counted."""
    told = _Told(record)

    def each(entries: Iterable[Entry], tell: Callable[[Entry], Json]) -> list[Json]:
        return list(_each(entries, tell, tally))

    return {
        "text": record.text,
        "article": _article(record.article, record.text),
        "blocks": each(record.blocks, told.block),
        "actors": [_actor(actor, record.text) for actor in record.actors],
        "quotations": each(record.quotations, told.quotation),
        "events": each(record.events, told.event),
        "claims": _answering(each(record.claims, told.claim)),
        "flags": each(record.flags, told.flag),
    }


def _each(entries: Iterable[Entry], tell: Callable[[Entry], Json], tally: Tally) -> Iterator[Json]:
    for entry in entries:
        try:
            found = tell(entry)
        except CannotBeToldError as problem:
            tally.left_out[str(problem)] += 1
        else:
            tally.entries += 1
            yield found


class _Told:
    """Tells the entries of one page."""

    def __init__(self, record: Record) -> None:
        self.text = record.text
        self.ids = {actor.id for actor in record.actors}

    def block(self, block: Block) -> Json:
        return {"kind": block.kind, **self._string("text", "nth", block.start, block.end)}

    def quotation(self, said: Quotation) -> Json:
        return {
            "kind": said.kind,
            "speaker": self._known(said.speaker),
            **self._beside("speaker_text", "speaker_nth", said.speaker_span),
            **self._beside("cue", "cue_nth", said.cue),
            **self._string("content", "nth", said.start, said.end),
        }

    def event(self, event: Event) -> Json:
        if event.voice not in {NARRATOR, *self.ids}:
            raise CannotBeToldError("unknown_voice")
        place = event.place
        return {
            "type": event.type,
            "source": [who for who in event.source if who in self.ids],
            "target": [who for who in event.target if who in self.ids],
            **self._string("trigger", "nth", event.start, event.end),
            "status": event.status,
            "voice": event.voice,
            "date": event.date,
            "place": self.text[place.start : place.end] if place else None,
            "also": [self._string("text", "nth", span.start, span.end) for span in event.mentions],
        }

    def claim(self, claim: Claim) -> Json:
        return {
            "id": claim.id,
            "kind": claim.kind,
            "speaker": self._known(claim.speaker),
            "about": [who for who in claim.about if who in self.ids],
            **self._string("text", "nth", claim.start, claim.end),
            "answers": claim.answers,
        }

    def flag(self, flag: Flag) -> Json:
        return {"kind": flag.kind, **self._string("text", "nth", flag.start, flag.end), "why": flag.why.words}

    def _known(self, identifier: str | None) -> str | None:
        return identifier if identifier in self.ids else None

    def _beside(self, name: str, number: str, span: Span | None) -> Json:
        return {name: None} if span is None else self._string(name, number, span.start, span.end)

    def _string(self, name: str, number: str, start: int, end: int) -> Json:
        """The characters at a place and, where the page has them more than once, which time it is."""
        string = self.text[start:end]
        count = self.text.count(string) if string else 0
        if count == 0:
            raise CannotBeToldError("empty_span")
        nth = occurrence(self.text, string, start)
        return {name: string} if count == 1 else {name: string, number: nth}


def occurrence(text: str, string: str, start: int) -> int:
    """Which time the text has the string there, counted from one, left to right, without overlap.

    Raises:
        CannotBeToldError: the place lies across one that was counted.
    """
    number, at = 0, text.find(string)
    while 0 <= at <= start:
        number += 1
        if at == start:
            return number
        at = text.find(string, at + len(string))
    raise CannotBeToldError("not_countable")


def _article(article: Article, text: str) -> Json:
    def words(found: Found | None) -> str | None:
        """What the page's own text has; what comes from metadata is no string of it."""
        return found.text if found and found.text in text else None

    return {
        "headline": words(article.headline),
        "section": words(article.section),
        "byline": [name for found in article.byline if (name := words(found))],
        "dateline": words(article.dateline),
        "published": article.published.value[:10] if article.published else None,
    }


def _actor(actor: Actor, text: str) -> Json:
    forms = (text[m.start : m.end] for m in actor.mentions if m.form not in WITHOUT_NAME)
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "role": actor.role,
        "mentions": list(dict.fromkeys(form for form in forms if form)),
    }


def _answering(claims: list[Json]) -> list[Json]:
    """The claims; what one of them answers must be among them."""
    ids = {claim["id"] for claim in claims}
    for claim in claims:
        if claim["answers"] not in ids - {claim["id"]}:
            claim["answers"] = None
    return claims
