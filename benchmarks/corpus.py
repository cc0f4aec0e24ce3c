"""The store's figures in one run: adding with half the pages reprints, growth, memory, search, joining into stories.

    python benchmarks/corpus.py --articles 100 --text FILE.conllu … --sizes 1000 10000 100000 --joined 1000 2000 4000

The first part reads real pages with the real reader: articles made of the sentences of a treebank, or of the paragraphs
of ``tests/pages``, which come again and again and make articles look like copies that are none; each has an edited
reprint. It takes turns, a few pages each, between a bare parse of them, reading them, and adding them to a
store, so that all three meet the machine in the same mood. The others fill a store with made-up pages whose words
follow Zipf's law and whose records are ready-made. ``--picture`` draws how time and disk grow.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from growth_picture import Size, drawn
from made_up import OUTLETS, ReadyMadeReader, World, page
from searches import searching
from speed import body_texts, sentences_of

from tamani.corpus.corpus_reader import CorpusReader
from tamani.corpus.parallel_reader import AT_ONCE as AT_HAND
from tamani.corpus.parallel_reader import ParallelReader
from tamani.corpus.store import Store
from tamani.corpus.stories.story_store import join_waiting
from tamani.reading.reader import PageToRead, Reader
from tests.corpus.stories.word_embedder import WordEmbedder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tamani.gather.gathered import Gathered
    from tamani.record import Record

    Edit = Callable[[list[str], list[str], random.Random], list[str]]

PAGES = Path(__file__).parents[1] / "tests" / "pages"
AT_ONCE = 32
"""Pages of one turn."""
WINDOW = 9
"""Days that pages of one event may lie apart."""


def main() -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--articles", type=int, default=100, help="articles that are read, each with a reprint; 0: none"
    )
    parser.add_argument("--text", type=Path, nargs="*", default=[], help="treebanks whose sentences make the articles")
    parser.add_argument("--edits", choices=[*EDITS, "all"], default="all", help="how the reprints are edited")
    parser.add_argument(
        "--processes", type=int, nargs="*", default=[], help="also add by the clock, with so many processes that read"
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10000], help="pages at which figures are taken")
    parser.add_argument("--searches", type=int, default=600)
    parser.add_argument(
        "--joined", type=int, nargs="*", default=[1000, 2000], help="pages of nine days that are joined"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where the filled store stays, for benchmarks/searches.py")
    parser.add_argument("--picture", type=Path, help="SVG file that is drawn of the growth")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for edit in EDITS if options.edits == "all" and options.articles else [options.edits][: options.articles]:
            chance = random.Random(options.seed)
            originals = articles(options.articles, options.text, chance)
            adding(Path(folder) / f"{edit}.db", originals, edit, chance)
            if options.processes:
                by_the_clock(Path(folder) / edit, originals, EDITS[edit], chance, options.processes)
        if options.sizes:
            sizes = growing(options.keep or Path(folder) / "grown.db", options.sizes, options.searches, options.seed)
            if options.picture is not None:
                options.picture.write_text(drawn(sizes), encoding="utf-8")
        for number in options.joined:
            joining(Path(folder) / f"joined-{number}.db", number, options.seed)


def paragraphs() -> list[str]:
    """The longer lines of our own French pages."""
    return sorted({line for text in own_pages() for line in text.split("\n") if len(line) > 160})


def own_pages() -> list[str]:
    """The texts of our own French pages."""
    return [json.loads(file.read_text(encoding="utf-8"))["text"] for file in sorted(PAGES.glob("fr-own-*.json"))]


def articles(number: int, treebanks: list[Path], chance: random.Random) -> list[list[str]]:
    """Articles of about 400 words in some nine paragraphs, with their headlines."""
    if treebanks:
        bodies = body_texts(sentences_of(treebanks), number)
        return [[f"Article {n} : {body[0][:60]}", *body] for n, body in enumerate(bodies)]
    lines = paragraphs()
    return [[f"Article {n} : {chance.choice(lines)[:60]}", *chance.sample(lines, 9)] for n in range(number)]


def retitled(article: list[str], _other: list[str], _chance: random.Random) -> list[str]:
    """Another headline, and a credit line at the end."""
    return [f"{article[0]} (reprise)", *article[1:], "Avec notre correspondant et les agences."]


def cut(article: list[str], _other: list[str], chance: random.Random) -> list[str]:
    """Another headline, and the last paragraphs cut."""
    return [f"{article[0]} (reprise)", *article[1 : len(article) - chance.randint(1, 3)]]


def rewritten(article: list[str], other: list[str], chance: random.Random) -> list[str]:
    """Another headline, one paragraph cut and one exchanged: a sixth of the text is new."""
    edited = list(article)
    edited[0] = f"{article[0]} (reprise)"
    del edited[chance.randrange(5, len(edited))]
    edited[chance.randrange(2, 5)] = other[-1]
    return edited


def mixed(article: list[str], other: list[str], chance: random.Random) -> list[str]:
    """One of these three edits, by chance."""
    return chance.choice([retitled, cut, rewritten])(article, other, chance)


EDITS: dict[str, Edit] = {
    "retitled": retitled,
    "cut": cut,
    "rewritten": rewritten,
    "mixed": mixed,
}


def with_reprints(originals: list[list[str]], edit: Edit, chance: random.Random) -> list[str]:
    """The texts of all articles, each with its edited reprint behind it."""
    reprints = [edit(article, chance.choice(originals), chance) for article in originals]
    return ["\n".join(lines) for pair in zip(originals, reprints, strict=True) for lines in pair]


@dataclass(slots=True)
class Spent:
    """Seconds of the processor that three ways with the same pages took."""

    parsing: float = 0.0
    reading: float = 0.0
    adding: float = 0.0


def adding(place: Path, originals: list[list[str]], edit: str, chance: random.Random) -> None:
    """Adding to a store, against a bare parse of the same pages and against reading them without a store."""
    texts = with_reprints(originals, EDITS[edit], chance)
    pages = [page(text, n, url=f"https://{OUTLETS[n % 300]}/{n}") for n, text in enumerate(texts)]
    reader, spent = Reader("fr"), Spent()
    list(reader.read_many([PageToRead(text.encode()) for text in texts[:AT_ONCE]]))  # what is loaded once is loaded
    alone: list[Record] = []
    copies = 0
    with Store(place) as store:
        knows = CorpusReader(store.engine, "fr")
        for some in batches(pages):
            asked = [PageToRead(came.content, published=came.published) for came in some]
            spent.parsing += parse_time(reader, asked)
            began = time.process_time()
            alone += reader.read_many(asked)
            spent.reading += time.process_time() - began
            began = time.process_time()
            copies += sum(added.copy_of is not None for added in store.add(some, knows))
            spent.adding += time.process_time() - began
        records = [kept.record for kept in store.pages()]
    same = agreement([r.quotations for r in alone], [r.quotations for r in records])
    events = agreement([r.events for r in alone], [r.events for r in records])
    print(f"{len(texts)} pages, half of them reprints, {edit} ({copies} read as copies, {knows.parsed} parses)")
    for name, seconds in (("bare parse", spent.parsing), ("reading", spent.reading), ("adding", spent.adding)):
        print(f"  {name:12s} {len(texts) / seconds:7.1f} pages/s of CPU")
    print(f"  adding is {spent.parsing / spent.adding:.2f} times as fast as a bare parse of all, ", end="")
    print(f"{spent.reading / spent.adding:.2f} times as fast as reading all")
    print(f"  places shared with the reading alone: quotations {same:.3f}, events {events:.3f} (F1)", flush=True)


def by_the_clock(
    folder: Path, originals: list[list[str]], edit: Edit, chance: random.Random, processes: list[int]
) -> None:
    """Pages added a second by the clock, with several processes, against a bare parse of all of them in one."""
    texts = with_reprints(originals, edit, chance)
    reader = Reader("fr")
    asked = [PageToRead(text.encode()) for text in texts]
    parse_time(reader, asked[:AT_ONCE])  # what is loaded once is loaded
    bare = parse_time(reader, asked, time.perf_counter)
    print(f"  by the clock: a bare parse {len(texts) / bare:.1f} pages/s; adding", end="")
    for number in processes:
        pages = [page(text, n, url=f"https://{OUTLETS[n % 300]}/{n}") for n, text in enumerate(texts)]
        place = f"{folder}-{number}.db"
        with Store(place) as store, ParallelReader(place, "fr", processes=number) as several:
            started = [page(text, n, url=f"https://b.example/{n}") for n, text in enumerate(own_pages())]
            list(store.add(started, several, batch=AT_HAND))  # what is loaded once is loaded there too
            began = time.perf_counter()
            list(store.add(pages, several, batch=AT_HAND))
            spent = time.perf_counter() - began
        print(f", {number} processes {len(texts) / spent:.1f} ({bare / spent:.2f} times the bare parse)", end="")
    print(flush=True)


def batches(pages: Sequence[Gathered]) -> Iterator[list[Gathered]]:
    """Some pages at a time."""
    waiting = iter(pages)
    while some := list(itertools.islice(waiting, AT_ONCE)):
        yield some


def parse_time(
    reader: Reader, pages: list[PageToRead], clock: Callable[[], float] = time.process_time
) -> float:
    """Seconds that the parser alone needs for the articles of some pages, in batches as a reader parses them."""
    parser = reader._parser("fr")
    articles = [reader._prepared(*reader._receive(asked)).text for asked in pages]
    began = clock()
    for first in range(0, len(articles), 8):
        with parser.zone(8):
            list(parser.parse(articles[first : first + 8], batch_size=8))
    return clock() - began


def agreement(first: list[Sequence[Any]], second: list[Sequence[Any]]) -> float:
    """F1 of the places of entries, page by page."""
    ours, theirs = (
        {(n, e.start, e.end) for n, entries in enumerate(each) for e in entries} for each in (first, second)
    )
    return 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))


def growing(place: Path, sizes: list[int], searches: int, seed: int) -> list[Size]:
    """Time, disk and memory a page as the store grows; then how long searches take."""
    world, found = World(seed), []
    with Store(place) as store:
        reader = ReadyMadeReader(world)
        done = 0
        for size in sizes:
            began = time.process_time()
            for _ in store.add(world.pages(done, size), reader):
                pass
            spent = time.process_time() - began
            kept = sum(file.stat().st_size for file in place.parent.glob(f"{place.name}*"))
            found.append(Size(size, 1000 * spent / (size - done), kept / size / 1024, memory()))
            print(found[-1], flush=True)
            done = size
        searching(store, world, searches)
    return found


def memory() -> float:
    """Megabytes that the process has in memory now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def joining(place: Path, number: int, seed: int) -> None:
    """How long it takes to join pages of nine days into stories; three pages tell each event."""
    world = World(seed)
    with Store(place) as store:
        list(store.add(world.events(number, WINDOW), ReadyMadeReader(world)))
        began = time.process_time()
        stories = {link.story for link in join_waiting(store.engine, WordEmbedder())}
        spent = time.process_time() - began
    print(
        f"{number} pages of {WINDOW} days joined into {len(stories)} stories: {spent:.1f} s of CPU, "
        f"{1000 * spent / number:.1f} ms a page", flush=True
    )  # fmt: skip


if __name__ == "__main__":
    main()
