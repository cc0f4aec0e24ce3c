"""Which triggers are part of another: its words, its object, the clause that it governs; one act is one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.act_types import CALL, CALLED_FOR, FRIENDLY
from tamani.reading.events.entries import NOUN, VERB
from tamani.reading.events.found import Found

if TYPE_CHECKING:
    from tamani.reading.events.clauses import Clauses
    from tamani.reading.events.frames import Trigger
    from tamani.reading.events.status import StatusReader
    from tamani.reading.events.voices import Voices
    from tamani.reading.events.who import Who

ENDING = frozenset({"SANCTION", "REJECT"})
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT"})
TAKEN_UP = {"SUPPORT": frozenset({"AGREE"}), "CONCEDE": frozenset({"REQUEST"})}
"""Types of act, and the types of what stood before that their object names."""
PURPOSES = frozenset({"REQUEST", "ACCUSE", "REJECT"})


class Absorption:
    """Tells on one page which triggers another one absorbs."""

    def __init__(self, clauses: Clauses, who: Who, voices: Voices, status: StatusReader) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.tables = clauses.tables
        self.who = who
        self.voices = voices
        self.status = status
        self.purposes: list[Trigger] = []
        """Demands for which a protest is held: claims, no events."""

    def kept(self, triggers: list[Trigger]) -> list[Trigger]:
        """Leave out what is part of another trigger: its words, its object, the clause that it governs."""
        used = {i for t in triggers for i in t.then}
        protests = {t.token for t in triggers if t.entry.type == CALLED_FOR}
        verbs = [(t, t.object) for t in triggers if t.entry.carrier == VERB and t.object is not None]
        used |= {held for verb, held in verbs if verb.entry.type != CALL or held not in protests}
        left = [t for t in triggers if t.token not in used]
        left = [t for t in left if not self._is_carried(t, left)]
        left = [t for t in left if not any(self._is_broken_off(t, o) or self._is_prepared(t, o) for o in left)]
        one = [t for t in left if any(self._is_one_with(o, t) for o in left)]
        kept = []
        left = [
            t for t in left if not self._is_attribute(t) and not any(self._describes(t, o) for o in left if o is not t)
        ]
        for trigger in left:
            over = next((other for other in left if other is not trigger and self._takes(other, trigger)), None)
            if trigger in one:
                continue
            if over is None:
                kept.append(trigger)
            elif over.entry.type == CALLED_FOR:
                trigger.source = Found(tuple(self.who.listed(trigger.source.actors)), trigger.source.via)
                trigger.target = Found(tuple(self.who.listed(trigger.target.actors)), trigger.target.via)
                self.purposes.append(trigger)
                over.target = over.target if over.target.actors else self._pressed(trigger, over)
        return kept

    def _pressed(self, demand: Trigger, protest: Trigger) -> Found:
        """For "a défilé pour exiger le départ du ministre": whom the demand of a protest is made of."""
        pressed = tuple(a for a in demand.target.actors if a not in protest.source.actors)
        return Found(pressed, demand.target.via) if pressed else Found()

    def _takes(self, over: Trigger, under: Trigger) -> bool:
        """Whether what one trigger tells is part of what another tells."""
        if over.entry.absorbs and (self._absorbs(over, under) or self._is_said_by(over, under)):
            return True
        return self._is_purpose(over, under) or self._is_infinitive_of(over, under)

    def _is_attribute(self, trigger: Trigger) -> bool:
        """Whether a participle only tells which people are meant: "a suspected militant", "des soldats libérés"."""
        tree, i = self.tree, trigger.token
        if tree.rel[i] not in {"amod", "acl"} or tree.pos[i] not in {"VERB", "ADJ"} or tree.head[i] in trigger.then:
            return False
        if i < tree.head[i]:
            return tree.rel[i] == "amod"
        bare = tree.kind[i] == "body" and not tree.kids[i] and not trigger.then
        return bare and trigger.entry.carrier == VERB and tree.verb_form[i] == "Part" and tree.form[i - 1] != ","

    def _describes(self, participle: Trigger, other: Trigger) -> bool:
        """Whether a participle only tells which people another act is about: "les militants détenus ont défilé"."""
        tree, i = self.tree, participle.token
        if tree.rel[i] not in {"acl", "amod"} or tree.is_finite(i) or participle.then or tree.verb_form[i] == "Inf":
            return False
        if tree.form[i - 1] == "," or any(k in self.clauses.timed for k in tree.subtree(i)) or participle.source.actors:
            return False
        return tree.within(i, other.token) and i != other.token

    def _is_broken_off(self, noun: Trigger, verb: Trigger) -> bool:
        """For "suspended aid deliveries", "rejected the talks": the friendly act of the object is not done."""
        if verb.entry.carrier != VERB or verb.entry.type not in ENDING or noun.entry.carrier != NOUN:
            return False
        if noun.entry.type not in FRIENDLY or verb is noun:
            return False
        held = self.clauses.logical_object(verb.token)
        if held is None or not any(self.tree.within(noun.token, k) for k in self.tree.conjuncts(held)):
            return False
        verb.target = verb.target if verb.target.actors else self._others(noun, verb)
        return True

    def _others(self, noun: Trigger, verb: Trigger) -> Found:
        told = [a for f in (noun.target, noun.source) for a in f.actors if a not in verb.source.actors]
        return Found(tuple(dict.fromkeys(told)), noun.target.via or noun.source.via)

    def _is_prepared(self, over: Trigger, under: Trigger) -> bool:
        """For "is ready to bomb X": who declares that he will do a hostile act threatens, and agrees to nothing."""
        if over.entry.type != "AGREE" or not over.entry.absorbs or over.entry.reciprocal or over.object is not None:
            return False
        hostile = under.entry.carrier == VERB and under.entry.type in HOSTILE
        hostile = hostile and not any(self.status.is_negated(t.token) for t in (over, under))
        return (
            hostile and self.tree.head[under.token] == over.token and self.tree.rel[under.token] in {"xcomp", "ccomp"}
        )

    def _is_said_by(self, over: Trigger, under: Trigger) -> bool:
        """Whether one trigger brings the words in which the other stands: "…, a promis le ministre"."""
        quotation = self.voices.quotation[under.token]
        return quotation is not None and self.voices.cue[over.token] == quotation and under.entry.type != CALLED_FOR

    def _is_purpose(self, over: Trigger, under: Trigger) -> bool:
        """Whether the trigger tells for what a protest is held: "pour réclamer"."""
        tree = self.tree
        if over.entry.type != CALLED_FOR or under.entry.type not in PURPOSES:
            return False
        noun = self.who.head_noun(over.token, over.then)
        bare = tree.verb_form[under.token] != "Fin" and not tree.is_finite(under.token)
        return (
            bare
            and tree.is_verbal(under.token)
            and under.token > over.token
            and tree.sentence[under.token] == tree.sentence[over.token]
            and any(
                above in (over.token, *over.then, over.object, tree.head[noun]) for above in tree.chain(under.token)
            )
        )

    def _is_infinitive_of(self, over: Trigger, under: Trigger) -> bool:
        """Whether the trigger is the infinitive of a noun that another trigger has as its object."""
        tree = self.tree
        held = over.object if over.object is not None else (over.token if over.entry.carrier == NOUN else None)
        return (
            held is not None
            and tree.verb_form[under.token] == "Inf"
            and tree.head[under.token] == held
            and tree.rel[under.token] == "acl"
        )

    def _is_carried(self, noun: Trigger, triggers: list[Trigger]) -> bool:
        """Whether a verb tells the act of a noun; the verb takes over whom only the noun names."""
        for verb in triggers:
            if verb is not noun and self._carries(verb, noun):
                verb.source = verb.source if verb.source.actors else noun.source
                if not verb.target.actors and not set(noun.target.actors) & set(verb.source.actors):
                    verb.target = noun.target
                return True
        return False

    def _carries(self, verb: Trigger, noun: Trigger) -> bool:
        """Whether a noun only repeats what the verb over it tells: "signer un accord"."""
        if verb.entry.carrier != VERB or noun.entry.carrier != NOUN:
            return False
        if noun.entry.type != verb.entry.type and not self._takes_up(verb, noun):
            return False
        tree = self.tree
        return tree.head[tree.first_conjunct(noun.token)] == verb.token and tree.rel[noun.token] in {
            "obj",
            "obl",
            "xcomp",
        }

    def _takes_up(self, verb: Trigger, noun: Trigger) -> bool:
        """Whether a verb tells what became of what the noun tells: "céder aux exigences", "ratifier l'accord"."""
        if noun.entry.type not in TAKEN_UP.get(verb.entry.type, frozenset()):
            return False
        own = set(noun.source.actors) <= set(verb.source.actors) and not self.who.owner(noun.token).actors
        return verb.entry.type == "CONCEDE" or (own and verb.entry.claim is None)

    def _is_one_with(self, participle: Trigger, other: Trigger) -> bool:
        """Whether a verb only tells how somebody gave way: "cédant à la rue, il a accepté de partir"."""
        tree, i = self.tree, participle.token
        gives_way = participle.entry.type == "CONCEDE" and tree.verb_form[i] == "Part" and tree.rel[i] == "advcl"
        return gives_way and tree.head[i] == other.token and other.entry.type in {"AGREE", "CONCEDE"}

    def _absorbs(self, over: Trigger, under: Trigger) -> bool:
        tree = self.tree
        if under.entry.type == CALLED_FOR and over.entry.type != CALLED_FOR:
            return False
        i = under.token
        if i in over.words:
            return False
        for above in tree.chain(i):
            if above in (over.token, *over.then):
                return self._is_complement(i)
            if tree.rel[i] == "acl" and tree.is_finite(i):
                return False
            i = above
        return False

    def _is_complement(self, below: int) -> bool:
        """Whether a dependent is what is asked, promised or refused, and no circumstance or subject."""
        tree = self.tree
        relation = tree.rel[below]
        if relation in {"nsubj", "parataxis", "conj"}:
            return False
        if relation == "advcl":
            return tree.verb_form[below] == "Inf"
        if relation in {"obl", "nmod"} and below in self.clauses.led:
            return self.clauses.led[below].name not in self.tables.sets["arguments.circumstance"]
        return True
