"""How long searches of every kind take in a store of made-up pages.

    python benchmarks/searches.py STORE [--searches 500] [--slowest 5]

Words of all degrees of commonness in both languages, phrases, words that must not be there, each filter by itself and
together with words and with other filters. The store is one that ``benchmarks/corpus.py --keep STORE`` has filled.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up import COUNTRIES, DAYS, OUTLETS, START, STATUSES, TYPES, World

from tamani.corpus.queries import Query
from tamani.corpus.searching import search
from tamani.corpus.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Print the figures of a store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--searches", type=int, default=500)
    parser.add_argument("--slowest", type=int, default=0, help="show the slowest searches")
    parser.add_argument("--seed", type=int, default=1, help="that of the store's pages")
    options = parser.parse_args()
    with Store(options.store, create=False) as store:
        searching(store, World(options.seed), options.searches, options.slowest)


def searching(store: Store, world: World, number: int, slowest: int = 0) -> float:
    """Print how long searches of each kind take, and all of them; the 95th percentile of all, in milliseconds."""
    every: list[tuple[float, float, Query]] = []
    for kind, queries in Searches(world).every_kind(number).items():
        times = [timed(store, query) for query in queries]
        every += times
        print(f"  {kind:30s} {percentiles([wall for wall, _, _ in times])}")
    print(f"  {'all':30s} {percentiles([wall for wall, _, _ in every])}")
    print(f"  {'all, CPU alone':30s} {percentiles([cpu for _, cpu, _ in every])}")
    for wall, _, query in sorted(every, key=lambda found: -found[0])[:slowest]:
        print(f"    {wall:6.1f} ms { ({n: v for n, v in query.as_dict().items() if v}) }")
    return percentile([wall for wall, _, _ in every], 0.95)


class Searches:
    """Searches as users make them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.chance = random.Random(3)

    def word(self, first: int = 0, last: int | None = None) -> str:
        """A word of either language: of all degrees of commonness, or of a stretch of the list."""
        words = self.chance.choice(list(self.world.languages.values())).words
        if last is None:
            return words[int(self.chance.paretovariate(0.6)) % len(words)]
        return words[self.chance.randrange(first, last)]

    def name(self) -> str:
        """Somebody who is named on pages, the first ones on many."""
        return self.world.names[int(self.chance.paretovariate(0.6)) % len(self.world.names)]

    def phrase(self) -> str:
        """Two words that may follow each other, in quotation marks."""
        language = self.chance.choice(list(self.world.languages.values()))
        return f'"{language.line(2)}"'

    def days(self, number: int = 60) -> dict[str, Any]:
        """Some days of the time that the pages are from."""
        first = START.date() + timedelta(days=self.chance.randrange(DAYS))
        return {"since": first.isoformat(), "until": (first + timedelta(days=number)).isoformat()}

    def every_kind(self, number: int) -> dict[str, list[Query]]:
        """Searches by kind, about as many of each."""
        pick, word, name = self.chance.choice, self.word, self.name
        outlet: Callable[[], str] = lambda: pick(OUTLETS[:40])  # noqa: E731 (one of a row of short makers)
        makers: dict[str, Callable[[], Query]] = {
            "word": lambda: Query(text=word()),
            "very frequent word": lambda: Query(text=word(0, 10)),
            "rare word": lambda: Query(text=word(20_000, 40_000)),
            "word, one language": lambda: Query(text=word(), language=pick(("fr", "en"))),
            "two words": lambda: Query(text=f"{word()} {word()}"),
            "two frequent words": lambda: Query(text=f"{word(0, 60)} {word(0, 60)}"),
            "phrase": lambda: Query(text=self.phrase()),
            "word without a word": lambda: Query(text=f"{word()} -{word()}"),
            "frequent without frequent": lambda: Query(text=f"{word(0, 60)} -{word(0, 60)}"),
            "word, newest first": lambda: Query(text=word(), order="newest"),
            "word, oldest first": lambda: Query(text=word(), order="oldest"),
            "speaker": lambda: Query(speaker=name()),
            "actor": lambda: Query(actor=name()),
            "country": lambda: Query(country=pick(COUNTRIES)),
            "event": lambda: Query(event=pick(TYPES)),
            "status": lambda: Query(status=pick(STATUSES)),
            "event and status": lambda: Query(event=pick(TYPES), status=pick(STATUSES)),
            "dates": lambda: Query(**self.days()),
            "outlet": lambda: Query(outlet=outlet()),
            "language": lambda: Query(language=pick(("fr", "en"))),
            "language without a word": lambda: Query(text=f"-{word()}", language=pick(("fr", "en"))),
            "word and speaker": lambda: Query(text=word(), speaker=name()),
            "word and country": lambda: Query(text=word(), country=pick(COUNTRIES)),
            "word and event": lambda: Query(text=word(), event=pick(TYPES)),
            "word and outlet": lambda: Query(text=word(), outlet=outlet()),
            "word and dates": lambda: Query(text=word(), **self.days()),
            "word, event, dates": lambda: Query(text=word(), event=pick(TYPES), **self.days()),
            "actor, event, status, language": lambda: Query(
                actor=name(), event=pick(TYPES), status=pick(STATUSES), language=pick(("fr", "en"))
            ),
            "country, outlet, dates": lambda: Query(country=pick(COUNTRIES), outlet=outlet(), **self.days(200)),
            "phrase, country, newest first": lambda: Query(
                text=self.phrase(), country=pick(COUNTRIES), order="newest"
            ),
        }  # fmt: skip
        some = max(2, number // len(makers))
        return {kind: [make() for _ in range(some)] for kind, make in makers.items()}


def timed(store: Store, query: Query) -> tuple[float, float, Query]:
    """Milliseconds of one search, by the clock and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    search(store.engine, query)
    return 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked), query


def percentile(times: list[float], share: float) -> float:
    """The time within which this share of the searches is done."""
    return sorted(times)[int(share * (len(times) - 1))]


def percentiles(times: list[float]) -> str:
    """The middle and the slow end of some times."""
    half = statistics.median(times)
    return f"median {half:6.1f} ms, 95th percentile {percentile(times, 0.95):6.1f} ms, longest {max(times):6.1f} ms"


if __name__ == "__main__":
    main()
