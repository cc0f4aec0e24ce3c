"""From a record to the rows of its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from tamani.corpus import entry_tables as tables
from tamani.corpus.folding import fold, words_of
from tamani.corpus.row_writing import insert_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Table

    from tamani.record import Actor, Claim, Event, Quotation, Reason, Record

    Row = dict[str, Any]


class EntryRows:
    """The rows of one record, table by table."""

    def __init__(self, version: int, record: Record) -> None:
        self.version = version
        self.text = record.text
        self.actor_places = {actor.id: place for place, actor in enumerate(record.actors)}
        self.rows: dict[Table, list[Row]] = {table: [] for table in tables.ENTRY_TABLES}
        self._blocks_and_times(record)
        for place, actor in enumerate(record.actors):
            self._actor(place, actor)
        for place, quotation in enumerate(record.quotations):
            self._quotation(place, quotation)
        for place, event in enumerate(record.events):
            self._event(place, event)
        for place, claim in enumerate(record.claims):
            self._claim(place, claim)
        self._flags(record)

    def _words(self, start: int, end: int) -> str:
        return self.text[start:end]

    def _entry(self, place: int, start: int, end: int) -> Row:
        return {
            "version_id": self.version, "n": place, "start": start, "end": end, "words": self._words(start, end),
        }  # fmt: skip

    def _parts(self, table: Table, parent: tuple[str, int], parts: Iterable[Row]) -> None:
        name, place = parent
        self.rows[table] += [{"version_id": self.version, name: place, "n": n, **part} for n, part in enumerate(parts)]

    def _spans(self, table: Table, parent: tuple[str, int], spans: Iterable[Any]) -> None:
        rows = ({"start": s.start, "end": s.end, "words": self._words(s.start, s.end)} for s in spans)
        self._parts(table, parent, rows)

    def _who(self, actor: str) -> Row:
        return {"actor": actor, "actor_n": self.actor_places.get(actor)}

    def _blocks_and_times(self, record: Record) -> None:
        for place, block in enumerate(record.blocks):
            row = {**self._entry(place, block.start, block.end), "kind": block.kind, "language": block.language}
            del row["words"]  # they would be the whole page once more
            self.rows[tables.blocks].append({**row, **_doubt(block)})
        for place, time in enumerate(record.times):
            row = {"value": time.value, "anchor": time.anchor, **_doubt(time)}
            self.rows[tables.times].append({**self._entry(place, time.start, time.end), **row})

    def _actor(self, place: int, actor: Actor) -> None:
        first = min(actor.mentions, key=lambda mention: mention.start, default=None)
        span = (first.start, first.end) if first is not None else (0, 0)
        self.rows[tables.actors].append(
            {
                **self._entry(place, *span),
                "actor": actor.id, "name": actor.name, "name_key": fold(actor.name),
                "name_end": (words_of(actor.name) or [""])[-1], "kind": actor.kind,
                "country": actor.country, "sector": actor.sector, "role": actor.role, "gender": actor.gender,
                **_doubt(actor),
            }
        )  # fmt: skip
        rows = (
            {"start": m.start, "end": m.end, "words": self._words(m.start, m.end), "form": m.form}
            for m in actor.mentions
        )
        self._parts(tables.mentions, ("actor_n", place), rows)

    def _quotation(self, place: int, quotation: Quotation) -> None:
        speaker = self.actor_places.get(quotation.speaker) if quotation.speaker is not None else None
        self.rows[tables.quotations].append(
            {
                **self._entry(place, quotation.start, quotation.end),
                "kind": quotation.kind, "speaker": quotation.speaker, "speaker_n": speaker,
                **_span("speaker_", quotation.speaker_span), **_span("cue_", quotation.cue),
                "rule": quotation.rule, "nested_in": quotation.nested_in, "continues": quotation.continues,
                **_doubt(quotation),
            }
        )  # fmt: skip
        self._spans(tables.quotation_spans, ("quotation_n", place), quotation.spans)

    def _event(self, place: int, event: Event) -> None:
        where = event.place
        self.rows[tables.events].append(
            {
                **self._entry(place, event.start, event.end),
                "type": event.type, "mode": event.mode, "context": " ".join(event.context), "quad": event.quad,
                "cameo": event.cameo, "goldstein": event.goldstein, "status": event.status, "voice": event.voice,
                "date": event.date, "place": None if where is None else where.text,
                "place_country": None if where is None else where.country, **_span("place_", where),
                "quotation_n": event.quotation, "rule": event.why.rule, "lexicon_entry": event.why.entry,
                **_span("clause_", event.why.clause), **_doubt(event),
            }
        )  # fmt: skip
        sides = [("source", actor) for actor in event.source] + [("target", actor) for actor in event.target]
        rows = ({"side": side, **self._who(actor)} for side, actor in sides)
        self._parts(tables.event_actors, ("event_n", place), rows)
        self._spans(tables.event_mentions, ("event_n", place), event.mentions)

    def _claim(self, place: int, claim: Claim) -> None:
        speaker = self.actor_places.get(claim.speaker) if claim.speaker is not None else None
        self.rows[tables.claims].append(
            {
                **self._entry(place, claim.start, claim.end),
                "claim": claim.id, "kind": claim.kind, "speaker": claim.speaker, "speaker_n": speaker,
                "answers": claim.answers, "event_n": claim.event, "rule": claim.why.rule,
                "lexicon_entry": claim.why.entry, **_span("clause_", claim.why.clause), **_doubt(claim),
            }
        )  # fmt: skip
        self._parts(tables.claim_about, ("claim_n", place), (self._who(actor) for actor in claim.about))

    def _flags(self, record: Record) -> None:
        for place, flag in enumerate(record.flags):
            row = {"kind": flag.kind, "code": flag.why.code, "why": flag.why.words, "by": flag.by}
            self.rows[tables.flags].append({**self._entry(place, flag.start, flag.end), **row})


def _doubt(entry: Any) -> Row:  # noqa: ANN401 (every kind of entry that has a confidence)
    why: Reason | None = entry.reason
    return {
        "by": entry.by,
        "confidence": entry.confidence,
        "reason": None if why is None else why.code,
        "reason_words": None if why is None else why.words,
    }


def _span(prefix: str, span: Any) -> Row:  # noqa: ANN401 (a Span or whatever has a start and an end)
    start, end = (None, None) if span is None else (span.start, span.end)
    return {f"{prefix}start": start, f"{prefix}end": end}


def put_entries(connection: Connection, version: int, record: Record) -> None:
    """Add the rows of a record's entries to their tables, which have none of this version."""
    for table, rows in EntryRows(version, record).rows.items():
        insert_rows(connection, table, rows)


def take_out_entries(connection: Connection, version: int) -> None:
    """Take a version's entries out of their tables."""
    for table in reversed(tables.ENTRY_TABLES):
        connection.execute(delete(table).where(table.c.version_id == version))
