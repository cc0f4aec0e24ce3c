"""Claims in what somebody is quoted with: the words themselves deny, accuse, demand, promise, threaten, praise."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tamani.reading.claims.drafts import FLAT, ClaimDraft
from tamani.reading.events.voices import text_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.reader import EventReader
    from tamani.record import ClaimKind, Quotation

CONFLICT = frozenset({"ACCUSE", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
BY_TYPE: dict[str, ClaimKind] = {"REQUEST": "demand", "THREATEN": "threat", "REJECT": "denial", "AGREE": "promise"}
SHORTEST = 3
"""Tokens of a quotation that can claim something checkable."""


class QuotationClaims:
    """Reads the quotations of one page."""

    def __init__(self, reader: EventReader, known: list[ClaimDraft]) -> None:
        self.reader = reader
        self.tree = reader.tree
        self.sets = reader.tables.sets
        self.known = known

    def read(self, index: int, quotation: Quotation) -> ClaimDraft | None:
        """The claim of one quotation; None where it claims nothing, or what its verb already told."""
        tokens = self.reader.voices.tokens(index)
        if not tokens or self._is_told(quotation, tokens):
            return None
        told = [draft for draft in self.reader.drafts if draft.quotation == index]
        own = [i for i in tokens if self.reader.voices.quotation[i] == index] or tokens
        kind, sure = self._kind(quotation, own, told)
        if kind is None:
            return None
        about = [a for draft in told for a in (*draft.target, *draft.source) if a != quotation.speaker]
        return ClaimDraft(
            kind=kind,
            speaker=quotation.speaker,
            about=list(dict.fromkeys(about)),
            first=tokens[0],
            last=tokens[-1],
            rule="quotation",
            confidence=sure,
            quotation=index,
        )

    def _is_told(self, quotation: Quotation, tokens: list[int]) -> bool:
        """Whether the verb that brings the words is itself a claim of the same speaker."""
        within = set(tokens)
        for claim in self.known:
            covers = (
                claim.first <= tokens[0] <= claim.last
                and claim.last >= tokens[-1]
                and claim.speaker == quotation.speaker
            )
            if covers and (claim.first not in within or claim.first == tokens[0]):
                return True
        return False

    def _kind(self, quotation: Quotation, tokens: list[int], told: list[Draft]) -> tuple[ClaimKind | None, float]:
        by_cue = self._by_cue(quotation, tokens)
        if by_cue is not None:
            return by_cue, 0.8
        own = [draft for draft in told if draft.source and draft.source[0] == quotation.speaker]
        for draft in own:
            if draft.type in BY_TYPE and draft.status in {"happened", "ongoing"}:
                return None, 0.0
        if self._denies(quotation, tokens, told):
            return "denial", 0.7
        by_words = self._by_words(quotation, tokens, told, own)
        if by_words is not None:
            return by_words, 0.6
        if self._asks(tokens):
            return None, 0.0
        if self._denies_flatly(tokens) or self._disowns(tokens) or self._opens_with_no(tokens):
            return "denial", FLAT
        return ("assertion", 0.6) if self._is_checkable(tokens) else (None, 0.0)

    def _by_cue(self, quotation: Quotation, tokens: list[int]) -> ClaimKind | None:
        lemmas = self._cue_lemmas(quotation)
        kinds: tuple[ClaimKind, ...] = ("denial", "accusation", "praise", "demand", "threat", "promise")
        kind = next((kind for kind in kinds if lemmas & self.sets[f"claims.{kind}_cues"]), None)
        if kind == "promise" and self._vows_not_to_be(tokens):
            return "denial"
        if kind == "promise" and self._is_about_now(tokens):
            return None
        return kind or ("denial" if self._is_called_false(quotation) else None)

    def _vows_not_to_be(self, tokens: list[int]) -> bool:
        """Whether a vow has a negated infinitive with nothing in front: it is about what is, "jure ne rien savoir"."""
        first, sets = tokens[0], self.sets
        led = first > 0 and self.tree.form[first - 1] in sets["arguments.of"] | sets["arguments.toward"]
        finite = any(self.tree.verb_form[i] == "Fin" for i in tokens)
        return self.tree.form[first] in sets["negation.weak"] and not led and not finite

    def _is_called_false(self, quotation: Quotation) -> bool:
        """Whether the sentence of the cue opens with a word that calls something false: "Faux, rétorque X : …"."""
        if quotation.cue is None:
            return False
        cue = self.tree.token_at(text_span(self.reader.reading, quotation.cue.start, quotation.cue.end)[0])
        first, _ = self.tree.sentence_range(cue)
        opens = first + 1 < cue and self.tree.form[first + 1] == ","
        return opens and self.tree.form[first] in self.sets["claims.false_words"]

    def _is_about_now(self, tokens: list[int]) -> bool:
        """Whether a vow is about what is or was: "he swore that they had not moved" promises nothing."""
        finite = [i for i in tokens if self.tree.verb_form[i] == "Fin"]
        would = self.sets["tense.future_in_past"]
        ahead = (self._is_ahead(i) or self.tree.mood[i] == "Cnd" or self.tree.form[i] in would for i in finite)
        return bool(finite) and not any(ahead)

    def _denies(self, quotation: Quotation, tokens: list[int], told: list[Draft]) -> bool:
        """Whether the words deny: something is called false, an act is negated or refused, a charge is met."""
        words = self._words(tokens)
        if words & self.sets["claims.false_words"] or any(draft.status == "denied" for draft in told):
            return True
        negated = [i for i in tokens if self.tree.pos[i] == "VERB" and self.reader.status.is_negated(i)]
        negative = {self.tree.form[i] for i in tokens} & self.sets["negation.words"]
        charged = self._is_charged(quotation, tokens[0])
        if (
            charged
            and (self._cue_lemmas(quotation) & self.sets["claims.reply_cues"] or negative)
            and (negated or negative)
        ):
            return True
        if charged and any(self._is_done(i) for i in negated):
            return True
        return any(
            self._will(i) and (self._is_own(quotation, [i]) or self.tree.form[i] in self.sets["claims.there_is"])
            for i in negated
        )

    def _denies_flatly(self, tokens: list[int]) -> bool:
        """Whether the words say of something that is or was that nobody did it, or never: "nobody was hit"."""
        tree, within = self.tree, set(tokens)
        for i in tokens:
            finite = self.reader.status.finite(i) if tree.pos[i] == "VERB" else None
            opens = tree.rel[i] == "root" or tree.head[i] not in within
            if finite is None or not opens or self._is_ahead(i) or tree.mood[finite] == "Cnd":
                continue
            if not self.reader.status.is_negated(i):
                continue
            said = {tree.form[k] for k in tokens if tree.clause_of(k) == i}
            if said & self.sets["negation.flat"]:
                return True
        return False

    def _asks(self, tokens: list[int]) -> bool:
        """Whether the words are a question, which states nothing."""
        behind = tokens[-1] + 1
        return self.tree.form[tokens[-1]] == "?" or (behind < len(self.tree) and self.tree.form[behind] == "?")

    def _opens_with_no(self, tokens: list[int]) -> bool:
        """Whether words without a verb open with a negation: "Not our drones", "Pas question"."""
        tree, sets = self.tree, self.sets
        told = [i for i in tokens if tree.pos[i] != "PUNCT"]
        return bool(told) and tree.form[told[0]] in sets["negation.strong"] and not any(
            tree.verb_form[i] == "Fin" for i in told
        )

    def _disowns(self, tokens: list[int]) -> bool:
        """Whether who speaks says what he and his are not, or do not want: "Nous ne sommes pas des pirates"."""
        tree, within = self.tree, set(tokens)
        for i in tokens:
            is_head = tree.rel[i] == "root" or tree.head[i] not in within
            copula = any(tree.rel[k] == "cop" for k in tree.kids[i])
            wants = tree.lemma[i] in self.sets["claims.volition"]
            if not is_head or not (copula or wants) or not self.reader.status.is_negated(i):
                continue
            if any(tree.form[k] in self.sets["arguments.first_person"] for k in tree.having(i, "nsubj")):
                return True
        return False

    def _is_charged(self, quotation: Quotation, first: int) -> bool:
        """Whether somebody of another side has accused before, or somebody has accused the speaker himself."""
        own = self.reader.who.countries.get(quotation.speaker or "")
        for claim in self.known:
            if claim.kind == "accusation" and claim.first < first and claim.speaker != quotation.speaker:
                accuser = self.reader.who.countries.get(claim.speaker or "")
                if quotation.speaker in claim.about or own is None or accuser != own:
                    return True
        return False

    def _is_ahead(self, i: int) -> bool:
        tree = self.tree
        future = self.sets["tense.future_auxiliary"]
        return (
            tree.tense[i] == "Fut"
            or tree.lemma[i] in future
            or any(tree.form[k] in future for k in tree.auxiliaries(i))
        )

    def _will(self, i: int) -> bool:
        """Whether a verb tells of what is to come, or was when it was said: "would appeal"."""
        would = self.sets["tense.future_in_past"]
        return self._is_ahead(i) or any(self.tree.form[k] in would for k in self.tree.auxiliaries(i))

    def _is_hearsay(self, i: int) -> bool:
        """Whether a conditional only tells what is said to have been done: "auraient riposté"."""
        tree = self.tree
        having = tree.lemma[i] in self.sets["voice.have"] and tree.verb_form[tree.head[i]] == "Part"
        return tree.rel[i] == "aux" and having

    def _cue_lemmas(self, quotation: Quotation) -> set[str]:
        if quotation.cue is None:
            return set()
        low, high = text_span(self.reader.reading, quotation.cue.start, quotation.cue.end)
        return {self.tree.lemma[i] for i in range(self.tree.token_at(low), self.tree.token_at(high - 1) + 1)}

    def _by_words(
        self, quotation: Quotation, tokens: list[int], told: list[Draft], own: list[Draft]
    ) -> ClaimKind | None:
        tree = self.tree
        words = self._words(tokens)
        verbs = [i for i in tokens if tree.is_verbal(i)]
        if any(self._must(i, quotation) for i in verbs):
            return "demand"
        hostile = any(
            (d.type in CONFLICT or self._arms(d))
            and d.status not in {"planned", "hypothetical"}
            and d.settled_source
            and quotation.speaker not in d.settled_source
            for d in told
        )
        if hostile or words & self.sets["claims.hostile_words"]:
            return "accusation"
        future = [i for i in verbs if self._will(i) or (tree.mood[i] == "Cnd" and not self._is_hearsay(i))]
        if future and self._is_own(quotation, future):
            threat = words & self.sets["claims.threat_words"] or any(d.type in CONFLICT for d in told)
            return "threat" if threat else "promise"
        if words & self.sets["claims.praise_words"] or any(d.type == "SUPPORT" for d in own):
            return "praise"
        return None

    def _arms(self, draft: Draft) -> bool:
        """Whether an act helps people with weapons, which nobody says of another to praise him."""
        return draft.type == "AID" and any(self.reader.who.kinds.get(a) == "armed_group" for a in draft.target)

    def _must(self, i: int, quotation: Quotation) -> bool:
        tree = self.tree
        if tree.lemma[i] in self.sets["deontic.impersonal"] and not self.reader.status.is_negated(i):
            return True
        if tree.lemma[i] not in self.sets["deontic.modals"] and tree.form[i] not in self.sets["deontic.modals"]:
            return False
        bearer = tree.head[i] if tree.rel[i] == "aux" else i
        subject = self.reader.clauses.surface_subject(bearer)
        actors = self.reader.who.of(subject).actors if subject is not None else ()
        return bool(actors) and quotation.speaker not in actors

    def _is_own(self, quotation: Quotation, verbs: list[int]) -> bool:
        """Whether the speaker, or his state, is who will act."""
        for i in verbs:
            bearer = self.tree.head[i] if self.tree.rel[i] == "aux" else i
            subject = self.reader.clauses.surface_subject(bearer)
            if subject is None:
                continue
            if self.tree.form[subject] in self.sets["arguments.first_person"]:
                return True
            actors = self.reader.who.of(subject).actors
            countries = {self.reader.who.countries.get(a) for a in actors} - {None}
            speaks_for = self.reader.who.kinds.get(quotation.speaker or "") != "group"
            same = speaks_for and self.reader.who.countries.get(quotation.speaker or "") in countries
            if quotation.speaker in actors or same:
                return True
        return False

    def _is_checkable(self, tokens: list[int]) -> bool:
        """Whether the words state facts: a number, a date, an act that is done."""
        tree = self.tree
        if len(tokens) < SHORTEST:
            return False
        starts, ends = tree.start[tokens[0]], tree.end[tokens[-1]]
        if any(t.value is not None and starts <= t.start < ends for t in tree.reading.times_found):
            return True
        if any(tree.pos[i] == "NUM" or tree.form[i].isdigit() for i in tokens):
            return True
        return any(self._is_done(i) for i in tokens)

    def _is_done(self, i: int) -> bool:
        tree = self.tree
        if tree.pos[i] != "VERB":
            return False
        finite = self.reader.status.finite(i)
        if finite is None:
            return False
        past = tree.tense[finite] == "Past" or (finite != i and tree.verb_form[i] == "Part" and tree.tense[i] != "Pres")
        return past and tree.mood[finite] != "Cnd"

    def _words(self, tokens: Iterable[int]) -> set[str]:
        tokens = list(tokens)
        words = {self.tree.form[i] for i in tokens} | {self.tree.lemma[i] for i in tokens}
        pairs = {f"{self.tree.form[a]} {self.tree.form[b]}" for a, b in itertools.pairwise(tokens)}
        return words | pairs


def claims_of_quotations(reader: EventReader, known: list[ClaimDraft]) -> list[ClaimDraft]:
    """The claims of a page's quotations that no verb of claiming has told yet."""
    read = QuotationClaims(reader, known).read
    found = (read(index, quotation) for index, quotation in enumerate(reader.reading.quotations))
    return [claim for claim in found if claim is not None]
