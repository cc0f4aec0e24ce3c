"""Reads the events of one page: triggers, what they absorb, status and voice, and tellings joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.clauses import Clauses
from tamani.reading.events.constructions import Constructions
from tamani.reading.events.dates import Dates
from tamani.reading.events.drafts import Draft
from tamani.reading.events.entries import DENIED, NOUN, VERB
from tamani.reading.events.found import BEHIND, Found
from tamani.reading.events.frames import Frames, Trigger
from tamani.reading.events.gerunds import take_for_nouns
from tamani.reading.events.hyphens import join_hyphened
from tamani.reading.events.implied import fill_implied, share_attackers, speak_as_issuer
from tamani.reading.events.lexicon import lexicon_of
from tamani.reading.events.mended import mend_demonyms, mend_elided_names, mend_lemmas
from tamani.reading.events.merge import merged
from tamani.reading.events.places import Places
from tamani.reading.events.skip import Skip
from tamani.reading.events.status import StatusReader
from tamani.reading.events.tables import tables_of
from tamani.reading.events.tenses import mend_tenses
from tamani.reading.events.tree import Tree
from tamani.reading.events.voices import Voices, text_span
from tamani.reading.events.who import Who
from tamani.record import NARRATOR

if TYPE_CHECKING:
    from tamani.reading.reading import Reading
    from tamani.record import EventStatus, EventType

SURE, UNSURE = 0.9, 0.5
CALLED_FOR = "PROTEST"
"""The one type of act that is an event of its own where it is asked for."""
SPEECH = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "AGREE", "THREATEN"})
"""Types of act that are done in words, one after the other on one occasion."""
APPRAISING = frozenset({"ACCUSE", "SUPPORT"})
ENDING = frozenset({"SANCTION", "REJECT"})
FRIENDLY = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT"})
TAKEN_UP = {"SUPPORT": frozenset({"AGREE"}), "CONCEDE": frozenset({"REQUEST"})}
"""Types of act, and the types of what stood before that their object names."""
OFFICIAL = frozenset({"state", "government_body", "igo"})
"""Kinds of actors that do in words what a crowd does in the street."""
PURPOSES = frozenset({"REQUEST", "ACCUSE", "REJECT"})
GROUP = frozenset({"AUX", "ADV", "PART", "PRON"})


class EventReader:
    """The rules of one page, and what they share."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tree = Tree(reading)
        self.tables = tables_of(reading.language.code)
        mend_tenses(self.tree, self.tables)
        mend_elided_names(self.tree, self.tables)
        mend_demonyms(self.tree)
        mend_lemmas(self.tree, lexicon_of(reading.language.code).forms, self.tables)
        lexicon = lexicon_of(reading.language.code)
        join_hyphened(self.tree, lexicon.forms)
        owning = self.tables.sets["arguments.owning"]
        if owning:
            take_for_nouns(self.tree, lexicon.entries.get(NOUN, {}), lexicon.plurals, owning)
        self.clauses = Clauses(self.tree, self.tables)
        self.voices = Voices(self.tree)
        self.places = Places(self.clauses)
        self.who = Who(self.clauses, self.voices, self.places)
        self.status = StatusReader(self.clauses)
        self.frames = Frames(self.clauses, self.who, lexicon_of(reading.language.code), self.status)
        self.dates = Dates(self.clauses, self.voices)
        self.skip = Skip(self.clauses, self.who, self.voices)
        self.drafts: list[Draft] = []
        """The events of the page, in the order of the record."""
        self.told: dict[int, Trigger] = {}
        """Token → the trigger there that tells an event."""
        self.purposes: list[Trigger] = []
        """Demands for which a protest is held: claims, no events."""

    def read(self) -> list[Draft]:
        """The events, each told once."""
        triggers = [t for i in range(len(self.tree)) if (t := self.frames.at(i)) is not None]
        made = Constructions(self.clauses, self.who, self.voices, self.status)
        told = made.read({t.token: t for t in triggers})
        named = {t.token for t in told}
        triggers = [t for t in triggers if t.token not in named] + told
        triggers = sorted((t for t in triggers if not self.skip.is_skipped(t)), key=lambda t: t.token)
        triggers = self._without_absorbed(triggers)
        self.told = {t.token: t for t in triggers}
        drafts = [draft for t in triggers if (draft := self._draft(t)) is not None]
        share_attackers(self, drafts)
        self.drafts = merged(drafts, self.who)
        fill_implied(self, self.drafts)
        speak_as_issuer(self, self.drafts)
        return self.drafts

    # one act, one event

    def _without_absorbed(self, triggers: list[Trigger]) -> list[Trigger]:
        """Leave out what is part of another trigger: its words, its object, the clause that it governs."""
        used = {i for t in triggers for i in t.then}
        used |= {t.object for t in triggers if t.object is not None and t.entry.carrier == VERB}
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
        return kept

    def _takes(self, over: Trigger, under: Trigger) -> bool:
        """Whether what one trigger tells is part of what another tells."""
        if over.entry.absorbs and (self._absorbs(over, under) or self._is_said_by(over, under)):
            return True
        return self._is_purpose(over, under) or self._is_infinitive_of(over, under)

    def in_passing(self, i: int) -> bool:
        """Whether the page only mentions the act: in a relative or adverbial clause, or as a circumstance."""
        tree = self.tree
        for above in (i, *tree.chain(i)):
            if tree.rel[above] == "acl" and tree.is_finite(above) and tree.is_verbal(above):
                return True
            if tree.rel[above] == "advcl" and tree.is_verbal(above):
                if tree.is_finite(above) or self._is_aside(above):
                    return True
            led = self.clauses.led.get(above)
            if led is not None and led.name in self.tables.sets["arguments.circumstance"]:
                return True
            if above != i and self._appraises(above):
                return True
        return False

    def _is_aside(self, verb: int) -> bool:
        """Whether a clause without finite verb goes on behind another act: "to demand", ", urging"."""
        tree = self.tree
        above = tree.head[verb]
        return above in self.told and verb > above and self.tables.flags.get("skip.asides", False)

    def _appraises(self, i: int) -> bool:
        """Whether a verb only blames or praises the act that stands under it."""
        trigger = self.told.get(i)
        own = trigger is not None and trigger.entry.carrier == VERB and trigger.entry.type in APPRAISING
        return own and self.tables.flags.get("skip.asides", False)

    def _is_attribute(self, trigger: Trigger) -> bool:
        """Whether a participle only tells which people are meant: "a suspected militant", "des soldats libérés"."""
        tree, i = self.tree, trigger.token
        if tree.rel[i] not in {"amod", "acl"} or tree.pos[i] not in {"VERB", "ADJ"}:
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

    # what one trigger tells

    def _draft(self, trigger: Trigger) -> Draft | None:
        tree, entry = self.tree, trigger.entry
        i = trigger.token
        verdict = self.status.read(i, entry.type, litotes=entry.litotes)
        status, event_type = verdict.status, entry.type
        if verdict.negated and entry.negated != DENIED:
            status, event_type = "happened", self._type(entry.negated)
        elif entry.by_state is not None and self._is_official(trigger.source):
            event_type = entry.by_state
        elif entry.status is not None and status in {"happened", "ongoing"}:
            status = entry.status
        if trigger.spoken:
            status = "happened"
        voice, quotation = self._voice(i, verdict.voucher)
        if trigger.spoken:
            voice = NARRATOR
        status = self._as_accused(status, quotation)
        first, last = self._span(trigger)
        clause = self.clause_tokens(i)
        return Draft(
            trigger=trigger,
            type=event_type,
            first=first,
            last=last,
            source=self.who.listed(trigger.source.actors),
            target=self.who.listed(trigger.target.actors),
            status=status,
            voice=voice,
            date=self._date(i, trigger, status, voice),
            place=self.places.of_event([first, last], clause),
            quotation=quotation,
            headline=tree.kind[i] != "body",
            confidence=min(self._confidence(trigger), UNSURE if self.in_passing(i) else 1.0),
            doubt="event_in_passing" if self.in_passing(i) else self._doubt(trigger),
        )

    def _is_official(self, source: Found) -> bool:
        kinds = {self.who.kinds.get(actor) for actor in source.actors}
        return bool(kinds) and kinds <= OFFICIAL

    def _type(self, name: str) -> EventType:
        return name  # type: ignore[return-value]

    def _voice(self, i: int, voucher: int | None) -> tuple[str, int | None]:
        """Who vouches for an event: the subject of the verb that claims it, else who speaks around it, or the page."""
        quotation = self.voices.quotation[i]
        if voucher is not None:
            subject = self.clauses.logical_subject(voucher)
            found = self.who.of(subject) if subject is not None else None
            if found is not None and found.actors:
                return self.who.listed(found.actors[:1])[0] if self.who.listed(
                    found.actors[:1]
                ) else NARRATOR, quotation
        return self.voices.speaker[i] or NARRATOR, quotation

    def _date(self, i: int, trigger: Trigger, status: EventStatus, voice: str) -> str | None:
        """The date of the clause; an act of speech that the page tells next belongs to the occasion told before."""
        told = self.dates.of(i, absorbs=trigger.entry.absorbs)
        goes_on = trigger.entry.type in SPEECH and status == "happened" and voice == NARRATOR
        finite = trigger.entry.carrier == VERB and self.tree.is_finite(i)
        return told or (self.dates.of_occasion(i) if goes_on and finite else None)

    def _as_accused(self, status: EventStatus, quotation: int | None) -> EventStatus:
        """What is told in an accusation is alleged."""
        if quotation is None or status not in {"happened", "ongoing"}:
            return status
        cue = self.reading.quotations[quotation].cue
        if cue is None:
            return status
        start, end = text_span(self.reading, cue.start, cue.end)
        verbs = range(self.tree.token_at(start), self.tree.token_at(end - 1) + 1)
        accuses = any(self.tree.lemma[k] in self.tables.sets["operator.alleged"] for k in verbs)
        return "alleged" if accuses else status

    def _span(self, trigger: Trigger) -> tuple[int, int]:
        """First and last token of the trigger: its words, with auxiliaries, negation and reflexive of a verb."""
        words = trigger.words
        first, last = words[0], words[-1]
        if trigger.object is not None and trigger.entry.carrier == VERB:
            last = max(last, trigger.object)
        if trigger.entry.carrier != VERB:
            return first, last
        tree = self.tree
        kids = [k for k in tree.kids[trigger.token] if self._in_group(k, trigger.token)]
        while first - 1 >= 0 and (first - 1 in kids or self._is_negation(first - 1)):
            first -= 1
        low = min([first, *(k for k in kids if trigger.token - k <= 6)])
        return low, max(last, trigger.token)

    def _in_group(self, k: int, verb: int) -> bool:
        tree = self.tree
        if k > verb:
            return False
        if tree.rel[k] == "aux" or (tree.rel[k] == "cop"):
            return True
        return self._is_negation(k) or (
            tree.rel[k] in {"expl", "obj", "iobj"} and tree.form[k] in self.tables.sets["arguments.reflexive_third"]
        )

    def _is_negation(self, k: int) -> bool:
        return self.tree.form[k] in self.tables.sets["negation.weak"] | self.tables.sets["negation.strong"]

    def clause_tokens(self, i: int) -> list[int]:
        """The tokens of the clause that holds the trigger."""
        tree = self.tree
        top = tree.clause_of(i)
        below = [
            k
            for k in tree.kids[top]
            if tree.rel[k] in {"advcl", "ccomp", "parataxis", "conj"} and tree.is_verbal(k) and not tree.within(i, k)
        ]
        return tree.subtree(top, without=below)

    def _confidence(self, trigger: Trigger) -> float:
        sides = [found for found in (trigger.source, trigger.target) if found.actors]
        sure = min([SURE, *(found.sure for found in sides)])
        return round(sure if sides else UNSURE, 2)

    def _doubt(self, trigger: Trigger) -> str | None:
        if not trigger.source.actors and not trigger.target.actors:
            return "event_no_actor"
        behind = [found for found in (trigger.source, trigger.target) if found.via == BEHIND]
        return "event_actor_behind" if behind else None
