"""Where records go as they come: to a terminal, as JSON Lines, as HTML into a file or a folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from tamani.command.file_names import Names

if TYPE_CHECKING:
    from rich.console import Console

    from tamani.record import Record
    from tamani.views.html_index import Summary

INDEX = "index.html"


class OutputError(Exception):
    """A file cannot be written. The cause is the OSError that says why."""

    def __init__(self, path: Path, problem: OSError) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem.strerror or str(problem)


class Output(Protocol):
    """Something that takes records one by one."""

    def take(self, record: Record) -> None:
        """Write one record, so that it is there whatever happens next."""

    def finish(self) -> Path | None:
        """Write what can only be written at the end, and say where everything is."""


class JsonOutput:
    """JSON Lines, one record a line, each flushed as soon as it is there."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def take(self, record: Record) -> None:
        """Write one line."""
        self.stream.write(record.to_json() + b"\n")
        self.stream.flush()

    def finish(self) -> None:
        """Nothing is left to do."""


class TerminalOutput:
    """The view for people, a rule with the page's name between pages."""

    def __init__(self, screen: Console, language: str, *, several: bool) -> None:
        self.screen = screen
        self.language = language
        self.several = several

    def take(self, record: Record) -> None:
        """Print one page."""
        from tamani.views.terminal import show, show_title  # noqa: PLC0415 (rich is slow to import)

        if self.several:
            show_title(record, self.screen, self.language)
        show(record, self.screen, self.language)
        self.screen.file.flush()

    def finish(self) -> None:
        """Nothing is left to do."""


class HtmlFile:
    """One page in one file."""

    def __init__(self, path: Path, language: str) -> None:
        self.path = path
        self.language = language
        self.written = False

    def take(self, record: Record) -> None:
        """Write the file.

        Raises:
            OutputError: it cannot be written.

        """
        from tamani.views.html import page_html  # noqa: PLC0415 (not needed for other outputs)

        if record.text:
            write_whole(self.path, page_html(record, self.language))
            self.written = True

    def finish(self) -> Path | None:
        """The file, if there was anything to write."""
        return self.path if self.written else None


class HtmlFolder:
    """A file for each page and an index of them."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.language = language
        self.names = Names(".html", taken=(INDEX,))
        self.pages: list[Summary] = []

    def take(self, record: Record) -> None:
        """Write the page's file; of a page without text only the index tells.

        Raises:
            OutputError: it cannot be written.

        """
        from tamani.views.html import page_html  # noqa: PLC0415
        from tamani.views.html_index import summary  # noqa: PLC0415

        if not record.text:
            self.pages.append(summary(record, None))
            return
        name = self.names.name(record.source, fallback="page")
        write_whole(self.folder / name, page_html(record, self.language, index=INDEX))
        self.pages.append(summary(record, name))

    def finish(self) -> Path | None:
        """Write the index.

        Raises:
            OutputError: it cannot be written.

        """
        from tamani.views.html_index import index_html  # noqa: PLC0415

        if not self.pages:
            return None
        write_whole(self.folder / INDEX, index_html(self.pages, self.language))
        return self.folder / INDEX


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is either whole or as it was before.

    Raises:
        OutputError: it cannot be written.

    """
    try:
        path = path.resolve()  # a link keeps pointing at what is written
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")  # a pipe or a device: nothing to rename
            return
        _write_and_rename(path, text)
    except OSError as problem:
        raise OutputError(path, problem) from problem


def _write_and_rename(path: Path, text: str) -> None:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=".part", dir=path.parent)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123 (a handle, not a path)
            file.write(text)
        Path(temporary).chmod(_usual_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _usual_mode(path: Path) -> int:
    """The mode a new file would get, or that of the file that is replaced."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
