"""Reads the events of one page: triggers, what they absorb, status and voice, and tellings joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.absorbed import Absorption
from tamani.reading.events.act_types import FRIENDLY
from tamani.reading.events.blamed import clear_blamers
from tamani.reading.events.called_for import read_calls
from tamani.reading.events.choices import choose
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
from tamani.reading.events.likely import DOUBT, RULE, likely_triggers
from tamani.reading.events.mended import mend_clitics, mend_demonyms, mend_elided_names, mend_lemmas
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
SPEECH = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "AGREE", "THREATEN"})
"""Types of act that are done in words, one after the other on one occasion."""
APPRAISING = frozenset({"ACCUSE", "SUPPORT"})
OPEN = ".."
"""How the value of a time ends that has begun and has no end: "since May"."""
OFFICIAL = frozenset({"state", "government_body", "igo"})
"""Kinds of actors that do in words what a crowd does in the street."""
GROUP = frozenset({"AUX", "ADV", "PART", "PRON"})


class EventReader:
    """The rules of one page, and what they share."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tree = Tree(reading)
        self.tables = tables_of(reading.language.code)
        mend_tenses(self.tree, self.tables)
        mend_elided_names(self.tree, self.tables)
        mend_clitics(self.tree, self.tables)
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
        self.skip = Skip(self.clauses, self.who, self.voices, self.status)
        self.drafts: list[Draft] = []
        """The events of the page, in the order of the record."""
        self.told: dict[int, Trigger] = {}
        """Token → the trigger there that tells an event."""
        self.absorption = Absorption(self.clauses, self.who, self.voices, self.status)

    def read(self) -> list[Draft]:
        """The events, each told once."""
        triggers = [t for i in range(len(self.tree)) if (t := self.frames.at(i)) is not None]
        made = Constructions(self.clauses, self.who, self.voices, self.status)
        told = made.read({t.token: t for t in triggers})
        named = {t.token for t in told}
        triggers = [t for t in triggers if t.token not in named] + told
        triggers += likely_triggers(self.frames, {word for t in triggers for word in t.words})
        triggers = sorted((t for t in triggers if not self.skip.is_skipped(t)), key=lambda t: t.token)
        triggers = self.absorption.kept(triggers)
        self.told = {t.token: t for t in triggers}
        drafts = [draft for t in triggers if (draft := self._draft(t)) is not None]
        drafts = read_calls(self, drafts)
        share_attackers(self, drafts)
        clear_blamers(self.tree, drafts)
        self.drafts = merged(drafts, self.who, self.tree)
        fill_implied(self, self.drafts)
        choose(self, self.drafts)
        speak_as_issuer(self, self.drafts)
        return self.drafts

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

    # what one trigger tells

    def _draft(self, trigger: Trigger) -> Draft | None:
        tree, entry = self.tree, trigger.entry
        i = trigger.token
        verdict = self.status.read(i, entry.type, litotes=entry.litotes)
        status, event_type = verdict.status, entry.type
        if verdict.negated and entry.negated != DENIED:
            status, event_type = "happened", self._type(entry.negated)
        elif verdict.negated and verdict.condition:
            status = "hypothetical"  # "si … n'est pas libéré"
        elif verdict.negated and event_type in FRIENDLY and trigger.source.actors and self._is_told_ahead(i):
            status, event_type = "happened", "REJECT"
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
        date = self._date(i, trigger, status, voice)
        if status == "happened" and date is not None and date.endswith(OPEN) and self.status.lasts(i, event_type):
            status = "ongoing"
        return Draft(
            trigger=trigger,
            type=event_type,
            first=first,
            last=last,
            source=self.who.listed(trigger.source.actors),
            target=self.who.listed(trigger.target.actors),
            status=status,
            voice=voice,
            date=date,
            place=self.places.of_event([first, last], clause),
            quotation=quotation,
            headline=tree.kind[i] != "body",
            confidence=min(self._confidence(trigger), UNSURE if self.in_passing(i) else 1.0),
            doubt="event_in_passing" if self.in_passing(i) else self._doubt(trigger),
        )

    def _is_told_ahead(self, i: int) -> bool:
        """Whether a verb tells of the future for itself, and not as a condition of something else."""
        tree, until = self.tree, self.tables.sets["condition.until"]
        bounded = any(tree.form[k] in until for k in tree.having(i, "advmod", "mark", "case"))
        return not bounded and tree.rel[tree.first_conjunct(i)] not in {"advcl", "acl"} and self.status.is_ahead(i)

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
        told = self.dates.of(i, absorbs=trigger.entry.absorbs, ahead=status == "planned")
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
        if trigger.rule == RULE:
            return UNSURE
        sides = [found for found in (trigger.source, trigger.target) if found.actors]
        sure = min([SURE, *(found.sure for found in sides)])
        return round(sure if sides else UNSURE, 2)

    def _doubt(self, trigger: Trigger) -> str | None:
        if trigger.rule == RULE:
            return DOUBT
        if not trigger.source.actors and not trigger.target.actors:
            return "event_no_actor"
        behind = [found for found in (trigger.source, trigger.target) if found.via == BEHIND]
        return "event_actor_behind" if behind else None
