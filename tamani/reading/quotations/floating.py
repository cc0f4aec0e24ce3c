"""Marked words that no cue carries: the next sentence of somebody quoted before, a colon without a verb of saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.clauses import phrase_start
from tamani.reading.quotations.cue_lexicon import cue_lexicon
from tamani.reading.quotations.drafts import Draft
from tamani.reading.quotations.phrases import Phrase

if TYPE_CHECKING:
    from tamani.page.typography import Marked
    from tamani.reading.quotations.speakers import SpeakerSearch
    from tamani.reading.quotations.words_of_text import Sentence, TextWords

SHORTEST_CLAUSE = 4
SHORTEST_STATEMENT = 3
"""Tokens that marked words of their own must have to be speech and not a name or a title."""


class FloatingReader:
    """Finds direct speech without a cue of its own in one text."""

    def __init__(self, words: TextWords, speakers: SpeakerSearch) -> None:
        self.words = words
        self.speakers = speakers

    def read(self, taken: list[Draft]) -> list[Draft]:
        """Marked statements that no draft in ``taken`` covers."""
        covered = [(d.start, d.end) for d in taken]
        found = []
        for marked in self.words.reading.marks:
            if marked.depth > 0 or marked.broken in {"unclosed", "unopened"}:
                continue
            if any(start <= marked.start and marked.end <= end for start, end in covered):
                continue
            draft = self._statement(marked)
            if draft is not None:
                found.append(draft)
        return found

    def _statement(self, marked: Marked) -> Draft | None:
        words = self.words
        first, last = words.next_token(marked.start), words.next_token(marked.end) - 1
        if last <= first or first >= len(words):
            return None
        sentence = words.sentence_of(first)
        if sentence.part == "headline" and (said := self._in_headline(marked, first, sentence)) is not None:
            return said
        if words.form[first - 1 : first] == [":"] and first - 1 >= sentence.start:
            return self._behind_colon(marked, first, sentence)
        if not self._is_sentence(first, last, sentence):
            return None
        verb = any(words.may_be_finite(i) for i in range(first, last))
        if not verb or last - first - 1 < SHORTEST_STATEMENT:
            return None
        signed = self._signature(last + 1, sentence)
        opens = all(words.sentences[i].part != "body" for i in range(sentence.index))
        if signed is None and sentence.part == "body" and opens:
            signed = self._subject_behind(sentence)
        if signed is None and (sentence.part != "body" or opens):
            return None
        return Draft("direct", [(marked.start, marked.end)], signed, None, "floating", 0.65, continues=signed is None)

    def _in_headline(self, marked: Marked, first: int, sentence: Sentence) -> Draft | None:
        """A verb in marks with its subject before it, or a whole clause in marks that the body repeats."""
        said = self._headline_verb(marked, first, sentence)
        if said is not None or self.words.form[first - 1 : first] == [":"]:
            return said
        words = self.words
        last = words.next_token(marked.end) - 1
        clause = any(words.is_finite(i) for i in range(first, last)) and last - first > SHORTEST_CLAUSE
        set_off = first == sentence.start or words.form[first - 1] == ","
        if not clause or not set_off:
            return None
        return Draft("direct", [(marked.start, marked.end)], None, None, "headline_clause", 0.6)

    def _headline_verb(self, marked: Marked, first: int, sentence: Sentence) -> Draft | None:
        """A headline whose verb stands in marks: Kigali « regrette » la décision."""
        words = self.words
        inner = first + 1
        while words.is_in(inner, "negation") or words.is_in(inner, "clitic_objects"):
            inner += 1
        if (
            first <= sentence.start
            or not words.is_finite(inner)
            or words.pos[first - 1] not in {"NOUN", "PROPN", "PRON"}
        ):
            return None
        subject = self.speakers.before(first, inner)
        start = phrase_start(words, first - 1, sentence.start)
        speaker = subject if subject is not None and subject.end == first else Phrase(start, first)
        return Draft("mixed", [(marked.start, marked.end)], speaker, None, "headline_verb", 0.7)

    def _is_sentence(self, first: int, last: int, sentence: Sentence) -> bool:
        """The marks hold a sentence (or several) of their own: nothing before them, a stop or nothing behind."""
        words = self.words
        if any(words.pos[i] not in {"PUNCT", "SPACE"} for i in range(sentence.start, first)):
            return False
        behind = [i for i in range(last + 1, sentence.end) if words.pos[i] not in {"SPACE"}]
        if any(words.form[i] not in {".", "!", "?", "…", "...", ")"} for i in behind):
            return self._signature(last + 1, sentence) is not None
        opening = next((words.start[i] for i in range(first + 1, last) if words.pos[i] != "PUNCT"), None)
        return opening is not None and words.text[opening].isupper()

    def _signature(self, at: int, sentence: Sentence) -> Phrase | None:
        """A name or role alone behind the marks: who said them."""
        words = self.words
        while at < sentence.end and words.form[at] in {"-", "–", "—", "(", ","}:
            at += 1
        if at >= sentence.end or words.pos[at] not in {"DET", "PROPN", "NOUN"}:
            return None
        if any(words.is_finite(i) or words.form[i] == "«" for i in range(at, sentence.end)):
            return None
        end = sentence.end
        while end > at and (words.pos[end - 1] in {"PUNCT", "SPACE"}):
            end -= 1
        return Phrase(at, end) if 1 <= end - at <= 12 else None

    def _behind_colon(self, marked: Marked, first: int, sentence: Sentence) -> Draft | None:
        """ "He has not shut the door: « … »": the subject of the sentence speaks."""
        words, colon = self.words, first - 1
        if not (sentence.part == "headline" or self._full_statement(first, marked)):
            return None
        goes_on = self._narrative_infinitive(sentence, colon)
        if goes_on is not None:
            span, cue = (marked.start, marked.end), (words.start[goes_on], words.end[goes_on])
            return Draft("direct", [span], None, cue, "narrative_infinitive", 0.8, goes_on, continues=True)
        speaker = self._subject_before_colon(sentence, colon)
        if speaker is None:
            return None
        return Draft("direct", [(marked.start, marked.end)], speaker, None, "colon_without_cue", 0.7)

    def _narrative_infinitive(self, sentence: Sentence, colon: int) -> int | None:
        """For "Et de conclure : « … »": the infinitive of saying by which whoever spoke just before goes on."""
        words = self.words
        before = range(sentence.start, colon)
        if any(words.pos[i] in {"NOUN", "PROPN", "PRON"} or words.is_finite(i) for i in before):
            return None
        by_lemma = cue_lexicon(words.reading.language).by_lemma
        entries = ((i, by_lemma.get(words.lemma[i], ())) for i in before if words.verb_form[i] == "Inf")
        return next((i for i, known in entries if any("colon" in entry.frames for entry in known)), None)

    def _full_statement(self, first: int, marked: Marked) -> bool:
        words = self.words
        end = words.next_token(marked.end)
        opening = next((words.start[i] for i in range(first + 1, end) if words.pos[i] != "PUNCT"), None)
        return opening is not None and words.text[opening].isupper() and end - first > 3

    def _subject_before_colon(self, sentence: Sentence, colon: int) -> Phrase | None:
        words = self.words
        verbs = [i for i in range(sentence.start, colon) if words.is_finite(i) and words.mark[i] < 0]
        if not verbs:
            end = colon
            return Phrase(sentence.start, end) if 1 <= end - sentence.start <= 8 else None
        verb = verbs[0]
        return self.speakers.before(self.speakers.group_start(verb), self.speakers.main_verb(verb))

    def _subject_behind(self, sentence: Sentence) -> Phrase | None:
        """The subject of the next sentence, for a statement that opens the text: "« … » Le maire soupire."."""
        words = self.words
        if sentence.index + 1 >= len(words.sentences):
            return None
        behind = words.sentences[sentence.index + 1]
        for index in range(behind.start, behind.end):
            if words.is_finite(index) and words.mark[index] < 0:
                return self.speakers.before(self.speakers.group_start(index), self.speakers.main_verb(index))
        return None
