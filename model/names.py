"""Teach the network which words name somebody or something, and of which kind.

python model/names.py [--examples build/model/name_examples.npz] [--out tamani-model/tamani_model/data]

``name_examples.py`` makes the examples. The perceptron learns what the large network says of each word, and the known
kind where the word stands in a tagged passage. One passage in five is first kept back, to see how many of its names are
found whole and with their kind; what is written learns from all. Seeded.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from event_words import unstandardised
from graph import perceptron_graph
from quantise import best_range
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tamani-model"))
from tamani_model.names import KINDS, Names

LABELS = 1 + 2 * len(KINDS)
HIDDEN, DROP_ROWS, DROP = 192, 0.1, 0.2
EPOCHS, BATCH, RATE, DECAY = 10, 512, 2e-3, 0.02
LEAST = 0.45
"""How probable a kind has to be for a run of words to be named."""
KNOWN_WEIGHT = 2.0
"""How much more a word of a tagged passage counts than one of which only the large network speaks."""
ONE_IN = 5
MEASURED = 5_000
"""Words on which the range of what the perceptron reads is measured."""
SPREAD_OF = 3
"""One word in so many tells mean and spread of all."""


@dataclass(frozen=True, slots=True)
class Words:
    """All words, sentence behind sentence, as ``name_examples.py`` wrote them."""

    vectors: Tensor
    chances: Tensor
    labels: Tensor
    passages: np.ndarray
    sentences: np.ndarray
    looked_at: np.ndarray

    def rows(self, places: Tensor) -> Tensor:
        """Words with the last third of the vectors beside them, as :func:`tamani_model.names.beside` has them."""
        third = self.vectors.shape[1] * 2 // 3
        parts = [self.vectors[places].float()]
        numbers = torch.tensor(self.sentences)
        for step in (-1, 1):
            other = (places + step).clamp(0, len(self.vectors) - 1)
            same = (numbers[other] == numbers[places]) & (other != places)
            parts.append(self.vectors[other][:, third:].float() * same[:, None])
        return torch.cat(parts, 1)


def trained(seed: int, words: Words, places: Tensor, mean: Tensor, spread: Tensor) -> nn.Sequential:
    """A perceptron that has learnt the words at ``places``."""
    torch.manual_seed(seed)
    made = nn.Sequential(
        nn.Dropout(DROP_ROWS), nn.Linear(len(mean), HIDDEN), nn.ReLU(), nn.Dropout(DROP), nn.Linear(HIDDEN, LABELS)
    )
    optimiser = torch.optim.AdamW(made.parameters(), RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, EPOCHS * -(-len(places) // BATCH))
    for _ in range(EPOCHS):
        order = places[torch.randperm(len(places))]
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            said = made((words.rows(some) - mean) / spread).log_softmax(-1)
            lost = -(words.chances[some].float() * said).sum(-1)
            known = words.labels[some] >= 0
            told = F.nll_loss(said, words.labels[some].clamp(min=0), reduction="none")
            lost = torch.where(known, (lost + told) / 2 * KNOWN_WEIGHT, lost)
            optimiser.zero_grad()
            lost.mean().backward()
            optimiser.step()
            schedule.step()
    return made.eval()


def written(path: Path, made: nn.Sequential, sample: Tensor, mean: Tensor, spread: Tensor, least: float) -> None:
    """Write the perceptron; ``sample``: some of what it reads, of which the range is measured."""
    layers = unstandardised(made[1], made[4], mean, spread)
    onnx.save(perceptron_graph(*layers, best_range(sample), {"least": str(least)}), path)


def names_in(labels: np.ndarray, sentences: np.ndarray) -> set[tuple[int, int, int]]:
    """(first, end, kind) of each name in words of which the sentence is known."""
    found, at = set(), 0
    while at < len(labels):
        end = at + 1
        if labels[at]:
            kind = (labels[at] - 1) // 2
            while end < len(labels) and labels[end] == 2 + 2 * kind and sentences[end] == sentences[at]:
                end += 1
            found.add((at, end, int(kind)))
        at = end
    return found


def figures(names: Names, words: Words, kept: np.ndarray) -> dict[str, float]:
    """F1 of the names in the words kept back: whole and with their kind, by place alone, and kind by kind."""
    told = np.zeros(len(words.labels), np.int64)
    for sentence in np.unique(words.sentences[kept]):
        places = np.flatnonzero(words.sentences == sentence)
        looked_at = words.looked_at[places]
        vectors = words.vectors[torch.tensor(places)].float().numpy()[None]
        chances = names.chances(vectors, np.ones((1, len(places)), bool), looked_at[None])
        told[places[looked_at]] = names.of(chances, np.flatnonzero(looked_at))
    gold, found = (names_in(some[kept], words.sentences[kept]) for some in (words.labels.numpy(), told))
    places_of = [{span[:2] for span in some} for some in (gold, found)]
    by_kind = {
        kind: _f1(*({span for span in some if span[2] == number} for some in (gold, found)))
        for number, kind in enumerate(KINDS)
    }
    return {"names kept back": len(gold), "F1": _f1(gold, found), "F1 of places alone": _f1(*places_of), **by_kind}


def _f1(gold: set[tuple[int, ...]], found: set[tuple[int, ...]]) -> float:
    return round(2 * len(gold & found) / max(1, len(gold) + len(found)), 3)


def main() -> None:
    """Train, tell how well that goes, and write the perceptron into the package."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=Path, default=Path("build/model/name_examples.npz"))
    options.add_argument("--least", type=float, default=LEAST)
    options.add_argument("--out", type=Path, default=Path("tamani-model/tamani_model/data"))
    given = options.parse_args()
    with np.load(given.examples) as file:
        tensors = [torch.tensor(file[name]) for name in ("vectors", "chances", "labels")]
        words = Words(*tensors, file["passages"], file["sentences"], file["looked_at"].astype(bool))
    all_places = np.flatnonzero(words.looked_at)
    sample = words.rows(torch.tensor(all_places[::SPREAD_OF]))
    mean, spread = sample.mean(0), sample.std(0) + 1e-3
    sample = sample[:MEASURED]
    path = given.out / "names.onnx"
    kept = (words.passages >= 0) & (words.passages % ONE_IN == 0)
    shown = torch.tensor(all_places[~kept[all_places]])
    written(path, trained(0, words, shown, mean, spread), sample, mean, spread, given.least)
    print(json.dumps(figures(Names(path), words, kept)), flush=True)
    written(path, trained(0, words, torch.tensor(all_places), mean, spread), sample, mean, spread, given.least)
    print(json.dumps({"words": len(all_places), "MB": round(path.stat().st_size / 1e6, 2)}))


if __name__ == "__main__":
    main()
