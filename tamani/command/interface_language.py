"""The language that Tamani speaks to its user: ``--lang``, or the environment's, or English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPTION = "--lang"
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""In the order in which programs look at them."""
DEFAULT = "en"


def interface_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language asked for; it is needed before the options are read, since their help is in it."""
    asked = _asked(arguments)
    if asked in LANGUAGES:
        return asked
    return next(
        (code for name in VARIABLES if (code := environment.get(name, "")[:2].lower()) in LANGUAGES), DEFAULT
    )


def _asked(arguments: Sequence[str]) -> str:
    """The last value of the option, as click reads it."""
    found = ""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION:
            found = "".join(arguments[place + 1 : place + 2])
        elif argument.startswith(f"{OPTION}="):
            found = argument.removeprefix(f"{OPTION}=")
    return found
