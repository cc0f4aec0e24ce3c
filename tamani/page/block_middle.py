"""What stands between the first paragraph and the last, and behind the last."""

from __future__ import annotations

import re

from tamani.page.block_draft import LIKELY, UNSURE, Draft
from tamani.page.block_zones import stays_in_zone, zone_opened
from tamani.page.byline_lines import is_author_note, is_byline, names_and_initials
from tamani.page.cohesion import teaser_score
from tamani.page.enumerations import is_enumeration
from tamani.page.furniture import Match, table_words
from tamani.page.line_evidence import (
    Evidence,
    begins_with,
    is_address,
    is_copyright,
    is_count,
    is_credit,
    is_menu,
    is_player_time,
    is_section,
    is_tag_list,
)
from tamani.page.markup_hints import hinted_kind, is_heading
from tamani.page.names import only_names
from tamani.page.soft_evidence import presents_author, speaks_for
from tamani.record import BlockKind
from tamani.words import reason

_DIALOGUE = re.compile(r"^\s*[«“\"—–]")
_NAME = re.compile(r"(?<!^)\b[A-ZÀ-Þ][\w’'-]{2,}")
_RANKED = re.compile(r"^\s*\d{1,2}\s?[.)°/-]?\s")
_SHORT_SIGNATURE = 12
_TAIL_BYLINES = 3
_BESIDE_AUTHOR = 4
_LIST_KINDS: tuple[BlockKind, ...] = ("share", "newsletter", "ad", "legal", "navigation")


def label_rest(draft: Draft) -> None:
    """Label all lines from the first paragraph on that have no label yet."""
    start = draft.body if draft.body is not None else (draft.headline + 1 if draft.headline is not None else 0)
    zone: BlockKind | None = None
    since = 0
    for line in draft.lines[start:]:
        if line.index in draft.labels:
            zone = None
            continue
        since += 1
        zone, since = _label_line(draft, line, zone, since)


def _label_line(draft: Draft, line: Evidence, zone: BlockKind | None, since: int) -> tuple[BlockKind | None, int]:
    """Label one line; the zone that holds behind it, and for how many lines it has."""
    certain = _certain_kind(draft, line)
    if zone == "tags" and certain == "navigation" and stays_in_zone(draft, zone, line, since):
        certain = "tags"
    if certain is not None and not (zone == "most_read" and _RANKED.match(line.text)):
        draft.put(line.index, certain, 0.93 if certain != "body" else 0.97)
        opened = zone_opened(line)
        if opened == certain:
            return opened, 0
        return (zone, since) if certain == zone or (zone is not None and _passes(zone, certain)) else (None, 0)
    if zone not in (None, "tags", "comments") and is_tag_list(line) and line.common == 0:
        zone = None
    if zone is not None and stays_in_zone(draft, zone, line, since):
        draft.put(line.index, zone, LIKELY, reason("block_by_zone", kind=zone))
        return zone, since
    if draft.last is not None and line.index < draft.last:
        _label_inside(draft, line)
    else:
        _label_behind(draft, line)
    return None, 0


def _passes(zone: BlockKind, certain: BlockKind) -> bool:
    """Whether a zone goes on behind a line of another kind.

    Dates and advertisements stand in lists of teasers.
    """
    return zone in ("related", "most_read") and certain in ("dateline", "ad")


def _certain_kind(draft: Draft, line: Evidence) -> BlockKind | None:
    """The kind that phrases, shape or markup alone give, None where the place has to tell."""
    match = _likeliest(draft, line)
    return (
        _by_itself(draft, line)
        or _by_markup(line, match)
        or _by_author(draft, line, match)
        or _by_credit_or_date(line, match)
        or (match.kind if match is not None and _furniture_prose(draft, line, match.strength, match.kind) else None)
        or _by_shape(draft, line)
    )


def _by_itself(draft: Draft, line: Evidence) -> BlockKind | None:
    if is_player_time(line):
        return "share"
    if is_enumeration(draft, line):
        return "body"
    if line.only_time and draft.live:
        return "dateline"
    if not line.words and line.arrow:
        return "navigation"
    if begins_with(line, "bylines", "in_body") and _in_body(line):
        return "body"
    return "legal" if is_copyright(line) else None


def _by_markup(line: Evidence, match: Match | None) -> BlockKind | None:
    """What the markup says, unless a phrase that names the line's kind says something else."""
    hinted = hinted_kind(line)
    if match is not None and {match.kind, hinted} == {"related", "most_read"}:
        return hinted
    if match is not None and match.strength >= 0.95 and not line.paragraph:
        return None
    return hinted


def _by_author(draft: Draft, line: Evidence, match: Match | None) -> BlockKind | None:
    if _shortened_author(draft, line) and _byline_place(draft, line):
        return "byline"
    if draft.interview and _presents_guest(draft, line) and _late(draft, line):
        return "author_bio"
    if is_author_note(line, draft.authors) and _late(draft, line):
        return "author_bio"
    if _names_author(draft, line) and speaks_for(line, "author_bio", 0.5) and _last_words(draft, line):
        return "author_bio"
    if draft.interview and presents_author(line) and _named_in_head(draft, line) and _last_words(draft, line):
        return "author_bio"
    named = line.count > 1 and (line.names or names_and_initials(line))
    signed = line.strong is None and (named or (line.count <= _SHORT_SIGNATURE and speaks_for(line, "byline", 0.97)))
    if signed and draft.last == line.index - 1 and draft.kind(line.index - 1) == "body":
        return "byline"
    if (
        is_byline(line)
        and _byline_place(draft, line)
        and (match is None or match.kind not in ("tags", "comments", "share"))
    ):
        return "byline"
    return None


def _presents_guest(draft: Draft, line: Evidence) -> bool:
    """Whether a paragraph of an interview names the one who answers, as only a note about the guest does."""
    joined = f" {' '.join(line.words)} "
    named = any(f" {name} " in joined for name in draft.authors)
    return named and line.sentence and not line.question and ":" not in line.text[:40] and line.text[:1] not in "«“"


def _names_author(draft: Draft, line: Evidence) -> bool:
    """Whether a sentence names one who signed the article."""
    joined = f" {' '.join(line.words)} "
    return line.sentence and not draft.interview and any(f" {name} " in joined for name in draft.authors)


def _last_words(draft: Draft, line: Evidence) -> bool:
    """Whether no long paragraph of the article follows."""
    return draft.last is None or not any(e.long for e in draft.lines[line.index + 1 : draft.last + 1])


def _named_in_head(draft: Draft, line: Evidence) -> bool:
    """Whether the line names somebody whom the headline or what stands under it names."""
    head = draft.lines[draft.headline : draft.body] if draft.headline is not None else []
    known = {name for above in head for name in _NAME.findall(above.text)}
    return any(name in known for name in _NAME.findall(line.text))


def _shortened_author(draft: Draft, line: Evidence) -> bool:
    """Whether an author who was named above signs again, perhaps by first name and initial."""
    if not line.words or not line.text[:1].isupper() or line.sentence:
        return False
    split = [name.split() for name in draft.authors]
    if any(line.words[: len(name)] == tuple(name) and line.count <= len(name) + _BESIDE_AUTHOR for name in split):
        return True
    if line.count > 3:
        return False
    return any(
        len(name) >= len(line.words) and all(a.startswith(b) for a, b in zip(name, line.words, strict=False))
        for name in split
    )


def _by_credit_or_date(line: Evidence, match: Match | None) -> BlockKind | None:
    if (
        is_credit(line)
        and not _quoting(line)
        and not speaks_for(line, "legal", 0.8)
        and (match is None or match.kind in ("caption", "legal") or match.strength < 0.9)
    ):
        return "caption"
    if line.date_line and (line.dates or not line.times):
        return "dateline"
    return None


def _likeliest(draft: Draft, line: Evidence) -> Match | None:
    """The surest phrase; where a phrase is as sure for the kind of the line before, that one."""
    before, strong = draft.kind(line.index - 1), line.strong
    if strong is None or before is None or before == strong.kind:
        return strong
    if before in ("newsletter", "comments") and line.count <= 2 and draft.grouped(line.index, line.index - 1):
        if line.arrow:
            return strong
        button = "navigation" if before == "newsletter" else "share"
        return Match(before, LIKELY) if strong.kind == button and line.count == 1 and not strong.opens else strong
    return next((m for m in line.matches if m.kind == before and m.strength >= strong.strength), strong)


def _by_shape(draft: Draft, line: Evidence) -> BlockKind | None:
    if line.long or (line.paragraph and (draft.last is None or line.index <= draft.last)):
        return "body"
    if is_heading(line):
        return "body"
    if line.strength("dateline") >= 0.9:
        return "dateline"
    if is_count(line):
        return "share"
    if is_menu(line) and draft.last is not None and line.index > draft.last:
        return "navigation" if not is_tag_list(line) else None
    return None


def _in_body(line: Evidence) -> bool:
    joined = " ".join(line.words)
    return joined in table_words("bylines", "in_body") or ":" in line.text[:40] or line.count <= 10


def _quoting(line: Evidence) -> bool:
    return line.text[:1] in '«“"' and line.long


def _late(draft: Draft, line: Evidence) -> bool:
    """Whether no more than one paragraph of the article follows."""
    return draft.last is None or sum(e.long for e in draft.lines[line.index + 1 : draft.last + 1]) <= 1


def _byline_place(draft: Draft, line: Evidence) -> bool:
    """Whether a byline can stand here: at the article's end, not between two of its paragraphs."""
    return draft.last is None or line.index > draft.last or line.index == draft.body


def _furniture_prose(draft: Draft, line: Evidence, strength: float, kind: BlockKind) -> bool:
    """Whether phrases are enough: long prose of the article needs a surer one than a short line does."""
    if not line.paragraph:
        return not (line.bullet and line.text.endswith((";", ",")))
    inside = draft.last is not None and line.index <= draft.last
    if kind in ("legal", "newsletter", "comments", "author_bio"):
        return strength >= (0.95 if line.long and inside else 0.8)
    return strength >= 0.95 and not line.long


def _label_inside(draft: Draft, line: Evidence) -> None:
    """Between two paragraphs: a crosshead, a question, an item of a list, a short paragraph, or a teaser."""
    if _signature(draft, line, body_before=draft.kind(line.index - 1) == "body"):
        draft.put(line.index, "body", 0.85)
        return
    if _spread(draft, line):
        return
    if line.question and not draft.interview and teaser_score(draft, line.index) > 0.6:
        _label_unmarked(draft, line)
    elif (
        line.question
        or line.bullet
        or line.text.endswith((":", ";", ","))
        or (_DIALOGUE.match(line.text) and line.text[:1] not in "—–")
        or (line.sentence and line.count >= 3 and not _weak_furniture(draft, line))
    ):
        draft.put(line.index, "body", 0.85)
    elif _after_time(draft, line):
        draft.put(line.index, "body", 0.9)
    elif line.match is not None and line.match.strength >= 0.6 and teaser_score(draft, line.index) > -0.4:
        draft.put(line.index, line.match.kind, 0.7)
    elif is_tag_list(line) or is_address(line):
        draft.put(line.index, "tags" if is_tag_list(line) else "body", UNSURE)
    else:
        _label_unmarked(draft, line)


def _after_time(draft: Draft, line: Evidence) -> bool:
    before = draft.line(line.index - 1)
    return draft.live and before is not None and draft.kind(before.index) == "dateline"


def _weak_furniture(draft: Draft, line: Evidence) -> bool:
    return line.match is not None and line.count <= 10 and teaser_score(draft, line.index) > -0.2


def _label_unmarked(draft: Draft, line: Evidence) -> None:
    score = teaser_score(draft, line.index)
    confidence = min(0.9, 0.55 + abs(score) / 4)
    if score > 0:
        draft.put(line.index, "related", confidence, reason("block_unmarked_teaser"))
    else:
        draft.put(line.index, "body", confidence, reason("block_crosshead"))


def _spread(draft: Draft, line: Evidence) -> bool:
    """A short line in one group with furniture before it,.

    Or with a heading's text after it, is of that kind.
    """
    if line.count > 16 or line.paragraph or line.names:
        return False
    if not draft.spaced:
        return _heads_box(draft, line)
    for other in (line.index - 1, line.index + 1):
        neighbour = draft.line(other)
        if neighbour is None or not draft.grouped(line.index, other):
            continue
        kind = draft.kind(other) or (neighbour.strong.kind if neighbour.strong is not None else None)
        if kind in _LIST_KINDS and (kind != "share" or line.count <= 3):
            draft.put(line.index, kind, LIKELY)
            return True
    return False


def _heads_box(draft: Draft, line: Evidence) -> bool:
    """On a page without empty lines: the title of a box for subscribers, right before what the box says."""
    below = draft.line(line.index + 1)
    if below is None or below.strong is None or below.strong.kind != "newsletter" or line.count > 6 or ":" in line.text:
        return False
    if line.names or is_byline(line):
        return False
    draft.put(line.index, "newsletter", UNSURE)
    return True


def _label_behind(draft: Draft, line: Evidence) -> None:
    """Behind the last paragraph: short last words of the article, who wrote, and links to other stories."""
    body_before = draft.kind(line.index - 1) in ("body", None) or line.index == draft.body
    if _signature(draft, line, body_before=body_before) or line.index == draft.last or _signatory(draft, line):
        draft.put(line.index, "body", 0.8)
    elif is_tag_list(line) or _chip(draft, line):
        draft.put(line.index, "tags", LIKELY)
    elif is_address(line) and draft.communique and body_before:
        draft.put(line.index, "body", UNSURE)
    elif line.match is None and _spread(draft, line):
        return
    elif presents_author(line):
        draft.put(line.index, "author_bio", 0.7)
    elif line.names and _near_end(draft, line):
        draft.put(line.index, "byline", 0.8)
    elif line.match is not None and line.match.strength >= 0.6 and not line.sentence:
        draft.put(line.index, line.match.kind, 0.75)
    elif body_before and (line.sentence or line.bullet or line.text.endswith((":", ";", ","))) and line.count >= 2:
        draft.put(line.index, "body", 0.75)
    else:
        _label_lost(draft, line)


def _signatory(draft: Draft, line: Evidence) -> bool:
    """Whether the line is one of those who sign, each with what he is, behind "The undersigned:"."""
    above = draft.line(line.index - 1)
    if above is None or draft.kind(above.index) != "body" or line.sentence or line.count > _SHORT_SIGNATURE:
        return False
    named = "," in line.text and only_names(line.text.split(",")[0])
    listed = "," in above.text and above.count <= _SHORT_SIGNATURE and only_names(above.text.split(",")[0])
    return named and (above.text.endswith(":") or listed)


def _chip(draft: Draft, line: Evidence) -> bool:
    """Whether a word or two behind the article are its subject, set as a key word of its own."""
    if line.count > 3 or line.sentence or line.arrow or line.match is not None:
        return False
    if not line.text[:1].isupper() and line.count > 1:
        return False
    return is_section(line) or (bool(line.stems) and line.stems <= draft.stems)


def _label_lost(draft: Draft, line: Evidence) -> None:
    before = draft.kind(line.index - 1)
    if line.arrow or (line.count <= 2 and not line.sentence):
        draft.put(line.index, "navigation", UNSURE)
    elif before in ("legal", "navigation") and line.count <= 3:
        draft.put(line.index, before, UNSURE)
    else:
        draft.put(line.index, "related", 0.65, reason("block_unmarked_teaser"))


def _near_end(draft: Draft, line: Evidence) -> bool:
    """Whether nothing but last words and other bylines stands between the line and the article's end."""
    last = draft.last if draft.last is not None else -1
    between = range(last + 1, line.index)
    return line.index - last <= _TAIL_BYLINES + 1 and all(
        draft.kind(i) in ("byline", "body", "dateline", "author_bio") for i in between
    )


def _signature(draft: Draft, line: Evidence, *, body_before: bool) -> bool:
    """Whether somebody signs a communiqué here."""
    if not draft.communique or not body_before or line.count > _SHORT_SIGNATURE + 6 or line.strong is not None:
        return False
    return begins_with(line, "bylines", "signatures") is not None or line.names
