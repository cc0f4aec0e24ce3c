"""Lines to blocks: every non-empty line of a page gets exactly one kind."""

from __future__ import annotations

import re

from tamani.languages import Language
from tamani.page.block_draft import Draft, Label
from tamani.page.block_head import label_head, label_top
from tamani.page.block_headline import find_start
from tamani.page.block_middle import label_rest
from tamani.page.block_zones import label_comments
from tamani.page.byline_lines import is_byline
from tamani.page.folding import fold_words
from tamani.page.furniture import table_words
from tamani.page.language_detection import detect_language, own_words
from tamani.page.line_evidence import Evidence, gather, is_credit, is_numbered_notice
from tamani.page.names import find_names
from tamani.page.received import Page
from tamani.page.soft_evidence import weigh_words
from tamani.record import Block, BlockKind

BY = "blocks.1"
_MERGED: frozenset[BlockKind] = frozenset(
    {"related", "comments", "most_read", "newsletter", "share", "navigation", "ad", "legal", "tags"}
)
# "Q. — …", "R. — …"
_ONE_LETTER = re.compile(r"^[A-ZÀ-Þ]\s?[.:]?\s?[:—–-]\s")
_SPELLING = re.compile(r"[^\W\d_][\w’'-]+")
_FEWEST_FOR_LANGUAGE = 8
_MOST_LINES_BETWEEN, _SHORT_SENTENCE = 2, 7


def label_blocks(page: Page, language: Language) -> list[Block]:
    """The blocks of ``page`` in order. Every non-empty line is in one; each body line is its own block.

    Furniture next to furniture of its kind makes one block. Unsure labels carry a reason.
    """
    lines = gather(page)
    draft = Draft(lines)
    _look_over(draft)
    weigh_words(draft)
    find_start(draft, page.metadata)
    draft.authors = _authors(draft, page)
    label_top(draft)
    label_head(draft)
    label_comments(draft)
    _find_end(draft)
    label_rest(draft)
    return _merge(draft, language)


def _look_over(draft: Draft) -> None:
    """What kind of page it is: with empty lines, with live updates, a communiqué, an interview."""
    groups = len({line.group for line in draft.lines})
    draft.spaced = groups * 3 >= len(draft.lines) and groups > 1
    prose = [line for line in draft.lines if line.paragraph]
    draft.stems = frozenset().union(*(line.stems for line in prose))
    draft.spellings = frozenset(word for line in prose for word in _SPELLING.findall(line.text))
    bare = [line.index for line in draft.lines if _bare_time(line)]
    draft.live = len(bare) >= 2
    in_body = table_words("bylines", "in_body")
    heads = table_words("bylines", "communique")
    top = [line for line in draft.lines[:12] if line.count <= 16]
    draft.communique = any(
        (" ".join(line.words) in in_body and line.text.isupper()) or is_numbered_notice(line) for line in draft.lines
    ) or any(" ".join(line.words[:n]) in heads for line in top for n in (1, 2))
    asked = [line for line in draft.lines if line.question and line.count <= 40]
    draft.interview = (
        sum(_answered(draft, line) for line in asked) >= 2
        or sum(bool(_ONE_LETTER.match(line.text)) for line in draft.lines) >= 3
    )


def _answered(draft: Draft, line: Evidence) -> bool:
    """Whether a paragraph stands right behind a question."""
    below = draft.line(line.index + 1)
    if below is None or below.question:
        return False
    return below.paragraph or (below.sentence and below.count >= _SHORT_SENTENCE)


def _bare_time(line: Evidence) -> bool:
    return bool(line.times) and not line.dates and not line.rest and line.count <= 3


def _authors(draft: Draft, page: Page) -> frozenset[str]:
    """Folded names of who wrote, and of whoever speaks in the headline ("X : « … »"), who is interviewed."""
    names = set(page.metadata.authors)
    end = draft.body if draft.body is not None else len(draft.lines)
    for line in draft.lines[:end]:
        below = draft.headline is None or line.index > draft.headline  # names above it are the site's
        if is_byline(line) or (line.names and below):
            names.update(name.text for name in find_names(line.text))
    if draft.headline is not None:
        head, colon, rest = draft.lines[draft.headline].text.partition(":")
        if colon and rest.strip()[:1] in ("«", "“", '"') and len(head.split()) <= 4:
            names.add(head.strip())
    return frozenset(" ".join(fold_words(name)) for name in names if len(fold_words(name)) >= 2)


def _find_end(draft: Draft) -> None:
    """The last paragraph of the article.

    Prose outside of the comments that no phrase takes for the site's.
    """
    if draft.body is None:
        return
    draft.last = draft.body
    for line in draft.lines[draft.body + 1 :]:
        if line.index in draft.labels or not line.paragraph:
            continue
        strong = line.strong
        if is_credit(line) and not line.long:
            continue
        editorial = not line.hints or bool(line.hints & {"main", "p"})
        if editorial and (strong is None or (line.long and strong.strength < 0.9)):
            draft.last = line.index
    _add_last_words(draft)


def _add_last_words(draft: Draft) -> None:
    """Move the article's end to a short last sentence that one or two lines of the site part from the paragraph before.

    Teasers and labels end in no full stop.
    """
    last = draft.last or 0
    for line in draft.lines[last + 1 : last + 2 + _MOST_LINES_BETWEEN]:
        if line.index in draft.labels or (line.strong is not None and line.strong.kind in ("comments", "legal")):
            return
        stated = line.text.endswith(".") and line.count >= _SHORT_SENTENCE and line.common >= 3
        if stated and line.strong is None and not line.hints:
            draft.last = line.index


def _merge(draft: Draft, language: Language) -> list[Block]:
    blocks: list[Block] = []
    for line in draft.lines:
        label = draft.labels[line.index]
        before = blocks[-1] if blocks else None
        if before is not None and before.kind == label.kind and label.kind in _MERGED:
            blocks[-1] = _joined(before, line, label)
        else:
            blocks.append(_block(line, label, language))
    return blocks


def _joined(block: Block, line: Evidence, label: Label) -> Block:
    weaker = label.confidence < block.confidence
    return Block(
        kind=block.kind,
        start=block.start,
        end=line.end,
        language=block.language,
        by=BY,
        confidence=min(block.confidence, label.confidence),
        reason=label.why if weaker else block.reason,
    )


def _block(line: Evidence, label: Label, language: Language) -> Block:
    return Block(
        kind=label.kind,
        start=line.start,
        end=line.end,
        language=_language(line, language),
        by=BY,
        confidence=round(label.confidence, 2),
        reason=label.why,
    )


def _language(line: Evidence, language: Language) -> str | None:
    """The line's language; cheap for prose of the page's own language.

    Looked into where that does not fit.
    """
    own = own_words(language.code)
    if line.count >= _FEWEST_FOR_LANGUAGE and sum(word in own for word in line.words) * 5 >= line.count:
        return language.code
    return detect_language(line.text)
