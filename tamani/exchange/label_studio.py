"""Label Studio's tasks: a list in JSON, each page with its entries as predictions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from tamani.exchange.json_out import known, write_list
from tamani.exchange.marked import marked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.exchange.marked import Marked
    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write a task a page. The labelling must have a Labels tag "label" and a Text tag "text"."""
    del stories
    write_list(b"[", (_task(page, options, tally) for page in pages), b"]\n", out)


def _task(page: StoredPage, options: Options, tally: Tally) -> dict[str, Any]:
    results = [_result(page, entry) for entry in marked(page.record, options)]
    tally.entries += len(results)
    data = {"text": page.record.text} | known(url=page.url, outlet=page.outlet, version_id=page.version_id)
    return {"data": data, "predictions": [{"model_version": f"tamani {page.record.version}", "result": results}]}


def _result(page: StoredPage, entry: Marked) -> dict[str, Any]:
    words = page.record.text[entry.start : entry.end]
    return known(
        id=f"{entry.kind}-{entry.number}",
        from_name="label",
        to_name="text",
        type="labels",
        value={"start": entry.start, "end": entry.end, "text": words, "labels": [entry.tag]},
        score=entry.confidence,
    )
