"""Plain sentences of everyday news, as agencies write them: what nobody would forgive a reader for getting wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tamani.reading.reader import Reader

ROWS = tomllib.loads(Path(__file__).with_name("plain_sentences.toml").read_text(encoding="utf-8"))["sentence"]


@pytest.fixture(scope="module")
def readers() -> dict[str, Reader]:
    return {code: Reader(code, whole_text_is_body=True) for code in ("fr", "en")}


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_a_plain_sentence_tells_its_events_and_no_others(readers: dict[str, Reader], row: dict[str, Any]) -> None:
    record = readers[row["language"]].read(row["text"])
    assert [[e.type, e.status, e.source, e.target] for e in record.events] == row["events"]
