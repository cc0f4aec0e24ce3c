"""GDELT 2.0 mentions: 16 tab-separated columns without a header, a row for each place that tells an act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit

from tamani.exchange.actors import actors, mention_in
from tamani.exchange.coded import global_number, taken
from tamani.exchange.schemas import columns
from tamani.exchange.stamps import written
from tamani.exchange.tsv import write_rows
from tamani.record import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.exchange.coded import Coded
    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow
    from tamani.record import Record

WEB = "1"
"""GDELT's type of mentions that are found by a URL."""
STAMP = "%Y%m%d%H%M%S"


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write a row a mention."""
    del stories
    rows = (row for page in pages for act in taken(page, options, tally) for row in _rows(page, act))
    write_rows(rows, columns("gdelt_mentions"), out, header=False)


def _rows(page: StoredPage, act: Coded) -> Iterator[dict[str, Any]]:
    first = {
        "Actor1CharOffset": _offset(page.record, act.source, act),
        "Actor2CharOffset": _offset(page.record, act.target, act),
    }
    yield _row(page, act, Span(act.start, act.end)) | first
    for further in act.mentions:
        yield _row(page, act, further)


def _row(page: StoredPage, act: Coded, place: Span) -> dict[str, Any]:
    added = written(page.fetched_at, STAMP)
    host = urlsplit(page.url).hostname if page.url else None
    return {
        "GLOBALEVENTID": global_number(page, act),
        "EventTimeDate": added,
        "MentionTimeDate": added,
        "MentionType": WEB if page.url else None,
        "MentionSourceName": host or page.outlet,
        "MentionIdentifier": page.url,
        "ActionCharOffset": place.start,
        "InRawText": 1,
        "Confidence": round(act.confidence * 100),
        "MentionDocLen": len(page.record.text),
    }


def _offset(record: Record, identifiers: list[str], act: Coded) -> int | None:
    """Where the clause names the first of them; None where it is told elsewhere."""
    found = actors(record, identifiers[:1])
    mention = mention_in(found[0], act.clause) if found else None
    return mention.start if mention else None
