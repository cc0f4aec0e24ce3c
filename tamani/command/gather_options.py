"""Options of the commands that gather pages, as the command line has them and as gathering takes them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tamani.words import say

if TYPE_CHECKING:
    from tamani.gather import Options, State

NAMES = ("contact", "allow_private", "licensed", "delay", "most", "since", "outlet")
"""The options of :func:`gathering_params`, as they come to a command's callback."""


def gathering_params(words: str) -> list[click.Parameter]:
    """The options that say how pages are gathered; help in the language ``words``."""
    return [
        _option(words, "--contact", metavar="ADDRESS"),
        _option(words, "--allow-private", is_flag=True),
        _option(words, "--licensed", multiple=True, metavar="HOST"),
        _option(words, "--delay", type=click.FloatRange(min=0), default=2.0, metavar="SECONDS"),
        _option(words, "--most", type=click.IntRange(min=1), default=500, metavar="PAGES"),
        _option(words, "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE"),
        _option(words, "--outlet", metavar="NAME"),
    ]


def _option(words: str, name: str, **settings: Any) -> click.Option:  # noqa: ANN401 (handed on to click)
    key = "gather_" + name.lstrip("-").replace("-", "_")
    return click.Option([name], help=say(f"help.{key}", words), **settings)


def gathering_options(given: dict[str, Any], state: State | None = None) -> Options:
    """What the command line gave for :func:`gathering_params`, taken out of ``given``."""
    from tamani.gather import Options  # noqa: PLC0415 (takes lxml and more; help needs none of it)

    settings: dict[str, Any] = {name: given.pop(name) for name in NAMES}
    settings["licensed"] = frozenset(host.lower() for host in settings["licensed"])
    since = settings["since"]
    settings["since"] = date(since.year, since.month, since.day) if since is not None else None
    if state is not None:
        settings["state"] = state
    return Options(**settings)
