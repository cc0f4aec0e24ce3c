"""Teach a large network which words name somebody or something: the teacher of ``names.py``.

python model/name_teacher.py [--start build/model/teacher.pt] [--texts model/name_texts/english_home.jsonl …]

It starts from the encoder of a large parser and learns from the passages of ``model/name_texts``. Seeded.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from batches import Vocabulary
from quantise import load
from tagged_names import TEXTS, tagged_sentences
from tamani_model.names import KINDS
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from network import Parser
    from tagged_names import TaggedSentence

LABELS = 1 + 2 * len(KINDS)
EPOCHS, BATCH, RATE, HEAD_RATE, DECAY, SMOOTHING = 6, 16, 1e-4, 2e-3, 0.01, 0.05
HIDDEN_WORDS, DROP, LONGEST_STEP, WARMING = 0.03, 0.2, 1.0, 0.1
UNKNOWN = -1
Inputs = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]


class NameTeacher(nn.Module):
    """The encoder of a parser with one linear layer over its words."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser, self.drop = parser, nn.Dropout(DROP)
        self.out = nn.Linear(parser.shape.width, LABELS)

    def forward(self, *inputs: Tensor) -> Tensor:
        """Scores, B × W × labels, of what :meth:`network.Parser.encode` takes."""
        return self.out(self.drop(self.parser.encode(*inputs)))


def given(vocabulary: Vocabulary, sentences: Sequence[Sequence[str]], hidden: float = 0.0) -> Inputs:
    """Sentences as the encoder takes them, padded; a share ``hidden`` of the words is shown as unknown."""
    rows, first, last = [], [], []
    for words in sentences:
        row, begin, end = [vocabulary.begin], [], []
        for word in words:
            begin.append(len(row))
            row += vocabulary.pieces.rows(word) if random.random() >= hidden else [vocabulary.unknown]
            end.append(len(row) - 1)
        rows.append([*row, vocabulary.end])
        first.append(begin)
        last.append(end)
    pieces, places = (_padded(rows, vocabulary.padding), [_padded(some, 0) for some in (first, last)])
    masks = [_padded([[1] * len(row) for row in some], 0).float() for some in (rows, first)]
    return vocabulary.table[pieces], masks[0], places[0], places[1], masks[1]


def _padded(rows: list[list[int]], value: int) -> Tensor:
    made = torch.full((len(rows), max(map(len, rows))), value)
    for number, row in enumerate(rows):
        made[number, : len(row)] = torch.tensor(row)
    return made


def train(teacher: NameTeacher, sentences: list[TaggedSentence], vocabulary: Vocabulary) -> None:
    """Show all sentences some times over."""
    encoder = [p for p in teacher.parser.parameters() if p.requires_grad]
    groups = [{"params": encoder, "lr": RATE}, {"params": teacher.out.parameters(), "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = EPOCHS * -(-len(sentences) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [RATE, HEAD_RATE], steps, pct_start=WARMING)
    loss = nn.CrossEntropyLoss(ignore_index=UNKNOWN, label_smoothing=SMOOTHING)
    began = time.time()
    for epoch in range(EPOCHS):
        teacher.train()
        order = sorted(sentences, key=lambda s: len(s.words) + random.random() * 6)
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        random.shuffle(batches)
        total = 0.0
        for batch in batches:
            scores = teacher(*given(vocabulary, [s.words for s in batch], HIDDEN_WORDS))
            lost = loss(scores.flatten(0, 1), _padded([s.labels for s in batch], UNKNOWN).flatten())
            optimiser.zero_grad()
            lost.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), LONGEST_STEP)
            optimiser.step()
            schedule.step()
            total += lost.item()
        print(json.dumps({"epoch": epoch, "loss": round(total / len(batches), 3), "s": round(time.time() - began)}))


def read_teacher(path: Path, start: Path) -> NameTeacher:
    """A trained teacher; ``start``: the parser that it began from, for its shape.

    Raises:
        OSError: a file cannot be read.
    """
    teacher = NameTeacher(load(start)[0])
    teacher.load_state_dict(torch.load(path))
    return teacher.eval()


def main() -> None:
    """Train and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--start", type=Path, default=Path("build/model/teacher.pt"), help="a large parser")
    options.add_argument("--texts", type=Path, nargs="*", default=sorted(TEXTS.glob("*.jsonl")), help="tagged passages")
    options.add_argument("--pieces", type=Path, default=Path("build/model/pieces.npz"))
    options.add_argument("--out", type=Path, default=Path("build/model/name_teacher.pt"))
    asked = options.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    teacher = NameTeacher(load(asked.start)[0])
    train(teacher, list(tagged_sentences(asked.texts)), Vocabulary(asked.pieces))
    torch.save(teacher.state_dict(), asked.out)


if __name__ == "__main__":
    main()
