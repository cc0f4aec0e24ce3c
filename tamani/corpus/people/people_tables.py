"""The tables of who is who: entities, their faces on pages, what speaks for it, and what readers decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    event,
)

from tamani.corpus.append_only import forbid_changes
from tamani.corpus.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection

entities = Table(
    "entities",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="the number of its oldest face"),
    Column("kind", Text, nullable=False, comment="person, state, party …"),
    Column("name", Text, nullable=False, comment="the name of its oldest face"),
    Column("country", Text, comment="ISO 3166-1 alpha-3; empty where its faces have several or none"),
    comment="People, organisations and states, each made of one face or more that are the same.",
)

faces = Table(
    "entity_faces",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True, comment="what makes it one face: kind, name, country, page"),
    Column("kind", Text, nullable=False, comment="person, state, party …"),
    Column("name", Text, nullable=False, comment="the name as the first page writes it"),
    Column("block", Text, nullable=False, comment="its surname roughly as it sounds, or its whole name or id"),
    Column("country", Text, comment="ISO 3166-1 alpha-3"),
    Column("gender", Text, comment="m or f; fm where pages differ"),
    Column("is_floating", Boolean, nullable=False, comment="one page's bare surname, or name without a country"),
    Column("is_named", Boolean, nullable=False, comment="whether a page has it as a name and not only in a role"),
    Column("entity_id", ForeignKey("entities.id"), index=True, comment="whose face it is; none where it has no name"),
    Column("like_id", Integer, comment="the face that it was put beside"),
    Column("score", Integer, comment="how much speaks for it, in points"),
    Column("reasons", Text, comment="what speaks for it and against it, JSON"),
    Column("candidates", Text, comment="entities that it may be, where that was left open, JSON"),
    Index("entity_faces_by_block", "block", "is_floating"),
    comment="One name in one country, on all pages; or a name that alone says too little, on one page.",
)

face_words = Table(
    "entity_face_words",
    METADATA,
    Column("word", Text, nullable=False, comment="a word of a name roughly as it sounds"),
    Column("face_id", ForeignKey("entity_faces.id", ondelete="CASCADE"), nullable=False, comment="a face that has it"),
    PrimaryKeyConstraint("word", "face_id"),
    comment="The words of names, to find faces by.",
    sqlite_with_rowid=False,
)

links = Table(
    "entity_links",
    METADATA,
    Column("version_id", Integer, nullable=False, comment="page version"),
    Column("n", Integer, nullable=False, comment="place of the actor among the actors of the page"),
    Column("face_id", ForeignKey("entity_faces.id"), nullable=False, index=True, comment="the face that it has there"),
    PrimaryKeyConstraint("version_id", "n"),
    ForeignKeyConstraint(["version_id", "n"], ["actors.version_id", "actors.n"], ondelete="CASCADE"),
    comment="Each named actor of each page with its face. Whose face it is, how sure and why, stands with the face.",
)

looked_at = Table(
    "entity_pages",
    METADATA,
    Column(
        "version_id",
        ForeignKey("records.version_id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        comment="page version",
    ),
    Column("n", Integer, comment="an actor of the page; the row goes when the actors are written anew"),
    Column("resolved_at", Text, nullable=False, comment="when, UTC"),
    ForeignKeyConstraint(["version_id", "n"], ["actors.version_id", "actors.n"], ondelete="CASCADE"),
    comment="Page versions whose actors were looked at. Those that are read or corrected again are looked at again.",
)

traits = Table(
    "entity_traits",
    METADATA,
    Column("trait", BigInteger, nullable=False, comment="hash of a block, and of a story, office or name there"),
    Column("face_id", ForeignKey("entity_faces.id", ondelete="CASCADE"), nullable=False, comment="a face that has it"),
    PrimaryKeyConstraint("trait", "face_id"),
    comment="What faces of like names are compared by; two that share one get a row in entity_proofs.",
    sqlite_with_rowid=False,
)

proofs = Table(
    "entity_proofs",
    METADATA,
    Column("one_id", ForeignKey("entity_faces.id", ondelete="CASCADE"), nullable=False, comment="a face"),
    Column(
        "other_id",
        ForeignKey("entity_faces.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        comment="another face",
    ),
    Column("kind", Text, nullable=False, comment="story, office, role or company"),
    Column("value", Text, nullable=False, comment="which story, office, role, person or organisation"),
    Column("shown", Text, nullable=False, comment="the same as the page that proved it words it"),
    PrimaryKeyConstraint("one_id", "other_id", "kind", "value"),
    comment="What two faces of like names have in common.",
    sqlite_with_rowid=False,
)

judgements = Table(
    "entity_judgements",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("judgement", Text, nullable=False, comment="merged, split, rejected, or withdrawn"),
    Column("from_id", Integer, nullable=False, comment="the entity that was merged, split, or told apart"),
    Column("to_id", Integer, nullable=False, comment="the entity that it became part of, or is not the same as"),
    Column("faces", Text, nullable=False, comment="pairs of a face and the entity that it belongs to, JSON"),
    Column("moved", Text, nullable=False, comment="mentions that a split gave another face, JSON"),
    Column("withdraws", ForeignKey("entity_judgements.id"), comment="the judgement that this one takes back"),
    Column("why", Text, comment="in the words of who judged"),
    Column("by", Text, nullable=False, comment="who judged"),
    Column("at", Text, nullable=False, comment="when, UTC"),
    Column("signature", Text, nullable=False, unique=True, comment="hash of this row and of the one before it"),
    comment="Entities that readers merged, split or told apart. Rows are added, never changed or taken away.",
    sqlite_autoincrement=True,
)

TABLES = (entities, faces, face_words, links, looked_at, traits, proofs, judgements)


@event.listens_for(judgements, "after_create")
def _only_append(_table: Table, connection: Any, **_settings: Any) -> None:  # noqa: ANN401 (SQLAlchemy's signature)
    forbid_changes(connection, judgements.name)


def create(connection: Connection) -> None:
    """Make these tables in a store that was made without them."""
    METADATA.create_all(connection, tables=list(TABLES))
