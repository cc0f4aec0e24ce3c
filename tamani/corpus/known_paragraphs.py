"""The parse of an article put together from parses of its paragraphs.

A paragraph's end is a sentence's end, and no sentence's parse hangs on its neighbours: a paragraph that was parsed in
one article has the same parse in every other. So of a copy that has to be read by itself only the new words are
parsed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc

from tamani.corpus.parse_cache import ATTRIBUTES
from tamani.reading.parse import BREAK, article_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from spacy.vocab import Vocab

    from tamani.reading.parse import ArticleText
    from tamani.record import Block

Rows = np.ndarray[Any, Any]
COLUMNS = [name for name in ATTRIBUTES if name not in {"ORTH", "SPACY"}]
Paragraph = tuple[str, str]
"""Its kind and its text."""


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article's text and its Doc."""

    article: ArticleText
    doc: Doc


def paragraphs_of(article: ArticleText) -> list[Paragraph]:
    """The paragraphs of an article."""
    return [(part.kind, article.text[part.start : part.end]) for part in article.parts]


def without_known(page_text: str, blocks: Iterable[Block], wanted: ArticleText, known: ArticleText) -> ArticleText:
    """Of the wanted article those paragraphs alone whose words are not in a known one."""
    there = set(paragraphs_of(known))
    starts = {
        wanted.origins[part.start]
        for part, paragraph in zip(wanted.parts, paragraphs_of(wanted), strict=True)
        if paragraph not in there
    }
    return some_paragraphs(page_text, blocks, starts)


def some_paragraphs(page_text: str, blocks: Iterable[Block], starts: Collection[int]) -> ArticleText:
    """The article text of the blocks alone in which these places of the page are."""
    places = sorted(starts)
    return article_text(page_text, [b for b in blocks if bisect_left(places, b.start) < bisect_left(places, b.end)])


def put_together(wanted: ArticleText, sources: Iterable[ParsedArticle], vocab: Vocab) -> Doc | None:
    """The Doc of an article out of the Docs of others; None where they do not hold all its paragraphs.

    Args:
        wanted: the article.
        sources: articles that share paragraphs with it, with Docs of the vocabulary ``vocab``.
        vocab: the vocabulary of the new Doc.
    """
    words: list[str] = []
    spaces: list[bool] = []
    rows: list[Rows] = []
    pieces = [_Pieces(source) for source in sources]
    between = next((piece for source in pieces if (piece := source.break_()) is not None), None)
    for number, paragraph in enumerate(paragraphs_of(wanted)):
        piece = next((found for source in pieces if (found := source.take(paragraph)) is not None), None)
        if piece is None or (number and between is None):
            return None
        for part in (between, piece) if number and between is not None else (piece,):
            words += part.words
            spaces += part.spaces
            rows.append(part.rows)
    doc = Doc(vocab, words=words, spaces=spaces)
    if not rows or doc.text != wanted.text:
        return None
    return doc.from_array(COLUMNS, np.concatenate(rows))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Piece:
    words: list[str]
    spaces: list[bool]
    rows: Rows


class _Pieces:
    """The paragraphs of a parsed article, as tokens."""

    def __init__(self, parsed: ParsedArticle) -> None:
        self._doc = parsed.doc
        self._rows: Rows = parsed.doc.to_array(COLUMNS)  # type: ignore[arg-type]
        self._starts = [token.idx for token in parsed.doc]
        self._parts = defaultdict(list)
        for part, paragraph in zip(parsed.article.parts, paragraphs_of(parsed.article), strict=True):
            self._parts[paragraph].append(part)

    def take(self, paragraph: Paragraph) -> _Piece | None:
        """The tokens of a paragraph; None where the article has it not, or no token begins or ends with it."""
        for part in self._parts.get(paragraph, ()):
            first, last = bisect_left(self._starts, part.start), bisect_left(self._starts, part.end)
            if first < last and self._starts[first] == part.start:
                end = self._doc[last - 1]
                if end.idx + len(end) == part.end:
                    return self._piece(first, last)
        return None

    def break_(self) -> _Piece | None:
        """The white space between two paragraphs."""
        return next((self._piece(t.i, t.i + 1) for t in self._doc if t.is_space and t.text == BREAK), None)

    def _piece(self, first: int, last: int) -> _Piece:
        tokens = [self._doc[at] for at in range(first, last)]
        spaces = [bool(token.whitespace_) for token in tokens]
        spaces[-1] = False
        return _Piece([token.text for token in tokens], spaces, self._rows[first:last])
