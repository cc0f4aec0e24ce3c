"""What a time expression means, and what it is resolved against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tamani.reading.times.direction import Direction
from tamani.reading.times.extent import Extent
from tamani.reading.times.grammar import Node

Anchor = Literal["absolute", "published", "occasion"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means. ``extent`` is None where it cannot be told; ``code`` names a doubt.

    ``needs`` says what would have told it: the publication date, or an occasion told before.
    """

    extent: Extent | None
    anchor: Anchor | None = None
    confidence: float = 1.0
    code: str | None = None
    needs: Literal["published", "occasion"] | None = None


@dataclass(slots=True)
class Context:
    """What an expression is resolved against.

    ``occasion`` is the last time told before, ``occasion_day`` the last that was a day or a run of days;
    ``direction`` tells which way the expression at hand lies.
    """

    published: date | None
    occasion: Extent | None = None
    occasion_day: Extent | None = None
    direction: Direction | None = None


def undated(code: str) -> Meaning:
    """What needs a publication date to be told, where there is none; ``code`` says why."""
    return Meaning(None, None, 0.9, code, "published")


def directed(node: Node, context: Context) -> Direction | None:
    """Which way the expression lies: its rule says, else the words around it."""
    direction: Direction | None = node.rule.settings.get("direction")
    return direction or context.direction
