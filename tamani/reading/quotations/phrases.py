"""The noun phrases around a verb: what belongs to them, what stands between them and the verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.reading.quotations.clauses import phrase_end, phrase_start

if TYPE_CHECKING:
    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.words_of_text import TextWords


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start`` to ``end`` (exclusive) that name a speaker."""

    start: int
    end: int


class PhraseReader:
    """Reads phrases of one text."""

    def __init__(self, words: TextWords) -> None:
        self.words = words

    def _behind_preposition(self, index: int, stop: int) -> int:
        """Where a prepositional phrase behind the verb ends: a determiner without preposition opens the subject."""
        words = self.words
        end = max(index + 1, phrase_end(words, index, stop))
        for at in range(index + 1, end):
            if words.pos[at] == "DET" and words.pos[at - 1] != "ADP" and not words.is_in(at - 1, "phrase_link"):
                if words.pos[at - 1] in {"NOUN", "PROPN", "PRON", "ADJ"} or words.tells_time(at - 1):
                    return at
        return end

    def _names(self, phrase: Phrase) -> bool:
        return "PROPN" in self.words.pos[phrase.start : phrase.end]

    def is_set_off(self, index: int) -> bool:
        """A pronoun between commas that only stresses the subject before it: "la défense, elle, dénonce"."""
        words = self.words
        return words.is_in(index, "stressed_pronouns") and words.form[index - 1] == "," and words.form[index + 1] == ","

    def _relative_around(self, start: int, low: int) -> int | None:
        """The "who" whose clause a phrase ends that is no subject: "le maire qui mène l'enquête a dit"."""
        words = self.words
        verbs = 0
        for index in range(start - 1, max(low, start - 10) - 1, -1):
            if words.form[index] == "," or words.pos[index] == "SCONJ":
                return None
            if words.is_in(index, "subject_relative_words"):
                return index if verbs == 1 else None
            verbs += words.is_finite(index) and not words.is_finite(index + 1)
        return None

    def _first_of_several(self, start: int, low: int) -> int:
        """The start of the first of two noun phrases joined by "and" as one subject."""
        words = self.words
        joint = start - 1
        if joint - 1 > low - 1 and words.pos[joint] == "CCONJ" and words.pos[joint - 1] in {"PROPN", "NOUN"}:
            first = phrase_start(words, joint - 1, low)
            if first == low or words.pos[first - 1] in {"PUNCT", "SPACE"}:
                return first
        return start

    def _nearest_inside(self, first: int, comma: int) -> Phrase | None:
        """A subject at the end of a segment that opens with an adverbial: "In the evening the minister, …"."""
        words = self.words
        start = phrase_start(words, comma - 1, first)
        if words.pos[start] == "DET" and start > first and words.pos[start - 1] not in {"ADP", "VERB"}:
            if not words.is_in(start - 1, "phrase_link"):
                return Phrase(start, comma)
        return None

    def _continues_relative(self, comma: int, low: int) -> bool:
        """Whether the segment before this comma is a relative clause that the phrase behind it ends."""
        words = self.words
        index = comma - 1
        while index >= low and words.form[index] != ",":
            index -= 1
        return index + 1 < comma and words.is_in(index + 1, "relative") and words.form[index] == ","

    def _has_name_or_determiner(self, phrase: Phrase) -> bool:
        parts = self.words.pos[phrase.start : phrase.end]
        return "PROPN" in parts or parts[:1] == ["DET"]

    def _unless_prepositional(self, phrase: Phrase, low: int) -> Phrase | None:
        words = self.words
        if phrase.start > low and words.pos[phrase.start - 1] == "ADP":
            return None
        if self._tells_time(phrase.start, phrase.end):
            return None
        return phrase

    def _before_asides(self, comma: int, low: int) -> int:
        """The comma that closes the noun itself: ", of the union X," between it and the relative clause is an aside."""
        words = self.words
        at = comma - 1
        while at > low and words.form[at] not in {",", "»"} and not words.is_finite(at):
            at -= 1
        opens_aside = words.form[at] == "," and (words.pos[at + 1] == "ADP" or words.is_in(at + 1, "phrase_link"))
        return at if opens_aside else comma

    def _inverted_pronoun(self, cue: Cue) -> Phrase | None:
        for index in range(cue.end - 1, cue.start - 1, -1):
            if self.words.is_in(index, "inverted_pronouns"):
                return Phrase(index, index + 1)
        return None

    def _leans_back(self, start: int) -> bool:
        words = self.words
        return (
            words.is_in(start, "coordination")
            or words.is_in(start, "before_infinitive")
            or (words.pos[start] in {"VERB", "AUX"} and not self._asks_along(start))
        )

    def _asks_along(self, verb: int) -> bool:
        """ "Let us recall that …": a verb of the first person goes on for nobody named before."""
        words = self.words
        return words.person[verb] == "1" or words.form[verb].endswith(tuple(words.table["first_person_endings"]))

    def group_start(self, index: int) -> int:
        """The first token of the verb group of a finite verb, its clitics and negation taken in."""
        words = self.words
        while index > 0 and (
            words.is_in(index - 1, "negation")
            or (words.is_in(index - 1, "clitic_objects") and words.pos[index - 1] == "PRON")
        ):
            index -= 1
        return index

    def main_verb(self, index: int) -> int:
        """The participle that a finite auxiliary belongs to, else the verb itself."""
        words = self.words
        if words.pos[index] == "AUX" and words.head[index] > index and words.head[index] - index < 6:
            return words.head[index]
        return index

    def with_apposition(self, phrase: Phrase, stop: int) -> Phrase:
        """Take in ", Name" behind a role and ", role" behind a name, and bracketed acronyms."""
        words = self.words
        end = phrase.end
        if end < stop and words.form[end] == "(":
            closing = next((i for i in range(end, min(stop, end + 8)) if words.form[i] == ")"), None)
            end = closing + 1 if closing is not None else end
        if end + 1 < stop and words.form[end] == "," and words.pos[end + 1] in {"PROPN", "DET", "NOUN"}:
            behind = phrase_end(words, end + 1, stop)
            closes = (
                behind >= stop or words.form[behind] in {",", ".", ";", ":", "»", ")"} or words.pos[behind] == "SPACE"
            )
            if behind > end + 1 and closes and self._same_person(phrase, end + 1, behind):
                return Phrase(phrase.start, behind)
        return Phrase(phrase.start, end)

    def _same_person(self, phrase: Phrase, start: int, end: int) -> bool:
        """Whether the words behind the comma name or describe the one before it, and no other thing."""
        words = self.words
        if self._tells_time(start, end):
            return False
        named = any(words.pos[i] == "PROPN" for i in range(phrase.start, phrase.end))
        if words.pos[start] == "PROPN":
            return not named or words.pos[phrase.start] == "DET"
        if words.pos[start] == "NOUN":
            return True
        low, high = words.start[start], words.end[end - 1]
        return any(m.form in {"role", "name"} and m.start < high and low < m.end for m in words.reading.mentions)

    def _tells_time(self, index: int, stop: int) -> bool:
        """Whether an expression of time starts at the token: "jeudi", "la semaine dernière", "le 3 mai"."""
        words = self.words
        for at in range(index, min(stop, index + 4)):
            if words.tells_time(at):
                return True
            if words.pos[at] not in {"DET", "NUM", "ADJ"}:
                return False
        return False

    def _time_end(self, index: int, stop: int) -> int:
        """Where an expression of time ends that starts at the token."""
        words = self.words
        while index < stop and not words.tells_time(index):
            index += 1
        index += 1
        while index < stop and (words.tells_time(index) or words.pos[index] in {"ADJ", "NUM"}):
            index += 1
        return index

    def _is_object_clitic(self, index: int) -> bool:
        return self.words.is_in(index, "clitic_objects") and self.words.pos[index] == "PRON"

    def _is_article(self, cue: Cue, index: int) -> bool:
        """A word tagged as a clitic right behind an incise's verb: none can stand there, so it opens the subject."""
        words = self.words
        if index != cue.end or index + 1 >= len(words) or words.form[cue.start - 1] not in {",", "»"}:
            return False
        return words.is_in(index, "articles") and words.pos[index + 1] in {"VERB", "NOUN", "ADJ", "PROPN", "X"}

    def _is_number(self, phrase: Phrase) -> bool:
        return all(part == "NUM" for part in self.words.pos[phrase.start : phrase.end])

    def _goes_on_with_subject(self, comma: int, stop: int) -> bool:
        """An aside between commas behind an inverted verb: ", a dit, hier, le maire"."""
        nxt = comma + 1
        return nxt < stop and (self.words.pos[nxt] in {"ADP", "ADV", "DET", "PROPN"} or self._tells_time(nxt, stop))

    def _bracket_start(self, closing: int, low: int) -> int:
        index = closing
        while index > low and self.words.form[index] != "(":
            index -= 1
        return index
