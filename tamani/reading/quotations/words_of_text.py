"""The tokens of an article as plain lists, with its sentences and the marks each token stands in.

Sentences are cut at full stops outside quotation marks, so that words quoted over several sentences stay in the
sentence that says who spoke them; the parser's own sentence ends are not used here.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tamani.reading.token_columns import columns_of

if TYPE_CHECKING:
    from tamani.reading.reading import Reading

GERUND = "Ger"
LONGEST_SUBJECT = 12
"""Tokens of a subject between marked words and its verb."""
_STOP = re.compile(r"[.!?…]+[)»\]]*|\n+")
MARKS = frozenset("«»")
"""Taggers that have never met these marks take them for words."""
_INITIAL = re.compile(r"(?:^|[\s('-])[A-ZÀ-Þ]$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``start`` to ``end`` (exclusive) of one sentence, its full stop taken in."""

    index: int
    start: int
    end: int
    part: str


class TextWords:
    """Parallel lists over the tokens of a reading's Doc, spaces included."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        doc = reading.doc
        self.text = reading.text
        self.table = reading.language.table("clauses")
        self.start = [token.idx for token in doc]
        self.end = [token.idx + len(token) for token in doc]
        self.form = [self.text[s:e].lower() for s, e in zip(self.start, self.end, strict=True)]
        columns = columns_of(doc)
        self.lemma = columns.lemma
        self.pos = [
            "PUNCT" if form in MARKS else part for form, part in zip(self.form, columns.part_of_speech, strict=True)
        ]
        self._mend_titles()
        self.dep = columns.relation
        self.head = columns.head
        self.verb_form, self.tense = _gerunds_as_participles(columns.features["VerbForm"], columns.features["Tense"])
        self._complete_tenses()
        self.number = columns.features["Number"]
        self.gender = columns.features["Gender"]
        self.person = columns.features["Person"]
        self.mark = self._marks_of_tokens()
        self.sentences = list(self._sentences())
        self._sentence_starts = [sentence.start for sentence in self.sentences]

    def __len__(self) -> int:
        return len(self.form)

    def _mend_titles(self) -> None:
        """Make nouns of titles before a name that the tagger takes for pronouns ("Me Dupont")."""
        titles = set(self.table["like_pronouns"])
        for i in range(len(self.form) - 1):
            if self.pos[i] == "PRON" and self.text[self.start[i] : self.end[i]] in titles:
                if self.text[self.start[i + 1]].isupper():
                    self.pos[i] = "NOUN"

    @cached_property
    def sets(self) -> dict[str, frozenset[str]]:
        """The word lists of the language's clause table as sets."""
        return {name: frozenset(words) for name, words in self.table.items() if isinstance(words, list)}

    def is_in(self, index: int, name: str) -> bool:
        """Whether the token's form is in the word list ``name`` of the clause table."""
        return 0 <= index < len(self.form) and self.form[index] in self.sets[name]

    def sentence_of(self, index: int) -> Sentence:
        """The sentence that holds token ``index``."""
        return self.sentences[max(0, bisect.bisect_right(self._sentence_starts, index) - 1)]

    def token_at(self, offset: int) -> int:
        """The token that holds the character, or the next one where none does."""
        return min(bisect.bisect_right(self.end, offset), len(self.form) - 1)

    def next_token(self, offset: int) -> int:
        """The first token that starts at the offset or behind it (may be one past the last)."""
        return bisect.bisect_left(self.start, offset)

    def is_finite(self, index: int) -> bool:
        """Whether the token is a finite verb or auxiliary."""
        return self.pos[index] in {"VERB", "AUX"} and self.verb_form[index] == "Fin"

    def may_be_finite(self, index: int) -> bool:
        """Whether the token is a finite verb, or an imperative that has the form of an infinitive."""
        if self.is_finite(index):
            return True
        bare = self.pos[index] == "VERB" and self.verb_form[index] == "Inf" and self.grammar("bare_imperative")
        return bare and not self.is_in(index - 1, "infinitive_mark")

    def is_gerund(self, index: int) -> bool:
        """Whether the token is a present participle or gerund."""
        ends = self.form[index].endswith(tuple(self.table["gerund_endings"]))
        if self.verb_form[index] == "Inf":
            return ends and self.form[index] != self.lemma[index]  # a tagger's mistake
        if self.verb_form[index] != "Part" or self.tense[index] == "Past":
            return False
        return self.tense[index] == "Pres" or ends

    def grammar(self, key: str) -> bool:
        """Whether the language builds clauses in the way that its clause table names ``key``."""
        return bool(self.table["grammar"][key])

    def is_linked_form(self, index: int, link: str) -> bool:
        """Whether the verb has the form that stands behind the words of the list ``link``."""
        if self.table["grammar"]["linked_forms"][link] == GERUND:
            return self.is_gerund(index)
        return self.verb_form[index] == "Inf"

    def is_hidden_gerund(self, index: int, link: str) -> bool:
        """Whether a noun that opens a compound has the form of the gerund that stands behind the words of ``link``."""
        if self.table["grammar"]["linked_forms"][link] != GERUND or self.dep[index] != "compound":
            return False
        return self.form[index].endswith(tuple(self.table["gerund_endings"]))

    def is_noun(self, index: int) -> bool:
        """Whether the tagger took the token for a noun."""
        return self.pos[index] in {"NOUN", "PROPN"}

    def tells_time(self, index: int) -> bool:
        """Whether the token is a noun or adverb of time ("jeudi", "soir")."""
        times = self.sets["time_nouns"]
        return 0 <= index < len(self.form) and (self.form[index] in times or self.lemma[index].lower() in times)

    def span_text(self, start: int, end: int) -> str:
        """The text of tokens ``start`` to ``end`` (exclusive)."""
        return self.text[self.start[start] : self.end[end - 1]] if end > start else ""

    def _complete_tenses(self) -> None:
        """Give participles without a tense the one that their ending shows; a gerund is none the less one as finite."""
        present = tuple(self.table["gerund_endings"])
        for index, form in enumerate(self.verb_form):
            written = self.form[index]
            if form == "Fin" and written.endswith(present) and written != self.lemma[index]:
                self.verb_form[index], self.tense[index] = "Part", "Pres"
            if form == "Part" and not self.tense[index]:
                self.tense[index] = "Pres" if self.form[index].endswith(present) else "Past"

    def _marks_of_tokens(self) -> list[int]:
        """For each token the index of the innermost marked words around it, -1 outside of all.

        Marks that are never closed or never opened do not count: nobody knows where they reach.
        """
        inside = [-1] * len(self.form)
        for index, marked in enumerate(self.reading.marks):
            if marked.broken in {"unclosed", "unopened"}:
                continue
            for token in range(self.next_token(marked.start), self.next_token(marked.end)):
                inside[token] = index
        return inside

    def outermost(self, mark: int) -> int:
        """The outermost marked words around ``mark``, leaving out broken ones."""
        while True:
            parent = self.reading.marks[mark].parent
            if parent is None or self.reading.marks[parent].broken in {"unclosed", "unopened"}:
                return mark
            mark = parent

    def _sentences(self) -> list[Sentence]:
        ends = sorted({self._token_after(stop) for stop in self._stops()} | {len(self.form)})
        sentences: list[Sentence] = []
        start = 0
        for end in ends:
            first = start
            while first < end and self.pos[first] == "SPACE":
                first += 1
            if first < end:
                part = self.reading.part_at(self.start[first])
                sentences.append(Sentence(len(sentences), first, end, part.kind if part else "body"))
            start = max(start, end)
        return sentences or [Sentence(0, 0, 0, "body")]

    def _token_after(self, offset: int) -> int:
        return bisect.bisect_left(self.start, offset)

    def _stops(self) -> list[int]:
        """Offsets behind each sentence's last character."""
        stops = []
        abbreviations = frozenset(self.table["abbreviations"])
        closed = [m for m in self.reading.marks if m.broken not in {"unclosed", "unopened"} and m.depth == 0]
        starts = [m.start for m in closed]
        for found in _STOP.finditer(self.text):
            around = bisect.bisect_right(starts, found.start()) - 1
            if "\n" in found.group():
                if around < 0 or found.start() >= closed[around].end:
                    stops.append(found.start())
                continue
            if around >= 0 and found.start() < closed[around].end:
                end = closed[around].end
                if self._ends_after_mark(found.end(), end):
                    stops.append(end)
                continue
            if self._is_full_stop(found.start(), found.end(), abbreviations):
                stops.append(found.end())
        return stops

    def _ends_after_mark(self, stop_end: int, mark_end: int) -> bool:
        """A stop just inside the closing mark ends the sentence where a new one starts behind the mark."""
        if self.text[stop_end:mark_end].strip(" »") or self._is_asked_before_cue(stop_end, mark_end):
            return False
        behind = self.text[mark_end : mark_end + 3].lstrip(" ")
        return not behind or behind[0].isupper() or behind[0] in "«—–-"

    def _is_asked_before_cue(self, stop_end: int, mark_end: int) -> bool:
        """A question or cry in marks whose speaker and verb come behind: « Is it over? » Mr X asked."""
        if not self.grammar("subject_before_incise") or self.text[stop_end - 1] not in "?!":
            return False
        low = self.next_token(mark_end)
        for index in range(low, min(len(self.form), low + LONGEST_SUBJECT)):
            if self.is_finite(index):
                return index > low and self.pos[index] == "VERB" and self._closes_clause(index + 1)
            if self.pos[index] in {"PUNCT", "SPACE", "SCONJ", "CCONJ"}:
                return False
        return False

    def _closes_clause(self, index: int) -> bool:
        return index >= len(self.form) or self.pos[index] in {"PUNCT", "SPACE", "ADP", "ADV", "CCONJ"}

    def _is_full_stop(self, start: int, end: int, abbreviations: frozenset[str]) -> bool:
        behind = self.text[end : end + 2]
        if behind and not behind[0].isspace():
            return False
        after = behind.strip()
        if self.text[start] != ".":
            return not after or not after.islower()
        before = self.text[max(0, start - 12) : start]
        word = before.split()[-1].lower().strip("('«") if before.split() else ""
        if word in abbreviations or _INITIAL.search(before):
            return False
        return not after or not after[0].islower()


def _gerunds_as_participles(forms: list[str], tenses: list[str]) -> tuple[list[str], list[str]]:
    """Verb forms and tenses with gerunds as present participles.

    Where one form is both, treebanks tell them apart by their place in the sentence, which no rule here asks for.
    """
    gerund = [form == GERUND for form in forms]
    return (
        ["Part" if found else form for found, form in zip(gerund, forms, strict=True)],
        ["Pres" if found else tense for found, tense in zip(gerund, tenses, strict=True)],
    )
