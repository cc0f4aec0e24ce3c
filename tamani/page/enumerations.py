"""Enumerations in the text: a line with a colon, and clauses behind dashes that go on with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.page.block_draft import Draft
    from tamani.page.line_evidence import Evidence

_ITEM = re.compile(r"^\s*[-–—•·*]\s*[^\W\d_A-ZÀ-Þ]\S*\s.*[;,.]$")
"""A dash or dot, a small letter, and a mark at the end: a link to another story has a capital and no mark."""
_ENDED = (";", ",")
_REACH = 12
"""Lines of an enumeration that are looked at on either side: a page may hold nothing else."""


def is_enumeration(draft: Draft, line: Evidence) -> bool:
    """Whether a line is an item of an enumeration in the text, or the line that announces one."""
    if line.text.endswith(":"):
        return _is_item(draft, line.index + 1) and _is_item(draft, line.index + 2)
    if not _is_item(draft, line.index):
        return False
    near = [line.index]
    for step in (-1, 1):
        at = line.index + step
        while abs(at - line.index) <= _REACH and _is_item(draft, at):
            near.append(at)
            at += step
    return len(near) > 1 and any(draft.lines[at].text.endswith(_ENDED) for at in near)


def _is_item(draft: Draft, index: int) -> bool:
    line = draft.line(index)
    return line is not None and bool(_ITEM.match(line.text))
