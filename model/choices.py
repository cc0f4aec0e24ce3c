"""Teach Tamani to choose sides and dates that no rule settles.

python model/choices.py [--examples build/model/choice_examples.npz] [--out tamani/reading/events/choices.npz]

``choice_examples.py`` makes the examples. For each kind of choice several perceptrons of one hidden layer, beside a
linear layer, learn from different seeds; all are kept. Seeded.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

NETWORKS, HIDDEN = 4, 24
DROP_ROWS, DROP = 0.1, 0.3
EPOCHS, BATCH, RATE, DECAY = 60, 64, 3e-3, 0.03
NEVER = -1e9
NAMES = ("source", "target", "date")


class Weigher(nn.Module):
    """Gives each candidate a score."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.inner, self.outer = nn.Linear(width, HIDDEN), nn.Linear(HIDDEN, 1, bias=False)
        self.straight = nn.Linear(width, 1, bias=False)
        self.drop_row, self.drop = nn.Dropout(DROP_ROWS), nn.Dropout(DROP)

    def forward(self, rows: Tensor) -> Tensor:
        """Scores, choices × candidates, of rows, choices × candidates × width."""
        hidden = self.drop(torch.relu(self.inner(self.drop_row(rows))))
        return (self.outer(hidden) + self.straight(rows)).squeeze(-1)


def trained(seed: int, rows: Tensor, there: Tensor, right: Tensor, weights: Tensor) -> Weigher:
    """A network that gives the right candidates together the highest chance; ``there``: where a candidate stands."""
    torch.manual_seed(seed)
    made = Weigher(rows.shape[-1])
    optimiser = torch.optim.AdamW(made.parameters(), RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, EPOCHS * -(-len(rows) // BATCH))
    for _ in range(EPOCHS):
        order = torch.randperm(len(rows))
        for at in range(0, len(rows), BATCH):
            some = order[at : at + BATCH]
            chances = made(rows[some]).masked_fill(~there[some], NEVER).log_softmax(-1)
            lost = -(weights[some] * chances.masked_fill(~right[some], NEVER).logsumexp(-1)).mean()
            optimiser.zero_grad()
            lost.backward()
            optimiser.step()
            schedule.step()
    return made.eval()


def padded(rows: np.ndarray, right: np.ndarray, counts: np.ndarray) -> tuple[Tensor, Tensor, Tensor]:
    """Choices of the same length: their rows, where a candidate stands, and which are right."""
    most, starts = int(counts.max()), np.concatenate([[0], counts.cumsum()[:-1]])
    all_rows = torch.zeros(len(counts), most, rows.shape[1])
    there = torch.zeros(len(counts), most, dtype=torch.bool)
    all_right = there.clone()
    for k, (start, count) in enumerate(zip(starts, counts, strict=True)):
        all_rows[k, :count] = torch.tensor(rows[start : start + count].astype(np.float32))
        all_right[k, :count] = torch.tensor(right[start : start + count])
        there[k, :count] = True
    return all_rows, there, all_right


def main() -> None:
    """Train, and write the networks into Tamani."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=Path, default=Path("build/model/choice_examples.npz"))
    options.add_argument("--out", type=Path, default=Path("tamani/reading/events/choices.npz"))
    given = options.parse_args()
    weights: dict[str, np.ndarray] = {}
    with np.load(given.examples) as file:
        for name in NAMES:
            choices = padded(*(file[f"{name}_{part}"] for part in ("rows", "right", "counts")))
            weights_of = torch.tensor(file[f"{name}_weights"])
            made = [trained(seed, *choices, weights_of) for seed in range(NETWORKS)]
            weights |= {
                f"{name}_inner": np.stack([m.inner.weight.detach().T.numpy() for m in made]).astype(np.float16),
                f"{name}_inner_bias": np.stack([m.inner.bias.detach().numpy() for m in made]),
                f"{name}_outer": np.stack([m.outer.weight.detach()[0].numpy() for m in made]),
                f"{name}_straight": np.stack([m.straight.weight.detach()[0].numpy() for m in made]),
            }
            print(json.dumps({"choice": name, "learnt from": len(choices[0]), "width": choices[0].shape[-1]}))
    np.savez_compressed(given.out, **weights)


if __name__ == "__main__":
    main()
