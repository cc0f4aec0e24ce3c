"""Our own gold keeps its own rules: every string is in its page, every line has one kind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import floors
import pytest
from comparing import place

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted(floors.GOLD.glob("*.json"))
PASSAGES = [
    json.loads(line) for line in (floors.GOLD / floors.QUOTES).read_text(encoding="utf-8").splitlines()
]


def page_of(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def test_there_are_enough_pages_and_passages() -> None:
    assert len(PAGES) >= 12
    assert len(PASSAGES) >= 60
    assert sum(not passage["quotations"] for passage in PASSAGES) >= 20


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_every_line_of_a_page_is_in_one_block(file: Path) -> None:
    page = page_of(file)
    spans = [place(page["text"], block, "text") for block in page["blocks"]]
    at = 0
    for line in page["text"].split("\n"):
        if line.strip():
            middle = at + line.index(line.strip()) + len(line.strip()) // 2
            assert sum(span is not None and span[0] <= middle < span[1] for span in spans) == 1, line
        at += len(line) + 1


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_every_string_of_the_gold_is_in_its_page(file: Path) -> None:
    page = page_of(file)
    strings = [mention for actor in page["actors"] for mention in actor["mentions"]]
    strings += [q[key] for q in page["quotations"] for key in ("content", "cue", "speaker_text") if q[key]]
    strings += [flag["text"] for flag in page["flags"]]
    assert [string for string in strings if string not in page["text"]] == []


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_every_speaker_is_an_actor_of_the_page(file: Path) -> None:
    page = page_of(file)
    ids = [actor["id"] for actor in page["actors"]]
    assert len(ids) == len(set(ids))
    assert {q["speaker"] for q in page["quotations"]} <= {*ids, None}


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda passage: passage["id"])
def test_every_string_of_a_passage_is_in_it(passage: dict[str, Any]) -> None:
    for quotation in passage["quotations"]:
        assert all(quotation[key] in passage["text"] for key in ("content", "cue", "speaker_text"))
