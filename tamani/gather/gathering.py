"""One door for all sources: files, folders, archives, lists, addresses."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tamani.gather.addresses import is_web_address
from tamani.gather.bounded import join, pieces_of
from tamani.gather.files import (
    ARCHIVES,
    JSON_LINES,
    LISTS,
    changed_at,
    ending_of,
    files_below,
    name_of,
    page_from,
    path_of,
    read_file,
)
from tamani.gather.follow import Follower
from tamani.gather.gathered import Gathered, GatherError, Missed, now
from tamani.gather.json_lines import read_json_lines
from tamani.gather.listings import read_listing
from tamani.gather.options import Options
from tamani.gather.warc import read_warc

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from tamani.gather.listing import Listing

STANDARD_INPUT = "-"


@dataclass(slots=True)
class _Web:
    """What the sources that were looked at so far want from the network."""

    addresses: list[str] = field(default_factory=list)
    lists: list[tuple[str, Listing, datetime]] = field(default_factory=list)
    """Lists on the disk, each with its path and when it was written."""


def gather(sources: Sequence[str], options: Options | None = None) -> Generator[Gathered | Missed, None, None]:
    """The pages of all sources as they come, and what could not be had.

    A source is a path, an address, or ``-`` for standard input. What is on the disk comes first, in the order of
    the sources; what is on the network comes after it, each host in its own queue. Closing the generator ends it.
    """
    options = options or Options()
    web = _Web()
    for source in sources:
        if is_web_address(source):
            web.addresses.append(source)
        elif source == STANDARD_INPUT:
            yield _from_standard_input(options)
        else:
            yield from _from_disk(path_of(source), options, web)
    if web.addresses or web.lists:
        yield from Follower(options).follow(web.addresses, web.lists)


def _from_standard_input(options: Options) -> Gathered | Missed:
    try:
        content = join(pieces_of(sys.stdin.buffer), options.page_limit)
        return page_from(content, options, fetched_at=now(), how="standard_input", origin=None)
    except GatherError as error:
        return Missed(STANDARD_INPUT, error.why)


def _from_disk(path: Path, options: Options, web: _Web) -> Iterator[Gathered | Missed]:
    if not path.is_dir():
        yield from _from_file(path, options, web)
        return
    for found in files_below(path):
        if isinstance(found, Missed):
            yield found
        else:
            yield from _from_file(found, options, None)


def _from_file(path: Path, options: Options, web: _Web | None) -> Iterator[Gathered | Missed]:
    """The pages of one file. ``web`` is None in folders: only a list that was named itself leads to the network."""
    try:
        if ending_of(path, ARCHIVES):
            yield from read_warc(path, options)
        elif ending_of(path, JSON_LINES):
            yield from read_json_lines(path, options)
        else:
            yield from _page_or_list(path, options, web)
    except GatherError as error:
        yield Missed(name_of(path), error.why)


def _page_or_list(path: Path, options: Options, web: _Web | None) -> Iterator[Gathered]:
    may_be_list = web is not None and ending_of(path, LISTS)  # a list may be larger than a page
    content = read_file(path, options.listing_limit if may_be_list else options.page_limit)
    listing = read_listing(content, options.listing_limit) if web is not None else None
    if web is not None and listing is not None:
        web.lists.append((name_of(path), listing, changed_at(path)))
        return
    yield page_from(content, options, fetched_at=changed_at(path), how="file", origin=name_of(path))
