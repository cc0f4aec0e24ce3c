"""An article's parse, put together from its paragraphs, is the one that a parse of the whole gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.corpus.known_paragraphs import COLUMNS, ParsedArticle, put_together, without_known
from tamani.languages import load
from tamani.reading.parse import Parser, article_text
from tamani.record import Block

OWN = sorted((Path(__file__).parents[1] / "pages").glob("fr-own-*.json"))
LINES = sorted(
    {
        line.strip()
        for file in OWN[:8]
        for line in json.loads(file.read_text(encoding="utf-8"))["text"].split("\n")
        if len(line) > 80
    }
)
SOME = st.lists(st.sampled_from(LINES[:30]), min_size=1, max_size=5, unique=True)


@pytest.fixture(scope="module")
def parser():
    return Parser(load("fr"))


def page_of(lines):
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(kind="body", start=at, end=at + len(line), by="given"))
        at += len(line) + 1
    return text, blocks


def article_of(lines):
    return article_text(*page_of(lines))


def parsed(parser, article):
    [doc] = parser.parse([article])
    return ParsedArticle(article, doc)


@settings(max_examples=25)
@given(kept=SOME, new=SOME, data=st.data())
def test_the_parse_is_that_of_the_whole(parser, kept, new, data):
    new = [line for line in new if line not in kept]
    wanted = data.draw(st.permutations([*kept, *new]))
    with parser.zone(1):
        first, whole = parsed(parser, article_of([*kept, LINES[-1], LINES[-2]])), parsed(parser, article_of(wanted))
        rest = without_known(*page_of(wanted), whole.article, first.article)
        assert rest.text == article_of([line for line in wanted if line in new]).text
        sources = [first, parsed(parser, rest)] if rest.text else [first]
        doc = put_together(whole.article, sources, parser.pipeline.vocab)
        assert doc is not None
        assert [token.text_with_ws for token in doc] == [token.text_with_ws for token in whole.doc]
        assert doc.to_array(COLUMNS).tolist() == whole.doc.to_array(COLUMNS).tolist()
        assert [s.start for s in doc.sents] == [s.start for s in whole.doc.sents]


def test_a_paragraph_that_nobody_has_parsed_is_missing(parser):
    with parser.zone(1):
        first = parsed(parser, article_of(LINES[:2]))
        assert put_together(article_of(LINES[1:3]), [first], parser.pipeline.vocab) is None
