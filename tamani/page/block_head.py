"""The lines around the headline: what stands above it, and between it and the first paragraph."""

from __future__ import annotations

import re

from tamani.page.block_draft import Draft
from tamani.page.byline_lines import is_author_note, is_byline
from tamani.page.folding import fold_words
from tamani.page.furniture import Match, kind_words, section_names, segments, table_words
from tamani.page.line_evidence import (
    Evidence,
    begins_with_words,
    is_credit,
    is_menu,
    is_numbered_notice,
    is_player_time,
    is_section,
    is_site_name,
    is_tag_list,
)
from tamani.page.markup_hints import hinted_kind
from tamani.page.names import find_names, is_initials, only_names
from tamani.page.soft_evidence import PROBABLE_BY_WORDS, presents_author, speaks_for
from tamani.record import BlockKind

TAGLINE = re.compile(r"\s[—–|•·]\s")
"""What parts a site's name from what it says of itself."""


def label_top(draft: Draft) -> None:
    """Label what stands before the headline: the site's name and menus, the section, early date lines."""
    end = draft.headline if draft.headline is not None else draft.body or 0
    for line in draft.lines[:end]:
        _label_top_line(draft, line, end)


def _label_top_line(draft: Draft, line: Evidence, end: int) -> None:
    match = line.strong if line.strong is None or not line.strong.weighed else None
    hinted = hinted_kind(line)
    if is_numbered_notice(line):
        draft.put(line.index, "body")
    elif (line.date_line and not line.only_time) or line.strength("dateline") >= 1.0:
        draft.put(line.index, "dateline")
    elif hinted is not None and hinted not in ("section", "standfirst", "related"):
        draft.put(line.index, hinted)
    elif match is not None and match.kind == "share" and line.count <= 2 and not _share_beside(draft, line):
        draft.put(line.index, "navigation", 0.8)
    elif (
        match is not None
        and not (match.opens and match.kind in ("related", "most_read") and not _heads_teasers(draft, line))
        and match.kind in ("ad", "legal", "share", "related", "most_read", "tags", "caption")
        and not _in_menu(draft, line)
    ):
        draft.put(line.index, match.kind)
    elif match is not None and match.kind == "newsletter" and line.count > 4:
        draft.put(line.index, "newsletter")
    elif _is_rubric(draft, line, end) or hinted == "section":
        draft.put(line.index, "section", 0.9)
    elif is_byline(line) and line.count > 1 and not is_menu(line):
        draft.put(line.index, "byline")
    elif (
        line.count >= 7
        and not is_menu(line)
        and not is_site_name(line)
        and not (line.index == 0 and TAGLINE.search(line.text))
        and (match is None or match.kind == "related")
        and end - line.index > 1
    ):
        draft.put(line.index, "related", 0.6)
    else:
        draft.put(line.index, "navigation", 0.9)


def _heads_teasers(draft: Draft, line: Evidence) -> bool:
    """Whether what stands behind a heading at the top is a story, and not a menu or the article itself."""
    below = draft.line(line.index + 1)
    return below is not None and below.index != draft.headline and below.count >= 4 and not is_menu(below)


def _share_beside(draft: Draft, line: Evidence) -> bool:
    around = [draft.line(line.index - 1), draft.line(line.index + 1)]
    return any(e is not None and e.strength("share") >= 0.9 for e in around)


def _in_menu(draft: Draft, line: Evidence) -> bool:
    """Whether a line of one or two words stands among others such that are navigation."""
    around = [draft.line(line.index - 1), draft.line(line.index + 1)]
    return line.count <= 2 and any(e is not None and (e.strength("navigation") >= 0.9 or is_section(e)) for e in around)


def _is_rubric(draft: Draft, line: Evidence, end: int) -> bool:
    """Whether the line names the article's section: right before the headline, and no item of a menu."""
    if end - line.index > 3 or line.count > 5 or is_menu(line) or line.sentence or _section_below(draft):
        return False
    behind = [e for e in draft.lines[line.index + 1 : end] if _could_be_rubric(e)]
    crumb = _ends_breadcrumb(draft, line)
    if is_section(line) or crumb:
        above = draft.line(line.index - 1)
        below = [e for e in behind if is_section(e)]
        in_menu = above is not None and not crumb and ((is_section(above) and above.count <= 3) or _is_home(above))
        return not below and (not in_menu or not draft.grouped(line.index, line.index - 1))
    return _unknown_rubric(draft, line, behind)


def _could_be_rubric(line: Evidence) -> bool:
    told = line.strong is not None and not line.strong.weighed
    return not line.date_line and not is_byline(line) and not told


def _is_home(line: Evidence) -> bool:
    """Whether the line is a menu's first item."""
    return " ".join(line.words) in kind_words("navigation", "home")


def _ends_breadcrumb(draft: Draft, line: Evidence) -> bool:
    for above in draft.lines[max(0, line.index - 6) : line.index]:
        parts = segments(above.text)
        first = 0 if above.index == line.index - 1 else 1
        if len(parts) >= 2 and line.words in [fold_words(p) for p in parts[first:]]:
            return True
    return False


def _unknown_rubric(draft: Draft, line: Evidence, behind: list[Evidence]) -> bool:
    """A short line of no known name, alone between the site's own lines and the headline."""
    above = draft.line(line.index - 1)
    section = any(" ".join(fold_words(part)) in section_names() for part in segments(line.text))
    known = line.strong is not None and not (line.strong.weighed and section)
    if behind or above is None or line.count > 3 or known or is_site_name(line) or line.arrow:
        return False
    if draft.headline is not None and draft.grouped(line.index, line.index - 1) and above.count <= 3:
        return False
    return line.text[:1].isupper() and not any(c.isdigit() for c in line.text)


def label_head(draft: Draft) -> None:
    """Label what stands between the headline and the first paragraph."""
    if draft.headline is None:
        return
    draft.put(draft.headline, "headline")
    end = draft.body if draft.body is not None else draft.headline + 1
    for line in draft.lines[draft.headline + 1 : end]:
        _label_head_line(draft, line)


def _label_head_line(draft: Draft, line: Evidence) -> None:
    match, hinted = line.strong, hinted_kind(line)
    shown = _by_shape(line) or _by_who_wrote(draft, line)
    if shown is not None:
        draft.put(line.index, shown)
    elif match is not None and not (line.long and match.strength < 0.9) and not _teaser_by_words(match):
        draft.put(line.index, match.kind)
    elif _described_name(line):
        draft.put(line.index, "byline", 0.8)
    elif line.names and not is_section(line) and hinted in (None, "byline"):
        draft.put(line.index, "byline", 0.85)
    elif is_author_note(line, draft.authors):
        draft.put(line.index, "author_bio")
    elif is_credit(line):
        draft.put(line.index, "caption")
    elif hinted is not None:
        draft.put(line.index, hinted)
    else:
        _label_plain_head_line(draft, line)


def _by_shape(line: Evidence) -> BlockKind | None:
    """The kind of a line that its numbers and signs alone give away."""
    match = line.strong
    if is_numbered_notice(line):
        return "body"
    if is_player_time(line):
        return "share"
    if line.text.startswith("©") and not any(c.isdigit() for c in line.text):
        return "caption"
    if line.date_line or (line.strength("dateline") >= 0.9 and match is not None and match.kind == "dateline"):
        return "dateline"
    return None


def _by_who_wrote(draft: Draft, line: Evidence) -> BlockKind | None:
    """Whether the line says who wrote or who took the picture."""
    match = line.strong
    if (match is None or match.weighed) and _signs(draft, line):
        return "byline"
    if line.strength("caption") >= 0.9 and line.text.isupper():
        return "caption"
    if is_byline(line) and (match is None or match.kind != "tags" or not match.whole):
        return "byline"
    return "caption" if is_credit(line) and (match is None or match.kind in ("caption", "legal")) else None


def _probable(match: Match) -> bool:
    """Whether words alone speak for a kind surely enough for the head of an article."""
    return match.weighed and match.strength >= PROBABLE_BY_WORDS and not _teaser_by_words(match)


def _teaser_by_words(match: Match) -> bool:
    """Whether only words speak for a teaser, which seldom stands here and reads like a standfirst."""
    return match.weighed and match.kind == "related"


def _described_name(line: Evidence) -> bool:
    """Whether a name stands before or behind a comma on a short line, with a role or a paper's name beside it."""
    if line.count > 9 or line.text.count(",") != 1 or line.question or line.dates:
        return False
    first, rest = (part.strip(" .") for part in line.text.split(","))
    called = bool(set(fold_words(rest)) & kind_words("author_bio", "callings"))
    described = only_names(first) and 2 <= len(first.split()) <= 4 and (rest[:1].islower() or called)
    return described or (is_site_name(line) and only_names(rest) and len(rest.split()) >= 2)


def _label_plain_head_line(draft: Draft, line: Evidence) -> None:
    before = draft.kind(line.index - 1)
    if speaks_for(line, "caption", 0.9) and not line.paragraph:
        draft.put(line.index, "caption", 0.7)
    elif before in ("byline", "author_bio", "dateline") and presents_author(line):
        draft.put(line.index, "author_bio", 0.8)
    elif line.count <= 6 and speaks_for(line, "byline", 0.95):
        draft.put(line.index, "byline", 0.75)
    elif line.match is not None and _probable(line.match):
        draft.put(line.index, line.match.kind, 0.6)
    elif _repeats_menu(draft, line):
        draft.put(line.index, "section", 0.85)
    elif (
        before in ("newsletter", "ad", "related", "tags")
        and draft.grouped(line.index, line.index - 1)
        and not line.paragraph
    ):
        draft.put(line.index, before, 0.8)
    elif is_section(line):
        draft.put(line.index, "section", 0.8)
    elif is_tag_list(line) and line.count <= 12:
        draft.put(line.index, "tags", 0.8)
    elif line.count >= 5:
        draft.put(line.index, "standfirst", 0.85)
    else:
        draft.put(line.index, _short_head_kind(line), 0.5)


def _signs(draft: Draft, line: Evidence) -> bool:
    """Whether a short line is initials, or a place and the site's name, or ends in a label and names."""
    if line.count > 9 or line.question or line.date_line:
        return False
    if is_initials(line.text) and len(line.text) > 1:
        return True
    if line.words[:1] and line.words[0] in table_words("bylines", "by") and not line.sentence:
        return True
    parts = [part.strip() for part in re.split(r"\s[/|]\s", line.text)]
    if any(begins_with_words(fold_words(p), "bylines", "starts") and find_names(p) for p in parts[1:]):
        return True
    label, colon, rest = line.text.partition(":")
    named = [part.strip() for part in rest.split("/")]
    if colon and len(label.split()) <= 2 and all(only_names(part) or is_initials(part) for part in named):
        return speaks_for(line, "byline", 0.05) or speaks_for(line, "share", 0.5)
    return _is_sites_name(draft, parts[-1])


def _is_sites_name(draft: Draft, text: str) -> bool:
    """Whether a text is the name that the page begins with."""
    words = fold_words(text)
    top = draft.lines[: min(2, draft.headline or 0)]
    return len(words) >= 2 and any(words in [fold_words(p) for p in [e.text, *segments(e.text)]] for e in top)


def _repeats_menu(draft: Draft, line: Evidence) -> bool:
    """Whether a short line under the headline is an item of the menu above it: the article's section."""
    return line.count <= 4 and any(e.words == line.words for e in draft.lines[: draft.headline])


def _section_below(draft: Draft) -> bool:
    """Whether the article's section stands under the headline, so that none stands above."""
    start, end = draft.headline, draft.body
    if start is None or end is None:
        return False
    return any(_repeats_menu(draft, e) and not e.names for e in draft.lines[start + 1 : end])


def _short_head_kind(line: Evidence) -> BlockKind:
    if not any(c.isalpha() for c in line.text):
        return "share"
    return "standfirst" if line.sentence else "navigation"
