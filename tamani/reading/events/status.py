"""Whether an event happened: negation, mood, tense, modality, and the verbs and nouns it stands under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.reading.events.act_types import DONE_TO
from tamani.reading.events.tree import NOMINAL
from tamani.reading.events.verb_tenses import LONG, MATERIAL, VerbTenses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.record import EventStatus

LASTING_FORMS = frozenset({"Pres", "Imp"})
HIGHEST = 6
"""Governors that can still bear on an event."""
KINDS = ("denied", "hypothetical", "alleged", "planned", "ongoing")
OPEN = frozenset({"planned", "hypothetical"})
TAKING_BACK = frozenset({"denied", "alleged"})
"""What a verb still makes of an act that another one below it left open: "denied that it planned to …"."""
PAST_KINDS = ("denied", "hypothetical", "alleged")
"""What a verb can make of an act that is told as past."""


@dataclass(slots=True)
class Verdict:
    """The status of an event, with the verb whose subject vouches for it where that is not the page or a speaker.

    ``negated`` tells that the trigger itself is negated, so that its entry says what this means.
    """

    status: EventStatus
    voucher: int | None = None
    negated: bool = False
    condition: bool = False


class StatusReader(VerbTenses):
    """Reads the status of triggers on one page."""

    def read(self, i: int, kind: str, *, litotes: bool = False) -> Verdict:
        """The status of the trigger at token ``i``, an event of this type; in a litotes the negation affirms."""
        tree = self.tree
        verbal = tree.is_verbal(i) or (tree.pos[i] == "ADJ" and bool(tree.auxiliaries(i)))
        verdict = self._of_verb(i, kind, litotes=litotes) if verbal else self._of_noun(i)
        if verdict.negated or verdict.status in {"denied", "hypothetical"}:
            verdict.condition = self.in_condition(i)
            return verdict
        above = self._above(i)
        if above is not None and above.status == "planned" and kind in DONE_TO and not verbal and self._is_announced(i):
            above = None
        if above is not None and _stronger(above.status, verdict.status):
            above.negated = verdict.negated
            verdict = above
        if self.in_condition(i):
            return Verdict("hypothetical", condition=True)
        if self._in_question(i):
            return Verdict("hypothetical")
        return verdict

    def _is_announced(self, i: int) -> bool:
        """For "announced the death of its chief": a deed that is announced as such was done."""
        tree = self.tree
        return tree.lemma[tree.head[i]] in self.tables.sets["operator.announcing"] and not self.is_ahead(tree.head[i])

    # the trigger's own clause

    def _of_verb(self, i: int, kind: str, *, litotes: bool) -> Verdict:
        if not litotes and self.is_negated(i):
            return Verdict("denied", negated=not self._by_neither(i))
        tree, tables = self.tree, self.tables
        finite = self.finite(i)
        if finite is None:
            ahead = tree.rel[i] == "root" and tree.verb_form[i] == "Inf" and tree.first(i, "nsubj") is not None
            return Verdict("planned" if ahead else "happened")  # "Poland to close border"
        modal = self._modal(i)
        if modal is not None:
            return Verdict(modal)
        if any(tree.form[k] in tables.sets["operator.adverb_alleged"] for k in tree.having(i, "advmod")):
            return Verdict("alleged")
        if tree.mood[finite] == "Cnd":
            if self.is_future_in_past(i) and not self.has_condition(i):
                return Verdict("planned")
            compound = (finite != i and tables.has("voice.have", tree.lemma[finite])) or self.is_perfect(i, finite)
            return Verdict("alleged" if compound or tree.lemma[finite] in tables.sets["voice.be"] else "hypothetical")
        if tree.tense[finite] == "Fut" or self.has_future(i):
            return Verdict("planned")
        lasting = kind in MATERIAL and tree.tense[finite] in LASTING_FORMS and tree.kind[i] != "headline"
        lasting = lasting or (kind in LONG and finite != i and tree.tense[finite] == tree.tense[i] == "Pres")
        if lasting and not self.is_perfect(i, finite):
            return Verdict("ongoing")
        return Verdict("happened")

    def _modal(self, i: int) -> EventStatus | None:
        """What an auxiliary of mood makes of it, in parses that have these as auxiliaries."""
        for k in self.tree.auxiliaries(i):
            if self.tree.form[k] in self.tables.sets["tense.future_in_past"]:
                ahead = self.is_future_in_past(i) and not self.has_condition(i)
                return "planned" if ahead else "hypothetical"
            for kind in ("hypothetical", "planned"):
                if self.tree.lemma[k] in self.tables.sets[f"operator.{kind}"]:
                    return "hypothetical" if kind == "hypothetical" else "planned"
        return None

    def is_negated(self, i: int) -> bool:
        """Whether the verb is negated, by an adverb, a pronoun or determiner, or "without"."""
        tree, tables = self.tree, self.tables
        strong, weak, words = (tables.sets[f"negation.{name}"] for name in ("strong", "weak", "words"))
        kids = [k for k in tree.kids[i] if tree.mark[k] == tree.mark[i]]
        for k in tree.auxiliaries(i):
            kids += tree.kids[k]
        forms = {
            tree.form[k]
            for k in kids
            if tree.rel[k] in {"advmod", "aux", "det", "mark", "cc", "obj", "nsubj", "iobj", "obl", "dep", "neg"}
        }
        if self._by_neither(i):
            return True
        if forms & tables.sets["negation.without"] and tree.verb_form[i] in {"Inf", "Ger", "Part"}:
            return True
        if not weak:
            return bool(forms & strong) or self._has_negative_argument(kids, words)
        around = set(tree.form[max(0, i - 5) : i])
        has_weak = bool(forms & weak) or bool(around & weak and self._same_group(i, weak))
        if not has_weak:
            return False
        behind = set(tree.form[i + 1 : i + 4]) | around
        restricted = not (behind & strong) and self._restricted(i)
        if restricted:
            return False
        return bool((forms | around | behind) & strong) or self._has_negative_argument(kids, words) or not restricted

    def _by_neither(self, i: int) -> bool:
        """For "neither accepted nor refused": the one is as little told as the other."""
        tree = self.tree
        return any(tree.form[k] in self.tables.sets["negation.neither"] for k in tree.having(i, "cc", "advmod"))

    def _same_group(self, i: int, weak: frozenset[str]) -> bool:
        """Whether the negation in front belongs to this verb and to no other between them."""
        tree = self.tree
        for k in range(i - 1, max(-1, i - 6), -1):
            if tree.form[k] in weak:
                return True
            if tree.pos[k] == "VERB" or tree.pos[k] == "PUNCT":
                return False
        return False

    def _restricted(self, i: int) -> bool:
        """For "ne … que": no negation."""
        tree = self.tree
        marks = self.tables.sets["negation.restriction"]
        return (
            any(tree.form[k] in marks for k in range(i + 1, min(i + 6, len(tree)))) and tree.first(i, "ccomp") is None
        )

    def _has_negative_argument(self, kids: list[int], words: frozenset[str]) -> bool:
        tree = self.tree
        for k in kids:
            if tree.rel[k] in {"nsubj", "obj", "obl", "iobj"}:
                if tree.form[k] in self.tables.sets["arguments.comparing"]:
                    continue  # "no fewer than 23 persons"
                if tree.form[k] in words or any(tree.form[d] in words or self._is_not(d, k) for d in tree.kids[k]):
                    return True
        return False

    def _is_not(self, i: int, noun: int) -> bool:
        """For "not one metre has changed hands": whether a negation belongs to the noun, and is no "not only"."""
        tree, tables = self.tree, self.tables
        single = i + 1 < noun and tree.pos[i + 1] in {"NUM", "DET"}
        return tree.form[i] in tables.sets["negation.strong"] and tree.rel[i] == "advmod" and i < noun and single

    # nouns

    def _of_noun(self, i: int) -> Verdict:
        tree, tables = self.tree, self.tables
        for k in tree.kids[i]:
            for kind in ("planned", "hypothetical", "alleged"):
                if (
                    tree.rel[k] in {"amod", "acl", "advmod"}
                    and tree.lemma[k] in tables.sets[f"operator.adjective_{kind}"]
                ):
                    return Verdict(_status(kind))
            if tree.form[k] in tables.sets["negation.words"] and tree.rel[k] in {"det", "amod", "advmod"}:
                return Verdict("denied")
            if tree.form[k] in tables.sets["negation.without"]:
                return Verdict("denied")
        return Verdict("happened")

    # what stands over it

    def _above(self, i: int) -> Verdict | None:
        """What the nearest verb or noun over the trigger that says so makes of it."""
        tree = self.tree
        below = i
        best: Verdict | None = None
        for steps, above in enumerate(tree.chain(i)):
            if steps >= HIGHEST or tree.mark[above] != tree.mark[i]:
                break
            relation = tree.rel[below]
            if relation in {"acl", "advcl", "parataxis"} and (
                tree.is_finite(below)
                or (relation == "advcl" and self._is_circumstance(below))
                or (relation != "advcl" and tree.is_verbal(below) and tree.verb_form[below] != "Inf")
            ):
                break
            if relation == "conj":
                below = above
                continue
            verdict = self._by(above, below, relation, i)
            ahead = best is not None and best.status in OPEN
            if verdict is not None and (best is None or _stronger(verdict.status, best.status)):
                if ahead and verdict.status not in TAKING_BACK:
                    break
                best = verdict
            if (best is not None and best.status not in {"ongoing", *OPEN}) or (
                tree.is_finite(above) and tree.is_verbal(above) and relation not in {"xcomp", "ccomp", "obj", "nsubj"}
            ):
                break
            if (
                tree.rel[above] in {"nsubj", "obl", "advcl"}
                and not tree.is_verbal(above)
                and relation not in {"nmod", "acl"}
            ):
                break
            below = above
        return best

    def _is_circumstance(self, i: int) -> bool:
        """Whether a participle tells something beside its verb, and is not what a preposition says of it."""
        tree = self.tree
        led = any(tree.form[k] in self.tables.sets.get("voice.gerund_marks", ()) for k in tree.having(i, "mark"))
        return tree.verb_form[i] == "Part" and not led and (tree.tense[i] == "Pres" or not tree.auxiliaries(i))

    def _by(self, above: int, below: int, relation: str, i: int) -> Verdict | None:
        tree, tables = self.tree, self.tables
        lemma = tree.lemma[above]
        if tree.is_verbal(above) or tree.pos[above] == "ADJ" or lemma in tables.sets["operator.about"]:
            clause = relation in {"ccomp", "xcomp", "advcl", "csubj"} or (relation == "obl" and tree.is_verbal(below))
            if clause and tree.is_verbal(below):
                near = self._is_near_future(above, below, relation) or self._is_purpose_ahead(above, below, relation)
                if self.is_past(below):
                    return self._by_verb(above, lemma, "operator", i, kinds=PAST_KINDS) or self._not_done(above, below)
                return near or self._by_verb(above, lemma, "operator", i) or self._not_done(above, below)
            passive = self.clauses.is_passive(above)
            if relation == "nsubj" and not passive and self._takes_place(above):
                return self._of_happening(above)
            acted_on = relation == "obj" or (relation == "nsubj" and passive) or (relation == "obl" and not passive)
            if not acted_on:
                return None
            return (
                self._by_verb(above, lemma, "operator.complement", i)
                or self._not_carried(above, lemma)
                or self._carried_ahead(above, lemma)
            )
        if relation in {"nmod", "acl", "obl"} and tree.pos[above] in NOMINAL:
            for kind in KINDS[:-1]:
                if lemma in tables.sets[f"operator.noun_{kind}"]:
                    none = any(tree.form[k] in tables.sets["negation.words"] for k in tree.having(above, "det"))
                    return Verdict("denied" if none and kind == "planned" else _status(kind))
        return None

    def _takes_place(self, verb: int) -> bool:
        """Whether a verb only tells that its subject takes place: "a eu lieu"."""
        tree, names = self.tree, self.tables.sets["occasion.happen"]
        objects = [f"{tree.lemma[verb]} {tree.form[k]}" for k in tree.having(verb, "obj", "compound", "obl")]
        return not names.isdisjoint([tree.lemma[verb], *objects])

    def _of_happening(self, verb: int) -> Verdict | None:
        """What the verb that tells that an act takes place makes of it: "n'a pas eu lieu", "aura lieu"."""
        if self.is_negated(verb):
            return Verdict("denied")
        return Verdict("planned") if self.is_ahead(verb) else None

    def _by_verb(self, above: int, lemma: str, section: str, i: int, *, kinds: Sequence[str] = KINDS) -> Verdict | None:
        negated = self.is_negated(above)
        for kind in kinds:
            if lemma not in self.tables.sets.get(f"{section}.{kind}", ()):
                continue
            if negated:
                return Verdict("happened") if kind == "denied" else None
            if kind == "planned" and section == "operator.complement" and self._is_dated_before(i):
                return None
            voucher = above if kind in {"denied", "alleged"} else None
            return Verdict(_status(kind), voucher)
        return None

    def _is_near_future(self, above: int, below: int, relation: str) -> Verdict | None:
        """For "va déposer plainte", where the parse has the verb of going over the act."""
        tree = self.tree
        going = tree.lemma[above] in self.tables.sets["tense.future_auxiliary"] and tree.tense[above] in LASTING_FORMS
        bare = relation == "xcomp" and tree.verb_form[below] == "Inf" and tree.verb_form[above] == "Fin"
        return Verdict("planned") if going and bare and not self.is_negated(above) else None

    def _is_purpose_ahead(self, above: int, below: int, relation: str) -> Verdict | None:
        """For "se rendra à Rome pour signer un accord": what a future act is for is to come as well."""
        purpose = relation == "advcl" and self.tree.verb_form[below] == "Inf"
        return Verdict("planned") if purpose and self.is_ahead(above) and not self.is_negated(above) else None

    def _not_carried(self, above: int, lemma: str) -> Verdict | None:
        """For "did not take part in the boycott": the act of a noun whose light verb is negated did not happen."""
        sets = self.tables.sets
        carries = lemma in sets["occasion.light"] and lemma not in sets.get("operator.insisted", ())
        return Verdict("denied") if carries and self.is_negated(above) else None

    def _carried_ahead(self, above: int, lemma: str) -> Verdict | None:
        """For "will call a strike": the act of a noun whose light verb tells of the future is to come."""
        return Verdict("planned") if lemma in self.tables.sets["occasion.light"] and self.is_ahead(above) else None

    def _not_done(self, above: int, below: int) -> Verdict | None:
        """For "n'a jamais proposé de couper": what a negated verb leads to did not happen."""
        if self.tree.lemma[above] in self.tables.sets.get("operator.insisted", ()):
            return None
        bare = self.tree.verb_form[below] == "Inf" and self.tree.rel[below] == "xcomp"
        return Verdict("denied", above) if bare and self.is_negated(above) else None

    def _is_dated_before(self, i: int) -> bool:
        """Whether a time told beside the noun lies before the page's date, so that it is no plan."""
        reading = self.tree.reading
        if reading.published is None:
            return False
        low, high = self.tree.start[i], self.tree.start[i] + 80
        day = reading.published.isoformat()
        return any(
            t.value is not None and low <= t.start <= high and t.value[:10] < day[: len(t.value[:10])]
            for t in reading.times_found
        )

    def in_condition(self, i: int) -> bool:
        """Whether the clause of a token, or one over it, is a condition."""
        tree, tables = self.tree, self.tables
        for verb in (i, *tree.chain(i)):
            for k in tree.having(verb, "mark", "advmod"):
                if (
                    tree.form[k] in tables.sets["condition.marks"]
                    and tree.rel[verb] != "ccomp"
                    and k < verb
                    and not self._asks(verb)
                ):
                    return True
        return False

    def _asks(self, verb: int) -> bool:
        return self.tree.rel[verb] in {"ccomp", "xcomp"}

    def _in_question(self, i: int) -> bool:
        _, high = self.tree.sentence_range(i)
        return any(self.tree.form[k] == "?" for k in range(i, high)) and self.tree.mark[i] == self.tree.mark[high - 1]


def _status(kind: str) -> EventStatus:
    found: EventStatus = {
        "denied": "denied",
        "hypothetical": "hypothetical",
        "alleged": "alleged",
        "planned": "planned",
    }.get(kind, "ongoing")  # type: ignore[assignment]
    return found


ORDER = ("happened", "ongoing", "planned", "alleged", "hypothetical", "denied")


def _stronger(one: str, other: str) -> bool:
    """Whether the first status tells more than the second."""
    return ORDER.index(one) > ORDER.index(other) or (one == "planned" and other == "ongoing")
