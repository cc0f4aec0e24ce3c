"""doccano's JSON Lines: a page a line, its text and its labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from tamani.exchange.evidence import utf16_offset
from tamani.exchange.json_out import write_lines
from tamani.exchange.marked import marked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow


def write(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
) -> None:
    """Write a line a page. doccano's own page counts as JavaScript does: ``options.utf16`` is for it."""
    del stories
    write_lines((_line(page, options, tally) for page in pages), out)


def _line(page: StoredPage, options: Options, tally: Tally) -> dict[str, Any]:
    text = page.record.text
    entries = list(marked(page.record, options))
    tally.entries += len(entries)

    def place(offset: int) -> int:
        return utf16_offset(text, offset) if options.utf16 else offset

    labels = [[place(entry.start), place(entry.end), entry.tag] for entry in entries]
    return {"text": text, "label": labels, "version_id": page.version_id, "url": page.url}
