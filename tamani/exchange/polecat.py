"""The forty tab-separated columns of POLECAT, with a header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from tamani.exchange.actors import actors, mention_in, sector_code
from tamani.exchange.coded import taken
from tamani.exchange.codes import codes
from tamani.exchange.event_dates import day
from tamani.exchange.plover import identifier
from tamani.exchange.schemas import columns
from tamani.exchange.tsv import write_rows
from tamani.world.plover import scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.exchange.coded import Coded
    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow
    from tamani.record import Record

BETWEEN = ";"
PEOPLE = frozenset({"person"})
PLACES = frozenset({"state"})
"""Kinds of actors that are people or places; all others but unnamed groups are organisations."""
UNNAMED = frozenset({"group"})


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write a row an act."""
    del stories
    rows = (_row(page, act) for page in pages for act in taken(page, options, tally))
    write_rows(rows, columns("polecat"), out, header=True)


def _row(page: StoredPage, act: Coded) -> dict[str, Any]:
    record = page.record
    published = record.article.published
    return {
        "Event ID": identifier(page, act.number),
        "Event Date": day(act.date),
        "Event Type": act.type,
        "Event Mode": act.mode,
        "Intensity": scale(act.type, act.mode).goldstein if act.denial else act.goldstein,
        "Quad Code": codes("quad")[str(act.quad)],
        "Contexts": BETWEEN.join(act.context),
        **_side(record, act, act.source, "Actor"),
        **_side(record, act, act.target, "Recipient"),
        "Country": act.place.country if act.place else None,
        "Raw Placename": act.place.text if act.place else None,
        "Source": page.outlet,
        "Publication Date": day(published.value) if published else None,
        **_story(record),
        "Language": record.language,
        "Version": record.version,
    }


def _side(record: Record, act: Coded, identifiers: list[str], side: str) -> dict[str, str]:
    """The columns of those who act, or of those acted upon."""
    found = actors(record, identifiers)
    sectors = [code for actor in found if (code := sector_code(actor, "plover"))]
    mentions = [mention for actor in found if (mention := mention_in(actor, act.clause))]
    return {
        f"{side} Name": _joined(actor.name for actor in found),
        f"{side} Country": _joined(actor.country for actor in found),
        f"Primary {side} Sector": sectors[0] if sectors else "",
        f"{side} Sectors": _joined(dict.fromkeys(sectors)),
        f"{side} Title": _joined(actor.role for actor in found),
        f"{side} Name Raw": _joined(record.text[mention.start : mention.end] for mention in mentions),
    }


def _story(record: Record) -> dict[str, str]:
    """Who and where on the whole page."""
    people, organisations, places = [], [], []
    for actor in record.actors:
        if actor.kind in PEOPLE:
            people.append(actor.name)
        elif actor.kind in PLACES:
            places.append(actor.name)
        elif actor.kind not in UNNAMED:
            organisations.append(actor.name)
    return {
        "Story People": _joined(people),
        "Story Organizations": _joined(organisations),
        "Story Locations": _joined(places),
    }


def _joined(values: Iterable[str | None]) -> str:
    return BETWEEN.join(_parts(values))


def _parts(values: Iterable[str | None]) -> Iterator[str]:
    """A semicolon inside a name would make two of it."""
    return (value.replace(BETWEEN, ",") for value in values if value)
