"""Marked words that no cue carries: the next sentence of somebody quoted before, a colon without a verb of saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.drafts import Draft
from tamani.reading.quotations.speakers import Phrase

if TYPE_CHECKING:
    from tamani.page.typography import Marked
    from tamani.reading.quotations.speakers import SpeakerSearch
    from tamani.reading.quotations.words_of_text import Sentence, TextWords

SHORTEST_STATEMENT = 4
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
        if words.form[first - 1 : first] == [":"] and first - 1 >= sentence.start:
            return self._behind_colon(marked, first, sentence)
        if not self._is_sentence(first, last, sentence):
            return None
        verb = any(words.is_finite(i) for i in range(first, last))
        if not verb or last - first - 1 < SHORTEST_STATEMENT:
            return None
        signed = self._signature(last + 1, sentence)
        if signed is None and (sentence.part != "body" or not self._somebody_before(first)):
            return None
        return Draft("direct", [(marked.start, marked.end)], signed, None, "floating", 0.65, continues=signed is None)

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
        words = self.words
        colon = first - 1
        if not (sentence.part == "headline" or self._full_statement(first, marked)):
            return None
        speaker = self._subject_before_colon(sentence, colon)
        if speaker is None:
            return None
        return Draft("direct", [(marked.start, marked.end)], speaker, None, "colon_without_cue", 0.7)

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
        return self.speakers.before(self.speakers._group_start(verb), self.speakers._main_verb(verb))

    def _somebody_before(self, first: int) -> bool:
        """Whether a sentence stands before in the page that can have named the speaker."""
        return first > 0
