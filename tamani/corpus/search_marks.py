"""Marks: what the filters of a search ask for, as words of the index beside those of the text.

A page with an accusation has the mark of accusations; the index then finds pages by words and by filters in the same
way, however many pages have each of them. A mark is a short hash, so that it is a word in any index, and no page can
write it.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tamani.corpus.folding import fold, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.record import Record

EVERY = ("every",)
"""What all pages have."""
LONGEST_NAME = 8
"""Words of a name, from its end, by which an actor is found."""
UNDATED = ("undated",)
"""What pages have that do not tell when they were published."""
LENGTH = len("2026-03-01")


@functools.lru_cache(maxsize=16384)
def mark(kind: str, *values: str) -> str:
    """The mark of something: of five bytes, so that of a million things hardly two have the same."""
    digest = hashlib.blake2b("\0".join((kind, *values)).encode("utf-8", "surrogatepass"), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()


def marks_of(record: Record, *, outlet: str | None, host: str | None, published: str | None) -> str:
    """All marks of a page; ``published`` is its date of publication, if it tells one."""
    found = {mark(*EVERY)}
    if published is None:
        found.add(mark(*UNDATED))
    else:
        found.update(mark("day", published[:length]) for length in (4, 7, LENGTH) if len(published) >= length)
    if record.language is not None:
        found.add(mark("language", record.language))
    for name in (outlet, host):
        found.update(marks_of_outlet(name) if name is not None else ())
    speakers = {quotation.speaker for quotation in record.quotations}
    for actor in record.actors:
        if actor.country:
            found.add(mark("country", actor.country))
        found.update(marks_of_actor("actor", actor.id, actor.name))
        if actor.id in speakers:
            found.update(marks_of_actor("speaker", actor.id, actor.name))
    for event in record.events:
        found.add(mark("event", event.type))
        found.add(mark("status", event.status))
        found.add(mark("event", event.type, event.status))
    return " ".join(sorted(found))


def _names(identifier: str, name: str) -> Iterator[str]:
    """What an actor is called: its id, and its name or the end of it ("Diop" is Fatou Diop)."""
    yield f"={identifier}"
    words = words_of(name)
    yield from (" ".join(words[-length:]) for length in range(1, min(LONGEST_NAME, len(words)) + 1))


def marks_of_actor(kind: str, identifier: str, name: str) -> list[str]:
    """The marks by which an actor is found."""
    return [mark(kind, called) for called in _names(identifier, name)]


def marks_of_name(kind: str, given: str) -> list[str]:
    """Any of these marks has an actor with this name, this id or country code, or whose name ends with it."""
    name = given.strip()
    ids = sorted({f"={name}", f"={fold(name)}", f"={name.upper()}"})
    words = words_of(name)
    return [mark(kind, value) for value in [*ids, *([" ".join(words[-LONGEST_NAME:])] if words else [])]]


def marks_of_outlet(name: str) -> list[str]:
    """Any of these marks has a page of this outlet, however its accents are written."""
    return sorted({mark("outlet", name.lower()), mark("outlet", " ".join(words_of(name)))})


def marks_of_days(first: date, last: date) -> list[str]:
    """Any of these marks has a page of one of these days: whole years and months where these fit."""
    found = []
    day = first
    while day <= last:
        for length, after in ((4, date(day.year, 12, 31)), (7, _month_end(day)), (LENGTH, day)):
            begins = day.isoformat()[length:] in {"", "-01", "-01-01"}
            if begins and after <= last:
                found.append(mark("day", day.isoformat()[:length]))
                break
        if after == date.max:
            break
        day = after + timedelta(days=1)
    return found


def _month_end(day: date) -> date:
    if day.month == 12:
        return date(day.year, 12, 31)
    return date(day.year, day.month + 1, 1) - timedelta(days=1)
