#!/usr/bin/env python3
"""Write docs/exchange/ from the schemas of the formats, so that a page and its schema cannot differ.

python docs/make_exchange_pages.py            write the pages
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tamani.exchange import FORMATS
from tamani.exchange.schemas import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.exchange import Format

FOLDER = Path(__file__).parent / "exchange"
SCHEMAS = {"csv": "tables", "parquet": "tables", "spacy": "docbin"}
"""Formats whose schema has another name than they."""
EMPTY = "Left empty: "
INTRODUCTION = """# Formats to export to

`tamani export FORMAT` hands pages on (see [the command line](../command_line.md)); in Python it is
`tamani.exchange.write(format, pages, stories, target, options)`. Each format has a schema in
`tamani/exchange/schemas/`, and a page here, made from it. The rules for all of them:

- A value that a format asks for and the page does not tell is left empty. Each page says what that concerns, and why.
- Offsets are Unicode code points of the page's text as Tamani has it, not of the HTML; `text_sha256` says which text.
- Pages go through one at a time: memory does not grow with their number. (spaCy files hold 500 pages at most; feeds
  hold the headlines of the pages of their stories, OPML the names of the sources, schema.org the ids of pages.)
- A file is written beside its place and moved there when it is whole.
- Corrections by readers are in the export: it takes the records as they were corrected.
- A denial is a claim. In event data it becomes PLOVER REJECT and CAMEO 016; the list of codes is CAMEO 1.1b3, in
  which 016 is "deny responsibility".

| Format | What it is | Read back in the tests by |
| --- | --- | --- |
"""
READERS = {
    "atom": "feedparser",
    "biblatex": "bibtexparser",
    "citron": "jsonschema",
    "csv": "csv, pyarrow",
    "doccano": "jsonschema",
    "followthemoney": "followthemoney",
    "gdelt-events": "csv, pyarrow",
    "gdelt-mentions": "csv, pyarrow",
    "gold": "json",
    "label-studio": "jsonschema",
    "opml": "listparser",
    "parquet": "pyarrow",
    "plover": "jsonschema",
    "polecat": "csv, pyarrow",
    "records": "Tamani alone",
    "ris": "rispy",
    "rss": "feedparser",
    "schema-org": "rdflib, jsonschema",
    "spacy": "spaCy",
    "warc": "warcio, FastWARC",
    "web-annotation": "anchorpoint, jsonschema",
}


def schema_of(asked: Format) -> dict[str, Any]:
    """The schema of a format."""
    return schema(SCHEMAS.get(asked.name, asked.name.replace("-", "_")))


def page(asked: Format) -> str:
    """The page of a format."""
    described = schema_of(asked)
    lines = [f"# {title(asked)}", "", f"`tamani export {asked.name}`", "", about(described), ""]
    if "tables" in described:
        lines += tables(described)
    elif "fields" in described:
        lines += table([(field["name"], field["description"]) for field in described["fields"]], "Field")
    else:
        lines += table(list(properties(described)), "Field")
    if described.get("left_out"):
        rows = [(row["name"], row["why"]) for row in described["left_out"]]
        lines += ["## Left out or empty, and why", "", *table(rows, "What", "Why")]
    return "\n".join(lines).rstrip() + "\n"


def title(asked: Format) -> str:
    """What the format is called."""
    described = schema_of(asked)
    return str(described.get("dc:title") or described["title"])


def about(described: dict[str, Any]) -> str:
    """What is to be known of the format as a whole."""
    return str(described.get("dc:description") or described["description"])


def tables(described: dict[str, Any]) -> Iterator[str]:
    """The columns of each table; those that are always empty stand apart."""
    for one in described["tables"]:
        columns = [(column["titles"], column["dc:description"]) for column in one["tableSchema"]["columns"]]
        yield from (f"## {one['url'].split('.')[0]}", "", one["dc:description"], "")
        yield from table([row for row in columns if not row[1].startswith(EMPTY)], "Column")
        empty = [(name, words.removeprefix(EMPTY)) for name, words in columns if words.startswith(EMPTY)]
        if empty:
            yield from ("Always empty:", "", *table(empty, "Column", "Why"))


def properties(described: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """The properties of a JSON Schema, those inside others with a point between."""
    inner = described.get("items", described)
    for name, found in inner.get("properties", {}).items():
        yield f"{before}{name}", found.get("description", "")
        for deeper in (found, found.get("items")):
            if isinstance(deeper, dict) and deeper.get("properties"):
                yield from properties(deeper, f"{before}{name}.")
                break


def table(rows: list[tuple[str, str]], first: str, second: str = "What it is") -> list[str]:
    """A table in Markdown."""
    body = [f"| {code(name)} | {words} |" for name, words in rows]
    return [f"| {first} | {second} |", "| --- | --- |", *body, ""]


def code(names: str) -> str:
    """Names as code, each on its own where there are several."""
    return f"`{names}`" if " (" not in names else names


def pages() -> dict[str, str]:
    """All pages by their file names."""
    found = {f"{asked.name}.md": page(asked) for asked in FORMATS.values()}
    rows = (f"| [{a.name}]({a.name}.md) | {title(a)} | {READERS[a.name]} |" for a in FORMATS.values())
    return found | {"README.md": INTRODUCTION + "\n".join(rows) + "\n"}


def main() -> None:
    """Write them."""
    FOLDER.mkdir(exist_ok=True)
    for name, words in pages().items():
        (FOLDER / name).write_text(words, encoding="utf-8")


if __name__ == "__main__":
    main()
