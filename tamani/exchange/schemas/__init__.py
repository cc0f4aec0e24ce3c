"""The schema of each format, as data, and what the code takes from it: the columns in their order."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

Datatype = Literal["string", "integer", "number", "date", "dateTime"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name and the type of its values."""

    name: str
    datatype: Datatype


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """The schema ``schemas/<name>.json``.

    Raises:
        FileNotFoundError: there is no such schema.
    """
    return dict(json.loads(schema_bytes(name)))


def schema_bytes(name: str) -> bytes:
    """The schema's file as it is, to be laid beside an export."""
    return resources.files(__package__).joinpath(f"{name}.json").read_bytes()


@functools.cache
def tables(name: str) -> dict[str, tuple[Column, ...]]:
    """The columns of each table of a CSVW schema, by the table's file name without its ending."""
    return {
        table["url"].split(".")[0]: tuple(
            Column(column["titles"], column["datatype"]) for column in table["tableSchema"]["columns"]
        )
        for table in schema(name)["tables"]
    }


def columns(name: str) -> tuple[Column, ...]:
    """The columns of a schema with one table."""
    (found,) = tables(name).values()
    return found
