"""An entry of a record by its fields, each as ``--set`` takes it: one line an entry, or one line a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tamani.record import NARRATOR, Actor, entry_name
from tamani.views.printable import one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.record import Record

IN_LINE = {
    "blocks": ("kind",),
    "actors": ("id", "name", "kind", "country", "sector", "role"),
    "times": ("value",),
    "quotations": ("kind", "speaker"),
    "events": ("type", "mode", "source", "target", "status", "voice", "date"),
    "claims": ("kind", "speaker", "about"),
    "flags": ("kind",),
}
"""The fields that are shown of an entry among others, by kind."""
LONGEST = 160
"""Characters of an entry's words in a line."""


def entry_line(record: Record, kind: str, place: int) -> str:
    """The name of an entry, what it says, and its words."""
    entry = getattr(record, kind)[place]
    fields = " ".join(f"{name}={_value(getattr(entry, name))}" for name in IN_LINE[kind])
    words = "" if isinstance(entry, Actor) else _words(record, entry)
    return "\t".join(filter(None, (entry_name(kind, place), one_line(fields), words))) + "\n"


def field_lines(record: Record, kind: str, place: int) -> Iterator[str]:
    """All fields of an entry, with the names of whom they mean."""
    entry = getattr(record, kind)[place]
    yield f"{entry_name(kind, place)}\t{_words(record, entry)}".rstrip() + "\n"
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        yield f"  {name}={one_line(_value(value))}{_names(record, name, value)}\n"


def _value(value: Any) -> str:  # noqa: ANN401 (any field)
    """A field as the command line takes it: words as they are, lists of words with commas, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ",".join(value)
    return msgspec.json.encode(value).decode()


def _names(record: Record, field: str, value: Any) -> str:  # noqa: ANN401
    """Whom the ids of a field mean, where the field has such and they say too little."""
    if field not in {"source", "target", "voice", "speaker", "about"}:
        return ""
    ids = value if isinstance(value, list) else [value]
    actors = [record.actor(identifier) for identifier in ids if identifier not in {None, NARRATOR}]
    names = one_line(", ".join(actor.name for actor in actors if actor is not None))
    return f"\t({names})" if names else ""


def _words(record: Record, entry: Any) -> str:  # noqa: ANN401 (any kind of entry)
    """The words that prove an entry; those of its first mention for an actor."""
    at = entry
    if isinstance(entry, Actor):
        if not entry.mentions:
            return ""
        at = entry.mentions[0]
    return f"“{shorten(record.text[at.start : at.end], LONGEST)}”"
