"""Passages in which each name stands in a tag that tells its kind: "<party>Union des verts</party>"."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tamani-model"))
from tamani_model.languages import habits
from tamani_model.names import KINDS, begins, goes_on
from tamani_model.sentences import sentence_starts
from tamani_model.tokens import blank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

TEXTS = Path(__file__).resolve().parent / "name_texts"
TAG = re.compile(r"<(/?)([a-z_]+)>")
LONGEST_SENTENCE = 150
OUTSIDE = 0
Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence of a passage (by its number), and for each word what it is, as ``tamani_model.names`` numbers it."""

    passage: int
    words: list[str]
    labels: list[int]


def untagged(passage: str) -> tuple[str, list[Span]]:
    """A passage without its tags, and the (start, end, kind) of each name in it.

    Raises:
        ValueError: a tag is not closed, is not one of the kinds, or stands within another.
    """
    text, names, at, opened = "", [], 0, None
    for tag in TAG.finditer(passage):
        text += passage[at : tag.start()]
        at = tag.end()
        closes, kind = tag.groups()
        if kind not in KINDS or (opened is None) == bool(closes) or (opened is not None and opened[1] != kind):
            raise ValueError(f"the tag {tag.group()} is out of place in: {passage}")
        if opened is None:
            opened = len(text), kind
        else:
            names.append((opened[0], len(text), kind))
            opened = None
    if opened is not None:
        raise ValueError(f"a tag is not closed in: {passage}")
    return text + passage[at:], names


def tagged_sentences(files: Iterable[Path]) -> Iterator[TaggedSentence]:
    """The sentences of all passages, JSON Lines with ``language`` and ``text``, in order.

    Raises:
        OSError: a file cannot be read.
        ValueError: tags do not fit together.
    """
    pipelines: dict[str, Language] = {}
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    for number, row in enumerate(rows):
        text, names = untagged(row["text"])
        pipeline = pipelines.setdefault(row["language"], blank(row["language"]))
        tokens = [token for token in pipeline.make_doc(text) if not token.is_space]
        known = habits(row["language"])
        starts = sentence_starts([t.text for t in tokens], [0] * len(tokens), known.abbreviations, known.openers)
        places = [at for at, start in enumerate(starts) if start]
        for begin, end in zip(places, [*places[1:], len(tokens)], strict=True):
            some = tokens[begin : min(end, begin + LONGEST_SENTENCE)]
            yield TaggedSentence(number, [t.text for t in some], [_label(t.idx, names) for t in some])


def _label(start: int, names: list[Span]) -> int:
    for first, end, kind in names:
        if first <= start < end:
            number = KINDS.index(kind)
            return begins(number) if start == first else goes_on(number)
    return OUTSIDE
