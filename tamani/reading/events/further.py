"""Whom an act is done to where no slot of its frame tells: what stands at hand, behind, or in what is governed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.found import BEHIND, NAMED, Found

if TYPE_CHECKING:
    from tamani.reading.events.clauses import Clauses
    from tamani.reading.events.who import Who

MOVED = "MOBILIZE"
"""The type of act whose object is what is moved, and never whom it is done to."""
REFUSED = frozenset({"REJECT"})
"""Types of act that are done to whoever made what their object tells: an offer, a demand."""


class Further:
    """Reads round the triggers of one page."""

    def __init__(self, clauses: Clauses, who: Who) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.tables = clauses.tables
        self.who = who
        self.type = ""
        """The type of the entry whose slots are read."""

    def at_hand(self, i: int, held: int | None, besides: tuple[str, ...]) -> Found:
        """Whom an act is done to where no slot of its frame tells: its object, or whom that is for or against."""
        own = {self.who.countries.get(actor) for actor in besides} - {None}
        object_ = held if held is not None else self.clauses.surface_object(i)
        nouns = [object_] if object_ is not None and not self.clauses.is_passive(i) else []
        if self.type in REFUSED and self.clauses.is_passive(i):
            nouns = [k for k in [self.clauses.logical_object(i)] if k is not None]
        light = self.tables.sets["arguments.light_nouns"]
        nouns += [k for noun in nouns if self.tree.lemma[noun] in light for k in self.who.complements(noun)]
        aimed = self._aimed_at(self.clauses.logical_object(i) if held is None else held)
        if aimed.actors and not set(aimed.actors) & set(besides):
            return aimed
        led = self._led([i, *nouns], self.tables.sets["arguments.receiving"])
        if self.type == MOVED:
            nouns, led = led, []
        for noun in [*nouns, *led]:
            found = self.who.of(noun)
            others = [a for a in found.actors if a not in besides and self.who.countries.get(a) not in own]
            if others and (found.via == NAMED or noun in nouns):
                return Found(tuple(others), BEHIND)
        return Found()

    def _aimed_at(self, noun: int | None) -> Found:
        """For "les sanctions visant X": whom the participle behind the object of an act names."""
        if noun is None:
            return Found()
        bearers = [noun, *self.tree.having(noun, "nmod")]
        for k in (k for bearer in bearers for k in self.tree.having(bearer, "acl", "amod")):
            if k > noun and self.tree.lemma[k] in self.tables.sets["arguments.aiming"]:
                found = self._actors(self.clauses.surface_object(k))
                if found.actors:
                    return Found(found.actors, BEHIND)
        return Found()

    def provoked(self, i: int, besides: tuple[str, ...]) -> Found:
        """For "a fait décoller ses avions à l'approche de X": whom forces are moved for, or whom they are to follow."""
        clauses, names = self.clauses, self.tables.sets.get("arguments.provoked", frozenset())
        nouns = [p.noun for p in clauses.phrases if i < p.start < clauses.reach(i) and p.name in names]
        for noun in nouns:
            others = tuple(actor for actor in self.who.of(noun).actors if actor not in besides)
            if others:
                return Found(others, BEHIND)
        held = clauses.surface_object(i)
        hung = [*self.tree.having(i, "advcl"), *(self.tree.having(held, "acl") if held is not None else ())]
        aims = [k for k in hung if self.tree.verb_form[k] == "Inf"]
        for aim in (clauses.surface_object(k) for k in aims):
            others = tuple(actor for actor in self._actors(aim).actors if actor not in besides)
            if others:
                return Found(others, BEHIND)
        return Found()

    def at_place(self, i: int) -> Found:
        """The state in which the object of an act lies, where the object belongs to the one who acts."""
        noun = self.clauses.logical_object(i)
        return self.who.place_state(noun) if noun is not None else Found()

    def conditional(self, i: int, besides: tuple[str, ...]) -> Found:
        """Whom a threat presses: who must act "unless", "if", "si" he does."""
        tree, tables = self.tree, self.tables
        for k in [k for k in tree.subtree(i) if k > i and tree.rel[k] == "advcl"]:
            if not any(tree.form[m] in tables.sets["condition.marks"] for m in tree.having(k, "mark", "advmod")):
                continue
            found = self._actors(self.clauses.surface_subject(k))
            others = tuple(actor for actor in found.actors if actor not in besides)
            if others:
                return Found(others, BEHIND)
        return Found()

    def asked(self, i: int, besides: tuple[str, ...]) -> Found:
        """Who is to do what a noun has a clause for, or whom that is done to: "its demands that X leave"."""
        for k in self.tree.having(i, "acl", "ccomp"):
            found = self._actors(self.clauses.surface_subject(k)) if self.tree.is_finite(k) else Found()
            others = tuple(actor for actor in found.actors if actor not in besides)
            if others and self.clauses.surface_subject(k) != i:
                return Found(others, BEHIND)
        infinitives = [k for k in self.tree.having(i, "acl") if self.tree.verb_form[k] == "Inf"]
        return self._affected(i, infinitives, besides)

    def governed(self, i: int, then: tuple[int, ...], besides: tuple[str, ...]) -> Found:
        """Whom the act that a verb, or a noun fixed to it, governs is for or against."""
        tree = self.tree
        acts = tree.having(i, "xcomp", "ccomp", "advcl", "obl")
        acts += [k for noun in then for k in tree.having(noun, "acl") if tree.verb_form[k] == "Inf"]
        return self._affected(i, acts, besides)

    def _affected(self, i: int, acts: list[int], besides: tuple[str, ...]) -> Found:
        """Whom the acts governed at ``i`` are done to: the object, else the first complement."""
        tree, clauses = self.tree, self.clauses
        for k in acts:
            if not tree.is_verbal(k) or k < i:
                continue
            objects = [clauses.surface_object(k)]
            receivers = [
                p.noun
                for p in clauses.phrases
                if k < p.start < clauses.reach(k) and p.name in self.tables.sets["arguments.receiving"]
                if not self._is_circumstance(p.noun, k)
            ]
            for found in (self._receiver(k), *(self._actors(noun) for noun in [*objects, *receivers])):
                others = tuple(actor for actor in found.actors if actor not in besides)
                if others:
                    return Found(others, BEHIND)
        return Found()

    def _is_circumstance(self, noun: int, verb: int) -> bool:
        """Whether a noun stands inside a phrase that only tells when, why or under what the verb's act is done."""
        sets = self.tables.sets
        led, names = self.clauses.led, sets["arguments.circumstance"] - sets["arguments.agent"]
        above = (k for k in self.tree.chain(noun) if self.tree.within(k, verb) and k != verb)
        return any(k in led and led[k].name in names for k in (noun, *above))

    def _receiver(self, i: int) -> Found:
        """The indirect object without a preposition: clitics, and "give X a loan"."""
        tree = self.tree
        given = tree.having(i, "obj")
        for k in (*tree.having(i, "iobj"), *(given[:1] if len(given) > 1 else [])):
            found = self.who.of(k)
            if found.actors:
                return found
        dative = self.tables.sets["arguments.dative_clitics"]
        for k in range(i - 1, max(-1, i - 5), -1):
            if tree.form[k] in dative and tree.pos[k + 1] in {"VERB", "AUX", "PRON"}:
                return self.who.one(k)
            if tree.pos[k] not in {"AUX", "ADV", "PRON"}:
                break
        return Found()

    def _led(self, tokens: list[int], names: frozenset[str]) -> list[int]:
        led = [noun for i in tokens for noun in self.clauses.led_to(i, names) if not self._is_nested(noun, i)]
        return list(dict.fromkeys(led))

    def _is_nested(self, noun: int, top: int) -> bool:
        """Whether a noun belongs to a circumstance of an act: "refuse de venir, après les sanctions contre X"."""
        over = self.tree.head[noun]
        return over != top and self.tree.within(over, top) and self._is_circumstance(over, top)

    def _actors(self, i: int | None) -> Found:
        return Found() if i is None else self.who.of(i)
