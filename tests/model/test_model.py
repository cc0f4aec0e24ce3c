"""The pipeline as its users meet it: it loads by name, fills a Doc, trips over no text and repeats itself exactly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
import tamani_model
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from tamani_model.component import network

GOLDEN = Path(__file__).with_name("fifty_sentences.json")


PIPELINES = {code: tamani_model.load(language=code) for code in ("fr", "en")}


@pytest.fixture
def french() -> Language:
    return PIPELINES["fr"]


def rows(doc: Doc) -> list[list[object]]:
    return [[t.text, t.pos_, t.lemma_, t.head.i, t.dep_, str(t.morph)] for t in doc]


def test_spacy_loads_it_by_name_in_either_language() -> None:
    assert spacy.load("tamani_model").lang == "fr"
    assert spacy.load("tamani_model", config={"nlp": {"lang": "en"}}).lang == "en"


def test_a_language_that_it_does_not_read_is_refused_with_the_ones_it_reads() -> None:
    with pytest.raises(ValueError, match="it reads en, fr"):
        tamani_model.load(language="de")


def test_it_tells_who_does_what(french: Language) -> None:
    doc = french("Le ministre russe a reçu lundi les ambassadeurs africains.")
    verb = next(token for token in doc if token.text == "reçu")
    assert verb.dep_ == "ROOT"
    assert verb.lemma_ == "recevoir"
    assert verb.morph.get("VerbForm") == ["Part"]
    relations = {child.dep_: child.text for child in verb.children}
    assert relations["nsubj"] == "ministre"
    assert relations["obj"] == "ambassadeurs"
    assert relations["aux"] == "a"


def test_english_and_french_speak_one_scheme() -> None:
    doc = PIPELINES["en"]("The envoy was received by the president, who thanked him.")
    received = next(token for token in doc if token.text == "received")
    relations = {child.text: child.dep_ for child in received.children}
    assert relations["envoy"] == "nsubj"
    assert relations["president"] == "obl"


def test_negation_and_possessives_are_words_of_their_own_in_english() -> None:
    doc = PIPELINES["en"]("Russia's minister didn't come.")
    assert [token.text for token in doc] == ["Russia", "'s", "minister", "did", "n't", "come", "."]


@given(st.text(max_size=300))
@settings(max_examples=120, deadline=None)
def test_no_text_trips_it_and_none_is_changed(text: str) -> None:
    doc = PIPELINES["fr"](text)
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text
    for sentence in doc.sents:
        assert sum(token.head.i == token.i for token in sentence) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a" * 5_000, "mot " * 3_000, ". " * 500, "« " * 400, "é" * 40])
def test_odd_and_endless_texts_are_read(french: Language, text: str) -> None:
    assert french(text).text == text


def test_the_same_text_gives_the_same_parse_alone_and_among_others(french: Language) -> None:
    texts = ["Paris accuse Moscou.", "Le Mali a rompu ses relations avec l'Ukraine, a annoncé le colonel Maïga."]
    alone = [rows(french(text)) for text in texts]
    assert [rows(doc) for doc in french.pipe(texts * 3)] == alone * 3


def test_strings_outlive_the_memory_zone_in_which_they_were_met(french: Language) -> None:
    for _ in range(3):
        with french.memory_zone():
            assert [str(t.morph) for t in french("Les élus protestaient.")][1] == "Gender=Masc|Number=Plur"


def test_a_parse_kept_from_an_earlier_run_does_not_spoil_those_of_later_memory_zones() -> None:
    sentence = "Les élus protestaient."
    kept = DocBin(attrs=["ORTH", "SPACY", "MORPH"], docs=[tamani_model.load()(sentence)]).to_bytes()
    for read_before in (True, False):
        later = tamani_model.load()
        with later.memory_zone():
            list(DocBin().from_bytes(kept).get_docs(later.vocab))  # its strings are lost when the zone ends
            if read_before:
                assert str(later(sentence)[1].morph) == "Gender=Masc|Number=Plur"
        for _ in range(2):
            with later.memory_zone():
                assert str(later(sentence)[1].morph) == "Gender=Masc|Number=Plur"


@pytest.mark.parametrize("entry", json.loads(GOLDEN.read_text(encoding="utf-8")), ids=lambda e: e["text"][:50])
def test_fifty_sentences_are_parsed_as_they_were(entry: dict[str, object]) -> None:
    doc = PIPELINES[str(entry["language"])](str(entry["text"]))
    assert rows(doc) == entry["rows"]


def test_the_pipeline_tells_its_version_so_that_kept_parses_of_other_weights_are_not_taken_for_its_own() -> None:
    meta = tamani_model.load().meta
    assert (meta["name"], meta["version"]) == ("tamani_model", tamani_model.__version__)


def test_there_is_one_network_however_it_is_asked_for() -> None:
    assert network() is network(1) is network(threads=1)
