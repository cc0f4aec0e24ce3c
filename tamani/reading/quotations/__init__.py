"""Quotations: who is said to have said what, in direct, indirect and mixed speech.

Constructions follow the survey of French reported speech that ``docs/quotations.md`` sums up; the cue verbs and
their frames are data (``languages/<code>/cues.toml``). Speakers are sought clause by clause, not by sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.agents import read_agents, read_charged
from tamani.reading.quotations.clause_openings import trails
from tamani.reading.quotations.clauses import find_splices, where_it_may_be
from tamani.reading.quotations.contents import ContentSearch
from tamani.reading.quotations.cues import CueFinder
from tamani.reading.quotations.floating import FloatingReader
from tamani.reading.quotations.frames import FrameReader
from tamani.reading.quotations.interviews import find_interview
from tamani.reading.quotations.noun_cues import read_noun_cues
from tamani.reading.quotations.selection import selected, to_record
from tamani.reading.quotations.sources import SourceReader
from tamani.reading.quotations.speakers import SpeakerSearch
from tamani.reading.quotations.words_of_text import TextWords

if TYPE_CHECKING:
    from tamani.reading.quotations.clauses import Splice
    from tamani.reading.quotations.drafts import Draft
    from tamani.reading.reading import Reading


def find_quotations(reading: Reading) -> None:
    """Fill ``reading.quotations``, and ``reading.splices`` with the commas that splice sentences."""
    if not len(reading.doc):
        return
    words = TextWords(reading)
    cues = CueFinder(words).find()
    finite = {cue.start for cue in cues if cue.form == "finite"}
    subject_first = words.grammar("subject_before_incise")
    trailing = {cue.start for cue in cues if subject_first and not cue.entry.only_marked and trails(words, cue)}
    splices = find_splices(words, finite, trailing)
    reading.splices = [(words.start[where_it_may_be(words, s) - 1], words.end[s.verb]) for s in splices]
    speakers = SpeakerSearch(words, _units(words, splices), cues)
    contents = ContentSearch(words, cues)
    readable = _readable_tokens(words)
    frames = FrameReader(words, speakers, contents)
    drafts: list[Draft] = []
    for cue in cues:
        if readable[cue.verb]:
            drafts += frames.read(cue)
    agents = [*read_agents(words, speakers), *read_charged(words, speakers, frames.complements)]
    agents = [draft for draft in agents if readable[words.token_at(draft.start)]]
    drafts += [d for d in SourceReader(words, speakers, contents).read() if readable[words.token_at(d.start)]]
    drafts = [d for d in drafts if not any(_same_words(d, other) for other in agents)] + agents
    drafts += [d for d in read_noun_cues(words, speakers) if readable[words.token_at(d.start)]]
    interview = find_interview(words)
    if interview is not None:
        drafts += interview.answers
    drafts += [d for d in FloatingReader(words, speakers).read(drafts) if readable[words.token_at(d.start)]]
    reading.quotations = to_record(words, selected(words, drafts))


def _same_words(draft: Draft, other: Draft) -> bool:
    """Whether a verb further away claims the words of another draft."""
    return (draft.start, draft.end) == (other.start, other.end)


def _units(words: TextWords, splices: list[Splice]) -> list[tuple[int, int]]:
    """Token ranges of the clauses that stand on their own: sentences, cut at their splices."""
    cuts = {splice.start for splice in splices} | {s.opened for s in splices if s.opened is not None}
    units = []
    for sentence in words.sentences:
        start = sentence.start
        for cut in sorted(c for c in cuts if sentence.start < c < sentence.end):
            units.append((start, cut))
            start = cut
        units.append((start, sentence.end))
    return units


def _readable_tokens(words: TextWords) -> list[bool]:
    """Which tokens lie in headline, standfirst or body: captions quote nobody."""
    readable = [True] * len(words)
    for part in words.reading.parts:
        if part.kind == "caption":
            for index in range(words.next_token(part.start), words.next_token(part.end)):
                readable[index] = False
    return readable
