"""Which pages have the words and marks of a search: one expression for the index of SQLite, one for PostgreSQL's.

Whatever is asked, only so many pages are looked at: the index gives the latest first, and pages of one day or month
are asked for by its mark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from tamani.corpus.database import is_sqlite
from tamani.corpus.search_index import SIGN
from tamani.corpus.search_marks import EVERY, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from tamani.corpus.search_filters import Marks

Ways = list[tuple[str, ...]]
"""Forms of one term: each is a word, or words that must follow each other."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Terms of a query with their forms, and marks; ``only``: the versions among which it is looked for, if given."""

    words: list[Ways] = field(default_factory=list)
    excluded: list[Ways] = field(default_factory=list)
    marks: Marks = field(default_factory=list)
    only: tuple[int, ...] | None = None

    @property
    def is_possible(self) -> bool:
        """Whether a page can have all this."""
        return all(self.marks) and self.only != ()

    def on(self, days: list[str]) -> Wanted:
        """The same, of pages of some days."""
        return Wanted(self.words, self.excluded, [*self.marks, days], self.only)


def matching(connection: Connection, wanted: Wanted, most: int) -> list[int]:
    """The versions that have what is wanted, those that came last first; no more than ``most``."""
    among = "" if wanted.only is None else " AND {key} IN :only"
    if is_sqlite(connection):
        query = f"SELECT rowid FROM search WHERE search MATCH :words{among} ORDER BY rowid DESC LIMIT :most"  # noqa: S608
        return _ids(connection, query.format(key="rowid"), wanted, {"words": fts_expression(wanted), "most": most})
    query = (
        f"SELECT version_id FROM searched WHERE words @@ ({tsquery()}){among} "  # noqa: S608
        "ORDER BY version_id DESC LIMIT :most"
    )
    return _ids(connection, query.format(key="version_id"), wanted, {**tsquery_values(wanted), "most": most})


def count(connection: Connection, wanted: Wanted, most: int) -> int:
    """How many versions have it, counted to ``most``."""
    return len(matching(connection, wanted, most))


def best(connection: Connection, wanted: Wanted, most: int) -> list[int]:
    """The versions that fit the words best; all that have them are weighed."""
    among = "" if wanted.only is None else " AND {key} IN :only"
    if is_sqlite(connection):
        query = f"SELECT rowid FROM search WHERE search MATCH :words{among} ORDER BY rank, rowid LIMIT :most"  # noqa: S608
        return _ids(connection, query.format(key="rowid"), wanted, {"words": fts_expression(wanted), "most": most})
    query = (
        f"SELECT version_id FROM searched WHERE words @@ ({tsquery()}){among} "  # noqa: S608
        "ORDER BY ts_rank(words, to_tsquery('simple', :asked)) DESC, version_id LIMIT :most"
    )
    values = {**tsquery_values(wanted), "most": most, "asked": _asked(wanted.words)}
    return _ids(connection, query.format(key="version_id"), wanted, values)


def _ids(connection: Connection, query: str, wanted: Wanted, values: dict[str, Any]) -> list[int]:
    statement = text(query)
    if wanted.only is not None:
        statement = statement.bindparams(bindparam("only", expanding=True))
        values = {**values, "only": list(wanted.only)}
    return list(connection.scalars(statement, values))


def fts_expression(wanted: Wanted) -> str:
    """What is wanted as SQLite's FTS5 writes it; words are letters and digits, so that nothing needs escaping."""

    def one(forms: Ways) -> str:
        return "(" + " OR ".join('"' + " ".join(words) + '"' for words in forms) + ")"

    parts = [f"(text : {one(forms)})" for forms in wanted.words]
    parts += [f"(marks : {one([(each,) for each in either])})" for either in wanted.marks]
    found = " AND ".join(parts or [f"(marks : {mark(*EVERY)})"])
    if not wanted.excluded:
        return found
    without = [form for forms in wanted.excluded for form in forms]
    return f"({found}) NOT (text : {one(without)})"


def tsquery() -> str:
    """PostgreSQL's expression; its values are in :func:`tsquery_values`."""
    return "CAST(:marked AS tsquery) && to_tsquery('simple', :asked_or_not)"


def tsquery_values(wanted: Wanted) -> dict[str, str]:
    """What is wanted as PostgreSQL writes it."""
    marks = wanted.marks or [[mark(*EVERY)]]
    marked = " & ".join("(" + " | ".join(f"'{SIGN}{one}'" for one in either) + ")" for either in marks)
    words = [_asked([forms]) for forms in wanted.words] + [f"!({_asked([forms])})" for forms in wanted.excluded]
    return {"marked": marked, "asked_or_not": " & ".join(words)}


def _asked(terms: Sequence[Ways]) -> str:
    def one(forms: Ways) -> str:
        return "(" + " | ".join("(" + " <-> ".join(f"'{word}'" for word in words) + ")" for words in forms) + ")"

    return " & ".join(map(one, terms))
