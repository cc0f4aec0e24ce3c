"""Who says it: the noun phrase or pronoun that is the subject of a cue, sought clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.reading.quotations.clauses import PHRASE_START, phrase_end, phrase_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.words_of_text import TextWords

REACH_BEHIND = 28
"""Tokens behind an inverted verb within which its subject must start."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start`` to ``end`` (exclusive) that name a speaker."""

    start: int
    end: int


class SpeakerSearch:
    """Finds subjects in one text; ``units`` are the token ranges of clauses that stand on their own."""

    def __init__(self, words: TextWords, units: Sequence[tuple[int, int]], cues: Sequence[Cue]) -> None:
        self.words = words
        self.units = units
        self.cues = cues
        self.reporting: list[Cue] = []
        """The finite cues that have been found to report something, in the order of the text."""

    def unit(self, token: int) -> tuple[int, int]:
        """The clause of its own that holds the token."""
        for start, end in self.units:
            if start <= token < end:
                return start, end
        sentence = self.words.sentence_of(token)
        return sentence.start, sentence.end

    def of(self, cue: Cue) -> Phrase | None:
        """The speaker of a cue that stands before its words (or has them in its object)."""
        if cue.form != "finite":
            return self._of_governing(cue)
        own = self.before(cue.start, cue.verb)
        return own if own is not None else self._of_governing(cue)

    def behind(self, cue: Cue, limit: int) -> Phrase | None:
        """The subject that follows an inverted verb, adverbs and phrases of time and place skipped."""
        words = self.words
        if cue.inverted:
            return self._inverted_pronoun(cue)
        index = cue.end
        stop = min(limit, cue.end + REACH_BEHIND)
        while index < stop:
            form, part = words.form[index], words.pos[index]
            if part in PHRASE_START and not self._tells_time(index, stop) and not self._is_object_clitic(index):
                end = phrase_end(words, index, stop)
                return self.with_apposition(Phrase(index, end), stop) if end > index else None
            if part == "ADP" or words.is_in(index, "phrase_link"):
                inner = index + 1
                timed = inner < stop and self._tells_time(inner, stop)
                index = self._time_end(inner, stop) if timed else self._behind_preposition(inner, stop)
                continue
            if part in {"ADV", "SCONJ"} or form in {",", "("}:
                if form == "," and not self._goes_on_with_subject(index, stop):
                    return None
                index += 1
                continue
            if self._tells_time(index, stop):
                index = self._time_end(index, stop)
                continue
            return None
        return None

    def _behind_preposition(self, index: int, stop: int) -> int:
        """Where a prepositional phrase behind the verb ends: a determiner without preposition opens the subject."""
        words = self.words
        end = max(index + 1, phrase_end(words, index, stop))
        for at in range(index + 1, end):
            if words.pos[at] == "DET" and words.pos[at - 1] != "ADP" and not words.is_in(at - 1, "phrase_link"):
                if words.pos[at - 1] in {"NOUN", "PROPN", "PRON", "ADJ"} or words.tells_time(at - 1):
                    return at
        return end

    def before(self, token: int, verb: int) -> Phrase | None:
        """The subject before the verb group that starts at ``token``: the parser's where it fits, else the nearest."""
        start, _ = self.unit(token)
        return self.before_within(token, verb, start)

    def before_within(self, token: int, verb: int, start: int) -> Phrase | None:
        """The subject before the verb group, sought no further left than token ``start``."""
        nearest = self._nearest(token - 1, start, self.words.mark[verb])
        parsed = self._parsed_subject(verb, start, token)
        if nearest is None:
            return parsed
        if parsed is None or parsed.start <= nearest.start < parsed.end or nearest.start <= parsed.start < nearest.end:
            return nearest
        if self.words.pos[nearest.start] == "PRON" and nearest.end == token:
            return nearest
        apposed = nearest.end == token - 1 and parsed.end < nearest.start and self.words.is_in(parsed.end, "relative")
        if apposed and self._names(nearest) and not self._names(parsed):
            return nearest
        return parsed if self._reaches(parsed, token) else nearest

    def _names(self, phrase: Phrase) -> bool:
        return "PROPN" in self.words.pos[phrase.start : phrase.end]

    def _parsed_subject(self, verb: int, low: int, high: int) -> Phrase | None:
        words = self.words
        heads = {verb}
        if words.pos[words.head[verb]] == "AUX" or words.dep[verb].startswith(("aux", "cop")):
            heads.add(words.head[verb])
        for index in range(high - 1, low - 1, -1):
            if (
                words.head[index] in heads
                and words.dep[index].startswith("nsubj")
                and words.mark[index] == words.mark[verb]
            ):
                if self._is_set_off(index):
                    continue
                if words.is_in(index, "relative"):
                    return self._antecedent(index, low)
                start = phrase_start(words, index, low)
                return self.with_apposition(Phrase(start, max(index + 1, phrase_end(words, start, high))), high)
        return None

    def _is_set_off(self, index: int) -> bool:
        """A pronoun between commas that only stresses the subject before it: "la défense, elle, dénonce"."""
        words = self.words
        return words.is_in(index, "stressed_pronouns") and words.form[index - 1] == "," and words.form[index + 1] == ","

    def _reaches(self, phrase: Phrase, token: int) -> bool:
        """No other finite verb stands between the phrase and the verb, outside relative clauses and commas."""
        words = self.words
        open_relative = False
        for index in range(phrase.end, token):
            if words.mark[index] >= 0:
                continue
            if words.pos[index] == "SCONJ" or (words.is_in(index, "relative") and words.pos[index] in {"PRON", "ADV"}):
                open_relative = True
            elif words.is_finite(index):
                if not open_relative:
                    return False
                open_relative = words.pos[index] == "AUX"
        return True

    def _nearest(self, at: int, low: int, mark: int) -> Phrase | None:
        """Walk left from the verb over appositions, relative clauses and asides to the phrase it belongs to."""
        words = self.words
        first: Phrase | None = None
        while at >= low:
            form = words.form[at]
            if words.mark[at] != mark:
                return first
            if words.pos[at] == "ADV" and not words.is_in(at, "subject_pronouns"):
                at -= 1
                continue
            if words.is_in(at, "subject_relative_words"):
                return self._antecedent(at, low)
            if words.is_in(at, "subject_pronouns") and words.pos[at] in {"PRON", "DET", "ADJ"}:
                return Phrase(at, at + 1)
            if form == ",":
                found, at = self._segment_before(at, low)
                if found is not None:
                    first = first or found
                    if self._has_name_or_determiner(found):
                        return found
                continue
            if form == ")":
                at = self._bracket_start(at, low) - 1
                continue
            if words.pos[at] in {"NOUN", "PROPN", "ADJ", "NUM", "PRON", "X"} or (
                words.pos[at] == "VERB" and words.verb_form[at] == "Part"
            ):
                start = phrase_start(words, at, low)
                relative = self._relative_around(start, low)
                if relative is not None:
                    return self._antecedent(relative, low) or first
                start = self._first_of_several(start, low)
                return self._unless_prepositional(Phrase(start, at + 1), low) or first
            return first
        return first

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

    def _segment_before(self, comma: int, low: int) -> tuple[Phrase | None, int]:
        """The noun phrase that fills the words between two commas, and where to go on looking."""
        words = self.words
        start = comma - 1
        while start >= low and words.form[start] != "," and words.pos[start] != "SPACE":
            if words.form[start] == ")":
                start = self._bracket_start(start, low)
            start -= 1
        first = start + 1
        if first >= comma:
            return None, start
        if words.is_in(first, "relative") or any(words.is_finite(i) for i in range(first, comma)):
            verbless = not any(words.is_finite(i) for i in range(first, comma))
            if verbless or words.is_in(first, "relative"):
                return None, start if words.form[start] == "," else start - 1
            return None, low - 1
        if words.pos[first] in {"ADP", "ADV", "SCONJ", "VERB", "CCONJ"}:
            inner = self._nearest_inside(first, comma)
            return inner, start
        if words.is_in(first, "stressed_pronouns") and comma - first == 1:
            return None, start
        phrase = Phrase(phrase_start(words, comma - 1, first), comma)
        if self._continues_relative(start, low):
            return None, start
        return phrase, start

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

    def _antecedent(self, relative: int, low: int) -> Phrase | None:
        """What "who" stands for: the noun phrase before it, a comma between allowed."""
        words = self.words
        at = relative - 1
        while at > low and words.pos[at] == "SPACE":
            at -= 1
        if at > low and words.form[at] == ",":
            at = self._before_asides(at, low) - 1
        if at < low or words.pos[at] in {"VERB", "AUX", "ADP", "PUNCT", "SPACE"}:
            return None
        start = phrase_start(words, at, low)
        return Phrase(start, at + 1)

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

    def _of_governing(self, cue: Cue) -> Phrase | None:
        """The subject of the clause that a gerund, an infinitive or a coordinated verb leans on."""
        start, end = self.unit(cue.start)
        for other in (*reversed(self.reporting), *reversed(self.cues)):
            if (
                start <= other.verb < cue.start
                and other.form == "finite"
                and self.words.mark[other.verb] == self.words.mark[cue.verb]
            ):
                phrase = self._of_finite(other, end)
                if phrase is not None:
                    return phrase
        for index in range(cue.start - 1, start - 1, -1):
            if self.words.is_finite(index) and self.words.mark[index] == self.words.mark[cue.verb]:
                phrase = self.before(self.group_start(index), self.main_verb(index))
                if phrase is not None:
                    return phrase
        if cue.form == "finite":
            return self._of_sentence_before(start)
        return self._of_main_clause_behind(cue, end) or self._of_sentence_before(start)

    def _of_main_clause_behind(self, cue: Cue, end: int) -> Phrase | None:
        """The subject of the main clause behind a gerund that opens its sentence: "Soulignant que P, X a dit"."""
        words = self.words
        for comma in range(cue.end, end):
            if words.form[comma] != "," or words.mark[comma] != words.mark[cue.verb]:
                continue
            for index in range(comma + 1, end):
                if words.form[index] == "," or words.pos[index] == "SCONJ":
                    break
                if words.is_finite(index) and words.mark[index] == words.mark[cue.verb]:
                    return self.before_within(self.group_start(index), self.main_verb(index), comma + 1)
        for index in range(cue.end, end):
            if words.is_finite(index) and words.mark[index] == words.mark[cue.verb]:
                return self.before(self.group_start(index), self.main_verb(index))
        return None

    def _of_finite(self, cue: Cue, limit: int) -> Phrase | None:
        """The subject of a finite cue, behind it where it is an incise."""
        words = self.words
        if cue.inverted:
            return self._inverted_pronoun(cue)
        before = cue.start - 1
        trails = before > 0 and (
            words.form[before] == "»" or (words.form[before] == "," and words.form[before - 1] == "»")
        )
        found = self.behind(cue, limit) if trails else self.before(cue.start, cue.verb)
        return found or (self.behind(cue, limit) if before > 0 and words.form[before] == "," else None)

    def _of_sentence_before(self, start: int) -> Phrase | None:
        """The subject of the sentence before, for one that goes on without a subject of its own ("Et menace …")."""
        words = self.words
        sentence = words.sentence_of(start)
        if sentence.start != start or sentence.index == 0 or not self._leans_back(start):
            return None
        before = words.sentences[sentence.index - 1]
        for cue in self.cues:
            if before.start <= cue.verb < before.end and cue.form == "finite" and words.mark[cue.verb] < 0:
                return self._of_finite(cue, before.end)
        for index in range(before.start, before.end):
            if words.is_finite(index) and words.mark[index] < 0:
                return self.before(self.group_start(index), self.main_verb(index))
        return None

    def _leans_back(self, start: int) -> bool:
        words = self.words
        return (
            words.is_in(start, "coordination")
            or words.is_in(start, "before_infinitive")
            or words.pos[start] in {"VERB", "AUX"}
        )

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

    def _goes_on_with_subject(self, comma: int, stop: int) -> bool:
        """An aside between commas behind an inverted verb: ", a dit, hier, le maire"."""
        nxt = comma + 1
        return nxt < stop and (
            self.words.pos[nxt] in {"ADP", "ADV", "DET", "PROPN"} or self._tells_time(nxt, stop)
        )

    def _bracket_start(self, closing: int, low: int) -> int:
        index = closing
        while index > low and self.words.form[index] != "(":
            index -= 1
        return index
