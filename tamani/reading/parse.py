"""The one door to the parser: from an article's readable blocks to parsed Docs in Universal Dependencies.

Blocks come first: only headline, standfirst, body and captions are parsed, and each line's end is the end of a
sentence, since a parser that is shown a whole scraped page glues rubric, headline and lead together.
"""

from __future__ import annotations

import functools
import itertools
import re
import threading
from array import array
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import spacy

from tamani.page.typography import Marked, view
from tamani.reading.reading import Part, Reading, attach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

    from tamani.languages import Language
    from tamani.record import Block

PARSED = frozenset({"headline", "standfirst", "body", "caption"})
PAGES_A_ZONE = 256
BREAK = "\n\n"
_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?:[ /][A-ZÀ-Þ][\w'’.-]*){0,3}"
_DATELINE = re.compile(
    rf"(?:\({_NAME}\)|{_NAME}(?:, [^()–—\n.]{{1,25}}\.?)?(?: ?\([^()\n]{{1,30}}\))? ?[–—-])\s+(?=[«“\"]?\s?[A-ZÀ-Þ])"
)
"""The place of a dispatch, perhaps with day and agency, at the head of a paragraph: "NIAMEY (APN) – ", "(Niamey) "."""
LONGEST_ARTICLE = 120_000
"""Characters of an article that are parsed; what lies beyond is kept in the record but not read."""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The typographic view of an article's readable blocks, joined, with offsets back into the page."""

    text: str
    origins: array[int]
    parts: list[Part]
    marks: tuple[Marked, ...]
    cut: bool = False


def article_text(page_text: str, blocks: Sequence[Block], limit: int = LONGEST_ARTICLE) -> ArticleText:
    """Join the readable blocks of a page, up to ``limit`` characters."""
    pieces: list[str] = []
    origins: array[int] = array("l")
    parts: list[Part] = []
    marks: list[Marked] = []
    for block in blocks:
        if block.kind not in PARSED:
            continue
        if len(origins) + block.end - block.start > limit:
            return ArticleText("".join(pieces), origins, parts, tuple(marks), cut=True)
        if parts:
            pieces.append(BREAK)
            origins.extend([origins[-1] + 1] * len(BREAK))
        seen = view(page_text, block.start, block.end)
        base = len(origins)
        marks += [_moved(marked, base, len(marks)) for marked in seen.marks]
        pieces.append(seen.text)
        origins.extend(seen.origins)
        parts.append(Part(block.kind, base, base + len(seen.text)))
    return ArticleText("".join(pieces), origins, parts, _joined(_going_on(marks, parts), parts))


def _going_on(marks: list[Marked], parts: list[Part]) -> list[Marked]:
    """Close the marks of a paragraph behind which the next one opens with marks again: the speaker goes on."""
    opened = {marked.start for marked in marks if marked.broken != "unopened"}
    opens_again = {
        part.end for part, behind in itertools.pairwise(parts)
        if part.kind == behind.kind == "body" and behind.start in opened
    }  # fmt: skip
    return [
        replace(marked, broken=None) if marked.broken == "unclosed" and marked.end in opens_again else marked
        for marked in marks
    ]


def _joined(marks: list[Marked], parts: list[Part]) -> tuple[Marked, ...]:
    """Marks opened in one paragraph and closed in the next one hold one quotation: join the two halves.

    Only where no marks nest around or inside, since the indices of parents would shift otherwise.
    """
    joined: list[Marked] = []
    for marked in marks:
        before = joined[-1] if joined else None
        if before is not None and _are_halves(before, marked, parts):
            joined[-1] = replace(before, end=marked.end, inner_end=marked.inner_end, broken=None)
            continue
        joined.append(marked)
    return tuple(joined) if len(joined) < len(marks) and not any(m.parent is not None for m in marks) else tuple(marks)


def _are_halves(first: Marked, second: Marked, parts: list[Part]) -> bool:
    open_and_closed = first.broken == "unclosed" and second.broken == "unopened"
    alone = first.parent is None and second.parent is None
    return open_and_closed and alone and _are_neighbours(first.start, second.end - 1, parts)


def _are_neighbours(first: int, second: int, parts: list[Part]) -> bool:
    """Whether the two offsets lie in two body paragraphs that follow each other."""
    places = [i for i, p in enumerate(parts) for offset in (first, second) if p.start <= offset < p.end]
    return len(places) == 2 and places[1] - places[0] == 1 and all(parts[i].kind == "body" for i in places)


def _moved(marked: Marked, by: int, index_base: int) -> Marked:
    return replace(
        marked,
        start=marked.start + by,
        end=marked.end + by,
        inner_start=marked.inner_start + by,
        inner_end=marked.inner_end + by,
        parent=None if marked.parent is None else marked.parent + index_base,
    )


class Parser:
    """The pipeline of one language: tokens, parts of speech, morphology, lemmas, UD relations, sentences."""

    def __init__(self, language: Language) -> None:
        """Load the model.

        Raises:
            OSError: the model's package is not installed.
        """
        self.language = language
        table = language.table("language")
        self._model = _load(table["model"], language.code)
        self.pipeline = self._model.pipeline

    def zone(self, pages: int) -> AbstractContextManager[None]:
        """The block in which up to ``pages`` Docs are made and used; see :meth:`_Model.zone`."""
        return self._model.zone(pages)

    def parse(self, articles: Iterable[ArticleText], *, batch_size: int = 16) -> Iterator[Doc]:
        """Parse articles in batches; one Doc each, in order, with the same text."""
        yield from self.pipeline.pipe(map(self._doc, articles), batch_size=batch_size)

    def _doc(self, article: ArticleText) -> Doc:
        doc = self.pipeline.make_doc(article.text)
        behind = _behind_datelines(article)
        for token in doc[1:]:
            previous = doc[token.i - 1]
            if (previous.is_space and "\n" in previous.text) or token.idx in behind:
                token.is_sent_start = True
        return doc


def _behind_datelines(article: ArticleText) -> set[int]:
    """Where sentences begin behind the place of a dispatch, which the parser would else take for who acts."""
    bodies = (part for part in article.parts if part.kind == "body")
    found = ((part, _DATELINE.match(article.text, part.start, part.end)) for part in bodies)
    return {match.end() for _, match in found if match is not None}


class _Model:
    """A loaded pipeline, and what keeps its memory flat: the words of the pages read are forgotten in turns.

    spaCy remembers every word it has met. Inside a memory zone it forgets them at the zone's end, but then has to
    learn the common ones anew; so a zone lasts for many batches and is changed for a new one between two of them.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self._lock = threading.RLock()
        self._open: AbstractContextManager[object] | None = None
        self._pages = 0

    @contextmanager
    def zone(self, pages: int) -> Iterator[None]:
        """The block in which Docs are made and used; none may be used behind it. One thread at a time."""
        with self._lock:
            if self._open is None or self._pages + pages > PAGES_A_ZONE:
                self._renew()
            self._pages += pages
            yield

    def _renew(self) -> None:
        if self._open is not None:
            self._open.__exit__(None, None, None)
        self._open = self.pipeline.memory_zone()
        self._open.__enter__()
        self._pages = 0


def reading_of(article: ArticleText, doc: Doc, language: Language, page_text: str) -> Reading:
    """The empty reading of a parsed article, attached to its Doc."""
    reading = Reading(
        doc=doc,
        text=article.text,
        language=language,
        parts=article.parts,
        origins=article.origins,
        marks=article.marks,
        page_text=page_text,
    )
    attach(doc, reading)
    return reading


@functools.cache
def _load(model: str, code: str) -> _Model:
    """Load a model for one language."""
    return _Model(spacy.load(model, config={"nlp": {"lang": code}}))
