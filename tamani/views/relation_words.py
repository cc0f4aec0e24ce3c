"""What the views of relations say: who acts on whom, figures, voices, notes, in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.record import LOW_CONFIDENCE
from tamani.views.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.relation import Block, Figures, Relation, RelationEvent
    from tamani.views.labels import Labels


DIRECTIONS = ("out", "back", "together")
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two sides are called; ``second`` is None where an actor's partners are shown."""

    first: str
    second: str | None
    labels: Labels

    def direction(self, direction: str, partner: str | None = None) -> str:
        """Who acts on whom, in words."""
        other = one_line(partner or self.second or "")
        return self.labels(f"relations_{direction}", first=one_line(self.first), second=other)

    def standing(self, standing: str) -> str:
        """How it is told."""
        return self.labels("relations_told") if standing == "told" else self.labels.of("status", standing)

    def heading(self, block: Block) -> str:
        """Who acts on whom, and how it is told."""
        return self.labels(
            "relations_block", direction=self.direction(block.direction), standing=self.standing(block.standing)
        )

    def sums(self, figures: Figures) -> str:
        """The figures on one line; what is told often and what are many stories stay apart."""
        labels = self.labels
        parts = [
            labels.count(f"relations_{name}", getattr(figures, name))
            for name in ("events", "stories", "texts", "outlets", "mentions")
        ]
        if figures.unsure:
            parts[0] = labels("relations_of_them_unsure", events=parts[0], count=figures.unsure)
        if figures.goldstein is not None:
            parts.append(labels("relations_mean", value=signed(figures.goldstein)))
        return " · ".join(parts)

    def voice(self, side: str, voice: str, name: str | None, country: str | None) -> str:
        """Who says so."""
        if side == "narrator":
            return self.labels("voice_narrator")
        where = one_line(self.labels.country(country)) if country is not None else ""
        who = one_line(self.labels.country(voice) if name is None or voice == country else name)
        return who if not where or where == who else f"{who} · {where}"

    def partner(self, key: str, name: str | None, country: str | None) -> str:
        """A partner's name, with its country where it is none itself."""
        if name is None:
            return one_line(self.labels.country(key))
        where = one_line(self.labels.country(country)) if country is not None else ""
        return one_line(name) if not where or where == one_line(name) else f"{one_line(name)} · {where}"

    def act(self, event: RelationEvent) -> str:
        """Type and mode."""
        kind = self.labels.of("event", event.type)
        if event.mode is None:
            return kind
        return self.labels("act_with_mode", type=kind, mode=one_line(self.labels.of("mode", event.mode)))

    def notes(self, relation: Relation) -> list[str]:
        """What a reader of the figures must know."""
        labels, found = self.labels, list[str]()
        if relation.left_out:
            statuses = labels("separator").join(
                labels("times_over", act=labels.of("status", status), count=count)
                for status, count in relation.left_out.items()
            )
            found.append(labels("relations_left_out", statuses=statuses))
        if has_unsure(relation):
            found.append(labels("relations_note_unsure", confidence=labels.percent(LOW_CONFIDENCE)))
        if relation.dated_by_page:
            found.append(labels.count("relations_dated_by_page", relation.dated_by_page))
        if any(not line.exact for block in relation.blocks for line in block.lines):
            found.append(labels("relations_inexact"))
        if relation.not_in_stories:
            found.append(labels.count("relations_not_in_stories", relation.not_in_stories))
        return found


def has_unsure(relation: Relation) -> bool:
    """Whether some event is so unsure that it has to be said."""
    return any(block.figures.unsure for block in relation.blocks)


def signed(value: float) -> str:
    """A number with its sign."""
    return f"{value:+.1f}".replace("-", "\N{MINUS SIGN}") if round(value, 1) else "0.0"


def classes_of(blocks: Sequence[Block]) -> list[str]:
    """The quad classes, all four of them, or the types that occur."""
    found = {name for block in blocks for name in block.classes}
    quads = ["1", "2", "3", "4"]
    return quads if found <= set(quads) else sorted(found)


def class_label(name: str, labels: Labels) -> str:
    """What a class is called."""
    return labels.of("quad" if name.isdigit() else "event", name)
