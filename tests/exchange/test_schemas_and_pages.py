"""Each format has a schema and a page, and the page says what the schema says."""

import importlib.util
import io
import json
import sys
from pathlib import Path

import pytest

from tamani.exchange import FORMATS, FormatUnavailableError, Options, write
from tamani.exchange.schemas import schema_bytes

DOCS = Path(__file__).parents[2] / "docs"


def maker():
    spec = importlib.util.spec_from_file_location("make_exchange_pages", DOCS / "make_exchange_pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_has_a_schema(name):
    make = maker()
    assert json.loads(schema_bytes(make.SCHEMAS.get(name, name.replace("-", "_"))))
    assert make.READERS[name]


def test_the_pages_are_those_of_the_schemas():
    found = {file.name: file.read_text(encoding="utf-8") for file in (DOCS / "exchange").glob("*.md")}
    assert found == maker().pages(), "type: python docs/make_exchange_pages.py"


def test_schemas_of_json_are_schemas():
    jsonschema = pytest.importorskip("jsonschema")
    for name in (
        "plover",
        "citron",
        "doccano",
        "label_studio",
        "web_annotation",
        "schema_org",
        "followthemoney",
        "gold",
    ):
        jsonschema.Draft202012Validator.check_schema(json.loads(schema_bytes(name)))


@pytest.mark.parametrize(
    "name", [n for n, one in FORMATS.items() if not one.folder and n not in {"rss", "atom", "opml"}]
)
def test_a_page_is_written_before_the_next_is_taken(page, name):
    out, sizes = io.BytesIO(), []

    def one_by_one():
        for _ in range(3):
            yield page
            sizes.append(out.tell())

    write(name, one_by_one(), [], out, Options())
    assert sizes == sorted(set(sizes))


def test_an_export_that_fails_leaves_nothing_behind_and_spoils_nothing(tmp_path, page):
    target = tmp_path / "x.jsonl"
    target.write_text("before")

    def broken():
        yield page
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write("plover", broken(), [], target)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("x.jsonl", "before")]


def test_several_files_are_no_stream():
    with pytest.raises(ValueError, match="folder"):
        write("csv", [], [], io.BytesIO())


def test_a_package_that_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "tamani.exchange.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FormatUnavailableError, match="type: pip install pyarrow"):
        write("parquet", [], [], tmp_path)
