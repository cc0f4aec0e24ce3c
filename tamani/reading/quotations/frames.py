"""Frames: the constructions in which a cue carries its words, each tried at the cue in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.complements import ComplementFrames
from tamani.reading.quotations.drafts import Draft, cue_span
from tamani.reading.quotations.subject_first import SubjectFirstIncises

if TYPE_CHECKING:
    from tamani.reading.quotations.contents import ContentSearch
    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.speakers import SpeakerSearch
    from tamani.reading.quotations.words_of_text import TextWords


UNSAID = frozenset({"admit"})
"""Acts that tell, where they are negated, that nobody said the words ("has never admitted that …")."""


class FrameReader:
    """Reads the quotations that cues carry in one text."""

    def __init__(self, words: TextWords, speakers: SpeakerSearch, contents: ContentSearch) -> None:
        self.words = words
        self.speakers = speakers
        self.incises = SubjectFirstIncises(words, speakers, contents)
        self.complements = ComplementFrames(words, speakers, contents)

    def read(self, cue: Cue) -> list[Draft]:
        """The quotations of one cue: the first frame that fits, marked fragments besides."""
        found = [draft for draft in self._read(cue) if self._holds_words(draft)]
        if found and cue.form == "finite":
            self.speakers.reporting.append(cue)
        return found

    def _holds_words(self, draft: Draft) -> bool:
        """Whether there is something to quote: a text cut short may end behind "that" with a space."""
        return all(self.words.text[start:end].strip() for start, end in draft.spans)

    def _read(self, cue: Cue) -> list[Draft]:
        if self._speaks_for_itself(cue) or (cue.negated and cue.entry.act in UNSAID):
            return []
        frames = cue.entry.frames
        _, limit = self.speakers.unit(cue.verb)
        limit = self._mark_limit(cue, limit)
        found = self.incises.read(cue, limit) if "incise" in frames else []
        if found:
            return self._unless_unmarked(cue, found)
        complements = self.complements
        for name, frame in (
            ("colon", complements.colon),
            ("que", complements.clause),
            ("si", complements.question),
            ("infinitive", complements.infinitive),
            ("gerund", complements.gerund),
            ("de_infinitive", complements.linked_infinitive),
            ("qualify", complements.qualify),
            ("ready", complements.attribute),
        ):
            found = frame(cue, limit) if name in frames else []
            if found:
                return self._unless_unmarked(cue, found) + self._colon_behind(cue, found, limit)
        found = complements.bare_direct(cue, limit) if frames & {"colon", "incise"} else []
        if not found and "bare_clause" in frames:
            found = complements.bare_clause(cue, limit)
            found += self._colon_behind(cue, found, limit) if found else []
        if not found and frames & {"marked_object", "marked_complement"} and not cue.modal:
            found = complements.marked_fragments(cue, limit)
        return found

    def _unless_unmarked(self, cue: Cue, found: list[Draft]) -> list[Draft]:
        """Verbs of other senses report only words in marks, as an incise or behind a colon."""
        loose = {"incise_unmarked", "colon_unmarked"}
        return [d for d in found if not (cue.entry.only_marked and d.rule in loose)]

    def _colon_behind(self, cue: Cue, found: list[Draft], limit: int) -> list[Draft]:
        """ "He swears he obeyed: « … »": marked words behind the colon that closes a reported clause."""
        words = self.words
        colon = words.next_token(found[-1].end)
        if (
            found[-1].rule not in {"que", "clause", "infinitive", "linked_infinitive"}
            or colon + 1 >= limit
            or words.form[colon] != ":"
        ):
            return []
        marked = self.complements.mark_opening_at(colon + 1)
        if marked is None:
            return []
        return [Draft("direct", [marked], found[-1].speaker, cue_span(words, cue), "colon", 0.9, cue.verb, second=True)]

    def _mark_limit(self, cue: Cue, limit: int) -> int:
        """A cue inside marks reports nothing beyond them."""
        mark = self.words.mark[cue.verb]
        if mark < 0:
            return limit
        return min(
            self.words.next_token(self.words.reading.marks[mark].inner_end), self.words.sentence_of(cue.verb).end
        )

    def _speaks_for_itself(self, cue: Cue) -> bool:
        """ "I say", "we said" inside somebody's words are his own words, not a report."""
        words = self.words
        if words.mark[cue.verb] < 0:
            return False
        low = max(0, cue.start - 2)
        return any(
            words.is_in(i, "self_pronouns") for i in range(low, cue.verb) if words.mark[i] == words.mark[cue.verb]
        )
