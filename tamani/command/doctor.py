"""``tamani doctor``: the findings on the terminal or as JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import msgspec
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from tamani.command.exit_codes import ExitCode
from tamani.doctor import Report, examine
from tamani.words import say, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from tamani.doctor import Extra, Model, Package, WordTable

GOOD, BAD, ABSENT = "✓", "✗", "–"


def run(words: str, *, as_json: bool) -> ExitCode:
    """Examine the machine and print what was found."""
    report = examine()
    if as_json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n")
    else:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        screen = Console(markup=False, emoji=False, highlight=False)
        screen.print(Group(*_parts(report, words)))
    return ExitCode.GOOD if report.good else ExitCode.SOMETHING_MISSING


def _parts(report: Report, words: str) -> Iterator[RenderableType]:
    yield Text(f"Tamani {report.tamani} · Python {report.python} · {report.system}", style="bold")
    yield from _section("doctor_packages", words, (_package(p, words) for p in report.packages))
    if report.extras:
        yield from _section("doctor_optional", words, (_extra(e, words) for e in report.extras))
    yield from _section("doctor_languages", words, (_model(m, words) for m in report.models))
    languages = [t for t in report.tables if t.folder != "world"]
    world = [t for t in report.tables if t.folder == "world"]
    yield from _section("doctor_tables", words, (_table(t, words) for t in languages))
    yield from _section("doctor_world", words, (_table(t, words) for t in world))
    yield Text()
    yield from _verdict(report, words)


def _verdict(report: Report, words: str) -> Iterator[RenderableType]:
    """Whether all is here, and what to type where it is not; what is optional is named where nothing else is."""
    remedies = report.remedies or report.optional_remedies
    key = "doctor_bad" if not report.good else "doctor_good_but" if remedies else "doctor_good"
    yield Text(say(f"message.{key}", words), style="bold")
    yield from (Text(f"  {remedy}", no_wrap=True, overflow="ignore") for remedy in remedies)


def _section(key: str, words: str, rows: Iterator[tuple[Text, ...]]) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 2))
    for row in rows:
        grid.add_row(*row)
    yield Text()
    yield Text(say(f"message.{key}", words), style="bold")
    yield grid


def _mark(*, good: bool) -> Text:
    return Text(f"  {GOOD}", style="green") if good else Text(f"  {BAD}", style="bold red")


def _package(package: Package, words: str) -> tuple[Text, ...]:
    if package.version is None:
        state = say("message.doctor_missing", words)
    elif package.good:
        state = package.version
    else:
        state = say("message.doctor_wrong_version", words, found=package.version, needed=package.needed)
    return _mark(good=package.good), Text(package.name), Text(state)


def _extra(extra: Extra, words: str) -> tuple[Text, ...]:
    """A line for what is optional: missing it is no fault."""
    mark, name, state = _package(extra.package, words)
    if extra.package.version is None:
        mark = Text(f"  {ABSENT}", style="dim")
    use = table(words).get(f"message.doctor_extra_{extra.name}", extra.name)
    return mark, name, state, Text(use, style="dim")


def _model(model: Model, words: str) -> tuple[Text, ...]:
    good = model.version is not None and model.problem is None
    language = table(words).get(f"label.language_{model.language}", model.language)
    if model.version is None:
        return (
            _mark(good=good),
            Text(language),
            Text(model.package),
            Text(say("message.doctor_missing", words)),
        )
    size = say("message.doctor_bytes", words, megabytes=round(model.size / 1e6))
    if model.problem is not None:
        state = say("message.doctor_does_not_load", words, problem=model.problem)
    else:
        state = say("message.doctor_loads", words, seconds=model.seconds)
    return _mark(good=good), Text(language), Text(f"{model.package} {model.version}"), Text(size), Text(state)


def _table(found: WordTable, words: str) -> tuple[Text, ...]:
    number = "one" if found.entries == 1 else "many"
    count = say(f"message.doctor_entries_{number}", words, count=found.entries)
    return Text("   "), Text(f"{found.folder}/{found.name}"), Text(count)
