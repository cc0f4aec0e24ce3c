"""All formats by name, and the one door to them."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from tamani.exchange.options import Options, Tally
from tamani.exchange.targets import new_file
from tamani.words.worded_error import WordedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.exchange.stored import StoredPage, StoryRow


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the module that writes it, the ending of its file.

    ``folder`` is True where it is several files. ``package`` is one that the module needs and that not everybody has.
    """

    name: str
    module: str
    ending: str
    folder: bool = False
    package: str | None = None


_ALL = (
    Format("atom", "feeds_atom", ".atom"),
    Format("biblatex", "biblatex", ".bib"),
    Format("citron", "citron", ".jsonl"),
    Format("csv", "csv_tables", "", folder=True),
    Format("doccano", "doccano", ".jsonl"),
    Format("followthemoney", "followthemoney", ".ftm.jsonl"),
    Format("gdelt-events", "gdelt_events", ".export.tsv"),
    Format("gdelt-mentions", "gdelt_mentions", ".mentions.tsv"),
    Format("gold", "gold", "", folder=True),
    Format("label-studio", "label_studio", ".json"),
    Format("opml", "opml", ".opml"),
    Format("parquet", "parquet", "", folder=True, package="pyarrow"),
    Format("plover", "plover", ".jsonl"),
    Format("polecat", "polecat", ".tsv"),
    Format("records", "records", ".jsonl"),
    Format("ris", "ris", ".ris"),
    Format("rss", "feeds_rss", ".rss"),
    Format("schema-org", "schema_org", ".jsonld"),
    Format("spacy", "docbin", "", folder=True),
    Format("warc", "warc", ".warc.gz"),
    Format("web-annotation", "web_annotation", ".jsonld"),
)
FORMATS: dict[str, Format] = {one.name: one for one in _ALL}


class FormatUnavailableError(WordedError):
    """The format needs a package that is not installed; the message says which, and what to type."""

    def __init__(self, asked: Format) -> None:
        super().__init__("format_unavailable", format=asked.name, package=asked.package)
        self.format = asked


class _FileWriter(Protocol):
    def write(
        self, pages: Iterable[StoredPage], stories: Iterable[StoryRow], out: BinaryIO, options: Options, tally: Tally
    ) -> None: ...


class _FolderWriter(Protocol):
    def write_folder(
        self, pages: Iterable[StoredPage], stories: Iterable[StoryRow], folder: Path, options: Options, tally: Tally
    ) -> None: ...


def write(
    name: str,
    pages: Iterable[StoredPage],
    stories: Iterable[StoryRow],
    target: Path | BinaryIO,
    options: Options | None = None,
) -> Tally:
    """Export pages, taken one at a time, and stories; what was written and what was left out.

    A file is whole or not there at all. Formats of several files need a folder as their target.

    Raises:
        KeyError: there is no such format.
        FormatUnavailableError: a package that the format needs is not installed.
        ValueError: the format is several files, and the target is not a path.
        OSError: the target cannot be written.
    """
    asked, tally, options = FORMATS[name], Tally(), options or Options()
    module = _module(asked)
    counted = _counted(pages, tally)
    if asked.folder:
        if not isinstance(target, Path):
            raise ValueError(f"{name} is several files; give it a folder")
        target.mkdir(parents=True, exist_ok=True)
        cast("_FolderWriter", module).write_folder(counted, stories, target, options, tally)
    elif isinstance(target, Path):
        with new_file(target) as out:
            cast("_FileWriter", module).write(counted, stories, out, options, tally)
    else:
        cast("_FileWriter", module).write(counted, stories, target, options, tally)
    return tally


def _module(asked: Format) -> object:
    """The module of a format, imported only now: some take packages that are slow to import."""
    try:
        return importlib.import_module(f"tamani.exchange.{asked.module}")
    except ImportError as problem:
        if asked.package is None:
            raise
        raise FormatUnavailableError(asked) from problem


def _counted(pages: Iterable[StoredPage], tally: Tally) -> Iterator[StoredPage]:
    for page in pages:
        tally.pages += 1
        yield page
