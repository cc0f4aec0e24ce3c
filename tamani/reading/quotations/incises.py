"""Incises and trailing clauses: « P », a déclaré X; P, indique X; comme l'a dit X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.clause_openings import past_adverbials
from tamani.reading.quotations.clauses import has_main_verb, next_verb
from tamani.reading.quotations.cue_frames import CueFrames
from tamani.reading.quotations.drafts import Draft, cue_span, first_said, kind_of

if TYPE_CHECKING:
    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.phrases import Phrase
    from tamani.reading.reading import Part

CIRCUMSTANCES = 8
"""Words that may stand between who is said to have said something and the comma behind."""


class IncisesFrame(CueFrames):
    """Reads the words that an incise interrupts or trails."""

    def read(self, cue: Cue, limit: int) -> list[Draft]:
        """The words around the cue where it is an incise, else nothing."""
        words = self.words
        before = cue.start - 1
        if before < 0 or cue.form != "finite":
            return []
        compared = words.is_in(before, "comparison")
        sentence = words.sentence_of(cue.verb)
        if compared:
            return self.compared(cue, before, self.speakers.behind(cue, limit))
        comma = words.form[before] in {",", "»", "!", "?", "…", "...", "—", "–", ")"}
        if not comma or before < sentence.start or self.speakers.is_set_off(before - 1):
            return []
        if words.mark[cue.verb] >= 0 and (cue.inverted or self._interrupts_marks(cue)):
            return self._inside_marks(cue)
        speaker = self.speakers.behind(cue, limit)
        if speaker is None or not self._stands_inverted(cue, speaker, limit):
            return []
        return self.around_incise(cue, speaker, sentence.end, cue.start)

    def _inside_marks(self, cue: Cue) -> list[Draft]:
        """An incise inside one pair of marks: « Le Parlement, a-t-il dit, siégera »: the marks hold what was said."""
        words = self.words
        speaker = self.speakers.behind(cue, words.next_token(words.reading.marks[words.mark[cue.verb]].end))
        marked = words.reading.marks[words.mark[cue.verb]]
        if speaker is None or words.is_in(speaker.start, "self_inverted"):
            return []
        return [
            Draft(
                "direct", [(marked.start, marked.end)], speaker, cue_span(words, cue), "incise_inside", 0.95, cue.verb
            )
        ]

    def _interrupts_marks(self, cue: Cue) -> bool:
        """Between commas inside marks that nobody outside of them is said to have spoken."""
        words = self.words
        if words.form[cue.start - 1] != "," or not cue.entry.lemma:
            return False
        sentence = words.sentence_of(cue.verb)
        outside = (i for i in range(sentence.start, sentence.end) if words.mark[i] < 0)
        alone = all(words.pos[i] in {"PUNCT", "SPACE"} for i in outside)
        return alone and self.speakers.behind(cue, sentence.end) is not None and not self._clause_opener(cue)

    def _stands_inverted(self, cue: Cue, speaker: Phrase, limit: int) -> bool:
        """The phrase behind the verb is its subject, not its object: none stands before the verb."""
        words = self.words
        if cue.inverted:
            return True
        if words.form[cue.start - 1] == ",":
            resumes = speaker.end + 1 < limit and words.form[speaker.end] == ","
            resumes = resumes and not words.is_in(speaker.end + 1, "relative")
            interrupted = resumes and next_verb(words, speaker.end + 1, speaker.end + 5) is not None
            interrupted = interrupted or (resumes and self._follows_adverbial(cue, speaker, limit))
            if self._clause_opener(cue) and not interrupted:
                return False
        following = speaker.end
        if following < limit and words.is_finite(following) and words.mark[following] < 0:
            return False
        return not any(
            words.is_in(i, "complementizer") and words.pos[i] == "SCONJ" for i in range(cue.end, speaker.start)
        )

    def _follows_adverbial(self, cue: Cue, speaker: Phrase, limit: int) -> bool:
        """Whether only an adverbial stands before the incise, and the clause behind it: "Until then, says X, P"."""
        words = self.words
        start, _ = self.speakers.unit(cue.verb)
        adverbial = words.pos[start] in {"ADP", "ADV", "SCONJ"}
        subject = words.pos[speaker.end + 1] in {"DET", "PROPN", "PRON", "NOUN"}
        return adverbial and subject and has_main_verb(words, speaker.end + 1, limit)

    def _clause_opener(self, cue: Cue) -> bool:
        """Whether the comma before the verb closes an aside behind a subject: "X, en visite, a annoncé la paix"."""
        words = self.words
        mark_before = words.form[cue.start - 2] == "»" if cue.start >= 2 else False
        if mark_before:
            return False
        start, _ = self.speakers.unit(cue.verb)
        has_verb = has_main_verb(words, start, cue.start - 1)
        in_marks = any(words.mark[i] >= 0 for i in range(start, cue.start - 1))
        return not has_verb and not in_marks and not self.is_verbless_report(start, cue.start - 1)

    def around_incise(self, cue: Cue, speaker: Phrase, sentence_end: int, opening: int) -> list[Draft]:
        """The words around an incise of cue and speaker whose first token is ``opening``."""
        words = self.words
        cue_chars = cue_span(words, cue)
        before = opening - 1
        if words.form[before] == "," and before > 0:
            before -= 1
        unclosed = self._unclosed_before(cue)
        start, _ = self.speakers.unit(cue.verb)
        if words.form[before] == "»" and words.mark[before] >= 0 and words.mark[before] != words.mark[cue.verb]:
            mark = (
                words.reading.marks[words.outermost(words.mark[before])]
                if words.mark[cue.verb] < 0
                else words.reading.marks[words.mark[before]]
            )
            first = words.next_token(mark.start)
            if self._opens_sentence(first, start):
                spans = [(mark.start, mark.end)]
                more = self._goes_on(speaker, cue, sentence_end)
                return [Draft("direct", spans + more, speaker, cue_chars, "incise", 0.95, cue.verb)]
            more = self._goes_on(speaker, cue, sentence_end)
            if more:
                return [Draft("mixed", [(mark.start, mark.end), *more], speaker, cue_chars, "incise", 0.8, cue.verb)]
            begin = self._clause_start(start, first)
            return [Draft("mixed", [(words.start[begin], mark.end)], speaker, cue_chars, "incise", 0.85, cue.verb)]
        if unclosed is not None:
            end = words.end[before]
            return [Draft("direct", [(unclosed, end)], speaker, cue_chars, "incise_unclosed", 0.7, cue.verb)]
        if words.form[opening - 1] != "," or before < start:
            return []
        return self._unmarked_incise(cue, speaker, start, before, sentence_end)

    def _unmarked_incise(self, cue: Cue, speaker: Phrase, start: int, before: int, sentence_end: int) -> list[Draft]:
        words = self.words
        begin = self._clause_start(self._behind_other_report(start, before), before)
        end = before + 1
        after = max(speaker.end, cue.end)
        while (
            after < sentence_end
            and words.form[after] not in {",", ".", ";", ":", "!", "?"}
            and words.pos[after] != "SPACE"
        ):
            after += 1
        kind = kind_of(words, begin, end)
        if after < sentence_end and words.form[after] == "," and self._middle(begin, end, after, sentence_end):
            colon = next((i for i in range(before, begin, -1) if words.form[i] == ":"), None)
            begin = colon + 1 if colon is not None else begin
            end = self.contents.end(after + 1, sentence_end, cue, linked=True)
            kind = kind_of(words, begin, end)
        elif (spoken := self._dialogue_line(begin, before, after)) is not None:
            return [Draft("direct", [spoken], speaker, cue_span(words, cue), "dialogue", 0.85, cue.verb)]
        if words.form[after : after + 1] == [":"] and self._short_answer(begin, before):
            return []
        spans = [(words.start[begin], words.end[end - 1])]
        return [Draft(kind, spans, speaker, cue_span(words, cue), "incise_unmarked", 0.85, cue.verb)]

    def _behind_other_report(self, start: int, before: int) -> int:
        """Behind a semicolon that ends what somebody else is said to have said: "X complained; *P*, retorted Y"."""
        words = self.words
        semicolon = next((i for i in range(before, start, -1) if words.form[i] == ";" and words.mark[i] < 0), None)
        if semicolon is None or not any(start <= cue.verb < semicolon for cue in self.speakers.cues):
            return start
        return semicolon + 1

    def _dialogue_line(self, begin: int, before: int, after: int) -> tuple[int, int] | None:
        """The words of a line that a dash opens: to the line's end, or to the incise that closes it."""
        words = self.words
        part = words.reading.part_at(words.start[begin])
        if part is None or words.text[part.start : part.start + 1] not in {"—", "–", "-"} or not self._is_spoken(part):
            return None
        first = words.next_token(part.start + 1)
        if first != begin:
            return None
        if after >= words.sentence_of(begin).end or words.form[after] == ".":
            return words.start[first], words.end[before]
        return words.start[first], part.start + len(words.text[part.start : part.end].rstrip())

    def _is_spoken(self, part: Part) -> bool:
        """Somebody speaks of himself, or to somebody, or in half a sentence: an item of a list does not."""
        words = self.words
        low, high = words.next_token(part.start), words.next_token(part.end)
        names = ("self_pronouns", "first_person_words", "second_person_words")
        if any(words.is_in(i, name) for i in range(low, high) for name in names):
            return True
        comma = next((i for i in range(low, high) if words.form[i] == ","), high)
        return not any(words.is_finite(i) for i in range(low, comma))

    def _short_answer(self, begin: int, before: int) -> bool:
        return before - begin < 2

    def _middle(self, begin: int, end: int, comma: int, sentence_end: int) -> bool:
        """Whether the incise stands inside the clause: no finite verb has come before it, or hardly more than one."""
        words = self.words
        colon = next((i for i in range(end - 1, begin, -1) if words.form[i] == ":"), begin - 1)
        if end - colon <= 4 and any(words.is_finite(i) for i in range(colon + 1, end)):
            return comma + 2 < sentence_end
        return not any(words.is_finite(i) for i in range(begin, end)) and comma + 2 < sentence_end

    def _opens_sentence(self, first: int, start: int) -> bool:
        """Whether a mark opens its sentence: nothing before it but a dash, a colon's phrase or another mark."""
        words = self.words
        index = first - 1
        while index >= start and words.form[index] in {"-", "–", "—", "«"}:
            index -= 1
        return index < start or words.form[index] in {":", ".", "!", "?"} or words.pos[index] == "SPACE"

    def _goes_on(self, speaker: Phrase, cue: Cue, sentence_end: int) -> list[tuple[int, int]]:
        """Marked words behind the incise that it cut off from those before it."""
        words = self.words
        index = max(speaker.end, cue.end)
        while index < sentence_end:
            if words.mark[index] >= 0 and words.form[index] == "«":
                if words.form[index - 1] in {",", ":", ";", "."}:
                    mark = words.reading.marks[words.mark[index]]
                    return [(mark.start, mark.end)]
                return []
            if words.is_finite(index) or index in self.cue_starts:
                return []
            index += 1
        return []

    def _unclosed_before(self, cue: Cue) -> int | None:
        """Offset of an opening mark before the cue in its paragraph that nothing closes."""
        words = self.words
        for marked in reversed(words.reading.marks):
            if marked.broken == "unclosed" and marked.start < words.start[cue.start] < marked.end:
                return marked.start
        return None

    def _clause_start(self, start: int, before: int) -> int:
        """The first word of the clause that an incise reports: connectives and a headline's topic are left out."""
        words = self.words
        sentence = words.sentence_of(before)
        if sentence.part == "headline":
            for index in range(start, min(before, start + 7)):
                if words.form[index] == words.table["topic_separator"]:
                    return index + 1
        return first_said(words, start, before)

    def _trailing_comparison(self, cue: Cue, speaker: Phrase, start: int, comparison: int) -> list[Draft]:
        """ "P, as X says": the clause before the comma."""
        words = self.words
        end = comparison - (words.form[comparison - 1] == ",")
        first = self._clause_start(start, end)
        if not any(words.is_finite(i) for i in range(first, end)):
            return []
        return [self.clause_draft(cue, speaker, first, end, "as_said", 0.8)]

    def _past_circumstances(self, after: int, end: int) -> int:
        """Where the comma behind "as the king said *at the opening of the session*" stands."""
        words = self.words
        for at in range(after, min(end, after + CIRCUMSTANCES + 1)):
            if words.form[at] == ",":
                return at
            if words.is_finite(at) or words.mark[at] >= 0 or words.form[at] in {";", ":"}:
                return after
        return after

    def compared(self, cue: Cue, comparison: int, speaker: Phrase | None) -> list[Draft]:
        """ "as X said, P" counts whole where it cuts the words, else the clause behind it."""
        words = self.words
        if speaker is None:
            return []
        sentence = words.sentence_of(cue.verb)
        start, end = self.speakers.unit(cue.verb)
        after = max(speaker.end, past_adverbials(words, cue, end) if speaker.end <= cue.start else cue.end)
        if speaker.end > cue.start:
            after = self._past_circumstances(after, end)
        if after >= end or words.form[after] in {".", "!", "?"} or words.pos[after] == "SPACE":
            return self._trailing_comparison(cue, speaker, start, comparison)
        if words.form[after] != ",":
            return []
        if comparison <= start + 1:
            first = after + 1
            mark = words.mark[first]
            if mark >= 0 and words.form[first] == "«":
                marked = words.reading.marks[mark]
                return [
                    Draft(
                        "direct", [(marked.start, marked.end)], speaker, cue_span(words, cue), "as_said", 0.85, cue.verb
                    )
                ]
        else:
            first = start
        stop = self.contents.end(after + 1, sentence.end, cue, linked=False)
        stop = self.contents.trimmed(first, stop)
        return [
            Draft(
                kind_of(words, first, stop),
                [(words.start[first], words.end[stop - 1])],
                speaker,
                cue_span(words, cue),
                "as_said",
                0.8,
                cue.verb,
            )
        ]
