"""What PLOVER and CAMEO say of each type of event: quad class, root code, Goldstein's value."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from tamani.world.entries import table

PLOVER_VERSION, CAMEO_VERSION = "PLOVER 2021", "CAMEO 1.1b3"


@dataclass(frozen=True, slots=True)
class Scale:
    """Quad class, CAMEO code and Goldstein's value of a type or of one of its modes."""

    quad: Literal[1, 2, 3, 4]
    cameo: str
    goldstein: float


@functools.cache
def scale(event_type: str, mode: str | None = None) -> Scale:
    """The scale of a type, that of its mode where the table has one.

    Raises:
        KeyError: there is no such type.
    """
    row = table("plover")[event_type]
    own = row.get("modes", {}).get(mode, row)
    return Scale(row["quad"], own["cameo"], own["goldstein"])


def announced(event_type: str) -> str:
    """The type that PLOVER's manual has for an act that is only announced: an agreement to help, a threat to harm."""
    known: str = table("plover")[event_type].get("announced", event_type)
    return known
