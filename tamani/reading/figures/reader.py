"""Read the figures of an article: how many of what, in which state, and how exactly.

Only what a table names is read: a figure whose noun no table knows cannot be compared with one of another language.
What is denied, feared or supposed is left out, and so are dates, ages, shares and numbers that are a part of a name.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tamani.languages import available, load
from tamani.reading.figures.lexicon import Bound, lexicon_of, things
from tamani.reading.figures.numerals import numeral_at, tokens_of
from tamani.record import READABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tamani.reading.figures.lexicon import Lexicon, Phrases
    from tamani.reading.figures.numerals import Numeral, Token
    from tamani.record import Record

MOST = 400
"""Figures of one page; more of them are a table, not an account."""
WIDEST = 6
"""Words between a number and what it counts, and between that and its state."""
BEFORE = 3
"""Words before a number that may end the phrase which puts those who are counted into a state."""
_ENDS = frozenset(".!?\u2026;:")
_NO_COUNT = frozenset("%$\u20ac\u00a3\u00b0/#\u00b1+=")
"""Signs at a number that make it a share, an amount, a code."""
_BEFORE_PARTS = _NO_COUNT | frozenset("-\u2011.,")
_BEHIND_PARTS = frozenset("-\u2011")
"""Signs right at a number that make it a part of something else: F-16, 3.2.1, 44-year-old."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of what. ``thing`` and ``state`` are names of ``world/things.toml``, the same in all languages.

    ``start`` and ``end`` are those of the phrase in the page's text; ``sentence`` those of the sentence. ``is_part`` is
    whether it counts some of those that another figure counts ("including 11 drivers"). ``is_told`` is whether the
    phrase opens with words by which whoever is named right in front of it gives the number ("put the toll at 15").
    """

    start: int
    end: int
    value: float
    bound: Bound | None
    thing: str | None
    state: str | None
    matter: str | None
    is_part: bool
    sentence: tuple[int, int]
    is_told: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """What is counted: figures with the same key can be compared."""
        return tuple(part or "" for part in (self.state, self.thing, self.matter))


def figures_of(record: Record) -> list[Figure]:
    """The figures of an article in the order of the page; none where the language has no table of them."""
    if record.language not in available() or not load(record.language).folder.joinpath("figures.toml").is_file():
        return []
    lexicon = lexicon_of(record.language)
    dates = sorted((time.start, time.end) for time in record.times)
    found: list[Figure] = []
    for block in sorted(record.blocks, key=lambda block: block.start):
        if block.kind in READABLE:
            tokens = tokens_of(record.text, block.start, block.end, lexicon.decimal)
            for sentence in _sentences(tokens, record.text):
                found += _Sentence(sentence, record.text, lexicon, dates).figures()
                if len(found) >= MOST:
                    return found[:MOST]
    return found


def _sentences(tokens: list[Token], text: str) -> Iterator[list[Token]]:
    start = 0
    for at, token in enumerate(tokens):
        if token.text in _ENDS and _is_end(tokens, at, text):
            yield tokens[start:at]
            start = at + 1
        elif at > start and "\n" in text[tokens[at - 1].end : token.start]:
            yield tokens[start:at]
            start = at
    yield tokens[start:]


def _is_end(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether a sign ends a sentence; the point of an initial or of an abbreviation does not."""
    if tokens[at].text != ".":
        return True
    behind = text[tokens[at].end : tokens[at].end + 1]
    initial = at > 0 and tokens[at - 1].end - tokens[at - 1].start == 1 and tokens[at - 1].is_word
    return not behind.strip() and not initial


class _Sentence:
    def __init__(self, tokens: list[Token], text: str, lexicon: Lexicon, dates: Sequence[tuple[int, int]]) -> None:
        self.tokens, self.text, self.lexicon, self.dates = tokens, text, lexicon, dates

    def figures(self) -> list[Figure]:
        found: list[Figure] = []
        at = 0
        while at < len(self.tokens):
            numeral = numeral_at(self.tokens, at, self.lexicon)
            if numeral is None:
                at += 1
                continue
            figure = self._figure(numeral)
            if figure is not None:
                found.append(self._as_part(figure, numeral, found))
            at = numeral.last + 1
        return found

    def _figure(self, numeral: Numeral) -> Figure | None:
        if self._is_no_count(numeral) or self._is_unsaid(numeral):
            return None
        bound, first = self._bound(numeral)
        thing, matter, state, last = self._counted(numeral)
        if thing is None or thing in things().anybody:
            thing, first = self._thing_before(thing, first)
        if numeral.value == 0 and (state is None or last != numeral.last + 1):
            return None
        if state is None and thing is not None and thing not in self.lexicon.units:
            state, last = self._state_behind(thing, last)
        if state is None and (thing is not None or self._ends_behind(numeral)):
            state, first = self._state_before(thing, first)
        told_from = self._told_from(first)
        if told_from is not None and state is None and (thing is not None or self._ends_behind(numeral)):
            state = things().state(thing, told_from[0])
        if self._is_number_behind(last + 1):
            return None
        if thing in things().anybody and state is not None:
            thing = None
        tells = (thing is not None and thing not in things().anybody) or state is not None
        if not tells or (thing in self.lexicon.units and matter is None):
            return None
        return Figure(
            start=self.tokens[first if told_from is None else told_from[1]].start,
            end=self.tokens[last].end,
            value=numeral.value,
            bound=bound or ("about" if numeral.rough else None),
            thing=thing,
            state=state,
            matter=matter,
            is_part=False,
            sentence=(self.tokens[0].start, self.tokens[-1].end),
            is_told=told_from is not None,
        )

    def _as_part(self, figure: Figure, numeral: Numeral, before: list[Figure]) -> Figure:
        """The figure, told to be a part of the one before where the sentence says so."""
        if not before or _ends_with(self._words_before(numeral.first), self.lexicon.subset) is None:
            return figure
        return replace(figure, is_part=True, state=figure.state or before[-1].state)

    # What is no count

    def _is_no_count(self, numeral: Numeral) -> bool:
        start, end = self.tokens[numeral.first].start, self.tokens[numeral.last].end
        before, behind = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        if before.isalnum() or behind.isalnum() or before in _BEFORE_PARTS or behind in _BEHIND_PARTS:
            return True
        if any(token.text in _NO_COUNT for token in self._around(numeral)):
            return True
        place = bisect_left(self.dates, (start + 1, 0))
        near = self.dates[max(0, place - 3) : place + 1]
        return any(a < end and start < b for a, b in near) or self._is_part_of_counted(numeral)

    def _around(self, numeral: Numeral) -> list[Token]:
        return [*self.tokens[max(0, numeral.first - 1) : numeral.first], *self.tokens[numeral.last + 1 :][:1]]

    def _is_part_of_counted(self, numeral: Numeral) -> bool:
        """Whether the number is that of some of others: "seven *of* nine trucks"."""
        return self._is_number_behind(numeral.last + 1)

    def _is_number_behind(self, at: int) -> bool:
        """Whether a word like *of* and the number of the whole follow: "seven of nine", "80 trucks out of 300"."""
        for words in self.lexicon.among:
            behind = at + len(words)
            if tuple(token.text for token in self.tokens[at:behind]) == words and behind < len(self.tokens):
                return numeral_at(self.tokens, behind, self.lexicon) is not None
        return False

    def _is_unsaid(self, numeral: Numeral) -> bool:
        """Whether the clause denies, fears or supposes it up to the number."""
        for token in reversed(self.tokens[: numeral.first]):
            if token.text in self.lexicon.unsaid:
                return True
            if not token.is_word and not token.is_glue:
                return False
        return False

    # How exactly

    def _bound(self, numeral: Numeral) -> tuple[Bound | None, int]:
        """What the words before say of the number, and the first token of it all."""
        words = self._words_before(numeral.first)
        found = _ends_with(words, self.lexicon.bounds)
        if found is None:
            return None, numeral.first
        names, length = found
        return names[0], self._back(numeral.first, length)  # type: ignore[return-value]  # the table's names

    def _words_before(self, first: int) -> list[str]:
        """The last words before a token, up to a sign."""
        words: list[str] = []
        for token in reversed(self.tokens[max(0, first - 2 * WIDEST) : first]):
            if not token.is_word and not token.is_glue:
                break
            if token.is_word:
                words.append(token.text)
        return words[::-1]

    def _back(self, first: int, words: int) -> int:
        """The token that is so many words before."""
        at = first
        while words and at:
            at -= 1
            words -= self.tokens[at].is_word
        return at

    # Of what

    def _counted(self, numeral: Numeral) -> tuple[str | None, str | None, str | None, int]:
        """Thing, matter, state and the last token of the phrase behind a number."""
        thing = matter = state = None
        last = numeral.last
        at, seen = numeral.last + 1, 0
        if at < len(self.tokens) and self.tokens[at].text in self.lexicon.of:
            at += 1
        while at < len(self.tokens) and seen < WIDEST:
            if self.tokens[at].is_glue:
                at += 1
                continue
            as_thing, as_state = self._at(at, self.lexicon.things), self._at(at, self.lexicon.states)
            if as_thing is not None and (thing is None or self.lexicon.counted_last):
                thing, at = as_thing[0][0], as_thing[1]
                last = at - 1
                if thing in self.lexicon.units:
                    matter, last = self._matter(at, last)
                    break
            elif as_state is not None and as_thing is None and (found := things().state(thing, as_state[0])):
                state, at = found, as_state[1]
                last = at - 1
            elif self._stops(at):
                break
            else:
                at += 1
            seen += 1
        if state is not None and thing is not None and state not in things().states[things().kind[thing]]:
            return thing, matter, None, last
        return thing, matter, state, last

    def _stops(self, at: int) -> bool:
        token = self.tokens[at]
        return not token.is_word or token.text in self.lexicon.stops or self._is_number(at)

    def _is_number(self, at: int) -> bool:
        text = self.tokens[at].text
        return self.tokens[at].value is not None or (text in self.lexicon.numbers and text not in self.lexicon.alone)

    def _at(self, at: int, phrases: Phrases) -> tuple[tuple[str, ...], int] | None:
        """The names of the longest phrase that begins at a token, and the token behind it."""
        words: list[str] = []
        found = None
        for place in range(at, min(len(self.tokens), at + 2 * BEFORE)):
            token = self.tokens[place]
            if token.is_glue:
                continue
            if not token.is_word:
                break
            words.append(token.text)
            if (names := phrases.get(tuple(words))) is not None:
                found = names, place + 1
        return found

    def _thing_before(self, thing: str | None, first: int) -> tuple[str | None, int]:
        """What the words in front name, where those behind name nothing: "a crew of 18"."""
        found = _ends_with(self._words_before(first), self.lexicon.things_before)
        return (thing, first) if found is None else (found[0][0], self._back(first, found[1]))

    def _matter(self, at: int, last: int) -> tuple[str | None, int]:
        """Of what a measure is: the first word for a matter behind its unit."""
        for place in range(at, min(len(self.tokens), at + WIDEST)):
            if not self.tokens[place].is_word and not self.tokens[place].is_glue:
                break
            if (found := self._at(place, self.lexicon.matters)) is not None:
                return found[0][0], found[1] - 1
        return None, last

    # In which state

    def _state_behind(self, thing: str, last: int) -> tuple[str | None, int]:
        for at in range(last + 1, min(len(self.tokens), last + 1 + 2 * WIDEST)):
            token = self.tokens[at]
            if token.is_glue:
                continue
            if not token.is_word or token.text in self.lexicon.breaks or self._is_number(at):
                break
            if token.text in self.lexicon.unsaid:
                break
            found = self._at(at, self.lexicon.states)
            if found is not None and (state := things().state(thing, found[0])) is not None:
                return state, found[1] - 1
        return None, last

    def _ends_behind(self, numeral: Numeral) -> bool:
        """Whether nothing that could be counted follows the number: "killed at least 12 in an ambush"."""
        at = numeral.last + 1
        return at >= len(self.tokens) or self._stops(at)

    def _state_before(self, thing: str | None, first: int) -> tuple[str | None, int]:
        found = _ends_with(self._words_before(first), self.lexicon.states_before)
        if found is None:
            return None, first
        state = things().state(thing, found[0])
        return state, first if state is None else self._back(first, found[1])

    def _told_from(self, first: int) -> tuple[tuple[str, ...], int] | None:
        """The states that words of giving a number speak of, and their first token, where they stand before it."""
        found = _ends_with(self._words_before(first), self.lexicon.tells)
        return None if found is None else (found[0], self._back(first, found[1]))


def _ends_with(words: list[str], phrases: Phrases) -> tuple[tuple[str, ...], int] | None:
    """The names of the longest phrase that words end with, and its length in words."""
    for length in range(min(len(words), 2 * BEFORE), 0, -1):
        if (names := phrases.get(tuple(words[-length:]))) is not None:
            return names, length
    return None
