"""The trigger lexicon of a language, compiled from its tables and kept in the user's cache until they change."""

from __future__ import annotations

import functools
import hashlib
import logging
import os
import sys
import tempfile
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tamani.languages import load
from tamani.reading.events.entries import NOUN, VERB, Entry, entries_of
from tamani.record import VERSION

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

LOGGER = logging.getLogger(__name__)
FOLDER, CLASSES, CONTEXT = "triggers", "classes.toml", "event_context"
LAYOUT = 4
"""Number of the compiled form; a change of :class:`Entry` raises it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries of a language by carrier and first word, and which words a form may belong to."""

    entries: dict[str, dict[str, list[Entry]]]
    forms: dict[str, tuple[str, ...]] = field(repr=False)
    """A form of a verb → the verbs of the lexicon that it may belong to."""
    plurals: dict[str, str] = field(repr=False)
    """A plural → the noun of the lexicon."""


@functools.cache
def lexicon_of(code: str) -> Lexicon:
    """The lexicon of a language, read once.

    Raises:
        ValueError: an entry of it is broken, or there is no such language.
    """
    found: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for entry in _entries(code):
        found[entry.carrier][entry.key].append(entry)
    context = load(code).table(CONTEXT)
    forms = _verb_forms(list(found[VERB]), context["conjugation"])
    plurals = _plural_forms(list(found[NOUN]), context["conjugation"]["plurals"])
    return Lexicon({carrier: dict(words) for carrier, words in found.items()}, forms, plurals)


def _entries(code: str) -> list[Entry]:
    files = sorted(_files(code), key=lambda file: file.name)
    texts = [file.read_bytes() for file in files]
    context = load(code).folder.joinpath(f"{CONTEXT}.toml").read_bytes()
    digest = hashlib.sha256(b"\0".join([f"{VERSION} {LAYOUT}".encode(), context, *texts])).hexdigest()[:20]
    kept = _cache_folder() / f"triggers-{code}-{digest}.msgpack"
    known = _from_cache(kept)
    if known is None:
        known = compiled(code)
        _to_cache(kept, known)
    return known


def _files(code: str) -> list[Traversable]:
    folder = load(code).folder.joinpath(FOLDER)
    return [file for file in folder.iterdir() if file.name.endswith(".toml")] if folder.is_dir() else []


def rows_of(code: str) -> list[tuple[str, dict[str, Any]]]:
    """The rows of a language's trigger tables as they are written, each with the name of its file."""
    rows: list[tuple[str, dict[str, Any]]] = []
    for file in sorted(_files(code), key=lambda file: file.name):
        if file.name != CLASSES:
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            rows += [(file.name, row) for row in table.get("trigger", ())]
    return rows


def compiled(code: str) -> list[Entry]:
    """The entries of a language, from its tables.

    Raises:
        ValueError: an entry is broken.
    """
    folder = load(code).folder.joinpath(FOLDER)
    classes: dict[str, list[str]] = {}
    if folder.joinpath(CLASSES).is_file():
        classes = tomllib.loads(folder.joinpath(CLASSES).read_text(encoding="utf-8"))
    between = load(code).table(CONTEXT)["arguments"]["between"]
    return [entry for _, row in rows_of(code) for entry in entries_of(row, classes, between)]


def _cache_folder() -> Path:
    """Where this system keeps what a program can make anew."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", tempfile.gettempdir())
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "tamani"


def _from_cache(file: Path) -> list[Entry] | None:
    """The compiled entries; None where there are none, or none that this version can read."""
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=list[Entry])
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as problem:
        LOGGER.info("compiled triggers in %s are made anew: %s", file, problem)
        return None


def _to_cache(file: Path, entries: list[Entry]) -> None:
    """Keep the entries; a cache that cannot be written only costs time, so that it stops nobody."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        for old in file.parent.glob(f"{file.name.rsplit('-', 1)[0]}-*.msgpack"):
            old.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as new:
            new.write(msgspec.msgpack.encode(entries))
        Path(new.name).replace(file)
    except OSError as problem:
        LOGGER.info("compiled triggers are not kept in %s: %s", file, problem)


def _verb_forms(verbs: list[str], conjugation: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The forms that the verbs of a lexicon can take, for where a tagger gives the wrong lemma or part of speech."""
    found: dict[str, list[str]] = defaultdict(list)
    for verb in verbs:
        for form in _forms(verb, conjugation):
            if verb not in found[form]:
                found[form].append(verb)
    return {form: tuple(verbs) for form, verbs in found.items()}


def _forms(verb: str, conjugation: dict[str, Any]) -> set[str]:
    irregular: dict[str, list[str]] = conjugation["irregular"]
    longest = max((ending for ending in irregular if verb.endswith(ending)), key=len, default=None)
    if longest is not None:
        base = verb.removesuffix(longest)
        return {verb, *(base + form for form in irregular[longest])}
    for pattern in conjugation["pattern"]:
        if verb.endswith(pattern["ends"]):
            base = verb[: len(verb) - pattern["drop"]]
            return {verb, *(base + ending for ending in pattern["add"])}
    return {verb}


def _plural_forms(nouns: list[str], rules: list[list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for noun in nouns:
        for singular, plural in rules:
            if noun.endswith(singular):
                found[noun[: len(noun) - len(singular)] + plural] = noun
                break
    return found
