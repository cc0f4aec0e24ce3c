"""Every example in the lexicons of reported speech, read by the real engine: what must quote and what must not.

Examples that the engine does not yet read right stand in ``known_gaps.toml``. The list is strict: an example that
comes right must be taken off it, and it may hold few of them.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from said import words_at

from tamani.languages import load
from tamani.reading.reader import Reader
from tamani.record import Quotation, Record

MOST_GAPS = 0.06
LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a lexicon entry, with what it must quote; ``expected`` is None where it quotes nobody."""

    language: str
    entry: str
    text: str
    expected: dict[str, str] | None


def examples_of(language: str, entry: str, row: dict[str, Any]) -> list[Example]:
    quoting = [Example(language, entry, example["text"], example) for example in row.get("yes", ())]
    return quoting + [Example(language, entry, text, None) for text in row.get("no", ())]


def cue_name(row: dict[str, Any]) -> str:
    reflexive = "se " if row.get("reflexive") else ""
    return reflexive + " ".join([row["lemma"], *row.get("then", ())])


def all_examples(language: str) -> list[Example]:
    cues, sources = load(language).table("cues"), load(language).table("sources")
    found: list[Example] = []
    for row in cues["cue"]:
        found += examples_of(language, cue_name(row), row)
    for row in cues["not_a_cue"]:
        found += examples_of(language, f"not {row['lemma']}", row)
    for row in sources["source"]:
        found += examples_of(language, row["phrase"], row)
    return found


def known_gaps() -> list[tuple[str, str]]:
    table = tomllib.loads(Path(__file__).with_name("known_gaps.toml").read_text(encoding="utf-8"))
    return [(gap["entry"], gap["text"]) for gap in table["gap"]]


EXAMPLES = [example for language in LANGUAGES for example in all_examples(language)]
GAPS = known_gaps()


def as_parameter(example: Example) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason="in known_gaps.toml")] if key(example) in set(GAPS) else []
    return pytest.param(example, id=f"{example.entry}: {example.text}", marks=marks)


def key(example: Example) -> tuple[str, str]:
    return example.entry, example.text


@pytest.fixture(scope="session")
def records(body_reader: Reader, english_body_reader: Reader) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for language, reader in (("fr", body_reader), ("en", english_body_reader)):
        texts = list(dict.fromkeys(example.text for example in EXAMPLES if example.language == language))
        found |= dict(zip(texts, reader.read_many(texts), strict=True))
    return found


def found_in(record: Record, quotation: Quotation, expected: dict[str, str]) -> dict[str, str | None]:
    """What a quotation has for each part that the example states; of a cut one, the part that is stated."""
    parts = [record.text[span.start : span.end] for span in quotation.spans]
    content = expected["content"] if expected["content"] in parts else " … ".join(parts)
    found = {
        "content": content,
        "cue": words_at(record, quotation.cue),
        "speaker": words_at(record, quotation.speaker_span),
    }
    return {part: found[part] for part in found if part in expected}


@pytest.mark.parametrize("example", [as_parameter(e) for e in EXAMPLES if e.expected is not None])
def test_an_example_that_quotes_gives_its_words_cue_and_speaker(example: Example, records: dict[str, Record]) -> None:
    record = records[example.text]
    assert example.expected is not None
    wanted = {part: words for part, words in example.expected.items() if part != "text"}
    assert record.failures == []
    assert wanted in [found_in(record, quotation, example.expected) for quotation in record.quotations]


@pytest.mark.parametrize("example", [as_parameter(e) for e in EXAMPLES if e.expected is None])
def test_an_example_that_quotes_nobody_gives_nothing(example: Example, records: dict[str, Record]) -> None:
    record = records[example.text]
    assert record.failures == []
    assert [record.text[q.start : q.end] for q in record.quotations] == []


def test_the_list_of_gaps_is_short_and_names_examples_that_exist() -> None:
    assert [gap for gap, times in Counter(GAPS).items() if times > 1] == []
    assert set(GAPS) <= {key(example) for example in EXAMPLES}
    assert len(GAPS) <= MOST_GAPS * len(EXAMPLES)
