"""The slots of a frame: which words of the clause fill them, and which actors these mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.entries import ADJECTIVE, CLAUSE, DEMONYM, NOUN, OBJECT, POSSESSIVE, SUBJECT, THEN, Entry
from tamani.reading.events.found import BEHIND, NAMED, Found
from tamani.reading.events.further import Further
from tamani.reading.events.tree import NOMINAL

if TYPE_CHECKING:
    from tamani.reading.events.clauses import Clauses
    from tamani.reading.events.who import Who

AT_PLACES = frozenset({"CONSULT", "MOBILIZE", "RETREAT", "ASSAULT", "COERCE", "AID", "COOPERATE"})
"""Types of act that are done to whoever holds a place."""


class Slots(Further):
    """Reads the slots of triggers on one page."""

    def __init__(self, clauses: Clauses, who: Who) -> None:
        super().__init__(clauses, who)
        self.besides: frozenset[str] = frozenset()
        """Who acts, and so is not whom the act is done to."""

    def read(self, name: str, i: int, entry: Entry, then: tuple[int, ...], held: int | None) -> Found:
        """The actors in a slot of the trigger at ``i``; ``held`` is its object where the entry asks for one."""
        self.type = entry.type
        if entry.carrier == NOUN:
            return self._of_noun(name, i, then, held)
        if entry.carrier == ADJECTIVE:
            return self._of_adjective(name, i)
        return self._of_verb(name, i, then, held)

    def objects(self, i: int, entry: Entry, then: tuple[int, ...]) -> list[int]:
        """The nouns that a restriction is about: the logical object, what is bundled in it and joined to it."""
        if entry.carrier == NOUN:
            heads = self.who.complements(i) + self._led([i, *then], self.tables.sets["arguments.of"])
        else:
            found = (self.clauses.logical_object(i), self._led_by_fixed(i, then))
            second = [k for k in self.tree.having(i, "obj") if k > i and not self.clauses.is_passive(i)]
            second += [k for k in map(self.clauses.surface_object, self._fixed_verbs(then)) if k is not None]
            heads = list(dict.fromkeys(k for k in (*found, *second) if k is not None))
            heads += self._led([i], self.tables.sets["arguments.of"]) if not heads else []
        heads += [k for head in heads for k in (*self._so_called(head), *self._in_compound(head))]
        bundled = [
            k
            for head in heads
            if self.tree.lemma[head] in self.tables.sets["arguments.light_nouns"]
            for k in self.who.complements(head)
        ]
        return list(dict.fromkeys(k for head in [*heads, *bundled] for k in self.tree.conjuncts(head)))

    def _led_by_fixed(self, i: int, then: tuple[int, ...]) -> int | None:
        """For "called for talks": the noun to which the entry's last fixed word leads, where that is a preposition."""
        phrase = self.clauses.phrase_at(then[-1]) if then else None
        if phrase is None or (self.clauses.is_passive(i) and phrase.name in self.tables.sets["arguments.agent"]):
            return None
        particle = self.tree.rel[then[-1]] == "compound" and self.tree.head[then[-1]] == i
        return None if particle else phrase.noun

    def _fixed_verbs(self, then: tuple[int, ...]) -> list[int]:
        """The last fixed word of an entry where it is a verb, which may have the object: "let *go* the hostages"."""
        return [k for k in then[-1:] if self.tree.is_verbal(k)]

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
            acted_on = Found() if found in then else self._acted_on(found)
            fixed = [self.clauses.surface_object(k) for k in self._fixed_verbs(then)]
            led = [k for k in (*fixed, self._led_by_fixed(i, then)) if k is not None and k not in then]
            return acted_on if acted_on.actors or not led else self._acted_on(led[0])
        if name == CLAUSE:
            return self._clause(i)
        if name == THEN:
            return self._of_fixed_verb(then)
        noun = held if held is not None else clauses.surface_object(i)
        if name in {POSSESSIVE, DEMONYM}:
            return Found() if noun is None else self._of_noun(name, noun, (), None)
        held_by = [noun, *self._participles(noun)] if noun is not None else []
        return self._preposition(name, i, [*then, *held_by])

    def _of_fixed_verb(self, then: tuple[int, ...]) -> Found:
        """For "a été prié de quitter le Mali": whom or what place the entry's last fixed verb has as its object."""
        noun = self.clauses.surface_object(then[-1]) if then else None
        if noun is None:
            return Found()
        found = self.who.of(noun)
        return found if found.actors else self.who.place_state(noun)

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
        if found.actors and self.besides and set(found.actors) <= self.besides:
            own = self.who.own_people(i)
            found = own if own.actors else found
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
            if found.actors and noun in self.who.places.at and self._stands_for_state(name, noun):
                found = Found(tuple(dict.fromkeys((*found.actors, *self._place_states(noun).actors))), found.via)
            if set(found.actors) - self.besides:
                return found
            if self.type == "PROTEST" and name in self.tables.sets.get("arguments.before", ()):
                found = self.who.institution(noun)
                if found.actors:
                    return found
            found = self._place_states(noun) if self._stands_for_state(name, noun) else Found()
            if set(found.actors) - self.besides:
                return found
        return Found()

    def _place_states(self, noun: int) -> Found:
        """The states of a place and of those joined to it: "à Bamako et à Niamey"."""
        found = [self.who.place_state(k) for k in self.tree.conjuncts(noun) if not self.tree.is_verbal(k)]
        return Found(
            tuple(dict.fromkeys(a for f in found for a in f.actors)), BEHIND if any(f.actors for f in found) else ""
        )

    def _stands_for_state(self, name: str, noun: int) -> bool:
        """Whether a place behind this preposition is the state that the act is done to or at."""
        if noun in self.who.places.at and self.who.places.at[noun].capital:
            return True
        if self.type == "RETREAT" and name in self.tables.sets["arguments.of"] and noun in self.who.places.at:
            return True
        if name not in self.tables.sets["arguments.place"] or noun not in self.who.places.at:
            return name in self.tables.sets["arguments.place"] and self.type in AT_PLACES
        named = self.who.places.at[noun]
        return self.type in AT_PLACES or named.capital or not named.town

    # nouns

    def _of_noun(self, name: str, i: int, then: tuple[int, ...], held: int | None) -> Found:
        then, i = (*then, i), self.who.head_noun(i, then)
        if name == SUBJECT:
            return self._doer(i)
        if name == OBJECT:
            nouns = dict.fromkeys((*reversed(then), i))
            complements = [k for j in nouns for k in self.who.complements(j) if k not in then and k > i]
            complements.sort(key=lambda k: k != held)
            return next((found for k in complements if (found := self._acted_on(k)).actors), Found())
        if name == POSSESSIVE:
            owner = self.who.owner(i)
            return owner if owner.actors else self._first([k for k in self.who.complements(i) if k < i])
        if name == DEMONYM:
            return self._beside(i)
        if name == CLAUSE:
            return self._clause(i)
        fixed = [k for k in then if k != i and self.tree.pos[k] != "ADP"]
        found = self._preposition(name, i, [*fixed, self.bundle(i), *self._participles(i)])
        if not found.actors and name in self.tables.sets["arguments.between"] | self.tables.sets["arguments.company"]:
            found = self._preposition(name, i, self.who.complements(i))
        if not found.actors and name in self.tables.sets["arguments.between"]:
            return self._parties_of(name, i)
        above = self._carrier(i)
        return found if found.actors or above is None else self._preposition(name, above, [])

    def _parties_of(self, name: str, i: int) -> Found:
        """For "une entente a été trouvée entre X et Y": the parties behind what tells that the act came about."""
        tree, sets = self.tree, self.tables.sets
        known = sets.get("occasion.reached", frozenset()) | sets["occasion.light"]
        verbs = [k for k in tree.having(i, "acl", "amod") if k > i]
        first = tree.first_conjunct(self.bundle(i))
        verbs += [tree.head[first]] if tree.rel[first] in {"nsubj", "obj"} else []
        reached = [k for k in verbs if tree.is_verbal(k) and tree.lemma[k] in known]
        return self._preposition(name, reached[0], reached[1:]) if reached else Found()

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
            return self._origin(i)
        speaker = self.who.cue_speaker(above)
        return Found((speaker,), NAMED) if speaker is not None else self._actors(self.clauses.logical_subject(above))

    def _origin(self, i: int) -> Found:
        """For "praise came from X": whom the verb over an act names as the one that it comes from."""
        tree, sets = self.tree, self.tables.sets
        above = tree.head[tree.first_conjunct(i)]
        if tree.rel[tree.first_conjunct(i)] != "nsubj" or tree.lemma[above] not in sets.get("occasion.origin", ()):
            return Found()
        return self._first(self.clauses.led_to(above, sets["arguments.origin"]))

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

    def _first(self, nouns: list[int]) -> Found:
        return next((found for k in nouns if (found := self.who.of(k)).actors), Found())
