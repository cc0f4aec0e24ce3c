"""Whether a trigger has whom its entry asks for, or tells its act without him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.act_types import CALLED_FOR
from tamani.reading.events.entries import NOUN, OBJECT, VERB
from tamani.reading.events.found import NAMED

if TYPE_CHECKING:
    from tamani.reading.events.clauses import Clauses
    from tamani.reading.events.frames import Trigger
    from tamani.reading.events.lexicon import Lexicon
    from tamani.reading.events.who import Who

DEMAND = "demand"
QUOTED = frozenset({"ACCUSE", "SUPPORT", "THREATEN"})
"""What a verb may do with the words that it brings."""
GATHERINGS = frozenset({"CONSULT", CALLED_FOR, "ASSAULT"})
"""Types of act that a noun tells without anybody where a verb says that it takes place."""
SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "ACCUSE"})
"""Types of act that a passive tells by whom they are done to: "four hostages were handed over"."""


class FrameDemands:
    """Looks at the triggers of one page."""

    def __init__(self, clauses: Clauses, who: Who, lexicon: Lexicon) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.tables = clauses.tables
        self.lexicon = lexicon
        self.who = who

    def nouns_at(self, i: int) -> list[str]:
        """The nouns of the lexicon that a token may be."""
        nouns = self.lexicon.entries.get(NOUN, {})
        words = (
            self.tree.whole[i],
            self.tree.lemma[i],
            self.tree.form[i],
            self.lexicon.plurals.get(self.tree.form[i], ""),
        )
        return list(dict.fromkeys(word for word in words if word in nouns))

    def are_met(self, trigger: Trigger) -> bool:
        """Whether nobody is missing, or the words tell the act without him."""
        held = {"source": trigger.source.actors, "target": trigger.target.actors}
        if trigger.entry.reciprocal and len(trigger.source.actors) > 1:
            held["target"] = trigger.source.actors
        missing = [side for side in trigger.entry.needs if not held[side]]
        if missing and trigger.entry.type in GATHERINGS and self._takes_place(trigger):
            return True
        if not missing or (missing == ["target"] and self._is_speech(trigger)) or self._is_called_for(trigger):
            return True
        if missing == ["target"] and self._is_done_to_number(trigger):
            return True
        if missing == ["source"] and self._is_done_by_number(trigger):
            return True
        return missing == ["source"] and self._is_agentless(trigger)

    def _is_done_to_number(self, trigger: Trigger) -> bool:
        """Whether a passive tells only how many it was done to: "at least 35 were detained"."""
        i = trigger.token
        if trigger.entry.carrier != VERB or trigger.entry.type not in SUFFERED or not self.clauses.is_passive(i):
            return False
        subject = self.clauses.surface_subject(i)
        return subject is not None and self.tree.pos[subject] == "NUM"

    def _is_done_by_number(self, trigger: Trigger) -> bool:
        """Whether the page tells only how many protest: "tens of thousands rallied"."""
        if trigger.entry.type != CALLED_FOR or trigger.entry.carrier != VERB:
            return False
        subject = self.clauses.surface_subject(trigger.token)
        counts = self.tables.sets["arguments.crowds"]
        return subject is not None and (self.tree.pos[subject] == "NUM" or self.tree.lemma[subject] in counts)

    def _is_agentless(self, trigger: Trigger) -> bool:
        """Whether a passive tells whom an act was done to and leaves out by whom: "the ambassador was summoned"."""
        i = trigger.token
        if trigger.entry.carrier != VERB or trigger.entry.reciprocal or not self.clauses.is_passive(i):
            return False
        subject = self.clauses.surface_subject(i)
        if subject is None or self.tree.form[i].endswith(tuple(self.tables.sets.get("tense.progressive_endings", ()))):
            return False
        found = self.who.of(subject)
        aimed = found.via == NAMED and bool(set(found.actors) & set(trigger.target.actors))
        held = subject == trigger.object and (trigger.entry.type == "AGREE" or not self.nouns_at(subject))
        told = aimed or held
        return told and any(self.tree.verb_form[k] == "Fin" for k in self.tree.auxiliaries(i))

    def _takes_place(self, trigger: Trigger) -> bool:
        """Whether a verb only tells that the act of a noun takes place: "demonstrations erupted"."""
        tree, sets = self.tree, self.tables.sets
        i = self.who.head_noun(trigger.token, trigger.then)
        if tree.rel[i] == "nmod" and tree.lemma[tree.head[i]] in sets["arguments.light_nouns"]:
            i = tree.head[i]  # "a new round of talks opened"
        above = tree.head[i]
        if trigger.entry.carrier != NOUN or tree.rel[i] != "nsubj" or not tree.is_verbal(above):
            return False
        lemma = tree.lemma[above]
        phrases = {f"{lemma} {tree.lemma[k]}" for k in tree.having(above, "obj", "obl")}
        if ({lemma} | phrases) & sets["occasion.happen"]:
            return True
        return self.clauses.is_passive(above) and lemma in sets["operator.complement.planned"]

    def _is_called_for(self, trigger: Trigger) -> bool:
        """Whether somebody calls for the protest that a noun tells: "appelle à un rassemblement"."""
        tree, i = self.tree, self.who.head_noun(trigger.token, trigger.then)
        noun = trigger.entry.carrier == NOUN and trigger.entry.type == CALLED_FOR
        return noun and tree.rel[i] in {"obj", "obl"} and tree.lemma[tree.head[i]] in self.tables.sets["occasion.calls"]

    def _is_speech(self, trigger: Trigger) -> bool:
        """Whether a verb is surely meant as an act of speech though it names nobody whom it is aimed at.

        It brings words that somebody is quoted with, or governs a clause of what is asked.
        """
        if trigger.entry.carrier != VERB or trigger.then:
            return False
        if self._brings_words_at(trigger):
            return True
        asks = trigger.entry.claim == DEMAND and self.tables.flags.get("deontic.clause_asks")
        asked = self.tree.having(trigger.token, "ccomp") if asks else []
        return any(self._is_asked(k) for k in asked)

    def _brings_words_at(self, trigger: Trigger) -> bool:
        """Whether a verb that has somebody as its object brings words instead: "welcomed « a turning point »"."""
        entry, i = trigger.entry, trigger.token
        at_somebody = OBJECT in entry.target or bool(self.tables.sets["arguments.toward"] & set(entry.target))
        if entry.type not in QUOTED or not at_somebody or self.who.cue_speaker(i) is None:
            return False
        return entry.type != "SUPPORT" or self.clauses.surface_object(i) is not None

    def _is_asked(self, k: int) -> bool:
        """Whether a clause is what somebody asks for ("demande que"), and no question or words of his."""
        marks = {self.tree.form[m] for m in self.tree.having(k, "mark")}
        asked = self.tree.is_finite(k)
        if self.tables.flags.get("deontic.bare_clause_asks", False):
            bare = any(self.tree.form[a] == self.tree.lemma[a] for a in self.tree.having(k, "aux", "cop"))
            asked = (bare or not asked) and self.tree.first(k, "nsubj") is not None
        return asked and bool(marks - self.tables.sets["condition.marks"])
