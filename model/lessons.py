"""What the large networks say of sentences, as the small one learns it."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

import torch
from treebank import Word

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor
    from treebank import Sentence


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sentence of n words: what it says, how often an epoch shows it, and what the teachers say of it.

    ``arcs``: n × (n+1), probabilities of heads, the root first; ``heads``: n, to which ``relations`` (n × relations,
    probabilities) belong; ``labels``: n × all labels of words, scores. ``true``: its own annotation is one that the
    small network is to speak.
    """

    sentence: Sentence
    share: float
    true: bool
    arcs: Tensor
    heads: Tensor
    relations: Tensor
    labels: Tensor


def write(lessons: list[Lesson], path: Path) -> None:
    """Keep lessons, about a kilobyte a word."""
    rows = []
    for lesson in lessons:
        row = {field.name: getattr(lesson, field.name) for field in fields(lesson)}
        rows.append(row | {"sentence": [astuple(word) for word in lesson.sentence]})
    torch.save(rows, path)


def read(path: Path) -> list[Lesson]:
    """The lessons of a file.

    Raises:
        OSError: the file cannot be read.
    """
    rows = torch.load(path)
    return [Lesson(**row | {"sentence": [Word(*word) for word in row["sentence"]]}) for row in rows]
