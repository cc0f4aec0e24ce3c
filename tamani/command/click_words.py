"""What click itself says (usage, headings, what is wrong with an option), in the language of the rest."""

from __future__ import annotations

import gettext
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click.core
import click.exceptions
import click.formatting
import click.parser
import click.types

from tamani.words import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SPEAKING = (click.core, click.exceptions, click.formatting, click.parser, click.types)
"""The modules of click that say something to the user."""
SECTION = "click."
ITS_OWN = "en"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let click speak a language while a command runs.

    Click looks its words up by gettext, which goes by the environment and not by ``--lang`` and wants compiled files;
    its look-ups are answered from our own words instead. What these do not have stays English.
    """
    if language == ITS_OWN:
        yield
        return
    answers: dict[Callable[..., str], Callable[..., str]] = {}
    answers[gettext.gettext], answers[gettext.ngettext] = _answers(language)
    changed: list[tuple[Any, str, object]] = [
        (module, name, value)
        for module in SPEAKING
        for name, value in vars(module).items()
        if value is gettext.gettext or value is gettext.ngettext
    ]
    try:
        for module, name, value in changed:
            setattr(module, name, answers[value])  # type: ignore[index]
        yield
    finally:
        for module, name, value in changed:
            setattr(module, name, value)


def _answers(language: str) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    """What stands for gettext's look-up of a message, and of one with a plural."""
    own, others = table(ITS_OWN), table(language)
    words = {message: others[key] for key, message in own.items() if key.startswith(SECTION)}

    def one(message: str) -> str:
        return words.get(message, message)

    def one_or_many(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    return one, one_or_many
