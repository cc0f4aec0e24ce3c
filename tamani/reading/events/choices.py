"""Sides and dates that no rule settles: chosen among what the page offers by what was learnt from annotated texts.

The rules of grammar speak first. Where a clause names nobody on one side of an act, and where a page gives several
dates, small networks weigh the candidates; they know no words, only places in the sentence, kinds of actors and what
the page tells that they did to each other. A side that is chosen so makes the event less sure.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tamani.reading.events.date_candidates import DateCandidates
from tamani.reading.events.side_candidates import SideCandidates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.reader import EventReader
    from tamani.reading.events.side_candidates import Side

Array = np.ndarray[Any, Any]
WEIGHTS = Path(__file__).with_name("choices.npz")
DOUBT, PASSING = "event_actor_likely", "event_in_passing"
SURE = 0.5
"""How sure an event is at most, one side of which was chosen."""
OPEN = {"source": frozenset({""}), "target": frozenset({"", "opponent", "counterpart"})}
"""The ways in which the rules found a side, or nobody, that leave it open; a choice betters none of the others."""
MARGIN = {"source": 0.2, "target": 0.1, "date": 0.1}
"""How much more probable than what the rules give another choice has to be."""
NONE_MARGIN = {"source": 1.0, "target": 1.0, "date": 0.5}
"""The same for choosing nothing: what rules give is not taken away from a side, and seldom from a date."""


class Chooser:
    """Several perceptrons of one hidden layer, beside a linear layer, that have learnt the same choice.

    A choice is a softmax over the rows of one act, as in the conditional logit of McFadden (1974); their chances are
    averaged.
    """

    def __init__(self, weights: dict[str, Array]) -> None:
        self._inner, self._inner_bias = weights["inner"].astype(np.float32), weights["inner_bias"]
        self._outer, self._straight = weights["outer"], weights["straight"]

    def chances(self, rows: Sequence[Sequence[float]]) -> Array:
        """The chance of each of n rows, n × width numbers; they sum to one."""
        x = np.asarray(rows, np.float32)
        hidden = np.maximum(x @ self._inner + self._inner_bias[:, None], 0.0)
        scores = (hidden @ self._outer[:, :, None])[:, :, 0] + self._straight @ x.T
        powers = np.exp(scores - scores.max(1, keepdims=True))
        mean: Array = (powers / powers.sum(1, keepdims=True)).mean(0)
        return mean


@cache
def chooser(name: str) -> Chooser:
    """The chooser of sources, of targets or of dates.

    Raises:
        OSError: its weights cannot be read.
        KeyError: there is none of this name.
    """
    with np.load(WEIGHTS) as file:
        return Chooser({part: file[f"{name}_{part}"] for part in ("inner", "inner_bias", "outer", "straight")})


def choose(reader: EventReader, drafts: list[Draft]) -> None:
    """Settle what the rules leave open: sources, then targets, then dates."""
    choose_side(reader, drafts, "source")
    choose_side(reader, drafts, "target")
    choose_dates(reader, drafts)


def choose_side(reader: EventReader, drafts: list[Draft], side: Side) -> None:
    """Choose the actors of one side where no word of the clause names them."""
    candidates = SideCandidates(reader, drafts, side)
    chosen: list[tuple[Draft, str, float]] = []
    for k, draft in enumerate(drafts):
        is_open = candidates.ways[k] in OPEN[side] and not draft.is_mutual
        actors, rows = candidates.of(k) if is_open else ([], [])
        if not rows:
            continue
        given = set(candidates.given[k])
        told = [actor in given for actor in actors] if given else []
        best, chance = _other(side, rows, [not given, *told])
        if best:
            chosen.append((draft, actors[best - 1], chance))
    for draft, actor, chance in chosen:
        setattr(draft, side, [actor])
        draft.chosen.add(side)
        draft.confidence = min(draft.confidence, SURE, round(chance, 2))
        draft.doubt = draft.doubt if draft.doubt == PASSING else DOUBT


def choose_dates(reader: EventReader, drafts: list[Draft]) -> None:
    """Choose the time that dates each act, among those of its sentence and of some before it."""
    candidates = DateCandidates(reader, drafts)
    chosen: list[tuple[Draft, str | None]] = []
    for k, draft in enumerate(drafts):
        times, rows = ([], []) if draft.is_dated else candidates.of(k)
        if not rows:
            continue
        best, _ = _other("date", rows, [draft.date is None, *(found.value == draft.date for found in times)])
        if best is not None:
            chosen.append((draft, times[best - 1].value if best else None))
    for draft, date in chosen:
        draft.date = date


def _other(name: str, rows: list[list[float]], given: list[bool]) -> tuple[int | None, float]:
    """The row to choose and its chance, no row where what the rules give is as good; ``given``: the rows they give."""
    chances = chooser(name).chances(rows)
    best = int(chances.argmax())
    kept = float(chances[: len(given)][given].sum())
    margin = MARGIN[name] if best else NONE_MARGIN[name]
    return best if float(chances[best]) > kept + margin else None, float(chances[best])
