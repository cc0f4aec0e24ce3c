"""What comes of reading one page for the store: its record, and what is kept beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from tamani.corpus.near_duplicates import Fingerprint
from tamani.reading.parse import ArticleText, article_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.corpus.near_duplicates import Likeness
    from tamani.reading.reader import PageToRead
    from tamani.record import Record

WordForm = tuple[str, str, str]
"""A folded form, its lemma, its language."""


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed article: the key that it is kept under, and the DocBin; None where the store has it."""

    text_sha256: str
    model: str
    data: bytes | None


@dataclass(slots=True)
class ReadPage:
    """One page as it was read. ``read_from`` is the version of the first print that its entries come from.

    ``place`` is that of the page among those that were to be read; copies come behind what they are copies of.
    """

    record: Record
    article: ArticleText
    parse: Parse | None = None
    word_forms: set[WordForm] = field(default_factory=set)
    read_from: int | None = None
    place: int = 0
    compared: dict[int, Likeness] = field(default_factory=dict)
    """Versions that its article was compared with in full, and how alike they are."""
    _fingerprint: Fingerprint | None = None

    @property
    def fingerprint(self) -> Fingerprint:
        """What its article is compared with others by."""
        if self._fingerprint is None:
            self._fingerprint = Fingerprint(self.article.text)
        return self._fingerprint

    @property
    def article_sha256(self) -> str | None:
        """The hash of the article's text, None where there is no article."""
        return text_hash(self.article.text) if self.article.text else None


class PageReader(Protocol):
    """Whatever reads pages into records, one for each page, in their order."""

    def read_many(self, pages: Iterable[PageToRead], /) -> Iterator[Record]:
        """The records of these pages."""


class StoreReader(Protocol):
    """A reader that works for a store and can tell what else it made of a page."""

    def read_pages(self, pages: Iterable[PageToRead], /) -> Iterator[ReadPage]:
        """The same with what is kept beside the records."""


def text_hash(text: str) -> str:
    """The name of a text in the store."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_page_of(record: Record) -> ReadPage:
    """What can be told from a record alone."""
    return ReadPage(record, article_text(record.text, record.blocks))


def reads(reader: PageReader | StoreReader, pages: Iterable[PageToRead]) -> Iterator[ReadPage]:
    """The pages as this reader reads them, each with its place; not always in their order."""
    own = getattr(reader, "read_pages", None)
    if own is not None:
        yield from own(pages)
    else:
        for place, record in enumerate(reader.read_many(pages)):  # type: ignore[union-attr]
            page = read_page_of(record)
            page.place = place
            yield page
