"""Saving a record with all that belongs to it; the caller's transaction makes it all or nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select

from tamani import __version__
from tamani.corpus import search_index, tables
from tamani.corpus.copies import group_with_copies
from tamani.corpus.corrected import corrected_view
from tamani.corpus.entry_rows import put_entries, take_out_entries
from tamani.corpus.failing import note_failures
from tamani.corpus.moments import now
from tamani.corpus.packing import pack, unpack
from tamani.corpus.row_writing import insert_rows
from tamani.corpus.version_changes import note_changes
from tamani.record import READABLE, Record

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tamani.corpus.reads import Parse, ReadPage, WordForm

_READ = select(tables.records.c.version_id).where(tables.records.c.version_id == bindparam("version"))
_VERSION = select(tables.versions.c.page_id, tables.versions.c.number, tables.versions.c.is_latest).where(
    tables.versions.c.id == bindparam("version")
)
_PARSE = select(tables.parses.c.model).where(
    tables.parses.c.text_sha256 == bindparam("text"), tables.parses.c.model == bindparam("model")
)
SEARCHED = READABLE | {"caption", "section", "byline", "dateline"}
"""Blocks whose words can be searched for; the site around the article is left out."""
_VISIBLE = re.compile(r"\S")


def is_read(connection: Connection, version: int) -> bool:
    """Whether a version has its record."""
    return connection.scalar(_READ, {"version": version}) is not None


def save(connection: Connection, version: int, page: ReadPage) -> bool:
    """Save what was read of a version, unless somebody else has read it in the meantime; whether it was saved."""
    if is_read(connection, version):
        return False
    _put_record(connection, version, page, again=False)
    group_with_copies(connection, version, page)
    return True


def save_again(connection: Connection, version: int, page: ReadPage) -> None:
    """Replace the record of a version by a newer reading of it."""
    connection.execute(delete(tables.records).where(tables.records.c.version_id == version))
    _put_record(connection, version, page, again=True)


def _put_record(connection: Connection, version: int, page: ReadPage, *, again: bool) -> None:
    record, article = page.record, page.record.article
    if page.parse is not None:
        _put_parse(connection, page.parse)
    row = {
        "version_id": version,
        "reader": __version__,
        "read_at": now(),
        "language": record.language,
        "headline": None if article.headline is None else article.headline.text,
        "published": None if article.published is None else article.published.value,
        "modified": None if article.modified is None else article.modified.value,
        "characters": len(record.text),
        "article_sha256": page.article_sha256,
        "parse_text": None if page.parse is None else page.parse.text_sha256,
        "parse_model": None if page.parse is None else page.parse.model,
        "read_from": page.read_from,
        "record": pack(record.to_json()),
    }
    insert_rows(connection, tables.records, [row])
    if again:
        record_shown = corrected_view(connection, version, record)
        take_out_entries(connection, version)
    else:
        record_shown = record  # nobody can have judged what was not there
    put_entries(connection, version, record_shown)
    put_word_forms(connection, page.word_forms)
    if again or record.failures:
        note_failures(connection, version, record)
    _relate_versions(connection, version, record, record_shown, again=again)


def _put_parse(connection: Connection, parse: Parse) -> None:
    if parse.data is None:
        return
    if connection.scalar(_PARSE, {"text": parse.text_sha256, "model": parse.model}) is None:
        row = {"text_sha256": parse.text_sha256, "model": parse.model, "data": parse.data}
        connection.execute(insert(tables.parses), row)


def put_word_forms(connection: Connection, forms: set[WordForm]) -> None:
    """Add the word forms that the store does not know."""
    rows = [{"form": form, "lemma": lemma, "language": language} for form, lemma, language in sorted(forms)]
    insert_rows(connection, tables.word_forms, rows, or_leave=True)


def _relate_versions(
    connection: Connection, version: int, record: Record, record_shown: Record, *, again: bool
) -> None:
    """Make the latest version of a page findable and the ones before it not, and note what changed between them."""
    versions = tables.versions.c
    page_id, number, is_latest = connection.execute(_VERSION, {"version": version}).one()
    if number > 1 or not is_latest:
        others = connection.scalars(select(versions.id).where(versions.page_id == page_id, versions.id != version))
        for other in others.all() if is_latest else []:
            search_index.take_out(connection, other)
        note_changes(connection, version, record)
    if is_latest:
        if again:
            search_index.take_out(connection, version)
        search_index.put(connection, version, searched_text(record), record_shown)


def searched_text(record: Record) -> str:
    """The page's text with all that is not the article made blank, so that offsets stay those of the page."""
    pieces, at = [], 0
    for block in sorted(record.blocks, key=lambda block: block.start):
        if block.kind in SEARCHED and block.start >= at:
            pieces += [_VISIBLE.sub(" ", record.text[at : block.start]), record.text[block.start : block.end]]
            at = block.end
    return "".join(pieces)


def stored_record(connection: Connection, version: int) -> Record | None:
    """The record of a version as it was read, without corrections."""
    packed = connection.scalar(select(tables.records.c.record).where(tables.records.c.version_id == version))
    return None if packed is None else Record.from_json(unpack(packed))
