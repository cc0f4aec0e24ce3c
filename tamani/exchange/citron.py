"""Citron's JSON for quotations, a document a line: text, quotes, groups of words that mean the same actor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from tamani.exchange.json_out import known, write_lines
from tamani.record import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow
    from tamani.record import Mention, Quotation, Record


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write a document a page."""
    del stories, options
    write_lines((_document(page, tally) for page in pages), out)


def _document(page: StoredPage, tally: Tally) -> dict[str, Any]:
    record = page.record
    tally.entries += len(record.quotations)
    groups = [[_span(record, mention) for mention in actor.mentions] for actor in record.actors]
    return {
        "text": record.text,
        "quotes": [_quote(page, number, said) for number, said in enumerate(record.quotations)],
        "coreference_groups": [group for group in groups if group],
    }


def _quote(page: StoredPage, number: int, said: Quotation) -> dict[str, Any]:
    record = page.record
    speaker = record.actor(said.speaker)
    parts = said.spans or [Span(said.start, said.end)]
    required = {
        "cue": _span(record, said.cue) if said.cue else None,
        "sources": [_span(record, said.speaker_span)] if said.speaker_span else [],
        "contents": [_span(record, part) for part in parts],
    }
    return required | known(
        coreferences=[_span(record, mention) for mention in speaker.mentions] if speaker else [],
        confidence=said.confidence,
        id=f"tamani-{page.version_id}-quotation-{number}",
    )


def _span(record: Record, place: Span | Mention) -> dict[str, Any]:
    return {"start": place.start, "end": place.end, "text": record.text[place.start : place.end]}
