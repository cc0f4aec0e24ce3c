"""Train the parser on treebanks.

python model/train.py --treebanks DIR [--epochs 10] [--out build/model/parser.pt]

What is trained on, and how much of it, stands in ``model/training.toml``. The weights that are kept are a running mean
over the steps (Polyak averaging). Seeded: the same machine gives the same weights.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
import torch.nn.functional as F
from batches import IGNORED, LONGEST_SENTENCE, Coder, Vocabulary, by_length, roughened
from encoder_file import EncoderFile, packed_file
from labels import Labels
from network import Parser, Shape
from treebank import read_sentences

if TYPE_CHECKING:
    from batches import Batch, Coded
    from network import Scores
    from torch import Tensor
    from treebank import Sentence

HERE = Path(__file__).resolve().parent
HIDDEN = 0.04
MOST_PIECES = 510
"""Pieces of a sentence for which there are positions; capitals may cut a long one into more."""
TAG_WEIGHT, FEATURE_WEIGHT, LEMMA_WEIGHT = 0.3, 0.05, 0.2
SMOOTHING = 0.03


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence to train on, how often an epoch shows it, and the number of the way in which it is annotated."""

    sentence: Sentence
    share: float
    convention: int


def recipe() -> dict[str, Any]:
    """What ``model/training.toml`` says."""
    return tomllib.loads((HERE / "training.toml").read_text(encoding="utf-8"))


def conventions() -> list[str]:
    """The ways of annotating, in the order of their numbers."""
    return sorted({row["convention"] for row in recipe()["treebank"]})


def training_sentences(folder: Path) -> list[Shown]:
    """All sentences to train on.

    Raises:
        OSError: a treebank is missing.
    """
    names = conventions()
    found = []
    for row in recipe()["treebank"]:
        sentences = list(read_sentences(folder / row["file"]))[: row.get("first")]
        number = names.index(row["convention"])
        found += [Shown(s, row.get("share", 1.0), number) for s in sentences if len(s) <= LONGEST_SENTENCE]
    return found


def words_of(data: list[Shown]) -> float:
    """How many words an epoch shows."""
    return sum(len(each.sentence) * each.share for each in data)


def epoch_of(data: list[Shown], coder: Coder) -> list[Coded]:
    """The sentences that one epoch shows: a share of two shows a sentence twice, one of a half every other epoch."""
    shown = [
        coder.coded(roughened(each.sentence), hidden=HIDDEN, convention=each.convention)
        for each in data
        for _ in range(int(each.share) + (random.random() < each.share % 1))
    ]
    return [each for each in shown if len(each.rows) <= MOST_PIECES]


def cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    """Mean over the words that have a label, smoothed."""
    return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED, label_smoothing=SMOOTHING)


def arc_loss(scores: Tensor, gold: Tensor) -> Tensor:
    """No smoothing here: a share of the smoothed mass would fall on arcs that cannot be."""
    return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)


def gold_loss(parser: Parser, scores: Scores, batch: Batch, labels: Labels) -> Tensor:
    """How far the scores are from the treebank."""
    heads = batch.heads.clamp(min=0)
    loss = arc_loss(scores.arcs, batch.heads)
    loss = loss + cross_entropy(parser.relations(scores.dependent, scores.head, heads), batch.relations)
    at = 0
    for number, (name, group) in enumerate(labels.groups.items()):
        weight = {"tag": TAG_WEIGHT, "lemma": LEMMA_WEIGHT}.get(name, FEATURE_WEIGHT)
        loss = loss + weight * cross_entropy(scores.labels[..., at : at + len(group)], batch.labels[..., number])
        at += len(group)
    return loss


class Average:
    """A running mean of a network's weights."""

    def __init__(self, parser: Parser, decay: float = 0.998) -> None:
        self.parser, self.decay, self.steps = copy.deepcopy(parser), decay, 0

    @torch.no_grad()
    def take(self, parser: Parser) -> None:
        """Take in the weights of one step."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for mean, now in zip(self.parser.parameters(), parser.parameters(), strict=True):
            mean.lerp_(now, 1 - decay)


def optimiser_of(parser: Parser, rate: float, head_rate: float) -> torch.optim.Optimizer:
    """AdamW with one rate for the encoder and a higher one for the heads."""
    body, heads = [], []
    for name, parameter in parser.named_parameters():
        if parameter.requires_grad:
            (body if name.startswith(("layers", "norm")) else heads).append(parameter)
    groups = [{"params": body, "lr": rate}, {"params": heads, "lr": head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def take_weights(parser: Parser, labels: Labels, path: Path) -> None:
    """Take the weights of an earlier run; labels and conventions that it did not know start anew.

    Raises:
        ValueError: its relations or the shape of its layers are others.
    """
    saved = torch.load(path)
    before = Labels(**saved["labels"])
    if before.relations != labels.relations:
        raise ValueError(f"{path} was trained with other relations")
    known = {(name, label): at for at, (name, label) in enumerate(before.each())}
    rows = [(at, known[each]) for at, each in enumerate(labels.each()) if each in known]
    here, there = (torch.tensor(places) for places in zip(*rows, strict=True))
    weights = saved["weights"]
    for name in ("labels.weight", "labels.bias"):
        fresh = parser.state_dict()[name].clone()
        fresh[here] = weights[name][there]
        weights[name] = fresh
    if parser.convention is not None and "convention" not in weights:
        weights["convention"] = parser.convention.data
    parser.load_state_dict(weights)


def save(path: Path, parser: Parser, labels: Labels) -> None:
    """Write weights, shape and labels."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": parser.state_dict(), "shape": asdict(parser.shape), "labels": labels.as_table()}, path)


def main() -> None:
    """Train and save after each epoch."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--treebanks", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--layers", type=int, default=6)
    options.add_argument("--piece-layers", type=int, default=1)
    options.add_argument("--words", type=int, default=500, help="words in a batch")
    options.add_argument("--rate", type=float, default=1.5e-4)
    options.add_argument("--pieces", type=Path, default=Path("build/model/pieces.npz"))
    options.add_argument("--start", type=Path, help="go on from these weights instead of the pretrained encoder")
    options.add_argument("--out", type=Path, default=Path("build/model/parser.pt"))
    given = options.parse_args()
    torch.manual_seed(given.seed)
    random.seed(given.seed)
    data = training_sentences(given.treebanks)
    labels = Labels.of(each.sentence for each in data)
    coder = Coder(Vocabulary(given.pieces), labels)
    shape = Shape(given.layers, given.piece_layers, conventions=len(conventions()))
    parser = Parser(shape, len(labels.relations), labels.width)
    if given.start:
        take_weights(parser, labels, given.start)
    else:
        parser.take(EncoderFile(packed_file()))
    average, optimiser = Average(parser), optimiser_of(parser, given.rate, given.rate * 6)
    steps = int(given.epochs * words_of(data) / given.words * 1.02) + 10
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [given.rate, given.rate * 6], steps, pct_start=0.08)
    start = time.time()
    for epoch in range(given.epochs):
        parser.train()
        total, count = 0.0, 0
        for sentences in by_length(epoch_of(data, coder), given.words):
            batch = coder.batch(sentences)
            loss = gold_loss(parser, parser(*batch.inputs, batch.convention), batch, labels)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parser.parameters(), 1.0)
            optimiser.step()
            if schedule.last_epoch < steps - 1:
                schedule.step()
            average.take(parser)
            total, count = total + loss.item(), count + 1
        said = {"epoch": epoch, "loss": round(total / count, 4), "s": round(time.time() - start)}
        print(json.dumps(said), flush=True)
        save(given.out, average.parser, labels)


if __name__ == "__main__":
    main()
