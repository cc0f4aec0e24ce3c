"""Gold pages hold to the contract of the gold set: strings that occur, told apart by their number."""

import dataclasses
import json

import msgspec
import pytest

from tamani.exchange import write
from tamani.exchange.gold_page import CannotBeToldError, gold_page, occurrence
from tamani.exchange.options import Options, Tally
from tamani.record import Block, Record


def place_of(text, entry, string, number="nth"):
    """Where a gold string is, found as a scorer finds it."""
    at = -len(entry[string])
    for _ in range(entry.get(number, 1)):
        at = text.index(entry[string], at + len(entry[string]))
    return at


@pytest.fixture
def gold(folder, page):
    return json.loads((folder("gold", pages=[page]).path / "page-12.json").read_text(encoding="utf-8"))


def test_every_string_leads_back_to_its_place(gold, record):
    for section, string in (("blocks", "text"), ("quotations", "content"), ("events", "trigger"), ("claims", "text"),
                            ("flags", "text")):  # fmt: skip
        entries = getattr(record, section)
        assert [place_of(gold["text"], entry, string) for entry in gold[section]] == [entry.start for entry in entries]
    (quotation,) = gold["quotations"]
    assert place_of(gold["text"], quotation, "cue", "cue_nth") == record.quotations[0].cue.start
    (also,) = gold["events"][1]["also"]
    assert place_of(gold["text"], also, "text") == record.events[1].mentions[0].start


def test_what_comes_from_metadata_is_no_string_of_the_page(gold):
    assert gold["article"] == {
        "headline": "=SUM(A1) \t& « Kiev » {répond}", "section": None, "byline": ["Aïcha Ba"], "dateline": None,
        "published": "2025-04-03",
    }  # fmt: skip


def test_answers_and_actors_are_on_the_page(gold):
    assert [claim["answers"] for claim in gold["claims"]] == [None, "c1"]
    ids = {actor["id"] for actor in gold["actors"]}
    assert {who for event in gold["events"] for who in event["source"] + event["target"]} <= ids


def test_a_page_that_nobody_judged_is_no_gold(tmp_path, page):
    untouched = dataclasses.replace(page, judgements=0)
    assert write("gold", [untouched], [], tmp_path).left_out["not_corrected"] == 1
    assert list(tmp_path.glob("*.json")) == []
    write("gold", [untouched], [], tmp_path, Options(all_pages=True))
    assert [file.name for file in tmp_path.glob("*.json")] == ["page-12.json"]


def test_an_entry_that_no_number_can_tell_is_left_out_and_counted():
    record = Record(text="aaaa", blocks=[Block(kind="body", start=1, end=3, by="test")])
    tally = Tally()
    assert gold_page(record, tally)["blocks"] == []
    assert tally.left_out == {"not_countable": 1}


def test_a_voice_that_is_nobody_on_the_page_is_left_out(tmp_path, page, record):
    record.events[0] = msgspec.structs.replace(record.events[0], voice="ghost")
    assert write("gold", [page], [], tmp_path).left_out["unknown_voice"] == 1


def test_occurrences_are_counted_without_overlap():
    assert occurrence("ababab", "ab", 4) == 3
    assert occurrence("aaaa", "aa", 2) == 2
    with pytest.raises(CannotBeToldError):
        occurrence("aaaa", "aa", 1)
