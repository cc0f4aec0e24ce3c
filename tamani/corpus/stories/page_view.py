"""What of a page counts when it is compared with others: whom and which places it names, when, and what it says."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from tamani.corpus.stories.names import name_key, names_of
from tamani.record import READABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tamani.corpus.stories.embedding import Embedder, Vector
    from tamani.record import Record

LEAD = 420
"""Characters of headline and first paragraphs that say what the page is about."""
FIRST_LINES = 160
"""Characters within which a paragraph must begin to be among the first lines."""
_NUMBER = re.compile(r"(?<![\w.,])\d{2,4}(?![\w.,]?\d)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD = re.compile(r"[^\W\d_]{3,}")


class PageView(msgspec.Struct, frozen=True, eq=False):
    """A page as joining sees it. ``shown`` gives a name as the page writes it, for the reasons."""

    key: int
    title: str
    published: date | None
    told: date | None
    """The first day that the article tells of, which is as a rule that of the event."""
    days: frozenset[date]
    """All days that it tells of."""
    names: frozenset[str]
    first_names: frozenset[str]
    """Names of the first lines, which say where it was."""
    shown: dict[str, str]
    countries: frozenset[str]
    numbers: frozenset[str]
    vector: Any


def page_views(records: Iterable[tuple[int, Record]], embedder: Embedder) -> list[PageView]:
    """The views of some pages, each with a number of its own."""
    found = list(records)
    vectors = embedder.vectors([lead_of(record) for _, record in found])
    return [_view(key, record, vector) for (key, record), vector in zip(found, vectors, strict=True)]


def packed_view(view: PageView) -> bytes:
    """A view without its vector, to keep."""
    return msgspec.json.encode(msgspec.structs.replace(view, vector=None), order="deterministic")


def unpacked_view(data: bytes, vector: Vector) -> PageView:
    """The view that was packed."""
    return msgspec.structs.replace(msgspec.json.decode(data, type=PageView), vector=vector)


def lead_of(record: Record) -> str:
    """Headline and beginning of the article, without the dateline."""
    at = _dateline(record)
    pieces = [record.text[max(start, at) : end] for start, end in _article(record) if end > at]
    headline = record.article.headline
    title = "" if headline is None else headline.text
    return f"{title}\n{' '.join(p for p in pieces if p.strip() != title)}"[: LEAD + len(title)]


def _article(record: Record) -> list[tuple[int, int]]:
    return sorted((b.start, b.end) for b in record.blocks if b.kind in READABLE and b.kind != "headline")


def _dateline(record: Record) -> int:
    """Where the words after the dateline begin; 0 without one."""
    found = record.article.dateline
    return 0 if found is None or found.end is None else found.end


def _view(key: int, record: Record, vector: Vector) -> PageView:
    article, at = _article(record), _dateline(record)
    times = [(t.start, t.end) for t in record.times]
    texts = [(max(start, at), end) for start, end in article if end > at]
    no_names = [*times, *_states(record)]
    names = _persons(record)
    first_names: set[str] = set()
    for start, end in texts:
        found = names_of(record.text[start:end], [(a - start, b - start) for a, b in no_names if start <= a < end])
        first_names |= found if start < texts[0][0] + FIRST_LINES else frozenset()
        names |= found
    published = _day(record.article.published.value if record.article.published else record.article.received)
    days = _days(record, texts, published)
    title = record.article.headline.text if record.article.headline else record.text[:80].strip()
    return PageView(
        key=key,
        title=title,
        published=published,
        told=days[0] if days else published,
        days=frozenset(days),
        names=frozenset(names),
        first_names=frozenset(first_names),
        shown=_shown(record, texts),
        countries=frozenset(actor.country for actor in record.actors if actor.kind == "state" and actor.country),
        numbers=_numbers(record, texts, times),
        vector=vector,
    )


def _states(record: Record) -> list[tuple[int, int]]:
    """Where states are named: they are compared as countries, whatever the language calls them and their people."""
    return [(m.start, m.end) for actor in record.actors if actor.kind == "state" for m in actor.mentions]


def _persons(record: Record) -> set[str]:
    """Last names of people, also where they open a sentence."""
    people = (a for a in record.actors if a.kind == "person" and any(m.form == "name" for m in a.mentions))
    return {name_key(words[-1]) for actor in people if (words := _WORD.findall(actor.name)) and words[-1][0].isupper()}


def _shown(record: Record, texts: Sequence[tuple[int, int]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for start, end in texts:
        for word in _WORD.findall(record.text[start:end]):
            if word[0].isupper():
                found.setdefault(name_key(word), word)
    return found


def _numbers(record: Record, texts: Sequence[tuple[int, int]], times: Sequence[tuple[int, int]]) -> frozenset[str]:
    found = set()
    for start, end in texts:
        for match in _NUMBER.finditer(record.text, start, end):
            if not any(a <= match.start() < b for a, b in times):
                found.add(match.group())
    return frozenset(found)


def _days(record: Record, texts: Sequence[tuple[int, int]], published: date | None) -> list[date]:
    """The days that the article tells of up to its publication, in the order in which it does."""
    found = []
    for time in sorted(record.times, key=lambda t: t.start):
        if any(start <= time.start < end for start, end in texts):
            first, _, last = (time.value or "").rpartition("/")
            found += [day for day in map(_day, (last, first)) if day and (published is None or day <= published)]
    return found


def _day(value: str | None) -> date | None:
    found = _DAY.match(value or "")
    return None if found is None else date.fromisoformat(found.group())
