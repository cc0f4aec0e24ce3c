"""The columns that many tables share, so that a span, a page version or a doubt reads the same everywhere."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text


def version_column(comment: str = "the page version that the row is about") -> Column[Any]:
    """A column that points at a page version."""
    return Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), nullable=False, comment=comment)


def span_columns(of: str, *, optional: bool = False, prefix: str = "") -> list[Column[Any]]:
    """``start`` and ``end``: code points into the text of the page version, end exclusive."""
    return [
        Column(f"{prefix}start", Integer, nullable=optional, comment=f"first character of {of} in the page's text"),
        Column(f"{prefix}end", Integer, nullable=optional, comment=f"the character behind the last one of {of}"),
    ]


def entry_columns(kind: str, *, words: bool = True) -> list[Any]:
    """The columns of every kind of entry: which version, which place in the record, which characters."""
    columns: list[Any] = [
        version_column(),
        Column("n", Integer, nullable=False, comment=f"place among the record's {kind}, from 0"),
        *span_columns("the entry"),
    ]
    if words:
        columns.append(Column("words", Text, nullable=False, comment="these characters"))
    return [*columns, PrimaryKeyConstraint("version_id", "n")]


def doubt_columns() -> list[Column[Any]]:
    """Who found an entry, how sure it is, and why it is unsure."""
    return [
        Column("by", Text, nullable=False, comment="the step or rule that made the entry"),
        Column("confidence", Float, nullable=False, comment="0 to 1"),
        Column("reason", Text, comment="code of the reason why the entry is unsure"),
        Column("reason_words", Text, comment="the same reason in English words"),
    ]


def part_columns(parent: str, name: str) -> list[Any]:
    """The columns of a table of parts: which entry of ``parent`` a row belongs to, and its place among the parts."""
    return [
        Column("version_id", Integer, nullable=False, comment="the page version that the row is about"),
        Column(name, Integer, nullable=False, comment=f"place of the entry in the table of {parent}"),
        Column("n", Integer, nullable=False, comment="place among the parts of this entry, from 0"),
        PrimaryKeyConstraint("version_id", name, "n"),
        ForeignKeyConstraint(["version_id", name], [f"{parent}.version_id", f"{parent}.n"], ondelete="CASCADE"),
    ]
