"""Verbless cues: "Commentaire du ministre : « … »", "Sa réponse : « … »"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.clauses import phrase_end
from tamani.reading.quotations.cue_lexicon import cue_lexicon
from tamani.reading.quotations.drafts import Draft
from tamani.reading.quotations.phrases import Phrase

if TYPE_CHECKING:
    from tamani.reading.quotations.speakers import SpeakerSearch
    from tamani.reading.quotations.words_of_text import TextWords

REACH_COLON = 16


def read_noun_cues(words: TextWords, speakers: SpeakerSearch) -> list[Draft]:
    """Marked words behind a colon that a noun of speech announces, without a verb of saying."""
    by_lemma = cue_lexicon(words.reading.language).by_lemma
    drafts = []
    for index, lemma in enumerate(words.lemma):
        if not _may_be_noun(words, index) or words.mark[index] >= 0:
            continue
        if any(entry.noun for entry in by_lemma.get(lemma.lower(), ())):
            draft = _draft(words, speakers, index)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _may_be_noun(words: TextWords, index: int) -> bool:
    """A noun, or a word that opens its sentence with a complement: taggers guess at those without a determiner."""
    if words.is_noun(index):
        return True
    opens = words.sentence_of(index).start == index and words.is_in(index + 1, "phrase_link")
    return opens and words.pos[index] in {"ADV", "ADJ", "INTJ", "X"}


def _draft(words: TextWords, speakers: SpeakerSearch, noun: int) -> Draft | None:
    sentence = words.sentence_of(noun)
    for index in range(noun + 1, min(sentence.end - 1, noun + REACH_COLON)):
        if words.form[index] == ":":
            mark = next((m for m in words.reading.marks if m.start == words.start[index + 1]), None)
            if mark is None:
                return None
            speaker = _speaker(words, noun, index) or _giver(words, speakers, noun)
            cue = (words.start[noun], words.end[noun])
            return Draft("direct", [(mark.start, mark.end)], speaker, cue, "noun", 0.85, continues=speaker is None)
        if words.is_finite(index) or words.form[index] in {";", "«"}:
            return None
    return None


def _giver(words: TextWords, speakers: SpeakerSearch, noun: int) -> Phrase | None:
    """The subject of the verb whose object the noun is: "*the ministry* sent us this answer: « … »"."""
    verb = words.head[noun]
    if words.dep[noun] != "obj" or not words.sentence_of(noun).start <= verb < noun or words.mark[verb] >= 0:
        return None
    return speakers.before(speakers.group_start(verb), verb)


def _speaker(words: TextWords, noun: int, colon: int) -> Phrase | None:
    """The "of" complement of the noun; None where a possessive points back."""
    after = noun + 1
    while after < colon and words.pos[after] == "ADJ":
        after += 1
    if after >= colon or not words.is_in(after, "phrase_link"):
        return None
    start = after + 1
    end = phrase_end(words, start, colon)
    return Phrase(start, end) if end > start else None
