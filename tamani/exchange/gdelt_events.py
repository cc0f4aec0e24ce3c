"""GDELT 1.0 events: 58 tab-separated columns without a header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from tamani.exchange.actors import actors, sector_code
from tamani.exchange.coded import global_number, taken
from tamani.exchange.codes import event_code
from tamani.exchange.event_dates import day, month, year
from tamani.exchange.schemas import columns
from tamani.exchange.stamps import written
from tamani.exchange.tsv import write_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.exchange.coded import Coded
    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow
    from tamani.record import Record

LEAD = frozenset({"headline", "standfirst"})


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write a row an act: the columns have room for one actor on each side, the first named."""
    del stories
    rows = (_row(page, act) for page in pages for act in taken(page, options, tally))
    write_rows(rows, columns("gdelt_events"), out, header=False)


def _row(page: StoredPage, act: Coded) -> dict[str, Any]:
    code = event_code(act.cameo)
    return {
        "GLOBALEVENTID": global_number(page, act),
        **_dates(act.date),
        **_actor(page.record, act.source, "Actor1"),
        **_actor(page.record, act.target, "Actor2"),
        "IsRootEvent": int(_in_lead(page.record, act)),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": act.quad,
        "GoldsteinScale": act.goldstein,
        "NumMentions": 1 + len(act.mentions),
        "NumSources": 1,
        "NumArticles": 1,
        "ActionGeo_FullName": act.place.text if act.place else None,
        "DATEADDED": written(page.fetched_at, "%Y%m%d"),
        "SOURCEURL": page.url,
    }


def _dates(value: str | None) -> dict[str, str | None]:
    """A date in GDELT's five forms, as far as it is told."""
    first, within = day(value), month(value)
    return {
        "SQLDATE": first.replace("-", "") if first else None,
        "MonthYear": "".join(within) if within else None,
        "Year": year(value),
        "FractionDate": _fraction(first) if first and within else None,
    }


def _fraction(value: str) -> str:
    """The year with the part of it that has passed, by GDELT's rule of months of thirty days."""
    number, in_year, in_month = (int(part) for part in value.split("-"))
    return f"{number + (in_year * 30 + in_month) / 365:.4f}"


def _actor(record: Record, identifiers: list[str], side: str) -> dict[str, str | None]:
    found = actors(record, identifiers[:1])
    if not found:
        return {}
    country, sector = found[0].country, sector_code(found[0], "cameo")
    own = sector if found[0].kind != "state" else None  # a state's own code has no sector behind it
    return {
        f"{side}Code": f"{country or ''}{own or ''}",
        f"{side}Name": found[0].name,
        f"{side}CountryCode": country,
        f"{side}Type1Code": own,
    }


def _in_lead(record: Record, act: Coded) -> bool:
    """Whether the headline, the standfirst or the first paragraph tells it."""
    first = next((block.start for block in record.blocks if block.kind == "body"), None)
    return any(
        block.start <= act.start < block.end for block in record.blocks if block.kind in LEAD or block.start == first
    )
