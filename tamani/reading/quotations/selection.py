"""From drafts to quotations: doubles dropped, nested ones placed, speakers resolved to actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.actors import resolve_speaker
from tamani.record import Quotation, Span
from tamani.words import reason

if TYPE_CHECKING:
    from tamani.reading.quotations.drafts import Draft
    from tamani.reading.quotations.phrases import Phrase
    from tamani.reading.quotations.words_of_text import TextWords
    from tamani.record import Reason

BY = "quotations.1"
LEAST_SURE = 0.2
"""A quotation whose speaker is unknown is a quotation all the same."""
FRAGMENT_RULES = frozenset({"fragment", "qualify", "floating", "colon_without_cue"})
ISSUERS = frozenset({"party", "civil_society", "government_body", "igo", "armed_group", "company", "media", "group"})
LONGEST_HEADING = 90
REACH_CONTINUED = 2
"""Sentences that a quotation without cue may stand behind the one whose speaker it takes."""


def selected(words: TextWords, drafts: list[Draft]) -> list[Draft]:
    """The drafts without doubles and crossings, in the order of the page."""
    kept: list[Draft] = []
    drafts = [draft for draft in drafts if not _has_no_speaker(words, draft)]
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.start, -d.end)):
        if not any(_clashes(words, draft, other) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.start, -d.end))


def _has_no_speaker(words: TextWords, draft: Draft) -> bool:
    """An impersonal subject, or a verb inside somebody's words that has none there: no report."""
    if draft.verb is None:
        return False
    phrase = draft.speaker
    if phrase is not None and phrase.end - phrase.start == 1 and words.is_in(phrase.start, "own_pronouns"):
        return True
    if phrase is None:
        return words.mark[draft.verb] >= 0 or draft.kind != "direct"
    return phrase.end - phrase.start == 1 and words.is_in(phrase.start, "impersonal")


def _clashes(words: TextWords, draft: Draft, other: Draft) -> bool:
    """Whether two drafts cannot both stand: the same words, or words that cross."""
    if draft.end <= other.start or other.end <= draft.start:
        return False
    if (draft.start, draft.end) == (other.start, other.end):
        return True
    shared = min(draft.end, other.end) - max(draft.start, other.start)
    if shared >= 0.9 * max(draft.end - draft.start, other.end - other.start):
        return True
    if draft.start < other.start < draft.end < other.end or other.start < draft.start < other.end < draft.end:
        return True
    if {draft.rule, other.rule} == {"colon_unmarked", "source_front"}:
        return True
    inner, outer = (draft, other) if draft.end - draft.start <= other.end - other.start else (other, draft)
    return _belongs_to(words, inner, outer)


def _belongs_to(words: TextWords, inner: Draft, outer: Draft) -> bool:
    """Whether the inner words are no report of their own inside the outer ones."""
    if outer.rule == "source_behind" and inner.verb is not None and outer.cue is not None:
        return inner.start <= outer.cue[0] < inner.end and (outer.speaker is None or _is_pronoun(words, outer))
    if inner.verb is not None and outer.verb == inner.verb:
        return not (inner.second or outer.second)
    if inner.rule in {"fragment", "qualify"} and inner.verb is not None:
        inside = outer.start <= words.start[inner.verb] < outer.end
        unnamed = inner.speaker is None or _is_pronoun(words, inner)
        return unnamed if inside else outer.rule != "interview"
    if inner.rule in FRAGMENT_RULES:
        return outer.rule != "interview" or inner.rule == "floating"
    return inner.rule.startswith("source") and _is_pronoun(words, inner) and outer.verb is not None


def _is_pronoun(words: TextWords, draft: Draft) -> bool:
    phrase = draft.speaker
    return phrase is not None and phrase.end - phrase.start == 1 and words.pos[phrase.start] == "PRON"


def to_record(words: TextWords, drafts: list[Draft]) -> list[Quotation]:
    """The drafts as record entries, speakers resolved, own reports inside own words dropped."""
    made: list[tuple[Draft, Quotation]] = []
    issuer = communique_issuer(words)
    for draft in drafts:
        speaker, doubt = _speaker(words, draft, made)
        if issuer is not None and speaker == issuer and draft.kind != "direct":
            continue
        around = _around(made, draft)
        if around is not None and speaker is not None and made[around][1].speaker == speaker and draft.verb is not None:
            continue
        made.append((draft, _quotation(words, draft, speaker, doubt, around)))
    return [quotation for _, quotation in made]


def communique_issuer(words: TextWords) -> str | None:
    """Who issued the communiqué that the page prints; its own text is no quotation. None for other pages."""
    openings = tuple(words.table["communique"])
    for part in words.reading.parts:
        line = words.text[part.start : part.end].lower().lstrip("«- ")
        if part.kind == "body" and line.startswith(openings) and part.end - part.start < LONGEST_HEADING:
            issuers = (m.actor for m in words.reading.mentions if m.start >= part.end)
            kinds = {actor.id: actor.kind for actor in words.reading.actors}
            return next((i for i in issuers if kinds.get(i) in ISSUERS), None)
    return None


def _around(made: list[tuple[Draft, Quotation]], draft: Draft) -> int | None:
    for index in range(len(made) - 1, -1, -1):
        other = made[index][0]
        if other.start <= draft.start and draft.end <= other.end:
            return index
    return None


def _speaker(
    words: TextWords, draft: Draft, made: list[tuple[Draft, Quotation]]
) -> tuple[str | None, tuple[float, Reason | None]]:
    """The actor who speaks, with the confidence of that and the reason for doubt."""
    if draft.continues:
        return _continued(words, draft, made)
    if draft.speaker is None:
        return None, (0.3, reason("no_speaker"))
    start, end = phrase_characters(words, draft.speaker)
    says_i = draft.kind == "direct" and _says_i(words, draft)
    found = resolve_speaker(words.reading, start, end, before=draft.start, is_person=says_i)
    if found.reason is not None and found.reason.code == "ambiguous_speaker" and _is_pronoun(words, draft):
        here = words.sentence_of(words.token_at(draft.start)).index
        spoke = _quoted_in(words, here, made)
        if spoke is not None:
            return spoke, (0.7, None)
    return found.actor, (found.confidence, found.reason)


def _says_i(words: TextWords, draft: Draft) -> bool:
    """Whether the words quoted hold "I" or "my", and not in somebody else's words that they quote."""
    first, last = words.token_at(draft.start), words.token_at(draft.end - 1)
    return any(words.is_in(i, "self_singular") and words.mark[i] == words.mark[first] for i in range(first, last + 1))


def phrase_characters(words: TextWords, phrase: Phrase) -> tuple[int, int]:
    """The characters of a phrase, without the hyphens of an inverted pronoun ("-t-il")."""
    start, end = words.start[phrase.start], words.end[phrase.end - 1]
    if words.is_in(phrase.start, "inverted_pronouns"):
        start += words.text[start:end].rfind("-") + 1
    return start, end


def _continued(
    words: TextWords, draft: Draft, made: list[tuple[Draft, Quotation]]
) -> tuple[str | None, tuple[float, Reason | None]]:
    """A statement without cue goes on for the one quoted just before, else for the sentence's subject before it."""
    here = words.sentence_of(words.token_at(draft.start))
    for back in range(REACH_CONTINUED + 1):
        index = here.index - back
        if index < 0 or words.sentences[index].part != here.part:
            break
        quoted = _quoted_in(words, index, made)
        speaker = quoted if quoted is not None or back == 0 else _first_person(words, index)
        if speaker is not None:
            return speaker, (0.7 if quoted else 0.5, reason("continued"))
    return None, (0.3, reason("no_speaker"))


def _quoted_in(words: TextWords, sentence: int, made: list[tuple[Draft, Quotation]]) -> str | None:
    """The speaker of the last quotation of a sentence, nested ones left out."""
    for other, quotation in reversed(made):
        there = words.sentence_of(words.token_at(other.end - 1)).index
        if there == sentence and quotation.speaker is not None and quotation.nested_in is None:
            return quotation.speaker
    return None


def _first_person(words: TextWords, index: int) -> str | None:
    """The first speaker named in a sentence: its likely subject."""
    sentence = words.sentences[index]
    low, high = words.start[sentence.start], words.end[sentence.end - 1]
    named = (m.actor for m in words.reading.mentions if low <= m.start < high)
    return next((actor for actor in named if _speaks(words, actor)), None)


def _speaks(words: TextWords, identifier: str) -> bool:
    return any(a.id == identifier and a.kind in {"person", "government_body", "group"} for a in words.reading.actors)


def _quotation(
    words: TextWords, draft: Draft, speaker: str | None, doubt: tuple[float, Reason | None], around: int | None
) -> Quotation:
    reading = words.reading
    spans = [Span(*reading.page_span(*span)) for span in draft.spans]
    phrase = draft.speaker
    speaker_span = None
    if phrase is not None:
        speaker_span = Span(*reading.page_span(*phrase_characters(words, phrase)))
    confidence = round(max(LEAST_SURE, min(draft.confidence, doubt[0])), 2)
    return Quotation(
        kind=draft.kind,
        start=spans[0].start,
        end=spans[-1].end,
        spans=spans,
        speaker=speaker,
        speaker_span=speaker_span,
        cue=Span(*reading.page_span(*draft.cue)) if draft.cue else None,
        rule=draft.rule,
        nested_in=around,
        by=BY,
        confidence=confidence,
        reason=doubt[1],
    )
