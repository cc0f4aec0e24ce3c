"""Claims beside what answers them: each claim that answers nothing, with its answers and theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.record import Record


@dataclass(frozen=True, slots=True)
class Thread:
    """A claim and all that answers it or one of its answers, as places in ``record.claims``."""

    claim: int
    answers: tuple[int, ...]


def threads(record: Record) -> list[Thread]:
    """All claims, each exactly once, in the order of the page.

    A claim whose answered claim is not in the record begins a thread, and so does the first of a circle.
    """
    places = {claim.id: place for place, claim in enumerate(record.claims)}
    answers: dict[int, list[int]] = {}
    begins: list[int] = []
    for place, claim in enumerate(record.claims):
        answered = None if claim.answers is None else places.get(claim.answers)
        if answered is None:
            begins.append(place)
        else:
            answers.setdefault(answered, []).append(place)
    seen: set[int] = set()
    found = [Thread(place, _below(place, answers, seen)) for place in begins]
    found += [Thread(p, _below(p, answers, seen)) for p in range(len(record.claims)) if p not in seen]
    return sorted(found, key=lambda thread: record.claims[thread.claim].start)


def _below(place: int, answers: dict[int, list[int]], seen: set[int]) -> tuple[int, ...]:
    """Everything below a claim, each answer before the answers to it; no recursion, as pages may be hostile."""
    seen.add(place)
    found: list[int] = []
    waiting = list(reversed(answers.get(place, [])))
    while waiting:
        answer = waiting.pop()
        if answer not in seen:
            seen.add(answer)
            found.append(answer)
            waiting += reversed(answers.get(answer, []))
    return tuple(found)
