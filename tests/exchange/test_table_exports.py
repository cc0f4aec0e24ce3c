"""CSV and Parquet of every kind of entry."""

import csv
import json

import msgspec
import pytest

from tamani.exchange.csv_tables import escaped, read_table, unescaped
from tamani.exchange.schemas import tables
from tamani.exchange.tables import page_rows, story_rows


def expected(pages, stories):
    """All rows by table, as Python has them; the empty text of a field counts as nothing, as in CSV."""
    found = {name: [] for name in tables("tables")}
    for rows in (*(page_rows(page) for page in pages), story_rows(stories)):
        for name, row in rows:
            found[name].append(
                {c.name: row.get(c.name) if row.get(c.name) != "" else None for c in tables("tables")[name]}
            )
    return found


def test_the_schema_has_every_column_that_rows_have(page, bare, stories):
    for rows in (page_rows(page), page_rows(bare), story_rows(stories)):
        for name, row in rows:
            assert set(row) <= {column.name for column in tables("tables")[name]}


@pytest.mark.parametrize(("delimiter", "bom"), [(",", False), (";", True)])
def test_csv_survives_a_round_trip(folder, page, bare, stories, delimiter, bom):
    written = folder("csv", delimiter=delimiter, bom=bom)
    rows = expected([page, bare], stories)
    for name in tables("tables"):
        file = written.path / f"{name}.csv"
        assert file.read_bytes().startswith(b"\xef\xbb\xbf") == bom
        assert list(read_table(file, delimiter=delimiter)) == rows[name]
    assert written.tally.entries == sum(len(found) for found in rows.values())


def test_no_cell_of_csv_is_a_formula(folder):
    written = folder("csv")
    with (written.path / "pages.csv").open(newline="", encoding="utf-8") as file:
        assert next(csv.DictReader(file))["headline"].startswith("'=SUM")
    with (written.path / "flags.csv").open(newline="", encoding="utf-8") as file:
        assert next(csv.DictReader(file))["reason"] == "'=doubt"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\ta", "\r", "\n=", " =1", "'=1", "''=1", "＝1"])
def test_formulas_are_escaped_and_back(cell):
    assert escaped(cell) == f"'{cell}"
    assert unescaped(escaped(cell)) == cell


@pytest.mark.parametrize("cell", ["a=1", "'a", "''", "'", "1-2", "«"])
def test_plain_text_is_left_alone(cell):
    assert escaped(cell) == cell
    assert unescaped(cell) == cell


def test_the_schema_beside_the_tables_describes_what_was_written(folder):
    written = folder("csv", delimiter=";", kinds=frozenset({"events", "claims"}))
    assert {file.name for file in written.path.iterdir()} == {"events.csv", "claims.csv", "schema.json"}
    described = json.loads((written.path / "schema.json").read_text(encoding="utf-8"))
    assert described["dialect"]["delimiter"] == ";"
    assert [table["url"] for table in described["tables"]] == ["events.csv", "claims.csv"]


def test_csv_codes_are_text_for_arrow(folder, record):
    arrow = pytest.importorskip("pyarrow.csv")
    record.events[0] = msgspec.structs.replace(record.events[0], cameo="042")
    table = arrow.read_csv(
        folder("csv").path / "events.csv",
        parse_options=arrow.ParseOptions(newlines_in_values=True),
        convert_options=arrow.ConvertOptions(column_types={"cameo": "string", "cameo_root": "string"}),
    )
    assert table["cameo"].to_pylist() == ["042", "180"]
    assert table["cameo_root"].to_pylist() == ["04", "18"]
    for row in table.select(["exact", "start", "end"]).to_pylist():
        assert unescaped(row["exact"]) == record.text[row["start"] : row["end"]]


def test_parquet_is_typed_and_exact(folder, page, bare, stories):
    parquet = pytest.importorskip("pyarrow.parquet")
    written = folder("parquet")
    rows = expected([page, bare], stories)
    for name, columns in tables("tables").items():
        table = parquet.read_table(written.path / f"{name}.parquet")
        assert table.column_names == [column.name for column in columns]
        found = [{k: v if v != "" else None for k, v in row.items()} for row in table.to_pylist()]
        assert found == rows[name]
    assert str(parquet.read_schema(written.path / "pages.parquet").field("fetched_at").type) == "timestamp[us, tz=UTC]"
