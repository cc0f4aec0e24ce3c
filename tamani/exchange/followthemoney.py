"""FollowTheMoney entities, one a line: pages, who is on them, events, what somebody says of somebody."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit

from tamani.exchange.codes import codes, countries
from tamani.exchange.event_dates import day, last_day
from tamani.exchange.json_out import write_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow
    from tamani.record import Actor, Claim, Event, Quotation

    Entity = dict[str, Any]

SCHEMATA = {
    "person": "Person",
    "state": "PublicBody",
    "government_body": "PublicBody",
    "company": "Company",
    "igo": "Organization",
    "armed_group": "Organization",
    "party": "Organization",
    "media": "Organization",
    "civil_society": "Organization",
    "group": "LegalEntity",
}
"""Kinds of actors; unnamed people are no more than a legal entity."""
STATE, PERSON = "state", "person"


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write the entities of each page; a state is written with the first page that has it."""
    del stories
    seen: set[str] = set()
    write_lines((entity for page in pages for entity in _entities(page, options, tally, seen)), out)


def _entities(page: StoredPage, options: Options, tally: Tally, seen: set[str]) -> Iterator[Entity]:
    for entity in _all(page, options, tally):
        if entity["id"] not in seen:
            tally.entries += 1
            yield entity
        if entity["id"].startswith("tamani-state-"):
            seen.add(entity["id"])


def _all(page: StoredPage, options: Options, tally: Tally) -> Iterator[Entity]:
    record = page.record
    yield _article(page)
    for actor in record.actors:
        yield _party(page, actor)
        if options.wants("mentions"):
            yield _mention(page, actor)
    if options.wants("events"):
        kept = [(number, event) for number, event in enumerate(record.events) if event.status in options.statuses]
        tally.left_out["status"] += len(record.events) - len(kept)
        yield from (_event(page, number, event) for number, event in kept)
    if options.wants("claims"):
        for claim in record.claims:
            links = list(_links(page, claim))
            tally.left_out["claim_without_ends"] += not links
            yield from links
    if options.wants("quotations"):
        yield from (_note(page, number, said) for number, said in enumerate(record.quotations))


def _entity(identifier: str, schema: str, **properties: str | Iterable[str | None] | None) -> Entity:
    """An entity with the properties that have a value; a last underscore is taken off their names."""
    lists = {
        name.rstrip("_"): [value for value in ([given] if isinstance(given, str) else given or []) if value]
        for name, given in properties.items()
    }
    return {
        "id": identifier,
        "schema": schema,
        "properties": {name: values for name, values in lists.items() if values},
    }


def _id(page: StoredPage, *parts: object) -> str:
    return "-".join(["tamani", str(page.version_id), *(str(part) for part in parts)])


def _party_id(page: StoredPage, actor: Actor) -> str:
    if actor.kind == STATE and actor.country:
        return f"tamani-state-{actor.country}"
    return _id(page, "actor", actor.id)


def _party_ids(page: StoredPage, identifiers: Iterable[str]) -> list[str]:
    found = (page.record.actor(identifier) for identifier in identifiers)
    return [_party_id(page, actor) for actor in found if actor is not None]


def _article(page: StoredPage) -> Entity:
    record, article = page.record, page.record.article
    return _entity(
        _id(page, "page"),
        "Article",
        title=article.headline.text if article.headline else None,
        author=[found.text for found in article.byline],
        publisher=page.outlet,
        fileName=_file_name(page),
        language=codes("language").get(record.language or ""),
        publishedAt=article.published.value if article.published else None,
        modifiedAt=article.modified.value if article.modified else None,
        sourceUrl=page.url,
        bodyText=record.text,
    )


def _file_name(page: StoredPage) -> str | None:
    """The last part of the file's name or of the URL's path."""
    return PurePosixPath(urlsplit(page.url).path if page.url else page.record.source or "").name or None


def _party(page: StoredPage, actor: Actor) -> Entity:
    return _entity(
        _party_id(page, actor),
        SCHEMATA[actor.kind],
        name=actor.name,
        country=countries().get(actor.country or ""),
        **({"position": actor.role, "gender": _gender(actor)} if actor.kind == PERSON else {}),
        proof=None if actor.kind == STATE else _id(page, "page"),
    )


def _gender(actor: Actor) -> str | None:
    return {"m": "male", "f": "female"}.get(actor.gender or "")


def _mention(page: StoredPage, actor: Actor) -> Entity:
    text = page.record.text
    return _entity(
        _id(page, "mention", actor.id),
        "Mention",
        document=_id(page, "page"),
        name=dict.fromkeys([actor.name, *(text[m.start : m.end] for m in actor.mentions if m.form == "name")]),
        detectedSchema=SCHEMATA[actor.kind],
        contextCountry=countries().get(actor.country or ""),
    )


def _event(page: StoredPage, number: int, event: Event) -> Entity:
    record, clause, place = page.record, event.why.clause, event.place
    return _entity(
        _id(page, "event", number),
        "Event",
        name=f"{event.type}: {record.text[event.start : event.end]}",
        date=event.date if event.date and "/" not in event.date else None,
        startDate=day(event.date) if event.date and "/" in event.date else None,
        endDate=last_day(event.date),
        location=place.text if place else None,
        country=countries().get(place.country or "") if place else None,
        organizer=_party_ids(page, event.source),
        involved=_party_ids(page, event.target),
        summary=record.text[clause.start : clause.end],
        proof=_id(page, "page"),
        sourceUrl=page.url,
        publisher=page.outlet,
    )


def _links(page: StoredPage, claim: Claim) -> Iterator[Entity]:
    """What somebody says of somebody, one link for each whom it is about; a link needs both ends."""
    subject = _party_ids(page, [claim.speaker] if claim.speaker else [])
    for number, about in enumerate(_party_ids(page, claim.about) if subject else []):
        yield _entity(
            _id(page, "claim", claim.id, number),
            "UnknownLink",
            subject=subject,
            object=about,
            role=claim.kind,
            summary=page.record.text[claim.start : claim.end],
            sourceUrl=page.url,
            publisher=page.outlet,
        )


def _note(page: StoredPage, number: int, said: Quotation) -> Entity:
    return _entity(
        _id(page, "quotation", number),
        "Note",
        description=page.record.text[said.start : said.end],
        entity=[*_party_ids(page, [said.speaker] if said.speaker else []), _id(page, "page")],
    )
