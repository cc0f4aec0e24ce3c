"""Who says it: the noun phrase or pronoun that is the subject of a cue, sought clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.clauses import PHRASE_START, phrase_end, phrase_start
from tamani.reading.quotations.phrases import Phrase, PhraseReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.words_of_text import TextWords

REACH_BEHIND = 28
"""Tokens behind an inverted verb within which its subject must start."""


class SpeakerSearch(PhraseReader):
    """Finds subjects in one text; ``units`` are the token ranges of clauses that stand on their own."""

    def __init__(self, words: TextWords, units: Sequence[tuple[int, int]], cues: Sequence[Cue]) -> None:
        super().__init__(words)
        self.units = units
        self.cues = cues
        self.reporting: list[Cue] = []
        """The finite cues that have been found to report something, in the order of the text."""
        self.asides: set[int] = set()
        """Verbs of incises between commas, on which no later verb leans."""

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
        if own is not None and self._is_collective(own, cue):
            return self._in_front(cue) or own
        return own if own is not None else self._of_governing(cue)

    def behind(self, cue: Cue, limit: int) -> Phrase | None:
        """The subject that follows an inverted verb, adverbs and phrases of time and place skipped."""
        words = self.words
        if cue.inverted:
            pronoun = self._inverted_pronoun(cue)
            collective = pronoun is not None and self._is_collective(pronoun, cue)
            return (self._at_house(cue.end, limit) if collective else None) or pronoun
        index = cue.end
        stop = min(limit, cue.end + REACH_BEHIND)
        while index < stop:
            form, part = words.form[index], words.pos[index]
            clitic = self._is_object_clitic(index) and not self._is_article(cue, index)
            opens = part in PHRASE_START or self._is_plural_article(cue, index)
            if opens and not self._tells_time(index, stop) and not clitic:
                end = max(phrase_end(words, index, stop), index + 2 * (self._is_article(cue, index)))
                end = end if part in PHRASE_START else phrase_end(words, index + 1, stop)
                end = self._with_author(index, end, stop)
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

    def _is_collective(self, phrase: Phrase, cue: Cue) -> bool:
        """Whether nobody but "one" is said to speak."""
        one = phrase.end - phrase.start == 1 and self.words.is_in(phrase.start, "collective_pronouns")
        return one and self.words.mark[cue.verb] < 0

    def _in_front(self, cue: Cue) -> Phrase | None:
        """Where "one" speaks, in front of the clause: "In Kyiv, one speaks of a crime"."""
        words = self.words
        start, _ = self.unit(cue.start)
        while start < cue.start and words.pos[start] in {"CCONJ", "SPACE"}:
            start += 1
        found = self._at_house(start, cue.start)
        return found if found is not None and words.form[found.end] == "," else None

    def _at_house(self, at: int, limit: int) -> Phrase | None:
        """The house, place or paper that a preposition of place leads to: "one reads *in a note of the embassy*"."""
        words = self.words
        if at < limit and words.verb_form[at] == "Inf":  # "can one *read*"
            at += 1
        rest = words.text[words.start[at] : words.end[min(limit, len(words)) - 1]].lower() if at < limit else ""
        opening = next((p for p in words.table["house_prepositions"] if rest.startswith(p)), None)
        if opening is None:
            return None
        first = words.next_token(words.start[at] + len(opening))
        end = phrase_end(words, first, limit)
        return Phrase(first, end) if end > first and not self._is_mere_place(first, end) else None

    def _is_mere_place(self, first: int, end: int) -> bool:
        """Whether a name alone is nobody's: a town that stands for no state, in which some people speak."""
        words = self.words
        low, high = words.start[first], words.end[end - 1]
        finder = words.reading.actor_finder
        known = [*words.reading.mentions, *(finder.scene.matches if finder is not None else ())]
        named = any(each.start < high and low < each.end for each in known)
        return not named and all(part == "PROPN" for part in words.pos[first:end])

    def _with_author(self, start: int, end: int, stop: int) -> int:
        """The end of the phrase with whom a paper comes from: "a statement *from the ministry*"."""
        words = self.words
        paper = any(words.lemma[i].lower() in words.sets["messages"] for i in range(start, end))
        if not paper or end + 1 >= stop or not words.is_in(end, "author_links"):
            return end
        return max(end, phrase_end(words, end + 1, stop))

    def _is_plural_article(self, cue: Cue, index: int) -> bool:
        """An article tagged as a preposition where no noun stands before it: ", ont indiqué mardi *des* sources"."""
        words = self.words
        alone = index == cue.end or words.tells_time(index - 1) or words.pos[index - 1] == "ADV"
        return alone and words.is_in(index, "plural_articles")

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
        if parsed is not None and nearest.end == parsed.end and self._is_number(nearest):
            return parsed
        if parsed is None or parsed.start <= nearest.start < parsed.end or nearest.start <= parsed.start < nearest.end:
            return nearest
        if self.words.pos[nearest.start] == "PRON" and nearest.end == token:
            return nearest
        apposed = nearest.end == token - 1 and parsed.end < nearest.start and self.words.is_in(parsed.end, "relative")
        if apposed and self._names(nearest) and not self._names(parsed):
            return nearest
        return parsed if self.reaches(parsed, token) else nearest

    def _parsed_subject(self, verb: int, low: int, high: int) -> Phrase | None:
        words = self.words
        heads = {verb}
        under_auxiliary = words.pos[words.head[verb]] == "AUX" and words.dep[verb] != "conj"
        if under_auxiliary or words.dep[verb].startswith(("aux", "cop")):
            heads.add(words.head[verb])
        for index in range(high - 1, low - 1, -1):
            if (
                words.head[index] in heads
                and words.dep[index].startswith("nsubj")
                and words.mark[index] == words.mark[verb]
            ):
                if self.is_set_off(index):
                    continue
                if words.is_in(index, "relative"):
                    return self._antecedent(index, low)
                start = phrase_start(words, index, low)
                return self.with_apposition(Phrase(start, max(index + 1, phrase_end(words, start, high))), high)
        return None

    def reaches(self, phrase: Phrase, token: int) -> bool:
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

    def _told_apart(self, cue: Cue) -> Phrase | None:
        """The message right before a gerund that tells what it says: "a call informing them that P"."""
        words = self.words
        noun = words.head[cue.verb]
        if cue.form != "gerund" or words.dep[cue.verb] != "acl" or noun >= cue.start:
            return None
        if words.lemma[noun].lower() not in words.sets["messages"]:
            return None
        start = phrase_start(words, noun, self.unit(cue.start)[0])
        end = phrase_end(words, start, cue.start)
        return Phrase(start, end) if noun < end == cue.start else None

    def _of_governing(self, cue: Cue) -> Phrase | None:
        """The subject of the clause that a gerund, an infinitive or a coordinated verb leans on."""
        own = self._told_apart(cue)
        if own is not None:
            return own
        start, end = self.unit(cue.start)
        for other in (*reversed(self.reporting), *reversed(self.cues)):
            if (
                start <= other.verb < cue.start
                and other.form == "finite"
                and self.words.mark[other.verb] == self.words.mark[cue.verb]
                and not (other.verb in self.asides and cue.form == "finite")
            ):
                phrase = self._of_finite(other, end)
                if phrase is not None:
                    return phrase
        for index in range(cue.start - 1, start - 1, -1):
            if self.words.is_finite(index) and self.words.mark[index] == self.words.mark[cue.verb]:
                if cue.form == "finite" and index in self.asides:
                    continue
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
