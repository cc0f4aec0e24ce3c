"""Every kind of entry as rows of a table, for CSV and Parquet. The columns are in ``schemas/tables.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tamani.exchange.evidence import evidence, text_sha256
from tamani.exchange.stamps import utc
from tamani.exchange.table_entries import ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.exchange.stored import StoredPage, StoryRow

Row = dict[str, Any]
BETWEEN = "; "


def page_rows(page: StoredPage) -> Iterator[tuple[str, Row]]:
    """The rows of a page, each with the name of its table."""
    common = _common(page)
    yield "pages", common | _page(page)
    text = page.record.text
    for table, entries in ENTRIES.items():
        for number, (span, row) in enumerate(entries(page.record)):
            place = {} if span is None else _place(text, *span)
            yield table, common | {"number": number} | place | row


def story_rows(stories: Iterable[StoryRow]) -> Iterator[tuple[str, Row]]:
    """The rows of the stories, each with the name of its table."""
    for story in stories:
        reasons = BETWEEN.join(dict.fromkeys(reason.words for reason in story.reasons))
        first_seen = utc(story.first_seen) if story.first_seen else None
        row = {"story_id": story.id, "title": story.title, "first_seen": first_seen}
        yield "stories", row | {"pages": len(story.pages), "reasons": reasons}
        for number, page_id in enumerate(story.pages):
            yield "story_pages", {"story_id": story.id, "number": number, "page_id": page_id}


def _common(page: StoredPage) -> Row:
    """What every row says of its page."""
    return {
        "page_id": page.page_id,
        "version_id": page.version_id,
        "url": page.url,
        "outlet": page.outlet,
        "fetched_at": utc(page.fetched_at) if page.fetched_at else None,
        "text_sha256": text_sha256(page.record.text),
    }


def _place(text: str, start: int, end: int) -> Row:
    words = evidence(text, start, end)
    return {
        "start": words.start,
        "end": words.end,
        "exact": words.exact,
        "prefix": words.prefix,
        "suffix": words.suffix,
    }


def _page(page: StoredPage) -> Row:
    record, article = page.record, page.record.article
    return {
        "how": page.how,
        "source": record.source,
        "media": record.media,
        "sha256": record.sha256,
        "record_version": record.version,
        "language": record.language,
        "headline": article.headline.text if article.headline else None,
        "section": article.section.text if article.section else None,
        "byline": BETWEEN.join(found.text for found in article.byline),
        "dateline": article.dateline.text if article.dateline else None,
        "published": article.published.value if article.published else None,
        "modified": article.modified.value if article.modified else None,
        "received": article.received,
        "characters": len(record.text),
        "judgements": page.judgements,
    }
