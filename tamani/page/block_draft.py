"""The labelling of a page in the making: what each line was taken for, how surely and why."""

from __future__ import annotations

from dataclasses import dataclass, field

from tamani.page.line_evidence import Evidence
from tamani.record import BlockKind, Reason
from tamani.words import reason

SURE, LIKELY, UNSURE = 0.95, 0.8, 0.55


@dataclass(frozen=True, slots=True)
class Label:
    """What a line was taken for."""

    kind: BlockKind
    confidence: float
    why: Reason | None = None


@dataclass(slots=True)
class Draft:
    """The lines of a page and their labels so far."""

    lines: list[Evidence]
    labels: dict[int, Label] = field(default_factory=dict)
    headline: int | None = None
    body: int | None = None
    """Index of the line that the article's text begins with."""
    last: int | None = None
    """Index of the last paragraph of the article."""
    live: bool = False
    interview: bool = False
    communique: bool = False
    authors: frozenset[str] = frozenset()
    spaced: bool = False
    """Whether empty lines part the page's paragraphs.

    So that lines without one between them belong together.
    """
    stems: frozenset[str] = frozenset()
    """Content words of the page's prose."""
    spellings: frozenset[str] = frozenset()
    """Words of the page's prose as they are written."""

    def put(self, index: int, kind: BlockKind, confidence: float = SURE, why: Reason | None = None) -> None:
        """Label a line that has no label yet."""
        if index not in self.labels:
            if why is None and confidence < 0.7:
                why = reason("block_unsure", kind=kind)
            self.labels[index] = Label(kind, confidence, why)

    def kind(self, index: int) -> BlockKind | None:
        """The kind of a line, None where it has none yet or there is no such line."""
        label = self.labels.get(index)
        return label.kind if label is not None else None

    def line(self, index: int) -> Evidence | None:
        """The line with this index, None beyond the page's ends."""
        return self.lines[index] if 0 <= index < len(self.lines) else None

    def grouped(self, one: int, other: int) -> bool:
        """Whether no empty line stands between two lines."""
        a, b = self.line(one), self.line(other)
        return a is not None and b is not None and a.group == b.group
