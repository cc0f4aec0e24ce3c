"""Our codes in the letters of other schemes."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


@functools.cache
def codes(table: str) -> dict[str, Any]:
    """A table of ``codes.toml``.

    Raises:
        KeyError: there is no such table.
    """
    text = resources.files(__package__).joinpath("codes.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)[table])


def event_code(cameo: str) -> str:
    """A CAMEO code as data sets write it: a root without any detail is its category "not specified below"."""
    return f"{cameo}0" if len(cameo) == 2 else cameo


@functools.cache
def countries() -> dict[str, str]:
    """ISO 3166-1 alpha-2 in small letters by alpha-3."""
    text = resources.files(__package__).joinpath("countries.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["alpha2"])
