"""JSON as it is written into exports: UTF-8, one thing a line, unknown fields left out or null as the format has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_lines(things: Iterable[object], out: BinaryIO) -> None:
    """JSON Lines."""
    for thing in things:
        out.write(msgspec.json.encode(thing) + b"\n")


def write_list(before: bytes, things: Iterable[object], after: bytes, out: BinaryIO) -> None:
    """A JSON list inside ``before`` and ``after``, one thing a line, so that no more than one is held."""
    out.write(before)
    for place, thing in enumerate(things):
        out.write((b",\n" if place else b"\n") + msgspec.json.encode(thing))
    out.write(b"\n" + after)


def known(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 (whatever JSON has)
    """The fields that have a value; a last underscore is taken off the names."""
    return {name.rstrip("_"): value for name, value in fields.items() if value is not None and value not in ("", [])}
