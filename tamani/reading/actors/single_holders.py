"""Offices that one person holds at a time, under a key that is the same however a page writes them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.languages import available, load
from tamani.page.folding import fold
from tamani.reading.actors.lexicon import lexicon_of
from tamani.world.forms import forms_of

if TYPE_CHECKING:
    from tamani.record import Actor

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Office:
    """An office with a single holder. ``key`` can be compared; ``may_be_shared`` where a body may have several."""

    key: tuple[str, str]
    may_be_shared: bool


@dataclass(frozen=True, slots=True)
class _Words:
    offices: dict[str, str]
    weak: frozenset[str]
    former: frozenset[str]
    small: frozenset[str]
    sole: tuple[str, ...]
    shared: frozenset[str]
    demonyms: frozenset[str]


def office_held(actor: Actor, language: str | None) -> Office | None:
    """The office of an actor, None where he holds none alone, holds it no more, or it is not told of what it is.

    Offices of states have the same key in all languages, others only in one.
    """
    if language not in available() or not load(language).folder.joinpath("holders.toml").is_file():
        return None
    if actor.role is None or actor.country is None:
        return None
    words = _words(language)
    all_words = _WORD.findall(fold(actor.role))
    if words.former & set(all_words):
        return None
    bare = [word for word in all_words if word not in words.demonyms]
    joined = " ".join(bare)
    office = words.offices.get(joined)
    if office is not None:
        return None if joined in words.weak else Office((office, actor.country), may_be_shared=False)
    head = next((head for head in words.sole if f"{joined} ".startswith(f"{head} ")), None)
    if head is None or not set(bare[len(head.split()) :]) - words.small:
        return None
    content = " ".join(word for word in bare if word not in words.small)
    return Office((f"{language}:{content}", actor.country), may_be_shared=head in words.shared)


@functools.cache
def _words(language: str) -> _Words:
    table = load(language).table("holders")
    demonyms = {form.text for form in forms_of(language) if form.form == "demonym"}
    return _Words(
        offices={" ".join(_WORD.findall(fold(name))): key for name, key in lexicon_of(language).offices.items()},
        weak=frozenset(table["weak"]),
        former=frozenset(table["former"]),
        small=frozenset(table["small"]),
        sole=tuple(sorted(table["sole"], key=len, reverse=True)),
        shared=frozenset(table["shared"]),
        demonyms=frozenset(word for text in demonyms for word in _WORD.findall(fold(text))),
    )
