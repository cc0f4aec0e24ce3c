"""Acts in the forms of event data, read back by readers that are not ours."""

import csv
import io
import json

import msgspec
import pytest

from tamani.exchange.coded import coded
from tamani.exchange.schemas import columns, schema


def rows(export, name):
    """The rows, read without our code: tabs part, nothing is quoted."""
    lines = csv.reader(io.StringIO(export.text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [dict(zip([c.name for c in columns(name)], line, strict=True)) for line in lines]


def test_a_denial_is_a_reject_that_answers_the_accusation(record):
    acts = coded(record)
    assert [(act.type, act.cameo, act.answers) for act in acts] == [
        ("ACCUSE", "112", None), ("ASSAULT", "18", None), ("REJECT", "016", 0)
    ]  # fmt: skip


def test_a_refusal_that_is_an_event_already_is_not_told_twice(record):
    refusal = msgspec.structs.replace(record.events[0], type="REJECT", cameo="12")
    record.events.append(refusal)
    record.claims[1] = msgspec.structs.replace(record.claims[1], event=2)
    assert [(act.type, act.cameo, act.answers) for act in coded(record)][2:] == [("REJECT", "12", 0)]


def test_claims_that_point_at_nothing_do_no_harm(record):
    record.claims[0] = msgspec.structs.replace(record.claims[0], event=99)
    record.claims[1] = msgspec.structs.replace(record.claims[1], answers="nobody", event=98)
    assert [act.answers for act in coded(record)] == [None, None, None]


def test_plover_fits_its_schema_and_keeps_everything(export):
    jsonschema = pytest.importorskip("jsonschema")
    found = export("plover")
    lines = [json.loads(line) for line in found.text.splitlines()]
    for line in lines:
        jsonschema.validate(line, schema("plover"))
        own = line["tamani"]
        assert own["exact"] in line["event_text"]
        assert own["cameo_version"] == "CAMEO 1.1b3"
    accuse, assault, denial = lines
    assert accuse["mode"] == ["allege"]
    assert accuse["actor"] == [{"code": "MLI", "sector": "GOV", "entity_text": "Diop", "office": "ministre"}]
    assert accuse["date"] is None
    assert assault["date"] == "2025-04-02"
    assert assault["tamani"]["status"] == "alleged"
    assert denial["event"] == ["REJECT"]
    assert denial["link"] == accuse["id"]
    assert denial["tamani"]["cameo"] == "016"
    assert found.tally.entries == 3


def test_only_persons_have_a_gender_in_plover(export, record):
    record.actors[:] = [msgspec.structs.replace(actor, gender="m") for actor in record.actors]
    accusation = json.loads(export("plover").text.splitlines()[0])
    assert [actor.get("gender") for actor in accusation["actor"]] == ["m"]
    assert [actor["code"] for actor in accusation["recipient"]] == ["UKR"]
    assert all("gender" not in actor for actor in accusation["recipient"])


def test_media_are_journalists_in_plover(export, record):
    record.events[0] = msgspec.structs.replace(record.events[0], source=["petrenko"])
    assert json.loads(export("plover").text.splitlines()[0])["actor"][0]["sector"] == "JRN"
    assert rows(export("gdelt-events"), "gdelt_events")[0]["Actor1Code"] == "UKRMED"


def test_what_is_only_alleged_is_left_out_where_no_column_says_so(export):
    found = export("gdelt-events")
    assert [row["EventCode"] for row in rows(found, "gdelt_events")] == ["112", "016"]
    assert found.tally.left_out["status"] == 1
    asked = export("gdelt-events", statuses=frozenset({"happened", "alleged"}))
    assert [row["EventCode"] for row in rows(asked, "gdelt_events")] == ["112", "180", "016"]


def test_gdelt_events_have_58_columns_and_nothing_made_up(export):
    (accuse, assault, denial) = rows(
        export("gdelt-events", statuses=frozenset({"happened", "alleged"})), "gdelt_events"
    )
    assert len(accuse) == 58
    assert accuse["GLOBALEVENTID"] == "12000000"
    assert (accuse["SQLDATE"], assault["SQLDATE"], assault["MonthYear"]) == ("", "20250402", "202504")
    assert assault["FractionDate"] == f"{2025 + 122 / 365:.4f}"
    assert (accuse["Actor1Code"], accuse["Actor2Code"]) == ("MLIGOV", "UKR")
    assert (denial["EventRootCode"], denial["QuadClass"], denial["GoldsteinScale"]) == ("01", "3", "-2.0")
    assert accuse["SOURCEURL"].startswith("https://example.org/")
    assert accuse["DATEADDED"] == "20250403"
    empty = [c["titles"] for c in schema("gdelt_events")["tables"][0]["tableSchema"]["columns"]
             if c["dc:description"].startswith("Left empty: ")]  # fmt: skip
    assert {row[name] for row in (accuse, assault, denial) for name in empty} == {""}


def test_gdelt_mentions_have_16_columns_and_a_row_a_place(export, record):
    found = rows(export("gdelt-mentions", statuses=frozenset({"alleged"})), "gdelt_mentions")
    assert [len(row) for row in found] == [16, 16]
    first, further = found
    assert int(first["ActionCharOffset"]) == record.events[1].start
    assert int(further["ActionCharOffset"]) == record.events[1].mentions[0].start
    assert record.text[int(first["Actor1CharOffset"]) :].startswith("Kiev d'avoir")
    assert further["Actor1CharOffset"] == ""
    assert first["MentionTimeDate"] == "20250403103015"
    assert first["MentionSourceName"] == "example.org"


def test_polecat_has_40_columns_under_its_header(export):
    reader = csv.DictReader(io.StringIO(export("polecat").text), delimiter="\t", quoting=csv.QUOTE_NONE)
    accuse, denial = list(reader)
    assert reader.fieldnames == [column.name for column in columns("polecat")]
    assert len(reader.fieldnames) == 40
    assert accuse["Quad Code"] == "VERBAL CONFLICT"
    assert accuse["Actor Name Raw"] == "Diop"
    assert accuse["Recipient Name Raw"] == "Kiev"
    assert accuse["Story Locations"] == "Ukraine"
    assert denial["Event Type"] == "REJECT"


@pytest.mark.parametrize("name", ["gdelt-events", "gdelt-mentions", "polecat"])
def test_event_data_can_be_read_by_arrow(export, name):
    arrow = pytest.importorskip("pyarrow.csv")
    wanted = columns(name.replace("-", "_"))
    names = {} if name == "polecat" else {"column_names": [column.name for column in wanted]}
    table = arrow.read_csv(
        io.BytesIO(export(name).data),
        read_options=arrow.ReadOptions(**names),
        parse_options=arrow.ParseOptions(delimiter="\t", quote_char=False),
        convert_options=arrow.ConvertOptions(column_types={column.name: "string" for column in wanted}),
    )
    assert table.num_columns == len(wanted)
    assert table.num_rows == 2
