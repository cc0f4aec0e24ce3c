"""From the PAGE arguments of the command line to the pages themselves: files, folders, standard input."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STANDARD_INPUT = "-"
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
    """The pages to read, in order (None is standard input), and what is wrong with the rest."""

    pages: list[Path | None] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
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
        elif path.exists():
            sources.pages.append(path)
        else:
            sources.troubles.append(Trouble(argument, "no_such_page"))
    return sources


def _add_folder(folder: Path, sources: Sources) -> None:
    before = len(sources.pages), len(sources.troubles)
    sources.pages.extend(_pages_below(folder, sources.troubles))
    if before == (len(sources.pages), len(sources.troubles)):
        values = {"suffixes": ", ".join([*SUFFIXES, *(f"{s}.gz" for s in SUFFIXES[:1] + SUFFIXES[2:3])])}
        sources.troubles.append(Trouble(str(folder), "empty_folder", values))


def _pages_below(folder: Path, troubles: list[Trouble]) -> Iterator[Path]:
    """Pages of the folder and its folders in the order of their names, each real folder entered once."""

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
        paths = (Path(place, name) for name in sorted(files) if is_page_name(name))
        yield from (path for path in paths if path.is_file())


def is_page_name(name: str) -> bool:
    """Whether a file in a folder is taken for a page: a known ending and not hidden."""
    return not name.startswith(".") and name.lower().removesuffix(".gz").endswith(SUFFIXES)
