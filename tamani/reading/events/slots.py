"""The slots of a frame: which words of the clause fill them, and which actors these mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.entries import ADJECTIVE, CLAUSE, DEMONYM, NOUN, OBJECT, POSSESSIVE, SUBJECT, Entry
from tamani.reading.events.found import BEHIND, NAMED, Found
from tamani.reading.events.tree import NOMINAL

if TYPE_CHECKING:
    from tamani.reading.events.clauses import Clauses
    from tamani.reading.events.who import Who

AT_PLACES = frozenset({"CONSULT", "MOBILIZE", "RETREAT", "ASSAULT", "COERCE", "AID", "COOPERATE"})
"""Types of act that are done to whoever holds a place."""


class Slots:
    """Reads the slots of triggers on one page."""

    def __init__(self, clauses: Clauses, who: Who) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.tables = clauses.tables
        self.who = who
        self.type = ""
        """The type of the entry whose slots are read."""

    def read(self, name: str, i: int, entry: Entry, then: tuple[int, ...], held: int | None) -> Found:
        """The actors in a slot of the trigger at ``i``; ``held`` is its object where the entry asks for one."""
        self.type = entry.type
        if entry.carrier == NOUN:
            return self._of_noun(name, i, then)
        if entry.carrier == ADJECTIVE:
            return self._of_adjective(name, i)
        return self._of_verb(name, i, then, held)

    def objects(self, i: int, entry: Entry, then: tuple[int, ...]) -> list[int]:
        """The nouns that a restriction is about: the logical object, what is bundled in it and joined to it."""
        if entry.carrier == NOUN:
            heads = self.who.complements(i) + self._led([i, *then], self.tables.sets["arguments.of"])
        else:
            found = self.clauses.logical_object(i)
            heads = [] if found is None else [found]
            heads += self._led([i], self.tables.sets["arguments.of"]) if not heads else []
        heads += [k for head in heads for k in (*self._so_called(head), *self._in_compound(head))]
        bundled = [
            k
            for head in heads
            if self.tree.lemma[head] in self.tables.sets["arguments.light_nouns"]
            for k in self.who.complements(head)
        ]
        return list(dict.fromkeys(k for head in [*heads, *bundled] for k in self.tree.conjuncts(head)))

    def _in_compound(self, head: int) -> list[int]:
        """The nouns in front of a noun that only bundles them: "aid deliveries", "mediation effort"."""
        return [k for k in self.tree.having(head, "compound") if k < head]

    def _so_called(self, head: int) -> list[int]:
        """For "ce qu'il considère comme une agression": the noun that "ce" is called."""
        tree = self.tree
        if tree.pos[head] not in {"PRON", "DET"}:
            return []
        names = self.tables.sets["arguments.called"]
        below = [k for clause in tree.having(head, "acl", "ccomp", "advcl") for k in tree.subtree(clause)]
        return [k for k in below if k in self.clauses.led and self.clauses.led[k].name in names]

    # verbs

    def _of_verb(self, name: str, i: int, then: tuple[int, ...], held: int | None) -> Found:
        clauses = self.clauses
        if name == SUBJECT:
            return self.speaking(i)
        if name == OBJECT:
            found = clauses.logical_object(i)
            return Found() if found in then else self._acted_on(found)
        if name == CLAUSE:
            return self._clause(i)
        noun = held if held is not None else clauses.surface_object(i)
        if name in {POSSESSIVE, DEMONYM}:
            return Found() if noun is None else self._of_noun(name, noun, ())
        return self._preposition(name, i, [*then, *([noun] if noun is not None else [])])

    def at_hand(self, i: int, held: int | None, besides: tuple[str, ...]) -> Found:
        """Whom an act is done to where no slot of its frame tells: its object, or whom that is for or against."""
        own = {self.who.countries.get(actor) for actor in besides} - {None}
        object_ = held if held is not None else self.clauses.surface_object(i)
        nouns = [object_] if object_ is not None and not self.clauses.is_passive(i) else []
        light = self.tables.sets["arguments.light_nouns"]
        nouns += [k for noun in nouns if self.tree.lemma[noun] in light for k in self.who.complements(noun)]
        aimed = self._aimed_at(self.clauses.logical_object(i) if held is None else held)
        if aimed.actors and not set(aimed.actors) & set(besides):
            return aimed
        led = self._led([i, *nouns], self.tables.sets["arguments.receiving"])
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
        for k in self.tree.having(noun, "acl", "amod"):
            if k > noun and self.tree.lemma[k] in self.tables.sets["arguments.aiming"]:
                found = self._actors(self.clauses.surface_object(k))
                if found.actors:
                    return Found(found.actors, BEHIND)
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
        """Who is to do what a noun of asking or promising has a clause for: "its demands that X leave"."""
        for k in self.tree.having(i, "acl", "ccomp"):
            found = self._actors(self.clauses.surface_subject(k)) if self.tree.is_finite(k) else Found()
            others = tuple(actor for actor in found.actors if actor not in besides)
            if others and self.clauses.surface_subject(k) != i:
                return Found(others, BEHIND)
        return Found()

    def governed(self, i: int, besides: tuple[str, ...]) -> Found:
        """Whom the act that a verb governs is for or against: its object, else its first complement."""
        tree, clauses = self.tree, self.clauses
        for k in tree.having(i, "xcomp", "ccomp", "advcl", "obl"):
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
        led, names = self.clauses.led, self.tables.sets["arguments.circumstance"]
        above = (k for k in self.tree.chain(noun) if self.tree.within(k, verb) and k != verb)
        return any(k in led and led[k].name in names for k in (noun, *above))

    def speaking(self, i: int) -> Found:
        """Who acts by a verb: who speaks the words that it brings, with all who stand beside him as its subject."""
        speaker = self.who.cue_speaker(i)
        subject = self._actors(self.clauses.logical_subject(i))
        if speaker is None or (speaker in subject.actors and len(subject.actors) > 1):
            return subject
        return Found((speaker,), NAMED)

    def _acted_on(self, i: int | None) -> Found:
        """Whom an act hits; the state of a place that is hit or visited."""
        if i is None:
            return Found()
        found = self.who.of(i)
        return found if found.actors or self.type not in AT_PLACES else self.who.place_state(i)

    def _clause(self, i: int) -> Found:
        """The one whose act the governed clause tells; of a governed noun, the one who has the act."""
        tree, clauses = self.tree, self.clauses
        own = clauses.logical_subject(i)
        for k in tree.having(i, "ccomp", "xcomp", "advcl", "obl", "obj"):
            if not tree.is_verbal(k) or k < i:
                continue
            subject = clauses.surface_subject(k)
            if subject is not None and subject != own:
                found = self.who.of(subject)
                if found.actors:
                    return found
        noun = clauses.logical_object(i)
        if noun is not None:
            return self._behind_act(noun)
        return Found()

    def _behind_act(self, noun: int) -> Found:
        found = self.who.of(noun)
        if found.via == NAMED:
            return found
        for complement in self.who.complements(noun):
            inner = self.who.of(complement)
            if inner.actors:
                return Found(inner.actors, BEHIND)
        return found

    def _preposition(self, name: str, i: int, further: list[int]) -> Found:
        name = self.tables.prepositions.get(name, name)
        toward = name in self.tables.sets["arguments.toward"]
        if toward:
            found = self._receiver(i)
            if found.actors:
                return found
        for noun in self._led([i, *further], frozenset({name})):
            found = self.who.of(noun)
            if found.actors:
                return found
            found = self.who.place_state(noun) if self._stands_for_state(name, noun) else Found()
            if found.actors:
                return found
        return Found()

    def _stands_for_state(self, name: str, noun: int) -> bool:
        """Whether a place behind this preposition is the state that the act is done to or at."""
        if name not in self.tables.sets["arguments.place"] or noun not in self.who.places.at:
            return name in self.tables.sets["arguments.place"] and self.type in AT_PLACES
        named = self.who.places.at[noun]
        return self.type in AT_PLACES or named.capital or not named.town

    def _receiver(self, i: int) -> Found:
        """The indirect object without a preposition: clitics, and "give X a loan"."""
        tree = self.tree
        for k in tree.having(i, "iobj"):
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

    # nouns

    def _of_noun(self, name: str, i: int, then: tuple[int, ...]) -> Found:
        if name == SUBJECT:
            return self._doer(i)
        if name == OBJECT:
            complements = [k for j in (*reversed(then), i) for k in self.who.complements(j) if k not in then and k > i]
            return next((found for k in complements if (found := self._acted_on(k)).actors), Found())
        if name == POSSESSIVE:
            owner = self.who.owner(i)
            return owner if owner.actors else self._first([k for k in self.who.complements(i) if k < i])
        if name == DEMONYM:
            return self._beside(i)
        if name == CLAUSE:
            return self._clause(i)
        found = self._preposition(name, i, [*then, self.bundle(i), *self._participles(i)])
        above = self._carrier(i)
        return found if found.actors or above is None else self._preposition(name, above, [])

    def _beside(self, i: int) -> Found:
        """The state or actor of a demonym or noun that stands in front of or behind a noun."""
        demonyms = self.who.demonyms(i)
        if demonyms:
            return Found(tuple(demonyms), NAMED)
        for k in self.tree.having(i, "compound", "amod", "nmod", "flat", "appos"):
            if k not in self.clauses.led or self.tree.rel[k] == "compound":
                found = self.who.one(k)
                if found.via == NAMED:
                    return found
        return Found()

    def _doer(self, i: int) -> Found:
        """Who does what a noun tells: the agent behind it, or the subject of a verb that only carries it."""
        for noun in self._led([i], self.tables.sets["arguments.agent"]):
            found = self.who.of(noun)
            if found.actors:
                return found
        for participle in self._participles(i):
            found = self._first(self.clauses.led_to(participle, self.tables.sets["arguments.agent"]))
            if not found.actors and self.tree.lemma[participle] in self.tables.sets["occasion.attributed"]:
                found = self._preposition(next(iter(self.tables.sets["arguments.toward"])), participle, [])
            if found.actors:
                return found
        above = self._carrier(i)
        if above is None:
            return Found()
        speaker = self.who.cue_speaker(above)
        return Found((speaker,), NAMED) if speaker is not None else self._actors(self.clauses.logical_subject(above))

    def _participles(self, i: int) -> list[int]:
        """The participles behind a noun of action that say by whom it was done: "l'attaque menée par X"."""
        tree, sets = self.tree, self.tables.sets
        known = sets["occasion.light"] | sets["occasion.attributed"]
        return [k for k in tree.having(i, "acl", "amod") if tree.lemma[k] in known and k > i and not tree.is_finite(k)]

    def holder(self, i: int) -> Found:
        """For "à l'issue d'un entretien avec X": who does what the clause tells takes part in the act."""
        tree = self.tree
        verb = tree.clause_of(i)
        if verb == i or not tree.is_verbal(verb):
            return Found()
        speaker = self.who.cue_speaker(verb)
        return Found((speaker,), BEHIND) if speaker is not None else self._actors(self.clauses.logical_subject(verb))

    def bundle(self, i: int) -> int:
        """For "a mediation effort": the noun that bundles the act and stands in the clause for it."""
        tree = self.tree
        light = self.tables.sets["arguments.light_nouns"] | self.tables.sets["occasion.bundles"]
        bundled = tree.rel[i] == "compound" and i < tree.head[i] and tree.lemma[tree.head[i]] in light
        return tree.head[i] if bundled else i

    def _carrier(self, i: int) -> int | None:
        """The light verb over a noun of action, of which it is the object or a complement."""
        tree = self.tree
        first = tree.first_conjunct(self.bundle(i))
        above = tree.head[first]
        if above == first or not tree.is_verbal(above) or tree.lemma[above] not in self.tables.sets["occasion.light"]:
            return None
        if tree.rel[first] in {"obj", "obl", "iobj", "xcomp"}:
            return above
        return above if tree.rel[first] == "nsubj" and self.clauses.is_passive(above) else None

    # adjectives

    def _of_adjective(self, name: str, i: int) -> Found:
        tree = self.tree
        if name == SUBJECT:
            subject = self.clauses.surface_subject(i)
            if subject is None and tree.pos[tree.head[i]] in NOMINAL:
                subject = tree.head[i]
            return self._actors(subject)
        return self._preposition(name, i, []) if name not in {OBJECT, POSSESSIVE, DEMONYM, CLAUSE} else Found()

    def _actors(self, i: int | None) -> Found:
        return Found() if i is None else self.who.of(i)

    def _first(self, nouns: list[int]) -> Found:
        return next((found for k in nouns if (found := self.who.of(k)).actors), Found())
