"""The reader for a store: asks the store for parses before it parses, and for first prints before it reads.

It reads as :class:`tamani.reading.reader.Reader` does; only where a page's article is a reprint, or its parse is kept,
does it take a shorter way.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tamani.corpus import parse_cache
from tamani.corpus.copies import Match, find_match, match_of
from tamani.corpus.database import reading
from tamani.corpus.known_paragraphs import ParsedArticle, put_together, some_paragraphs, without_known
from tamani.corpus.merged_record import merged
from tamani.corpus.near_duplicates import Fingerprint, likeness, runs_of
from tamani.corpus.reads import ReadPage, text_hash
from tamani.corpus.reprints import Plan, plan_reprint
from tamani.reading.parse import ArticleText, article_text
from tamani.reading.reader import AUTO, PageToRead, Reader
from tamani.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc
    from sqlalchemy import Engine

    from tamani.corpus.near_duplicates import Likeness
    from tamani.corpus.reads import Parse, WordForm
    from tamani.page.received import Page
    from tamani.reading.parse import Parser
    from tamani.reading.reader import _Prepared

    Received = tuple[PageToRead, Page] | Record
    Placed = tuple[int, Received]

AT_ONCE = 16
"""Pages that are looked at together."""
MAY_BE_COPY = 0.3
"""Shared runs of words, of the shorter page with the site around it, from which on two pages are read apart."""


@dataclass(slots=True)
class _Beside:
    """What is known of a page besides its record."""

    article: ArticleText
    plan: Plan | None = None
    like: ArticleText | None = None
    """The article of the page in the store that this one shares most with."""
    parsed: list[ParsedArticle] = field(default_factory=list)
    """What is parsed already of its words: the article that it is like, and what was new in it."""
    parse: Parse | None = None
    word_forms: set[WordForm] = field(default_factory=set)
    compared: dict[int, Likeness] = field(default_factory=dict)
    fingerprint: Fingerprint = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is reckoned before it is asked for."""
        self.fingerprint = Fingerprint(self.article.text)


class CorpusReader(Reader):
    """A reader that knows a store.

    Args:
        engine: the store's database.
        language: "fr", "en", or "auto".
        time_limit: seconds that one page may take.

    """

    def __init__(self, engine: Engine, language: str = AUTO, *, time_limit: float | None = 30.0) -> None:
        super().__init__(language, time_limit=time_limit)
        self.engine = engine
        self.parsed = 0
        """Articles, or parts of articles, that were parsed so far."""
        self._beside: dict[int, _Beside] = {}
        self._by_record: dict[int, _Beside] = {}
        self._first_print: int | None = None
        self._looks_for_first_prints = True

    def read_pages(self, pages: Iterable[PageToRead], *, reprints: bool = True) -> Iterator[ReadPage]:
        """Read pages, with what the store keeps beside the records.

        Two copies are never read together: the second one comes when whoever asked for the first has saved it. So they
        come in another order; each has its place.
        Without ``reprints`` no page is read as a copy of another one.
        """
        self._looks_for_first_prints = reprints
        waiting = enumerate(pages)
        while batch := list(itertools.islice(waiting, AT_ONCE)):
            for wave in self.waves(batch):
                yield from self.read_received(wave)

    def waves(self, pages: Iterable[tuple[int, PageToRead]]) -> Iterator[list[Placed]]:
        """Pages, received, in waves: in each none that may be a copy of another one, copies behind first prints."""
        received, runs = self.received(pages)
        wave_of: list[int] = []
        for words in runs:
            before = (wave for wave, other in zip(wave_of, runs, strict=False) if may_be_copy(words, other))
            wave_of.append(1 + max(before, default=-1))
        for wave in range(max(wave_of, default=-1) + 1):
            yield [placed for placed, number in zip(received, wave_of, strict=True) if number == wave]

    def received(self, pages: Iterable[tuple[int, PageToRead]]) -> tuple[list[Placed], list[frozenset[str]]]:
        """Pages, received, and the runs of words of each, which tell of two whether one may be a copy of the other."""
        received = [(place, self._received_or_failed(page)) for place, page in pages]
        return received, [
            frozenset() if isinstance(item, Record) else runs_of(item[1].text) for _, item in received
        ]

    def read_received(self, received: list[Placed]) -> list[ReadPage]:
        """Read pages of one wave."""
        found = self._read_some([item for _, item in received])
        for (place, _), read in zip(received, found, strict=True):
            read.place = place
        return found

    def read_reprint(self, page: PageToRead, first_print: int) -> ReadPage:
        """Read one page as a reprint of a version in the store, where that can be done."""
        self._first_print, self._looks_for_first_prints = first_print, True
        try:
            [read] = self._read_some([self._received_or_failed(page)])
        finally:
            self._first_print = None
        return read

    def _read_some(self, received: list[Received]) -> list[ReadPage]:
        self._beside.clear()
        self._by_record.clear()
        return [self._with_beside(record) for record in self._read_batch(received)]

    def _with_beside(self, record: Record) -> ReadPage:
        beside = self._by_record.pop(id(record), None)
        if beside is None:
            return ReadPage(record, article_text("", []))
        from_version = None if beside.plan is None else beside.plan.version_id
        return ReadPage(
            record, beside.article, beside.parse, beside.word_forms, from_version,
            compared=beside.compared, _fingerprint=beside.fingerprint,
        )  # fmt: skip

    def _parsed(self, parser: Parser, pages: list[_Prepared]) -> list[Doc]:
        docs: dict[int, Doc] = {}
        to_parse: list[tuple[int, _Prepared]] = []
        for place, page in enumerate(pages):
            beside = self._beside.setdefault(id(page), _Beside(page.text))
            if page.text.text and self._looks_for_first_prints:
                self._plan(page, beside)
            is_whole = beside.plan is None and bool(page.text.text)
            kept = parse_cache.kept_doc(self.engine, page.text.text, parser) if is_whole else None
            if kept is not None:
                docs[place], beside.parse = kept
            elif not page.text.text:  # no article, or a reprint without a new word
                docs[place] = parser.pipeline.make_doc("")
            else:
                to_parse.append((place, page))
        found = self._parsed_where_new(parser, [page for _, page in to_parse]) if to_parse else []
        for (place, page), doc in zip(to_parse, found, strict=True):
            docs[place] = doc
            self._note_parse(parser, page, doc, self._beside[id(page)])
        return [docs[place] for place in range(len(pages))]

    def _parsed_where_new(self, parser: Parser, pages: list[_Prepared]) -> list[Doc]:
        """The Docs of some pages, of which only those words are parsed that the store has no parse of."""
        new = [self._with_new_alone(parser, page) for page in pages]
        with_words = [page for page in new if page.text.text]
        self.parsed += len(with_words)
        found = iter(super()._parsed(parser, with_words) if with_words else [])
        docs = {id(page): next(found) for page in with_words}
        return [self._put_together(parser, page, own, docs.get(id(own))) for page, own in zip(pages, new, strict=True)]

    def _with_new_alone(self, parser: Parser, page: _Prepared) -> _Prepared:
        """The page with those paragraphs alone that have to be parsed; the page itself where these are all."""
        beside = self._beside[id(page)]
        if beside.like is None or page.text.cut:
            return page
        new = without_known(page.page.text, page.blocks, page.text, beside.like)
        if len(new.parts) == len(page.text.parts):
            return page
        return replace(page, text=new) if self._knows_parse(parser, beside) else page

    def _knows_parse(self, parser: Parser, beside: _Beside) -> bool:
        """Whether the store has the parse of the page that is like this one; it then stands beside this one."""
        if not beside.parsed and beside.like is not None:
            kept = parse_cache.kept_doc(self.engine, beside.like.text, parser)
            beside.parsed = [] if kept is None else [ParsedArticle(beside.like, kept[0])]
        return bool(beside.parsed)

    def _put_together(self, parser: Parser, page: _Prepared, own: _Prepared, doc: Doc | None) -> Doc:
        if own is page and doc is not None:
            return doc
        if doc is not None:
            if not own.text.text:  # its parse failed
                page.text = own.text
                return doc
            self._beside[id(page)].parsed.append(ParsedArticle(own.text, doc))
        return self._out_of_parts(parser, page, self._beside[id(page)].parsed)

    def _out_of_parts(self, parser: Parser, page: _Prepared, parts: list[ParsedArticle]) -> Doc:
        """The Doc of a page out of those of its paragraphs; where these do not do, the page is parsed."""
        doc = put_together(page.text, parts, parser.pipeline.vocab) if parts else None
        if doc is None:
            self.parsed += 1
            [doc] = super()._parsed(parser, [page])
        return doc

    @staticmethod
    def _note_parse(parser: Parser, page: _Prepared, doc: Doc, beside: _Beside) -> None:
        beside.word_forms |= parse_cache.word_forms([doc], page.language.code)
        if beside.plan is None and doc.text == page.text.text:  # where the parse failed, there is no text left
            beside.parse = parse_cache.new_parse(doc, page.text.text, parser)

    def _plan(self, page: _Prepared, beside: _Beside) -> None:
        """Find the first print of a page; what has to be read of the page is then only what is new in it."""
        match = self._match(page, beside)
        if match is not None and match.likeness.shared:
            beside.compared[match.version_id] = match.likeness
        if match is None or match.record.language != page.code:
            return
        beside.like = match.article
        published = match.record.article.published
        same_day = (None if published is None else published.value[:10]) == (
            None if page.published is None else page.published.isoformat()
        )
        plan = plan_reprint(match.version_id, match.record, match.article, page.text, same_day=same_day)
        if plan is not None:
            beside.plan = plan
            page.text = _paragraphs(page, plan)

    def _match(self, page: _Prepared, beside: _Beside) -> Match | None:
        with reading(self.engine) as connection:
            if self._first_print is not None:
                return match_of(connection, self._first_print)
            return find_match(connection, beside.fingerprint, text_hash(page.text.text))

    def _finished(self, prepared: _Prepared, doc: Doc) -> Record:
        beside = self._beside.pop(id(prepared))
        record = super()._finished(prepared, doc)
        if beside.plan is not None and _hangs_on_more(record):
            record = self._read_whole(prepared, doc, beside)
        elif beside.plan is not None:
            record = merged(beside.plan, record)
        self._by_record[id(record)] = beside
        return record

    def _read_whole(self, prepared: _Prepared, new: Doc, beside: _Beside) -> Record:
        """Read a page by itself after all, because its new paragraphs cannot be understood alone."""
        parser = self._parser(prepared.language.code)
        self._knows_parse(parser, beside)
        parts = [*beside.parsed, ParsedArticle(prepared.text, new)]
        beside.plan, prepared.text = None, beside.article
        doc = self._out_of_parts(parser, prepared, parts)
        self._note_parse(parser, prepared, doc, beside)
        return super()._finished(prepared, doc)


def _hangs_on_more(record: Record) -> bool:
    """Whether somebody speaks in the new paragraphs, by a pronoun or a role, whom only other paragraphs name."""
    return any(said.speaker is None and said.speaker_span is not None for said in record.quotations)


def _paragraphs(page: _Prepared, plan: Plan) -> ArticleText:
    """The article text of the new paragraphs alone."""
    wanted = {page.text.origins[page.text.parts[index].start] for index in plan.new}
    return some_paragraphs(page.page.text, page.blocks, wanted)


def may_be_copy(words: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two pages with these runs of words share so much that one of them may be a copy of the other."""
    return likeness(words, other).contained >= MAY_BE_COPY
