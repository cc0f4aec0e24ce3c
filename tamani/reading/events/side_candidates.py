"""Who may have done an act, or at whom it may be aimed, and what speaks for each: numbers that hold in every language.

:mod:`tamani.reading.events.choices` weighs them. A candidate is an actor of the page who is not the act's other side.
For him speak the places where he is named, what stands between them and the word that tells of the act, what he and the
other side have done to each other on this page, and whom the rules propose.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from tamani.reading.events.act_types import FRIENDLY, HOSTILE_DEEDS, HOSTILE_WORDS
from tamani.reading.events.blamed import blamers, struck
from tamani.reading.events.entries import VERB
from tamani.reading.events.found import BEHIND, NAMED, PRONOUN
from tamani.reading.events.implied import RULES
from tamani.reading.events.opponents import sides
from tamani.record import NARRATOR, ActorKind, EventType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.reader import EventReader

Side = Literal["source", "target"]
TYPES: tuple[str, ...] = get_args(EventType)
KINDS: tuple[str, ...] = get_args(ActorKind)
RELATIONS = ("nsubj", "obj", "iobj", "obl", "nmod", "amod", "appos", "conj", "compound", "root")
HOSTILE = HOSTILE_DEEDS | HOSTILE_WORDS
IN_DOUBT = frozenset({"denied", "alleged", "hypothetical"})
WAYS = (NAMED, PRONOUN, BEHIND, *RULES)
"""How the rules found the actors that they give."""
SENTENCES_BACK = 3
MOST = 12
"""Candidates that are weighed at most for one act."""
NOWHERE = 9
FAR = 12.0
"""Tokens at which nearness has fallen to a half."""
SEVERAL = 3
"""Acts between two actors beyond which more say no more."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Other acts, by their place among all: those whose other side is this act's, those done to it, those near it."""

    forth: list[int]
    back: list[int]
    same: list[int]
    within: list[int]
    nearest: int | None


class SideCandidates:
    """The actors of one page as candidates for one side of its acts, with what need be counted only once."""

    def __init__(self, reader: EventReader, drafts: Sequence[Draft], side: Side) -> None:
        self.reader, self.drafts, self.side = reader, drafts, side
        self.tree, self.who = reader.tree, reader.who
        self.given: list[list[str]] = [getattr(draft, side) for draft in drafts]
        """For each act the actors whom the rules give on this side, and on the other."""
        self.other: list[list[str]] = [d.source if side == "target" else d.target for d in drafts]
        self.ways = [_way(reader, draft, side) for draft in drafts]
        self.sentence = [self.tree.sentence[draft.trigger.token] for draft in drafts]
        self.places: dict[str, list[int]] = {}
        """Actor → tokens at which he is named, in the order of the text."""
        self.in_headline: set[str] = set()
        for mention in reader.reading.mentions:
            self.places.setdefault(mention.actor, []).append(mention.head)
            if self.tree.kind[mention.head] == "headline":
                self.in_headline.add(mention.actor)
        told = Counter({actor: len(places) for actor, places in self.places.items()})
        most = max(told.values(), default=1)
        self.share = {actor: count / most for actor, count in told.items()}
        self.leading = [actor for actor, _ in told.most_common(3)]
        self.own = [sides(reader, actors) for actors in self.other]
        """For each act its other side, with its states."""
        self.theirs = [sides(reader, actors) for actors in self.given]
        hostile = [k for k, draft in enumerate(drafts) if draft.type in HOSTILE_DEEDS]
        self.deeds = Counter(actor for k in hostile for actor in self.other[k])

    def of(self, k: int) -> tuple[list[str], list[list[float]]]:
        """The candidates for the ``k``-th act, and a row of numbers for each, behind a row for nobody at all."""
        actors, act = self._near(k), self._act(k)
        clause = set(self.reader.clause_tokens(self.drafts[k].trigger.token))
        beside = self._beside(k)
        return actors, with_none(act, [self._actor(k, actor, clause, beside) for actor in actors])

    def _beside(self, k: int) -> Beside:
        """The other acts of the page that say something of who is meant in the ``k``-th."""
        own, token = self.own[k], self.drafts[k].trigger.token
        others = [j for j in range(len(self.drafts)) if j != k]
        same = [j for j in others if self.sentence[j] == self.sentence[k]]
        before = [j for j in others if self.drafts[j].first < self.drafts[k].first]
        return Beside(
            forth=[j for j in others if self.own[j] & own],
            back=[j for j in others if self.theirs[j] & own],
            same=same,
            within=[j for j in same if self.tree.within(self.drafts[j].trigger.token, token)],
            nearest=max(before, key=lambda j: self.drafts[j].first, default=None),
        )

    def _near(self, k: int) -> list[str]:
        """The actors who come into question, those named nearest first."""
        here, tree = self.sentence[k], self.tree
        near: dict[str, int] = {}
        for actor, places in self.places.items():
            back = min((here - tree.sentence[i] for i in places if tree.sentence[i] <= here), default=NOWHERE)
            if back <= SENTENCES_BACK:
                near[actor] = back
        place = self.drafts[k].place
        country = [place.country] if place is not None and place.country is not None else []
        for actor in (*self.leading, *self.given[k], *self._partners(k), *country):
            near.setdefault(actor, SENTENCES_BACK + 1)
        left_out = {*self.other[k], *self._in_other_role(k), *self._spared(k)}
        left_out |= self._in_complement(k) | self._owners(k)
        found = [actor for actor in near if actor not in left_out and actor in self.who.kinds]
        found.sort(key=lambda actor: (actor not in self.given[k], near[actor], -self.share.get(actor, 0.0)))
        return found[:MOST]

    def _in_other_role(self, k: int) -> set[str]:
        """Those named in the words that stand for the act's other side: "l'ambassadeur du Qatar a été convoqué"."""
        i, clauses = self.drafts[k].trigger.token, self.reader.clauses
        if not self.tree.is_verbal(i):
            return set()
        top = clauses.logical_object(i) if self.side == "source" else clauses.logical_subject(i)
        if top is None or top == i:
            return set()
        clauses_of = [word for word in self.tree.subtree(top) if self.tree.rel[word] == "acl"]
        words = set(self.tree.subtree(top, without=clauses_of))
        return {actor for actor, places in self.places.items() if not words.isdisjoint(places)}

    def _owners(self, k: int) -> set[str]:
        """For "the death of its chief": whose those are whom the act strikes."""
        if self.side == "target" or self.drafts[k].type not in HOSTILE_DEEDS:
            return set()
        heads = [p for a in self.other[k] for p in self.places.get(a, ()) if self.tree.sentence[p] == self.sentence[k]]
        return {owner for head in heads for owner in self.who.owner(head).actors}

    def _in_complement(self, k: int) -> set[str]:
        """For "X is accused of arming the rebels": who is only named in the clause that a passive leads to."""
        tree, i = self.tree, self.drafts[k].trigger.token
        if self.side == "target" or not tree.is_verbal(i) or not self.reader.clauses.is_passive(i):
            return set()
        inside = {word for c in tree.having(i, "xcomp", "ccomp", "advcl") for word in tree.subtree(c)}
        return {actor for actor, places in self.places.items() if inside.issuperset(places)}

    def _spared(self, k: int) -> set[str]:
        """For "condamne l'arrestation de X": those to whom the blamed act was done; for the act, those who blame it."""
        if self.side == "source":
            return blamers(self.tree, self.drafts, self.drafts[k])
        if self.drafts[k].type != "ACCUSE":
            return set()
        within = self._beside(k).within
        hit = {a for j in within for a in self.given[j]} - {a for j in within for a in self.other[j]}
        return hit | struck(self.reader, self.drafts[k])

    def _partners(self, k: int) -> list[str]:
        """Those who are one side of another act of the page whose other side is this act's."""
        found: list[str] = []
        for j in range(len(self.drafts)):
            if j != k and self.own[j] & self.own[k]:
                found += self.given[j]
            if j != k and self.theirs[j] & self.own[k]:
                found += self.other[j]
        return found

    def _act(self, k: int) -> list[float]:
        """What is the same for all candidates."""
        draft = self.drafts[k]
        first = self.who.kinds.get(self.other[k][0]) if self.other[k] else None
        return [
            *(float(draft.type == name) for name in TYPES),
            *(float(first == name) for name in KINDS),
            float(not self.other[k]),
            float(draft.trigger.entry.carrier == VERB),
            float(draft.trigger.object is not None),
            float(draft.headline),
            float(draft.voice != NARRATOR),
            float(draft.status in IN_DOUBT),
            float(draft.trigger.rule is not None),
            *(float(self.ways[k] == way) for way in WAYS),
        ]

    def _actor(self, k: int, actor: str, clause: set[int], beside: Beside) -> list[float]:
        return [
            *self._where(k, actor, clause),
            *self._what_he_is(k, actor),
            *self._what_was_done(actor, beside),
            *(float(actor in self.given[k] and self.ways[k] == way) for way in WAYS),
        ]

    def _where(self, k: int, actor: str, clause: set[int]) -> list[float]:
        tree, i, here = self.tree, self.drafts[k].trigger.token, self.sentence[k]
        places = self.places.get(actor, [])
        own = [p for p in places if tree.sentence[p] == here]
        earlier = [p for p in places if tree.sentence[p] < here]
        before = min((i - p for p in own if p <= i), default=None)
        behind = min((p - i for p in own if p > i), default=None)
        back = here - tree.sentence[earlier[-1]] if earlier else NOWHERE
        beside = tree.rel[min(own, key=lambda p: abs(p - i))] if own else ""
        last = tree.rel[earlier[-1]] if earlier else ""
        quotation = self.reader.voices.quotation
        return [
            FAR / (FAR + before) if before is not None else 0.0,
            FAR / (FAR + behind) if behind is not None else 0.0,
            float(bool(own)),
            float(any(p in clause for p in own)),
            float(any(tree.within(p, i) for p in own)),
            float(any(p == tree.head[i] or tree.within(i, p) for p in own)),
            *(float(beside == name) for name in RELATIONS),
            float(back == 1),
            float(back == 2),
            float(2 < back <= 4),
            float(back > 4),
            float(any(tree.sentence[p] > here for p in places[-1:])),
            float(last == "nsubj"),
            float(last in {"obj", "obl"}),
            float(any(quotation[p] is not None for p in own)),
            float(quotation[i] is not None and any(quotation[p] == quotation[i] for p in own)),
            self.share.get(actor, 0.0),
            float(self.leading[:1] == [actor]),
            float(actor in self.in_headline),
        ]

    def _what_he_is(self, k: int, actor: str) -> list[float]:
        draft, who = self.drafts[k], self.who
        kind, country = who.kinds.get(actor), who.countries.get(actor)
        states = {who.countries.get(a) for a in self.other[k]} - {None}
        place = draft.place.country if draft.place is not None else None
        return [
            *(float(kind == name) for name in KINDS),
            float(country is not None and country in states),
            float(country is not None and bool(states) and country not in states),
            float(actor in states),
            float(any(kind == who.kinds.get(a) for a in self.other[k])),
            float(draft.voice == actor),
            float(place is not None and place == country),
            float(place is not None and place == actor),
        ]

    def _what_was_done(self, actor: str, beside: Beside) -> list[float]:
        """What he and the act's other side have done to each other in the other acts of the page."""
        his = sides(self.reader, [actor])
        forth = [self.drafts[j].type for j in beside.forth if self.theirs[j] & his and not self.own[j] & his]
        back = [self.drafts[j].type for j in beside.back if self.own[j] & his and not self.theirs[j] & his]
        counts = (
            len(forth),
            sum(told in HOSTILE for told in forth),
            len(back),
            sum(told in HOSTILE for told in back),
            self.deeds[actor],
            sum(told in FRIENDLY for told in forth),
        )
        nearest = beside.nearest
        return [
            *(min(count, SEVERAL) / SEVERAL for count in counts),
            *(float(count > 0) for count in counts),
            float(nearest is not None and actor in self.given[nearest]),
            float(nearest is not None and actor in self.other[nearest]),
            float(any(actor in self.given[j] for j in beside.same)),
            float(any(actor in self.other[j] for j in beside.same)),
            float(any(actor in self.other[j] for j in beside.within)),
            float(any(actor in self.given[j] for j in beside.within)),
        ]


def _way(reader: EventReader, draft: Draft, side: Side) -> str:
    """How the rules found the actors of a side: one of :data:`WAYS`, "" where they found none."""
    if not getattr(draft, side):
        return ""
    found = getattr(draft.trigger, side)
    return found.via if reader.who.listed(found.actors) else draft.implied or NAMED


def with_none(act: list[float], rows: list[list[float]]) -> list[list[float]]:
    """Rows of what is the same for all candidates and what speaks for each, behind a row for none of them."""
    if not rows:
        return []
    return [[*act, 1.0, *[0.0] * len(rows[0])], *([*act, 0.0, *row] for row in rows)]
