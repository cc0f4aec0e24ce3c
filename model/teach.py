"""What the large networks say of every sentence that the small one will learn from, once and for all.

python model/teach.py --treebanks DIR --teacher build/model/teacher.pt … [--text build/model/text]

Sentences of the treebanks, Tamani's own and natural ones; each is annotated as the convention that is `spoken` in its
language would have it. Of several teachers the mean is kept: probabilities of arcs, of the relations to the heads that
these choose, scores of the words' labels (Hinton et al., "Distilling the Knowledge in a Neural Network", 2015).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from batches import IGNORED, Coder, Vocabulary, by_length, roughened
from lessons import Lesson, write
from quantise import load
from train import conventions, recipe, training_sentences
from unlabelled import natural_sentences, own_sentences

if TYPE_CHECKING:
    from batches import Batch
    from network import Parser
    from torch import Tensor
    from treebank import Sentence


def spoken() -> dict[str, int]:
    """The number of the convention that is spoken in each language."""
    return {code: conventions().index(name) for code, name in recipe()["spoken"].items()}


def material(treebanks: Path, text: Path, own_share: float) -> list[tuple[Sentence, float, bool, int]]:
    """Sentences, how often an epoch shows each, whether their own annotation counts, and the convention to teach."""
    names, numbers = conventions(), spoken()
    found = []
    for shown in training_sentences(treebanks):
        language = names[shown.convention].partition("-")[0]
        true = shown.convention == numbers[language]
        found.append((roughened(shown.sentence), shown.share, true, numbers[language]))
    found += [(sentence, own_share, False, numbers[code]) for code, sentence in own_sentences()]
    natural = natural_sentences(text, recipe()["sentences"])
    return found + [(sentence, 1.0, False, numbers[code]) for code, sentence in natural]


@torch.no_grad()
def taught(teachers: list[Parser], batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The teachers' mean probabilities: of arcs, the heads these choose, of relations to them, and scores of labels."""
    scores = [teacher(*batch.inputs, batch.convention) for teacher in teachers]
    arcs = torch.stack([s.arcs.softmax(-1) for s in scores]).mean(0)
    heads = torch.where(batch.heads >= 0, batch.heads, arcs.argmax(-1))
    relations = torch.stack(
        [t.relations(s.dependent, s.head, heads).softmax(-1) for t, s in zip(teachers, scores, strict=True)]
    ).mean(0)
    return arcs, heads, relations, torch.stack([s.labels for s in scores]).mean(0)


def main() -> None:
    """Annotate and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--treebanks", type=Path, required=True)
    options.add_argument("--teacher", type=Path, nargs="+", default=[Path("build/model/teacher.pt")])
    options.add_argument("--text", type=Path, default=Path("build/model/text"))
    options.add_argument(
        "--own-share", type=float, default=0.5, help="how many of Tamani's own sentences an epoch shows"
    )
    options.add_argument("--words", type=int, default=500)
    options.add_argument("--pieces", type=Path, default=Path("build/model/pieces.npz"))
    options.add_argument("--out", type=Path, default=Path("build/model/lessons.pt"))
    given = options.parse_args()
    random.seed(3)
    loaded = [load(path) for path in given.teacher]
    teachers, labels = [parser for parser, _ in loaded], loaded[0][1]
    coder = Coder(Vocabulary(given.pieces), labels)
    rows = material(given.treebanks, given.text, given.own_share)
    coded = [coder.coded(row[0], number, convention=row[3]) for number, row in enumerate(rows)]
    coded = [
        each if row[2] else replace(each, heads=[IGNORED] * each.words) for each, row in zip(coded, rows, strict=True)
    ]
    lessons: dict[int, Lesson] = {}
    start, batches = time.time(), by_length(coded, given.words)
    for number, sentences in enumerate(batches):
        arcs, heads, relations, scores = taught(teachers, coder.batch(sentences))
        for b, sentence in enumerate(sentences):
            n, (words, share, true, _) = sentence.words, rows[sentence.index]
            kept = arcs[b, 1 : n + 1, : n + 1], relations[b, 1 : n + 1], scores[b, :n]
            half = [each.half().clone() for each in kept]
            chosen = heads[b, 1 : n + 1].to(torch.int16).clone()
            lessons[sentence.index] = Lesson(words, share, true, half[0], chosen, half[1], half[2])
        if number % 100 == 0:
            print(json.dumps({"batch": number, "of": len(batches), "s": round(time.time() - start)}), flush=True)
    write([lessons[at] for at in range(len(rows))], given.out)


if __name__ == "__main__":
    main()
