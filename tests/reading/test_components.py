"""Each step of the reading as a component of somebody else's French pipeline."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from tamani.reading.components import make_quotations
from tamani.reading.reading import Reading

COMPONENTS = ["tamani_times", "tamani_actors", "tamani_quotations", "tamani_flags"]
TEXT = (
    "Le ministre malien de la Santé, Moussa Keïta, a affirmé lundi 7 avril 2025 que l’hôpital de Gao rouvrirait."
    " « Nous sommes prêts », a déclaré M. Keïta.\n\n"
    "“Personne ne sera renvoyé, a-t-il ajouté."
)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """A pipeline as somebody else loads it, with our components behind its own."""
    loaded = spacy.load("tamani_model")
    for name in COMPONENTS:
        loaded.add_pipe(name)
    return loaded


def with_only(pipeline: Pipeline, *names: str) -> list[str]:
    """What to disable so that of our components only these run."""
    return [name for name in COMPONENTS if name not in names and name in pipeline.pipe_names]


def labelled(doc: Doc, key: str) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.id_) for span in doc.spans[key]]


def test_the_components_are_found_by_name_as_entry_points_of_the_package() -> None:
    assert all(spacy.blank("fr").has_factory(name) for name in COMPONENTS)


def test_times_are_spans_labelled_with_their_date(pipeline: Pipeline) -> None:
    with pipeline.select_pipes(disable=with_only(pipeline, "tamani_times")):
        doc = pipeline(TEXT)
    assert labelled(doc, "tamani_times") == [("lundi 7 avril 2025", "2025-04-07", "")]
    assert [time.value for time in doc._.tamani.times] == ["2025-04-07"]


def test_actors_are_spans_labelled_with_their_kind_and_id(pipeline: Pipeline) -> None:
    with pipeline.select_pipes(disable=with_only(pipeline, "tamani_actors")):
        doc = pipeline(TEXT)
    found = labelled(doc, "tamani_actors")
    [minister] = [actor for actor in doc._.tamani.actors if actor.kind == "person"]
    assert (minister.name, minister.country, minister.role) == ("Moussa Keïta", "MLI", "ministre malien de la Santé")
    assert ("Moussa Keïta", "person", minister.id) in found
    assert ("malien", "state", "MLI") in found


def test_quotations_are_spans_labelled_with_their_kind_and_speaker(pipeline: Pipeline) -> None:
    doc = pipeline(TEXT)
    [minister] = [actor for actor in doc._.tamani.actors if actor.kind == "person"]
    assert labelled(doc, "tamani_quotations") == [
        ("l’hôpital de Gao rouvrirait", "indirect", minister.id),
        ("« Nous sommes prêts »", "direct", minister.id),
        ("“Personne ne sera renvoyé", "direct", minister.id),
    ]
    for quotation, span in zip(doc._.tamani.quotations, doc.spans["tamani_quotations"], strict=True):
        assert doc.text[quotation.start : quotation.end] == span.text


def test_quotations_are_found_without_the_other_components(pipeline: Pipeline) -> None:
    with pipeline.select_pipes(disable=with_only(pipeline, "tamani_quotations")):
        doc = pipeline("Le maire a affirmé que le pont est sûr.")
    assert [(text, label) for text, label, _ in labelled(doc, "tamani_quotations")] == [("le pont est sûr", "indirect")]


def test_flags_are_spans_labelled_with_their_kind(pipeline: Pipeline) -> None:
    doc = pipeline("“Personne ne sera renvoyé, a ajouté le maire.")
    assert [label for _, label, _ in labelled(doc, "tamani_flags")] == ["broken_quote"]
    assert labelled(pipeline("“Personne ne sera renvoyé”, a ajouté le maire."), "tamani_flags") == []


def test_marks_the_wrong_way_round_are_flagged(pipeline: Pipeline) -> None:
    doc = pipeline("Le maire a parlé d'un »exploit» devant la presse.")
    assert [label for _, label, _ in labelled(doc, "tamani_flags")] == ["broken_quote"]


def test_all_components_share_one_reading(pipeline: Pipeline) -> None:
    doc = pipeline(TEXT)
    assert isinstance(doc._.tamani, Reading)
    assert doc._.tamani is Reading.of(doc)
    assert doc._.tamani.doc is doc


def test_the_pipeline_of_somebody_else_keeps_its_text_and_its_own_annotations(pipeline: Pipeline) -> None:
    with pipeline.select_pipes(disable=COMPONENTS):
        bare = pipeline(TEXT)
    doc = pipeline(TEXT)
    assert doc.text == TEXT
    assert [t.dep_ for t in doc] == [t.dep_ for t in bare]
    assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in bare.ents]


def test_texts_without_words_pass(pipeline: Pipeline) -> None:
    for doc in pipeline.pipe(["", "\n\n", "…", "«"]):
        assert [len(doc.spans[name]) for name in COMPONENTS[:3]] == [0, 0, 0]


def test_documents_of_a_stream_do_not_mix(pipeline: Pipeline) -> None:
    texts = ["Le maire a affirmé que le pont est sûr.", "Il pleut.", "Le préfet a nié avoir signé."]
    found = [[span.text for span in doc.spans["tamani_quotations"]] for doc in pipeline.pipe(texts)]
    assert found == [["le pont est sûr"], [], ["avoir signé"]]


def test_a_pipeline_with_our_components_can_be_saved_and_loaded(pipeline: Pipeline, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names[-4:] == COMPONENTS
    assert labelled(again(TEXT), "tamani_quotations") == labelled(pipeline(TEXT), "tamani_quotations")


def test_documents_can_be_turned_into_bytes(pipeline: Pipeline) -> None:
    doc = pipeline(TEXT)
    again = Doc(pipeline.vocab).from_bytes(doc.to_bytes())
    assert [span.text for span in again.spans["tamani_quotations"]] == [
        span.text for span in doc.spans["tamani_quotations"]
    ]


def test_quotations_say_what_they_need_of_the_pipeline(pipeline: Pipeline) -> None:
    assert make_quotations(pipeline, "tamani_quotations") is not None
    assert set(pipeline.get_pipe_meta("tamani_quotations").requires) == {"token.pos", "token.lemma", "token.dep"}


def test_spans_stand_in_the_order_of_the_text(pipeline: Pipeline) -> None:
    starts = [span.start for span in pipeline(TEXT).spans["tamani_quotations"]]
    assert all(first <= second for first, second in pairwise(starts))
