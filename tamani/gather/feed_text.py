"""The text of an entry that a feed holds whole, as a page of its own: for a page that cannot be had itself."""

from __future__ import annotations

from html import escape

_PAGE = (
    '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>\n'
    "<body><article><h1>{title}</h1>\n{text}\n</article></body></html>\n"
)
_LONGEST_TITLE = 1000


def page_of_entry(title: str, markup: str = "", plain: str = "") -> bytes:
    """The page of an entry, of its text as HTML or as plain text; nothing where the feed holds neither."""
    text = markup.strip() or "\n".join(f"<p>{escape(line)}</p>" for line in plain.splitlines() if line.strip())
    if not text:
        return b""
    return _PAGE.format(title=escape(title.strip()[:_LONGEST_TITLE]), text=text).encode("utf-8", "replace")
