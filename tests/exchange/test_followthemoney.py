"""FollowTheMoney entities, read by its own library."""

import json

import pytest


def entities(export, **options):
    return [json.loads(line) for line in export("followthemoney", **options).text.splitlines()]


def test_entities_by_schema(export):
    found = entities(export)
    assert [e["schema"] for e in found if e["schema"] != "Mention"] == [
        "Article", "PublicBody", "Person", "Person", "Event", "UnknownLink", "UnknownLink", "Note", "Article"
    ]  # fmt: skip
    ids = [entity["id"] for entity in found]
    assert len(ids) == len(set(ids))
    by_id = {entity["id"]: entity["properties"] for entity in found}
    assert by_id["tamani-state-UKR"]["country"] == ["ua"]
    assert by_id["tamani-12-claim-c2-0"]["role"] == ["denial"]
    assert by_id["tamani-12-claim-c2-0"]["subject"] == ["tamani-state-UKR"]


def test_a_state_is_one_entity_on_all_pages(export, page):
    ids = [entity["id"] for entity in entities(export, pages=[page, page])]
    assert ids.count("tamani-state-UKR") == 1


def test_the_library_knows_every_property_and_keeps_every_value(export):
    model = pytest.importorskip("followthemoney").model
    for entity in entities(export):
        read = model.get_proxy(entity, cleaned=False)
        model.get(read.schema.name).validate(entity)
        for name, values in entity["properties"].items():
            assert sorted(read.get(name)) == sorted(value.strip() for value in values), name
