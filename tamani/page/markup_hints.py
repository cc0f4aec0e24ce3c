"""What the HTML around a line says of its kind; on plain text there is nothing to say."""

from __future__ import annotations

from tamani.page.line_evidence import Evidence
from tamani.record import BlockKind

SURE_PHRASE = 0.75
"""Strength of a phrase that says more than the tag around its line."""
_SURE: tuple[BlockKind, ...] = ("caption", "comments", "most_read", "newsletter", "tags", "author_bio", "ad")
_SHORT: tuple[BlockKind, ...] = (
    "byline",
    "dateline",
    "share",
    "standfirst",
    "section",
    "related",
    "legal",
    "navigation",
)


def hinted_kind(line: Evidence) -> BlockKind | None:
    """The kind that class names and tags give to a line.

    Prose in the main text is never given away by them.
    """
    hints = line.hints
    if not hints:
        return None
    prose = line.paragraph and ("main" in hints or ("p" in hints and "article" in hints))
    for kind in _SURE:
        if kind in hints and not (prose and kind in ("ad", "newsletter", "tags")):
            return kind
    for kind in _SHORT:
        if kind in hints and not line.long and not (prose and kind != "standfirst"):
            return kind
    return _by_tags(line)


def _by_tags(line: Evidence) -> BlockKind | None:
    hints = line.hints
    if "footer" in hints and "article" not in hints:
        return None if line.strength("legal") >= SURE_PHRASE else "navigation"
    if "aside" in hints and "main" not in hints and not line.long:
        return "related"
    if "time" in hints and line.date_line:
        return "dateline"
    if "button" in hints and "main" not in hints:
        return "navigation"
    return None


def is_heading(line: Evidence) -> bool:
    """Whether the line is a heading inside the main text."""
    return bool(line.hints & {"h2", "h3", "h4"}) and ("main" in line.hints or "article" in line.hints)
