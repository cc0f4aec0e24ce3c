"""Teach the network which words name somebody or something, and of which kind.

python model/names.py [--examples build/model/name_examples.npz] [--out tamani-model/tamani_model/data]

``name_examples.py`` makes the examples. One passage in five is first kept back, to see how many names in it are found
whole and with their kind; the perceptron that is written learns from all. Seeded.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tamani-model"))
from tamani_model.names import KINDS, Names

HIDDEN, DROP_ROWS, DROP = 192, 0.2, 0.4
EPOCHS, BATCH, RATE, DECAY, SMOOTHING = 30, 256, 2e-3, 0.03, 0.05
LEAST = 0.5
"""How probable a kind has to be for a run of words to be named."""
ONE_IN = 5


def trained(seed: int, x: Tensor, y: Tensor) -> nn.Sequential:
    """A perceptron that has learnt the labels ``y`` of the rows of ``x``."""
    torch.manual_seed(seed)
    labels = 1 + 2 * len(KINDS)
    made = nn.Sequential(
        nn.Dropout(DROP_ROWS), nn.Linear(x.shape[1], HIDDEN), nn.ReLU(), nn.Dropout(DROP), nn.Linear(HIDDEN, labels)
    )
    optimiser = torch.optim.AdamW(made.parameters(), RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, EPOCHS * -(-len(x) // BATCH))
    loss = nn.CrossEntropyLoss(label_smoothing=SMOOTHING)
    for _ in range(EPOCHS):
        order = torch.randperm(len(x))
        for at in range(0, len(x), BATCH):
            some = order[at : at + BATCH]
            optimiser.zero_grad()
            loss(made(x[some]), y[some]).backward()
            optimiser.step()
            schedule.step()
    return made.eval()


def written(path: Path, made: nn.Sequential, mean: Tensor, spread: Tensor, least: float) -> None:
    """Write the weights, the standardising of what they read folded into them."""
    inner, outer = (made[at].weight.detach() for at in (1, 4))
    inner = inner / spread
    np.savez_compressed(
        path,
        least=np.float32(least),
        inner=inner.T.numpy().astype(np.float16),
        inner_bias=(made[1].bias.detach() - inner @ mean).numpy(),
        outer=outer.T.numpy().astype(np.float16),
        outer_bias=made[4].bias.detach().numpy(),
    )


def spans(labels: np.ndarray, passages: np.ndarray) -> set[tuple[int, int, int]]:
    """(first, end, kind) of each name in words of which the passage is known."""
    found, at = set(), 0
    while at < len(labels):
        end = at + 1
        if labels[at]:
            kind = (labels[at] - 1) // 2
            while end < len(labels) and labels[end] == 2 + 2 * kind and passages[end] == passages[at]:
                end += 1
            found.add((at, end, int(kind)))
        at = end
    return found


def main() -> None:
    """Train, tell how well that goes, and write the perceptron into the package."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=Path, default=Path("build/model/name_examples.npz"))
    options.add_argument("--least", type=float, default=LEAST)
    options.add_argument("--out", type=Path, default=Path("tamani-model/tamani_model/data"))
    given = options.parse_args()
    with np.load(given.examples) as file:
        vectors, labels, passages = file["vectors"].astype(np.float32), file["labels"], file["passages"]
    x, y = torch.tensor(vectors), torch.tensor(labels)
    mean, spread = x.mean(0), x.std(0) + 1e-3
    x = (x - mean) / spread
    path = given.out / "names.npz"
    kept = passages % ONE_IN == 0
    written(path, trained(0, x[~kept], y[~kept]), mean, spread, given.least)
    names = Names(path)
    chances = names.chances(vectors[kept])
    told = np.concatenate([names.of(chances[passages[kept] == n]) for n in np.unique(passages[kept])])
    gold, found = spans(labels[kept], passages[kept]), spans(told, passages[kept])
    bare = [{span[:2] for span in some} for some in (gold, found)]
    figures = {
        "words": len(labels),
        "names kept back": len(gold),
        "F1": round(2 * len(gold & found) / (len(gold) + len(found)), 3),
        "F1 of places alone": round(2 * len(bare[0] & bare[1]) / (len(bare[0]) + len(bare[1])), 3),
    }
    for number, kind in enumerate(KINDS):
        own, given_kind = ({span for span in some if span[2] == number} for some in (gold, found))
        figures[kind] = round(2 * len(own & given_kind) / max(1, len(own) + len(given_kind)), 3)
    written(path, trained(0, x, y), mean, spread, given.least)
    print(json.dumps({**figures, "MB": round(path.stat().st_size / 1e6, 2)}))


if __name__ == "__main__":
    main()
