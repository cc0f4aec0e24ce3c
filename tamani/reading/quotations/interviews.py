"""Interviews: paragraphs of questions and answers, where every answer is the interviewee's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tamani.reading.quotations.drafts import Draft
from tamani.reading.quotations.phrases import Phrase

if TYPE_CHECKING:
    from tamani.reading.quotations.words_of_text import TextWords
    from tamani.reading.reading import ActorMention, Part

TAG = re.compile(r"(\w+)\s?[.:]\s*(?:[—–-]\s*)?")
FEWEST_QUESTIONS = 2
LONGEST_QUESTION = 320
LONGEST_REMARK = 40
LONGEST_LABEL = 7
"""Tokens of a name before the colon that opens a question or an answer."""


@dataclass(frozen=True, slots=True)
class Interview:
    """The answers of an interview, and the tokens that name the interviewee (None where nothing does)."""

    answers: list[Draft]
    speaker: Phrase | None


def find_interview(words: TextWords) -> Interview | None:
    """The interview that the article is, or None."""
    parts = [part for part in words.reading.parts if part.kind == "body"]
    questions = [_is_question(words, part) for part in parts]
    if sum(questions) < FEWEST_QUESTIONS or len(parts) < 2 * FEWEST_QUESTIONS:
        return None
    labels = [_label_text(words, part) for part in parts]
    answering = {label for label, asked in zip(labels, questions, strict=True) if label and not asked}
    questions = [asked and label not in answering for label, asked in zip(labels, questions, strict=True)]
    if not any(questions):
        return None
    questions = _with_statements(parts, questions)
    first = questions.index(True)
    answers = [p for p, asked in zip(parts[first:], questions[first:], strict=True) if not asked]
    if not _is_spoken(words, answers):
        return None
    speaker = _interviewee(words, answers)
    said = [part for part in answers if not _is_bare_label(words, part)]
    return Interview([_answer(words, part, speaker) for part in said], speaker)


def _with_statements(parts: list[Part], questions: list[bool]) -> list[bool]:
    """The questions with the statements that stand in their place: every second paragraph, shorter than its answers."""
    found = list(questions)
    asked = [i for i, question in enumerate(questions) if question]
    for start, end in pairwise(asked):
        between = range(start + 2, end, 2)
        if (end - start) % 2 == 0 and all(_is_shortest(parts, i) for i in between):
            for i in between:
                found[i] = True
    return found


def _is_shortest(parts: list[Part], index: int) -> bool:
    """Whether a paragraph is much shorter than those before and behind it."""
    length = parts[index].end - parts[index].start
    return all(2 * length <= parts[i].end - parts[i].start for i in (index - 1, index + 1))


def _is_question(words: TextWords, part: Part) -> bool:
    text = words.text[part.start : part.end].rstrip()
    if _tag(words, part, "question_labels") is not None:
        return True
    if _tag(words, part, "answer_labels") is not None:
        return False
    if len(text) > LONGEST_QUESTION or text.startswith("«"):
        return False
    return text.endswith(("?", "…", "...")) or _addresses(words, part)


def _tag(words: TextWords, part: Part, labels: str) -> int | None:
    """The offset behind a label such as "Q. —" that opens the paragraph, or None where none does."""
    found = TAG.match(words.text, part.start, part.end)
    return found.end() if found and found.group(1).lower() in words.sets[labels] else None


def _addresses(words: TextWords, part: Part) -> bool:
    """A short paragraph that says "you" and never "I" is put to the interviewee."""
    low, high = words.next_token(part.start), words.next_token(part.end)
    said = {words.form[i] for i in range(low, high) if words.mark[i] < 0}
    own = words.sets["self_pronouns"] | words.sets["first_person_words"]
    return high - low < LONGEST_REMARK and bool(said & words.sets["second_person_words"]) and not said & own


def _is_spoken(words: TextWords, answers: list[Part]) -> bool:
    """Half of the answers carry no marks around them and some speak in the first person."""
    if sum(_label(words, part) is not None for part in answers) >= FEWEST_QUESTIONS:
        return True
    first_person = words.sets["self_pronouns"]
    spoken = 0
    for part in answers:
        low, high = words.next_token(part.start), words.next_token(part.end)
        spoken += any(words.form[i] in first_person or words.is_in(i, "first_person_words") for i in range(low, high))
    return bool(answers) and spoken >= 1


def _label(words: TextWords, part: Part) -> tuple[int, int] | None:
    """Tokens of the name before the colon that opens the paragraph: (first, colon)."""
    first = words.next_token(part.start)
    for index in range(first, min(first + LONGEST_LABEL, words.next_token(part.end))):
        if words.form[index] == ":":
            named = any(words.pos[i] == "PROPN" or words.text[words.start[i]].isupper() for i in range(first, index))
            return (first, index) if named and index > first else None
        if words.pos[index] in {"VERB", "AUX", "PUNCT"} and words.form[index] != ".":
            return None
    return None


def _label_text(words: TextWords, part: Part) -> str | None:
    label = _label(words, part)
    return words.span_text(*label) if label is not None else None


def _is_bare_label(words: TextWords, part: Part) -> bool:
    """A name with its colon alone on its line; what is said stands in the next paragraph."""
    label = _label(words, part)
    return label is not None and not words.text[words.end[label[1]] : part.end].strip()


def _interviewee(words: TextWords, answers: list[Part]) -> Phrase | None:
    for part in answers:
        label = _label(words, part) if _tag(words, part, "answer_labels") is None else None
        if label is not None:
            return Phrase(*label)
    for part in words.reading.parts:
        if part.kind == "headline":
            label = _label(words, part)
            if label is not None and _speaks(words, label):
                return Phrase(*label)
    mention = _named_first(words, min(part.start for part in answers))
    return None if mention is None else Phrase(words.token_at(mention.start), words.next_token(mention.end))


def _named_first(words: TextWords, answers_start: int) -> ActorMention | None:
    """The person named at the top, else before the answers, else told of at the top by a role, else named anywhere."""
    tops = [part for part in words.reading.parts if part.kind in {"headline", "standfirst"}]
    persons = [m for m in words.reading.mentions if _is_person(words, m.actor)]
    at_top = [m for m in persons if any(part.start <= m.start < part.end for part in tops)]
    named = [m for m in persons if m.form == "name"]
    choices = (
        [m for m in at_top if m.form == "name"],
        [m for m in named if m.start < answers_start],
        at_top,
        named,
    )
    return next((found[0] for found in choices if found), None)


def _speaks(words: TextWords, label: tuple[int, int]) -> bool:
    """Whether the name before a headline's colon speaks: marked words follow, or it is a person's; no rubric."""
    first, colon = label
    low, high = words.start[first], words.end[colon - 1]
    over = [m.actor for m in words.reading.mentions if low <= m.start < high]
    marked = words.mark[colon + 1 : colon + 2]
    return any(mark >= 0 for mark in marked) or any(_is_person(words, actor) for actor in over)


def _is_person(words: TextWords, identifier: str) -> bool:
    return any(actor.id == identifier and actor.kind == "person" for actor in words.reading.actors)


def _answer(words: TextWords, part: Part, speaker: Phrase | None) -> Draft:
    label = _label(words, part)
    start = _tag(words, part, "answer_labels") or part.start
    if label is not None and start == part.start:
        start = words.start[label[1] + 1]
    end = part.start + len(words.text[part.start : part.end].rstrip())
    return Draft("direct", [(start, end)], speaker, None, "interview", 0.9)
