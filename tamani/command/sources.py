"""From the PAGE arguments of the command line to the pages themselves: files, folders, standard input."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STANDARD_INPUT = "-"
HOLDS_MANY = "holds_many_pages"
"""The trouble with a file that holds many pages, which is a use of the wrong command."""
_MANY_BY_NAME = (".warc", ".jsonl", ".ndjson")
_GZIP, _WARC = b"\x1f\x8b", b"WARC/"
_LIST_OPENINGS = (b"<?xml", b"<rss", b"<feed", b"<rdf", b"<opml", b"<urlset", b"<sitemapindex", b"{")
SNIFFED = 60_000
"""Bytes by which a file is told to be one."""
SUFFIXES = (".txt", ".text", ".html", ".htm", ".xhtml")
"""Endings of the files that are taken from a folder, each also with ``.gz`` behind it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A page or folder that cannot be had: its name and a key of the ``message`` section with its values."""

    name: str
    key: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Sources:
    """The pages to read, in order (None is standard input), what is wrong with others, and what is left out."""

    pages: list[Path | None] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    left_out: dict[str, list[Path]] = field(default_factory=dict)
    """For each folder the files in it that are not taken for pages."""
    several: bool = False
    """True where more than one page, or a folder, was asked for, whatever was found."""


def find_sources(arguments: Iterable[str]) -> Sources:
    """The pages that these arguments name."""
    asked = list(arguments)
    sources = Sources(several=len(asked) > 1)
    for argument in asked:
        path = Path(argument)
        if argument == STANDARD_INPUT:
            if None not in sources.pages:
                sources.pages.append(None)
        elif path.is_dir():
            sources.several = True
            _add_folder(path, sources)
        elif path.exists() and holds_many_pages(path):
            sources.troubles.append(Trouble(argument, HOLDS_MANY, {"path": shlex.quote(argument)}))
        elif path.exists():
            sources.pages.append(path)
        else:
            sources.troubles.append(Trouble(argument, "no_such_page"))
    return sources


def _add_folder(folder: Path, sources: Sources) -> None:
    before = len(sources.pages), len(sources.troubles)
    left_out = sources.left_out.setdefault(str(folder), [])
    sources.pages.extend(_pages_below(folder, sources.troubles, left_out))
    if before == (len(sources.pages), len(sources.troubles)):
        values = {"suffixes": ", ".join([*SUFFIXES, *(f"{s}.gz" for s in SUFFIXES[:1] + SUFFIXES[2:3])])}
        sources.troubles.append(Trouble(str(folder), "empty_folder", values))


def _pages_below(folder: Path, troubles: list[Trouble], left_out: list[Path]) -> Iterator[Path]:
    """Pages of the folder and its folders in the order of their names, each real folder entered once.

    Files that are no pages go to ``left_out``, but for hidden ones.
    """

    def unreadable(error: OSError) -> None:
        values = {"problem": error.strerror or str(error)}
        troubles.append(Trouble(str(error.filename), "folder_unreadable", values))

    entered: set[tuple[int, int]] = set()
    for place, folders, files in os.walk(folder, followlinks=True, onerror=unreadable):
        status = Path(place).stat()
        if (status.st_dev, status.st_ino) in entered:
            folders.clear()
            continue
        entered.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for path in (Path(place, name) for name in sorted(files) if not name.startswith(".")):
            if is_page_name(path.name) and path.is_file():
                yield path
            else:
                left_out.append(path)


def holds_many_pages(file: Path) -> bool:
    """Whether a file is an archive, JSON Lines, or a list of addresses, by its name or its first characters."""
    if file.name.lower().removesuffix(".gz").endswith(_MANY_BY_NAME):
        return True
    try:
        with file.open("rb") as opened:
            return opens_as_many_pages(opened.read(SNIFFED))
    except OSError:
        return False  # whoever reads it will say why that cannot be done


def opens_as_many_pages(head: bytes) -> bool:
    """Whether what begins so is an archive or a list of addresses."""
    opening = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(_WARC):
        return True
    if not head.startswith(_GZIP) and not opening.startswith(_LIST_OPENINGS):
        return False
    from tamani.gather.listings import may_be_listing  # noqa: PLC0415 (takes lxml and more)

    return may_be_listing(head)


def is_page_name(name: str) -> bool:
    """Whether a file in a folder is taken for a page: a known ending and not hidden."""
    return not name.startswith(".") and name.lower().removesuffix(".gz").endswith(SUFFIXES)
