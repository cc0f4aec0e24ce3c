import json
import re

import msgspec
import pytest

from tamani import doctor
from tamani.doctor import Model, Package, Report, count_entries, examine, satisfies
from tamani.languages import available


@pytest.fixture(scope="module")
def report():
    return examine()


def test_everything_that_tamani_needs_is_looked_at(report):
    names = {package.name for package in report.packages}
    assert {"spacy", "trafilatura", "msgspec", "rich", "click"} <= names
    assert all(package.good for package in report.packages)
    assert [model.language for model in report.models] == list(available())
    assert {table.folder for table in report.tables} == {
        *(f"languages/{code}" for code in available()),
        "world",
    }
    assert all(table.entries > 0 for table in report.tables)


def test_models_are_loaded_and_weighed(report):
    french = next(model for model in report.models if model.language == "fr")
    assert re.fullmatch(r"\d+\.\d+\.\d+", french.version)
    assert french.size > 10_000_000
    assert french.seconds > 0
    assert french.problem is None


def test_a_machine_with_everything_needs_no_remedy(report):
    assert report.good
    assert report.remedies == []


def test_what_is_missing_is_told_with_what_to_type(run, monkeypatch):
    model = Model(
        language="fr", name="tamani_model", package="tamani-model", version=None, size=0, seconds=None,
        problem=None,
    )  # fmt: skip
    package = Package(name="rich", needed=">=14", version="9.0", good=False)
    remedies = doctor._remedies([package], [model])
    sick = Report(
        tamani="0", python="3", system="x", packages=[package], models=[model], tables=[], remedies=remedies
    )
    monkeypatch.setattr("tamani.command.doctor.examine", lambda: sick)
    result = run("doctor")
    assert result.code == 4
    assert re.search(r'pip install "rich>=14" "?tamani-model', result.out)
    assert "9.0 (needs >=14)" in result.out
    assert json.loads(run("doctor", "--json").out)["models"][0]["version"] is None
    assert "absent" in run("doctor", "--lang", "fr").out


def test_what_is_optional_and_missing_is_named_with_what_to_type_and_is_no_fault(run, monkeypatch, report):
    known = doctor.installed_version
    monkeypatch.setattr(doctor, "installed_version", lambda name: None if name == "pyarrow" else known(name))
    lacking = msgspec.structs.replace(
        report, extras=doctor.extras(), optional_remedies=doctor._optional_remedies(doctor.extras())
    )
    monkeypatch.setattr("tamani.command.doctor.examine", lambda: lacking)
    result = run("doctor")
    assert result.code == 0
    line = next(line for line in result.out.splitlines() if "pyarrow" in line)
    assert re.search(r"– +pyarrow +missing +for “tamani export parquet”", line)
    assert re.search(r"For what is optional, type:\n  \S+ -m pip install \"pyarrow>=\d+\"", result.out)
    assert "pour « tamani export parquet »" in run("doctor", "--lang", "fr").out


def test_a_model_that_does_not_load_is_told(monkeypatch):
    monkeypatch.setattr(doctor, "installed_version", lambda _: "3.8.0")
    seconds, problem = doctor._try_loading("no_such_model", "fr")
    assert seconds is None
    assert "no_such_model" in problem


@pytest.mark.parametrize(
    ("version", "needed", "good"),
    [
        ("3.8.7", ">=3.8.7,<3.9", True),
        ("3.8.18", ">=3.8.7,<3.9", True),
        ("3.9.0", ">=3.8.7,<3.9", False),
        ("14", ">=14.0.0", True),
        ("3.8.0", "==3.8.0", True),
        ("3.8.1", "==3.8.0", False),
        ("2.0.1+local", ">=2.0", True),
        ("1.0", "", True),
    ],
)
def test_versions_are_compared_by_their_numbers(version, needed, good):
    assert satisfies(version, needed) is good


def test_entries_are_things_with_a_name_or_words_in_lists():
    assert (
        count_entries({"MLI": {"fr": {"name": "Mali"}}, "NER": {"fr": {"name": "Niger"}}, "kind": "x"}) == 2
    )
    assert count_entries({"words": ["a", "b"], "more": {"x": "c", "y": ["d"]}, "long": "e\nf\ng"}) == 7
    assert count_entries({"cue": [{"lemma": "dire", "frames": ["que"]}, {"lemma": "nier"}]}) == 2
