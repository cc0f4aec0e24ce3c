"""When a verb tells its act to be: done, going on, to come, or to come from where it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.events.clauses import Clauses

MATERIAL = frozenset({"COOPERATE", "AID", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"})
LONG = MATERIAL - {"AID"} | {"CONSULT", "SANCTION"}
"""Types of acts that may last."""


class VerbTenses:
    """Reads the tenses of the verbs of one page."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.tables = clauses.tables

    def is_perfect(self, i: int, finite: int) -> bool:
        """Whether a verb with this finite one tells of what is done: "a arrêté", "a fait arrêter"."""
        tree = self.tree
        if tree.verb_form[i] == "Inf":  # "a fait arrêter"
            return any(tree.verb_form[k] == "Part" and tree.tense[k] != "Pres" for k in tree.auxiliaries(i))
        return finite != i and tree.verb_form[i] == "Part" and tree.tense[i] != "Pres"

    def lasts(self, i: int, kind: str) -> bool:
        """Whether an act that began at a time told beside it still goes on: "est détenu depuis", "held since"."""
        tree, tables = self.tree, self.tables
        if kind not in LONG:
            return False
        finite = self.finite(i) if tree.is_verbal(i) else None
        if finite is None:
            return not tree.is_verbal(i) or tree.verb_form[i] == "Part"
        if tree.tense[finite] != "Pres":
            return False
        had = any(tables.has("voice.have", tree.lemma[k]) for k in tree.auxiliaries(i))
        return not had or tree.tense[i] == "Pres" or self.clauses.is_passive(i)

    def finite(self, i: int) -> int | None:
        """The finite verb of the trigger's verb group, shared ones too."""
        tree = self.tree
        if tree.verb_form[i] == "Fin":
            return i
        for k in tree.auxiliaries(i):
            if tree.verb_form[k] == "Fin" or tree.mood[k]:
                return k
        if tree.rel[i] == "conj" and tree.is_verbal(tree.head[i]) and tree.head[i] != i and not tree.auxiliaries(i):
            if tree.verb_form[i] == tree.verb_form[tree.head[i]]:
                return self.finite(tree.head[i])
        return None

    def has_future(self, i: int) -> bool:
        """Whether an auxiliary tells that the act is to come: "will leave", "va partir"."""
        names = self.tables.sets["tense.future_auxiliary"]
        return any(self.tree.lemma[k] in names or self.tree.form[k] in names for k in self.tree.auxiliaries(i))

    def is_ahead(self, i: int) -> bool:
        """Whether a verb tells of the future, or of what was the future when it was said."""
        finite = self.finite(i)
        tree, would = self.tree, self.tables.sets["tense.future_in_past"]
        future = finite is not None and tree.tense[finite] == "Fut"
        conditional = finite is not None and (tree.mood[finite] == "Cnd" or tree.form[finite] in would)
        return future or self.has_future(i) or (conditional and self.is_future_in_past(i))

    def is_future_in_past(self, i: int) -> bool:
        """Whether a conditional only tells a future from the past: "a annoncé qu'elle renforcerait"."""
        tree = self.tree
        first = tree.first_conjunct(i)
        reported = tree.rel[first] == "ccomp" and tree.is_verbal(tree.head[first])
        helping = tree.auxiliaries(i)
        plain = (
            tree.verb_form[i] == "Fin"
            or any(tree.form[k] in self.tables.sets["tense.future_in_past"] for k in helping)
            or (len(helping) == 1 and self.clauses.is_passive(i) and self._is_told_past(tree.head[first]))
        )
        return reported and plain

    def has_condition(self, i: int) -> bool:
        """Whether a clause under the verb tells on what the act depends: "would resign if the bill passed"."""
        tree, marks = self.tree, self.tables.sets["condition.marks"]
        return any(tree.form[k] in marks for c in tree.having(i, "advcl") for k in tree.having(c, "mark", "advmod"))

    def _is_told_past(self, i: int) -> bool:
        """Whether a verb of telling is itself in the past: "a annoncé que … seraient expulsés"."""
        finite = self.finite(i)
        return finite is not None and (finite != i or self.tree.tense[i] == "Past")

    def is_past(self, i: int) -> bool:
        """Whether a clause tells what was done before: "avoir tué …", "que ses soldats avaient tué …"."""
        tree, tables = self.tree, self.tables
        if tree.verb_form[i] not in {"Part", "Fin"} or (tree.having(i, "mark") and self.finite(i) is None):
            return False
        with_be = tables.has("voice.perfect_with_be", tree.lemma[i])
        return any(
            tree.tense[k] != "Fut"
            and tree.mood[k] != "Cnd"
            and (tables.has("voice.have", tree.lemma[k]) or (with_be and tables.has("voice.be", tree.lemma[k])))
            for k in tree.auxiliaries(i)
        )
