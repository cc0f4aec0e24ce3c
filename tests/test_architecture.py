"""How the code is laid out: one direction of flow, languages as data, words for every reason, small modules."""

from __future__ import annotations

import ast
import functools
import re
import string
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

import tamani
from tamani.languages import available, load
from tamani.words import LANGUAGES, table

PACKAGE = Path(tamani.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 450
LONGEST_FUNCTION = 60

UPSTREAM = {
    "record": set(),
    "relation": set(),
    "story": {"record"},
    "words": {"record"},
    "languages": {"record", "words"},
    "world": {"record", "words", "languages"},
    "page": {"record", "words", "languages"},
    "reading": {"record", "words", "languages", "world", "page"},
    "views": {"record", "relation", "story", "words", "languages", "world"},
    "doctor": {"record", "words", "languages", "world"},
    "gather": {"record", "words", "page"},
    "corpus": {"record", "relation", "story", "words", "languages", "world", "page", "reading", "gather"},
    "demo": {"gather"},
    "exchange": {"record", "words", "world"},
    "command": {
        "record", "relation", "story", "words", "languages", "page", "reading", "views", "doctor", "gather", "corpus",
        "demo", "exchange",
    },
    "cli": {"record", "words", "languages", "command"},
    "__main__": {"cli"},
}
"""Each room, and the rooms that it may import from."""

LONG_FUNCTIONS: dict[str, int] = {}
"""Functions above the limit, by path and name, with their length today; none may grow, none may be added."""

NOT_FRENCH = {
    ("", "en"): "the code of English",
    ("", "confidence"): "a field of the record",
    ("command/file_names.py", "aux"): "a file name that Windows keeps for itself",
    ("page/language_detection.py", "de"): "the code of German",
    ("page/language_detection.py", "ca"): "the code of Catalan",
    ("reading/quotations", "que"): "the name of a frame in cues.toml",
    ("reading/quotations", "si"): "the name of a frame in cues.toml",
    ("reading", "aux"): "a relation of Universal Dependencies",
    ("reading/times/relative.py", "plus"): "the name of a shift in times.toml",
    ("exchange/ris.py", "au"): "a tag of RIS",
    ("exchange/ris.py", "la"): "a tag of RIS",
    ("exchange/ris.py", "se"): "a tag of RIS",
    ("page/dates.py", "cet"): "a time zone",
    ("page/dates.py", "est"): "a time zone",
}
"""Strings that look like French words but are names of something else; the path may be a folder."""

FRENCH_IN_CODE = {
    ("page/dates.py", "de"),
    ("page/dates.py", "tu"),
}
"""French words that stand in code today and belong into a table; the list must become empty."""


@functools.cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def room_of(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(module: Path) -> set[str]:
    """Rooms of the package that a module imports from, also inside functions and for types only."""
    found: set[str] = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(module)} imports relatively"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("tamani.")}
    return found - {"__version__"}


def literals(module: Path) -> Iterator[str]:
    """The strings of a module that are no docstrings and no comments in the form of a string."""
    tree = tree_of(module)
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts:
            yield node.value


def words_in(literal: str) -> set[str]:
    """The words of a string or regular expression; parts of names with points, hyphens or underscores are none."""
    plain = re.sub(r"\(\?P[<=]\w+[>)]|\\.", " ", literal)
    return {word.lower() for word in re.findall(r"(?<![\w.#-])[^\W\d_]{2,}(?![\w.-])", plain)}


@functools.cache
def french_words() -> frozenset[str]:
    """The commonest French words that are no English words too."""
    french, english = (set(load(code).table("common_words")["words"]) for code in ("fr", "en"))
    cues = {row["lemma"] for row in load("fr").table("cues")["cue"]}
    english_or_both = {"on", "an", "me", "as", "or", "car", "son", "pour", "fait", "encore", "face", "trois", "premier"}
    english_or_both |= {"note", "notice", "mention", "mot", "message", "signal", "appel", "accord", "question", "titre"}
    return frozenset((french | cues) - english - english_or_both)


def excused(module: Path, word: str) -> bool:
    name = name_of(module)
    return any(name.startswith(path) and word == excused_word for path, excused_word in NOT_FRENCH)


def functions(module: Path) -> Iterator[tuple[str, int]]:
    """Name and length in lines of every function, decorators left out."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{name_of(module)}:{node.name}", node.end_lineno - node.lineno + 1


def reason_codes(module: Path) -> Iterator[str]:
    """Codes given to ``reason(…)`` as a plain string."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "reason" and node.args:
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and not in_format(node.args[0]):
                    yield part.value


def in_format(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


# One direction of flow


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_imports_only_what_lies_upstream(module: Path) -> None:
    room = room_of(module)
    if room == "__init__":
        return
    assert room in UPSTREAM, f"{room} is a new room: say what it may import from"
    assert imported_rooms(module) - {room} <= UPSTREAM[room]


def test_the_rooms_themselves_form_no_circle() -> None:
    order = list(UPSTREAM)
    for room, allowed in UPSTREAM.items():
        assert all(order.index(other) < order.index(room) for other in allowed), room


# Languages are data


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_code_holds_no_french_word(module: Path) -> None:
    found = {word for literal in literals(module) for word in words_in(literal) & french_words()}
    known = {word for path, word in FRENCH_IN_CODE if path == name_of(module)}
    assert {word for word in found if not excused(module, word)} == known


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_regular_expression_holds_an_english_word(module: Path) -> None:
    english = set(load("en").table("common_words")["words"])
    patterns = [text for text in literals(module) if "(?:" in text or "\\b" in text or "\\s" in text]
    found = {word for text in patterns for word in words_in(text) & english}
    assert found == ({"of"} if name_of(module) == "page/dates.py" else set())


def test_what_counts_as_a_word_in_code() -> None:
    assert words_in(r"(?:de|of)\s+(?P<day>\d+)") == {"de", "of"}
    assert words_in("roles.connectors.of no_actors not-found a") == set()
    assert words_in("selon la source") & french_words() == {"selon", "la"}


@pytest.mark.parametrize("code", available())
def test_every_table_of_a_language_can_be_read(code: str) -> None:
    files = [f.name for f in resources.files("tamani.languages").joinpath(code).iterdir() if f.name.endswith(".toml")]
    assert files
    assert all(load(code).table(file.removesuffix(".toml")) for file in files)


# Tamani's own words


def test_each_word_of_tamani_is_there_in_every_language() -> None:
    keys = {language: set(table(language)) for language in LANGUAGES}
    assert all(keys[language] == keys[LANGUAGES[0]] for language in LANGUAGES)


def test_each_word_takes_the_same_values_in_every_language() -> None:
    first, second = (table(language) for language in LANGUAGES)
    differ = {key for key in first if fields(first[key]) != fields(second[key])}
    assert {key for key in differ if not key.startswith("click.")} == set()


def test_what_click_says_may_do_without_one_of_its_values_in_another_language() -> None:
    own, other = table("en"), table("fr")
    assert [key for key in own if key.startswith("click.") and not fields(other[key]) <= fields(own[key])] == []


def test_no_word_of_tamani_is_empty() -> None:
    assert [key for language in LANGUAGES for key, words in table(language).items() if not words.strip()] == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_every_reason_has_its_words(module: Path) -> None:
    assert {code for code in reason_codes(module) if f"reason.{code}" not in table("en")} == set()


def test_no_reason_is_left_over() -> None:
    sources = "\n".join(module.read_text(encoding="utf-8") for module in MODULES)
    tables = [file for file in PACKAGE.rglob("*.toml") if file.parent.name != "words"]
    data = "\n".join(file.read_text(encoding="utf-8") for file in tables)
    codes = [key.removeprefix("reason.") for key in table("en") if key.startswith("reason.")]
    made = tuple(re.findall(r'f"(\w+_)\{', sources))
    assert [c for c in codes if f'"{c}"' not in sources + data and not c.startswith(made)] == []


# Size


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_modules_are_small(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


def test_functions_are_small() -> None:
    long = {name: lines for module in MODULES for name, lines in functions(module) if lines > LONGEST_FUNCTION}
    assert long == LONG_FUNCTIONS


def test_every_module_says_what_it_is_for() -> None:
    assert [name_of(m) for m in MODULES if not ast.get_docstring(tree_of(m))] == []


def test_no_table_is_broken() -> None:
    for file in PACKAGE.rglob("*.toml"):
        assert tomllib.loads(file.read_text(encoding="utf-8")), file.name
