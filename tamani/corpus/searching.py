"""Search: words with their other forms, phrases, filters; pages with the passages that fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import bindparam, column, delete, func, insert, literal_column, select, table, text

from tamani.corpus import tables
from tamani.corpus.database import is_sqlite, reading, writing
from tamani.corpus.expansion import other_forms
from tamani.corpus.moments import now
from tamani.corpus.queries import Query, QueryError
from tamani.corpus.search_filters import conditions
from tamani.corpus.snippets import Snippet, found_words, snippet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Engine, Select

    from tamani.corpus.queries import Term

Ways = list[tuple[str, ...]]
"""Forms of one term: each is a word, or words that must follow each other."""


MOST_RANKED = 3000
"""Pages that are put in order by how well they fit; of a word that is in more of them the latest come first."""
_INDEX = table("search", column("rowid"))
"""The index of words in SQLite."""


_SHOWN = (
    select(
        tables.versions.c.id, tables.versions.c.page_id, tables.versions.c.fetched_at, tables.pages.c.url,
        tables.pages.c.outlet, tables.records.c.headline, tables.records.c.published, tables.records.c.language,
        tables.searched.c.text,
    )
    .join(tables.pages, tables.pages.c.id == tables.versions.c.page_id)
    .join(tables.records, tables.records.c.version_id == tables.versions.c.id)
    .join(tables.searched, tables.searched.c.version_id == tables.versions.c.id)
    .where(tables.versions.c.id.in_(bindparam("shown", expanding=True)))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """One page that was found."""

    page_id: int
    version_id: int
    url: str | None
    outlet: str | None
    headline: str | None
    published: str | None
    fetched_at: str
    language: str | None
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Results:
    """A part of what was found, and how much there is in all."""

    total: int
    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class _Expanded:
    """The terms of a query with their forms."""

    wanted: list[Ways]
    excluded: list[Ways]


def search(engine: Engine, query: Query, *, limit: int = 20, offset: int = 0) -> Results:
    """The pages that a query finds.

    Raises:
        QueryError: the query asks for nothing, or has a date that is none.

    """
    terms = query.terms()
    if not terms and not query.has_filters:
        raise QueryError("A search needs a word or a filter.")
    with reading(engine) as connection:
        expanded = _expand(connection, terms, query.language)
        pages = _matching(connection, expanded, query)
        total = connection.scalar(select(func.count()).select_from(pages.subquery())) or 0
        best = pages.order_by(*_order(connection, query, expanded, total)).limit(limit).offset(offset)
        hits = _hits(connection, connection.scalars(best).all(), expanded)
    return Results(total, hits)


def _expand(connection: Connection, terms: Sequence[Term], language: str | None) -> _Expanded:
    expanded = _Expanded([], [])
    for term in terms:
        forms: Ways = [term.words]
        if not term.exact and len(term.words) == 1:
            forms = [(form,) for form in other_forms(connection, term.words[0], language)]
        (expanded.excluded if term.excluded else expanded.wanted).append(forms)
    return expanded


def _matching(connection: Connection, expanded: _Expanded, query: Query) -> Select[Any]:
    """The ids of the versions that fit; tables that no filter asks for stay out of it."""
    versions, records = tables.versions.c, tables.records.c
    filters = conditions(query)
    if not expanded.wanted and not expanded.excluded:
        pages = select(records.version_id)
    elif is_sqlite(connection):
        pages = select(_INDEX.c.rowid)
    else:
        pages = select(tables.searched.c.version_id)
    needs_record = bool(filters) or query.order != "best" or not expanded.wanted
    if needs_record:
        pages = _joined(connection, expanded).where(versions.is_latest, *filters)
    if expanded.wanted:
        pages = pages.where(_words_condition(connection, expanded))
    elif expanded.excluded:
        pages = pages.where(records.version_id.not_in(_with_any(connection, expanded.excluded)))
    return pages


def _joined(connection: Connection, expanded: _Expanded) -> Select[Any]:
    """The versions with all that filters and orders ask for."""
    versions, records, pages, searched = tables.versions, tables.records, tables.pages, tables.searched
    found = (
        select(records.c.version_id)
        .join(versions, versions.c.id == records.c.version_id)
        .join(pages, pages.c.id == versions.c.page_id)
    )
    if not expanded.wanted:
        return found
    if is_sqlite(connection):
        return found.join(_INDEX, _INDEX.c.rowid == records.c.version_id)
    return found.join(searched, searched.c.version_id == records.c.version_id)


def _words_condition(connection: Connection, expanded: _Expanded) -> Any:  # noqa: ANN401 (a condition of either kind)
    if is_sqlite(connection):
        return text("search MATCH :words").bindparams(words=fts_expression(expanded.wanted, expanded.excluded))
    words = tsquery_expression(expanded.wanted, expanded.excluded)
    return text("searched.words @@ to_tsquery('simple', :words)").bindparams(words=words)


def _with_any(connection: Connection, excluded: list[Ways]) -> Select[Any]:
    """Versions that have one of the words that must not be there."""
    either = [[form for forms in excluded for form in forms]]
    if is_sqlite(connection):
        return select(_INDEX.c.rowid).where(
            text("search MATCH :unwanted").bindparams(unwanted=fts_expression(either, []))
        )
    condition = text("words @@ to_tsquery('simple', :unwanted)")
    return select(tables.searched.c.version_id).where(condition.bindparams(unwanted=tsquery_expression(either, [])))


def fts_expression(wanted: list[Ways], excluded: list[Ways]) -> str:
    """The words as SQLite's FTS5 writes them; they are letters and digits, so that nothing needs escaping."""

    def one(forms: Ways) -> str:
        return "(" + " OR ".join('"' + " ".join(words) + '"' for words in forms) + ")"

    found = " AND ".join(map(one, wanted))
    return " NOT ".join([f"({found})", *map(one, excluded)]) if excluded else found


def tsquery_expression(wanted: list[Ways], excluded: list[Ways]) -> str:
    """The words as PostgreSQL writes them."""

    def one(forms: Ways) -> str:
        return "(" + " | ".join("(" + " <-> ".join(f"'{word}'" for word in words) + ")" for words in forms) + ")"

    return " & ".join([*map(one, wanted), *(f"!{one(forms)}" for forms in excluded)])


def _order(connection: Connection, query: Query, expanded: _Expanded, total: int) -> list[Any]:
    when = func.coalesce(tables.records.c.published, tables.versions.c.fetched_at)
    if query.order == "oldest":
        return [when, tables.records.c.version_id]
    if query.order == "newest" or not expanded.wanted:
        return [when.desc(), tables.records.c.version_id.desc()]
    if total > MOST_RANKED:
        return [(_INDEX.c.rowid if is_sqlite(connection) else tables.searched.c.version_id).desc()]
    if is_sqlite(connection):
        return [literal_column("search.rank")]
    asked = tsquery_expression(expanded.wanted, [])
    rank = text("ts_rank(searched.words, to_tsquery('simple', :asked)) DESC").bindparams(asked=asked)
    return [rank, tables.searched.c.version_id]


def _hits(connection: Connection, versions: Sequence[int], expanded: _Expanded) -> list[Hit]:
    """What is shown of these versions, in their order."""
    rows = {row.id: row for row in connection.execute(_SHOWN, {"shown": list(versions)})} if versions else {}
    phrases = [words for forms in expanded.wanted for words in forms]
    return [
        Hit(
            page_id=row.page_id,
            version_id=row.id,
            url=row.url,
            outlet=row.outlet,
            headline=row.headline,
            published=row.published,
            fetched_at=row.fetched_at,
            language=row.language,
            snippet=snippet(row.text, found_words(row.text, phrases)),
        )
        for row in (rows[version] for version in versions)
    ]


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
    found = saved_searches(engine).get(name)
    if found is None:
        names = ", ".join(saved_searches(engine)) or "none"
        raise QueryError(f"No search is called {name!r}. There are: {names}.")
    return found


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
