"""What the commands of the store have in common as click has them: their options, their help with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tamani.words import LANGUAGES, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def option(words: str, key: str, *names: str, **settings: Any) -> click.Option:  # noqa: ANN401 (handed on to click)
    """An option with the help of this key."""
    return click.Option(names, help=_say(words, key), **settings)


def store_command(
    name: str, words: str, params: list[click.Parameter], callback: Callable[..., int], examples: Sequence[str]
) -> click.Command:
    """A command that uses the store: its own parameters, those of all such commands, its help with examples."""
    shown = "\n".join(["\b", _say(words, "read_examples"), *(f"  {example}" for example in examples)])
    return click.Command(
        name,
        params=[*params, *_common(words, name)],
        callback=callback,
        short_help=_say(words, name),
        help=f"{_say(words, name)}\n\n{_say(words, f'{name}_more')}",
        epilog=shown,
    )


def _say(words: str, key: str) -> str:
    return say(f"help.{key}", words)


def _common(words: str, name: str) -> list[click.Parameter]:
    """The options of every command that uses the store."""
    return [
        option(words, "demo_store" if name == "demo" else "store", "--store", metavar="STORE"),
        option(words, "lang", "--lang", type=click.Choice(LANGUAGES), expose_value=False),
        option(words, "quiet", "-q", "--quiet", is_flag=True),
    ]
