"""Search: words with their other forms, phrases, filters; pages with the passages that fit.

Every search looks at a bounded number of pages. So many are counted, fewer are put in order by how well they fit, and
of those that are more the latest are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select

from tamani.corpus import tables
from tamani.corpus.database import reading, writing
from tamani.corpus.expansion import other_forms
from tamani.corpus.filtered_entries import first_places
from tamani.corpus.matching import Wanted, best, count, matching
from tamani.corpus.moments import now
from tamani.corpus.queries import Query, QueryError
from tamani.corpus.search_filters import bounds, marks_wanted
from tamani.corpus.search_marks import UNDATED, mark
from tamani.corpus.snippets import Snippet, found_words, passage_of, snippet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from tamani.corpus.matching import Ways
    from tamani.corpus.queries import Term

MOST_COUNTED = 10_000
"""Pages that are counted; of more there is only known that they are more."""
MOST_RANKED = 1000
"""Pages that are put in order, by how well they fit or by their date; of more the latest come first, month by month."""
NEVER = "~"
"""A moment behind all that are written with digits."""

_SHOWN = (
    select(
        tables.versions.c.id, tables.versions.c.page_id, tables.versions.c.fetched_at, tables.versions.c.origin,
        tables.pages.c.url, tables.pages.c.outlet, tables.records.c.headline, tables.records.c.published,
        tables.records.c.language, tables.searched.c.text,
    )
    .join(tables.pages, tables.pages.c.id == tables.versions.c.page_id)
    .join(tables.records, tables.records.c.version_id == tables.versions.c.id)
    .join(tables.searched, tables.searched.c.version_id == tables.versions.c.id)
    .where(tables.versions.c.id.in_(bindparam("shown", expanding=True)))
)  # fmt: skip
_MOMENTS = select(tables.searched.c.version_id, tables.searched.c.moment).where(
    tables.searched.c.version_id.in_(bindparam("versions", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One page that was found. ``origin`` is the file, archive or feed that it came from."""

    page_id: int
    version_id: int
    url: str | None
    origin: str | None
    outlet: str | None
    headline: str | None
    published: str | None
    fetched_at: str
    language: str | None
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Results:
    """A part of what was found, and how much there is in all: at least ``total`` pages where ``more`` is set.

    ``undated`` more pages fit, but do not tell when they were published, and days were asked for.
    """

    total: int
    hits: list[Hit]
    more: bool = False
    undated: int = 0


def search(engine: Engine, query: Query, *, limit: int = 20, offset: int = 0) -> Results:
    """The pages that a query finds.

    Raises:
        QueryError: the query asks for nothing, or has a date that is none.

    """
    terms = query.terms()
    if not terms and not query.has_filters:
        raise QueryError("empty_query")
    with reading(engine) as connection:
        undated = _undated(connection, terms, query)
        wanted = _wanted(connection, terms, query)
        if not wanted.is_possible:
            return Results(0, [], undated=undated)
        if wanted == Wanted(marks=wanted.marks[:1]) and (query.since, query.until) != (None, None):
            found = _between(connection, query)  # no index of words is needed
            shown = found[offset : offset + limit]
        else:
            found = matching(connection, wanted, MOST_COUNTED + 1)
            shown = _shown(connection, query, wanted, found, offset + limit)[offset : offset + limit]
        hits = _hits(connection, shown, wanted, query)
    return Results(min(len(found), MOST_COUNTED), hits, more=len(found) > MOST_COUNTED, undated=undated)


def _undated(connection: Connection, terms: Sequence[Term], query: Query) -> int:
    """How many pages have all but a date, where days are asked for; counted to :data:`MOST_COUNTED`."""
    if (query.since, query.until) == (None, None):
        return 0
    wanted = _wanted(connection, terms, msgspec.structs.replace(query, since=None, until=None))
    return count(connection, wanted.on([mark(*UNDATED)]), MOST_COUNTED) if wanted.is_possible else 0


def _wanted(connection: Connection, terms: Sequence[Term], query: Query) -> Wanted:
    wanted = Wanted(marks=marks_wanted(connection, query), only=_of_story(connection, query.story))
    for term in terms:
        forms: Ways = [term.words]
        if not term.exact and len(term.words) == 1:
            forms = [(form,) for form in other_forms(connection, term.words[0], query.language)]
        (wanted.excluded if term.excluded else wanted.words).append(forms)
    return wanted


def _of_story(connection: Connection, story: int | None) -> tuple[int, ...] | None:
    if story is None:
        return None
    placed, versions = tables.story_pages.c, tables.versions.c
    query = select(versions.id).where(placed.page_id == versions.page_id, versions.is_latest, placed.story_id == story)
    return tuple(connection.scalars(query))


def _between(connection: Connection, query: Query) -> list[int]:
    """The versions of some days, in the order that is asked for."""
    first, behind = bounds(query)
    searched = tables.searched.c
    found = select(searched.version_id).where(searched.moment >= first, searched.moment < behind, searched.moment != "")
    if query.order == "oldest":
        found = found.order_by(searched.moment, searched.version_id)
    else:
        found = found.order_by(searched.moment.desc(), searched.version_id.desc())
    return list(connection.scalars(found.limit(MOST_COUNTED + 1)))


def _shown(connection: Connection, query: Query, wanted: Wanted, found: list[int], enough: int) -> list[int]:
    """The first of what was found, in the order that is asked for."""
    by_date = query.order != "best" or not wanted.words
    if len(found) <= MOST_RANKED:
        return _by_date(connection, found, query) if by_date else best(connection, wanted, enough)
    if not by_date:
        return found[:enough]
    shown: list[int] = []
    for days in _stretches(connection, wanted, query):
        shown += _by_date(connection, matching(connection, wanted.on(days), MOST_COUNTED), query)
        if len(shown) >= enough:
            break
    return shown


def _by_date(connection: Connection, versions: list[int], query: Query) -> list[int]:
    """Pages without a date come last, whatever the order."""
    last = NEVER if query.order == "oldest" else ""
    moments = {row.version_id: row.moment or last for row in connection.execute(_MOMENTS, {"versions": versions})}
    return sorted(moments, key=lambda version: (moments[version], version), reverse=query.order != "oldest")


def _stretches(connection: Connection, wanted: Wanted, query: Query) -> Iterator[list[str]]:
    """The marks of the months that are asked for, in the order that is; of the days of those with many pages.

    Behind them all stand the pages without a date.
    """
    first, behind = bounds(query)
    oldest_first = query.order == "oldest"
    while (month := _end_month(connection, first, behind, oldest_first=oldest_first)) is not None:
        first, behind = (f"{month}-99", behind) if oldest_first else (first, month)
        whole = [mark("day", month)]
        if len(matching(connection, wanted.on(whole), MOST_RANKED // 2 + 1)) <= MOST_RANKED // 2:
            yield whole
            continue
        days = range(1, 32) if oldest_first else range(31, 0, -1)
        yield from ([mark("day", f"{month}-{day:02}")] for day in days)
    yield [mark(*UNDATED)]


def _end_month(connection: Connection, first: str, behind: str, *, oldest_first: bool) -> str | None:
    """The first or the last month between two moments that has pages."""
    moments = tables.searched.c.moment
    query = select(func.min(moments) if oldest_first else func.max(moments))
    found: str | None = connection.scalar(query.where(moments >= first, moments < behind, moments != ""))
    return None if found is None else found[:7]


def _hits(connection: Connection, versions: Sequence[int], wanted: Wanted, query: Query) -> list[Hit]:
    """What is shown of these versions, in their order: the found words, or what the filters ask for."""
    rows = {row.id: row for row in connection.execute(_SHOWN, {"shown": list(versions)})} if versions else {}
    phrases = [words for forms in wanted.words for words in forms]
    places = {} if phrases else first_places(connection, versions, query)
    return [
        Hit(
            page_id=row.page_id,
            version_id=row.id,
            url=row.url,
            origin=row.origin,
            outlet=row.outlet,
            headline=row.headline,
            published=row.published,
            fetched_at=row.fetched_at,
            language=row.language,
            snippet=_shown_passage(row.text, phrases, places.get(row.id)),
        )
        for row in (rows[version] for version in versions)
    ]


def _shown_passage(text: str, phrases: Sequence[Sequence[str]], place: tuple[int, int] | None) -> Snippet:
    if place is not None:
        return passage_of(text, place)
    return snippet(text, found_words(text, phrases))


def save_search(engine: Engine, name: str, query: Query) -> None:
    """Give a search a name; another search of this name is replaced."""
    query.terms()
    saved = tables.saved_searches
    with writing(engine) as connection:
        connection.execute(delete(saved).where(saved.c.name == name))
        row = {"name": name, "query": msgspec.json.encode(query).decode(), "saved_at": now()}
        connection.execute(insert(saved).values(row))


def saved_search(engine: Engine, name: str) -> Query:
    """The search that has this name.

    Raises:
        QueryError: none has.

    """
    saved = saved_searches(engine)
    if not saved:
        raise QueryError("no_saved_searches", name=name)
    if name not in saved:
        raise QueryError("no_saved_search", name=name, names=", ".join(saved))
    return saved[name]


def saved_searches(engine: Engine) -> dict[str, Query]:
    """All searches that have a name."""
    saved = tables.saved_searches.c
    with reading(engine) as connection:
        rows = connection.execute(select(saved.name, saved.query).order_by(saved.name)).all()
    return {row.name: msgspec.json.decode(row.query, type=Query) for row in rows}


def forget_search(engine: Engine, name: str) -> bool:
    """Take a search's name away; whether there was one."""
    saved = tables.saved_searches
    with writing(engine) as connection:
        return connection.execute(delete(saved).where(saved.c.name == name)).rowcount > 0
