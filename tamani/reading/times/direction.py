"""Which way a time without a year lies: what the nearest words of its clause say of past and future."""

from __future__ import annotations

from typing import Any, Literal

from tamani.reading.times.grammar import Token

Direction = Literal["past", "future"]
_AUXILIARY_REACH = 3
"""How far before a participle the auxiliary may stand that makes it future ("will be held")."""
_SHORTEST = 4
"""Letters that a word needs for its ending to be one."""
_REACH = 14
"""How many tokens away a verb still governs a time."""


class Tense:
    """The words of a language that tell past from future (table ``tense``)."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._stops = frozenset(table["stops"])
        self._past = frozenset(table["past"])
        self._future = frozenset(table["future"])
        self._been = frozenset(table["been"])
        self._done_where_been = frozenset(table["done_where_been"])
        self._auxiliaries = frozenset(table["auxiliaries"])
        self._past_endings = tuple(table["past_endings"])
        self._not_past = frozenset(table["not_past"])
        self._future_endings = tuple(table["future_endings"])
        self._not_future = frozenset(table["not_future"])
        self._participle_endings = tuple(table["participle_endings"])
        self._before_nouns = frozenset(table["before_nouns"])

    def direction(self, tokens: list[Token], first: int, last: int) -> Direction | None:
        """Past or future for the time in ``tokens[first:last + 1]``; None where no word tells.

        The words before it count first, back to the beginning of its clause, then those behind it.
        """
        before = self._scan(tokens, range(first - 1, max(-1, first - 1 - _REACH), -1))
        return before or self._scan(tokens, range(last + 1, min(len(tokens), last + 1 + _REACH)), skip_comma=True)

    def _scan(self, tokens: list[Token], indices: range, *, skip_comma: bool = False) -> Direction | None:
        past_at: int | None = None
        for count, index in enumerate(indices):
            word = tokens[index].text.lower()
            if past_at is not None and count > past_at + _AUXILIARY_REACH:
                break
            if word in self._stops and not (skip_comma and count == 0):
                break
            found = None if count == 0 and word in self._auxiliaries else self._of_word(word)
            if word in self._done_where_been and index > 0 and tokens[index - 1].text.lower() in self._been:
                found = "past"
            if found is None and count == 0 and indices.step < 0 and self._is_participle(tokens, index):
                found = "past"
            if found == "future":
                return found
            if found == "past" and past_at is None:
                past_at = count
        return None if past_at is None else "past"

    def _is_participle(self, tokens: list[Token], index: int) -> bool:
        """Whether the word before a time is a participle, and no noun with its ending: "un accord signé mardi"."""
        word, before = tokens[index].text, tokens[index - 1].text.lower() if index else "."
        opens = before in self._stops
        ends = len(word) >= _SHORTEST and word.endswith(self._participle_endings) and (opens or word.islower())
        return ends and (opens or before[:1].isalpha()) and before not in self._before_nouns

    def _of_word(self, word: str) -> Direction | None:
        if word in self._future:
            return "future"
        if word in self._past:
            return "past"
        if len(word) < _SHORTEST:
            return None
        if word.endswith(self._future_endings) and word not in self._not_future:
            return "future"
        if word.endswith(self._past_endings) and word not in self._not_past:
            return "past"
        return None
