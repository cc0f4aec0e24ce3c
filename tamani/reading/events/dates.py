"""When an event took place: the time told in its clause, else in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.events.clauses import Clauses
    from tamani.reading.events.voices import Voices
    from tamani.reading.times import TimeFound

DAY = len("2024-01-31")
NEAR, CLAUSE, ABOVE, ELSEWHERE = 0, 1, 2, 3


class Dates:
    """The dates of events on one page."""

    def __init__(self, clauses: Clauses, voices: Voices) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.voices = voices
        self.times: list[tuple[int, TimeFound]] = [
            (self.tree.token_at(found.start), found)
            for found in self.tree.reading.times_found
            if found.value is not None
        ]

    def of(self, i: int, *, absorbs: bool = False, ahead: bool = False) -> str | None:
        """The date of the event that token ``i`` carries; what it asks or promises has a date of its own.

        ``ahead``: the event is to come, so that the time of who announces it is not its own.
        """
        tree = self.tree
        inside = {
            k
            for c in tree.having(i, "ccomp", "xcomp", "advcl", "obj", "obl")
            if absorbs and (tree.is_verbal(c) or tree.rel[c] == "obj")
            for k in tree.subtree(c)
        }
        here = [
            (self.rank(i, at), abs(at - i), found.value)
            for at, found in self.times
            if at not in inside
            and not (absorbs and self.is_ahead(found))
            and tree.sentence[at] == tree.sentence[i]
            and self.voices.quotation[at] == self.voices.quotation[i]
        ]
        here = [entry for entry in here if entry[0] < (ABOVE if ahead else ELSEWHERE)]
        return min(here, key=lambda entry: entry[:2])[2] if here else None

    def of_occasion(self, i: int) -> str | None:
        """The day told in the sentence before, in the same block: what follows belongs to the same occasion."""
        tree = self.tree
        before = tree.sentence[i] - 1
        part = tree.reading.part_at(tree.start[i])
        days = [
            (abs(at - tree.clause_of(at)), found.value)
            for at, found in self.times
            if tree.sentence[at] == before and self.voices.quotation[at] is None and part is not None
            if part.start <= found.start and len(found.value or "") == DAY and not self.is_ahead(found)
            if tree.rel[tree.clause_of(at)] == "root"
        ]
        return min(days)[1] if days else None

    def is_ahead(self, found: TimeFound) -> bool:
        """Whether a time lies behind the page's own day."""
        published = self.tree.reading.published
        return published is not None and found.value is not None and found.value[:DAY] > published.isoformat()

    def rank(self, i: int, at: int) -> int:
        """How closely the words of a time belong to the event: beside it, in its clause, in one over it."""
        tree = self.tree
        if self.is_of_passive_subject(i, at):
            return ELSEWHERE
        if tree.within(at, i) and tree.clause_of(tree.head[at]) in (i, tree.clause_of(i)):
            return NEAR
        clause, there = tree.clause_of(i), tree.clause_of(at)
        if tree.head[there] == i and tree.rel[there] == "acl" and not tree.is_finite(there) and not tree.is_verbal(i):
            return NEAR  # "la rencontre prévue vendredi"
        if there == clause:
            return ELSEWHERE if self._is_of_object(i, at) else CLAUSE
        if tree.within(i, there):
            aside = tree.is_verbal(i) and tree.rel[i] == "acl" and not tree.is_finite(i)
            return ELSEWHERE if aside and at > i else ABOVE  # "le ministre, accusé de …, a démissionné mardi"
        if tree.within(there, clause) and tree.rel[there] == "acl":
            return ELSEWHERE
        return ELSEWHERE if self._has_own_verb_between(i, at) else ABOVE

    def _is_of_object(self, i: int, at: int) -> bool:
        """Whether a time tells when the noun that the verb has as its object took place."""
        tree = self.tree
        return any(tree.within(at, k) for k in tree.having(i, "obj") if k < at and k != at)

    def is_of_passive_subject(self, i: int, at: int) -> bool:
        """For "l'accord de 2012 a été annulé": the year belongs to what was done away with."""
        tree = self.tree
        subjects = tree.having(i, "nsubj") if self.clauses.is_passive(i) else []
        return any(tree.within(at, k) and k < at < i for k in subjects)

    def _has_own_verb_between(self, i: int, at: int) -> bool:
        low, high = sorted((i, at))
        return any(self.tree.verb_form[k] == "Fin" for k in range(low + 1, high))
