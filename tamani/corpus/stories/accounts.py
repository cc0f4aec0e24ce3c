"""The pages of one story as accounts to be compared: their records and texts, when each came, which are copies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from tamani.corpus import tables
from tamani.corpus.database import reading
from tamani.corpus.folding import fold
from tamani.corpus.kept_pages import kept_page
from tamani.corpus.near_duplicates import runs_of
from tamani.reading.parse import ArticleText, article_text
from tamani.story import Passage
from tamani.words.worded_error import WordedError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from tamani.record import Event, Record

MOST_PAGES = 120
"""Pages of a story that are compared with each other; of a bigger one those that were published first."""

OPENING = frozenset('"\u00ab\u201c\u201e<(')
"""Signs that belong to the clause which they open."""


@dataclass(slots=True, eq=False)
class Account:
    """One page of a story, as readers have corrected it.

    ``earliest`` and ``latest`` are the bounds of when it was published, as far as that is known. ``group`` is the
    number of its text: copies have the same. ``folded`` is the page's text as search compares it, of the same length.
    """

    page: int
    version: int
    outlet: str | None
    url: str | None
    record: Record
    published: str | None
    first_seen: str
    earliest: datetime
    latest: datetime
    copy_group: int | None = None
    group: int = 0
    article: ArticleText = field(init=False)
    runs: frozenset[str] = field(init=False)
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        self.article = article_text(self.record.text, self.record.blocks)
        self.runs = runs_of(self.article.text)
        self.folded = fold(self.record.text)

    @property
    def day(self) -> date:
        """The day on which it was published, else on which it was first seen."""
        return self.latest.date()

    def passage(self, start: int, end: int) -> Passage:
        """Characters of the page as evidence."""
        text = self.record.text[start:end]
        return Passage(page=self.page, version=self.version, start=start, end=end, text=text)

    def clause(self, event: Event) -> Passage:
        """The clause that tells an event, without the signs and blanks around it."""
        start, end = event.why.clause.start, event.why.clause.end
        text = self.record.text
        while start < event.start and not text[start].isalnum() and text[start] not in OPENING:
            start += 1
        while end > event.end and text[end - 1].isspace():
            end -= 1
        return self.passage(start, end)


class NoStoryError(WordedError, ValueError):
    """There is no story with this number, or it has no pages that were read."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts of a story in the order in which they were published, and how many were left out."""

    title: str | None
    accounts: list[Account]
    left_out: int


def accounts_of(engine: Engine, story: int, most: int = MOST_PAGES) -> Accounts:
    """The accounts of a story, at most so many of them.

    Raises:
        NoStoryError: see there.

    """
    with reading(engine) as connection:
        title = connection.execute(select(tables.stories.c.title).where(tables.stories.c.id == story)).first()
        rows = [] if title is None else _rows(connection, story)
    if title is None or not rows:
        raise NoStoryError("no_story", story=story)
    ordered = sorted(rows, key=lambda row: (row.latest, row.page))
    accounts = [account for row in ordered[:most] if (account := row.account(engine)) is not None]
    return Accounts(title[0], accounts, len(ordered) - len(accounts))


@dataclass(frozen=True, slots=True)
class _Row:
    page: int
    version: int
    published: str | None
    first_seen: str
    earliest: datetime
    latest: datetime
    copy_group: int | None

    def account(self, engine: Engine) -> Account | None:
        kept = kept_page(engine, self.version, corrected=True)
        if kept is None:
            return None
        return Account(
            self.page, self.version, kept.outlet, kept.url, kept.record, self.published, self.first_seen,
            self.earliest, self.latest, self.copy_group,
        )  # fmt: skip


def _rows(connection: Connection, story: int) -> list[_Row]:
    placed, versions, records = tables.story_pages.c, tables.versions.c, tables.records.c
    pages, copies = tables.pages.c, tables.copies.c
    query = (
        select(placed.page_id, versions.id, versions.given_published, records.published, pages.first_seen)
        .add_columns(copies.group_id)
        .join(tables.pages, pages.id == placed.page_id)
        .join(tables.versions, (versions.page_id == placed.page_id) & versions.is_latest)
        .join(tables.records, records.version_id == versions.id)
        .outerjoin(tables.copies, copies.version_id == versions.id)
        .where(placed.story_id == story)
    )
    found = []
    for row in connection.execute(query):
        published = row.published or row.given_published
        earliest, latest = bounds(published, row.first_seen)
        found.append(_Row(row.page_id, row.id, published, row.first_seen, earliest, latest, row.group_id))
    return found


def bounds(published: str | None, first_seen: str) -> tuple[datetime, datetime]:
    """Between which moments a page was published: on the stated day, and not after it was first seen.

    A time without a zone is taken for UTC. A statement that cannot be read, or that is later than the first fetching by
    more than a day, is none.
    """
    seen = _moment(first_seen)
    assert seen is not None  # noqa: S101 (the store writes it)
    never = datetime.min.replace(tzinfo=UTC)
    stated = _moment(published) if published and "T" in published else None
    day = _day(published) if stated is None else None
    if stated is not None and stated - seen <= timedelta(days=1):
        return stated, stated
    if day is None or day > seen.date() + timedelta(days=1):
        return never, seen
    morning = datetime.combine(day, time.min, UTC)
    return min(morning, seen), max(morning, min(morning + timedelta(days=1), seen))


def _moment(value: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _day(value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value[:10])
    except ValueError:
        return None
