"""JSON Lines: one page a line, with the fields that ``docs/gathering.md`` names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tamani.gather.addresses import parse_address
from tamani.gather.bounded import Unpacking
from tamani.gather.files import changed_at, name_of
from tamani.gather.gathered import Gathered, GatherError, Missed
from tamani.gather.listing import read_day, read_moment
from tamani.gather.outlet_name import outlet_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tamani.gather.options import Options

_ESCAPED = 6
"""Bytes that one byte of a page may take in JSON (``\\u000a``)."""


class Line(msgspec.Struct, kw_only=True):
    """One line; of ``html``, ``text`` and ``content`` the first that is there counts."""

    html: str | None = None
    text: str | None = None
    content: str | None = None
    url: str | None = None
    published: str | None = None
    fetched: str | None = None
    outlet: str | None = None


_decoder = msgspec.json.Decoder(Line)


def read_json_lines(path: Path, options: Options) -> Iterator[Gathered | Missed]:
    """The pages of a file, compressed or not; a line that cannot be read is told by its number.

    Raises:
        GatherError: the file cannot be opened, or its compression is broken.

    """
    name = name_of(path)
    try:
        fallback = changed_at(path)
        with path.open("rb") as file:
            for number, line in enumerate(Unpacking(file).lines(options.page_limit * _ESCAPED), 1):
                if line is not None and not line.strip():
                    continue
                try:
                    yield _page(line, name, fallback, options)
                except GatherError as error:
                    yield Missed(f"{name}:{number}", error.why)
    except OSError as error:
        raise GatherError("cannot_open", problem=error.strerror or str(error)) from error


def _page(data: bytes | None, name: str, fallback: datetime, options: Options) -> Gathered:
    if data is None:
        raise GatherError("too_large", limit=str(options.page_limit))
    try:
        line = _decoder.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise GatherError("bad_line", detail=str(error)[:200]) from error
    given = next((text for text in (line.html, line.text, line.content) if text is not None), None)
    if given is None:
        raise GatherError("no_text_field")
    content = given.encode("utf-8", "replace")
    if not content.strip():
        raise GatherError("empty")
    if len(content) > options.page_limit:
        raise GatherError("too_large", limit=str(options.page_limit))
    url = str(parse_address(line.url)) if line.url else None
    outlet = outlet_for(content, url, line.outlet or options.outlet)
    return Gathered(
        content=content,
        url=url,
        outlet=outlet.name,
        outlet_is_claimed=outlet.is_claimed,
        notes=outlet.notes,
        fetched_at=read_moment(line.fetched) or fallback,
        how="json_lines",
        media_type=_media_type(line),
        published=read_day(line.published or ""),
        origin=name,
    )


def _media_type(line: Line) -> str | None:
    if line.html is not None:
        return "text/html"
    return "text/plain" if line.text is not None else None
