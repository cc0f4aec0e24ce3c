"""The corrected view of a record: what readers have judged, applied in the order in which they judged.

A judgement holds on to its entry by kind and characters, so that it outlives a newer reading; one whose entry is not
found any more is not applied, and is listed as lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from sqlalchemy import select

from tamani.corpus import tables
from tamani.corpus.correction_values import CorrectionError, misfit
from tamani.corpus.record_edits import KINDS, replaced, span_of, with_added, without
from tamani.record import NARRATOR

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from tamani.record import Record

Judgement = Literal["wrong", "right", "changed", "added", "withdrawn"]
BY_READER = "correction"
"""What corrected entries have been made by; who it was stands in the store's table of corrections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One judgement as it was written down. ``value`` is JSON."""

    id: int
    version_id: int
    entry: str
    n: int
    start: int
    end: int
    words: str
    judgement: Judgement
    field: str | None
    value: str | None
    withdraws: int | None
    why: str | None
    by: str
    at: str
    signature: str


def corrections_of(connection: Connection, version: int | None = None) -> list[Correction]:
    """All judgements, or those on one version, the oldest first; withdrawn ones too."""
    table = tables.corrections
    query = select(table).order_by(table.c.id)
    if version is not None:
        query = query.where(table.c.version_id == version)
    return [_correction(row) for row in connection.execute(query)]


def _correction(row: Row[Any]) -> Correction:
    return Correction(**row._mapping)


def in_force(corrections: list[Correction]) -> list[Correction]:
    """The judgements that nobody has withdrawn."""
    withdrawn = {correction.withdraws for correction in corrections}
    return [c for c in corrections if c.id not in withdrawn and c.judgement != "withdrawn"]


def corrected_view(connection: Connection, version: int, record: Record) -> Record:
    """The record as readers have corrected it."""
    return apply_all(record, in_force(corrections_of(connection, version)))[0]


def apply_all(record: Record, corrections: list[Correction]) -> tuple[Record, list[Correction]]:
    """The corrected record, and the judgements whose entries it does not have."""
    lost = []
    for correction in corrections:
        place = None if correction.judgement == "added" else find_entry(record, correction)
        if place is None and correction.judgement != "added":
            lost.append(correction)
            continue
        try:
            record = apply(record, correction, place)
        except CorrectionError:
            lost.append(correction)
    return record, lost


def find_entry(record: Record, correction: Correction) -> int | None:
    """Where in the record the judged entry is now."""
    entries = getattr(record, correction.entry)
    same = [place for place, entry in enumerate(entries) if span_of(entry) == (correction.start, correction.end)]
    same = [place for place in same if record.text[correction.start : correction.end] == correction.words]
    return min(same, key=lambda place: abs(place - correction.n), default=None)


def apply(record: Record, correction: Correction, place: int | None) -> Record:
    """The record with one correction applied.

    Raises:
        CorrectionError: the value does not fit.

    """
    if correction.judgement == "added":
        return with_added(record, correction.entry, new_entry(record, correction.entry, _value(correction)))
    assert place is not None  # noqa: S101 (only what is added has no place)
    if correction.judgement == "wrong":
        return without(record, correction.entry, place)
    entry = getattr(record, correction.entry)[place]
    fields = {correction.field: _value(correction)} if correction.field is not None else {}
    return replaced(record, correction.entry, place, changed_entry(record, entry, fields))


def _value(correction: Correction) -> Any:  # noqa: ANN401 (as JSON has it)
    return None if correction.value is None else msgspec.json.decode(correction.value)


def changed_entry(record: Record, entry: msgspec.Struct, fields: dict[str, Any]) -> msgspec.Struct:
    """An entry with other values, sure and made by a reader.

    Raises:
        CorrectionError: it has no such field, or the value does not fit.

    """
    unknown = fields.keys() - set(entry.__struct_fields__)
    if unknown:
        there = ", ".join(entry.__struct_fields__)
        raise CorrectionError("no_field", field=", ".join(sorted(unknown)), fields=there)
    given = {**msgspec.to_builtins(entry), **fields, **_sure(type(entry))}
    return _checked(record, type(entry), given)


def new_entry(record: Record, kind: str, value: Any) -> msgspec.Struct:  # noqa: ANN401 (as JSON has it)
    """An entry that a reader has added.

    Raises:
        CorrectionError: it is not an entry of this kind.

    """
    if not isinstance(value, dict):
        raise CorrectionError("added_without_fields")
    return _checked(record, KINDS[kind], {**value, **_sure(KINDS[kind])})


def _sure(kind: type[msgspec.Struct]) -> dict[str, Any]:
    values = {"by": BY_READER, "confidence": 1.0, "reason": None}
    return {name: value for name, value in values.items() if name in kind.__struct_fields__}


def _checked(record: Record, kind: type[msgspec.Struct], given: dict[str, Any]) -> msgspec.Struct:
    try:
        entry = msgspec.convert(given, kind)
    except msgspec.ValidationError as problem:
        raise misfit(kind, given) from problem
    start, end = span_of(entry)
    if not 0 <= start < end <= len(record.text):
        raise CorrectionError("no_characters", start=start, end=end, length=len(record.text))
    _check_actors(record, entry)
    return entry


def _check_actors(record: Record, entry: msgspec.Struct) -> None:
    """Whom an entry names is on the page."""
    there = {actor.id for actor in record.actors}
    for name in ("speaker", "source", "target", "about", "voice"):
        named = getattr(entry, name, None)
        beside = {None, NARRATOR} if name == "voice" else {None}
        strangers = set(named if isinstance(named, list) else [named]) - there - beside
        if strangers:
            known = ", ".join(f"{actor.id} ({actor.name})" for actor in record.actors) or "–"
            raise CorrectionError("nobody_on_page", given=", ".join(sorted(map(str, strangers))), known=known)
