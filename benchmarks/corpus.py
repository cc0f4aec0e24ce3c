"""The store's figures in one run: adding with half the pages reprints, growth, memory, search.

    python benchmarks/corpus.py --articles 100 --sizes 1000 10000

The first part reads real pages with the real reader: articles made of the paragraphs of ``tests/pages``, each with an
edited reprint. The others fill a store with made-up pages whose words follow Zipf's law, and with ready-made records.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tamani.corpus.corpus_reader import CorpusReader
from tamani.corpus.queries import Query
from tamani.corpus.searching import search
from tamani.corpus.store import Store
from tamani.gather.gathered import Gathered
from tamani.reading.reader import PageToRead, Reader
from tests.corpus.quick_reader import QuickReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGES = Path(__file__).parents[1] / "tests" / "pages"
START = datetime(2025, 1, 1, tzinfo=UTC)
OUTLETS = [f"outlet{n}.example" for n in range(300)]
COUNTRIES = ("FRA", "MLI", "NER", "BFA", "SEN", "CIV", "TCD", "USA", "RUS", "UKR")


def main() -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--articles", type=int, default=100, help="articles that are read, each with a reprint; 0: none"
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10000], help="pages at which figures are taken")
    parser.add_argument("--searches", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.articles:
            adding(Path(folder) / "read.db", options.articles, random.Random(options.seed))
        if options.sizes:
            growing(Path(folder) / "grown.db", options.sizes, options.searches, options.seed)


def paragraphs() -> list[str]:
    """The longer lines of our own French pages."""
    texts = [json.loads(file.read_text(encoding="utf-8"))["text"] for file in sorted(PAGES.glob("fr-own-*.json"))]
    return sorted({line for text in texts for line in text.split("\n") if len(line) > 160})


def articles(number: int, chance: random.Random) -> list[list[str]]:
    """Articles of nine paragraphs each."""
    lines = paragraphs()
    return [[f"Article {n} : {chance.choice(lines)[:60]}", *chance.sample(lines, 9)] for n in range(number)]


def reprint(article: list[str], other: list[str], chance: random.Random) -> list[str]:
    """The same article with another headline, one paragraph cut and one exchanged."""
    edited = list(article)
    edited[0] = f"{article[0]} (reprise)"
    del edited[chance.randrange(5, len(edited))]
    edited[chance.randrange(2, 5)] = other[-1]
    return edited


def adding(place: Path, number: int, chance: random.Random) -> None:
    """Adding to a store, against reading the same pages without one."""
    originals = articles(number, chance)
    reprints = [reprint(article, chance.choice(originals), chance) for article in originals]
    texts = ["\n".join(lines) for pair in zip(originals, reprints, strict=True) for lines in pair]
    pages = [page(text, n, url=f"https://{OUTLETS[n % 300]}/{n}") for n, text in enumerate(texts)]
    reader = Reader("fr")
    list(reader.read_many([PageToRead(text.encode()) for text in texts[:4]]))  # what is loaded once is loaded
    began = time.process_time()
    alone = list(
        reader.read_many(
            [PageToRead(text.encode(), published=came.published) for text, came in zip(texts, pages, strict=True)]
        )
    )
    reading = time.process_time() - began
    with Store(place) as store:
        knows = CorpusReader(store.engine, "fr")
        began = time.process_time()
        copies = sum(added.copy_of is not None for added in store.add(pages, knows))
        storing = time.process_time() - began
        records = [kept.record for kept in store.pages()]
        same = agreement([r.quotations for r in alone], [r.quotations for r in records])
        events = agreement([r.events for r in alone], [r.events for r in records])
    print(f"{len(texts)} pages, half of them edited reprints ({copies} read as copies, {knows.parsed} parses)")
    print(f"  read alone       {len(texts) / reading:7.1f} pages/s of CPU")
    print(f"  added to a store {len(texts) / storing:7.1f} pages/s of CPU: {reading / storing:.2f} times as fast")
    print(f"  places shared with the reading alone: quotations {same:.3f}, events {events:.3f} (F1)")


def agreement(first: list[Sequence[Any]], second: list[Sequence[Any]]) -> float:
    """F1 of the places of entries, page by page."""
    ours, theirs = (
        {(n, e.start, e.end) for n, entries in enumerate(each) for e in entries} for each in (first, second)
    )
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def page(text: str, number: int, url: str) -> Gathered:
    """A made-up page as it came."""
    moment = START + timedelta(minutes=number)
    return Gathered(
        content=text.encode(), url=url, outlet=url.split("/")[2], fetched_at=moment, how="file",
        media_type="text/plain", published=START.date() + timedelta(days=number // 2 % 700),
    )  # fmt: skip


class Words:
    """Made-up words, as common as the words of a language are."""

    def __init__(self, chance: random.Random, number: int = 40_000) -> None:
        self.chance = chance
        syllables = [c + v for c in "bcdfghjklmnprstv" for v in ("a", "e", "é", "i", "o", "ou", "an")]
        self.words = ["".join(chance.choices(syllables, k=2 + rank % 3)) for rank in range(number)]
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(number)))
        self.names = [f"{chance.choice(syllables)}{chance.choice(self.words)}".capitalize() for _ in range(2000)]

    def some(self, number: int) -> str:
        """A run of words."""
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=number))

    def text(self) -> str:
        """A page of about 250 words with two quotations and an event."""
        who = self.chance.choices(self.names, k=3)
        lines = [self.some(9)]
        lines += [f"{name} ({self.chance.choice(COUNTRIES)}) : « {self.some(18)} »" for name in who[:2]]
        lines += [f"{who[0]} {self.chance.choice(('ACCUSE', 'AGREE', 'ASSAULT'))} {who[2]} {self.some(12)}."]
        return "\n".join([*lines, *(self.some(45) for _ in range(4))])


def growing(place: Path, sizes: list[int], searches: int, seed: int) -> None:
    """Time, disk and memory a page as the store grows; then how long searches take."""
    words = Words(random.Random(seed))
    with Store(place) as store:
        done = 0
        for size in sizes:
            began = time.process_time()
            for _ in store.add(made_up(words, done, size), QuickReader()):
                pass
            spent = time.process_time() - began
            kept = sum(file.stat().st_size for file in place.parent.glob(f"{place.name}*"))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{size:7d} pages: {1000 * spent / (size - done):.2f} ms of CPU a page, "
                f"{kept / size / 1024:.1f} kB a page on disk, {memory:.0f} MB of memory at most"
            )
            done = size
        searching(store, words, searches)


def made_up(words: Words, first: int, last: int) -> Iterator[Gathered]:
    """Pages, made as they are asked for."""
    for number in range(first, last):
        yield page(words.text(), number, url=f"https://{OUTLETS[number % 300]}/{number}")


def searching(store: Store, words: Words, number: int) -> None:
    """How long searches of each kind take, and all of them."""
    every = []
    for kind, queries in queries_of(words, number).items():
        times = [timed(store, query) for query in queries]
        every += times
        print(f"  {kind:22s} {percentiles(times)}")
    print(f"  {'all':22s} {percentiles(every)}")


def queries_of(words: Words, number: int) -> dict[str, list[Query]]:
    """Searches as users make them: words of all degrees of commonness, phrases, filters."""
    chance = words.chance

    def word() -> str:
        return words.words[int(chance.paretovariate(0.6)) % len(words.words)]

    some = max(1, number // 8)
    return {
        "one word": [Query(text=word()) for _ in range(some)],
        "two words": [Query(text=f"{word()} {word()}") for _ in range(some)],
        "phrase": [Query(text=f'"{words.some(2)}"') for _ in range(some)],
        "word without a word": [Query(text=f"{word()} -{word()}") for _ in range(some)],
        "word, newest first": [Query(text=word(), order="newest") for _ in range(some)],
        "speaker": [Query(speaker=chance.choice(words.names)) for _ in range(some)],
        "word and country": [Query(text=word(), country=chance.choice(COUNTRIES)) for _ in range(some)],
        "word, event, dates": [
            Query(text=word(), event="ACCUSE", since="2025-03-01", until="2025-05-31") for _ in range(some)
        ],
    }


def timed(store: Store, query: Query) -> float:
    """Milliseconds of one search."""
    began = time.perf_counter()
    search(store.engine, query)
    return 1000 * (time.perf_counter() - began)


def percentiles(times: list[float]) -> str:
    """The middle and the slow end of some times."""
    ordered = sorted(times)
    half, most = statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))]
    return f"median {half:6.1f} ms, 95th percentile {most:6.1f} ms, longest {ordered[-1]:6.1f} ms"


if __name__ == "__main__":
    main()
