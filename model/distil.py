"""Let the small network learn from the lessons that the large ones gave.

python model/distil.py --treebanks DIR [--teacher build/model/teacher.pt] [--start build/model/student.pt]

Without ``--start`` the small network is the teacher with its least heads and units cut away; with it, an earlier small
one, which gets back as many of the teacher's as are asked for. It learns the teachers' scores for every sentence, and
besides those treebanks whose convention it is to speak. It sees each sentence with a few words hidden, or all in
capitals now and then, while the teachers saw it whole. Seeded.
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
from cutting import cut_down, grown, weighed
from lessons import Lesson, read
from quantise import load
from train import HIDDEN, Average, gold_loss, optimiser_of, save, training_sentences

if TYPE_CHECKING:
    from batches import Batch, Coded
    from labels import Labels
    from network import Parser, Scores
    from torch import Tensor

GOLD_SHARE = 0.5
IN_CAPITALS = 0.02
BATCHES_TO_WEIGH = 60


def away(scores: Tensor, goal: Tensor, mask: Tensor) -> Tensor:
    """Cross entropy to a goal distribution, over the words that are there."""
    return -((goal * scores.log_softmax(-1)).sum(-1) * mask).sum() / mask.sum()


def padded(rows: list[Tensor], shape: tuple[int, ...]) -> Tensor:
    """Tensors of n × m each in one of B × N × M, zero behind their ends."""
    made = torch.zeros(len(rows), *shape)
    for at, row in enumerate(rows):
        made[(at, *(slice(0, size) for size in row.shape))] = row.float()
    return made


def teacher_loss(parser: Parser, scores: Scores, batch: Batch, lessons: list[Lesson], labels: Labels) -> Tensor:
    """How far the scores are from the teachers'."""
    mask = batch.inputs[4]
    words = mask.shape[1]
    arcs = padded([lesson.arcs for lesson in lessons], (words, words + 1))
    loss = away(scores.arcs[:, 1:], arcs, mask)
    heads = padded([lesson.heads for lesson in lessons], (words,)).long()
    heads = torch.cat([torch.zeros_like(heads[:, :1]), heads], 1)
    relations = padded([lesson.relations for lesson in lessons], (words, len(labels.relations)))
    guessed = parser.relations(scores.dependent, scores.head, heads)
    loss = loss + away(guessed[:, 1:], relations, mask)
    word_labels = padded([lesson.labels for lesson in lessons], (words, labels.width))
    at = 0
    for name, group in labels.groups.items():
        weight = {"tag": 0.4, "lemma": 0.3}.get(name, 0.05)
        part = slice(at, at + len(group))
        loss = loss + weight * away(scores.labels[..., part], word_labels[..., part].softmax(-1), mask)
        at += len(group)
    return loss


def asked() -> argparse.Namespace:
    """What the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--treebanks", type=Path, required=True)
    options.add_argument("--lessons", type=Path, default=Path("build/model/lessons.pt"))
    options.add_argument("--teacher", type=Path, default=Path("build/model/teacher.pt"), help="the network to cut")
    options.add_argument("--start", type=Path, help="go on from this small network instead of cutting the teacher")
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--heads", type=int, default=10)
    options.add_argument("--inner", type=int, default=768)
    options.add_argument("--piece-layers", type=int, default=1)
    options.add_argument("--words", type=int, default=500)
    options.add_argument("--rate", type=float, default=4e-4)
    options.add_argument("--drop", type=float, default=0.05)
    options.add_argument("--pieces", type=Path, default=Path("build/model/pieces.npz"))
    options.add_argument("--out", type=Path, default=Path("build/model/student.pt"))
    return options.parse_args()


def small_network(given: argparse.Namespace, coder: Coder) -> Parser:
    """The network to begin with."""
    teacher, labels = load(given.teacher)
    if given.start:
        return grown(load(given.start)[0], teacher, given.heads, given.inner, labels)
    data = [each for each in training_sentences(given.treebanks) if each.share == 1.0]
    coded = [coder.coded(each.sentence, convention=each.convention) for each in data]
    sample = [coder.batch(sentences) for sentences in by_length(coded, given.words)[:BATCHES_TO_WEIGH]]
    student = cut_down(teacher, weighed(teacher, labels, sample), given.heads, given.inner, labels)
    student.shape = replace(student.shape, piece_layers=given.piece_layers)
    return student


def seen(lesson: Lesson, index: int, coder: Coder) -> Coded:
    """A lesson's sentence as the small network sees it; what is not true of it is not to be learnt."""
    sentence = lesson.sentence
    if random.random() < IN_CAPITALS:
        sentence = [replace(word, form=word.form.upper()) for word in sentence]
    coded = coder.coded(sentence, index, hidden=HIDDEN)
    if lesson.true:
        return coded
    nothing = [IGNORED] * coded.words
    return replace(coded, heads=nothing, relations=nothing, labels=[[IGNORED] * len(row) for row in coded.labels])


def epoch_of(lessons: list[Lesson], coder: Coder) -> list[Coded]:
    """The sentences that one epoch shows."""
    return [
        seen(lesson, index, coder)
        for index, lesson in enumerate(lessons)
        for _ in range(int(lesson.share) + (random.random() < lesson.share % 1))
    ]


def main() -> None:
    """Begin, learn, and save after each epoch."""
    given = asked()
    torch.manual_seed(2)
    random.seed(2)
    lessons = read(given.lessons)
    labels = load(given.teacher)[1]
    coder = Coder(Vocabulary(given.pieces), labels)
    student = small_network(given, coder)
    for module in student.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = given.drop
    average, optimiser = Average(student), optimiser_of(student, given.rate, given.rate)
    words = sum(len(lesson.sentence) * lesson.share for lesson in lessons)
    steps = int(given.epochs * words / given.words * 1.02) + 10
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, given.rate, steps, pct_start=0.05)
    print(json.dumps({"lessons": len(lessons), "words": round(words), "steps": steps}), flush=True)
    start = time.time()
    for epoch in range(given.epochs):
        student.train()
        total, count = 0.0, 0
        for sentences in by_length(epoch_of(lessons, coder), given.words):
            batch = coder.batch(sentences)
            scores = student(*batch.inputs)
            loss = teacher_loss(student, scores, batch, [lessons[s.index] for s in sentences], labels)
            true = sum(s.words for s in sentences if s.heads[0] != IGNORED)
            if true:
                share = true / sum(s.words for s in sentences)
                loss = loss + GOLD_SHARE * share * gold_loss(student, scores, batch, labels)
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


if __name__ == "__main__":
    main()
