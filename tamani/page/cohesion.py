"""Does a short line between two paragraphs belong to the article? Shared words, shape and manner tell."""

from __future__ import annotations

import re

from tamani.page.block_draft import Draft
from tamani.page.line_evidence import Evidence
from tamani.page.soft_evidence import headline_or_crosshead

_PLACE_COLON = re.compile(r"^[^:]{2,40}\s?:\s")
_LABEL_STOP = re.compile(r"^[^\W\d_]{4,12}\.\s+[«\"“A-ZÀ-Þ]")
_NAME = re.compile(r"(?<!^)\b[A-ZÀ-Þ][\w’'-]+")
_CROSSHEAD_WORDS = 6
_NEAR = 3
_WORDING = 0.6


def paragraphs_near(draft: Draft, index: int, step: int) -> list[Evidence]:
    """Up to three paragraphs of the article after (``step`` 1).

    Or before (-1) a line, none from behind the article.
    """
    found: list[Evidence] = []
    at = index + step
    while 0 <= at < len(draft.lines) and len(found) < _NEAR and abs(at - index) <= 10:
        line = draft.lines[at]
        if line.paragraph and draft.kind(at) in (None, "body", "standfirst") and (line.strong is None or line.long):
            found.append(line)
        at += step
    return found


def share_of_stems(line: Evidence, others: list[Evidence]) -> float:
    """How much of what the line is about the other lines are about too, 0 to 1."""
    if not line.stems:
        return 0.0
    known = frozenset().union(*(other.stems for other in others))
    return len(line.stems & known) / len(line.stems)


def teaser_score(draft: Draft, index: int) -> float:
    """Above zero: the line reads like the headline of another story; below: like a crosshead of this one."""
    line = draft.lines[index]
    after, before = paragraphs_near(draft, index, 1), paragraphs_near(draft, index, -1)
    following = share_of_stems(line, after[:2])
    around = share_of_stems(line, after + before)
    score = 0.5 - 2.0 * following - 0.8 * around
    score += (0.12 if line.count >= 5 else 0.22) * (min(line.count, 12) - _CROSSHEAD_WORDS)
    score += 0.8 * bool(_PLACE_COLON.match(line.text)) + 0.8 * bool(_LABEL_STOP.match(line.text))
    score += 0.6 * line.indented + 0.3 * (not after)
    score += 0.25 * _unknown_names(draft, line)
    score += _WORDING * min(0.0, headline_or_crosshead(line))
    return score - 0.5 * (line.text[:1] in '«“"') - 0.4 * line.question


def _unknown_names(draft: Draft, line: Evidence) -> int:
    """Capitalised words inside the line that no paragraph of the page has."""
    if line.text.isupper():
        return 0
    return min(3, sum(name not in draft.spellings for name in _NAME.findall(line.text)))
