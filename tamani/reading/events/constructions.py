"""Acts that no single word carries: calling something a hostile name, saying that somebody must, warning of a blow."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tamani.reading.events.entries import NOUN, VERB, Entry
from tamani.reading.events.found import NAMED, Found
from tamani.reading.events.frames import Trigger

if TYPE_CHECKING:
    from tamani.reading.events.clauses import Clauses
    from tamani.reading.events.status import StatusReader
    from tamani.reading.events.voices import Voices
    from tamani.reading.events.who import Who
    from tamani.record import ClaimKind, EventType

HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
STOPPED = frozenset({"COOPERATE", "AID", "CONSULT", "SUPPORT"})
REACH = 14
"""Tokens behind a verb of naming within which the name stands."""


class Constructions:
    """Finds the acts of one page that a construction tells and no entry of the lexicon."""

    def __init__(self, clauses: Clauses, who: Who, voices: Voices, status: StatusReader) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.sets = clauses.tables.sets
        self.who = who
        self.voices = voices
        self.status = status

    def read(self, taken: dict[int, Trigger]) -> list[Trigger]:
        """The triggers; only a name that is given stands at a token that has one of the lexicon already."""
        found: list[Trigger] = []
        for i in range(len(self.tree)):
            if not self.tree.is_verbal(i):
                continue
            trigger = self._naming(i)
            if trigger is None and i not in taken:
                trigger = self._duty(i) or self._warning(i) or self._open_option(i, taken) or self._stopped(i, taken)
            if trigger is not None:
                found.append(trigger)
        return found

    # hostile and friendly names

    def _naming(self, i: int) -> Trigger | None:
        """For "a qualifié X d'« État terroriste »", "parle d'un « acte hostile »", "y voit une trahison"."""
        tree = self.tree
        if tree.lemma[i] not in self.sets["naming.verbs"]:
            return None
        source = self._speaker(i)
        if not source.actors or self.status.is_negated(i):
            return None
        called = self._called(i)
        words = {tree.form[k] for k in called} | {tree.lemma[k] for k in called}
        if self._is_said(words, "harsh") or words & self.sets["claims.hostile_words"]:
            return self._trigger(i, "ACCUSE", "accusation", source, self._named(i, source, called), "naming")
        friendly = self._is_said(words, "friendly") or words & self.sets["claims.praise_words"]
        if friendly and tree.lemma[i] not in self.sets["claims.accusation_cues"]:
            return self._trigger(i, "SUPPORT", "praise", source, self._named(i, source, called), "naming")
        marked = any(tree.mark[k] >= 0 for k in called) and self.clauses.surface_object(i) is not None
        if marked and tree.lemma[i] in self.sets["naming.giving"] and not self._is_said(words, "plain"):
            return self._trigger(i, "ACCUSE", "accusation", source, self._named(i, source, called), "naming")
        return None

    def _is_said(self, words: set[str], tone: str) -> bool:
        """Whether one of the words is of a tone; a stem ("cowardl-") stands for all words that begin so."""
        wanted = self.sets[f"naming.{tone}"]
        stems = tuple(word.removesuffix("-") for word in wanted if word.endswith("-"))
        return bool(words & wanted) or any(word.startswith(stems) for word in words)

    def _called(self, i: int) -> list[int]:
        """The words of the name: marked words behind the verb, else what a preposition or the verb itself leads to."""
        tree = self.tree
        end = min(self.clauses.reach(i), i + 1 + REACH)
        marked = [k for k in range(i + 1, end) if tree.mark[k] != tree.mark[i] and tree.mark[k] >= 0]
        if marked and tree.lemma[i] in self.sets["naming.marked_only"] and tree.first(i, "ccomp") is not None:
            return []
        if marked:
            return marked
        if tree.lemma[i] in self.sets["naming.marked_only"]:
            return []
        links = self.sets["arguments.called"]
        heads = [p.noun for p in self.clauses.phrases if i < p.start < end and p.name in links]
        return [k for head in heads[:1] for k in tree.subtree(head)]

    def _named(self, i: int, source: Found, called: list[int]) -> Found:
        """Whom the name is given to: the state in it ("une campagne de propagande russe"), else the object."""
        states = dict.fromkeys(s for k in called for s in self.who.demonyms(k) if s not in source.actors)
        if states:
            return Found(tuple(states), NAMED)
        object_ = self.clauses.logical_object(i)
        found = self.who.of(object_) if object_ is not None else Found()
        others = tuple(actor for actor in found.actors if actor not in source.actors)
        return Found(others, found.via if others else "")

    # duties that a speaker lays on others

    def _duty(self, i: int) -> Trigger | None:
        """For "« X doit retirer ses troupes », a dit Y" and "il faut que X cesse": a demand by the speaker."""
        tree = self.tree
        speaker = self.voices.speaker[i]
        impersonal = tree.lemma[i] in self.sets["deontic.impersonal"]
        modal = tree.lemma[i] in self.sets["deontic.modals"] or tree.form[i] in self.sets["deontic.modals"]
        if speaker is None or not (impersonal or modal) or self.status.is_negated(i) or self.status.in_condition(i):
            return None
        bearer = tree.head[i] if tree.rel[i] == "aux" else i
        if impersonal:
            clause = tree.first(i, "ccomp", "xcomp", "advcl")
            subject = self.clauses.surface_subject(clause) if clause is not None and tree.is_finite(clause) else None
        else:
            subject = self.clauses.surface_subject(bearer)
        found = self.who.of(subject) if subject is not None else Found()
        if not found.actors or speaker in found.actors or self._is_own_side(speaker, found):
            return None
        trigger = self._trigger(bearer, "REQUEST", "demand", Found((speaker,), NAMED), found, "duty", absorbs=True)
        trigger.then = (i,) if i != bearer else ()
        trigger.spoken = True
        return trigger

    def _is_own_side(self, speaker: str, found: Found) -> bool:
        own = self.who.countries.get(speaker)
        return (
            own is not None
            and all(self.who.countries.get(actor) == own for actor in found.actors)
            and self.who.kinds.get(speaker) != "person"
        )

    # warnings

    def _warning(self, i: int) -> Trigger | None:
        """For "« Nous répondrons », a prévenu X": a warning whose words announce a blow."""
        tree = self.tree
        quotation = self.voices.cue[i]
        if quotation is None or tree.lemma[i] not in self.sets["naming.warning"]:
            return None
        source = self._speaker(i)
        tokens = [k for k in range(len(tree)) if self.voices.quotation[k] == quotation]
        own = any(tree.form[k] in self.sets["arguments.first_person"] for k in tokens)
        words = {tree.form[k] for k in tokens} | {tree.lemma[k] for k in tokens}
        pairs = {f"{tree.form[a]} {tree.form[b]}" for a, b in itertools.pairwise(tokens)}
        ahead = any(
            (tree.tense[k] == "Fut" or tree.form[k] in self.sets["tense.future_auxiliary"])
            and not self.status.is_negated(tree.head[k] if tree.rel[k] == "aux" else k)
            for k in tokens
        )
        if not source.actors or not own or not (ahead or (words | pairs) & self.sets["claims.threat_words"]):
            return None
        told = [a for k in tokens for m in self.who.over.get(k, ()) for a in (m.actor,) if a not in source.actors]
        target = Found(tuple(dict.fromkeys(told))[:1], NAMED if told else "")
        return self._trigger(i, "THREATEN", None, source, target, "warning")

    def _open_option(self, i: int, taken: dict[int, Trigger]) -> Trigger | None:
        """For "n'exclut pas de rappeler son ambassadeur": a hostile act of one's own that is not ruled out."""
        tree = self.tree
        if tree.lemma[i] not in self.sets["deontic.ruled_out"] or not self.status.is_negated(i):
            return None
        source = self._speaker(i)
        for k in tree.having(i, "xcomp", "ccomp", "advcl"):
            act = taken.get(k)
            if act is None or act.entry.type not in HOSTILE or tree.is_finite(k) or not source.actors:
                continue
            trigger = self._trigger(i, "THREATEN", "threat", source, act.target, "open_option", absorbs=True)
            trigger.spoken = True
            return trigger
        return None

    # friendly acts that are ended

    def _stopped(self, i: int, taken: dict[int, Trigger]) -> Trigger | None:
        """For "halted imports from X": who stops trade, aid, talks or support punishes whom they were with."""
        if self.tree.lemma[i] not in self.sets.get("occasion.stopping", ()):
            return None
        source, held = self._speaker(i), self.who.clauses.logical_object(i)
        if held is None or not source.actors:
            return None
        act = next((taken[k] for k in self.tree.conjuncts(held) if k in taken), None)
        if act is None or act.entry.carrier != NOUN or act.entry.type not in STOPPED:
            return None
        others = tuple(a for f in (act.target, act.source) for a in f.actors if a not in source.actors)
        target = Found(tuple(dict.fromkeys(others)), act.target.via or act.source.via)
        return self._trigger(i, "SANCTION", None, source, target, "stopping") if others else None

    # what they share

    def _speaker(self, i: int) -> Found:
        speaker = self.who.cue_speaker(i)
        if speaker is not None:
            return Found((speaker,), NAMED)
        subject = self.clauses.logical_subject(i)
        return self.who.of(subject) if subject is not None else Found()

    def _trigger(
        self,
        i: int,
        event_type: EventType,
        claim: ClaimKind | None,
        source: Found,
        target: Found,
        rule: str,
        *,
        absorbs: bool = False,
    ) -> Trigger:
        entry = Entry(
            carrier=VERB, key=self.tree.lemma[i], then=(), reflexive=False, type=event_type, mode=None, context=(),
            object=frozenset(), object_not=frozenset(), source=(), target=(), needs=(), reciprocal=False,
            absorbs=absorbs, claim=claim, negated="denied", status=None,
        )  # fmt: skip
        return Trigger(i, entry, source=source, target=target, rule=rule)
