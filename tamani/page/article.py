"""What a page says about itself: headline, section, who wrote, place and date, when it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tamani.languages import Language
from tamani.page.byline_lines import without_dates
from tamani.page.dates import DateFound, Order, find_dates, folded_weekdays
from tamani.page.folding import fold_words
from tamani.page.furniture import table_words
from tamani.page.line_evidence import begins_with_words
from tamani.page.names import find_names
from tamani.page.received import Page
from tamani.record import Article, ArticleDate, Block, BlockKind, Found

BY = "article.1"
CALLER, METADATA = "caller", "metadata"
_HEAD_KINDS: tuple[BlockKind, ...] = ("dateline", "byline")
_LONGEST_OPENING = 90
# A place, perhaps a date and an agency in brackets, then a dash or a colon.
_OPENING = re.compile(
    r"^[ \t]*(?P<opening>(?P<place>[A-ZÀ-Þ][\w’'-]*(?:[\s/-][\w’'-]+){0,3})"
    r"(?P<rest>(?:,\s?[^–—()]{2,40}?)?\s?(?:\([^()]{2,40}\))?(?:,\s?[^–—()]{2,40}?)?))\s?(?:[–—]|-(?=\s)|:(?=\s)|\.\s?[–—-])"
)
_PLACE_BEFORE_DATE = re.compile(r"^[A-ZÀ-Þ][\w’'/ -]{1,40},")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block with its text."""

    kind: BlockKind
    start: int
    text: str


def find_article(
    page: Page, blocks: list[Block], language: Language, *, published: date | None, received: date | None
) -> Article:
    """The article's own facts, each with its place where it comes from the text.

    ``published`` is what the caller knows and goes before all; ``received`` only rules dates out that lie
    after it, and completes a date without a year. It never becomes the publication date.
    """
    pieces = [_Piece(b.kind, b.start, page.text[b.start : b.end]) for b in blocks]
    opening = _opening(pieces)
    return Article(
        headline=_first(pieces, "headline") or _from_metadata(page.metadata.headline),
        section=_first(pieces, "section") or _from_metadata(page.metadata.section),
        byline=_byline(pieces) or [Found(text=a, start=None, end=None, by=METADATA) for a in page.metadata.authors],
        dateline=_dateline(pieces, opening),
        published=_published(page, pieces, language, opening, published, received),
        modified=_modified(page, pieces, language, received),
        received=received.isoformat() if received is not None else None,
    )


def _first(pieces: list[_Piece], kind: BlockKind) -> Found | None:
    piece = next((p for p in pieces if p.kind == kind), None)
    return _found(piece.text, piece.start) if piece is not None else None


def _found(text: str, start: int) -> Found:
    return Found(text=text, start=start, end=start + len(text), by=BY)


def _from_metadata(value: str | None) -> Found | None:
    return Found(text=value, start=None, end=None, by=METADATA) if value else None


def _byline(pieces: list[_Piece]) -> list[Found]:
    """Names off the byline lines; a line that only names the source counts where there is no other."""
    own: list[Found] = []
    sources: list[Found] = []
    for piece in pieces:
        if piece.kind == "byline":
            text = without_dates(piece.text)
            found = [_found(piece.text[n.start : n.end], piece.start + n.start) for n in find_names(text)]
            (sources if _names_source(piece.text) else own).extend(found)
    return _unrepeated(own or sources)


def _names_source(text: str) -> bool:
    return begins_with_words(fold_words(text), "bylines", "source_starts") is not None


def _unrepeated(found: list[Found]) -> list[Found]:
    seen: set[str] = set()
    kept: list[Found] = []
    for entry in found:
        folded = " ".join(fold_words(entry.text))
        if folded not in seen and not _initials_of(entry.text, kept):
            seen.add(folded)
            kept.append(entry)
    return kept


def _initials_of(text: str, names: list[Found]) -> bool:
    """Whether initials ("K. B.") are those of a name that is there already."""
    letters = [c for c in text if c.isalpha()]
    words = fold_words(text)
    if any(_shortens(words, fold_words(name.text)) for name in names):
        return True
    if len(letters) > 4 or not text.replace(".", "").replace(" ", "").isupper():
        return False
    return any("".join(letters) == "".join(w[0] for w in re.findall(r"[^\W\d_]+", n.text)) for n in names)


def _shortens(short: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether ``short`` is ``name`` with its later words cut to initials."""
    if len(short) != len(name) or short[:1] != name[:1] or short == name:
        return False
    return all(len(a) == 1 and b.startswith(a) for a, b in zip(short[1:], name[1:], strict=True))


def _opening(pieces: list[_Piece]) -> _Piece | None:
    """Place, date and agency that the first paragraph opens with."""
    first = next((p for p in pieces if p.kind == "body" and len(p.text) > 60), None)
    match = _OPENING.match(first.text[:_LONGEST_OPENING]) if first is not None else None
    if first is None or match is None:
        return None
    place, rest = match.group("place"), match.group("rest")
    agency = "(" in rest
    if not (agency or find_dates(rest) or (place.isupper() and len(place) > 2)):
        return None
    start = match.start("opening")
    return _Piece("body", first.start + start, first.text[start : match.end("opening")].rstrip(" ,"))


def _dateline(pieces: list[_Piece], opening: _Piece | None) -> Found | None:
    """The line that gives place and date, else the opening of the first paragraph."""
    for piece in pieces:
        if piece.kind == "dateline" and _PLACE_BEFORE_DATE.match(piece.text):
            dates = find_dates(piece.text)
            before = fold_words(piece.text[: dates[0].start]) if dates else ()
            beside = table_words("datelines", "beside")
            if before and before[0] not in beside and not _weekday(before[0]):
                return _found(piece.text, piece.start)
    return _found(opening.text, opening.start) if opening is not None else None


def _weekday(word: str) -> bool:
    return word in folded_weekdays()


def _order(language: Language) -> Order:
    order: Order = "mdy" if language.table("datelines")["order"] == "mdy" else "dmy"
    return order


def _published(
    page: Page,
    pieces: list[_Piece],
    language: Language,
    opening: _Piece | None,
    given: date | None,
    received: date | None,
) -> ArticleDate | None:
    # The day of the update stands in where the page gives no other: nothing nearer is known.
    if given is not None:
        return ArticleDate(value=given.isoformat(), start=None, end=None, by=CALLER)
    if page.metadata.published:
        return ArticleDate(value=page.metadata.published[:10], start=None, end=None, by=METADATA)
    head = [p for p in _head(pieces) if not _only_modified(p.text)]
    found = _earliest_line(head, language, received)
    if found is None and opening is not None:
        found = _earliest_line([opening], language, received)
    return found or _earliest_line(_feet(pieces), language, received) or _modified(page, pieces, language, received)


def _head(pieces: list[_Piece]) -> list[_Piece]:
    """Date lines and bylines up to the first paragraph, and live pages' first ones."""
    end = next((i for i, p in enumerate(pieces) if p.kind == "body"), len(pieces))
    return [p for p in pieces[:end] if p.kind in _HEAD_KINDS]


def _feet(pieces: list[_Piece]) -> list[_Piece]:
    end = next((i for i, p in enumerate(pieces) if p.kind == "body"), len(pieces))
    return [p for p in pieces[end:] if p.kind in _HEAD_KINDS and not _only_modified(p.text)]


def _phrases_at(text: str, name: str) -> list[int]:
    """Where words like "publié" or "mis à jour" begin in a line, as numbers of words before them."""
    words = fold_words(text)
    known = table_words("datelines", name)
    return [
        i for i in range(len(words)) for n in (1, 2, 3) if " ".join(words[i : i + n]) in known and i + n <= len(words)
    ]


def _only_modified(text: str) -> bool:
    """Whether the only date of the line is that of an update ("Mis à jour le …".

    Not "… mis à jour à 21h").
    """
    dates = find_dates(text)
    return len(dates) == 1 and _phrases_just_before(text, dates[0], "modified")


def _earliest_line(pieces: list[_Piece], language: Language, received: date | None) -> ArticleDate | None:
    for piece in pieces:
        for found in find_dates(piece.text, _order(language)):
            if _phrases_just_before(piece.text, found, "modified"):
                continue
            value = _value(piece.text, found, language, received)
            if value is not None:
                return ArticleDate(
                    value=value.isoformat(),
                    start=piece.start + found.start,
                    end=piece.start + found.end,
                    by=BY,
                )
    return None


def _phrases_just_before(text: str, found: DateFound, name: str) -> bool:
    """Whether the nearest word about publishing before a date is one of ``name``."""
    before = text[: found.start]
    wanted, other = (
        _phrases_at(before, name),
        _phrases_at(before, "published" if name == "modified" else "modified"),
    )
    return bool(wanted) and max(wanted) > max(other, default=-1)


def _value(text: str, found: DateFound, language: Language, received: date | None) -> date | None:
    """The date; read the other way round where it would lie after the day of receipt.

    Completed by that day.
    """
    value = found.as_date()
    if value is None:
        return found.nearest(received) if received is not None else None
    if received is None or value <= received + timedelta(days=1):
        return value
    other: Order = "dmy" if _order(language) == "mdy" else "mdy"
    turned = next((f.as_date() for f in find_dates(text, other) if f.start == found.start), None)
    return turned if turned is not None and turned <= received else None


def _modified(page: Page, pieces: list[_Piece], language: Language, received: date | None) -> ArticleDate | None:
    if page.metadata.modified:
        return ArticleDate(value=page.metadata.modified[:10], start=None, end=None, by=METADATA)
    for piece in pieces:
        if piece.kind in _HEAD_KINDS:
            for found in find_dates(piece.text, _order(language)):
                value = _value(piece.text, found, language, received)
                if value is not None and _phrases_just_before(piece.text, found, "modified"):
                    return ArticleDate(
                        value=value.isoformat(),
                        start=piece.start + found.start,
                        end=piece.start + found.end,
                        by=BY,
                    )
    return None
