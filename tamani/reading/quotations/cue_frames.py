"""What every frame needs: the text's words, the searches for speakers and ends, and how a draft is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.drafts import Draft, cue_span, kind_of

if TYPE_CHECKING:
    from tamani.reading.quotations.contents import ContentSearch
    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.phrases import Phrase
    from tamani.reading.quotations.speakers import SpeakerSearch
    from tamani.reading.quotations.words_of_text import TextWords

REACH_INFINITIVE = 16
"""Tokens between a cue and the infinitive clause it governs."""

VERBLESS = 10
"""Words of the longest report without a verb."""
OPENING_VERBLESS = frozenset({"ADJ", "ADV", "INTJ", "NUM", "PART"})


class CueFrames:
    """Base of the frame readers of one text."""

    def __init__(self, words: TextWords, speakers: SpeakerSearch, contents: ContentSearch) -> None:
        self.words = words
        self.speakers = speakers
        self.contents = contents

    def speaker(self, cue: Cue) -> Phrase | None:
        """The speaker of a cue, its inverted pronoun or the subject before it."""
        if cue.inverted:
            return self.speakers.behind(cue, cue.end + 1)
        return self.speakers.of(cue)

    def clause_draft(
        self, cue: Cue, speaker: Phrase | None, start: int, end: int, rule: str, confidence: float = 0.9
    ) -> Draft:
        """The draft of an unmarked or half marked clause between two tokens."""
        words = self.words
        spans = [(words.start[start], words.end[end - 1])]
        return Draft(kind_of(words, start, end), spans, speaker, cue_span(words, cue), rule, confidence, cue.verb)

    def mark_opening_at(self, index: int) -> tuple[int, int] | None:
        """The characters of the marked words that open at the token, marks taken in."""
        words = self.words
        offset = words.start[index]
        for marked in words.reading.marks:
            if marked.start == offset:
                return marked.start, marked.end
        return None

    def is_verbless_report(self, start: int, end: int) -> bool:
        """A few words without a verb as a report ("Faux, rétorque le ministère", "Douze morts, dit la police").

        No noun phrase with its article and nobody's name: these are subjects.
        """
        words = self.words
        if not 0 < end - start <= VERBLESS or any(words.form[i] == "," for i in range(start, end)):
            return False
        if words.pos[start] in OPENING_VERBLESS:
            return True
        if end - start > 2:
            return False
        low, high = words.start[start], words.end[end - 1]
        return end - start == 1 and not any(m.start < high and low < m.end for m in words.reading.mentions)

    def infinitive_behind(self, cue: Cue, limit: int, link: str, *, charged: bool = False) -> int | None:
        """Where the infinitive clause starts behind "of" or "to", with its clitics, negation and opening mark.

        ``charged``: a deed is what the cue takes, so that a verbal noun which taggers take for a part of a compound
        counts too ("accused them of planning strikes").
        """
        words = self.words
        for index in range(cue.end, min(limit, cue.end + REACH_INFINITIVE)):
            if words.is_finite(index) or words.form[index] in {".", ";", ":"}:
                return None
            if words.mark[index] != words.mark[cue.verb]:
                return None
            if not words.is_in(index, link):
                continue
            at = index + 1
            while at < limit and (
                words.is_in(at, "negation")
                or words.is_in(at, "clitic_objects")
                or words.form[at] == "«"
                or words.pos[at] == "ADV"
            ):
                at += 1
            if at < limit and (words.is_linked_form(at, link) or (charged and words.is_hidden_gerund(at, link))):
                return index + 1
        return None

    @property
    def cue_starts(self) -> dict[int, Cue]:
        """The cues of the text by their first token."""
        return self.contents.cue_at
