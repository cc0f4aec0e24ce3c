"""Gold pages: what a reader has corrected, in the form that measures the next version. Strings, not offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tamani.exchange.gold_page import gold_page
from tamani.exchange.schemas import schema_bytes
from tamani.exchange.stamps import written
from tamani.exchange.targets import new_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow

SCHEMAS = "schema"
"""The folder of the schema: among the pages it would be taken for one."""


def write_folder(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], folder: Path, options: Options, tally: Tally
) -> None:
    """Write a file a page. A page that nobody has judged is no gold and is left out, unless all are asked for."""
    del stories
    for page in pages:
        if page.judgements == 0 and not options.all_pages:
            tally.left_out["not_corrected"] += 1
            continue
        content = msgspec.json.encode(_whole(page, tally))
        with new_file(folder / f"page-{page.version_id}.json") as out:
            out.write(msgspec.json.format(content, indent=1) + b"\n")
    with new_file(folder / SCHEMAS / "gold.json") as out:
        out.write(schema_bytes("gold"))


def _whole(page: StoredPage, tally: Tally) -> dict[str, Any]:
    received = page.record.article.received or written(page.fetched_at, "%Y-%m-%d")
    about = {
        "id": f"page-{page.version_id}",
        "language": page.record.language,
        "origin": page.url or page.record.source,
        "received": received,
    }
    return about | gold_page(page.record, tally)
