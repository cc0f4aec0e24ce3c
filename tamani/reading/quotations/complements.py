"""Complements of a cue: that-clauses, indirect questions, infinitives, attributes, words behind a colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.clause_openings import clause_behind, past_adverbials
from tamani.reading.quotations.drafts import Draft, cue_span
from tamani.reading.quotations.fragments import FragmentFrames

if TYPE_CHECKING:
    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.phrases import Phrase

REACH_COMPLEMENT = 22
"""Tokens between a cue and the word that opens its clause ("a expliqué jeudi au juge … que")."""
CHARGES = frozenset({"accuse", "blame"})


class ComplementFrames(FragmentFrames):
    """Reads the clauses and words that a cue governs."""

    def clause(self, cue: Cue, limit: int) -> list[Draft]:
        """The clause behind "that", and those that "and that" joins to it."""
        opened = self._complementizer(cue, limit)
        if opened is None:
            return []
        words = self.words
        speaker = self.speaker(cue)
        start = opened + 1
        if start >= limit:
            return []
        drafts = []
        end = self.contents.end(start, limit, cue, linked=True)
        if not any(words.is_finite(i) or words.mark[i] >= 0 for i in range(start, end)) and (
            cue.negated or words.pos[start] not in {"DET", "PROPN", "PRON", "NOUN"} or end - start < 3
        ):
            return []
        drafts.append(self.clause_draft(cue, speaker, start, end, "que"))
        return drafts + self._joined_clauses(cue, end, limit)

    def _joined_clauses(self, cue: Cue, end: int, limit: int) -> list[Draft]:
        """The further clauses behind "and that"."""
        drafts = []
        nxt = end + (end < limit and self.words.form[end] == ",")
        while nxt + 2 < limit and self.words.is_in(nxt, "coordination") and self.words.is_in(nxt + 1, "complementizer"):
            start = nxt + 2
            end = self.contents.end(start, limit, cue, linked=True)
            drafts.append(self.clause_draft(cue, self.speaker(cue), start, end, "que"))
            nxt = end + (end < limit and self.words.form[end] == ",")
        return drafts

    def _complementizer(self, cue: Cue, limit: int) -> int | None:
        """The token of the "that" which opens the reported clause, adverbials between it and the cue skipped."""
        words = self.words
        bare_object = False
        for index in range(cue.end, min(limit, cue.end + REACH_COMPLEMENT)):
            if words.mark[index] != words.mark[cue.verb]:
                return None
            if words.is_in(index, "complementizer"):
                if words.form[index - 1] in words.sets["not_before_complementizer"] and index > cue.end:
                    return None
                if index == cue.end:
                    return index
                if words.form[index - 1] == ",":
                    if words.form[cue.end] == "," and (words.pos[index] == "SCONJ" or index - cue.end <= 4):
                        return index
                    return index if words.dep[index] == "mark" and not bare_object else None
                if words.lemma[index - 1] in words.sets["clause_nouns"]:
                    return None
                return None if bare_object and not self._opens_told(cue, index) else index
            if words.is_finite(index) or words.form[index] in {";", ":", ".", "(", "»"}:
                return None
            if words.verb_form[index] == "Inf" or (words.verb_form[index] == "Part" and words.tense[index] == "Pres"):
                return None
            if words.pos[index] in {"NOUN", "PROPN"} and not self.has_preposition(index, cue.end):
                bare_object = True
            if words.pos[index] == "SCONJ" or words.is_in(index, "relative"):
                return None
        return None

    def _opens_told(self, cue: Cue, index: int) -> bool:
        """Whether "that" behind a noun opens what was said, and not what tells the noun apart."""
        words = self.words
        return words.dep[index] == "mark" or (cue.entry.to_whom and words.pos[index] == "SCONJ")

    def bare_clause(self, cue: Cue, limit: int) -> list[Draft]:
        """The clause that no "that" announces: "said the talks had failed"."""
        start = clause_behind(self.words, cue, limit)
        if start is None:
            return []
        end = self.contents.end(start, limit, cue, linked=True)
        drafts = [self.clause_draft(cue, self.speaker(cue), start, end, "clause", 0.85)]
        return drafts + self._joined_clauses(cue, end, limit)

    def has_preposition(self, index: int, low: int) -> bool:
        """Whether the noun stands in a prepositional phrase or tells the time."""
        words = self.words
        if words.lemma[index].lower() in words.sets["time_nouns"] or words.form[index] in words.sets["time_nouns"]:
            return True
        for at in range(index - 1, low - 1, -1):
            if words.pos[at] == "ADP":
                return True
            if words.pos[at] not in {"DET", "ADJ", "NUM", "PROPN", "NOUN"}:
                return False
        return False

    def question(self, cue: Cue, limit: int) -> list[Draft]:
        """The indirect question behind "whether", "why" …"""
        words = self.words
        opened = None if cue.negated else self._question_word(cue, limit)
        if opened is None:
            return []
        opens = opened + (words.form[opened] in words.table["dropped_question_words"])
        if opens >= min(limit, len(words)):
            return []
        end = self.contents.end(opens, limit, cue, linked=True)
        return [self.clause_draft(cue, self.speaker(cue), opens, end, "question", 0.75)]

    def _question_word(self, cue: Cue, limit: int) -> int | None:
        """The word that opens an indirect question, one complement between it and the cue skipped."""
        words = self.words
        for index in range(cue.end, min(limit, cue.end + 8)):
            if words.is_in(index, "indirect_question") and words.pos[index] in {"SCONJ", "ADV", "PRON"}:
                elided = words.form[index] == words.table["elided_question_word"]
                asks = not elided or (index + 1 < limit and words.is_in(index + 1, "subject_pronouns"))
                return index if asks else None
            if words.is_finite(index) or words.pos[index] in {"PUNCT", "VERB", "CCONJ"}:
                return None
            if words.pos[index] in {"NOUN", "PROPN"} and not self.has_preposition(index, cue.end):
                return None
        return None

    def infinitive(self, cue: Cue, limit: int) -> list[Draft]:
        """The bare infinitive behind the cue: "affirme vouloir négocier"."""
        words = self.words
        for index in range(cue.end, min(limit, cue.end + 9)):
            if words.verb_form[index] == "Inf" and words.pos[index] in {"VERB", "AUX"}:
                start = index
                while start > cue.end and (
                    words.is_in(start - 1, "clitic_objects") or words.is_in(start - 1, "negation")
                ):
                    start -= 1
                if start > cue.end and (words.pos[start - 1] == "ADP" or words.is_in(start - 1, "infinitive_link")):
                    return []
                if words.grammar("marked_infinitive") and not words.is_in(start - 1, "infinitive_mark"):
                    return []
                end = self.contents.end(start, limit, cue, linked=True)
                return [self.clause_draft(cue, self.speaker(cue), start, end, "infinitive", 0.85)]
            allowed = words.pos[index] in {"ADV", "PRON", "ADP", "DET", "NOUN", "PROPN", "ADJ"}
            allowed = allowed or words.is_in(index, "negation") or words.is_in(index, "infinitive_mark")
            if not allowed or words.is_in(index, "relative") or words.mark[index] != words.mark[cue.verb]:
                return []
            if words.pos[index] in {"NOUN", "PROPN"} and not self.has_preposition(index, cue.end):
                return []
        return []

    def gerund(self, cue: Cue, limit: int) -> list[Draft]:
        """The verbal noun that was said or denied: "denies having met him"."""
        words = self.words
        index = cue.end
        while index < limit and (words.pos[index] == "ADV" or words.is_in(index, "negation")):
            index += 1
        if index >= limit or not words.is_gerund(index) or words.pos[index] not in {"VERB", "AUX"}:
            return []
        if words.mark[index] != words.mark[cue.verb]:
            return []
        end = self.contents.end(index, limit, cue, linked=True)
        return [self.clause_draft(cue, self.speaker(cue), index, end, "gerund", 0.85)]

    def linked_infinitive(self, cue: Cue, limit: int) -> list[Draft]:
        """The infinitive behind "of": "accuse X d'avoir menti"."""
        return self.infinitive_of(cue, limit, self.speaker(cue))

    def infinitive_of(self, cue: Cue, limit: int, speaker: Phrase | None) -> list[Draft]:
        """The same where it is known who speaks."""
        start = self.infinitive_behind(cue, limit, "infinitive_link", charged=cue.entry.act in CHARGES)
        if start is None:
            return []
        end = self.contents.end(start, limit, cue, linked=True)
        if cue.entry.act in CHARGES and speaker is not None and self._is_of_court(speaker):
            return []
        return [self.clause_draft(cue, speaker, start, end, "linked_infinitive", 0.85)]

    def _is_of_court(self, speaker: Phrase) -> bool:
        """Charges that a court or prosecutor brings are no report of speech."""
        words = self.words
        charging = words.sets["charging_nouns"]
        return any(
            words.lemma[i].lower() in charging or words.form[i] in charging for i in range(speaker.start, speaker.end)
        )

    def attribute(self, cue: Cue, limit: int) -> list[Draft]:
        """ "says he is ready to …": the attribute is what was said."""
        words = self.words
        index = cue.end
        while index < limit and words.pos[index] == "ADV":
            index += 1
        if index >= limit or words.pos[index] not in {"ADJ", "VERB"} or words.is_finite(index):
            return self._clause_free_mark(cue, limit)
        if words.pos[index] == "VERB" and words.verb_form[index] != "Part":
            return []
        end = self.contents.end(index, limit, cue, linked=True)
        whole = any(words.verb_form[i] == "Inf" for i in range(index, end))
        mark = next((i for i in range(index, end) if words.form[i] == "«" and words.mark[i] >= 0), None)
        if mark is not None and not whole:
            return self.fragments(cue, mark, end)
        return [self.clause_draft(cue, self.speaker(cue), index, end, "attribute", 0.75)]

    def _clause_free_mark(self, cue: Cue, limit: int) -> list[Draft]:
        words = self.words
        if cue.end < limit and words.form[cue.end] == "«" and words.mark[cue.end] >= 0:
            return self.fragments(cue, cue.end, cue.end + 1)
        return []

    def colon(self, cue: Cue, limit: int) -> list[Draft]:
        """The words behind a colon."""
        words = self.words
        sentence_end = min(limit, words.sentence_of(cue.verb).end)
        for index in range(cue.end, min(sentence_end, cue.end + REACH_COMPLEMENT)):
            if words.mark[index] != words.mark[cue.verb]:
                return []
            if words.form[index] == ":":
                return self._behind_colon(cue, index, sentence_end)
            if words.is_finite(index) or words.form[index] in {";", "»"} or words.is_in(index, "complementizer"):
                return []
        return []

    def _behind_colon(self, cue: Cue, colon: int, limit: int) -> list[Draft]:
        words = self.words
        if colon + 1 >= limit:
            return []
        speaker = self.speaker(cue)
        named = speaker is not None and set(words.pos[speaker.start : speaker.end]) & {"NOUN", "PROPN", "PRON"}
        if named and speaker is not None and words.form[cue.start - 1] == ",":
            named = set() if self.is_verbless_report(speaker.start, cue.start - 1) else named
        if not named:
            speaker = self.speakers.behind(cue, colon) or speaker
        first = colon + 1
        marked = self.mark_opening_at(first)
        if marked is not None:
            return [Draft("direct", [marked], speaker, cue_span(words, cue), "colon", 0.95, cue.verb)]
        end = self.contents.end(first, limit, cue, linked=False)
        if all(words.pos[i] in {"PUNCT", "SPACE", "SYM"} for i in range(first, end)):
            return []
        return [self.clause_draft(cue, speaker, first, end, "colon_unmarked", 0.7)]

    def bare_direct(self, cue: Cue, limit: int) -> list[Draft]:
        """A marked sentence straight behind the verb, without colon: il a dit « je viens »."""
        words = self.words
        index = cue.end
        while index < limit and words.pos[index] == "ADV" and words.mark[index] == words.mark[cue.verb]:
            index += 1
        comma = False
        if words.grammar("comma_before_marks"):
            index = past_adverbials(words, cue, limit)
            comma = index < limit and words.form[index] == ","
            index += comma
        if index >= limit or words.form[index] != "«":
            return []
        marked = self.mark_opening_at(index)
        if marked is None:
            return []
        if comma:
            return [Draft("direct", [marked], self.speaker(cue), cue_span(words, cue), "bare_direct", 0.9, cue.verb)]
        last = words.next_token(marked[1])
        subject = any(words.pos[i] in {"PRON", "NOUN", "PROPN"} for i in range(index, last))
        if not subject or not any(words.is_finite(i) for i in range(index, last)):
            return []
        return [Draft("direct", [marked], self.speaker(cue), cue_span(words, cue), "bare_direct", 0.85, cue.verb)]
