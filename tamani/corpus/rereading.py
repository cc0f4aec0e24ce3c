"""Reading the whole store again after an upgrade, without parsing again, and telling what has changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select

from tamani.corpus import tables
from tamani.corpus.adding import ToRead, to_read
from tamani.corpus.database import reading, writing
from tamani.corpus.reads import reads
from tamani.corpus.saving import save_again, stored_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Engine

    from tamani.corpus.corpus_reader import CorpusReader
    from tamani.corpus.reads import PageReader, ReadPage
    from tamani.record import Record

KINDS = ("blocks", "actors", "times", "quotations", "events", "claims", "flags")
AT_ONCE = 8


@dataclass(slots=True)
class Reread:
    """What a newer reading of one version changed: for each kind of entry what it found, lost, or sees otherwise."""

    version_id: int
    source: str
    more: Counter[str] = field(default_factory=Counter)
    fewer: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)
    text_changed: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything is different."""
        return bool(self.more or self.fewer or self.other or self.text_changed)


def reread(
    engine: Engine, reader: CorpusReader | PageReader, versions: Sequence[int] | None = None
) -> Iterator[Reread]:
    """Read versions again, all that have a record unless some are named; one answer for each as soon as it is saved.

    First prints come before their reprints, since a reprint is read with the record of its first print.
    """
    for first_print, some in _batches(engine, versions):
        with reading(engine) as connection:
            waiting = [to_read(connection, version) for version in some]
        for page in _read(reader, waiting, first_print):
            yield _save(engine, waiting[page.place], page)


def _batches(engine: Engine, wanted: Sequence[int] | None) -> Iterator[tuple[int | None, list[int]]]:
    """Versions to read together; a reprint comes alone, with the version that it is read from."""
    records = tables.records.c
    query = select(records.version_id, records.read_from).order_by(records.read_from.is_not(None), records.version_id)
    if wanted is not None:
        query = query.where(records.version_id.in_(list(wanted)))
    with reading(engine) as connection:
        rows = connection.execute(query).all()
    alone = [row.version_id for row in rows if row.read_from is None]
    for at in range(0, len(alone), AT_ONCE):
        yield None, alone[at : at + AT_ONCE]
    for row in rows:
        if row.read_from is not None:
            yield row.read_from, [row.version_id]


def _read(reader: CorpusReader | PageReader, waiting: Sequence[ToRead], first_print: int | None) -> Iterator[ReadPage]:
    pages = [version.page for version in waiting]
    if not hasattr(reader, "read_pages"):
        yield from reads(reader, pages)
    elif first_print is None:
        yield from reader.read_pages(pages, reprints=False)
    else:
        yield reader.read_reprint(pages[0], first_print)  # type: ignore[attr-defined]


def _save(engine: Engine, version: ToRead, page: ReadPage) -> Reread:
    with writing(engine) as connection:
        before = stored_record(connection, version.version_id)
        save_again(connection, version.version_id, page)
    found = Reread(version.version_id, version.source)
    if before is not None:
        compare(before, page.record, found)
    return found


def compare(before: Record, after: Record, into: Reread) -> None:
    """Count the differences of two records of one page."""
    into.text_changed = before.text != after.text
    for kind in KINDS:
        old, new = _by_place(getattr(before, kind)), _by_place(getattr(after, kind))
        into.more[kind] += sum(len(new[place]) for place in new.keys() - old.keys())
        into.fewer[kind] += sum(len(old[place]) for place in old.keys() - new.keys())
        both = old.keys() & new.keys()
        into.other[kind] += sum(old[place] != new[place] for place in both)
    for counted in (into.more, into.fewer, into.other):
        for kind in [kind for kind, number in counted.items() if not number]:
            del counted[kind]


def _by_place(entries: Sequence[msgspec.Struct]) -> dict[tuple[object, ...], list[msgspec.Struct]]:
    """Entries by what makes them the same entry in two readings: their characters; for actors, their id."""
    found: dict[tuple[object, ...], list[msgspec.Struct]] = {}
    for entry in entries:
        key = (getattr(entry, "id", None),) if hasattr(entry, "mentions") and hasattr(entry, "name") else _span(entry)
        found.setdefault(key, []).append(entry)
    return found


def _span(entry: msgspec.Struct) -> tuple[object, ...]:
    return getattr(entry, "start", None), getattr(entry, "end", None)
