"""Entries as annotations of a text, for people, browsers and models."""

import json

import pytest
import spacy
from spacy.tokens import DocBin

from tamani.exchange.schemas import schema


def validated(data, name):
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(data, schema(name))
    return data


def test_web_annotations_are_found_again_by_their_selectors(export, record):
    anchorpoint = pytest.importorskip("anchorpoint")
    whole = validated(json.loads(export("web-annotation").text), "web_annotation")
    assert len(whole["items"]) == 14
    for item in whole["items"]:
        quote, position = item["target"]["selector"]
        exact = record.text[position["start"] : position["end"]]
        assert quote["exact"] == exact
        if exact == exact.strip():
            selector = anchorpoint.TextQuoteSelector(
                exact=quote["exact"], prefix=quote["prefix"].lstrip(), suffix=quote["suffix"].rstrip()
            )
            assert selector.as_position(record.text).end == position["end"]
    speaker = next(i for i in whole["items"] if i["id"] == "urn:tamani:12:quotations:0")
    assert [body["value"] for body in speaker["body"]] == ["quotations:direct", "Petrenko"]


def test_schema_org_is_a_graph(export):
    rdflib = pytest.importorskip("rdflib")
    whole = validated(json.loads(export("schema-org").text), "schema_org")
    local = whole | {"@context": {"@vocab": "https://schema.org/"}}
    graph = rdflib.Graph().parse(data=json.dumps(local), format="json-ld")
    words = rdflib.Namespace("https://schema.org/")
    assert {str(name) for name in graph.objects(predicate=words.spokenByCharacter / words.name)} == {"Petrenko"}
    assert len(list(graph.subjects(rdflib.RDF.type, words.Claim))) == 2
    assert [str(o) for o in graph.objects(predicate=words.itemListElement / words.item)] != []
    assert not list(graph.subjects(rdflib.RDF.type, words.ClaimReview))


def test_citron_has_each_part_of_a_quotation(export, record):
    documents = [validated(json.loads(line), "citron") for line in export("citron").text.splitlines()]
    (quote,) = documents[0]["quotes"]
    assert [part["text"] for part in quote["contents"]] == ["« C'est faux »", "« faux »"]
    assert quote["cue"]["text"] == "a dit"
    assert quote["sources"] == quote["coreferences"]
    for part in [quote["cue"], *quote["contents"], *(s for g in documents[0]["coreference_groups"] for s in g)]:
        assert record.text[part["start"] : part["end"]] == part["text"]
    assert documents[1] == {"text": "", "quotes": [], "coreference_groups": []}


def test_doccano_counts_as_python_or_as_javascript(export, record):
    line = validated(json.loads(export("doccano").text.splitlines()[0]), "doccano")
    start, end, label = next(label for label in line["label"] if label[2] == "events:ACCUSE")
    assert line["text"][start:end] == "accuse"
    other = json.loads(export("doccano", utf16=True).text.splitlines()[0])
    start, end, _ = next(found for found in other["label"] if found[2] == label)
    units = record.text.encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le") == "accuse"


def test_label_studio_has_a_task_a_page(export, record):
    tasks = validated(json.loads(export("label-studio").text), "label_studio")
    assert len(tasks) == 2
    for result in tasks[0]["predictions"][0]["result"]:
        value = result["value"]
        assert record.text[value["start"] : value["end"]] == value["text"]


def test_kinds_can_be_chosen(export):
    line = json.loads(export("doccano", kinds=frozenset({"claims"})).text.splitlines()[0])
    assert {label for _, _, label in line["label"]} == {"claims:accusation", "claims:denial"}


def test_spacy_reads_docs_whose_spans_are_exact(folder, record):
    written = folder("spacy")
    (file,) = written.path.glob("*.spacy")
    first, second = DocBin().from_disk(file).get_docs(spacy.blank("fr").vocab)
    assert first.text == record.text
    assert second.text == ""
    (quote,) = first.spans["quotes"]
    assert (quote.start_char, quote.end_char) == (record.quotations[0].start, record.quotations[0].end)
    assert (quote.label_, quote.kb_id_, quote.id_) == ("direct", "petrenko", "quotations-0")
    assert [span.text for span in first.spans["cues"]] == ["a dit"]
    assert first.user_data["version_id"] == 12
    assert written.tally.left_out == {}
