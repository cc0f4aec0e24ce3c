"""The reader: runs the steps in their order, page after page, and makes the records."""

from __future__ import annotations

import itertools
import logging
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tamani.languages import Language, available, load
from tamani.page.article import find_article
from tamani.page.blocks import label_blocks
from tamani.page.language_detection import detect_language
from tamani.page.receive import PageError, page_from_text, read_page
from tamani.page.received import Page
from tamani.reading.actors import find_actors
from tamani.reading.claims import find_claims
from tamani.reading.events import find_events
from tamani.reading.flags import find_flags
from tamani.reading.parse import ArticleText, Parser, article_text, reading_of
from tamani.reading.quotations import find_quotations
from tamani.reading.reading import detach
from tamani.reading.time_limit import TimeIsUp, time_limit
from tamani.reading.times import find_times
from tamani.record import Article, Block, Failure, Reason, Record
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokens import Doc

    from tamani.reading.reading import Reading

LOGGER = logging.getLogger(__name__)
_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no file can hold; a text that has them came from a faulty decoder."""
AUTO = "auto"
DEFAULT_LANGUAGE = "fr"
STEPS: dict[str, Callable[[Reading], None]] = {
    "times": find_times,
    "actors": find_actors,
    "quotations": find_quotations,
    "events": find_events,
    "claims": find_claims,
    "flags": find_flags,
}
"""The steps by name, in their order; a language's table says which of them its lexicons are made for."""
BATCH = 8
"""Pages parsed together; also the most that :meth:`Reader.read_many` holds at once."""


@dataclass(frozen=True, slots=True)
class PageToRead:
    """A page with what its giver knows of it. ``page``: text, bytes as received, a file, or a Page."""

    page: str | bytes | Path | Page
    source: str | None = None
    received: date | str | None = None
    published: date | str | None = None


@dataclass(slots=True)
class _Prepared:
    """A page on its way to the parser, or what kept it from getting there."""

    page: Page
    language: Language
    code: str
    language_doubt: Reason | None
    article: Article
    blocks: list[Block]
    text: ArticleText
    published: date | None
    received: date | None
    failures: list[Failure]


class Reader:
    """Reads pages into records. One reader loads each language's model once; make one and keep it.

    Args:
        language: "fr", "en", or "auto" to detect it page by page.
        time_limit: seconds that one page may take, None for no limit.
        whole_text_is_body: take pages for bare article text without site around it: every line is body.

    Raises:
        ValueError: Tamani does not read this language.
    """

    def __init__(
        self, language: str = AUTO, *, time_limit: float | None = 30.0, whole_text_is_body: bool = False
    ) -> None:
        if language != AUTO:
            load(language)
        self.language = language
        self.time_limit = time_limit
        self.whole_text_is_body = whole_text_is_body
        self._parsers: dict[str, Parser] = {}

    def read(
        self,
        page: str | bytes | Path | Page,
        *,
        source: str | None = None,
        received: date | str | None = None,
        published: date | str | None = None,
    ) -> Record:
        """Read one page.

        Raises:
            PageError: nothing in it can be read (empty, binary).
            OSError: the file cannot be opened, or the language's model is not installed.
            ValueError: a date is not an ISO date.
        """
        asked = PageToRead(page, source, received, published)
        return self._read_batch([self._receive(asked)])[0]

    def read_many(self, pages: Iterable[str | bytes | Path | Page | PageToRead]) -> Iterator[Record]:
        """Read pages one after the other, parsing them in batches; memory does not grow with their number.

        A page that cannot be read gives a record that says why in ``failures``; the others go on.
        """
        asked = (p if isinstance(p, PageToRead) else PageToRead(p) for p in pages)
        while batch := list(itertools.islice(asked, BATCH)):
            yield from self._read_batch([self._received_or_failed(p) for p in batch])

    def _received_or_failed(self, asked: PageToRead) -> tuple[PageToRead, Page] | Record:
        try:
            return self._receive(asked)
        except PageError as problem:
            return _failed(asked, Failure(step="receive", why=problem.why))
        except OSError as problem:
            why = reason("cannot_open", problem=problem.strerror or str(problem))
            return _failed(asked, Failure(step="receive", why=why))

    def _receive(self, asked: PageToRead) -> tuple[PageToRead, Page]:
        given = asked.page
        if isinstance(given, Path):
            source = asked.source or str(given)
            return asked, read_page(given.read_bytes(), source=source)
        if isinstance(given, bytes):
            return asked, read_page(given, source=asked.source)
        if isinstance(given, str):
            return asked, page_from_text(_SURROGATES.sub("\ufffd", given), source=asked.source)
        return asked, given

    def _read_batch(self, received: list[tuple[PageToRead, Page] | Record]) -> list[Record]:
        records: list[Record | None] = []
        waiting: dict[str, list[tuple[int, _Prepared]]] = {}
        for place, item in enumerate(received):
            if isinstance(item, Record):
                records.append(item)
                continue
            records.append(None)
            prepared = self._prepared(*item)
            waiting.setdefault(prepared.language.code, []).append((place, prepared))
        for code, pages in waiting.items():
            parser = self._parser(code)
            with parser.zone(len(pages)):
                docs = self._parsed(parser, [prepared for _, prepared in pages])
                for (place, prepared), doc in zip(pages, docs, strict=True):
                    records[place] = self._finished(prepared, doc)
        return [record for record in records if record is not None]

    def _parsed(self, parser: Parser, pages: list[_Prepared]) -> list[Doc]:
        """The Docs of a batch; where the parse fails, page by page, so that only the page at fault goes unread."""
        try:
            return list(parser.parse((page.text for page in pages), batch_size=BATCH))
        except Exception as problem:  # noqa: BLE001 (whatever the model trips over must not end the batch)
            if len(pages) > 1:
                return [doc for page in pages for doc in self._parsed(parser, [page])]
            pages[0].failures.append(_step_failed("parse", problem))
            pages[0].text = article_text("", [])
            return list(parser.parse([pages[0].text]))

    def _parser(self, code: str) -> Parser:
        if code not in self._parsers:
            self._parsers[code] = Parser(load(code))
        return self._parsers[code]

    def _prepared(self, asked: PageToRead, page: Page) -> _Prepared:
        """Find the page's language, blocks and article."""
        failures: list[Failure] = []
        code = detect_language(page.text) if self.language == AUTO else self.language
        doubt = None
        if code is None:
            code, doubt = DEFAULT_LANGUAGE, reason("language_assumed", code=DEFAULT_LANGUAGE)
        language = load(code if code in available() else DEFAULT_LANGUAGE)
        if code not in available():
            failures.append(Failure(step="language", why=reason("other_language", code=code)))
        missing = [name for name in STEPS if name not in language.table("language")["steps"]]
        if code in available() and missing:
            why = reason("steps_missing", code=language.code, steps=", ".join(missing))
            failures.append(Failure(step="language", why=why))
        blocks: list[Block] = []
        article = Article()
        published, received = _as_date(asked.published), _as_date(asked.received)
        try:
            with time_limit(self.time_limit):
                blocks = self._blocks(page, language)
                article = find_article(page, blocks, language, published=published, received=received)
        except TimeIsUp:
            failures.append(Failure(step="blocks", why=reason("time_is_up", seconds=f"{self.time_limit:g}")))
        except Exception as problem:  # noqa: BLE001 (the page's text is kept, its record says what failed)
            failures.append(_step_failed("blocks", problem))
        readable = blocks if code in available() else []
        text = article_text(page.text, readable)
        if text.cut or page.cut:
            failures.append(Failure(step="parse", why=reason("too_long")))
        if article.published is not None:
            published = date.fromisoformat(article.published.value[:10])
        return _Prepared(page, language, code, doubt, article, blocks, text, published, received, failures)

    def _blocks(self, page: Page, language: Language) -> list[Block]:
        if not self.whole_text_is_body:
            return label_blocks(page, language)
        return [Block(kind="body", start=line.start, end=line.end, by="given") for line in page.lines]

    def _finished(self, prepared: _Prepared, doc: Doc) -> Record:
        reading = reading_of(prepared.text, doc, prepared.language, prepared.page.text)
        reading.published, reading.received = prepared.published, prepared.received
        reading.blocks = prepared.blocks
        step_name = "reading"
        try:
            with time_limit(self.time_limit) as deadline:
                for step_name in prepared.language.table("language")["steps"]:
                    deadline.check()
                    STEPS[step_name](reading)
        except TimeIsUp:
            failure = Failure(step=step_name, why=reason("time_is_up", seconds=f"{self.time_limit:g}"))
            prepared.failures.append(failure)
        except Exception as problem:  # noqa: BLE001 (one page must not end a batch: its record says what failed)
            prepared.failures.append(_step_failed(step_name, problem))
        record = _record(prepared, reading)
        detach(doc)
        return record


def _record(prepared: _Prepared, reading: Reading) -> Record:
    page = prepared.page
    return Record(
        source=page.source,
        media=page.media,
        sha256=page.sha256,
        language=prepared.code,
        language_reason=prepared.language_doubt,
        text=page.text,
        article=prepared.article,
        blocks=prepared.blocks,
        actors=reading.actors,
        times=reading.times,
        quotations=reading.quotations,
        events=reading.events,
        claims=reading.claims,
        flags=sorted(reading.flags, key=lambda flag: (flag.start, flag.end, flag.kind)),
        notes=list(page.notes),
        failures=prepared.failures,
    )


def _step_failed(step: str, problem: Exception) -> Failure:
    """What a fault of Tamani's own leaves in the record; the traceback goes to the log."""
    LOGGER.error("step %s failed", step, exc_info=problem)
    return Failure(step=step, why=reason("step_failed", problem=f"{type(problem).__name__}: {problem}"))


def _failed(asked: PageToRead, failure: Failure) -> Record:
    source = asked.source or (str(asked.page) if isinstance(asked.page, Path) else None)
    return Record(source=source, text="", failures=[failure])


def _as_date(given: date | str | None) -> date | None:
    return date.fromisoformat(given) if isinstance(given, str) else given


def read(
    page: str | bytes | Path | Page,
    *,
    received: date | str | None = None,
    published: date | str | None = None,
    language: str = AUTO,
) -> Record:
    """Read one page into a record; see :class:`Reader` for many.

    Args:
        page: the page's text, its bytes as received (text or HTML), or a file.
        received: when the page was received (ISO date); never taken for its publication date.
        published: when the article was published, where you know it; the page is asked otherwise.
        language: "fr", "en" or "auto".

    Raises:
        PageError: nothing in it can be read.
        OSError: the file cannot be opened, or the model is not installed.
        ValueError: a date is not an ISO date, or Tamani does not read this language.
    """
    return _reader(language).read(page, received=received, published=published)


_READERS: dict[str, Reader] = {}


def _reader(language: str) -> Reader:
    if language not in _READERS:
        _READERS[language] = Reader(language)
    return _READERS[language]
