"""``tamani read``: from the pages asked for to what is written, with an honest exit code."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tamani.command.exit_codes import ExitCode
from tamani.command.file_names import Names
from tamani.command.interruption import Interruption
from tamani.command.left_out import say_left_out
from tamani.command.outputs import HtmlFile, HtmlFolder, JsonOutput, OutputError, TerminalOutput
from tamani.command.sources import HOLDS_MANY, SNIFFED, SUFFIXES, find_sources, opens_as_many_pages
from tamani.words import reason_words, say
from tamani.words.worded_error import WordedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.command.outputs import Output
    from tamani.command.sources import Sources
    from tamani.reading.reader import PageToRead
    from tamani.record import Record
    from tamani.views.explain import EntryNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for. Dates are ISO dates; ``words`` is the language of the messages."""

    pages: tuple[str, ...]
    json: bool = False
    html: str | None = None
    explain: EntryNumber | None = None
    received: str | None = None
    published: str | None = None
    language: str = "auto"
    words: str = "en"
    quiet: bool = False
    color: bool = True
    time_limit: float | None = None


class UsageProblem(Exception):  # noqa: N818 (it reads as what it says)
    """The options do not fit together; the message says what to do."""


class ModelMissing(Exception):  # noqa: N818 (it reads as what it says)
    """A language's model is not installed, or does not load; the cause says which."""


class Messages:
    """What goes to standard error, in the user's language."""

    def __init__(self, language: str, *, quiet: bool) -> None:
        self.language = language
        self.quiet = quiet
        self.problems = 0

    def problem(self, name: str | None, key: str, **values: object) -> None:
        """Say what is wrong with a page."""
        self.problems += 1
        name = name or say("label.standard_input", self.language)
        self._write(say("message.says", self.language, name=name, message=self.words(key, **values)))

    def notice(self, key: str, **values: object) -> None:
        """Say something that nobody needs to act on."""
        if not self.quiet:
            self._write(self.words(key, **values))

    def error(self, key: str, **values: object) -> None:
        """Say why the command ends."""
        self._write(say("message.says", self.language, name="tamani", message=self.words(key, **values)))

    def words(self, key: str, **values: object) -> str:
        """A message in the user's language, as are the errors that it tells of."""
        told = {n: v.words(self.language) if isinstance(v, WordedError) else v for n, v in values.items()}
        return say(f"message.{key}", self.language, **told)

    @staticmethod
    def _write(line: str) -> None:
        from tamani.views.printable import one_line  # noqa: PLC0415 (file names may hold escapes as well)

        encoding = sys.stderr.encoding or "utf-8"
        print(one_line(line).encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)  # noqa: T201


def run(request: Request) -> ExitCode:
    """Read the pages and write what was asked for.

    Raises:
        UsageProblem: the options do not fit together, or standard input holds many pages.
        ModelMissing: a language's model does not load.
        OutputError: an HTML file cannot be written.
        OSError: standard output cannot be written (BrokenPipeError where nobody reads it any more).

    """
    messages = Messages(request.words, quiet=request.quiet)
    sources = find_sources(request.pages)
    outputs = _outputs(request, sources, messages)
    for trouble in sources.troubles:
        messages.problem(trouble.name, trouble.key, **trouble.values)
    for folder, files in sources.left_out.items():
        say_left_out(folder, files, SUFFIXES, messages)
    if not sources.pages:
        wrong_use = any(trouble.key == HOLDS_MANY for trouble in sources.troubles)
        return ExitCode.USAGE if wrong_use else ExitCode.SOME_PAGES_FAILED
    records = _records(request, sources, messages)
    if records is None:
        return ExitCode.SOMETHING_MISSING
    good = _take_all(records, outputs, messages)
    _say_done(good, sources, outputs, request, messages)
    is_good = good == len(sources.pages) and not messages.problems
    return ExitCode.GOOD if is_good else ExitCode.SOME_PAGES_FAILED


def _outputs(request: Request, sources: Sources, messages: Messages) -> list[Output]:
    outputs: list[Output] = []
    if request.json:
        outputs.append(JsonOutput(sys.stdout.buffer))
    if request.html is not None:
        outputs.append(_html_output(request.html, sources, messages))
    if request.explain is not None:
        outputs.append(_explain_output(request, request.explain, sources, messages))
    if not outputs:
        from tamani.views.terminal import Screen  # noqa: PLC0415 (rich is slow to import)

        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        screen = Screen(sys.stdout, no_color=None if request.color else True)
        outputs.append(TerminalOutput(screen, request.words, several=sources.several))
    return outputs


def _explain_output(request: Request, entry: EntryNumber, sources: Sources, messages: Messages) -> Output:
    """One entry of one page in sentences; records hold the same, so the two do not share an output."""
    if sources.several:
        raise UsageProblem(messages.words("explain_one_page"))
    if request.json:
        raise UsageProblem(messages.words("explain_not_json"))
    from tamani.command.explain import ExplainOutput  # noqa: PLC0415

    def missing(record: Record, asked: EntryNumber) -> None:
        counts = {name: len(getattr(record, name)) for name in ("events", "quotations", "claims")}
        messages.problem(record.source, "no_such_entry", given=asked, **counts)

    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    return ExplainOutput(sys.stdout, entry, request.words, missing)


def _html_output(given: str, sources: Sources, messages: Messages) -> Output:
    """One file for one page, or a folder, as the user will expect from what he asked for."""
    out = Path(given)
    if not sources.several:
        first = sources.pages[0] if sources.pages else None
        is_folder = out.is_dir() or given.endswith(("/", os.sep))
        name = Names(".html").name(None if first is None else _name(first), fallback="page")
        return HtmlFile(out / name if is_folder else out, messages.language)
    if out.is_file() or out.suffix.lower() in {".html", ".htm"}:
        folder = out.with_suffix("")
        words = {"path": out, "count": len(sources.pages), "suggestion": f"{folder}/"}
        raise UsageProblem(messages.words("out_is_file", **words))
    return HtmlFolder(out, messages.language)


def _records(request: Request, sources: Sources, messages: Messages) -> Iterator[Record] | None:
    """The records as they come, behind a progress bar; None where Tamani cannot read on this machine."""
    try:
        from tamani.reading.reader import Reader  # noqa: PLC0415 (takes spaCy, which takes a second)
    except ImportError as problem:
        messages.error("something_missing", problem=problem)
        return None
    reader = Reader(request.language, time_limit=request.time_limit)
    records = _loaded(reader.read_many(_pages_to_read(request, sources, messages)))
    if _shows_progress(request, sources):
        return _with_progress(records, len(sources.pages), messages)
    return records


def _loaded(records: Iterator[Record]) -> Iterator[Record]:
    """The same records, with a model that is not there told apart from an output that cannot be written.

    Raises:
        ModelMissing: the parser could not be loaded.

    """
    try:
        yield from records
    except OSError as problem:
        raise ModelMissing(str(problem)) from problem


def _pages_to_read(request: Request, sources: Sources, messages: Messages) -> Iterator[PageToRead]:
    from tamani.reading.reader import PageToRead  # noqa: PLC0415

    for page in sources.pages:
        if page is None and sys.stdin.isatty():
            messages.notice("from_keyboard")
        given = sys.stdin.buffer.read() if page is None else page
        if isinstance(given, bytes) and opens_as_many_pages(given[:SNIFFED]):
            raise UsageProblem(messages.words("input_holds_many_pages"))
        source = None if page is None else _name(page)
        yield PageToRead(given, source=source, received=request.received, published=request.published)


def _name(page: Path) -> str:
    """A file's name as text that can be written; on Linux names need not be UTF-8."""
    return os.fsencode(page).decode("utf-8", "replace")


def _shows_progress(request: Request, sources: Sources) -> bool:
    """Only for several pages, on a terminal, and where the view itself does not show how far things are."""
    to_terminal = sys.stdout.isatty() and (request.json or request.html is None)
    return not request.quiet and len(sources.pages) > 1 and sys.stderr.isatty() and not to_terminal


def _with_progress(records: Iterator[Record], count: int, messages: Messages) -> Iterator[Record]:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    yield from track(records, messages.words("reading"), count, console=Console(stderr=True), transient=True)


def _take_all(records: Iterator[Record], outputs: list[Output], messages: Messages) -> int:
    """Hand every record to every output; how many of them were read without trouble."""
    good = taken = 0
    try:
        with contextlib.closing(records):  # type: ignore[type-var]
            for record in records:
                for output in outputs:
                    output.take(record)
                taken += 1
                good += not record.failures
                for failure in record.failures:
                    key = "partly_read" if record.text else "not_read"
                    messages.problem(record.source, key, why=reason_words(failure.why, messages.language))
    except KeyboardInterrupt as end:
        number = {0: "none", 1: "one"}.get(taken, "many")
        raise Interruption(f"interrupted_read_{number}", count=taken) from end
    return good


def _say_done(
    good: int, sources: Sources, outputs: list[Output], request: Request, messages: Messages
) -> None:
    for output in outputs:
        where = output.finish()
        if where is not None:
            messages.notice("written", path=where)
    if not sources.several or not (request.json or request.html):
        return
    count = len(sources.pages)
    if good < count:
        messages.notice("read_some", count=good, all=count)
    else:
        messages.notice("read_all_one" if count == 1 else "read_all_many", count=count)


__all__ = ["ModelMissing", "OutputError", "Request", "UsageProblem", "run"]
