"""Chunked transfer, as archives keep it; what some archivers call chunked and is not passes through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SIZE = re.compile(rb"\A(?:\r?\n)?([0-9a-fA-F]{1,8})[ \t]*(?:;[^\n]{0,2000})?\r?\n")
_LONGEST_SIZE_LINE = 2100


def without_chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces without the sizes of their chunks; from the first that has none on, they are left as they are."""
    waiting = b""
    left = 0
    plain = False
    for piece in pieces:
        waiting += piece
        while waiting and not plain:
            if left:
                yield waiting[:left]
                left, waiting = max(0, left - len(waiting)), waiting[left:]
                continue
            found = _SIZE.match(waiting)
            if found is None:
                plain = len(waiting) > _LONGEST_SIZE_LINE
                break
            left, waiting = int(found.group(1), 16), waiting[found.end() :]
            if not left:
                return
        if plain:
            yield waiting
            waiting = b""
    if waiting.strip():
        yield waiting
