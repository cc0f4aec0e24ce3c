"""Whether memory stays flat over many pages.

    python benchmarks/memory.py [--pages 10000] [--words 80]

Reads that many pages of fresh text (new names and numbers on every page) through ``Reader.read_many`` and prints the
resident memory every tenth of the way. It should not grow behind the first tenth.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tamani import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

SYLLABLES = tuple("babododaigogakakolalomaminaporarisasotatovavizalu"[i : i + 2] for i in range(0, 48, 2))


def resident_megabytes() -> float:
    """Resident memory of this process now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def fresh_pages(pages: int, words: int) -> Iterator[str]:
    """Pages whose names and numbers have not been seen before."""
    chance = random.Random(3)

    def name() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(4)).capitalize()

    for number in range(pages):
        sentences: list[str] = []
        while sum(len(s.split()) for s in sentences) < words:
            sentences.append(
                f"Le ministre {name()} {name()} a déclaré que la ville de {name()} recevrait {chance.randrange(10**6)} "
                f"francs, « une aide de {name()} », selon le porte-parole du gouvernement."
            )
        yield f"Politique\n\nVisite de {name()} à {name()}\n\n{' '.join(sentences)}\n\nPartager\nPage {number}"


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=10_000)
    options.add_argument("--words", type=int, default=80)
    chosen = options.parse_args()
    reader = Reader("fr")
    started = time.monotonic()
    for count, _record in enumerate(reader.read_many(fresh_pages(chosen.pages, chosen.words)), start=1):
        if count % max(1, chosen.pages // 10) == 0:
            print(f"{count:6d} pages  {resident_megabytes():7.0f} MB  {time.monotonic() - started:6.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
