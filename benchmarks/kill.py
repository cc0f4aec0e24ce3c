"""Kills a process that adds pages at random moments, again and again, and looks for what is lost or doubled.

    python benchmarks/kill.py --moments 50 --pages 1500

The run is cut into as many stretches as there are moments; in each of them the process is killed once, after a random
number of pages and a few random milliseconds more, so that the moments lie all over the run. The pages are read by the
quick reader of the tests: the moments are those of writing, not of parsing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tamani.corpus.store import Store
from tests.corpus.killing import add_and_kill, doubles_and_holes, moments, pages, read_versions
from tests.corpus.quick_reader import QuickReader


def main() -> None:
    """Kill, look, go on; then let one run come to its end and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--longest", type=float, default=0.05, help="seconds between a report and the kill")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(_run(Path(folder) / "tamani.db", options))


def _run(place: Path, options: argparse.Namespace) -> int:
    chance = random.Random(options.seed)
    safe: set[int] = set()
    lost, wrong, ended = 0, 0, 0
    for moment, goal in enumerate(moments(options.pages, options.moments, chance)):
        after = chance.uniform(0, options.longest)
        killed = add_and_kill(place, options.pages, after=after, at_least=goal)
        ended += killed.finished
        safe |= killed.reported
        with Store(place) as store:
            there = read_versions(store)
            wrong += len(doubles_and_holes(store))
            lost += len(safe - there)
        print(f"{moment + 1:3d} killed: {len(safe)} reported as safe, {len(there)} read, {lost} lost, {wrong} wrong")
    print(f"{options.moments - ended} of {options.moments} processes were killed before their end")
    with Store(place) as store:
        list(store.add(pages(options.pages), QuickReader()))
        wrong += len(doubles_and_holes(store))
        counts = store.counts()
    print(
        f"at last {counts['pages']} pages, {counts['records']} records of {options.pages}; {lost} lost, {wrong} wrong"
    )
    return int(bool(lost or wrong or counts["records"] != options.pages or counts["pages"] != options.pages))


if __name__ == "__main__":
    main()
