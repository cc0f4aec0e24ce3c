"""Files of a folder that are not taken for pages: which they are and why, told in one line."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tamani.command.read import Messages

MOST_NAMES = 5
"""Files that are named for each reason; more are counted."""


def say_left_out(folder: Path | str, files: Iterable[Path], taken: tuple[str, ...], messages: Messages) -> None:
    """Say which files of a folder were left out; ``taken`` are the endings that the command takes from a folder."""
    found: dict[str, list[str]] = {}
    for file in files:
        found.setdefault(_why(file, taken), []).append(file.name)
    if not found:
        return
    groups = (messages.words("left_out_group", names=_names(names, messages), why=messages.words(why))
              for why, names in found.items())  # fmt: skip
    together = functools.reduce(lambda told, group: messages.words("left_out_groups", groups=told, group=group), groups)
    count = sum(map(len, found.values()))
    messages.notice("left_out_files", folder=folder, count=count, files=together)


def _why(file: Path, taken: tuple[str, ...]) -> str:
    from tamani.gather.files import LISTS, SUFFIXES, ending_of  # noqa: PLC0415 (takes what gathers)

    if file.is_symlink() and not file.exists():
        return "left_out_dead_link"
    if ending_of(file, SUFFIXES) and not ending_of(file, taken):
        return "left_out_for_add"
    return "left_out_list" if ending_of(file, LISTS) else "left_out_ending"


def _names(names: list[str], messages: Messages) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return messages.words("left_out_more", names=shown, count=more) if more > 0 else shown
