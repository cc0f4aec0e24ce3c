"""Words that a passive gives to its agent: "called “a farce” by its rival", "accused by its rival of lying"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tamani.reading.quotations.clauses import phrase_end
from tamani.reading.quotations.complements import CHARGES
from tamani.reading.quotations.cue_lexicon import cue_lexicon
from tamani.reading.quotations.cues import Cue
from tamani.reading.quotations.drafts import Draft
from tamani.reading.quotations.phrases import Phrase

if TYPE_CHECKING:
    from tamani.reading.quotations.complements import ComplementFrames
    from tamani.reading.quotations.speakers import SpeakerSearch
    from tamani.reading.quotations.words_of_text import TextWords

REACH = 4
"""Tokens between a participle and the marked words ("dénoncée jeudi comme « … »")."""
REACH_AGENT = 3
"""Tokens of a day or an adverb between the marked words and who said them."""
TELLING = frozenset({"state", "answer"})
"""Acts of verbs whose passive has other objects than words ("a été lancé par")."""
JUDGING = frozenset({"qualify", "marked_object", "marked_complement", "ready"})
"""Constructions in which a verb's object is what was said."""


def read_agents(words: TextWords, speakers: SpeakerSearch) -> list[Draft]:
    """All such words outside of other marks, in order."""
    drafts = []
    for marked in words.reading.marks:
        if marked.parent is None and marked.broken is None:
            draft = _draft(words, speakers, words.next_token(marked.start), words.next_token(marked.end))
            if draft is not None:
                drafts.append(draft)
    return drafts


def read_charged(words: TextWords, speakers: SpeakerSearch, complements: ComplementFrames) -> list[Draft]:
    """The infinitives that say of what somebody is accused by an agent, in order."""
    by_lemma = cue_lexicon(words.reading.language).by_lemma
    drafts = []
    for verb in range(len(words)):
        if words.verb_form[verb] != "Part" or not _is_passive(words, verb):
            continue
        entries = [e for e in by_lemma.get(words.lemma[verb], ()) if e.act in CHARGES and "de_infinitive" in e.frames]
        limit = words.sentence_of(verb).end
        near = min(limit, verb + 1 + REACH_AGENT)
        speaker = _agent(words, speakers, verb, near, limit) if entries else None
        if speaker is not None:
            start = _group_start(words, verb)
            if start == verb:  # beside its noun: "Accusé par X de mentir, Y se tait"
                limit = next((i for i in range(speaker.end, limit) if words.form[i] == ","), limit)
            cue = Cue(entries[0], start, verb, speaker.end, "finite", negated=False, inverted=False)
            drafts += [
                replace(draft, cue=(words.start[cue.start], words.end[verb]))
                for draft in complements.infinitive_of(cue, limit, speaker)
            ]
    return drafts


def _group_start(words: TextWords, verb: int) -> int:
    start = verb
    while start > 0 and words.pos[start - 1] == "AUX":
        start -= 1
    return start


def _draft(words: TextWords, speakers: SpeakerSearch, first: int, behind: int) -> Draft | None:
    """What stands in marks from token ``first`` on and ends before token ``behind``."""
    verb = _participle(words, first)
    if verb is None:
        return None
    speaker = _agent(words, speakers, verb, first, behind)
    if speaker is None:
        return None
    span = (words.start[first], words.end[behind - 1])
    group = (words.start[_group_start(words, verb)], words.end[verb])
    return Draft("mixed", [span], speaker, group, "agent", 0.85, verb)


def _participle(words: TextWords, first: int) -> int | None:
    """The participle of a verb of judging or saying shortly before the marked words."""
    by_lemma = cue_lexicon(words.reading.language).by_lemma
    low = words.sentence_of(first).start
    for index in range(first - 1, max(low, first - 1 - REACH) - 1, -1):
        if words.verb_form[index] == "Part" and words.pos[index] in {"VERB", "ADJ"} and not words.is_gerund(index):
            entries = by_lemma.get(words.lemma[index], ())
            judged = any(e.frames & JUDGING and not e.then and e.act not in TELLING for e in entries)
            return index if judged and _is_passive(words, index) else None
        if words.is_finite(index) or words.form[index] in {";", ":"}:
            return None
    return None


def _is_passive(words: TextWords, verb: int) -> bool:
    """No auxiliary of an active perfect stands before the participle."""
    before = verb - 1
    while before > 0 and words.pos[before] == "ADV":
        before -= 1
    if words.pos[before] != "AUX":
        return True
    return words.lemma[before] == words.table["being"] or words.form[before] in words.sets["passive_participle"]


def _agent(words: TextWords, speakers: SpeakerSearch, verb: int, first: int, behind: int) -> Phrase | None:
    """Whom "by" leads to, behind the marked words or between them and the participle."""
    limit = words.sentence_of(first).end
    places = [*range(behind, min(limit, behind + REACH_AGENT)), *range(verb + 1, first)]
    for index in places:
        if words.form[index] in {",", ".", ";"}:
            continue
        if words.is_in(index, "agent_link") and index + 1 < limit:
            stop = limit if index >= behind else first
            end = phrase_end(words, index + 1, stop)
            return speakers.with_apposition(Phrase(index + 1, end), stop) if end > index + 1 else None
    return None
