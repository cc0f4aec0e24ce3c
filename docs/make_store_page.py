"""Writes ``docs/store.md``: the tables of the store, from the comments of the tables themselves.

python docs/make_store_page.py
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tamani.corpus.entry_tables import ENTRY_TABLES
from tamani.corpus.migrations import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

PAGE = Path(__file__).parent / "store.md"
HEAD = Path(__file__).parent / "store_head.md"


def page() -> str:
    """The whole page."""
    others = [table for table in METADATA.tables.values() if table not in ENTRY_TABLES]
    parts = [HEAD.read_text(encoding="utf-8").rstrip(), "## Pages and versions"]
    parts += [_table(table) for table in others]
    parts += ["## Entries of the record", "Defined in [record.md](record.md)."]
    parts += [_table(table) for table in ENTRY_TABLES]
    return "\n\n".join(parts) + "\n"


def _table(table: Table) -> str:
    rows = [f"| `{column.name}` | {_type(column)} | {_meaning(column)} |" for column in table.columns]
    head = [f"### {table.name}", "", table.comment or "", "", "| column | type | |", "| --- | --- | --- |"]
    return "\n".join([*head, *rows])


def _type(column: Column[object]) -> str:
    kind = str(column.type).lower()
    return kind if column.primary_key or not column.nullable else f"{kind}, may be null"


def _meaning(column: Column[object]) -> str:
    parts = ["part of the key"] if column.primary_key and len(column.table.primary_key) > 1 else []
    parts += ["key"] if column.primary_key and not parts else []
    parts += [f"→ `{key.target_fullname}`" for key in sorted(column.foreign_keys, key=lambda k: k.target_fullname)]
    return "; ".join([*([column.comment] if column.comment else []), *parts])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
