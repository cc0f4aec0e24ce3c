"""``tamani who`` as click has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tamani.command.command_parts import option, store_command

if TYPE_CHECKING:
    from collections.abc import Callable


def who(words: str) -> click.Command:
    """``tamani who``."""
    from tamani.command.who import EXAMPLES  # noqa: PLC0415 (beside the words of its command)

    def callback(**options: Any) -> int:  # noqa: ANN401 (as the command line has them)
        from tamani.command import who as work  # noqa: PLC0415

        return work.run(work.Request(words=words, color=not options.pop("no_color"), **options))

    params: list[click.Parameter] = [
        click.Argument(["name"], nargs=-1, required=True, metavar="NAME..."),
        option(words, "search_since", "--since", metavar="DATE"),
        option(words, "search_until", "--until", metavar="DATE"),
        option(words, "who_limit", "-n", "--limit", type=click.IntRange(min=1), default=10, metavar="ENTRIES"),
        option(words, "stories_why", "--why", metavar="WORDS"),
        option(words, "correct_by", "--by", metavar="NAME"),
        option(words, "who_json", "--json", is_flag=True),
        option(words, "no_color", "--no-color", is_flag=True),
    ]
    return store_command("who", words, params, callback, EXAMPLES)


COMMANDS: tuple[Callable[[str], click.Command], ...] = (who,)
