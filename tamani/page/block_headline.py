"""Where the article begins: its headline and its first paragraph."""

from __future__ import annotations

import re

from tamani.page.block_draft import Draft
from tamani.page.block_head import TAGLINE
from tamani.page.byline_lines import is_byline
from tamani.page.cohesion import share_of_stems
from tamani.page.folding import fold_words
from tamani.page.line_evidence import (
    Evidence,
    begins_with,
    is_credit,
    is_menu,
    is_section,
    is_site_name,
    is_tag_list,
)
from tamani.page.markup_hints import hinted_kind
from tamani.page.received import Metadata

_LONGEST_SUMMARY, _LONGEST_LATE_SUMMARY = 32, 24
_BEHIND_ANOTHER, _BELOW_ANOTHER = 0.8, 0.4
_FEWEST_WORDS = 3
_MOST_WORDS = 40
_AFTER_HEADLINE = 14
_HEAD_ABOVE = 5
"""Lines above a line in which a byline makes it unlikely to be the headline."""
_SPEAKER_FIRST = re.compile(r"[A-ZÀ-Þ][^:«“‘\"]{3,60}:\s?[«“‘\"]")
"""Somebody's name, a colon, and his words: seldom anything but a headline."""
_TWO_SENTENCES = re.compile(r"[a-zà-ÿ0-9]{3}[.?!]\s+[A-ZÀ-Þ«].*[.?!]$")


def find_start(draft: Draft, metadata: Metadata) -> None:
    """Set the draft's headline and the line that its text begins with."""
    first = _first_prose(draft)
    draft.headline = _find_headline(draft, metadata, first)
    if draft.headline is not None and (first is None or first <= draft.headline):
        first = next((line.index for line in draft.lines[draft.headline + 1 :] if _prose(line)), None)
    draft.body = first
    if first is not None and draft.headline is not None:
        draft.body = _first_of_body(draft, draft.headline, _behind_head(draft, draft.headline, first))


def _prose(line: Evidence) -> bool:
    if not line.paragraph and not (line.sentence and line.count >= 6 and line.common >= 2):
        return False
    strong = line.strong
    if strong is not None and (not line.long or (strong.strength >= 0.9 and line.count < 40)):
        return False
    return (
        not is_byline(line)
        and not line.date_line
        and not is_credit(line)
        and not is_menu(line)
        and hinted_kind(line) in (None, "standfirst")
    )


def _first_prose(draft: Draft) -> int | None:
    """The first long paragraph; failing that the first sentence that is no furniture."""
    prose = [line for line in draft.lines if "h1" not in line.hints and _prose(line)]
    for choice in ([line for line in prose if line.long], [line for line in prose if line.paragraph], prose):
        if choice:
            return choice[0].index
    return None


def _find_headline(draft: Draft, metadata: Metadata, first: int | None) -> int | None:
    end = first if first is not None else len(draft.lines)
    wanted = fold_words(metadata.headline or "")
    prose = [e for e in draft.lines[end:] if e.paragraph][:12]
    best, worth = None, 0.0
    for line in draft.lines[:end]:
        score = _headline_score(draft, line, prose, wanted)
        if score > worth:
            best, worth = line.index, score
    return best


def _headline_score(draft: Draft, line: Evidence, prose: list[Evidence], wanted: tuple[str, ...]) -> float:
    """How much speaks for a line as the headline; zero or less where it can be none."""
    told = _by_markup(line, wanted)
    if line.names and not told and line.count <= 5:
        return 0.1
    if not told and not _can_be_headline(line):
        return 0.0
    score = told + 0.8 + min(line.count, 14) / 8
    score += 2.5 * share_of_stems(line, prose) * min(1.0, len(line.stems) / 4)
    score -= 1.5 * bool(_TWO_SENTENCES.search(line.text)) + 0.6 * _byline_above(draft, line)
    score -= 1.0 * _menu_follows(draft, line)
    score -= 1.6 * (line.text.endswith(".") and not line.text.endswith("..."))
    score -= 1.2 * is_section(line) + 1.2 * is_menu(line) + 0.9 * (is_site_name(line) and line.count <= 5)
    score -= 0.8 * bool(TAGLINE.search(line.text) and line.index <= 1)
    score -= 0.5 * (line.count < _FEWEST_WORDS) + 1.5 * line.names
    score += 0.5 * _head_follows(draft, line) + 0.8 * bool(_SPEAKER_FIRST.match(line.text))
    above = draft.line(line.index - 1)
    score -= _BELOW_ANOTHER * (above is not None and _is_likely_headline(above))
    return score - _BEHIND_ANOTHER * any(
        _can_be_headline(e) and e.count >= 5 for e in draft.lines[max(0, line.index - 2) : line.index]
    )


def _is_likely_headline(line: Evidence) -> bool:
    """Whether a line could be the headline and looks like no menu, rubric or name of a site."""
    furniture = is_menu(line) or is_section(line) or is_site_name(line)
    return _can_be_headline(line) and line.count >= 5 and not furniture


def _byline_above(draft: Draft, line: Evidence) -> bool:
    """Whether a byline stands shortly above: headlines seldom come after it."""
    return any(is_byline(e) and e.count > 1 for e in draft.lines[max(0, line.index - _HEAD_ABOVE) : line.index])


def _menu_follows(draft: Draft, line: Evidence) -> bool:
    """Whether a menu, a breadcrumb or the name of a section stands right behind.

    As behind the name of a site.
    """
    after = draft.line(line.index + 1)
    return after is not None and (is_menu(after) or is_section(after) or after.strength("navigation") >= 0.9)


def _by_markup(line: Evidence, wanted: tuple[str, ...]) -> float:
    same = bool(wanted) and len(set(wanted) & set(line.words)) * 10 >= 8 * len(set(line.words)) and line.count >= 3
    return 3.0 * same + 2.0 * ("h1" in line.hints and not line.hints & {"navigation", "legal"})


def _can_be_headline(line: Evidence) -> bool:
    if line.date_line or line.count > _MOST_WORDS or line.count < 2 or is_byline(line) or is_credit(line):
        return False
    strong = line.strong
    if (strong is not None and (strong.whole or strong.strength >= 0.9)) or hinted_kind(line) is not None:
        return False
    return not is_tag_list(line) or line.count > 8


def _head_follows(draft: Draft, line: Evidence) -> bool:
    """Whether a byline, a date line or share buttons stand right behind."""
    after = draft.lines[line.index + 1 : line.index + 4]
    return any(
        e.date_line or is_byline(e) or e.strength("share") >= 0.9 or e.strength("dateline") >= 0.9 for e in after
    )


def _behind_head(draft: Draft, headline: int, first: int) -> int:
    """The first paragraph behind byline and date line; what stands before them is the standfirst.

    A byline or date far down, with less text behind it than before, is the article's end and not its head.
    """
    body = first
    for line in draft.lines[headline + 1 : headline + _AFTER_HEADLINE]:
        if line.index <= first or not _is_head_line(line):
            continue
        before = [e for e in draft.lines[headline + 1 : line.index] if e.sentence and e.count >= 6]
        after = [e for e in draft.lines[line.index + 1 :] if _prose(e)]
        words = sum(e.count for e in before)
        if len(before) > 2 or words > 90 or sum(e.count for e in after[:8]) < 1.5 * words or not after:
            break
        body = after[0].index
    return body


def _first_of_body(draft: Draft, headline: int, first: int) -> int:
    """The first paragraph, or what belongs to the text before it.

    A live time stamp, a question, a short sentence.
    """
    stamp = next((e.index for e in draft.lines[headline + 1 : first] if e.only_time), None)
    if draft.live and stamp is not None:
        return stamp
    body, headed = first, False
    for line in reversed(draft.lines[headline + 1 : first]):
        if begins_with(line, "bylines", "in_body") and line.strong is None:
            body = line.index
        elif _is_head_line(line):
            headed = True
            break
        elif _prose(line) and not headed:
            body = line.index
    if _summarises(draft, headline, body):
        return next((e.index for e in draft.lines[body + 1 :] if e.paragraph and _prose(e)), body)
    return body


def _summarises(draft: Draft, headline: int, index: int) -> bool:
    """Whether a short first paragraph under the headline only says beforehand what the text then says."""
    line = draft.lines[index]
    after = [e for e in draft.lines[index + 1 :] if e.long][:6]
    beside = index == headline + 1
    most = _LONGEST_SUMMARY if beside else _LONGEST_LATE_SUMMARY
    if line.count > most or len(after) < 2 or line.question or line.text[:1] in '«“"':
        return False
    return line.count * 1.7 < after[0].count and share_of_stems(line, after) >= 0.5


def _is_head_line(line: Evidence) -> bool:
    if line.only_time:
        return False
    if (line.date_line and line.dates) or line.strength("dateline") >= 1.0:
        return True
    return (is_byline(line) and begins_with(line, "bylines", "starts") != "source") or line.names
