"""Entries of a page as the command line names them: ``e4``, ``events 4``, ``events e4``, or only ``events``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from tamani.record import LETTERS
from tamani.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(r"([a-z]?)([1-9][0-9]{0,8})", re.ASCII)
_KINDS = {letter: kind for kind, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class EntryNamed:
    """What one word says of an entry: its kind, its place in the record from 0, or both."""

    kind: str | None
    place: int | None = None


class EntryNameType(click.ParamType):  # type: ignore[type-arg]  # older clicks have none
    """The name of an entry (``e4``), of a kind of entries (``events``), or a number counted from 1."""

    name = "entry"

    def __init__(self, words: str, kinds: Sequence[str]) -> None:
        self.words = words
        self.kinds = kinds

    def convert(self, value: str | EntryNamed, param: click.Parameter | None, ctx: click.Context | None) -> EntryNamed:
        """What is named."""
        if isinstance(value, EntryNamed):
            return value
        given = value.strip().lower()
        if given in self.kinds:
            return EntryNamed(given)
        found = _NAME.fullmatch(given)
        if found is None or (found[1] and _KINDS.get(found[1]) not in self.kinds):
            known = {
                "names": ", ".join(f"{LETTERS[kind]}4" for kind in self.kinds),
                "kinds": ", ".join(self.kinds),
            }
            self.fail(say("message.not_an_entry_name", self.words, given=repr(value), **known), param, ctx)
        return EntryNamed(_KINDS.get(found[1]), int(found[2]) - 1)


def combined(first: EntryNamed | None, second: EntryNamed | None) -> EntryNamed | None:
    """One entry out of the words for it; None where they name different ones, or a number of no kind.

    Nothing named is ``EntryNamed(None)``.
    """
    named = [one for one in (first, second) if one is not None]
    kinds = {one.kind for one in named} - {None}
    places = {one.place for one in named} - {None}
    if len(kinds) > 1 or len(places) > 1 or (places and not kinds):
        return None
    return EntryNamed(next(iter(kinds), None), next(iter(places), None))
