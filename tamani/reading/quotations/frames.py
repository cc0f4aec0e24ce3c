"""Frames: the constructions in which a cue carries its words, each tried at the cue in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.clauses import has_main_verb
from tamani.reading.quotations.drafts import Draft, cue_span, first_said, kind_of

if TYPE_CHECKING:
    from tamani.reading.quotations.contents import ContentSearch
    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.speakers import Phrase, SpeakerSearch
    from tamani.reading.quotations.words_of_text import TextWords
    from tamani.reading.reading import Part

REACH_COMPLEMENT = 22
"""Tokens between a cue and the word that opens its clause ("a expliqué jeudi au juge … que")."""
REACH_INFINITIVE = 16
REACH_MARK = 30
CHARGES = frozenset({"accuse", "blame"})


class FrameReader:
    """Reads the quotations that cues carry in one text."""

    def __init__(self, words: TextWords, speakers: SpeakerSearch, contents: ContentSearch) -> None:
        self.words = words
        self.speakers = speakers
        self.contents = contents

    def read(self, cue: Cue) -> list[Draft]:
        """The quotations of one cue: the first frame that fits, marked fragments besides."""
        if self._speaks_for_itself(cue):
            return []
        frames = cue.entry.frames
        _, limit = self.speakers.unit(cue.verb)
        limit = self._mark_limit(cue, limit)
        if "incise" in frames:
            found = self._incise(cue, limit)
            if found:
                return self._unless_unmarked(cue, found)
        for name, frame in (
            ("colon", self._colon),
            ("que", self._clause),
            ("si", self._question),
            ("infinitive", self._infinitive),
            ("de_infinitive", self._linked_infinitive),
            ("qualify", self._qualify),
            ("ready", self._attribute),
        ):
            if name in frames:
                found = frame(cue, limit)
                if found:
                    return self._unless_unmarked(cue, found) + self._colon_behind(cue, found, limit)
        if frames & {"colon", "incise"}:
            found = self._bare_direct(cue, limit)
            if found:
                return found
        if frames & {"marked_object", "marked_complement"} and not cue.modal:
            return self._marked_fragments(cue, limit)
        return []

    def _unless_unmarked(self, cue: Cue, found: list[Draft]) -> list[Draft]:
        """Verbs of other senses report only words in marks, as an incise or behind a colon."""
        loose = {"incise_unmarked", "colon_unmarked"}
        return [d for d in found if not (cue.entry.only_marked and d.rule in loose)]

    def _colon_behind(self, cue: Cue, found: list[Draft], limit: int) -> list[Draft]:
        """ "He swears he obeyed: « … »": marked words behind the colon that closes a reported clause."""
        words = self.words
        colon = words.next_token(found[-1].end)
        if found[-1].rule not in {"que", "infinitive", "linked_infinitive"} or colon + 1 >= limit or words.form[colon] != ":":
            return []
        marked = self._mark_opening_at(colon + 1)
        if marked is None:
            return []
        return [Draft("direct", [marked], found[-1].speaker, cue_span(words, cue), "colon", 0.9, cue.verb, second=True)]

    def _mark_limit(self, cue: Cue, limit: int) -> int:
        """A cue inside marks reports nothing beyond them."""
        mark = self.words.mark[cue.verb]
        if mark < 0:
            return limit
        return min(self.words.next_token(self.words.reading.marks[mark].inner_end), self.words.sentence_of(cue.verb).end)

    def _speaks_for_itself(self, cue: Cue) -> bool:
        """ "I say", "we said" inside somebody's words are his own words, not a report."""
        words = self.words
        if words.mark[cue.verb] < 0:
            return False
        low = max(0, cue.start - 2)
        return any(words.is_in(i, "self_pronouns") for i in range(low, cue.verb) if words.mark[i] == words.mark[cue.verb])

    # Incises and trailing clauses

    def _incise(self, cue: Cue, limit: int) -> list[Draft]:
        words = self.words
        before = cue.start - 1
        if before < 0 or cue.form != "finite":
            return []
        compared = words.is_in(before, "comparison")
        sentence = words.sentence_of(cue.verb)
        if compared:
            return self._compared(cue, before, limit)
        comma = words.form[before] in {",", "»", "!", "?", "…", "...", "—", "–", ")"}
        if not comma or before < sentence.start:
            return []
        if words.mark[cue.verb] >= 0 and cue.inverted:
            return self._inside_marks(cue)
        speaker = self.speakers.behind(cue, limit)
        if speaker is None or not self._stands_inverted(cue, speaker, limit):
            return self._incise_in_order(cue)
        return self._around_incise(cue, speaker, sentence.end)

    def _inside_marks(self, cue: Cue) -> list[Draft]:
        """An incise inside one pair of marks: « Le Parlement, a-t-il dit, siégera »: the marks hold what was said."""
        words = self.words
        speaker = self.speakers.behind(cue, cue.end)
        marked = words.reading.marks[words.mark[cue.verb]]
        if speaker is None or words.is_in(speaker.start, "self_inverted"):
            return []
        return [Draft("direct", [(marked.start, marked.end)], speaker, cue_span(words, cue), "incise_inside", 0.95, cue.verb)]

    def _incise_in_order(self, cue: Cue) -> list[Draft]:
        """No subject behind the verb: nothing, unless a sentence with its subject in front trails the marks."""
        return []

    def _stands_inverted(self, cue: Cue, speaker: Phrase, limit: int) -> bool:
        """The phrase behind the verb is its subject, not its object: no subject stands before, nothing is asked after."""
        words = self.words
        if cue.inverted:
            return True
        if words.form[cue.start - 1] == ",":
            opener = self._clause_opener(cue)
            if opener:
                return False
        following = speaker.end
        if following < limit and words.is_finite(following) and words.mark[following] < 0:
            return False
        return not any(words.is_in(i, "complementizer") and words.pos[i] == "SCONJ" for i in range(cue.end, speaker.start))

    def _clause_opener(self, cue: Cue) -> bool:
        """Whether the comma before the verb closes an aside behind a subject: "X, en visite, a annoncé la paix"."""
        words = self.words
        mark_before = words.form[cue.start - 2] == "»" if cue.start >= 2 else False
        if mark_before:
            return False
        start, _ = self.speakers.unit(cue.verb)
        has_verb = has_main_verb(words, start, cue.start - 1)
        in_marks = any(words.mark[i] >= 0 for i in range(start, cue.start - 1))
        return not has_verb and not in_marks and not self._verbless_report(start, cue.start - 1)

    def _verbless_report(self, start: int, end: int) -> bool:
        """A single word as a report ("Faux, rétorque le ministère")."""
        return end - start <= 2 and self.words.pos[start] in {"ADJ", "ADV", "INTJ"}

    def _around_incise(self, cue: Cue, speaker: Phrase, sentence_end: int) -> list[Draft]:
        words = self.words
        cue_chars = cue_span(words, cue)
        before = cue.start - 1
        if words.form[before] == "," and before > 0:
            before -= 1
        unclosed = self._unclosed_before(cue)
        start, _ = self.speakers.unit(cue.verb)
        if words.form[before] == "»" and words.mark[before] >= 0 and words.mark[before] != words.mark[cue.verb]:
            mark = words.reading.marks[words.outermost(words.mark[before])] if words.mark[cue.verb] < 0 else words.reading.marks[words.mark[before]]
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
        return self._unmarked_incise(cue, speaker, start, before, sentence_end)

    def _unmarked_incise(self, cue: Cue, speaker: Phrase, start: int, before: int, sentence_end: int) -> list[Draft]:
        words = self.words
        if words.form[cue.start - 1] != "," or before < start:
            return []
        begin = self._clause_start(start, before)
        end = before + 1
        after = max(speaker.end, cue.end)
        while after < sentence_end and words.form[after] not in {",", ".", ";", ":", "!", "?"} and words.pos[after] != "SPACE":
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
        return not any(words.is_finite(i) for i in range(begin, end)) and any(
            words.is_finite(i) for i in range(comma, sentence_end)
        )

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
            if words.is_finite(index):
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

    def _compared(self, cue: Cue, comparison: int, limit: int) -> list[Draft]:
        """ "as X said, P" counts whole where it cuts the words, else the clause behind it."""
        words = self.words
        speaker = self.speakers.behind(cue, limit)
        if speaker is None:
            return []
        sentence = words.sentence_of(cue.verb)
        start, end = self.speakers.unit(cue.verb)
        after = max(speaker.end, cue.end)
        if after >= end or words.form[after] != ",":
            return []
        if comparison <= start + 1:
            first = after + 1
            mark = words.mark[first]
            if mark >= 0 and words.form[first] == "«":
                marked = words.reading.marks[mark]
                return [Draft("direct", [(marked.start, marked.end)], speaker, cue_span(words, cue), "as_said", 0.85, cue.verb)]
        else:
            first = start
        stop = self.contents.end(after + 1, sentence.end, cue, linked=False)
        stop = self.contents.trimmed(first, stop)
        return [Draft(kind_of(words, first, stop), [(words.start[first], words.end[stop - 1])], speaker, cue_span(words, cue), "as_said", 0.8, cue.verb)]

    # Complements

    def _clause(self, cue: Cue, limit: int) -> list[Draft]:
        opened = self._complementizer(cue, limit)
        if opened is None:
            return []
        words = self.words
        speaker = self._speaker(cue)
        start = opened + 1
        if start >= limit:
            return []
        drafts = []
        end = self.contents.end(start, limit, cue, linked=True)
        if not any(words.is_finite(i) or words.mark[i] >= 0 for i in range(start, end)):
            return []
        drafts.append(self._clause_draft(cue, speaker, start, end, "que"))
        nxt = end + (end < limit and self.words.form[end] == ",")
        while nxt + 2 < limit and self.words.is_in(nxt, "coordination") and self.words.is_in(nxt + 1, "complementizer"):
            start = nxt + 2
            end = self.contents.end(start, limit, cue, linked=True)
            drafts.append(self._clause_draft(cue, speaker, start, end, "que"))
            nxt = end + (end < limit and self.words.form[end] == ",")
        return drafts

    def _clause_draft(self, cue: Cue, speaker: Phrase | None, start: int, end: int, rule: str, confidence: float = 0.9) -> Draft:
        words = self.words
        spans = [(words.start[start], words.end[end - 1])]
        return Draft(kind_of(words, start, end), spans, speaker, cue_span(words, cue), rule, confidence, cue.verb)

    def _speaker(self, cue: Cue) -> Phrase | None:
        if cue.inverted:
            return self.speakers.behind(cue, cue.end + 1)
        return self.speakers.of(cue)

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
                return None if bare_object and words.dep[index] != "mark" else index
            if words.is_finite(index) or words.form[index] in {";", ":", ".", "(", "»"}:
                return None
            if words.verb_form[index] == "Inf" or (words.verb_form[index] == "Part" and words.tense[index] == "Pres"):
                return None
            if words.pos[index] in {"NOUN", "PROPN"} and not self._has_preposition(index, cue.end):
                bare_object = True
            if words.pos[index] == "SCONJ" or words.is_in(index, "relative"):
                return None
        return None

    def _has_preposition(self, index: int, low: int) -> bool:
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

    def _question(self, cue: Cue, limit: int) -> list[Draft]:
        words = self.words
        index = cue.end
        if cue.negated:
            return []
        if index < limit and words.is_in(index, "indirect_question") and words.pos[index] in {"SCONJ", "ADV", "PRON"}:
            opens = index if words.form[index] not in words.table["dropped_question_words"] else index + 1
            end = self.contents.end(opens, limit, cue, linked=True)
            return [self._clause_draft(cue, self._speaker(cue), opens, end, "question", 0.75)]
        return []

    def _infinitive(self, cue: Cue, limit: int) -> list[Draft]:
        words = self.words
        for index in range(cue.end, min(limit, cue.end + 9)):
            if words.verb_form[index] == "Inf" and words.pos[index] in {"VERB", "AUX"}:
                start = index
                while start > cue.end and (words.is_in(start - 1, "clitic_objects") or words.is_in(start - 1, "negation")):
                    start -= 1
                if start > cue.end and (words.pos[start - 1] == "ADP" or words.is_in(start - 1, "infinitive_link")):
                    return []
                end = self.contents.end(start, limit, cue, linked=True)
                return [self._clause_draft(cue, self._speaker(cue), start, end, "infinitive", 0.85)]
            allowed = words.pos[index] in {"ADV", "PRON", "ADP", "DET", "NOUN", "PROPN", "ADJ"} or words.is_in(index, "negation")
            if not allowed or words.is_in(index, "relative") or words.mark[index] != words.mark[cue.verb]:
                return []
            if words.pos[index] in {"NOUN", "PROPN"} and not self._has_preposition(index, cue.end):
                return []
        return []

    def _linked_infinitive(self, cue: Cue, limit: int) -> list[Draft]:
        start = self._infinitive_behind(cue, limit, "infinitive_link")
        if start is None:
            return []
        end = self.contents.end(start, limit, cue, linked=True)
        speaker = self._speaker(cue)
        if cue.entry.act in CHARGES and speaker is not None and self._is_of_court(speaker):
            return []
        return [self._clause_draft(cue, speaker, start, end, "linked_infinitive", 0.85)]

    def _is_of_court(self, speaker: Phrase) -> bool:
        """Charges that a court or prosecutor brings are no report of speech."""
        words = self.words
        charging = words.sets["charging_nouns"]
        return any(words.lemma[i].lower() in charging or words.form[i] in charging for i in range(speaker.start, speaker.end))

    def _infinitive_behind(self, cue: Cue, limit: int, link: str) -> int | None:
        """Where the infinitive clause starts behind "of" or "to", with its clitics, negation and opening mark."""
        words = self.words
        for index in range(cue.end, min(limit, cue.end + REACH_INFINITIVE)):
            if words.is_finite(index) or words.form[index] in {".", ";", ":"}:
                return None
            if words.mark[index] != words.mark[cue.verb]:
                return None
            if not words.is_in(index, link):
                continue
            at = index + 1
            while at < limit and (
                words.is_in(at, "negation") or words.is_in(at, "clitic_objects") or words.form[at] == "«" or words.pos[at] == "ADV"
            ):
                at += 1
            if at < limit and words.verb_form[at] == "Inf":
                return index + 1
        return None

    def _attribute(self, cue: Cue, limit: int) -> list[Draft]:
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
            return self._fragments(cue, mark, end)
        return [self._clause_draft(cue, self._speaker(cue), index, end, "attribute", 0.75)]

    def _clause_free_mark(self, cue: Cue, limit: int) -> list[Draft]:
        words = self.words
        if cue.end < limit and words.form[cue.end] == "«" and words.mark[cue.end] >= 0:
            return self._fragments(cue, cue.end, cue.end + 1)
        return []

    def _colon(self, cue: Cue, limit: int) -> list[Draft]:
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
        speaker = self._speaker(cue) or self.speakers.behind(cue, colon)
        before = cue.start - 1
        if speaker is None or (before >= 0 and words.form[before] == ","):
            inverted = self.speakers.behind(cue, colon)
            speaker = inverted or speaker
        first = colon + 1
        marked = self._mark_opening_at(first)
        if marked is not None:
            return [Draft("direct", [marked], speaker, cue_span(words, cue), "colon", 0.95, cue.verb)]
        end = self.contents.end(first, limit, cue, linked=False)
        return [self._clause_draft(cue, speaker, first, end, "colon_unmarked", 0.7)]

    def _mark_opening_at(self, index: int) -> tuple[int, int] | None:
        words = self.words
        offset = words.start[index]
        for marked in words.reading.marks:
            if marked.start == offset:
                return marked.start, marked.end
        return None

    def _bare_direct(self, cue: Cue, limit: int) -> list[Draft]:
        """A marked sentence straight behind the verb, without colon: il a dit « je viens »."""
        words = self.words
        index = cue.end
        while index < limit and words.pos[index] == "ADV" and words.mark[index] == words.mark[cue.verb]:
            index += 1
        if index >= limit or words.form[index] != "«":
            return []
        marked = self._mark_opening_at(index)
        if marked is None:
            return []
        last = words.next_token(marked[1])
        subject = any(words.pos[i] in {"PRON", "NOUN", "PROPN"} for i in range(index, last))
        if not subject or not any(words.is_finite(i) for i in range(index, last)):
            return []
        return [Draft("direct", [marked], self._speaker(cue), cue_span(words, cue), "bare_direct", 0.85, cue.verb)]

    # Marked fragments

    def _qualify(self, cue: Cue, limit: int) -> list[Draft]:
        words = self.words
        links = cue.entry.link
        for index in range(max(cue.start, 0), min(limit, cue.end + REACH_MARK)):
            if words.is_finite(index) and index > cue.end and words.mark[index] < 0:
                return []
            if words.form[index] == "«" and words.mark[index] >= 0 and words.mark[index] != words.mark[cue.verb] and index >= cue.end:
                linked = any(words.form[i] in links or words.lemma[i] in links for i in range(cue.start, index))
                return self._fragments(cue, index, limit, rule="qualify") if linked or not links else []
        return []

    def _marked_fragments(self, cue: Cue, limit: int) -> list[Draft]:
        words = self.words
        for index in range(cue.end, min(limit, cue.end + REACH_MARK)):
            if words.form[index] == "«" and words.mark[index] >= 0 and words.mark[index] != words.mark[cue.verb]:
                if index == cue.end and self._only_names(cue, index):
                    return []
                if "marked_complement" in cue.entry.frames:
                    whole = self._whole_infinitive(cue, index, limit)
                    if whole:
                        return whole
                return self._fragments(cue, index, limit)
            if words.mark[index] == words.mark[cue.verb]:
                if words.is_finite(index) and not self._inside_relative(cue.end, index):
                    return []
                if words.form[index] in {";", ":", "."} or (index > cue.end and index in self._cue_starts):
                    return []
                if words.pos[index] == "VERB" and words.lemma[index] in words.sets["naming_verbs"]:
                    return []
        return []

    def _only_names(self, cue: Cue, mark: int) -> bool:
        """ ", dit « des bonnes volontés »,": a name, not a saying."""
        words = self.words
        return cue.entry.lemma in words.sets["named_by"] and cue.start > 0 and words.form[cue.start - 1] in {",", "("}

    @property
    def _cue_starts(self) -> dict[int, Cue]:
        return self.contents._cue_at

    def _inside_relative(self, low: int, index: int) -> bool:
        """ "what he described as": a finite verb of a relative clause that is the object itself."""
        words = self.words
        return any(
            words.is_in(i, "relative") and words.form[i - 1] == words.table["what"] for i in range(max(low, index - 5), index)
        )

    def _whole_infinitive(self, cue: Cue, mark: int, limit: int) -> list[Draft]:
        """An infinitive clause with marks in it is reported whole."""
        for link in ("infinitive_link", "aim_link"):
            start = self._infinitive_behind(cue, limit, link)
            if start is not None and start <= mark:
                end = self.contents.end(start, limit, cue, linked=True)
                if end > mark:
                    return [self._clause_draft(cue, self._speaker(cue), start, end, "marked_infinitive", 0.8)]
        return []

    def _fragments(self, cue: Cue, first: int, limit: int, rule: str = "fragment") -> list[Draft]:
        """The marked fragment at ``first`` and those that "and" joins to it in the same object."""
        words = self.words
        speaker = self._speaker(cue)
        drafts = []
        index = first
        while index < limit:
            if words.form[index] == "«" and words.mark[index] >= 0 and words.mark[index] != words.mark[cue.verb]:
                marked = words.reading.marks[words.mark[index]]
                drafts.append(Draft("mixed", [(marked.start, marked.end)], speaker, cue_span(words, cue), rule, 0.85, cue.verb))
                index = words.next_token(marked.end)
                if not self._joined(index, limit):
                    break
                continue
            if index > first and (words.is_finite(index) or words.form[index] in {".", ";", ":"} or index in self._cue_starts):
                break
            index += 1
        return drafts

    def _joined(self, index: int, limit: int) -> bool:
        words = self.words
        return index < limit and (words.is_in(index, "coordination") or words.form[index] == ",") and not any(
            words.is_finite(i) or i in self._cue_starts for i in range(index, min(limit, index + 3))
        )
