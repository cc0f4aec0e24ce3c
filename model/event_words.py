"""Teach the network which words tell of a political event, and of which type of PLOVER.

python model/event_words.py [--examples build/model/event_examples.npz] [--out tamani-model/tamani_model/data]

``event_examples.py`` makes the examples. Several perceptrons are trained from different seeds; the one that is kept
learns besides what the others say together. Seeded.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from graph import perceptron_graph
from quantise import best_range
from torch import Tensor, nn

HIDDEN, DROP = 512, 0.3
EPOCHS, BATCH, RATE, DECAY, SMOOTHING = 25, 512, 1e-3, 0.02, 0.02
TEACHERS = 2
SAMPLE = 5_000
"""Words on which the range of what the perceptron reads is measured."""
LEAST = 0.5
"""How probable a type has to be for a word to be named."""


def trained(seed: int, x: Tensor, y: Tensor, w: Tensor, labels: int, goal: Tensor | None) -> nn.Sequential:
    """A perceptron that has learnt the types ``y`` of the rows of ``x``, weighed by ``w``, and what ``goal`` says."""
    torch.manual_seed(seed)
    made = nn.Sequential(
        nn.Dropout(DROP), nn.Linear(x.shape[1], HIDDEN), nn.ReLU(), nn.Dropout(DROP), nn.Linear(HIDDEN, labels)
    )
    optimiser = torch.optim.AdamW(made.parameters(), RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, EPOCHS * -(-len(x) // BATCH))
    for _ in range(EPOCHS):
        order = torch.randperm(len(x))
        for at in range(0, len(x), BATCH):
            some = order[at : at + BATCH]
            scores = made(x[some])
            lost = nn.functional.cross_entropy(scores, y[some], reduction="none", label_smoothing=SMOOTHING)
            if goal is not None:
                lost = (lost - (goal[some] * scores.log_softmax(-1)).sum(-1)) / 2
            optimiser.zero_grad()
            (lost * w[some]).mean().backward()
            optimiser.step()
            schedule.step()
    return made.eval()


def unstandardised(
    inner: nn.Linear, outer: nn.Linear, mean: Tensor, spread: Tensor
) -> tuple[nn.Linear, nn.Linear]:
    """Both layers of a perceptron of standardised numbers, as they read the numbers themselves."""
    straight = nn.Linear(inner.in_features, inner.out_features)
    straight.weight.data = inner.weight.data / spread
    straight.bias.data = inner.bias.data - straight.weight.data @ mean
    return straight, outer


def main() -> None:
    """Train, and write the perceptron into the package."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=Path, default=Path("build/model/event_examples.npz"))
    options.add_argument("--least", type=float, default=LEAST)
    options.add_argument("--out", type=Path, default=Path("tamani-model/tamani_model/data"))
    given = options.parse_args()
    with np.load(given.examples) as file:
        x = torch.tensor(file["vectors"].astype(np.float32))
        y, w = torch.tensor(file["types"]), torch.tensor(file["weights"]).float()
        types = bytes(file["names"]).decode().split("\n")
    mean, spread = x.mean(0), x.std(0) + 1e-3
    raw, x = x[:: max(1, len(x) // SAMPLE)], (x - mean) / spread
    labels = 1 + len(types)
    said = [trained(1 + n, x, y, w, labels, None)(x).softmax(-1).detach() for n in range(TEACHERS)]
    made = trained(0, x, y, w, labels, torch.stack(said).mean(0))
    path = given.out / "events.onnx"
    told = {"types": "\n".join(types), "least": str(given.least)}
    onnx.save(perceptron_graph(*unstandardised(made[1], made[4], mean, spread), best_range(raw), told), path)
    size = path.stat().st_size / 1e6
    print(json.dumps({"words": len(x), "telling": int((y > 0).sum()), "MB": round(size, 2)}))


if __name__ == "__main__":
    main()
