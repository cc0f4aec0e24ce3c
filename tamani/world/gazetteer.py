"""States, organisations and armed groups found in a text by the words of one language."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from tamani.record import MentionForm
from tamani.world.context import Context
from tamani.world.entries import LANGUAGES, Entry, entries, within
from tamani.world.forms import Form, Gender, Number, forms_of, place_words
from tamani.world.phrases import Phrases, Words, fold

_RANK: dict[MentionForm, int] = {"name": 0, "alias": 0, "acronym": 0, "capital": 1, "seat": 2, "demonym": 3}


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a text where an entry is named; several ``entries`` where the words alone do not decide.

    ``also`` are states the word is said of more loosely ("guinéen" of Guinea-Bissau). ``gender`` and
    ``number`` are those of a demonym, where its form shows them; ``noun`` is true where it names the people
    ("les Maliens").
    ``since`` and ``until`` bound the use of this name.
    """

    start: int
    end: int
    form: MentionForm
    entries: tuple[Entry, ...]
    also: tuple[Entry, ...] = ()
    gender: Gender | None = None
    number: Number | None = None
    noun: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def entry(self) -> Entry | None:
        """The entry, where there is one only."""
        return self.entries[0] if len(self.entries) == 1 else None

    def valid_on(self, day: date) -> bool:
        """Whether the name was in use on that day, as far as the tables know."""
        return within(day, self.since, self.until)


class Gazetteer:
    """The entries of the world under the names they have in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._entries = entries()
        self._context = Context(language)
        self._phrases: Phrases[Form] = Phrases()
        self._demonyms: dict[str, list[str]] = {}
        self._compound: set[str] = set(self._context.compound_ends)
        for form in forms_of(language):
            self._add(form)
        self._starts = self._phrases.starts | self._context.starts

    def _add(self, form: Form) -> None:
        self._phrases.add(form.text, form)
        if _may_have_points(form):
            self._phrases.add(".".join(form.text), form)
        if form.form != "demonym":
            return
        self._compound.add(Words(form.text).keys[0])
        if form.case != "prefix" and form.entry.id not in self._demonyms.setdefault(fold(form.text), []):
            self._demonyms[fold(form.text)].append(form.entry.id)

    def find(self, text: str) -> list[Match]:
        """The entries named in the text: longest match, left to right, none over another."""
        words = Words(text)
        starts = self._starts
        found: list[Match] = []
        free = 0
        for index in [place for place, key in enumerate(words.keys) if key in starts]:
            if index < free:
                continue
            match, after = self._match(words, index)
            free = max(after, self._context.skip(words, index))
            if match is not None and free == after:
                found.append(match)
        return found

    def _match(self, words: Words, index: int) -> tuple[Match | None, int]:
        """The match that begins with this word, and the index after the words that are used up."""
        for after, forms in self._phrases.at(words, index):
            kept = [form for form in forms if self._written(form, words, index, after)]
            if kept:
                return self._judge(kept, words, index, after), after
        return None, index

    def _judge(self, forms: list[Form], words: Words, index: int, after: int) -> Match | None:
        """One match of the forms that fit, unless the words round it exclude it."""
        rank = min(_RANK[form.form] for form in forms)
        best = [form for form in forms if _RANK[form.form] == rank]
        first = best[0]
        if self._context.excludes(first, words, index, after):
            return None
        named = tuple(dict.fromkeys(form.entry for form in best))
        return Match(
            start=words.spans[index][0],
            end=_end(words, index, after, first),
            form=first.form,
            entries=named,
            also=self._also(first, named),
            gender=_only(form.gender for form in best),
            number=_only(form.number for form in best),
            noun=first.noun or (first.case == "demonym" and _capitalised(words.written(index))),
            since=first.since,
            until=first.until,
        )

    def _also(self, form: Form, named: tuple[Entry, ...]) -> tuple[Entry, ...]:
        if form.form != "demonym" or len(named) > 1:
            return ()
        return tuple(self._entries[iso3] for iso3 in self._context.also(named[0].id, fold(form.text)))

    def _written(self, form: Form, words: Words, index: int, after: int) -> bool:
        """Whether the words are written as this form must be."""
        match form.case:
            case "prefix":
                return self._opens_compound(words, after)
            case "acronym":
                return _as_acronym(words.passage(index, after), form.text)
        return _as_name(form.text, words, index)

    def _opens_compound(self, words: Words, after: int) -> bool:
        """Whether a hyphen and another demonym follow."""
        if after >= len(words) or words.keys[after] not in self._compound:
            return False
        return words.gap(after) in _HYPHENS

    def state(self, iso3: str) -> Entry | None:
        """The state (or territory) with this code."""
        entry = self._entries.get(iso3)
        return entry if entry is not None and entry.kind in _PLACES else None

    def entry(self, identifier: str) -> Entry | None:
        """The entry with this id."""
        return self._entries.get(identifier)

    def demonym_states(self, word: str) -> tuple[str, ...]:
        """The codes of the states that this demonym is said of, whatever its case, gender and number."""
        key = fold(word.replace("’", "'"))
        sure = self._demonyms.get(key, [])
        loose = self._context.also(sure[0], key) if len(sure) == 1 else ()
        return (*sure, *loose)

    def confusable(self, iso3: str) -> tuple[str, ...]:
        """States whose demonym is easily written for that of this one (Niger, Nigeria)."""
        return self._context.confusable(iso3)

    def country_name(self, iso3: str, language: str | None = None) -> str:
        """The short name of a state or territory, by default in the language of the gazetteer.

        Raises:
            KeyError: there is no such state, or no such language.
        """
        return self._entries[iso3].names[language or self.language]

    def article(self, iso3: str) -> str:
        """The article that the name of a state or territory takes; empty where it takes none."""
        article: str = place_words(self.language, iso3).get("article", "")
        return article

    def demonym(self, iso3: str, gender: Gender = "m", number: Number = "s") -> str | None:
        """The usual demonym of a state, as an adjective in this gender and number; None without one."""
        series: list[list[str]] = place_words(self.language, iso3).get("demonyms", [])
        if not series:
            return None
        if len(series[0]) < 4:
            return series[0][0]
        return series[0][(0 if number == "s" else 2) + (0 if gender == "m" else 1)]


def _may_have_points(form: Form) -> bool:
    """Whether an acronym may be written "O.N.U."; two letters with points are more often a first name's."""
    if form.case != "acronym" or not form.text.isalpha():
        return False
    return len(form.text) in _POINTED or (len(form.text) == 2 and form.entry.kind in _OFTEN_POINTED)


_POINTED = range(3, 7)
_OFTEN_POINTED = ("igo", "state")
_PLACES = ("state", "territory")
_HYPHENS = ("-", "\u2010", "\u2011")


@functools.cache
def load_gazetteer(language_code: str) -> Gazetteer:
    """The gazetteer of a language, built once.

    Raises:
        ValueError: the world has no names in this language.
    """
    if language_code not in LANGUAGES:
        raise ValueError(f"the gazetteer has no names in {language_code!r}; it has {', '.join(LANGUAGES)}")
    return Gazetteer(language_code)


Value = TypeVar("Value")


def _only(values: Iterable[Value | None]) -> Value | None:
    """The value where all are the same, else None."""
    different = set(values)
    return different.pop() if len(different) == 1 else None


def _capitalised(word: str) -> bool:
    return word[:1].isupper() and not (len(word) > 1 and word.isupper())


@functools.cache
def _marks(name: str) -> tuple[tuple[bool, bool], ...]:
    """For each word of a name, whether it has a capital and whether its last letter is plain ASCII."""
    written = [Words(name).written(place) for place in range(len(Words(name)))]
    return tuple((word[:1].isupper(), word[-1].isascii()) for word in written)


def _as_name(name: str, words: Words, index: int) -> bool:
    """Whether the words have the capitals of the name, and no accent at an end that has none ("Corsé")."""
    for place, (capital, plain) in enumerate(_marks(name), start=index):
        here = words.written(place)
        if (capital and not here[:1].isupper()) or (plain and not here[-1].isascii()):
            return False
    return True


def _as_acronym(here: str, acronym: str) -> bool:
    """Capitals, the acronym as it is usually written, or (of four letters and more) small after a capital."""
    if here == acronym or here.isupper():
        return True
    return len(acronym) > 3 and here[:1].isupper() and here[1:].islower()


def _end(words: Words, index: int, after: int, form: Form) -> int:
    """Where the match ends; an acronym with points takes its last one."""
    end = words.spans[after - 1][1]
    pointed = form.case == "acronym" and "." in words.passage(index, after)
    return end + 1 if pointed and words.text[end : end + 1] == "." else end
