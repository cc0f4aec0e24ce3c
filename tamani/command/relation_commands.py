"""``tamani relations``, ``tamani dump`` and ``tamani restore`` as click has them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from tamani.command.command_parts import option, store_command
from tamani.record import EventStatus, EventType
from tamani.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = click.Path(dir_okay=False, path_type=Path)
PERIODS = ("day", "week", "month", "year")


class _Day(click.ParamType):  # type: ignore[type-arg]  # older clicks have none
    """A date as YYYY-MM-DD."""

    name = "date"

    def __init__(self, words: str) -> None:
        self.words = words

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from datetime import date  # noqa: PLC0415

        try:
            return date.fromisoformat(value.strip()).isoformat()
        except ValueError:
            self.fail(say("message.not_a_date", self.words, given=repr(value)), param, ctx)


def relations(words: str) -> click.Command:
    """``tamani relations``."""
    from tamani.command.relations import EXAMPLES  # noqa: PLC0415 (beside the words of its command)

    def callback(**options: Any) -> int:  # noqa: ANN401 (as the command line has them)
        from tamani.command import relations as work  # noqa: PLC0415

        return work.run(work.Request(words=words, color=not options.pop("no_color"), **options))

    types, statuses = (click.Choice(get_args(kind), case_sensitive=False) for kind in (EventType, EventStatus))
    params: list[click.Parameter] = [
        click.Argument(["first"], metavar="WHO"),
        click.Argument(["second"], required=False, metavar="[WHO]"),
        option(words, "relations_since", "--since", type=_Day(words), metavar="DATE"),
        option(words, "relations_until", "--until", type=_Day(words), metavar="DATE"),
        option(words, "relations_by", "--by", type=click.Choice(PERIODS), default="month"),
        option(words, "relations_columns", "--columns", type=click.Choice(["quad", "type"]), default="quad"),
        option(words, "relations_type", "--type", type=types, multiple=True, metavar="TYPE"),
        option(words, "relations_status", "--status", type=statuses, multiple=True, metavar="STATUS"),
        option(words, "relations_voice", "--voice", metavar="WHO"),
        option(words, "relations_whole_country", "--whole-country", is_flag=True),
        option(words, "relations_events", "--events", is_flag=True),
        option(words, "relations_limit", "-n", "--limit", type=click.IntRange(min=1), default=20, metavar="PARTNERS"),
        option(words, "relations_json", "--json", is_flag=True),
        option(words, "relations_csv", "--csv", type=FILE, metavar="FILE"),
        option(words, "relations_svg", "--svg", type=FILE, metavar="FILE"),
        option(words, "relations_html", "--html", type=FILE, metavar="FILE"),
        option(words, "no_color", "--no-color", is_flag=True),
    ]
    return store_command("relations", words, params, callback, EXAMPLES)


def dump(words: str) -> click.Command:
    """``tamani dump``."""
    from tamani.command.dump import DUMP_EXAMPLES  # noqa: PLC0415

    def callback(**options: Any) -> int:  # noqa: ANN401
        from tamani.command import dump as work  # noqa: PLC0415

        return work.run_dump(work.Request(words=words, **options))

    return store_command("dump", words, _file_params(words, "dump"), callback, DUMP_EXAMPLES)


def restore(words: str) -> click.Command:
    """``tamani restore``."""
    from tamani.command.dump import RESTORE_EXAMPLES  # noqa: PLC0415

    def callback(**options: Any) -> int:  # noqa: ANN401
        from tamani.command import dump as work  # noqa: PLC0415

        return work.run_restore(work.Request(words=words, **options))

    return store_command("restore", words, _file_params(words, "restore"), callback, RESTORE_EXAMPLES)


def _file_params(words: str, name: str) -> list[click.Parameter]:
    replace = option(words, f"{name}_replace", "--replace", is_flag=True)
    return [click.Argument(["file"], type=FILE, metavar="FILE"), replace]


COMMANDS: tuple[Callable[[str], click.Command], ...] = (relations, dump, restore)
