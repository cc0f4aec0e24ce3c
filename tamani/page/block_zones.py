"""Zones that run on: readers' comments, lists of teasers and of what is most read, boxes of the site."""

from __future__ import annotations

import re

from tamani.page.block_draft import LIKELY, SURE, Draft
from tamani.page.byline_lines import is_byline
from tamani.page.folding import NUMBER
from tamani.page.furniture import kind_words
from tamani.page.line_evidence import Evidence, begins_with_words, is_count
from tamani.page.soft_evidence import weighed_kinds
from tamani.record import BlockKind
from tamani.words import reason

_ENDS_COMMENTS = frozenset({"legal", "navigation", "most_read", "newsletter", "related", "tags", "ad", "author_bio"})
_LONG_COMMENT = 45
_LONGEST_HEADING = 8
_SPEAKER_LINE = re.compile(r"^[^\s«\"“].{0,28}?(?:\s[—–-]\s|\s?:\s)\S")
# A made-up name: "lac_bleu57: …", "passant: …".
_HANDLE = re.compile(r"^(?=\S*[\d_]|[a-zà-ÿ])[^\W_][\w.-]{3,24}\s?:\s\S")
_QUOTED_NAME = re.compile(r"\((?:[^()]{1,30},\s)?[^()]{2,20}\)$")
# A reader's name behind his words: "Shame on them! — passerby_9", "Et les écoles ? — Awa, Kayes".
_SIGNED = re.compile(r"[.!?…]\s[—–]\s[^\W\d_][^.!?…]{1,38}$")
_ZERO = re.compile(r"(?<!\d)0(?!\d)")
_LONG_ZONES: tuple[BlockKind, ...] = (
    "related",
    "most_read",
    "ad",
    "tags",
    "author_bio",
    "newsletter",
    "share",
)


def label_comments(draft: Draft) -> None:
    """Label the zones of readers' comments behind the first paragraph."""
    index = (draft.body if draft.body is not None else -1) + 1
    while index < len(draft.lines):
        if _opens_comments(draft, index):
            draft.put(index, "comments")
            _look_back(draft, index - 1)
            index = _run_comments(draft, index + 1)
        else:
            index += 1


def _look_back(draft: Draft, index: int) -> None:
    """Label readers' comments that stand before a line that first says so ("Name : …", then "See all comments")."""
    while (line := draft.line(index)) is not None and index not in draft.labels:
        behind = draft.last is None or index > draft.last
        if not behind or line.long or line.strong is not None or not _SPEAKER_LINE.match(line.text):
            return
        if not draft.grouped(index, index + 1) or not line.sentence:
            return
        draft.put(index, "comments", LIKELY, reason("block_by_zone", kind="comments"))
        index -= 1


def _opens_comments(draft: Draft, index: int) -> bool:
    line = draft.lines[index]
    if line.long:
        return False
    return (line.strength("comments") >= 0.75 and _comments_first(line)) or is_comment_author(draft, line)


def _comments_first(line: Evidence) -> bool:
    best = line.match
    rival = any(m.whole and m.kind != "comments" for m in line.matches)
    if rival and not any(m.opens and m.kind == "comments" for m in line.matches):
        return False
    return best is not None and line.strength("comments") >= best.strength - 0.05


def is_comment_author(draft: Draft, line: Evidence) -> bool:
    """Whether the line is the head of a reader's comment: a name with a time, "X dit :"."""
    if _HANDLE.match(line.text) and not line.long and (draft.last is None or line.index > draft.last):
        return True
    if line.count > 16 or line.sentence or (draft.live and line.only_time):
        return False
    if line.strength("comments") and line.count <= 7 and _says(line):
        return True
    if line.words[:1] == (NUMBER,) and line.dates and begins_with_words(line.words[1:], "bylines", "starts"):
        return True
    timed = (bool(line.times) and bool(line.rest)) or any(m.kind == "dateline" for m in line.matches)
    relative = _relative_time(line)
    return ((timed and bool(line.rest) and is_byline(line)) or (relative and line.count > 4)) and not line.date_line


def _says(line: Evidence) -> bool:
    endings = {" ".join(line.words[-n:]) for n in (1, 2, 3)}
    speakers = {phrase.removeprefix(" ").strip() for phrase in kind_words("comments", "speakers")}
    return bool(endings & speakers) and not line.text.endswith(".")


def _relative_time(line: Evidence) -> bool:
    """Whether "il y a 3 heures" or the like stands in the line."""
    joined = f" {' '.join(line.words)} "
    return any(f" {phrase} " in joined for phrase in kind_words("dateline", "ago"))


def _run_comments(draft: Draft, index: int) -> int:
    """Label what belongs to the comments from ``index`` on; the index of the first line that does not."""
    heading = draft.lines[index - 1]
    listed = any(m.kind == "comments" and m.opens for m in heading.matches) and not _ZERO.search(heading.text)
    author = is_comment_author(draft, heading)
    while index < len(draft.lines):
        line = draft.lines[index]
        if _ends_comments(draft, line) or not _goes_on(draft, line, listed=listed, author=author):
            return index
        author = is_comment_author(draft, line) or line.date_line or line.names or (author and line.count <= 3)
        listed = listed or author or any(m.kind == "comments" and m.opens for m in line.matches)
        certain = line.strength("comments") >= 0.75
        draft.put(
            index,
            "comments",
            SURE if certain else LIKELY,
            None if certain else reason("block_by_zone", kind="comments"),
        )
        index += 1
    return index


def _ends_comments(draft: Draft, line: Evidence) -> bool:
    if (draft.live and line.only_time) or "main" in line.hints:
        return True
    match = line.strong
    if line.count <= 3 and _comments_below(draft, line):
        return False
    if match is None or line.long or line.strength("comments") >= match.strength - 0.1:
        return False
    if match.weighed:
        return not line.sentence
    return (match.kind in _ENDS_COMMENTS and (match.strength >= 0.85)) or (
        match.kind == "share" and match.strength >= 0.9 and line.count > 2
    )


def _comments_below(draft: Draft, line: Evidence) -> bool:
    """Whether the next line, with no empty one between, is the comments': a button among theirs is theirs too."""
    below = draft.line(line.index + 1)
    return below is not None and below.strength("comments") >= 0.75 and draft.grouped(line.index, below.index)


def _goes_on(draft: Draft, line: Evidence, *, listed: bool, author: bool) -> bool:
    if line.strength("comments") >= 0.7 or is_comment_author(draft, line) or is_count(line):
        return True
    if author:
        return True
    if not listed:
        return _comment_shaped(line) and line.count < _LONG_COMMENT
    if line.count >= _LONG_COMMENT and line.sentence and not _comment_shaped(line):
        return False
    return line.sentence or line.date_line or line.count <= 4 or _comment_shaped(line)


def _comment_shaped(line: Evidence) -> bool:
    return bool(_SPEAKER_LINE.match(line.text) or _QUOTED_NAME.search(line.text) or _SIGNED.search(line.text))


def zone_opened(line: Evidence) -> BlockKind | None:
    """The kind of zone that a line is the heading of."""
    match = line.strong
    if match is None or match.kind not in _LONG_ZONES:
        return None
    heading = match.kind == "most_read" and line.count <= _LONGEST_HEADING and not line.sentence
    return match.kind if match.opens or heading else None


def _other_furniture(zone: BlockKind, line: Evidence) -> bool:
    """Whether words speak for another kind of furniture, and not for the headline of a story."""
    match = line.match
    if match is None or not match.weighed or match.kind in ("related", "most_read", zone) or ":" in line.text:
        return False
    weighed = weighed_kinds(line)
    return weighed[match.kind] >= 0.8 and weighed["headline"] < 0.1


def _key_word(draft: Draft, line: Evidence) -> bool:
    """Whether a word or two that no button has are what the article is about."""
    about = bool(line.stems) and line.stems <= draft.stems and line.text[:1].isupper()
    return about and weighed_kinds(line)["share"] < 0.3


def stays_in_zone(draft: Draft, zone: BlockKind, line: Evidence, since: int) -> bool:
    """Whether a line without a strong phrase of its own belongs to the zone opened ``since`` lines before."""
    tail = draft.last is None or line.index > draft.last
    if line.index == draft.last:
        return False
    if line.long and not (zone == "author_bio" and since == 1):
        return zone == "related" and tail and not draft.communique
    if zone in ("related", "most_read") and _other_furniture(zone, line):
        return False
    if zone in ("related", "most_read", "ad"):
        return (tail or since == 1 or draft.grouped(line.index, line.index - 1)) and not (line.paragraph and not tail)
    if zone == "tags":
        return line.count <= 4 and not line.sentence
    if zone == "author_bio":
        return since <= 2
    if zone == "share" and (line.count > 3 or line.match is not None or _key_word(draft, line)):
        return False
    return since <= 2 and draft.grouped(line.index, line.index - 1) and line.count <= 14
