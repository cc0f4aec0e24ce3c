"""The reader that knows the store: the same records, with less parsing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from tamani.corpus import tables
from tamani.corpus.corpus_reader import CorpusReader
from tamani.corpus.moved_entries import places_of
from tamani.corpus.rereading import reread
from tamani.reading.reader import PageToRead, Reader
from tests.corpus.quick_reader import came

OWN = sorted((Path(__file__).parents[1] / "pages").glob("fr-own-*.json"))
TEXTS = [json.loads(file.read_text(encoding="utf-8"))["text"] for file in OWN[:6]]
DAY = date(2026, 3, 1)


def pages(texts, outlet="a"):
    return [came(text, f"https://{outlet}.example/{n}", published=DAY) for n, text in enumerate(texts)]


def by_itself(text, source):
    asked = PageToRead(text.encode(), source=source, received=DAY, published=DAY.isoformat())
    return next(Reader("fr").read_many([asked]))


def bare(record):
    return msgspec.structs.replace(record, source=None, notes=[])


def longest_body_line(text):
    return max(text.split("\n"), key=len)


@pytest.fixture(scope="module")
def texts():
    return TEXTS


def test_a_page_is_read_as_any_reader_reads_it(store, texts):
    list(store.add(pages(texts[:2]), CorpusReader(store.engine, "fr")))
    for page in store.pages():
        assert bare(page.record) == bare(by_itself(page.record.text, page.url))
    with store.reading() as connection:
        assert len(connection.execute(select(tables.parses.c.model)).all()) == 2
        assert connection.scalars(select(tables.word_forms.c.lemma)).first()


def test_the_whole_store_is_read_again_without_parsing(store, texts):
    list(store.add(pages(texts), CorpusReader(store.engine, "fr")))
    again = CorpusReader(store.engine, "fr")
    assert [done for done in reread(store.engine, again) if done.changed] == []
    assert again.parsed == 0
    assert store.check() == []


def test_what_a_better_reader_sees_otherwise_is_told(store, texts, quick):
    list(store.add(pages(texts[:1]), quick))
    [done] = reread(store.engine, CorpusReader(store.engine, "fr"))
    assert done.changed
    assert done.more["actors"] > 0
    [page] = store.pages()
    assert bare(page.record) == bare(by_itself(texts[0], page.url))


def test_the_same_article_elsewhere_is_not_parsed_again(store, texts):
    reader = CorpusReader(store.engine, "fr")
    list(store.add(pages(texts[:3]), reader))
    parsed = reader.parsed
    list(store.add(pages(texts[:3], outlet="b"), reader))
    assert reader.parsed == parsed
    records = [page.record for page in store.pages()]
    assert [bare(record) for record in records[:3]] == [bare(record) for record in records[3:]]


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_a_reprint_with_a_cut_paragraph_is_read_from_its_first_print(store, number):
    text = TEXTS[number]
    reader = CorpusReader(store.engine, "fr")
    list(store.add(pages([text]), reader))
    edited = text.replace(longest_body_line(text) + "\n", "", 1)
    [added] = store.add(pages([edited], outlet="b"), reader)
    record = store.page(added.version_id).record
    alone = by_itself(edited, "https://b.example/0")
    for entries in (record.quotations, record.events, record.claims, record.times, record.actors):
        for entry in entries:
            assert all(0 <= start < end <= len(edited) for start, end in places_of(entry))
    assert [(q.start, q.end) for q in record.quotations] == [(q.start, q.end) for q in alone.quotations]
    assert record.blocks == alone.blocks
    assert record.article == alone.article


def test_copies_that_come_together_are_not_parsed_together(store, texts):
    reader = CorpusReader(store.engine, "fr")
    both = [*pages(texts[:1]), *pages(texts[:1], outlet="b"), *pages(texts[:1], outlet="c")]
    added = list(store.add(both, reader))
    assert reader.parsed == 1
    assert len(store.copies(added[0].version_id)) == 3
