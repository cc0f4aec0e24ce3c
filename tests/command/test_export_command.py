"""``tamani export`` from files of records, as the shell runs it."""

import json
import sys

import pytest

from tamani.exchange import FORMATS
from tamani.record import Actor, Claim, Record, Span, Why

TEXT = "Kiev dément."


@pytest.fixture
def records(tmp_path):
    """A file with a record that ``tamani read --json`` could have written."""
    claim = Claim(id="c1", kind="denial", speaker="UKR", about=[], start=5, end=11, answers=None, event=None, by="t",
                  why=Why(rule="r", entry=None, clause=Span(0, 11)))  # fmt: skip
    state = Actor(id="UKR", name="Kiev", kind="state", country="UKR", sector="GOV", role=None, mentions=[], by="t")
    record = Record(source="https://example.org/a", text=TEXT, language="fr", actors=[state], claims=[claim])
    file = tmp_path / "records.jsonl"
    file.write_bytes(record.to_json() + b"\n\n")
    return file


def test_a_file_of_records_goes_to_standard_output(run, records):
    done = run("export", "plover", records)
    assert done.code == 0
    line = json.loads(done.out)
    assert line["event"] == ["REJECT"]
    assert line["cite_info"]["url"] == "https://example.org/a"
    assert "Exported entries: 1; pages: 1." in done.err


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if not one.folder])
def test_every_format_of_one_file_is_written(run, records, tmp_path, name):
    target = tmp_path / "new" / "out"
    done = run("export", name, records, "--out", target, "--quiet")
    assert (done.code, done.err) == (0, "")
    assert target.is_file()
    assert [file.name for file in target.parent.iterdir()] == ["out"]


def test_csv_takes_its_options(run, records, tmp_path):
    done = run("export", "csv", records, "-o", tmp_path / "t", "--semicolon", "--bom", "--kind", "claims")
    assert done.code == 0
    assert (tmp_path / "t" / "claims.csv").read_bytes().startswith(b'\xef\xbb\xbf"page_id";')
    assert not (tmp_path / "t" / "pages.csv").exists()


def test_several_files_need_a_folder(run, records):
    done = run("export", "csv", records, "--lang", "fr")
    assert done.code == 2
    assert "--out" in done.err


def test_a_package_that_a_format_lacks_is_named_with_what_to_type(run, records, tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "tamani.exchange.parquet", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("export", "parquet", records, "--out", tmp_path / "p")
    assert done.code == 4
    assert done.err == (
        "tamani: The format parquet needs a package that is not installed. To install it, type: pip install pyarrow\n"
    )


def test_a_line_that_is_no_record_is_named_and_nothing_is_left_behind(run, records, tmp_path):
    records.write_bytes(records.read_bytes() + b'{"text": 3}\n')
    target = tmp_path / "new" / "out.jsonl"
    done = run("export", "plover", records, "--out", target)
    assert done.code == 2
    assert "line 3" in done.err
    assert list(target.parent.iterdir()) == []


def test_what_was_exported_as_records_is_exported_again_alike(run, records, tmp_path):
    again = tmp_path / "again.jsonl"
    assert run("export", "records", records, "--out", again).code == 0
    assert run("export", "plover", again).out == run("export", "plover", records).out


def test_what_is_left_out_is_said(run, records):
    done = run("export", "warc", records, "--out", records.parent / "w")
    assert "Pages left out because their bytes were not kept: 1." in done.err


def test_an_unknown_format_is_refused_with_the_formats(run):
    done = run("export", "word")
    assert done.code == 2
    assert "plover" in done.err
