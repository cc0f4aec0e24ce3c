"""Events that no entry of the lexicon tells, and that the parser's network names by their likeness to others."""

from __future__ import annotations

import pytest
import tamani_model
from spacy.tokens import Doc, Span

from tamani.corpus.parse_cache import from_bytes, to_bytes
from tamani.languages import load
from tamani.reading.reader import STEPS, Reader
from tamani.reading.reading import Reading
from tamani.record import Event

PIPELINES = {code: tamani_model.load(language=code) for code in ("fr", "en")}


def named(doc: Doc, word: str | None, label: str) -> Doc:
    """The Doc in which this word alone is named, whatever the network says."""
    doc.ents = [Span(doc, token.i, token.i + 1, label=label) for token in doc if token.text == word]
    return doc


def events_of(text: str, word: str | None, label: str, code: str = "fr") -> tuple[Reading, list[Event]]:
    reading = Reading.of(named(PIPELINES[code](text), word, label))
    for step in load(code).table("language")["steps"]:
        STEPS[step](reading)
    return reading, reading.events


@pytest.mark.parametrize(
    ("code", "text", "word", "label", "source", "target"),
    [
        ("fr", "Le Tchad a entourloupé le Cameroun.", "entourloupé", "ACCUSE", ["TCD"], ["CMR"]),
        ("fr", "Le Rwanda zigouille avec le Kenya.", "zigouille", "COOPERATE", ["RWA"], ["KEN"]),
        ("en", "Chad has bamboozled Cameroon.", "bamboozled", "ACCUSE", ["TCD"], ["CMR"]),
    ],
)
def test_a_named_word_tells_an_event_with_its_sides_and_why_it_is_doubtful(
    code: str, text: str, word: str, label: str, source: list[str], target: list[str]
) -> None:
    reading, [event] = events_of(text, word, label, code)
    assert (event.type, event.source, event.target) == (label, source, target)
    assert word in reading.text[event.start : event.end]
    assert event.confidence <= 0.5
    assert event.why is not None
    assert event.why.rule == "likely"
    assert event.reason is not None


def test_the_status_of_a_named_word_is_read_like_that_of_any_other() -> None:
    _, [event] = events_of("Le Tchad n'a pas entourloupé le Cameroun.", "entourloupé", "ACCUSE")
    assert event.status == "denied"


def test_what_the_lexicon_knows_is_told_by_the_lexicon() -> None:
    _, [event] = events_of("Le Tchad a expulsé l'ambassadeur du Cameroun.", "expulsé", "ASSAULT")
    assert event.type == "SANCTION"
    assert event.why is not None
    assert event.why.rule != "likely"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Il a plu sur les collines.", "plu"),  # nobody acts
        ("Le ministre tchadien dément toute livraison.", "dément"),  # a denial is a claim
        ("Le Tchad a entourloupé le Cameroun.", None),  # nothing is named
    ],
)
def test_no_event_is_told_without_an_actor_of_what_is_only_denied_or_of_a_word_that_is_not_named(
    text: str, word: str | None
) -> None:
    _, found = events_of(text, word, "REQUEST")
    assert found == []


def test_entities_of_other_models_tell_no_event() -> None:
    _, found = events_of("Le Tchad a entourloupé le Cameroun.", "entourloupé", "PERSON")
    assert found == []


def test_what_the_network_names_is_kept_with_the_parse() -> None:
    doc = PIPELINES["fr"]("Le Mali a bombardé Alger.")
    assert ("bombardé", "ASSAULT") in [(entity.text, entity.label_) for entity in doc.ents]
    again = from_bytes(to_bytes(doc), PIPELINES["fr"].vocab)
    assert [(e.text, e.label_) for e in again.ents] == [(e.text, e.label_) for e in doc.ents]


def test_plain_sentences_hold_no_word_that_tells_of_an_event() -> None:
    for code, text in (("fr", "La gare a été construite en 1912 et compte trois quais."), ("en", "It rained all day.")):
        assert PIPELINES[code](text).ents == ()
        assert Reader(code, whole_text_is_body=True).read(text).events == []
