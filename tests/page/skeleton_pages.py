"""Page skeletons of invented sites: a kind before each line, stories filled in from stories.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "skeletons"
_LINE = re.compile(r"^(?P<indent>\s*)(?P<kind>[a-z_]+): (?P<text>.*)$")
_PLACE = re.compile(r"@([A-Z1-9])(?!\w)")


@dataclass(frozen=True)
class Skeleton:
    """A page with what every line of it is."""

    name: str
    text: str
    kinds: list[str]
    facts: dict[str, str]

    @property
    def language(self) -> str:
        return self.facts.get("language", "fr")


def stories() -> dict[str, dict[str, str]]:
    """The invented stories."""
    return tomllib.loads((FOLDER / "stories.toml").read_text(encoding="utf-8"))


def all_skeletons() -> list[Skeleton]:
    """The text skeletons of all files."""
    return [page for file in sorted(FOLDER.glob("*.txt")) for page in skeletons(file.name)]


def other_sites() -> list[Skeleton]:
    """Skeletons whose lines no rule was written for; some doubtful ones among them are read otherwise."""
    return [page for file in sorted(FOLDER.glob("sites/*.txt")) for page in skeletons(f"sites/{file.name}")]


def skeletons(file: str) -> list[Skeleton]:
    """The skeletons of one file."""
    pages = (FOLDER / file).read_text(encoding="utf-8").split("== ")[1:]
    return [_page(page) for page in pages]


def _page(source: str) -> Skeleton:
    head, *rest = source.rstrip("\n").split("\n")
    name, *fields = [part.strip() for part in head.split("|")]
    facts = dict(field.split("=", 1) for field in fields)
    lines, kinds = [], []
    for line in rest:
        found = _LINE.match(line)
        lines.append(found["indent"] + fill(found["text"], facts.get("story", "dam")) if found else "")
        if found:
            kinds.append(found["kind"])
    return Skeleton(name, "\n".join(lines) + "\n", kinds, facts)


def fill(text: str, story: str) -> str:
    """``text`` with the parts of a story put in for "@1", "@H" …"""
    parts = stories()[story]
    return _PLACE.sub(lambda m: parts[m[1]], text) if text.startswith("@") or "<" in text else text


def html_page(name: str) -> tuple[str, list[tuple[str, str]]]:
    """The markup of an HTML page and its lines with their kinds."""
    markup = fill((FOLDER / f"{name}.html").read_text(encoding="utf-8"), "town")
    rows = (FOLDER / f"{name}.kinds").read_text(encoding="utf-8").splitlines()
    found = [row.split(": ", 1) for row in rows]
    return markup, [(fill(text, "town"), kind) for kind, text in found]
