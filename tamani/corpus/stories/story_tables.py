"""The tables of stories besides ``stories`` and ``story_pages``: why a page is there, and what was decided by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Float, ForeignKey, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text, event

from tamani.corpus.append_only import forbid_changes
from tamani.corpus.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection


def _page_column() -> Column[Any]:
    key = ForeignKey("pages.id", ondelete="CASCADE")
    return Column("page_id", key, primary_key=True, autoincrement=False, comment="the page")


story_links = Table(
    "story_links",
    METADATA,
    _page_column(),
    Column("like_id", ForeignKey("pages.id"), comment="the page of the story that it is most like; none for its first"),
    Column("score", Float, comment="how sure it is that both tell the same event, 0 to 1"),
    Column("reasons", Text, comment="what speaks for it and against it, JSON"),
    Column("joined_at", Text, nullable=False, comment="when, UTC"),
    comment="Why each page was put into a story when it came.",
)

story_views = Table(
    "story_views",
    METADATA,
    _page_column(),
    Column("told", Text, index=True, comment="the day that the page tells of, ISO 8601"),
    Column("view", LargeBinary, nullable=False, comment="names, figures, countries and days: JSON, packed with zlib"),
    Column("vector", LargeBinary, nullable=False, comment="meaning of its first lines: 16-bit floats"),
    comment="What of a page is compared with others when they are joined into stories.",
)

story_names = Table(
    "story_names",
    METADATA,
    Column("name", Text, nullable=False, comment="key of a name"),
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, comment="a story that has it"),
    PrimaryKeyConstraint("name", "story_id"),
    comment="The names of each story; those of many stories say little.",
    sqlite_with_rowid=False,
)

story_judgements = Table(
    "story_judgements",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("judgement", Text, nullable=False, comment="merged, split, or withdrawn"),
    Column("from_id", ForeignKey("stories.id"), nullable=False, comment="the story that the pages were in"),
    Column("to_id", ForeignKey("stories.id"), nullable=False, comment="the story that they were put into"),
    Column("pages", Text, nullable=False, comment="the pages that were moved, JSON"),
    Column("withdraws", ForeignKey("story_judgements.id"), comment="the judgement that this one takes back"),
    Column("why", Text, comment="in the words of who judged"),
    Column("by", Text, nullable=False, comment="who judged"),
    Column("at", Text, nullable=False, comment="when, UTC"),
    Column("signature", Text, nullable=False, unique=True, comment="hash of this row and of the one before it"),
    comment="Stories that readers merged or split. Rows are added, never changed or taken away.",
    sqlite_autoincrement=True,
)

TABLES = (story_links, story_views, story_names, story_judgements)


@event.listens_for(story_judgements, "after_create")
def _only_append(_table: Table, connection: Any, **_settings: Any) -> None:  # noqa: ANN401 (SQLAlchemy's signature)
    forbid_changes(connection, story_judgements.name)


def create(connection: Connection) -> None:
    """Make these tables in a store that was made without them."""
    METADATA.create_all(connection, tables=list(TABLES))
