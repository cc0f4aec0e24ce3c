"""Sentences without annotation: the examples of Tamani's lexicons and its own pages, and natural text."""

from __future__ import annotations

import json
import random
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
SHORTEST_NATURAL, LONGEST_NATURAL = 7, 60
"""Words of a sentence of natural text that is worth learning from; longer ones are mostly lists."""
ENDS = {".", "!", "?", "…"}
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


def natural_sentences(folder: Path, wanted: dict[str, int]) -> list[tuple[str, Sentence]]:
    """Whole sentences of the text that ``plain_text.py`` wrote, so many of each language, drawn by chance.

    Raises:
        OSError: the text is missing.
    """
    found: list[tuple[str, Sentence]] = []
    for code, count in wanted.items():
        pipeline = blank(code)
        lines = (folder / f"{code}.txt").read_text(encoding="utf-8").splitlines()
        random.Random(1).shuffle(lines)
        taken: dict[tuple[str, ...], tuple[str, Sentence]] = {}
        for line in lines:
            for sentence in _sentences(pipeline, line):
                forms = tuple(word.form for word in sentence)
                if SHORTEST_NATURAL <= len(forms) <= LONGEST_NATURAL and forms[-1] in ENDS and forms[0][0].isupper():
                    taken.setdefault(forms, (code, sentence))
            if len(taken) >= count:
                break
        found += list(taken.values())[:count]
    return found


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
    known = habits(pipeline.lang)
    starts = sentence_starts(tokens, [0] * len(tokens), known.abbreviations, known.openers)
    places = [at for at, start in enumerate(starts) if start]
    for begin, end in zip(places, [*places[1:], len(tokens)], strict=True):
        if SHORTEST <= end - begin <= LONGEST_SENTENCE:
            yield [Word(form, UNKNOWN, UNKNOWN, {}, -2, UNKNOWN) for form in tokens[begin:end]]
