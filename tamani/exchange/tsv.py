"""Tab-separated columns without quoting, as event data are handed on: no value may hold a tab or a line break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tamani.exchange.schemas import Column

_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029\0]+")


def write_rows(rows: Iterable[Mapping[str, object]], columns: Sequence[Column], out: BinaryIO, *, header: bool) -> None:
    """Write the rows; a column that a row has no value for is left empty."""
    if header:
        _line((column.name for column in columns), out)
    for row in rows:
        _line((_cell(row.get(column.name)) for column in columns), out)


def _line(cells: Iterable[str], out: BinaryIO) -> None:
    out.write("\t".join(cells).encode("utf-8") + b"\n")


def _cell(value: object) -> str:
    """The value on one line. Whoever needs the exact words has their place on the page."""
    return "" if value is None else _BREAKS.sub(" ", str(value))
