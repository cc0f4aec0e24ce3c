"""PLOVER in JSON Lines, one act a line, under the names of the manual's chapter "Data Fields"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from tamani.exchange.actors import actors, sector_code, voice_name
from tamani.exchange.coded import coded
from tamani.exchange.codes import codes, event_code
from tamani.exchange.event_dates import day, last_day
from tamani.exchange.evidence import evidence, text_sha256
from tamani.exchange.json_out import known, write_lines
from tamani.world.plover import CAMEO_VERSION, PLOVER_VERSION, scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.exchange.coded import Coded
    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow
    from tamani.record import Actor, Record


PERSON = "person"


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write all acts, those that did not take place too: PLOVER has modes to mark them."""
    del stories, options
    write_lines((event for page in pages for event in _events(page, tally)), out)


def identifier(page: StoredPage, number: int) -> str:
    """The id of an act, the same whenever the same version of the page is exported."""
    return f"tamani-{page.version_id}-{number}"


def _events(page: StoredPage, tally: Tally) -> Iterator[dict[str, Any]]:
    digest = text_sha256(page.record.text)
    for act in coded(page.record):
        tally.entries += 1
        yield _event(page, act, digest)


def _event(page: StoredPage, act: Coded, digest: str) -> dict[str, Any]:
    record = page.record
    required = {
        "id": identifier(page, act.number),
        "date": day(act.date),
        "actor": [_entity(actor) for actor in actors(record, act.source)],
        "event": [act.type],
    }
    return required | known(
        enddate=last_day(act.date),
        recipient=[_entity(actor) for actor in actors(record, act.target)],
        event_loc=_location(act),
        event_text=[record.text[act.start : act.end]],
        quad_code=act.quad,
        event_scale=scale(act.type, act.mode).goldstein if act.denial else act.goldstein,
        mode=_modes(act),
        context=act.context,
        link=identifier(page, act.answers) if act.answers is not None else None,
        text=record.text[act.clause.start : act.clause.end],
        text_info={"start": act.clause.start, "end": act.clause.end},
        cite_info=_citation(page),
        coder="Tamani",
        tamani=_own(page, act, digest),
    )


def _entity(actor: Actor) -> dict[str, Any]:
    return known(
        code=actor.country,
        sector=sector_code(actor, "plover"),
        entity_text=actor.name,
        office=actor.role,
        gender=actor.gender if actor.kind == PERSON else None,
    )


def _location(act: Coded) -> dict[str, Any] | None:
    return known(extracted_place=act.place.text, country_code=act.place.country) if act.place else None


def _modes(act: Coded) -> list[str]:
    auxiliary = codes("mode").get(act.status)
    return [mode for mode in (act.mode, auxiliary) if mode is not None]


def _citation(page: StoredPage) -> dict[str, Any]:
    headline = page.record.article.headline
    return known(
        url=page.url,
        title=headline.text if headline else None,
        language=page.record.language,
        publication=page.outlet,
        codebook=PLOVER_VERSION,
        version=page.record.version,
    )


def _own(page: StoredPage, act: Coded, digest: str) -> dict[str, Any]:
    """What PLOVER has no field for: the evidence, the status, the voice, the code of CAMEO."""
    record: Record = page.record
    words = evidence(record.text, act.start, act.end)
    return known(
        page_version=page.version_id,
        start=words.start,
        end=words.end,
        exact=words.exact,
        prefix=words.prefix,
        suffix=words.suffix,
        text_sha256=digest,
        status=act.status,
        voice=voice_name(record, act.voice),
        date=act.date,
        cameo=event_code(act.cameo),
        cameo_version=CAMEO_VERSION,
        goldstein=act.goldstein,
        confidence=act.confidence,
        mentions=[[span.start, span.end] for span in act.mentions],
    )
