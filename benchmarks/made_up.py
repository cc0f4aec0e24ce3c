"""Made-up pages and ready-made records of them, for stores far larger than could be read in an afternoon.

Words follow Zipf's law, in two languages with forms of their own; so do outlets, countries, people and kinds of
events. The records go into the store by the way that all records go.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))

from tamani.corpus.folding import fold, words_of
from tamani.corpus.reads import ReadPage, read_page_of
from tamani.gather.gathered import Gathered
from tests.corpus.quick_reader import QuickReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tamani.corpus.reads import WordForm
    from tamani.reading.reader import PageToRead
    from tamani.record import Record

START = datetime(2025, 1, 1, tzinfo=UTC)
DAYS = 700
OUTLETS = tuple(f"outlet{n}.example" for n in range(300))
COUNTRIES = ("FRA", "MLI", "NER", "BFA", "SEN", "CIV", "TCD", "USA", "RUS", "UKR", "GBR", "DEU", "CHN", "ISR", "IRN")
TYPES = ("ACCUSE", "AGREE", "ASSAULT")
STATUSES = ("happened", "planned", "alleged", "denied", "ongoing")
LEMMAS = 12_000
"""Of each language; with their forms some fifty thousand words."""
SYLLABLES = {
    "fr": [c + v for c in "bcdfghjlmnprstv" for v in ("a", "e", "é", "i", "o", "ou", "an", "eu")],
    "en": [c + v for c in ("b", "ck", "d", "f", "gh", "k", "l", "m", "n", "p", "sh", "t", "w", "th") for v in "aeioy"],
}
ENDINGS = {"fr": ("", "s", "e", "es", "ait", "ant", "eront"), "en": ("", "s", "ed", "ing")}


@dataclass(slots=True)
class Language:
    """Words that a language could have, the commonest first."""

    code: str
    chance: random.Random
    words: list[str] = field(default_factory=list)
    lemma_of: dict[str, str] = field(default_factory=dict)
    weights: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Make the words up."""
        syllables = SYLLABLES[self.code]
        for rank in range(LEMMAS):
            stem = "".join(self.chance.choices(syllables, k=2 + min(2, rank // 3000)))
            for ending in ENDINGS[self.code] if rank > 100 else ("",):  # the commonest words have one form
                self.words.append(stem + ending)
                self.lemma_of.setdefault(fold(stem + ending), fold(stem))
        self.weights = zipf(len(self.words))

    def some(self, number: int) -> list[str]:
        """As many words, the common ones often."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=number)

    def line(self, number: int) -> str:
        """A run of words."""
        return " ".join(self.some(number))

    def forms(self, text: str) -> set[WordForm]:
        """The words of a text that have several forms."""
        found = {(word, self.lemma_of[word], self.code) for word in words_of(text) if word in self.lemma_of}
        return {form for form in found if form[0] != form[1] or len(form[0]) > 4}


def zipf(number: int) -> list[float]:
    """Weights of the first, second, third …, added up."""
    return list(accumulate(1 / (rank + 2.7) for rank in range(number)))


class World:
    """The words, the people and the outlets that made-up pages are made of."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.languages = {code: Language(code, self.chance) for code in SYLLABLES}
        stems = [language.line(1).capitalize() for language in self.languages.values() for _ in range(1500)]
        self.names = sorted(name for name in set(stems) if name.isalpha() and len(name) > 4)
        self.chance.shuffle(self.names)

    def one_of(self, things: Sequence[str]) -> str:
        """One of some things, the first ones often."""
        return self.chance.choices(things, cum_weights=zipf(len(things)))[0]

    def language(self) -> Language:
        """Two pages of three are in the first language."""
        return self.languages["fr" if self.chance.random() < 2 / 3 else "en"]

    def text(self, language: Language) -> str:
        """A page of about 250 words with two quotations and an event."""
        who = self.chance.choices(self.names, cum_weights=zipf(len(self.names)), k=3)
        lines = [language.line(9)]
        lines += [f"{name} ({self.one_of(COUNTRIES)}) : « {language.line(18)} »" for name in who[:2]]
        lines += [f"{who[0]} {self.one_of(TYPES)} {who[2]} {language.line(12)}."]
        return "\n".join([*lines, *(language.line(45) for _ in range(4))])

    def pages(self, first: int, last: int) -> Iterator[Gathered]:
        """Pages, made as they are asked for."""
        for number in range(first, last):
            language = self.language()
            outlet = self.one_of(OUTLETS)
            yield page(self.text(language), number, f"https://{outlet}/{language.code}/{number}")

    def events(self, number: int, days: int) -> Iterator[Gathered]:
        """Pages of some days, three in a row on one event: they share their first lines and their people."""
        texts: list[str] = []
        for n in range(number):
            if n % 3 == 0:
                language = self.language()
                texts = [f"{self.text(language)}\n{language.line(30)}" for _ in range(3)]
                first = texts[0].split("\n")[:4]
                texts = ["\n".join([*first, *text.split("\n")[4:]]) for text in texts]
            day = START.date() + timedelta(days=n * days // number)
            came = page(texts[n % 3], n, f"https://{self.one_of(OUTLETS)}/{language.code}/{n}")
            yield replace(came, published=day)


def page(text: str, number: int, url: str) -> Gathered:
    """A made-up page as it came."""
    return Gathered(
        content=text.encode(), url=url, outlet=url.split("/")[2], fetched_at=START + timedelta(minutes=number),
        how="file", media_type="text/plain", published=START.date() + timedelta(days=number // 2 % DAYS),
    )  # fmt: skip


class ReadyMadeReader(QuickReader):
    """Makes the records of made-up pages without parsing, and tells the word forms as the parser does."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.chance = random.Random(7)

    def read_pages(self, pages: Iterable[PageToRead]) -> Iterator[ReadPage]:
        """One page after the other."""
        for place, asked in enumerate(pages):
            language = self.world.languages["en" if "/en/" in (asked.source or "") else "fr"]
            record: Record = self.record(asked)  # type: ignore[no-untyped-call]
            read = read_page_of(self._varied(record, language))
            read.word_forms = language.forms(read.article.text)
            read.place = place
            yield read

    def _varied(self, record: Record, language: Language) -> Record:
        events = [msgspec.structs.replace(e, status=self.world.one_of(STATUSES)) for e in record.events]
        return msgspec.structs.replace(record, language=language.code, events=events)
