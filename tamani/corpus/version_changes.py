"""What changed between two versions of a page, and which quotations are gone."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from tamani.corpus import tables
from tamani.corpus.folding import words_of
from tamani.corpus.packing import unpack
from tamani.record import FURNITURE, Record

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tamani.record import Quotation


def note_changes(connection: Connection, version: int, record: Record) -> None:
    """Compare a version with the one before it, and the one behind it with this, where these were read already.

    Pages are not always read in the order in which they came: a version that failed may be read later.
    """
    versions = tables.versions.c
    page_id, number = connection.execute(select(versions.page_id, versions.number).where(versions.id == version)).one()
    for other_number in (number - 1, number + 1):
        found = connection.execute(
            select(tables.records.c.version_id, tables.records.c.record)
            .join(tables.versions, versions.id == tables.records.c.version_id)
            .where(versions.page_id == page_id, versions.number == other_number)
        ).first()
        if found is None:
            continue
        other, other_record = found.version_id, Record.from_json(unpack(found.record))
        if other_number < number:
            _put(connection, (other, other_record), (version, record))
        else:
            _put(connection, (version, record), (other, other_record))


def _put(connection: Connection, before: tuple[int, Record], after: tuple[int, Record]) -> None:
    gone = gone_quotations(before[1], after[1])
    for table in (tables.version_changes, tables.gone_quotations):
        connection.execute(delete(table).where(table.c.version_id == after[0]))
    row = {"version_id": after[0], "before_id": before[0], "diff": diff(before[1], after[1])}
    connection.execute(insert(tables.version_changes).values(**row, quotations_gone=len(gone)))
    rows = [
        {
            "version_id": after[0], "before_id": before[0], "n": place, "start": quotation.start,
            "end": quotation.end, "words": before[1].text[quotation.start : quotation.end],
        }
        for place, quotation in gone
    ]  # fmt: skip
    if rows:
        connection.execute(insert(tables.gone_quotations), rows)


def article_lines(record: Record) -> list[str]:
    """The lines of a page without the site around the article, which changes at every visit."""
    blocks = [block for block in record.blocks if block.kind not in FURNITURE]
    lines = [record.text[block.start : block.end].split("\n") for block in blocks]
    return [line.strip() for block_lines in lines for line in block_lines if line.strip()]


def diff(before: Record, after: Record) -> str:
    """A unified diff of the lines of two articles."""
    return "\n".join(difflib.unified_diff(article_lines(before), article_lines(after), lineterm="", n=1))


def gone_quotations(before: Record, after: Record) -> list[tuple[int, Quotation]]:
    """Quotations whose words are nowhere in the later article, with their places in the earlier record.

    Words are compared, so that another quotation mark, accent or line break makes no quotation disappear.
    """
    later = f" {' '.join(words_of(chr(10).join(article_lines(after))))} "
    return [
        (place, quotation)
        for place, quotation in enumerate(before.quotations)
        if any(_as_words(before, span.start, span.end) not in later for span in quotation.spans)
    ]


def _as_words(record: Record, start: int, end: int) -> str:
    return f" {' '.join(words_of(record.text[start:end]))} "
