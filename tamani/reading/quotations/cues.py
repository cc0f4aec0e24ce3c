"""Cues: the verb groups and phrases that carry reported speech, found with the language's lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.reading.quotations.clause_openings import subject_behind_marks
from tamani.reading.quotations.clauses import has_main_verb
from tamani.reading.quotations.cue_lexicon import ANY_REFLEXIVE, ANY_VERB, cue_lexicon

if TYPE_CHECKING:
    from tamani.reading.quotations.cue_lexicon import CueEntry
    from tamani.reading.quotations.words_of_text import TextWords

LONGEST_GROUP = 7
"""Tokens between a verb group's first auxiliary and its verb ("s'en était même déjà ouvertement …")."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb group that may carry reported speech.

    ``start``/``end``: the group's tokens, auxiliaries, clitics and fixed words taken in. ``verb``: the verb itself.
    ``form``: finite, gerund, infinitive, or participle (a participle that shares an earlier verb's auxiliary).
    ``modal``: a finite verb such as "must" carries the infinitive.
    """

    entry: CueEntry
    start: int
    verb: int
    end: int
    form: str
    negated: bool
    inverted: bool
    modal: bool = False


class CueFinder:
    """Finds the cue verbs of one text."""

    def __init__(self, words: TextWords) -> None:
        self.words = words
        self.lexicon = cue_lexicon(words.reading.language)

    def find(self) -> list[Cue]:
        """All cue verbs in order; one cue for each verb, of the entry that fits it best."""
        by_lemma, by_form = self.lexicon.by_lemma, self.lexicon.by_form
        words = self.words
        cues = []
        subject_first = words.grammar("subject_before_incise")
        for index, (lemma, part) in enumerate(zip(words.lemma, words.pos, strict=True)):
            entries = by_lemma.get(lemma) if part in {"VERB", "AUX"} else None
            if entries is None and part == "VERB" and words.form[index] in by_form:
                entries = by_lemma[by_form[words.form[index]]]
            if entries is None and part in {"VERB", "AUX"} and words.form[index] in self.lexicon.inflected:
                entries = by_lemma[self.lexicon.inflected[words.form[index]]]
            if entries is None and lemma in by_lemma and part in {"ADJ", "ADV"} and self._behind_auxiliary(index):
                entries = by_lemma[lemma]
            if entries is None and words.form[index] in by_form and self._stands_as_verb(index):
                entries = by_lemma[by_form[words.form[index]]]
            if entries is None and subject_first and self._closes_incise(index):
                entries = by_lemma.get(self.lexicon.inflected.get(words.form[index], words.form[index]))
            cue = self._cue(index, entries) if entries else None
            if cue is None and part == "VERB" and self._trails_marks(index):
                cue = self._cue(index, ANY_VERB) or self._cue(index, ANY_REFLEXIVE)
            if cue is not None:
                cues.append(cue)
        return cues

    def _trails_marks(self, index: int) -> bool:
        """Whether the verb's group follows marked words straight: there any verb can report (« P », sourit X)."""
        words = self.words
        before = self._group_start(index) - 1
        if words.grammar("subject_before_incise") and subject_behind_marks(words, before + 1) is not None:
            return True
        if before < 2 or words.form[before] != ",":
            return False
        start = words.sentence_of(index).start
        if words.form[start] in {"—", "–"}:
            return words.mark[index] < 0
        closed = (
            words.form[before - 1] == "»"
            and words.mark[before - 1] >= 0
            and words.mark[index] != words.mark[before - 1]
        )
        return closed and words.form[start] == "«" and words.outermost(words.mark[before - 1]) == words.mark[start]

    def _stands_as_verb(self, index: int) -> bool:
        """A word of another tag that stands where only a finite verb can: behind a clitic, or as an incise."""
        words = self.words
        if index == 0:
            return False
        before = index - 1
        if words.is_in(before, "clitic_objects") and words.pos[before] == "PRON":
            return True
        if words.is_in(before, "subject_pronouns") and words.pos[before] == "PRON":
            return True
        if self._behind_auxiliary(index) or self._opens_incise(index):
            return True
        if words.is_in(index + 1, "complementizer") and words.pos[before] not in {"DET", "ADP"}:
            return True
        if words.sentence_of(index).start == index or words.pos[before] in {"DET", "ADP", "ADJ", "NUM", "VERB", "AUX"}:
            return False
        behind = index + 1
        sentence = words.sentence_of(index)
        if words.mark[index] < 0 and not has_main_verb(words, sentence.start, sentence.end):
            return True
        return behind < len(words) and (
            words.form[behind] == ":"
            or words.is_in(behind, "complementizer")
            or words.pos[before] in {"CCONJ", "PROPN", "ADV"}
            or (words.form[behind] == "«" and words.is_noun(before) and words.form[index] in self.lexicon.finite)
        )

    def _closes_incise(self, index: int) -> bool:
        """Behind a comma and a plain noun phrase, at the end of a sentence: "…, economists *warn*."""
        words = self.words
        if not words.is_noun(index - 1) or words.form[index + 1 : index + 2] not in (["."], [","], ["»"]):
            return False
        start = index - 1
        while words.pos[start - 1] in {"ADJ", "NOUN", "PROPN", "NUM", "DET"} and start > 1:
            start -= 1
        sentence = words.sentence_of(index)
        if start - 1 <= sentence.start or words.form[start - 1] != ",":
            return False
        resumed = range(index + 2, min(sentence.end, index + 5))
        cuts = words.form[index + 1] == "," and any(words.is_finite(i) for i in resumed)
        return cuts or has_main_verb(words, sentence.start, start - 1)

    def _behind_auxiliary(self, index: int) -> bool:
        words = self.words
        at = index - 1
        while at > 0:
            if words.pos[at] == "ADV" or words.is_in(at, "group_adverbs") or words.is_in(at, "inverted_pronouns"):
                at -= 1
            elif (phrase := self._behind_phrase(at)) is not None:
                at = phrase - 1
            else:
                break
        return at >= 0 and words.lemma[at] == words.table["having"] and words.verb_form[at] == "Fin"

    def _opens_incise(self, index: int) -> bool:
        """Behind a closing mark or a comma, with a noun phrase or an adverbial straight behind."""
        words = self.words
        before, behind = index - 1, index + 1
        if before < 0 or behind >= len(words) or words.form[before] not in {",", "»", "?", "!"}:
            return False
        if words.form[before] == "," and words.is_noun(index) and words.form[before - 1 : before] != ["»"]:
            start = words.sentence_of(index).start
            finite = words.form[index] in self.lexicon.finite and has_main_verb(words, start, before)
            return finite and words.pos[behind] in {"PROPN", "DET"}
        return words.pos[behind] in {"DET", "PROPN", "PRON", "ADV", "ADP"} or words.tells_time(behind)

    def _reads_as_finite(self, index: int) -> bool:
        """A form that is participle and present tense at once ("dit", "écrit") behind a mark or before "that"."""
        words = self.words
        inflected = words.number[index] == "Plur" or words.gender[index] == "Fem"
        if (
            not inflected
            and words.is_in(index + 1, "complementizer")
            and words.pos[index - 1] in {"NOUN", "PROPN", "PRON", "ADJ"}
        ):
            return True
        marked = words.form[index - 1] == "»" or (words.form[index - 1] == "," and words.form[index - 2] == "»")
        return index > 1 and marked and not inflected and self._opens_incise(index)

    def _opens_as_participle(self, verb: int) -> bool:
        """ "Asked whether he had lied, …": a participle may open its sentence, a past tense has its subject first."""
        words = self.words
        past = words.grammar("past_like_participle") and words.tense[verb] == "Past"
        return past and (verb == words.sentence_of(verb).start or words.pos[verb - 1] == "SPACE")

    def _is_past_tense(self, index: int) -> bool:
        """A form tagged as a participle that is the past tense: behind a subject pronoun, or alone in its clause."""
        words = self.words
        if not words.grammar("past_like_participle") or words.is_in(index + 1, "agent_link"):
            return False
        if words.is_in(index - 1, "subject_pronouns"):
            return True
        if words.is_in(index - 1, "coordination"):
            return not self._shares_auxiliary(index)
        sentence = words.sentence_of(index)
        finite = any(words.is_finite(i) and words.mark[i] < 0 for i in range(sentence.start, index))
        return index > sentence.start and words.pos[index - 1] in {"NOUN", "PROPN"} and not finite

    def _cue(self, verb: int, entries: tuple[CueEntry, ...]) -> Cue | None:
        words = self.words
        start = self._group_start(verb)
        form = self._form(start, verb)
        modal = None
        if form == "infinitive":
            modal = self._modal(start)
            if modal is None and not self._free_infinitive(start):
                return None
        if form == "finite" and start == verb and self._opens_as_participle(verb):
            return None
        if form == "gerund" and self._is_left_unsaid(start):
            return None
        if form is None or (form == "participle" and not self._shares_auxiliary(start)):
            return None
        behind = words.grammar("reflexive_behind") and words.is_in(verb + 1, "third_reflexive")
        reflexive = behind or any(words.is_in(i, "third_reflexive") for i in range(start, verb))
        if modal is not None:
            start, form = modal, "finite"
        negated = self._is_negated(start, verb)
        if behind and not any(entry.reflexive for entry in entries):
            behind = reflexive = False
        for entry in entries:
            if entry.noun or entry.reflexive != reflexive:
                continue
            end = self._with_fixed_words(verb + 1 + behind, entry.then)
            if end is not None:
                end, inverted = self._with_inverted_pronoun(start, verb, end)
                return Cue(entry, start, verb, end, form, negated, inverted, modal is not None)
        return None

    def _is_left_unsaid(self, start: int) -> bool:
        """Whether "without" stands before the verb group, and no "not" before that."""
        return self.words.is_in(start - 1, "without") and not self.words.is_in(start - 2, "not_without")

    def _is_negated(self, start: int, verb: int) -> bool:
        """Whether a negation stands in the verb group or behind the verb; one of a verb further on is not its own."""
        words = self.words
        if any(words.is_in(i, "negation") for i in range(start, verb)):
            return True
        for index in range(verb + 1, min(verb + 3, len(words))):
            if words.is_in(index, "negation"):
                return words.head[index] <= index
        return False

    def _group_start(self, verb: int) -> int:
        """The first token of the verb group: clitics, auxiliaries, negation and short adverbs before the verb."""
        words = self.words
        start = verb
        at = verb - 1
        lowest = max(0, verb - LONGEST_GROUP)
        while at >= lowest:
            if (
                words.pos[at] == "AUX"
                or words.is_in(at, "negation")
                or self._is_clitic(at)
                or (words.is_in(at, "inverted_pronouns") and words.pos[at - 1] in {"AUX", "PRON"})
            ):
                start = at
            elif words.is_in(at, "group_adverbs"):
                pass
            elif (behind := self._behind_phrase(at)) is not None:
                at = behind
            elif words.lemma[at] == words.table["having"] and (
                words.pos[verb] != "VERB" or words.verb_form[verb] == "Part"
            ):
                start = at
            elif words.pos[at] != "ADV" or words.form[at] in words.sets["not_before_complementizer"]:
                break
            at -= 1
        return start

    def _behind_phrase(self, at: int) -> int | None:
        """The first token of a fixed adverbial that ends with token ``at`` ("par ailleurs"), or None."""
        words = self.words
        end = words.end[at]
        for phrase in words.table["group_phrases"]:
            if words.text[max(0, end - len(phrase)) : end].lower() == phrase:
                return words.token_at(end - len(phrase))
        return None

    def _is_clitic(self, index: int) -> bool:
        words = self.words
        part = words.pos[index]
        if not words.is_in(index, "clitic_objects"):
            return False
        return part in {"PRON", "ADV"} or (part == "DET" and words.pos[index + 1] in {"AUX", "VERB"})

    def _form(self, start: int, verb: int) -> str | None:
        """How the verb stands in its clause; None where it cannot report (a passive)."""
        words = self.words
        auxiliaries = [i for i in range(start, verb) if words.pos[i] == "AUX" or words.verb_form[i] == "Fin"]
        if self._is_passive(start, verb, auxiliaries):
            return None
        if any(words.verb_form[i] == "Fin" for i in auxiliaries) or words.form[verb] in self.lexicon.finite:
            return "finite"
        verb_form, tense = words.verb_form[verb], words.tense[verb]
        if verb_form == "Inf":
            return "infinitive" if self._is_infinitive(start, verb) else "finite"
        if verb_form == "Part" and tense == "Pres":
            return "gerund"
        if auxiliaries:
            return "infinitive" if words.verb_form[auxiliaries[0]] == "Inf" else "gerund"
        if verb_form == "Part" and not self._reads_as_finite(verb) and not self._is_past_tense(verb):
            return "participle"
        return "finite"

    def _is_infinitive(self, start: int, verb: int) -> bool:
        """Whether a verb tagged as an infinitive looks like one: by its ending and, where it needs one, its mark."""
        words = self.words
        if words.grammar("marked_infinitive") and not words.is_in(start - 1, "infinitive_mark"):
            return False
        return words.form[verb].endswith(tuple(words.table["infinitive_endings"]))

    def _is_passive(self, start: int, verb: int, auxiliaries: list[int]) -> bool:
        """A past participle behind "be" that is not reflexive."""
        words = self.words
        if words.verb_form[verb] != "Part" or words.is_gerund(verb) or not auxiliaries:
            return False
        last = auxiliaries[-1]
        if words.form[last] in words.sets["passive_participle"]:
            return True
        reflexive = any(words.is_in(i, "reflexive") for i in range(start, verb))
        return words.lemma[last] == words.table["being"] and not reflexive

    def _modal(self, start: int) -> int | None:
        """The first token of a finite verb group that carries the infinitive ("a tenu à", "devait", "vient d'")."""
        words = self.words
        at = start - 1
        if at > 0 and words.is_in(at, "modal_link"):
            at -= 1
        while at > 0 and words.pos[at] == "ADV":
            at -= 1
        if at < 0 or words.lemma[at] not in words.sets["modals"] or words.pos[at] not in {"VERB", "AUX"}:
            return None
        first = self._group_start(at)
        return first if any(words.verb_form[i] == "Fin" for i in range(first, at + 1)) else None

    def _free_infinitive(self, start: int) -> bool:
        """Behind "before", "without", "in order to": the infinitive tells what the main clause's subject says."""
        words = self.words
        at = start - 1
        if at > 0 and words.is_in(at, "infinitive_link"):
            at -= 1
        said = words.is_in(at, "without") and not self._is_left_unsaid(start)
        return at >= 0 and (said or words.is_in(at, "saying_infinitive"))

    def _shares_auxiliary(self, start: int) -> bool:
        """A bare participle behind "and" or a comma goes with the auxiliary of a verb before it in the sentence."""
        words = self.words
        at = start - 1
        if at <= 0 or not (words.is_in(at, "coordination") or words.form[at] == ","):
            return False
        sentence = words.sentence_of(at)
        for index in range(at - 1, sentence.start, -1):
            if words.pos[index] == "VERB" and words.verb_form[index] == "Part" and words.tense[index] == "Past":
                group = self._group_start(index)
                if any(words.verb_form[i] == "Fin" and words.pos[i] == "AUX" for i in range(group, index)):
                    return words.lemma[index - 1] != words.table["being"] or words.is_in(group, "reflexive")
            if words.is_finite(index) and words.pos[index] == "VERB":
                return False
        return False

    def _with_fixed_words(self, at: int, then: tuple[str, ...]) -> int | None:
        """The group's end with the entry's fixed words (adverbs may stand between), None where they do not follow."""
        words = self.words
        for expected in then:
            skipped = 0
            while (
                at < len(words)
                and words.form[at] != expected
                and words.pos[at] in {"ADV", "PRON", "DET"}
                and skipped < 3
            ):
                at += 1
                skipped += 1
            if (at >= len(words) or expected not in {words.form[at], words.lemma[at]}) and not (
                expected == words.table["complement_link"] and at < len(words) and words.is_in(at, "phrase_link")
            ):
                return None
            at += 1
        return at

    def _with_inverted_pronoun(self, start: int, verb: int, end: int) -> tuple[int, bool]:
        """Take in "-il", "-t-elle" behind the verb; tell whether a pronoun stands inverted in the group."""
        words = self.words
        inverted = any(words.is_in(i, "inverted_pronouns") for i in range(start, verb))
        while end < len(words) and words.is_in(end, "inverted_pronouns"):
            end += 1
            inverted = True
        return end, inverted
