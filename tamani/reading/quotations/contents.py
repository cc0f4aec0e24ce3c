"""Where reported words end: the clause finder for words that no quotation marks close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.clause_openings import opens_verdict
from tamani.reading.quotations.clauses import has_main_verb, next_verb, phrase_end

if TYPE_CHECKING:
    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.words_of_text import TextWords


class ContentSearch:
    """Finds the ends of reported clauses in one text."""

    def __init__(self, words: TextWords, cues: list[Cue]) -> None:
        self.words = words
        self.cue_at = {cue.start: cue for cue in cues}

    def end(self, start: int, limit: int, cue: Cue | None, *, linked: bool) -> int:
        """The end (exclusive) of the reported clause that starts at token ``start``.

        ``linked``: the clause follows a complementizer or is an infinitive, so the reporting sentence may go on
        behind it; without, it runs to the end of its own sentence.
        """
        words = self.words
        mark = words.mark[start - 1] if start > 0 else -1
        closed = self._closed_by_marks(start, limit)
        if closed is not None:
            return closed
        index = start
        while index < limit:
            if words.mark[index] != mark:
                inner = words.mark[index]
                if inner < 0:
                    break
                index = self._behind_mark(words.outermost(inner) if mark < 0 else inner, limit)
                continue
            if self._ends_at(index, start, cue, linked=linked):
                break
            if self._closes_unopened(index):
                return index + 1
            index += 1
        return self.trimmed(start, min(index, limit))

    def _closed_by_marks(self, start: int, limit: int) -> int | None:
        """Words that open with a mark right behind the complementizer end with it, where a stop or a joint follows."""
        words = self.words
        mark = words.mark[start]
        if mark < 0 or words.form[start] != "«" or (start > 0 and words.mark[start - 1] == mark):
            return None
        end = self._behind_mark(mark, limit)
        if end >= limit or words.pos[end] == "SPACE":
            return end
        if words.form[end] in {",", ".", ";", ":", "!", "?", ")"} or words.is_in(end, "coordination"):
            holds_verb = any(words.is_finite(i) or words.verb_form[i] == "Inf" for i in range(start, end))
            return end if holds_verb else None
        return None

    def _behind_mark(self, mark: int, limit: int) -> int:
        return min(limit, self.words.next_token(self.words.reading.marks[mark].end))

    def _closes_unopened(self, index: int) -> bool:
        """A closing mark that was never opened closes the reported words."""
        return (
            self.words.form[index] == "»"
            and index + 1 < len(self.words)
            and self.words.form[index + 1] in {",", ".", ";"}
        )

    def _ends_at(self, index: int, start: int, cue: Cue | None, *, linked: bool) -> bool:
        words = self.words
        form = words.form[index]
        if form in {";", "\n"} or (
            words.pos[index] == "SPACE" and "\n" in words.text[words.start[index] : words.end[index]]
        ):
            return True
        if self._dash_starts_anew(index, start) or (form == "," and self._another_judges(index)):
            return True
        if form == ":" and index > start and self._colon_closes(index):
            return True
        if index <= start + 1 or not linked or cue is None:
            return False
        if form == ",":
            return self._comma_closes(index, start, cue)
        if words.is_in(index, "coordination"):
            return self._joint_closes(index, start, cue)
        if words.pos[index] == "VERB" and index in self.cue_at and self.cue_at[index].form == "gerund":
            return words.form[index - 1] not in words.sets["gerund_opening"] and words.pos[index - 1] != "CCONJ"
        return False

    def _colon_closes(self, colon: int) -> bool:
        """Marked words or a report of its own behind a colon are no part of the clause before it."""
        words = self.words
        if colon + 1 >= len(words):
            return True
        if words.form[colon + 1] == "«":
            return True
        cue = self._first_cue(colon + 1, colon + 4)
        return cue is not None and cue.form == "finite"

    def _dash_starts_anew(self, index: int, start: int) -> bool:
        """A dash between spaces with a capital behind it: the next item of a list."""
        words = self.words
        if index <= start or words.form[index] not in {"-", "–", "—"} or index + 1 >= len(words):
            return False
        spaced = words.start[index] > words.end[index - 1] and words.start[index + 1] > words.end[index]
        return spaced and words.text[words.start[index + 1]].isupper()

    def _comma_closes(self, comma: int, start: int, cue: Cue) -> bool:
        words = self.words
        nxt = comma + 1
        if nxt >= len(words):
            return False
        if words.is_in(nxt, "coordination"):
            return self._joint_closes(nxt, start, cue)
        if self._opens_occasion(nxt) or self._has_own_source(nxt) or self._goes_on_above(comma, cue):
            return True
        if words.is_in(cue.start - 1, "subject_relative_words") and next_verb(words, nxt, nxt + 4) is not None:
            return True
        follower = self._first_cue(nxt, nxt + 4)
        if follower is not None and follower.form == "gerund":
            return True
        if cue.form == "gerund" and self._opens_sentence(cue):
            return words.pos[nxt] in {"DET", "PROPN", "PRON", "NOUN"} and has_main_verb(
                words, nxt, words.sentence_of(nxt).end
            )
        if words.is_in(nxt, "before_infinitive"):
            return self._untold_or_cue(nxt)
        if follower is not None and follower.form == "finite" and follower.start == nxt:
            return True
        return (
            words.form[nxt] in words.sets["gerund_opening"] and words.verb_form[min(nxt + 1, len(words) - 1)] == "Part"
        )

    def _goes_on_above(self, comma: int, cue: Cue) -> bool:
        """ "If X says that P, …": the clause on which the reporting one hangs, that a conjunction opened, begins."""
        words = self.words
        if words.dep[cue.verb] != "advcl" or words.head[cue.verb] <= comma:
            return False
        start = words.sentence_of(cue.verb).start
        opens = words.pos[start] == "SCONJ" and not words.is_in(start, "complementizer")
        return opens and words.pos[comma + 1] in {"DET", "PROPN", "PRON", "NOUN"}

    def _opens_sentence(self, cue: Cue) -> bool:
        """Whether nothing but a connective stands before the cue in its sentence ("Tout en soulignant que …")."""
        return cue.start - self.words.sentence_of(cue.start).start <= 2

    def _opens_occasion(self, at: int) -> bool:
        """ ", during a visit": where and when it was said, not what."""
        words = self.words
        rest = words.text[words.start[at] : words.start[at] + 40].lower()
        return rest.startswith(tuple(words.table["occasion_openers"]))

    def _has_own_source(self, at: int) -> bool:
        """A relative clause with a source phrase in it is a report of its own."""
        words = self.words
        if not words.is_in(at, "relative"):
            return False
        first_words = words.sets["source_openers"]
        return any(words.form[i] in first_words for i in range(at, min(len(words), at + 7)))

    def _another_judges(self, comma: int) -> bool:
        """ ", a figure that the rebels call « … »", ", which the embassy called …": somebody else's words begin."""
        words = self.words
        at = comma + 1
        if opens_verdict(words, at):
            return True
        while at < min(len(words), comma + 6) and not words.is_in(at, "object_relative"):
            qualifies = words.verb_form[at] == "Part" and words.tense[at] == "Past"
            if words.pos[at] not in {"DET", "NOUN", "ADJ", "PRON"} and not qualifies:
                return False
            at += 1
        if at == comma + 1:
            return self._qualified_by_another(at)
        if at >= min(len(words), comma + 6):
            return False
        cue = self._first_cue(at + 1, at + 8)
        if cue is not None and at == comma + 2 and words.pos[comma + 1] == "PRON":
            return True
        return cue is not None and bool(cue.entry.frames & {"qualify", "marked_object", "ready"})

    def _qualified_by_another(self, at: int) -> bool:
        """ "which the ministry dismissed as « … »": what was said is the object of somebody else's verdict."""
        words = self.words
        if not words.grammar("subject_before_incise") or not words.is_in(at, "object_relative"):
            return False
        end = phrase_end(words, at + 1, min(len(words), at + 12))
        cue = self._first_cue(end, end + 4) if end > at + 1 else None
        return cue is not None and bool(cue.entry.frames & {"qualify", "marked_object"})

    def _untold_or_cue(self, at: int) -> bool:
        """ ", without saying …", ", before adding …": what the speaker does, not what is said."""
        words = self.words
        for index in range(at + 1, min(len(words), at + 5)):
            if words.verb_form[index] == "Inf":
                return words.lemma[index] in words.sets["untold"] or index in {c.verb for c in self.cue_at.values()}
        return False

    def _joint_closes(self, joint: int, start: int, cue: Cue) -> bool:
        """ "and" that joins the reporting verb to another one, not two parts of what is reported."""
        words = self.words
        nxt = joint + 1
        while nxt < len(words) and words.pos[nxt] == "ADV" and not words.is_in(nxt, "negation"):
            nxt += 1
        if nxt >= len(words):
            return False
        follower = self._first_cue(nxt, nxt + 1)
        verbless = not any(words.is_finite(i) for i in range(start, joint))
        if follower is not None and follower.form == "finite" and verbless:
            return True
        if follower is not None:
            return self._shares_form(follower, start, cue)
        if cue.form == "gerund" and words.verb_form[nxt] == "Part" and words.tense[nxt] == "Pres":
            return True
        if verbless:
            verb_follows = next_verb(words, nxt, nxt + 4) is not None and not words.is_in(nxt, "relative")
            return verb_follows or self._new_clause(nxt)
        if words.is_in(nxt, "complementizer"):
            return self._marks_on_one_side(start, joint, nxt)
        if self._new_speaker(nxt):
            return True
        pronoun = words.is_in(nxt, "subject_pronouns") and words.pos[nxt] == "PRON"
        if pronoun:
            follower = self._first_cue(nxt + 1, nxt + 3)
            return follower is not None and follower.form == "finite" and "que" in follower.entry.frames
        return self._same_auxiliary(nxt, start, cue)

    def _new_clause(self, at: int) -> bool:
        """ "…, but his aide celebrates": a subject with its verb, which no infinitive before "but" can have."""
        words = self.words
        if words.pos[at] not in {"DET", "PROPN"}:
            return False
        end = phrase_end(words, at, min(len(words), at + 14))
        return next_verb(words, end, min(len(words), end + 3)) is not None

    def _new_speaker(self, at: int) -> bool:
        """ "… and the minister added that": a noun phrase and the cue whose subject it is."""
        words = self.words
        if words.pos[at] not in {"DET", "PROPN"}:
            return False
        end = phrase_end(words, at, min(len(words), at + 14))
        if end < len(words) and words.form[end] == ",":
            apposed = phrase_end(words, end + 1, min(len(words), end + 14))
            end = apposed + 1 if apposed < len(words) and words.form[apposed] == "," else end
        cue = self._first_cue(end, end + 3)
        return cue is not None and cue.form == "finite" and bool(cue.entry.frames & {"que", "marked_object", "colon"})

    def _shares_form(self, follower: Cue, start: int, cue: Cue) -> bool:
        """Whether a cue behind "and" goes with the reporting verb: same form, or a participle sharing its auxiliary."""
        words = self.words
        if follower.form == "gerund":
            return cue.form in {"gerund", "finite"}
        if follower.form == "participle":
            return words.verb_form[cue.verb] == "Part"
        if follower.form == "infinitive":
            return cue.form == "infinitive"
        if follower.form == "finite":
            same = self._tense(follower.start, follower.verb) == self._tense(cue.start, cue.verb)
            inner = self._inner_tense(start)
            reports = bool(follower.entry.frames & {"que", "marked_object", "qualify"})
            reports = reports and not self._joined_inside(follower, start)
            return same and (inner != self._tense(cue.start, cue.verb) or reports)
        return False

    def _joined_inside(self, follower: Cue, start: int) -> bool:
        """Whether the parser joins the verb behind "and" to the reported clause, and nothing is reported by it."""
        words = self.words
        if not words.grammar("subject_before_incise"):  # where tenses tell the two apart better than the parser
            return False
        joined = words.dep[follower.verb] == "conj" and start <= words.head[follower.verb] < follower.verb
        behind = follower.verb + 1
        reports = words.is_in(behind, "complementizer") or words.form[behind : behind + 1] in (["«"], [":"])
        return joined and not reports

    def _same_auxiliary(self, at: int, start: int, cue: Cue) -> bool:
        """ "… and has gone": a verb without subject in the tense of the reporting verb, not of the reported clause."""
        verb = next_verb(self.words, at, at + 4)
        if verb is None or cue.form != "finite" or self.words.form[cue.start] == "":
            return False
        outer = self._tense(cue.start, cue.verb)
        inner = self._inner_tense(start)
        follower = (self.words.pos[verb] == "AUX", self.words.tense[verb])
        return follower == outer and inner is not None and inner != outer

    def _tense(self, start: int, verb: int) -> tuple[bool, str]:
        """Whether a verb group is compound, and the tense of its finite verb."""
        words = self.words
        for index in range(start, verb + 1):
            if words.verb_form[index] == "Fin":
                return words.pos[index] == "AUX" and index != verb, words.tense[index]
        return False, words.tense[verb]

    def _inner_tense(self, start: int) -> tuple[bool, str] | None:
        words = self.words
        for index in range(start, min(len(words), start + 25)):
            if words.is_finite(index):
                return words.pos[index] == "AUX", words.tense[index]
        return None

    def _marks_on_one_side(self, start: int, joint: int, at: int) -> bool:
        words = self.words
        sentence = words.sentence_of(start)
        left = any(words.mark[i] >= 0 for i in range(start, joint))
        right = any(words.mark[i] >= 0 for i in range(at, sentence.end))
        return left and not right

    def _first_cue(self, low: int, high: int) -> Cue | None:
        return next((self.cue_at[i] for i in range(low, min(high, len(self.words))) if i in self.cue_at), None)

    def trimmed(self, start: int, end: int) -> int:
        """Without the stops, commas and spaces at the end."""
        words = self.words
        while end > start + 1 and (
            words.pos[end - 1] == "SPACE" or words.form[end - 1] in {",", ".", ";", ":", "…", "..."}
        ):
            end -= 1
        return end
