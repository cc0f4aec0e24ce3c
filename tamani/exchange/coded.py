"""The acts of a page as event data count them: its events, and its denials, which are claims with us."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, cast

from tamani.exchange.codes import codes
from tamani.record import NARRATOR, Span
from tamani.world.plover import scale

if TYPE_CHECKING:
    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage
    from tamani.record import Claim, Event, EventStatus, EventType, Place, Record

MOST_ON_A_PAGE = 1_000_000
"""Numbers of acts on a page are below it, so that version and number make one number that is unique."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """An act. ``number`` is its place among those of the page, events first; ``answers`` that of what it answers."""

    number: int
    type: EventType
    mode: str | None
    context: list[str]
    quad: Literal[1, 2, 3, 4]
    cameo: str
    goldstein: float
    start: int
    end: int
    source: list[str]
    target: list[str]
    status: EventStatus
    voice: str
    date: str | None
    place: Place | None
    mentions: list[Span]
    clause: Span
    confidence: float
    answers: int | None = None
    denial: bool = False


def coded(record: Record) -> list[Coded]:
    """All acts of the page. A denial that is a refusal, and an event already, is not told twice."""
    acts = [_of_event(number, event) for number, event in enumerate(record.events)]
    last = len(record.events)
    numbers = {claim.id: claim.event for claim in record.claims if claim.event is not None and claim.event < last}
    denials = [claim for claim in record.claims if claim.kind == "denial"]
    for claim in denials:
        if not _is_event(claim, record):
            numbers[claim.id] = len(acts)
            acts.append(_of_denial(len(acts), claim))
    for claim in denials:
        number, answered = numbers[claim.id], numbers.get(claim.answers or "")
        if answered != number:
            acts[number] = replace(acts[number], answers=answered)
    return acts


def taken(page: StoredPage, options: Options, tally: Tally) -> list[Coded]:
    """The acts for a format that has no column for the status: those that took place, if nothing else was asked for."""
    acts = coded(page.record)
    kept = [act for act in acts if act.status in options.statuses]
    tally.entries += len(kept)
    tally.left_out["status"] += len(acts) - len(kept)
    return kept


def global_number(page: StoredPage, act: Coded) -> int:
    """A number for the act that no other act of the store has.

    Raises:
        ValueError: there are too many acts on the page.
    """
    if act.number >= MOST_ON_A_PAGE:
        raise ValueError(f"more than {MOST_ON_A_PAGE} acts on page version {page.version_id}")
    return page.version_id * MOST_ON_A_PAGE + act.number


def _is_event(claim: Claim, record: Record) -> bool:
    number = claim.event
    return number is not None and number < len(record.events) and record.events[number].type == _denial_type()


def _denial_type() -> EventType:
    return cast("EventType", codes("denial")["type"])


def _of_event(number: int, event: Event) -> Coded:
    return Coded(
        number=number, type=event.type, mode=event.mode, context=event.context, quad=event.quad, cameo=event.cameo,
        goldstein=event.goldstein, start=event.start, end=event.end, source=event.source, target=event.target,
        status=event.status, voice=event.voice, date=event.date, place=event.place, mentions=event.mentions,
        clause=event.why.clause, confidence=event.confidence,
    )  # fmt: skip


def _of_denial(number: int, claim: Claim) -> Coded:
    """That somebody denies has taken place, whatever the page says of what is denied; no date is told for it."""
    denial = codes("denial")
    return Coded(
        number=number, type=_denial_type(), mode=None, context=[], quad=scale(_denial_type()).quad,
        cameo=denial["cameo"], goldstein=denial["goldstein"], start=claim.start, end=claim.end,
        source=[claim.speaker] if claim.speaker else [], target=claim.about, status="happened", voice=NARRATOR,
        date=None, place=None, mentions=[], clause=claim.why.clause, confidence=claim.confidence, denial=True,
    )  # fmt: skip
