"""Incises whose subject stands before the verb: « P », X said; P, X told reporters; as X put it, P."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.clause_openings import clause_behind, opens_verdict, subject_behind_marks, trails
from tamani.reading.quotations.clauses import has_main_verb
from tamani.reading.quotations.incises import IncisesFrame
from tamani.reading.quotations.phrases import Phrase

if TYPE_CHECKING:
    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.drafts import Draft

LOOSE = "incise_unmarked"


class SubjectFirstIncises(IncisesFrame):
    """Reads incises of both orders where the language has both."""

    def read(self, cue: Cue, limit: int) -> list[Draft]:
        """The words around the cue where it is an incise, else nothing."""
        if not self.words.grammar("subject_before_incise"):
            return super().read(cue, limit)
        if cue.start < 1 or cue.form != "finite":
            return []
        return (
            self._behind_marks(cue, limit)
            or self._as_said(cue)
            or self._behind_clause(cue)
            or self._inverted(cue, limit)
        )

    def _behind_marks(self, cue: Cue, limit: int) -> list[Draft]:
        words = self.words
        opening = subject_behind_marks(words, cue.start)
        if (
            opening is None
            or opens_verdict(words, opening)
            or words.is_in(cue.end, "complementizer")
            or clause_behind(words, cue, limit) is not None
        ):
            return []
        speaker = self.speakers.before_within(cue.start, cue.verb, opening)
        if speaker is None or speaker.start < opening:
            speaker = Phrase(opening, cue.start)
        return self.around_incise(cue, speaker, words.sentence_of(cue.verb).end, opening)

    def _as_said(self, cue: Cue) -> list[Draft]:
        speaker = self.speakers.before(cue.start, cue.verb)
        if speaker is None or not self.words.is_in(speaker.start - 1, "comparison") or not trails(self.words, cue):
            return []
        return self.compared(cue, speaker.start - 1, speaker)

    def _behind_clause(self, cue: Cue) -> list[Draft]:
        """A clause, a comma, the subject and the verb, with nothing behind it that it could report."""
        words = self.words
        speaker = self.speakers.before(cue.start, cue.verb)
        if speaker is None or cue.entry.only_marked or not cue.entry.lemma or not trails(words, cue):
            return []
        start, _ = self.speakers.unit(cue.verb)
        speaker = self._with_role_before(speaker, start)
        opening = speaker.start
        if opens_verdict(words, opening):
            return []
        if opening - 1 <= start or words.form[opening - 1] != "," or words.mark[opening - 1] != words.mark[cue.verb]:
            return []
        if not self.speakers.reaches(speaker, cue.start):
            return []
        if not has_main_verb(words, start, opening - 1) and not self._cuts_clause(cue, start, opening):
            return []
        found = self.around_incise(cue, speaker, words.sentence_of(cue.verb).end, opening)
        if found and found[0].rule == LOOSE:
            self.speakers.asides.add(cue.verb)
        return found

    def _with_role_before(self, name: Phrase, low: int) -> Phrase:
        """A name with the role before it, or a role with the name: "P, *the army's spokesman, X*, said"."""
        words = self.words
        comma = name.start - 1
        if comma <= low or words.form[comma] != ",":
            return name
        before = next((i for i in range(comma - 1, low, -1) if words.form[i] == ","), None)
        if before is None or {words.pos[before + 1], words.pos[name.start]} != {"DET", "PROPN"}:
            return name
        verbal = any(words.pos[i] in {"VERB", "AUX", "SCONJ"} or words.mark[i] >= 0 for i in range(before, comma))
        return name if verbal else Phrase(before + 1, name.end)

    def _cuts_clause(self, cue: Cue, start: int, opening: int) -> bool:
        """Whether a comma behind the verb leads back to the clause: "The talks, X said, would resume"."""
        words = self.words
        end = words.sentence_of(cue.verb).end
        comma = next((i for i in range(cue.end, end) if words.form[i] == ","), None)
        if (
            comma is None
            or words.is_in(comma + 1, "coordination")
            or any(words.is_finite(i) for i in range(start, opening))
        ):
            return False
        return any(words.is_finite(i) for i in range(comma + 1, min(end, comma + 4)))

    def _inverted(self, cue: Cue, limit: int) -> list[Draft]:
        """The verb before its subject; without marks only verbs that are known to stand so."""
        known = cue.entry.lemma in self.words.sets["inverting_verbs"]
        if not known and self.words.form[cue.start - 1] == ",":
            marks = cue.start > 1 and self.words.form[cue.start - 2] == "»"
            if not marks:
                return []
        found = super().read(cue, limit)
        return [draft for draft in found if known or draft.rule != LOOSE]
