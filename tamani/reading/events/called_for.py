"""Protests that somebody calls for: acts to come of those who are called, told by who calls."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tamani.reading.events.act_types import CALL, CALLED_FOR
from tamani.reading.events.dates import DAY
from tamani.record import NARRATOR

if TYPE_CHECKING:
    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.reader import EventReader

DONE = frozenset({"happened", "ongoing", "hypothetical"})
WEEK = timedelta(days=7)


def read_calls(reader: EventReader, drafts: list[Draft]) -> list[Draft]:
    """Give each protest that is called for its place in time, its people and its voice; leave out what none calls for.

    "The union called on its members to march on Monday": the march is to come, the members will march, the union says
    so. Who does not call for a strike tells of none.
    """
    kept = []
    for draft in drafts:
        call = _call_over(reader, draft, drafts) if draft.type == CALLED_FOR else None
        if call is None:
            kept.append(draft)
        elif call.status != "denied":
            _settle(reader, draft, call)
            kept.append(draft)
    return kept


def _call_over(reader: EventReader, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The call whose verb governs the word for the protest, with nothing but nouns and one infinitive between."""
    tree = reader.tree
    calls = {d.trigger.token: d for d in drafts if d.type == CALL}
    below = draft.trigger.token
    for above in tree.chain(below):
        if above in calls and tree.rel[below] in {"obj", "obl", "xcomp", "ccomp", "nmod"} and above < below:
            return calls[above]
        if tree.is_verbal(above) and tree.verb_form[above] == "Fin":
            return None
        below = above
    return None


def _settle(reader: EventReader, protest: Draft, call: Draft) -> None:
    called = [actor for actor in call.target if actor not in protest.target]
    protest.source = called or call.source
    protest.target = [actor for actor in protest.target if actor not in protest.source]
    if protest.status in DONE:
        protest.status = "planned" if call.status in {"happened", "ongoing"} else call.status
    if protest.voice == NARRATOR and len(call.source) == 1:
        protest.voice = call.source[0]
    told = _time_behind(reader, protest)
    if told is not None:
        if call.date == told:
            call.date = None
        protest.date = _ahead(told, reader.reading.published)
        protest.is_dated = True
    elif protest.date == call.date:
        protest.date = None


def _time_behind(reader: EventReader, protest: Draft) -> str | None:
    """The time that the clause tells behind the word for the protest."""
    tree, i = reader.tree, protest.trigger.token
    behind = [
        (at, found.value)
        for at, found in reader.dates.times
        if at > i and tree.sentence[at] == tree.sentence[i]
        if not any(tree.verb_form[k] == "Fin" for k in range(i + 1, at))
    ]
    return min(behind)[1] if behind else None


def _ahead(told: str, published: date | None) -> str:
    """A day of the week just past is the one to come."""
    if published is None or len(told) != DAY:
        return told
    day = date.fromisoformat(told)
    return (day + WEEK).isoformat() if timedelta(0) < published - day < WEEK else told
