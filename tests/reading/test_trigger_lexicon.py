"""Every example in the trigger lexicons, read by the real engine: what must tell an event and what must not.

Examples that the engine does not yet read right stand in ``trigger_gaps_<language>.toml``. The lists are strict: an
example that comes right must be taken off (``python tests/reading/update_trigger_gaps.py``), and they may not grow.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from trigger_examples import Example, examples_of, fires, gaps_file, read_examples, told

from tamani.record import Record

LANGUAGES = ("fr", "en")
MOST_GAPS = {"fr": 0.14, "en": 0.10}
"""The share of a language's examples that may stand in its list."""


def known_gaps(language: str) -> set[tuple[str, str]]:
    file = Path(__file__).with_name(gaps_file(language))
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {(entry, text) for entry, texts in table.items() for text in texts}


EXAMPLES = [example for language in LANGUAGES for example in examples_of(language)]
GAPS = {language: known_gaps(language) for language in LANGUAGES}


def as_parameter(example: Example) -> Any:
    gap = (example.entry, example.text) in GAPS[example.language]
    marks = [pytest.mark.xfail(strict=True, reason="in the list of gaps")] if gap else []
    return pytest.param(example, id=f"{example.language} {example.entry}: {example.text}", marks=marks)


@pytest.fixture(scope="session")
def records() -> dict[tuple[str, str], Record]:
    return {(language, text): record for language in LANGUAGES for text, record in read_examples(language).items()}


@pytest.mark.parametrize("example", [as_parameter(e) for e in EXAMPLES if e.stated is not None])
def test_an_example_that_must_fire_tells_its_event(example: Example, records: dict[tuple[str, str], Record]) -> None:
    record = records[example.language, example.text]
    assert record.failures == []
    assert told(record, example) is None


@pytest.mark.parametrize("example", [as_parameter(e) for e in EXAMPLES if e.stated is None])
def test_an_example_that_must_not_fire_is_silent(example: Example, records: dict[tuple[str, str], Record]) -> None:
    record = records[example.language, example.text]
    assert record.failures == []
    assert not fires(record, example)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_gaps_is_short_and_names_examples_that_exist(language: str) -> None:
    own = [example for example in EXAMPLES if example.language == language]
    assert {(example.entry, example.text) for example in own} >= GAPS[language]
    assert len(GAPS[language]) <= MOST_GAPS[language] * len(own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_entry_has_an_example_that_fires_and_one_that_does_not(language: str) -> None:
    own = [example for example in EXAMPLES if example.language == language]
    entries = {example.entry for example in own}
    assert {e.entry for e in own if e.stated is not None} == entries
    assert {e.entry for e in own if e.stated is None} == entries
