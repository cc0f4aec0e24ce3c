"""The times of a page as dates of its acts, and what speaks for each: numbers that hold in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from tamani.reading.events.dates import ELSEWHERE
from tamani.reading.events.entries import VERB
from tamani.reading.events.side_candidates import with_none
from tamani.record import NARRATOR, EventStatus, EventType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.reader import EventReader
    from tamani.reading.times import TimeFound

TYPES: tuple[str, ...] = get_args(EventType)
STATUSES: tuple[str, ...] = get_args(EventStatus)
RELATIONS = ("obl", "nmod", "advmod", "amod", "nummod", "appos", "conj", "root", "obj", "compound")
CLAUSES = ("root", "conj", "acl", "advcl", "ccomp", "xcomp", "parataxis")
RANKS = ELSEWHERE + 1
SENTENCES_BACK = 4
MOST = 8
"""Times that are weighed at most for one act."""
DAY, MONTH, YEAR = len("2024-01-31"), len("2024-01"), len("2024")
FAR = 12.0
"""Tokens at which nearness has fallen to a half."""
OPENING = 4
"""Tokens into a sentence within which a time opens it."""


class DateCandidates:
    """The times of one page as candidates."""

    def __init__(self, reader: EventReader, drafts: Sequence[Draft]) -> None:
        self.reader, self.drafts, self.tree = reader, drafts, reader.tree
        self.dates, self.quotation = reader.dates, reader.voices.quotation
        order = sorted(range(len(drafts)), key=lambda k: drafts[k].first)
        self.previous = dict(zip(order[1:], order, strict=False))
        """Act → the act told before it."""
        self.triggers = {token: k for k, draft in enumerate(drafts) for token in draft.trigger.words}

    def of(self, k: int) -> tuple[list[TimeFound], list[list[float]]]:
        """The times that may date the ``k``-th act, and a row of numbers for each, behind a row for no date at all."""
        tree, i = self.tree, self.drafts[k].trigger.token
        here = tree.sentence[i]
        near = [(at, found) for at, found in self.dates.times if 0 <= here - tree.sentence[at] <= SENTENCES_BACK]
        near = [(at, found) for at, found in near if not self.dates.is_of_passive_subject(i, at)]
        near = sorted(near, key=lambda item: abs(item[0] - i))[:MOST]
        rows = [
            [*self._place(k, at, found), *self._grammar(k, at), *self._value(k, found), float(n == 0)]
            for n, (at, found) in enumerate(near)
        ]
        own = sum(tree.sentence[at] == here for at, _ in near)
        return [found for _, found in near], with_none([*self._act(k), min(own, 3) / 3, float(own > 0)], rows)

    def _act(self, k: int) -> list[float]:
        """What is the same for all times."""
        draft, tree = self.drafts[k], self.tree
        i, verb = draft.trigger.token, draft.trigger.entry.carrier == VERB
        clause = tree.rel[tree.clause_of(i)]
        return [
            *(float(draft.type == name) for name in TYPES),
            *(float(draft.status == name) for name in STATUSES),
            float(verb),
            float(verb and tree.is_finite(i)),
            float(clause == "root"),
            float(clause in {"acl", "advcl"}),
            float(tree.tense[i] == "Pres"),
            float(tree.tense[i] in {"Past", "Imp"}),
            float(draft.voice != NARRATOR),
            float(self.quotation[i] is not None),
            float(draft.headline),
            float(draft.trigger.entry.absorbs),
            float(draft.date is None),
        ]

    def _place(self, k: int, at: int, found: TimeFound) -> list[float]:
        """Where a time stands, seen from the act."""
        tree, i = self.tree, self.drafts[k].trigger.token
        back = tree.sentence[i] - tree.sentence[at]
        low, high = sorted((i, at))
        between = any(low < token < high and other != k for token, other in self.triggers.items())
        nearest = min(self.triggers, key=lambda token: abs(token - at))
        part, there = tree.reading.part_at(tree.start[i]), tree.reading.part_at(found.start)
        return [
            FAR / (FAR + high - low),
            float(at > i),
            *(float(back == n) for n in range(SENTENCES_BACK + 1)),
            float(part is there),
            float(between),
            float(self.triggers[nearest] == k),
            float(self.quotation[at] == self.quotation[i]),
            float(self.quotation[at] is not None),
            float(at - tree.sentence_range(at)[0] < OPENING),
        ]

    def _grammar(self, k: int, at: int) -> list[float]:
        """How the words of a time hang together with the act's."""
        tree, i = self.tree, self.drafts[k].trigger.token
        same = tree.sentence[i] == tree.sentence[at]
        rank = self.dates.rank(i, at) if same else RANKS
        above = next((self.triggers[t] for t in (at, *tree.chain(at)) if t in self.triggers), None)
        clause, head = tree.clause_of(at), tree.head[at]
        told = [c for c in tree.having(i, "ccomp", "xcomp", "advcl", "obj", "obl") if same]
        return [
            *(float(rank == n) for n in range(RANKS + 1)),
            float(same and tree.within(at, i)),
            float(any(tree.within(at, c) for c in told if tree.is_verbal(c) or tree.rel[c] == "obj")),
            float(same and clause == tree.clause_of(i)),
            *(float(tree.rel[at] == name) for name in RELATIONS),
            *(float(tree.rel[clause] == name) for name in CLAUSES),
            float(tree.pos[head] in {"NOUN", "PROPN"}),
            float(tree.is_verbal(head)),
            float(above == k),
            float(above is not None and above != k),
        ]

    def _value(self, k: int, found: TimeFound) -> list[float]:
        """What a time means, and whether the rules give it to this act or the one before."""
        value, draft, tree = found.value or "", self.drafts[k], self.tree
        published = tree.reading.published
        previous = self.drafts[self.previous[k]] if k in self.previous else None
        beside = previous is not None and (
            tree.sentence[previous.trigger.token] == tree.sentence[draft.trigger.token]
        )
        return [
            *(float(len(value) == length) for length in (DAY, MONTH, YEAR)),
            float("/" in value),
            float(value.endswith("..")),
            float(self.dates.is_ahead(found)),
            float(published is not None and value == published.isoformat()),
            float(published is not None and value[:YEAR] == f"{published.year:04d}"),
            float(value == draft.date),
            float(previous is not None and previous.date == value),
            float(beside),
            found.confidence,
        ]
