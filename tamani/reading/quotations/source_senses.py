"""Whether the noun behind a source phrase is somebody who speaks, or something that is only conformed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.quotations.source_lexicon import SourcePhrase
    from tamani.reading.quotations.words_of_text import TextWords


class SourceSenses:
    """Tells the senses of nouns behind source phrases in one text."""

    def __init__(self, words: TextWords) -> None:
        self.words = words
        table = words.reading.language.table("sources")
        self._speaking = frozenset(table["speaking_nouns"])
        self._conformity = frozenset(table["conformity_nouns"])
        self._documents = frozenset(table.get("documents", ()))

    def can_speak(self, phrase: SourcePhrase, start: int, at: int, end: int) -> bool:
        """The sense test: does the noun name somebody who speaks, or what is conformed to?"""
        words = self.words
        if phrase.any_noun:
            return True
        head = self._head(at, end)
        lemma, form = words.lemma[head].lower(), words.form[head]
        proper = words.text[words.start[head]].isupper() and head > words.sentence_of(head).start
        if (lemma in self._conformity or form in self._conformity) and not proper:
            return False
        if lemma in self._speaking or form in self._speaking:
            return not (phrase.strict and (lemma in self._documents or form in self._documents))
        if self._is_actor(words.start[at], words.end[end - 1], words.start[head]):
            return True
        set_off = start == words.sentence_of(start).start or words.form[start - 1] == ","
        if words.pos[head] == "PROPN" and words.pos[at] != "DET":
            return True
        return set_off and not phrase.strict

    def _head(self, start: int, end: int) -> int:
        words = self.words
        for index in range(start, end):
            if words.pos[index] in {"NOUN", "PROPN"}:
                return index
        return start

    def _is_actor(self, start: int, end: int, head: int) -> bool:
        return any(
            m.start <= head < m.end and m.form in {"name", "role", "acronym", "alias", "seat", "capital", "collective"}
            for m in self.words.reading.mentions
            if start - 6 <= m.start < end
        )
