"""Words that betray a translation: what came out wrong from another language, flagged with what is meant."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from tamani.languages import load
from tamani.reading.reading import Reading
from tamani.record import Flag
from tamani.words import reason

_BY = "mistranslations"
_GROUP = re.compile(r"\((?:[^()]|\([^()]*\))*\)\??")
_OPTIONAL = re.compile(r"\w\?")
_OTHER = re.compile(r"\[[^\]]*\]\??|\\\w[+*?]?|[^\w\s'-]")


@dataclass(frozen=True, slots=True)
class Pair:
    """One entry of a language's table ``mistranslations``, compiled.

    ``keys`` are stretches of letters, one of which any match contains: a page without
    them needs no further look.
    """

    pattern: re.Pattern[str]
    keys: tuple[str, ...]
    source: str
    word: str
    meaning: str
    states: frozenset[str]
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def applies(self, lowered: str, states: frozenset[str]) -> bool:
        """Whether its conditions hold on a page with this lower-case text that is about these states."""
        if self.states and not self.states & states:
            return False
        if self.needs is not None and not self.needs.search(lowered):
            return False
        return self.unless is None or not self.unless.search(lowered)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Words of a text (``text[start:end]``) that a pair fits."""

    start: int
    end: int
    pair: Pair


@functools.cache
def pairs(code: str) -> tuple[Pair, ...]:
    """All pairs of a language, compiled on first use.

    Raises:
        ValueError: there is no such language, or one of its patterns is no regular expression.

    """
    table = load(code).table("mistranslations")
    return tuple(_pair(entry, table) for entry in table["pairs"])


def find_mistranslations(text: str, *, code: str, states: frozenset[str] = frozenset()) -> list[Suspicion]:
    """Suspicious words of ``text`` in order, none inside another; ``states`` are those the page is about."""
    lowered = text.lower()
    found = [
        Suspicion(match.start(), match.end(), pair)
        for pair in pairs(code)
        if any(key in lowered for key in pair.keys) and pair.applies(lowered, states)
        for match in pair.pattern.finditer(text)
    ]
    return _without_overlaps(found)


def flag_mistranslations(reading: Reading) -> None:
    """Flag what reads like a slip of translation; the actors of the reading tell which states it is about."""
    states = frozenset(actor.id for actor in reading.actors if actor.kind == "state")
    for found in find_mistranslations(reading.text, code=reading.language.code, states=states):
        start, end = reading.page_span(found.start, found.end)
        why = reason(f"mistranslation_{found.pair.source}", word=found.pair.word, meaning=found.pair.meaning)
        reading.flags.append(Flag(kind="mistranslation", start=start, end=end, why=why, by=_BY))


def _pair(entry: dict[str, Any], table: dict[str, Any]) -> Pair:
    try:
        pattern = re.compile("|".join(map(_whole_words, entry["words"])), re.IGNORECASE)
    except re.error as error:
        raise ValueError(f"{entry['words']}: {error}") from error
    return Pair(
        pattern=pattern,
        keys=tuple(_longest_letters(words) for words in entry["words"]),
        source=entry["from"],
        word=entry["of"],
        meaning=entry["means"],
        states=frozenset(entry.get("states", ())),
        needs=_beginnings(entry.get("needs"), table),
        unless=_beginnings(entry.get("unless"), table),
    )


def _whole_words(words: str) -> str:
    return r"\b(?:" + words.replace(" ", r"\s") + r")\b"


def _longest_letters(words: str) -> str:
    """The longest stretch of ``words`` that every match contains."""
    plain = words
    while _GROUP.search(plain):
        plain = _GROUP.sub("\0", plain)
    plain = _OTHER.sub("\0", _OPTIONAL.sub("\0", plain))
    return max(re.split(r"[\0\s]+", plain), key=len).lower()


def _beginnings(words: list[str] | str | None, table: dict[str, Any]) -> re.Pattern[str] | None:
    """A pattern for words that begin so; a string is the name of a list of the table."""
    if words is None:
        return None
    listed: list[str] = table[words] if isinstance(words, str) else words
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})")


def _without_overlaps(found: list[Suspicion]) -> list[Suspicion]:
    kept: list[Suspicion] = []
    for suspicion in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or suspicion.start >= kept[-1].end:
            kept.append(suspicion)
    return kept
