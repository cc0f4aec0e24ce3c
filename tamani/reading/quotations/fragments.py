"""Marked fragments: the words in marks are all that is quoted of a noun phrase or a quality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.cue_frames import CueFrames
from tamani.reading.quotations.drafts import Draft, cue_span

if TYPE_CHECKING:
    from tamani.reading.quotations.cues import Cue

REACH_MARK = 30
"""Tokens between a cue and the first marked words of its object."""


class FragmentFrames(CueFrames):
    """Reads the marked fragments in what a cue governs."""

    def qualify(self, cue: Cue, limit: int) -> list[Draft]:
        """The marked quality: "qualifie X de « … »", "le décrit comme « … »"."""
        words = self.words
        links = cue.entry.link
        for index in range(max(cue.start, 0), min(limit, cue.end + REACH_MARK)):
            if words.is_finite(index) and index > cue.end and words.mark[index] < 0:
                return []
            if (
                words.form[index] == "«"
                and words.mark[index] >= 0
                and words.mark[index] != words.mark[cue.verb]
                and index >= cue.end
            ):
                linked = any(words.form[i] in links or words.lemma[i] in links for i in range(cue.start, index))
                return self.fragments(cue, index, limit, rule="qualify") if linked or not links else []
        return []

    def marked_fragments(self, cue: Cue, limit: int) -> list[Draft]:
        """The marked fragments of an object or complement."""
        words = self.words
        for index in range(cue.end, min(limit, cue.end + REACH_MARK)):
            if words.form[index] == "«" and words.mark[index] >= 0 and words.mark[index] != words.mark[cue.verb]:
                if index == cue.end and self._only_names(cue):
                    return []
                if "marked_complement" in cue.entry.frames:
                    whole = self._whole_infinitive(cue, index, limit)
                    if whole:
                        return whole
                return self.fragments(cue, index, limit)
            if words.mark[index] == words.mark[cue.verb]:
                if words.is_finite(index) and not self._inside_relative(cue.end, index):
                    return []
                if words.form[index] in {";", ":", "."} or (index > cue.end and index in self.cue_starts):
                    return []
                if words.pos[index] == "VERB" and words.lemma[index] in words.sets["naming_verbs"]:
                    return []
        return []

    def _only_names(self, cue: Cue) -> bool:
        """ ", dit « des bonnes volontés »,": a name, not a saying."""
        words = self.words
        return cue.entry.lemma in words.sets["named_by"] and cue.start > 0 and words.form[cue.start - 1] in {",", "("}

    def _inside_relative(self, low: int, index: int) -> bool:
        """ "what he described as": a finite verb of a relative clause that is the object itself."""
        words = self.words
        return any(
            words.is_in(i, "relative") and words.form[i - 1] == words.table["what"]
            for i in range(max(low, index - 5), index)
        )

    def _whole_infinitive(self, cue: Cue, mark: int, limit: int) -> list[Draft]:
        """An infinitive clause with marks in it is reported whole."""
        for link in ("infinitive_link", "aim_link"):
            start = self.infinitive_behind(cue, limit, link)
            if start is not None and start <= mark:
                end = self.contents.end(start, limit, cue, linked=True)
                if end > mark:
                    return [self.clause_draft(cue, self.speaker(cue), start, end, "marked_infinitive", 0.8)]
        return []

    def fragments(self, cue: Cue, first: int, limit: int, rule: str = "fragment") -> list[Draft]:
        """The marked fragment at ``first`` and those that "and" joins to it in the same object."""
        words = self.words
        speaker = self.speaker(cue)
        drafts = []
        index = first
        while index < limit:
            if words.form[index] == "«" and words.mark[index] >= 0 and words.mark[index] != words.mark[cue.verb]:
                marked = words.reading.marks[words.mark[index]]
                drafts.append(
                    Draft("mixed", [(marked.start, marked.end)], speaker, cue_span(words, cue), rule, 0.85, cue.verb)
                )
                index = words.next_token(marked.end)
                if not self._joined(index, limit):
                    break
                continue
            if index > first and (
                words.is_finite(index) or words.form[index] in {".", ";", ":"} or index in self.cue_starts
            ):
                break
            index += 1
        return drafts

    def _joined(self, index: int, limit: int) -> bool:
        words = self.words
        return (
            index < limit
            and (words.is_in(index, "coordination") or words.form[index] == ",")
            and not any(words.is_finite(i) or i in self.cue_starts for i in range(index, min(limit, index + 3)))
        )
