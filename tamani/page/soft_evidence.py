"""Furniture that no phrase knows: weighed by its words, and against what the article is about."""

from __future__ import annotations

from collections import Counter

from tamani.page.block_draft import Draft
from tamani.page.folding import fold_words
from tamani.page.furniture import Match, common_words
from tamani.page.line_evidence import Evidence, begins_with, is_section
from tamani.page.names import is_initials
from tamani.page.word_evidence import word_evidence
from tamani.record import BlockKind

SURE_BY_WORDS, PROBABLE_BY_WORDS, LIKELY_BY_WORDS, SURE_OF_PROSE = 0.8, 0.7, 0.65, 0.92
"""Strengths of matches that words alone give: enough to decide, enough in the head of an article, enough where the
place agrees, enough for prose.
"""
_WEIGHED: tuple[BlockKind, ...] = (
    "comments",
    "newsletter",
    "share",
    "related",
    "most_read",
    "navigation",
    "ad",
    "legal",
    "tags",
    "dateline",
)
_LABELLED: tuple[BlockKind, ...] = ("tags", "caption", "byline", "dateline", "legal")
_HEADINGS: tuple[BlockKind, ...] = ("related", "most_read", "comments", "ad")
_MOST_WORDS = 45
_LONGEST_HEADING = 6
_WORDS_BESIDE_DATE = 4
_LEAST_SUPPORT = 0.4
_SURE_BEFORE_NAMES = 0.9
_ALSO_BY_WORDS = 0.1
_FOR_A_PHRASE = 0.2
_SURE_OF_STATEMENT = 0.55
"""A statement lost costs the quotation in it, so more of its words have to speak for furniture."""
_TOLD_BY_SENTENCE = 0.3


def weigh_words(draft: Draft) -> None:
    """Add to each line that no phrase is sure of what its words speak for."""
    paragraphs = Counter(word for line in draft.lines if line.paragraph for word in set(line.words))
    for line in draft.lines:
        if not line.date_line and (line.dates or line.times):
            _read_foreign_date(line)
        if line.strong is None and not (draft.interview and line.question) and _can_be_weighed(line):
            match = _weigh(line, paragraphs)
            if match is not None:
                line.matches = sorted([*line.matches, match], key=lambda m: -m.strength)


def weighed_kinds(line: Evidence) -> dict[BlockKind, float]:
    """How probable each kind is by the words and the shape of a line; counted once a line."""
    if line.weighed is None:
        line.weighed = word_evidence().kinds(line.text, line.words)
    return line.weighed


def speaks_for(line: Evidence, kind: BlockKind, least: float) -> bool:
    """Whether the words of a line speak for ``kind`` with ``least`` of the odds, most of them or its label."""
    if not line.words or line.question or line.text[:1] in '«“"—–' or line.count > _MOST_WORDS:
        return False
    return weighed_kinds(line)[kind] >= least and _support(line, kind) >= _LEAST_SUPPORT


def headline_or_crosshead(line: Evidence) -> float:
    """How far words and shape are those of a headline (towards 1) or of the article's own lines (towards -1)."""
    weighed = weighed_kinds(line)
    return weighed["headline"] - weighed["body"]


def presents_author(line: Evidence) -> bool:
    """Whether the words of a line are those of notes about authors and guests."""
    return speaks_for(line, "author_bio", 0.9)


def _support(line: Evidence, kind: BlockKind) -> float:
    """How many of the words speak for ``kind``: of the label where a colon follows one or two words, else of all."""
    evidence = word_evidence()
    whole = evidence.support(line.text, line.words, kind)
    label, colon, _ = line.text.partition(":")
    if colon and kind in _LABELLED and len(label.split()) <= 2:
        return max(whole, evidence.support(label, fold_words(label), kind))
    return whole


def _read_foreign_date(line: Evidence) -> None:
    """Take a line of a date and a word or two of another language for the date line that it is."""
    few = len(line.rest) <= _WORDS_BESIDE_DATE and bool(line.dates or line.times)
    if few and weighed_kinds(line)["dateline"] >= 0.9 and _unnamed(line):
        line.date_line = True


def _unnamed(line: Evidence) -> bool:
    evidence = word_evidence()
    return evidence.support(" ", line.rest, "dateline") >= 0.6


def _can_be_weighed(line: Evidence) -> bool:
    if not line.words or line.count > _MOST_WORDS or line.date_line or is_section(line):
        return False
    if is_initials(line.text) or not any(c.isalpha() for c in line.text):
        return False
    if begins_with(line, "bylines", "in_body") is not None:
        return False
    listed = line.bullet or line.text.endswith((";", ","))
    return not listed and line.text[:1] not in '«“"—–'


def _weigh(line: Evidence, paragraphs: Counter[str]) -> Match | None:
    weighed = weighed_kinds(line)
    kind = max(_WEIGHED, key=lambda k: weighed[k])
    share, sure = weighed[kind], _support(line, kind)
    own = 1 if line.paragraph else 0
    telling = [word for word in line.words if word not in common_words()]
    told = sum(paragraphs[word] > own for word in telling) / max(1, len(telling))
    phrase = line.match
    if phrase is not None and not line.paragraph and weighed[phrase.kind] >= _ALSO_BY_WORDS:
        strength = SURE_BY_WORDS if weighed[phrase.kind] >= 0.5 else PROBABLE_BY_WORDS
        return Match(phrase.kind, strength, opens=phrase.opens, weighed=True)
    if phrase is not None and phrase.kind == kind and line.paragraph:
        sure += _FOR_A_PHRASE
    if (kind == "related" and line.question) or (sure < _SURE_BEFORE_NAMES and line.names):
        return None
    strength = _strength(line, share, sure, told)
    if not strength:
        return None
    if kind == "dateline" and (line.count > _LONGEST_HEADING or not any(c.isdigit() for c in line.text)):
        return None
    if line.text.endswith(":") and kind not in _HEADINGS:
        return None
    heading = kind in _HEADINGS and line.count <= _LONGEST_HEADING and ":" not in line.text[:-2]
    return Match(kind, strength, opens=heading, weighed=True)


def _strength(line: Evidence, share: float, sure: float, told: float) -> float:
    """How surely words speak for a kind that has this ``share`` of the odds.

    ``sure`` is how many of the line's words speak for it, ``told`` how many of them the article has too.
    """
    if line.sentence and not line.question and told > _TOLD_BY_SENTENCE:
        return 0.0
    if line.text.endswith(".") and sure < _SURE_OF_STATEMENT:
        return 0.0
    if line.paragraph:
        return SURE_OF_PROSE if share >= 0.97 and sure >= 0.58 and told <= 0.34 else 0.0
    if share >= 0.85 and sure >= 0.5 and told <= 0.5:
        return SURE_BY_WORDS
    if share >= 0.97 and sure >= 0.4 and told <= 0.5:
        return SURE_BY_WORDS if sure >= 0.42 else PROBABLE_BY_WORDS
    return LIKELY_BY_WORDS if share >= 0.5 and sure >= 0.34 and told <= 0.67 else 0.0
