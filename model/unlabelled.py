"""Sentences of Tamani's own writing, without annotation: the examples of its lexicons and its own pages."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE / "tamani-model"))
from batches import LONGEST_SENTENCE
from tamani_model.languages import habits
from tamani_model.sentences import sentence_starts
from tamani_model.tokens import blank
from treebank import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from treebank import Sentence

SHORTEST = 4
UNKNOWN = "?"
"""Stands for every label that is not known, so that nothing is learnt from it."""
LANGUAGES = ("fr", "en")


def own_sentences() -> list[tuple[str, Sentence]]:
    """All such sentences, each once, with the codes of their languages."""
    found: dict[tuple[str, ...], tuple[str, Sentence]] = {}
    for code in LANGUAGES:
        pipeline = blank(code)
        for text in _texts(code):
            for sentence in _sentences(pipeline, text):
                found.setdefault(tuple(word.form for word in sentence), (code, sentence))
    return list(found.values())


def _texts(code: str) -> Iterator[str]:
    for path in sorted((HERE / "tamani" / "languages" / code).rglob("*.toml")):
        for rows in tomllib.loads(path.read_text(encoding="utf-8")).values():
            if isinstance(rows, list):
                yield from _examples(rows)
    for path in sorted((HERE / "tests" / "pages").glob(f"{code}-*.json")):
        for block in json.loads(path.read_text(encoding="utf-8"))["blocks"]:
            if block["kind"] in {"headline", "standfirst", "body"}:
                yield block["text"]


def _examples(rows: list[Any]) -> Iterator[str]:
    for row in rows:
        if isinstance(row, dict):
            for example in [*row.get("yes", ()), *row.get("no", ())]:
                yield example if isinstance(example, str) else example["text"]


def _sentences(pipeline: Language, text: str) -> Iterator[Sentence]:
    tokens = [token.text for token in pipeline.make_doc(text.replace("’", "'")) if not token.is_space]
    starts = sentence_starts(tokens, [0] * len(tokens), habits(pipeline.lang).abbreviations)
    places = [at for at, start in enumerate(starts) if start]
    for begin, end in zip(places, [*places[1:], len(tokens)], strict=True):
        if SHORTEST <= end - begin <= LONGEST_SENTENCE:
            yield [Word(form, UNKNOWN, UNKNOWN, {}, -2, UNKNOWN) for form in tokens[begin:end]]
