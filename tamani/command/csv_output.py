"""Rows as a CSV file that spreadsheets open without running anything in it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from tamani.command.outputs import OutputError
from tamani.exchange.csv_tables import escaped
from tamani.exchange.targets import new_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def write_csv(file: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write rows of the same columns, the names of these first; how many rows. The file is whole or not there.

    Raises:
        OutputError: it cannot be written.

    """
    count = 0
    try:
        with new_file(file) as packed, io.TextIOWrapper(packed, encoding="utf-8", newline="") as text:
            writer = csv.writer(text)
            for row in rows:
                if not count:
                    writer.writerow(row)
                writer.writerow(_cell(value) for value in row.values())
                count += 1
    except OSError as problem:
        raise OutputError(file, problem) from problem
    return count


def _cell(value: Any) -> str:  # noqa: ANN401 (whatever JSON can hold)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return escaped(value)
    return "" if value is None else str(value)
