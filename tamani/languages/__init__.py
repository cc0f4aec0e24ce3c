"""Languages as data: a folder of TOML tables each; the code that uses them holds no word of any language."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any


class Language:
    """The tables of one language, each read once, on first use."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.folder = resources.files(__package__).joinpath(code)
        self._tables: dict[str, dict[str, Any]] = {}

    def table(self, name: str) -> dict[str, Any]:
        """The table ``name`` (``languages/<code>/<name>.toml``).

        Raises:
            FileNotFoundError: this language has no such table.
        """
        if name not in self._tables:
            self._tables[name] = tomllib.loads(self.folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
        return self._tables[name]


@functools.cache
def available() -> tuple[str, ...]:
    """Codes of the languages at hand, in alphabetical order."""
    folders = resources.files(__package__).iterdir()
    return tuple(sorted(f.name for f in folders if f.is_dir() and f.joinpath("language.toml").is_file()))


@functools.cache
def load(code: str) -> Language:
    """The language with this code.

    Raises:
        ValueError: there is no such language.
    """
    if code not in available():
        raise ValueError(f"Tamani does not read {code!r}; it reads {', '.join(available())}")
    return Language(code)
