"""The commands. Words come from ``tamani/words``; the work is in ``tamani/command``, imported when needed."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from tamani import __version__
from tamani.command.click_words import speaking
from tamani.command.corpus_commands import COMMANDS
from tamani.command.exit_codes import ExitCode
from tamani.command.interface_language import interface_language
from tamani.command.interruption import Interruption
from tamani.command.people_commands import COMMANDS as PEOPLE_COMMANDS
from tamani.command.relation_commands import COMMANDS as RELATION_COMMANDS
from tamani.languages import available
from tamani.words import LANGUAGES, say

CommandType = TypeVar("CommandType", bound=click.Command)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PROGRAM = "tamani"
EXAMPLES = (
    "tamani read page.html",
    "tamani read --published 2025-04-03 page.txt",
    "curl -s https://example.org/page | tamani read -",
    "tamani read --json pages/ > records.jsonl",
    "tamani read --html marked.html page.html.gz",
    "tamani read --html marked/ pages/",
    "tamani read --explain e3 page.html",
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command line; its exit code. Says what went wrong instead of raising."""
    words = interface_language(arguments, os.environ)
    with speaking(words):
        return _run(arguments, words)


def _run(arguments: Sequence[str], words: str) -> int:
    try:
        code = _invoke(commands(words), arguments)
        sys.stdout.flush()
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except Interruption as end:
        return _end(words, ExitCode.INTERRUPTED, end.key, **end.values)
    except KeyboardInterrupt:
        return _end(words, ExitCode.INTERRUPTED, "interrupted")
    except BrokenPipeError:
        _drop_output()
        return ExitCode.OUTPUT_CLOSED
    except OSError as problem:
        _drop_output()
        return _end(words, ExitCode.OUTPUT_FAILED, "output_failed", problem=problem.strerror or problem)
    return code


def _invoke(group: click.Group, arguments: Sequence[str]) -> int:
    """Run a command without click's handling of broken pipes and interruptions: its exit codes are others."""
    try:
        with group.make_context(PROGRAM, list(arguments)) as context:
            return int(group.invoke(context) or ExitCode.GOOD)
    except click.exceptions.Exit as end:
        return end.exit_code


def _end(words: str, code: ExitCode, key: str, **values: object) -> ExitCode:
    from tamani.command.read import Messages  # noqa: PLC0415 (only where something went wrong)

    Messages(words, quiet=False).error(key, **values)
    return code


def _drop_output() -> None:
    """Let Python end without trying once more to write what cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class IsoDate(click.ParamType):  # type: ignore[type-arg]  # older clicks have none
    """A date as YYYY-MM-DD."""

    name = "date"

    def __init__(self, words: str) -> None:
        self.words = words

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The date, as it was written."""
        try:
            return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            self.fail(say("message.not_a_date", self.words, given=repr(value)), param, ctx)


def commands(words: str) -> click.Group:
    """All commands, speaking the language ``words``."""
    group = click.Group(
        PROGRAM, params=[_version(words), _lang(words)], help=_say(words, "tamani"), context_settings=CONTEXT
    )
    for make in (_read, _watch, _export, *COMMANDS, *PEOPLE_COMMANDS, *RELATION_COMMANDS, _doctor, _schema):
        group.add_command(_with_help(make(words), words))
    return _with_help(group, words)


def _with_help(command: CommandType, words: str) -> CommandType:
    """Give a command the help option, whose own help click has in English only, and its usage line."""
    command.options_metavar = _say(words, "options_metavar")
    if isinstance(command, click.Group):
        command.subcommand_metavar = _say(words, "subcommand_metavar")
    return click.help_option("-h", "--help", help=_say(words, "help"))(command)


CONTEXT = {"max_content_width": 100}


def _say(words: str, key: str) -> str:
    return say(f"help.{key}", words)


def _version(words: str) -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 (click's signature)
        if value:
            click.echo(f"{PROGRAM} {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=_say(words, "version"),
    )


def _lang(words: str) -> click.Option:
    """Tamani's own language; it was looked up before, here it is only checked and documented."""
    return _option(words, "--lang", type=click.Choice(LANGUAGES), expose_value=False)


def _option(words: str, *names: str, **settings: Any) -> click.Option:  # noqa: ANN401 (handed on to click)
    """An option whose help has the key of its last name."""
    return click.Option(names, help=_say(words, names[-1].lstrip("-").replace("-", "_")), **settings)


def _read(words: str) -> click.Command:
    from tamani.command.explain import EntryType  # noqa: PLC0415 (its entries are a type of option)

    dates, languages = IsoDate(words), click.Choice(["auto", *available()])
    params = [
        click.Argument(["pages"], nargs=-1, required=True, metavar="PAGE..."),
        _option(words, "--json", is_flag=True),
        _option(words, "--html", metavar="OUT"),
        _option(words, "--explain", type=EntryType(words), metavar="N"),
        _option(words, "--received", type=dates, metavar="DATE"),
        _option(words, "--published", type=dates, metavar="DATE"),
        _option(words, "--language", type=languages, default="auto"),
        _option(words, "--time-limit", type=click.FloatRange(min=0), default=30.0, metavar="SECONDS"),
        _lang(words),
        _option(words, "--no-color", is_flag=True),
        _option(words, "-q", "--quiet", is_flag=True),
    ]
    help_text = f"{_say(words, 'read')}\n\n{_say(words, 'read_more')}"
    return click.Command(
        "read", params=params, callback=_reading(words), help=help_text, short_help=_say(words, "read"),
        epilog=_epilog(words),
    )  # fmt: skip


def _epilog(words: str) -> str:
    """Examples and exit codes, each on a line of its own."""
    codes = [f"{code:>5d}  {_say(words, f'exit_{code:d}')}" for code in ExitCode]
    examples = [f"  {example}" for example in EXAMPLES]
    blocks = ([_say(words, "read_examples"), *examples], [_say(words, "exit_codes"), *codes])
    return "\n\n".join("\b\n" + "\n".join(lines) for lines in blocks)


def _reading(words: str) -> Callable[..., int]:
    def callback(*, pages: tuple[str, ...], no_color: bool, time_limit: float, **options: object) -> int:
        from tamani.command import read  # noqa: PLC0415

        request = read.Request(
            pages=pages,
            words=words,
            color=not no_color,
            time_limit=time_limit or None,
            **options,  # type: ignore[arg-type]
        )
        try:
            return read.run(request)
        except read.UsageProblem as problem:
            raise click.UsageError(str(problem)) from problem
        except read.ModelMissing as problem:
            return _end(words, ExitCode.SOMETHING_MISSING, "model_missing", problem=problem)
        except read.OutputError as problem:
            return _end(words, ExitCode.OUTPUT_FAILED, "out_unwritable", path=problem.path, problem=problem.problem)

    return callback


def _export(words: str) -> click.Command:
    from tamani.command import export  # noqa: PLC0415 (its formats are choices)
    from tamani.record import EventStatus  # noqa: PLC0415

    files = click.Path(exists=True, dir_okay=False, path_type=Path)
    params = [
        click.Argument(["format"], type=click.Choice(export.NAMES), metavar="FORMAT"),
        click.Argument(["records"], nargs=-1, type=files, metavar="[RECORDS]..."),
        _option(words, "-o", "--out", type=click.Path(path_type=Path), metavar="OUT"),
        _option(words, "--store", metavar="STORE"),
        _option(words, "--kind", type=click.Choice(export.KINDS), multiple=True, metavar="KIND"),
        _option(words, "--status", type=click.Choice(get_args(EventStatus)), multiple=True, metavar="STATUS"),
        _option(words, "--semicolon", is_flag=True),
        _option(words, "--bom", is_flag=True),
        _option(words, "--utf16", is_flag=True),
        _option(words, "--all-pages", is_flag=True),
        _option(words, "--all-versions", is_flag=True),
        _option(words, "--title", default="Tamani"),
        _lang(words),
        _option(words, "-q", "--quiet", is_flag=True),
    ]

    def callback(**options: Any) -> int:  # noqa: ANN401 (as the command line has them)
        try:
            return export.run(export.Request(words=words, **options))
        except export.NeedsFolderError as problem:
            raise click.UsageError(say("message.export_needs_folder", words)) from problem

    formats = f"{_say(words, 'export_formats')} {', '.join(export.NAMES)}."
    examples = "\n\n".join(["\b", _say(words, "read_examples"), *(f"  {example}" for example in export.EXAMPLES)])
    return click.Command(
        "export", params=params, callback=callback, short_help=_say(words, "export"),
        help=f"{_say(words, 'export')}\n\n{_say(words, 'export_more')}\n\n{formats}",
        epilog=examples.replace("\n\n", "\n"),
    )  # fmt: skip


def _watch(words: str) -> click.Command:
    from tamani.command.gather_options import NAMES, gathering_params  # noqa: PLC0415
    from tamani.command.watch import EXAMPLES as WATCH_EXAMPLES  # noqa: PLC0415

    params = [
        click.Argument(["sources"], nargs=-1, required=True, metavar="SOURCE..."),
        _option(words, "--every", type=click.FloatRange(min=0), default=15.0, metavar="MINUTES"),
        _option(words, "--once", is_flag=True),
        _option(words, "--store", metavar="STORE"),
        *gathering_params(words),
        _lang(words),
        _option(words, "-q", "--quiet", is_flag=True),
    ]

    def callback(**options: Any) -> int:  # noqa: ANN401 (as the command line has them)
        from tamani.command import watch  # noqa: PLC0415

        gathering = {name: options.pop(name) for name in NAMES}
        return watch.run(watch.Request(words=words, gathering=gathering, **options))

    examples = "\n".join(["\b", _say(words, "read_examples"), *(f"  {example}" for example in WATCH_EXAMPLES)])
    return click.Command(
        "watch", params=params, callback=callback, short_help=_say(words, "watch"),
        help=f"{_say(words, 'watch')}\n\n{_say(words, 'watch_more')}", epilog=examples,
    )  # fmt: skip


def _doctor(words: str) -> click.Command:
    def callback(*, json: bool) -> int:
        from tamani.command.doctor import run as examine  # noqa: PLC0415

        return examine(words, as_json=json)

    option = click.Option(["--json"], is_flag=True, help=_say(words, "doctor_json"))
    brief = _say(words, "doctor")
    full = f"{brief}\n\n{_say(words, 'doctor_more')}"
    params: list[click.Parameter] = [option, _lang(words)]
    return click.Command("doctor", params=params, callback=callback, help=full, short_help=brief)


def _schema(words: str) -> click.Command:
    def callback() -> None:
        import msgspec  # noqa: PLC0415

        from tamani.record import json_schema  # noqa: PLC0415

        click.echo(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2))

    return click.Command("schema", params=[_lang(words)], callback=callback, help=_say(words, "schema"))


if __name__ == "__main__":
    main()
