"""What users can type and what they are given is in the documents, all of it."""

import inspect
import tomllib
from importlib import resources
from pathlib import Path
from typing import get_args

import click
import msgspec
import pytest

from tamani import cli, record
from tamani.command.exit_codes import ExitCode
from tamani.languages import available
from tamani.words import table
from tamani.world.entries import table as world_table

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = DOCS.joinpath("command_line.md").read_text(encoding="utf-8")
RECORD = DOCS.joinpath("record.md").read_text(encoding="utf-8")
STRUCTS = [
    found
    for _, found in inspect.getmembers(record, inspect.isclass)
    if issubclass(found, msgspec.Struct) and found is not msgspec.Struct
]


def section(title):
    """The part of docs/record.md under a heading that names the type; types may share one."""
    for part in RECORD.split("\n## ")[1:]:
        heading, _, words = part.partition("\n")
        if title in heading.replace(",", " ").split():
            return words
    return None


@pytest.mark.parametrize("command", cli.commands("en").commands.values(), ids=lambda command: command.name)
def test_every_option_of_a_command_is_documented(command):
    under = COMMANDS.split(f"## `tamani {command.name}", 1)[1].split("\n## ")[0]
    options = [name for p in command.params if isinstance(p, click.Option) for name in p.opts]
    assert "--lang" in options
    assert [name for name in options if f"`{name}" not in under] == []


def test_every_exit_code_is_documented_in_the_help_and_in_the_document():
    help_text = cli.commands("en").commands["read"].epilog
    for code in ExitCode:
        assert f"\n| {code:d} | " in COMMANDS
        assert table("en")[f"help.exit_{code:d}"] in help_text


def test_examples_of_the_help_are_those_of_the_document():
    assert [example for example in cli.EXAMPLES if example not in COMMANDS] == []


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_every_field_of_the_record_is_documented(struct):
    words = section(struct.__name__) or section("Quotation")
    assert [name for name in struct.__struct_fields__ if f"`{name}`" not in words] == []


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        (record.BlockKind, "Block"), (record.ActorKind, "Actor"), (record.Sector, "Actor"),
        (record.MentionForm, "Mention"), (record.QuotationKind, "Quotation"), (record.FlagKind, "Flag"),
        (record.EventType, "Event"), (record.EventStatus, "Event"), (record.ClaimKind, "Claim"),
    ],
)  # fmt: skip
def test_every_value_of_a_kind_is_documented(kinds, title):
    assert [kind for kind in get_args(kinds) if f"`{kind}`" not in section(title)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_has_a_label(language):
    kinds = {
        "block": record.BlockKind, "actor": record.ActorKind, "actors": record.ActorKind,
        "sector": record.Sector,
        "form": record.MentionForm, "quotation": record.QuotationKind, "quotations": record.QuotationKind,
        "flag": record.FlagKind, "event": record.EventType, "status": record.EventStatus, "claim": record.ClaimKind,
    }  # fmt: skip
    wanted = [f"label.{prefix}_{value}" for prefix, kind in kinds.items() for value in get_args(kind)]
    assert [key for key in wanted if key not in table(language)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_mode_of_the_lexicons_has_a_label(language):
    files = resources.files("tamani.languages")
    texts = [f.read_text(encoding="utf-8") for code in available() for f in files.joinpath(code, "triggers").iterdir()]
    triggers = [trigger for text in texts for trigger in tomllib.loads(text).get("trigger", [])]
    modes = {trigger["mode"] for trigger in triggers if "mode" in trigger}
    modes |= {mode for row in world_table("plover").values() for mode in row.get("modes", {})}
    assert modes
    assert sorted(mode for mode in modes if f"label.mode_{mode}" not in table(language)) == []
