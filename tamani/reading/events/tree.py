"""A parsed page as trees: tokens with their governors and dependents, in plain lists.

Relations are those of Universal Dependencies without subtypes, so that parsers with other habits read alike.
"""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING, get_args

from tamani.reading.actors.likely_names import PLACE
from tamani.reading.token_columns import columns_of
from tamani.record import EventType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.reading.reading import Reading

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
NOUNS = frozenset({"NOUN", "PROPN"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "root"})
TYPES: frozenset[str] = frozenset(get_args(EventType))
NAMES = frozenset({"flat", "fixed", "compound", "appos"})
ENDS = frozenset(".?!;:…")
LONGEST_CHAIN = 40
"""Governors that are climbed at most, against rings in a broken parse."""


class Tree:
    """Parallel lists over the tokens of a Doc."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        doc = reading.doc
        self.text = reading.text
        self.start = [token.idx for token in doc]
        self.end = [token.idx + len(token) for token in doc]
        self.written = [self.text[s:e] for s, e in zip(self.start, self.end, strict=True)]
        self.form = [word.lower() for word in self.written]
        columns = columns_of(doc)
        self.lemma = [lemma.lower() for lemma in columns.lemma]
        self.pos = columns.part_of_speech
        self.rel = [relation.partition(":")[0].lower() for relation in columns.relation]
        self.head = columns.head
        self.mood = columns.features["Mood"]
        self.tense = columns.features["Tense"]
        self.verb_form = columns.features["VerbForm"]
        self.number = columns.features["Number"]
        self.likely: dict[int, EventType] = {e.start: e.label_ for e in doc.ents if e.label_ in TYPES}  # type: ignore[misc]
        """Token → the type of event that the parser's network says it tells of."""
        self.places = {token.i for e in doc.ents if e.label_ == PLACE for token in e}
        """Tokens of which the parser's network says that they name a place."""
        self.kids: list[list[int]] = [[] for _ in self.form]
        for i, head in enumerate(self.head):
            if head != i:
                self.kids[head].append(i)
        self.whole = self._whole_words()
        """For each token the word that it opens, parts cut off at hyphens put together again."""
        self.sentence = self._sentences()
        self.kind = self._kinds()
        self.mark = self._marks()

    def __len__(self) -> int:
        return len(self.form)

    def _whole_words(self) -> list[str]:
        words = list(self.form)
        for i in range(len(words) - 2, -1, -1):
            if self.end[i] != self.start[i + 1] or not self.form[i] or self.form[i] in {"'", "«", "»"}:
                continue
            if self.form[i] == "-" or self.form[i].endswith("-") or self.form[i + 1].startswith("-"):
                words[i] = self.form[i] + words[i + 1]
        return words

    def _sentences(self) -> list[int]:
        numbers: list[int] = []
        number = -1
        for token in self.reading.doc:
            number += bool(token.is_sent_start) or number < 0
            numbers.append(number)
        return numbers

    def _kinds(self) -> list[str]:
        """The kind of the block that each token stands in, "" between blocks."""
        kinds = [""] * len(self.form)
        for part in self.reading.parts:
            for i in range(self.next_token(part.start), self.next_token(part.end)):
                kinds[i] = part.kind
        return kinds

    def _marks(self) -> list[int]:
        """For each token the index of the innermost marked words around it, -1 outside of all."""
        inside = [-1] * len(self.form)
        for index, marked in enumerate(self.reading.marks):
            if marked.broken not in {"unclosed", "unopened"}:
                for i in range(self.next_token(marked.start), self.next_token(marked.end)):
                    inside[i] = index
        return inside

    def next_token(self, offset: int) -> int:
        """The first token that starts at the offset or behind it (may be one past the last)."""
        return bisect.bisect_left(self.start, offset)

    def token_at(self, offset: int) -> int:
        """The token that holds the character, or the next one."""
        return min(bisect.bisect_right(self.end, offset), len(self.form) - 1)

    # dependents and governors

    def having(self, i: int, *relations: str) -> list[int]:
        """The dependents of a token by one of these relations, in the order of the text."""
        return [k for k in self.kids[i] if self.rel[k] in relations]

    def first(self, i: int, *relations: str) -> int | None:
        """The first dependent by one of these relations."""
        return next((k for k in self.kids[i] if self.rel[k] in relations), None)

    def chain(self, i: int) -> Iterator[int]:
        """The governors of a token, the nearest first."""
        for _ in range(LONGEST_CHAIN):
            if self.head[i] == i:
                return
            i = self.head[i]
            yield i

    def within(self, i: int, top: int) -> bool:
        """Whether ``top`` is the token or one of its governors."""
        return i == top or any(above == top for above in self.chain(i))

    def subtree(self, i: int, *, without: Iterable[int] = ()) -> list[int]:
        """The token and all below it, in the order of the text."""
        left = set(without)
        found, waiting = [], [i]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting += [k for k in self.kids[here] if k not in left]
            if len(found) > len(self.form):
                break
        return sorted(set(found))

    def conjuncts(self, i: int) -> list[int]:
        """The token and what is coordinated with it, in the order of the text."""
        found = [i]
        for here in found:
            found += [k for k in self.having(here, "conj") if k not in found]
        return sorted(found)

    def first_conjunct(self, i: int) -> int:
        """What a coordinated token is coordinated with; the token itself where it is not."""
        for _ in range(LONGEST_CHAIN):
            if self.rel[i] != "conj" or self.head[i] == i:
                return i
            i = self.head[i]
        return i

    # kinds of tokens

    def is_verbal(self, i: int) -> bool:
        """Whether the token is a verb or auxiliary."""
        return self.pos[i] in VERBAL

    def is_finite(self, i: int) -> bool:
        """Whether a clause round this verb has a finite verb: itself or an auxiliary."""
        return self.verb_form[i] == "Fin" or any(self.verb_form[k] == "Fin" for k in self.auxiliaries(i))

    def auxiliaries(self, i: int) -> list[int]:
        """The auxiliaries and copulas of a token."""
        return self.having(i, "aux", "cop")

    def clause_of(self, i: int) -> int:
        """The verb (or other root) of the clause that holds a token: the token itself where it is a verb."""
        if self.is_verbal(i) and self.rel[i] not in {"aux", "cop"}:
            return i
        for above in self.chain(i):
            if self.is_verbal(above) or self.rel[above] in CLAUSAL:
                return above
        return i

    def sentence_range(self, i: int) -> tuple[int, int]:
        """First token and end (exclusive) of the sentence that holds a token."""
        low = high = i
        while low > 0 and self.sentence[low - 1] == self.sentence[i]:
            low -= 1
        while high < len(self.form) and self.sentence[high] == self.sentence[i]:
            high += 1
        return low, high

    def opens_sentence(self, i: int) -> bool:
        """Whether nothing but marks stands before the token in its sentence."""
        low, _ = self.sentence_range(i)
        return all(self.pos[k] in {"PUNCT", "SPACE"} for k in range(low, i))
