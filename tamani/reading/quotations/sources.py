"""Source phrases: "selon X", "d'après X", "pour X", "à en croire X" and the clause that they vouch for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.reading.quotations.clauses import phrase_end, phrase_start
from tamani.reading.quotations.drafts import Draft, first_said, kind_of
from tamani.reading.quotations.phrases import Phrase
from tamani.reading.quotations.source_lexicon import source_phrases
from tamani.reading.quotations.source_senses import SourceSenses

if TYPE_CHECKING:
    from tamani.reading.quotations.contents import ContentSearch
    from tamani.reading.quotations.source_lexicon import SourcePhrase
    from tamani.reading.quotations.speakers import SpeakerSearch
    from tamani.reading.quotations.words_of_text import TextWords


LONGEST_POSSESSOR = 10
"""Tokens of a source between a phrase and the noun it owns."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A source phrase in the text: tokens of its words, and the speaker behind them."""

    start: int
    end: int
    speaker: Phrase | None
    close: int
    strict: bool
    relative: bool = False
    """The source is named before: "the general, according to *whom* …"."""


class SourceReader:
    """Reads the clauses that source phrases vouch for in one text."""

    def __init__(self, words: TextWords, speakers: SpeakerSearch, contents: ContentSearch) -> None:
        self.words = words
        self.speakers = speakers
        self.contents = contents
        table = words.reading.language.table("sources")
        self.senses = SourceSenses(words)
        self._phrases = source_phrases(words.reading.language)
        own = set(table.get("own", ()))
        self._own = tuple(sorted(own | {phrase.replace("à", "a", 1) for phrase in own}, key=len, reverse=True))
        self._own_first = {phrase.replace("'", "' ").split()[0] for phrase in self._own}
        self._never = tuple(table.get("never", ()))
        self._skipped = frozenset(table.get("before", ()))

    def read(self) -> list[Draft]:
        """All quotations that source phrases open, in order."""
        drafts = []
        index = 0
        while index < len(self.words):
            found = self._found_at(index)
            if found is not None:
                draft = self._draft(found)
                if draft is not None:
                    drafts.append(draft)
                index = found.end
            index += 1
        return drafts

    def _found_at(self, index: int) -> _Found | None:
        words = self.words
        phrases = self._phrases.get(words.form[index], ())
        own = self._own_at(index)
        if own is not None:
            return own
        if not phrases or self._is_set_phrase(index):
            return None
        for phrase in phrases:
            end = index + len(phrase.words)
            if end >= len(words) or tuple(words.form[index:end]) != phrase.words:
                continue
            found = self._with_speaker(phrase, index, end)
            if found is not None:
                return found
        return None

    def _own_at(self, index: int) -> _Found | None:
        """A phrase whose pronoun or possessive stands for the one who spoke before ("à l'en croire")."""
        words = self.words
        if words.form[index] not in self._own_first:
            return None
        rest = words.text[words.start[index] : words.start[index] + 40].lower()
        phrase = next((p for p in self._own if rest.startswith(p)), None)
        if phrase is None:
            return None
        end = words.next_token(words.start[index] + len(phrase))
        return _Found(index, end, None, end, strict=False)

    def _is_set_phrase(self, index: int) -> bool:
        """An expression that only looks like a source ("pour l'instant")."""
        rest = self.words.text[self.words.start[index] : self.words.start[index] + 60].lower()
        return rest.startswith(self._never)

    def _with_speaker(self, phrase: SourcePhrase, start: int, end: int) -> _Found | None:
        words = self.words
        sentence = words.sentence_of(start)
        if words.mark[end] != words.mark[start] or end >= sentence.end:
            return None
        if phrase.apart and not (start == sentence.start or words.form[start - 1] in {",", "«", "»"}):
            return None
        if phrase.bare:
            while end < sentence.end and words.pos[end] == "ADJ":
                end += 1
            return _Found(start, end, Phrase(start, end), end, phrase.strict)
        if phrase.owned:
            return self._owned(phrase, start, end, sentence.end)
        if words.is_in(end, "second_person_words"):
            return None
        if words.is_in(end, "source_relative"):
            return self._relative(phrase, start, end, sentence.start)
        if words.is_in(end, "stressed_pronouns"):
            apart = not phrase.strict or self._opens(start, end + 1, sentence.start, sentence.end)
            return _Found(start, end, Phrase(end, end + 1), end + 1, phrase.strict) if apart else None
        stop = phrase_end(words, end, sentence.end)
        if stop <= end:
            return None
        speaker = self.speakers.with_apposition(Phrase(end, stop), sentence.end)
        close = self._close(speaker.end, sentence.end)
        if not self.senses.can_speak(phrase, start, end, stop):
            return None
        if phrase.strict and not self._opens(start, close, sentence.start, sentence.end):
            return None
        return _Found(start, end, self._author(Phrase(speaker.start, close), speaker.end), close, phrase.strict)

    def _relative(self, phrase: SourcePhrase, start: int, end: int, low: int) -> _Found | None:
        """The noun phrase in front of a relative source: "the general, according to whom …"."""
        words = self.words
        last = start - 1 - (words.form[start - 1] == ",")
        if last <= low or words.form[start - 1] != ",":
            return None
        first = phrase_start(words, last, low)
        if not self.senses.can_speak(phrase, start, first, last + 1):
            return None
        return _Found(start, end, Phrase(first, last + 1), end + 1, phrase.strict, relative=True)

    def _owned(self, phrase: SourcePhrase, start: int, end: int, limit: int) -> _Found | None:
        """The possessor between the phrase's words and its noun: "in *the minister*'s view"."""
        words = self.words
        for index in range(end + 1, min(limit - 1, end + LONGEST_POSSESSOR)):
            if words.pos[index] == "PART" and words.is_in(index, "phrase_link"):
                noun = index + 1
                while noun < limit - 1 and words.pos[noun] == "ADJ" and words.form[noun] not in phrase.owned:
                    noun += 1
                if words.form[noun] in phrase.owned:
                    close = noun + 1 + (noun + 1 < limit and words.form[noun + 1] in phrase.owned)
                    return _Found(start, end, Phrase(end, index), close, phrase.strict)
            if words.pos[index] in {"VERB", "AUX", "PUNCT", "ADP"}:
                return None
        return None

    def _author(self, phrase: Phrase, behind: int) -> Phrase:
        """Of a document "given out by X", X; else the phrase itself."""
        words = self.words
        for index in range(behind, phrase.end - 1):
            if words.is_in(index, "agent_link") and words.pos[index + 1] in {"DET", "PROPN", "PRON", "NUM"}:
                return Phrase(index + 1, phrase.end)
        return phrase

    def _close(self, at: int, limit: int) -> int:
        """Where the source's own complements end: "un diplomate *basé au Caire*", "un sondage *réalisé mardi*"."""
        words = self.words
        index = at
        participle = index < limit and words.pos[index] == "VERB" and words.verb_form[index] == "Part"
        index += participle
        if index >= limit or not (words.pos[index] == "ADP" or words.tells_time(index)):
            return at
        while (
            index < limit
            and words.pos[index] in {"ADP", "DET", "NOUN", "PROPN", "ADJ", "NUM"}
            and words.mark[index] == words.mark[at]
        ):
            index += 1
        return index

    def _opens(self, start: int, end: int, low: int, high: int) -> bool:
        """The phrase opens its sentence, and a comma or marked words follow it."""
        return start == low and end < high and self.words.form[end] in {",", "«"}

    def _draft(self, found: _Found) -> Draft | None:
        words = self.words
        mark = words.mark[found.start]
        words.sentence_of(found.start)
        unit_start, unit_end = self.speakers.unit(found.start)
        if mark >= 0:
            return self._inside_mark(found, mark)
        if found.relative:
            return self._behind_relative(found, unit_end)
        first = found.start
        while first > unit_start and (
            words.form[first - 1] in self._skipped
            or (words.pos[first - 1] in {"CCONJ", "ADV"} and words.form[first - 1] in self._skipped)
        ):
            first -= 1
        if first <= unit_start or (words.pos[first - 1] == "SPACE"):
            return self._fronted(found, unit_end)
        return (
            self._fronted(found, unit_end)
            if words.form[first - 1] in {":", ";"}
            else self._trailing(found, unit_start, unit_end)
        )

    def _inside_mark(self, found: _Found, mark: int) -> Draft | None:
        """Inside somebody's words the phrase is his own, unless it gives the words of the marks themselves."""
        words = self.words
        marked = words.reading.marks[mark]
        if words.form[found.start - 1] != ",":
            return None
        spans = [(marked.start, marked.end)]
        return Draft(
            "mixed", spans, found.speaker, self._cue(found), "source_in_marks", 0.9, continues=found.speaker is None
        )

    def _behind_relative(self, found: _Found, unit_end: int) -> Draft | None:
        words = self.words
        if found.close >= unit_end:
            return None
        start = found.close + (words.form[found.close] == ",")
        end = self.contents.end(start, unit_end, None, linked=False)
        end = next((i for i in range(start + 1, end) if self._ends_relative(start, i)), end)
        if not any(words.is_finite(i) for i in range(start, end)):
            return None
        place = [(words.start[start], words.end[end - 1])]
        return Draft(kind_of(words, start, end), place, found.speaker, self._cue(found), "source_relative", 0.85)

    def _ends_relative(self, start: int, comma: int) -> bool:
        """Whether the main clause goes on with its verb behind the comma: "X, according to whom P, *left*"."""
        words = self.words
        if words.form[comma] != "," or words.mark[comma] >= 0 or comma + 1 >= len(words):
            return False
        if words.pos[comma + 1] not in {"VERB", "AUX"} or words.is_gerund(comma + 1):
            return False
        return any(words.is_finite(i) and words.mark[i] < 0 for i in range(start, comma))

    def _fronted(self, found: _Found, unit_end: int) -> Draft | None:
        words = self.words
        start = self._behind_aside(found, unit_end)
        if start is None:
            return None
        if start >= unit_end or words.pos[start] == "SPACE":
            return None
        end = self.contents.end(start, unit_end, None, linked=False)
        whole = self._single_mark(start, end)
        kind = "direct" if whole else kind_of(words, start, end)
        if found.strict and not any(words.is_finite(i) or words.mark[i] >= 0 for i in range(start, end)):
            return None
        return Draft(
            kind,
            [(words.start[start], words.end[end - 1])],
            found.speaker,
            self._cue(found),
            "source_front",
            0.9,
            continues=found.speaker is None,
        )

    def _behind_aside(self, found: _Found, unit_end: int) -> int | None:
        """The first word behind the comma that closes the phrase, an apposition between commas skipped."""
        words = self.words
        comma = self._comma(found.close, unit_end)
        if comma is None:
            return None
        if words.form[comma] != ",":
            return comma
        nxt = comma + 1
        named = found.speaker is None or any(
            words.pos[i] == "PROPN" for i in range(found.speaker.start, found.speaker.end)
        )
        opens_apposition = nxt < unit_end and (words.pos[nxt] == "NOUN" or (words.pos[nxt] == "PROPN" and not named))
        second = self._comma(nxt, unit_end) if opens_apposition else None
        if (
            second is not None
            and words.form[second] == ","
            and any(words.is_finite(i) for i in range(second, unit_end))
        ):
            return second + 1
        return nxt

    def _comma(self, start: int, unit_end: int) -> int | None:
        """The next comma or opening mark with no finite verb before it."""
        words = self.words
        relative = False
        while start < unit_end and words.form[start] not in {",", "«"}:
            if words.is_finite(start) and not relative:
                return None
            relative = relative or words.is_in(start, "relative")
            start += 1
        return start if start < unit_end else None

    def _single_mark(self, start: int, end: int) -> bool:
        words = self.words
        mark = words.mark[start]
        if mark < 0:
            return False
        marked = words.reading.marks[mark]
        return (
            marked.start == words.start[start]
            and marked.end == words.end[end - 1]
            and any(words.is_finite(i) for i in range(start, end))
        )

    def _trailing(self, found: _Found, unit_start: int, unit_end: int) -> Draft | None:
        words = self.words
        before = found.start - 1
        start = self._relative_start(found, unit_start)
        if start is None:
            start = self._first_word(unit_start, before)
        after = found.close
        if self._goes_on(start, before, after, unit_end):
            end = self.contents.end(after, unit_end, None, linked=False)
        else:
            end = before if words.form[before] == "," else before + 1
            end = self.contents.trimmed(start, end)
        if end <= start or (words.mark[start] >= 0 and self._has_own_cue(start, end)):
            return None
        kind = kind_of(words, start, end)
        return Draft(
            kind,
            [(words.start[start], words.end[end - 1])],
            found.speaker,
            self._cue(found),
            "source_behind",
            0.85,
            continues=found.speaker is None,
        )

    def _goes_on(self, start: int, before: int, after: int, end: int) -> bool:
        """The phrase stands inside the clause: its verb or the rest of it comes behind."""
        words = self.words
        if after >= end or words.pos[after] == "SPACE" or words.form[after] in {".", ";", ":", ")", "!", "?"}:
            return False
        if not any(words.is_finite(i) and words.mark[i] < 0 for i in range(start, before + 1)):
            verb_behind = words.form[after] == "«" or any(words.is_finite(i) for i in range(after, end))
            return verb_behind or (words.form[before] == "," and self._resumes(after, end))
        if words.form[before] == ",":
            return words.form[after] == "«" or self._resumes(after, end)
        return words.form[after] != ","

    def _resumes(self, comma: int, end: int) -> bool:
        """Whether the clause that commas round the phrase interrupt goes on behind it."""
        words = self.words
        nxt = comma + 1
        if words.form[comma] != "," or nxt >= end:
            return False
        closing = (
            words.is_in(nxt, "relative") or words.pos[nxt] in {"SCONJ", "CCONJ"} or words.is_in(nxt, "coordination")
        )
        gerund = words.verb_form[nxt] == "Part" and words.tense[nxt] == "Pres"
        return not closing and not gerund

    def _relative_start(self, found: _Found, low: int) -> int | None:
        """The relative pronoun of the clause that alone is vouched for: "where, in his words, …"."""
        words = self.words
        between_commas = (
            words.form[found.start - 1] == "," and found.close < len(words) and words.form[found.close] == ","
        )
        if words.form[found.start - 1] == "," and not between_commas:
            return None
        for index in range(found.start - 2 if between_commas else found.start - 1, max(low, found.start - 9), -1):
            if words.is_in(index, "relative") and words.pos[index] in {"PRON", "ADV"}:
                return index
            if words.form[index] in {",", ";"}:
                return None
        return None

    def _first_word(self, start: int, before: int) -> int:
        words = self.words
        if words.sentence_of(before).part == "headline":
            for index in range(start, min(before, start + 7)):
                if words.form[index] == words.table["topic_separator"]:
                    return index + 1
        return first_said(words, start, before)

    def _has_own_cue(self, start: int, end: int) -> bool:
        """The words before end with a marked quotation that has a cue of its own; the phrase is a relay."""
        return any(start <= cue.verb < end for cue in self.speakers.cues)

    def _cue(self, found: _Found) -> tuple[int, int]:
        return self.words.start[found.start], self.words.end[found.end - 1]
