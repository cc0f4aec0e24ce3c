"""Writing readers' judgements down: signed, dated, never overwritten; each row is chained to the one before it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import insert, select

from tamani.corpus import search_index, tables
from tamani.corpus.corrected import (
    Correction,
    Judgement,
    apply,
    apply_all,
    corrected_view,
    corrections_of,
    in_force,
)
from tamani.corpus.correction_values import FIXED, CorrectionError, meant
from tamani.corpus.database import reading, writing
from tamani.corpus.entry_rows import put_entries, take_out_entries
from tamani.corpus.moments import now
from tamani.corpus.record_edits import KINDS, span_of
from tamani.corpus.saving import stored_record
from tamani.record import entry_name

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from tamani.record import Record

SIGNED = (
    "version_id", "entry", "n", "start", "end", "words", "judgement", "field", "value", "withdraws", "why", "by", "at",
)  # fmt: skip
"""What the signature of a row covers, besides the signature before it."""


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """An entry of a page version: its kind and its place in the corrected record, from 0."""

    version: int
    entry: str
    n: int


def correct(
    engine: Engine,
    at: EntryPlace,
    judgement: Judgement,
    *,
    by: str,
    why: str | None = None,
    field: str | None = None,
    value: Any = None,  # noqa: ANN401 (as the field wants it)
) -> Correction:
    """Judge an entry of the corrected record: ``wrong``, ``right``, or ``changed`` with a field and its value.

    Raises:
        CorrectionError: there is no such entry, or the value does not fit.

    """
    if judgement not in {"wrong", "right", "changed"} or (judgement == "changed") != (field is not None):
        raise CorrectionError("no_such_judgement")
    if field == FIXED:
        raise CorrectionError("fixed_field", field=field)
    version, entry, n = at.version, at.entry, at.n
    with writing(engine) as connection:
        record = _view(connection, version)
        entries = _entries(record, entry)
        if not 0 <= n < len(entries):
            raise CorrectionError("no_such_number", entry=entry_name(entry, n), kind=entry, count=len(entries))
        row = _row(record, version, entry, n, span_of(entries[n]))
        row |= {"judgement": judgement, "field": field, "by": by, "why": why}
        if field is not None:
            row["value"] = msgspec.json.encode(meant(KINDS[entry], field, value)).decode()
        return _write(connection, record, row)


def add_entry(
    engine: Engine, version: int, entry: str, value: dict[str, Any], *, by: str, why: str | None = None
) -> Correction:
    """Add an entry that reading has missed, its fields as in the record.

    Raises:
        CorrectionError: it is not an entry of this kind.

    """
    with writing(engine) as connection:
        record = _view(connection, version)
        entries = _entries(record, entry)
        if not isinstance(value, dict):
            raise CorrectionError("added_without_fields")
        value = {name: meant(KINDS[entry], name, given) for name, given in value.items()}
        span = _span_given(value)
        row = _row(record, version, entry, len(entries), span)
        row |= {"judgement": "added", "value": msgspec.json.encode(value).decode(), "by": by, "why": why}
        return _write(connection, record, row)


def withdraw(engine: Engine, correction: int, *, by: str, why: str | None = None) -> Correction:
    """Take a judgement back; both stay written down.

    Raises:
        CorrectionError: there is no such judgement, or it is withdrawn already.

    """
    with writing(engine) as connection:
        table = tables.corrections.c
        version = connection.scalar(select(table.version_id).where(table.id == correction))
        if version is None:
            raise CorrectionError("no_correction", correction=correction)
        known = {c.id: c for c in in_force(corrections_of(connection, version))}
        if correction not in known:
            raise CorrectionError("correction_withdrawn", correction=correction)
        old = known[correction]
        row = {name: getattr(old, name) for name in ("version_id", "entry", "n", "start", "end", "words")}
        row |= {"judgement": "withdrawn", "withdraws": correction, "by": by, "why": why}
        return _write(connection, None, row)


def _view(connection: Connection, version: int) -> Record:
    record = stored_record(connection, version)
    if record is None:
        raise CorrectionError("no_read_version", version=version)
    return corrected_view(connection, version, record)


def _entries(record: Record, entry: str) -> list[msgspec.Struct]:
    if entry not in KINDS:
        raise CorrectionError("no_kind", kind=entry, kinds=", ".join(KINDS))
    found: list[msgspec.Struct] = getattr(record, entry)
    return found


def _span_given(value: dict[str, Any]) -> tuple[int, int]:
    """The characters that a new entry names; whether they are on the page is looked at with its other fields."""
    start, end = (place if isinstance(place := value.get(name), int) else 0 for name in ("start", "end"))
    return start, end


def _row(record: Record, version: int, entry: str, n: int, span: tuple[int, int]) -> dict[str, Any]:
    start, end = span
    words = record.text[start:end]
    return {"version_id": version, "entry": entry, "n": n, "start": start, "end": end, "words": words}


def _write(connection: Connection, record: Record | None, given: dict[str, Any]) -> Correction:
    """Sign a row, add it, and show the entries as they are now."""
    empty = {"field": None, "value": None, "withdraws": None, "why": None}
    row = {**empty, **given, "at": now()}
    table = tables.corrections
    before = connection.scalar(select(table.c.signature).order_by(table.c.id.desc()).limit(1))
    row["signature"] = sign(before, row)
    if record is not None:
        draft = Correction(id=0, **row)
        apply(record, draft, None if draft.judgement == "added" else draft.n)
    key = connection.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None  # noqa: S101 (one row was inserted)
    version = row["version_id"]
    stored = stored_record(connection, version)
    if stored is not None:
        take_out_entries(connection, version)
        corrected = corrected_view(connection, version, stored)
        put_entries(connection, version, corrected)
        search_index.mark_anew(connection, version, corrected)
    return Correction(id=int(key[0]), **row)


def sign(before: str | None, row: dict[str, Any]) -> str:
    """The signature of a row: it changes with anything in the row and in all rows before it."""
    signed = msgspec.json.encode([before, *(row[name] for name in SIGNED)])
    return hashlib.sha256(signed).hexdigest()


def broken_signatures(engine: Engine) -> list[int]:
    """Judgements whose row was changed behind Tamani's back, or before which one was taken out."""
    with reading(engine) as connection:
        corrections = corrections_of(connection)
    broken, before = [], None
    for correction in corrections:
        row = {name: getattr(correction, name) for name in SIGNED}
        if sign(before, row) != correction.signature:
            broken.append(correction.id)
        before = correction.signature
    return broken


def history(engine: Engine, version: int | None = None) -> list[Correction]:
    """All judgements, or those on one version, with those that were withdrawn."""
    with reading(engine) as connection:
        return corrections_of(connection, version)


def lost_corrections(engine: Engine, version: int) -> list[Correction]:
    """Judgements on a version whose entries a newer reading does not have."""
    with reading(engine) as connection:
        record = stored_record(connection, version)
        found = in_force(corrections_of(connection, version))
    return found if record is None else apply_all(record, found)[1]
