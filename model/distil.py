"""Make the small network that runs: cut the trained one down, then let it learn from the trained one and the treebanks.

python model/distil.py --treebanks DIR [--teacher build/model/teacher.pt …] [--start build/model/student.pt]

What is cut: the attention heads and the inner units that matter least to the loss (Michel et al., "Are Sixteen Heads
Really Better than One?", NeurIPS 2019). What is learnt: the teachers' scores (Hinton et al., 2015), the first teacher's
vectors layer by layer (Jiao et al., "TinyBERT", 2020), and the treebanks themselves. Sentences without annotation,
those of Tamani's own lexicons and pages, are learnt from the teachers alone. Teachers that know several conventions
annotate each sentence in the one that is spoken in its language. Seeded.
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
from batches import IGNORED, Coder, Vocabulary, by_length
from network import Parser, Scores
from quantise import load
from train import (
    Average,
    conventions,
    epoch_of,
    gold_loss,
    optimiser_of,
    recipe,
    save,
    training_sentences,
    words_of,
)
from unlabelled import own_sentences

if TYPE_CHECKING:
    from batches import Batch, Coded
    from labels import Labels
    from torch import Tensor
    from train import Shown

GOLD_SHARE = 0.5
OWN_SHARE = 0.4
"""How many of Tamani's own sentences an epoch shows."""
LAYER_WEIGHT = 4.0
BATCHES_TO_WEIGH = 60


def weighed(parser: Parser, labels: Labels, batches: list[Batch]) -> list[tuple[Tensor, Tensor]]:
    """How much each attention head and each inner unit of each layer matters: |gradient × value|, summed."""
    sums = [(torch.zeros(layer.heads), torch.zeros(layer.up.out_features)) for layer in parser.layers]
    kept: dict[tuple[int, str], Tensor] = {}

    def keep(number: int, name: str) -> object:
        def hook(_module: object, given: tuple[Tensor, ...]) -> None:
            given[0].retain_grad()
            kept[number, name] = given[0]

        return hook

    hooks = []
    for number, layer in enumerate(parser.layers):
        hooks.append(layer.out.register_forward_pre_hook(keep(number, "heads")))
        hooks.append(layer.down.register_forward_pre_hook(keep(number, "inner")))
    for batch in batches:
        parser.zero_grad()
        gold_loss(parser, parser(*batch.inputs), batch, labels).backward()
        for number, layer in enumerate(parser.layers):
            for place, name in enumerate(("heads", "inner")):
                value = kept[number, name]
                share = (value.grad * value).flatten(0, 1).abs().sum(0)
                sums[number][place].add_(share.view(layer.heads, -1).sum(1) if name == "heads" else share)
    for hook in hooks:
        hook.remove()
    return sums


def cut_down(parser: Parser, sums: list[tuple[Tensor, Tensor]], heads: int, inner: int, labels: Labels) -> Parser:
    """The same network with ``heads`` attention heads and ``inner`` units in each layer, those that matter most."""
    shape = replace(parser.shape, heads=heads, inner=inner, conventions=0)
    small = Parser(shape, len(labels.relations), labels.width)
    weights = {k: v for k, v in parser.state_dict().items() if not k.startswith(("layers.", "convention"))}
    small.load_state_dict(weights, strict=False)
    for old, new, (head_sums, inner_sums) in zip(parser.layers, small.layers, sums, strict=True):
        best = head_sums.topk(heads).indices.sort().values
        rows = (best[:, None] * shape.head_size + torch.arange(shape.head_size)).flatten()
        units = inner_sums.topk(inner).indices.sort().values
        for name in ("query", "key", "value"):
            getattr(new, name).weight.data = getattr(old, name).weight.data[rows].clone()
            getattr(new, name).bias.data = getattr(old, name).bias.data[rows].clone()
        new.out.weight.data, new.out.bias.data = old.out.weight.data[:, rows].clone(), old.out.bias.data.clone()
        new.up.weight.data, new.up.bias.data = old.up.weight.data[units].clone(), old.up.bias.data[units].clone()
        new.down.weight.data, new.down.bias.data = old.down.weight.data[:, units].clone(), old.down.bias.data.clone()
        new.norm1.load_state_dict(old.norm1.state_dict())
        new.norm2.load_state_dict(old.norm2.state_dict())
    return small


class LayerOutputs:
    """Keeps what each layer of a network gives in its last forward pass."""

    def __init__(self, parser: Parser) -> None:
        self.last: list[Tensor] = []
        for layer in parser.layers:
            layer.register_forward_hook(lambda _m, _given, out: self.last.append(out))

    def take(self) -> list[Tensor]:
        """The outputs, which are then forgotten."""
        found, self.last = self.last, []
        return found


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


def away(scores: Tensor, goal: Tensor, mask: Tensor) -> Tensor:
    """Cross entropy to a goal distribution, over the words that are there."""
    return -((goal * scores.log_softmax(-1)).sum(-1) * mask).sum() / mask.sum()


def teacher_loss(
    parser: Parser, scores: Scores, batch: Batch, goal: tuple[Tensor, Tensor, Tensor, Tensor], labels: Labels
) -> Tensor:
    """How far the scores are from the teachers'."""
    arcs, heads, relations, word_labels = goal
    mask = batch.inputs[4]
    loss = away(scores.arcs[:, 1:], arcs[:, 1:], mask)
    guessed = parser.relations(scores.dependent, scores.head, heads)
    loss = loss + away(guessed[:, 1:], relations[:, 1:], mask)
    at = 0
    for name, group in labels.groups.items():
        weight = {"tag": 0.3, "lemma": 0.3}.get(name, 0.05)
        part = slice(at, at + len(group))
        loss = loss + weight * away(scores.labels[..., part], word_labels[..., part].softmax(-1), mask)
        at += len(group)
    return loss


def layer_loss(batch: Batch, ours: list[Tensor], theirs: list[Tensor]) -> Tensor:
    """Mean square distance of the layers' vectors, over pieces and words that are there."""
    total = torch.zeros(())
    for mine, goal in zip(ours, theirs, strict=True):
        mask = batch.inputs[1] if mine.shape[1] == batch.inputs[1].shape[1] else batch.inputs[4]
        total = total + (((mine - goal) ** 2).mean(-1) * mask).sum() / mask.sum()
    return total / len(ours)


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--treebanks", type=Path, required=True)
    options.add_argument("--teacher", type=Path, nargs="+", default=[Path("build/model/teacher.pt")])
    options.add_argument(
        "--start", type=Path, help="go on from this small network instead of cutting the first teacher"
    )
    options.add_argument("--epochs", type=int, default=16)
    options.add_argument("--heads", type=int, default=8)
    options.add_argument("--inner", type=int, default=512)
    options.add_argument("--words", type=int, default=500)
    options.add_argument("--rate", type=float, default=4e-4)
    options.add_argument("--pieces", type=Path, default=Path("build/model/pieces.npz"))
    options.add_argument("--out", type=Path, default=Path("build/model/student.pt"))
    return options.parse_args()


def spoken() -> dict[str, int]:
    """The number of the convention that is spoken in each language."""
    return {code: conventions().index(name) for code, name in recipe()["spoken"].items()}


def in_spoken_conventions(data: list[Shown]) -> list[Shown]:
    """The sentences, each to be annotated by the teachers in the convention of its language."""
    names, numbers = conventions(), spoken()
    return [replace(each, convention=numbers[names[each.convention].partition("-")[0]]) for each in data]


def cut_first(teacher: Parser, data: list[Shown], coder: Coder, given: argparse.Namespace) -> Parser:
    """The first teacher, cut to the heads and inner units asked for."""
    sample = by_length([coder.coded(s.sentence) for s in data if s.share == 1.0], given.words)[:BATCHES_TO_WEIGH]
    sums = weighed(teacher, coder.labels, [coder.batch(sentences) for sentences in sample])
    return cut_down(teacher, sums, given.heads, given.inner, coder.labels)


def main() -> None:
    """Cut, teach, and save after each epoch."""
    given = asked()
    torch.manual_seed(2)
    random.seed(2)
    loaded = [load(path) for path in given.teacher]
    teachers, labels = [parser for parser, _ in loaded], loaded[0][1]
    coder = Coder(Vocabulary(given.pieces), labels)
    data = in_spoken_conventions(training_sentences(given.treebanks))
    own = [coder.coded(sentence, convention=spoken()[code]) for code, sentence in own_sentences()]
    student = load(given.start)[0] if given.start else cut_first(teachers[0], data, coder, given)
    ours, theirs = LayerOutputs(student), LayerOutputs(teachers[0])
    average, optimiser = Average(student), optimiser_of(student, given.rate, given.rate)
    words = words_of(data) + OWN_SHARE * sum(s.words for s in own)
    steps = int(given.epochs * words / given.words * 1.02) + 10
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, given.rate, steps, pct_start=0.05)
    print(json.dumps({"own sentences": len(own), "steps": steps}), flush=True)
    start = time.time()
    for epoch in range(given.epochs):
        student.train()
        total, count = 0.0, 0
        shown = epoch_of(data, coder) + random.sample(own, int(len(own) * OWN_SHARE))
        for sentences in by_length(shown, given.words):
            batch = coder.batch(sentences)
            goal = taught(teachers, batch)
            scores = student(*batch.inputs)
            loss = teacher_loss(student, scores, batch, goal, labels)
            loss = loss + LAYER_WEIGHT * layer_loss(batch, ours.take(), theirs.take())
            if _is_annotated(sentences):
                loss = loss + GOLD_SHARE * gold_loss(student, scores, batch, labels)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
            optimiser.step()
            if schedule.last_epoch < steps - 1:
                schedule.step()
            average.take(student)
            total, count = total + loss.item(), count + 1
        said = {"epoch": epoch, "loss": round(total / count, 4), "s": round(time.time() - start)}
        print(json.dumps(said), flush=True)
        save(given.out, average.parser, labels)


def _is_annotated(sentences: list[Coded]) -> bool:
    return any(head != IGNORED for sentence in sentences for head in sentence.heads)


if __name__ == "__main__":
    main()
