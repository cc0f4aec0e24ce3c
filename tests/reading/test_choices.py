"""Sides and dates that no rule settles, chosen among what the page offers, and shown as doubtful."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.reading.events.choices import DOUBT, SURE, Chooser, chooser
from tamani.reading.reader import Reader
from tamani.record import Event, Record


def events_of(record: Record, kind: str) -> list[Event]:
    return [event for event in record.events if event.type == kind]


SIDES = [
    (
        "fr",
        "Le Bénin a accusé le Niger d'abriter des rebelles. Niamey a rejeté l'accusation.\n"
        "L'armée nigérienne a bombardé un village près de la frontière béninoise mardi. "
        "Le président béninois a dénoncé « un crime » devant la presse.",
        "ACCUSE",
    ),
    (
        "en",
        "Benin accused Niger of sheltering rebels. Niamey rejected the charge.\n"
        "Niger's army shelled a village near the border with Benin on Tuesday. "
        "Benin's president denounced \"a crime\" before reporters.",
        "ACCUSE",
    ),
]


@pytest.mark.parametrize(("code", "text", "kind"), SIDES, ids=[case[0] for case in SIDES])
def test_who_is_meant_but_not_named_is_the_other_side_of_the_quarrel_and_in_doubt(
    code: str, text: str, kind: str
) -> None:
    record = Reader(code, whole_text_is_body=True).read(text)
    last = events_of(record, kind)[-1]
    assert {record.actor(actor).country for actor in last.target} == {"NER"}
    assert last.confidence <= SURE
    assert last.reason is not None


def test_what_the_clause_says_is_never_overruled() -> None:
    record = Reader("en", whole_text_is_body=True).read(
        "Kenya and Sudan have traded accusations for weeks. Kenya accused Chad of arming rebels."
    )
    [event] = events_of(record, "ACCUSE")[-1:]
    assert (event.source, event.target) == (["KEN"], ["TCD"])
    assert event.reason is None or event.reason.code != DOUBT


def test_a_guest_who_was_called_in_has_not_called_himself_in(body_reader: Reader) -> None:
    [event] = events_of(body_reader.read("L'ambassadeur du Qatar a été convoqué mardi."), "ACCUSE")
    assert event.source == []


def test_a_time_that_tells_when_something_else_was_made_dates_nothing(body_reader: Reader) -> None:
    record = body_reader.read("L'accord de 2012 a été dénoncé par le Mali.")
    assert [event.date for event in record.events] == [None]


def test_what_was_only_chosen_makes_nobody_a_speaker() -> None:
    """A choice is a likelihood: no claim is put into a mouth by it."""
    text = "Le M23 contrôle Goma. Kinshasa négocie avec le mouvement.\nDes menaces ont été proférées lundi."
    record = Reader("fr", whole_text_is_body=True).read(text)
    chosen = [e for e in record.events if e.reason is not None and e.reason.code == DOUBT]
    for event in chosen:
        spoken = [c for c in record.claims if c.start < event.end and event.start < c.end]
        assert not any(c.speaker in event.source for c in spoken)


@given(
    st.integers(1, 12),
    st.sampled_from(["source", "target", "date"]),
    st.integers(0, 2**32 - 1),
)
@settings(max_examples=40, deadline=None)
def test_chances_are_those_of_the_mean_of_softmaxes(count: int, name: str, seed: int) -> None:
    made = chooser(name)
    width = made._inner.shape[1]
    rows = np.random.default_rng(seed).random((count, width)).astype(np.float32)
    chances = made.chances(rows.tolist())
    wanted = np.zeros(count)
    for inner, bias, outer, straight in zip(
        made._inner, made._inner_bias, made._outer, made._straight, strict=True
    ):
        scores = np.array([np.maximum(row @ inner + bias, 0) @ outer + row @ straight for row in rows])
        wanted += np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum()
    assert np.allclose(chances, wanted / len(made._inner), atol=1e-5)
    assert chances.sum() == pytest.approx(1.0, abs=1e-5)


def test_rows_in_another_order_have_the_same_chances() -> None:
    weights = np.random.default_rng(3)
    made = Chooser(
        {
            "inner": weights.normal(size=(2, 5, 4)),
            "inner_bias": weights.normal(size=(2, 4)),
            "outer": weights.normal(size=(2, 4)),
            "straight": weights.normal(size=(2, 5)),
        }
    )
    rows = weights.random((6, 5))
    assert np.allclose(made.chances(rows.tolist()), made.chances(rows[::-1].tolist())[::-1])


@given(st.lists(st.sampled_from(["Le Mali accuse le Niger.", "Paris dénonce.", "Mardi, il a cédé.", "\n"]), max_size=8))
@settings(max_examples=25, deadline=None)
def test_nobody_stands_on_both_sides_because_he_was_chosen(sentences: list[str]) -> None:
    text = " ".join(sentences)
    if not text.strip():
        return
    record = READER.read(text, published="2025-04-10")
    for event in record.events:
        if event.reason is not None and event.reason.code == DOUBT:
            assert not set(event.source) & set(event.target)


READER = Reader("fr", whole_text_is_body=True)
