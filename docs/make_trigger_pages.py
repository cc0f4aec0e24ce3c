"""Write the pages that list the trigger entries by type: python docs/make_trigger_pages.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from tamani.languages import load
from tamani.record import EventType

HERE = Path(__file__).parent
LANGUAGES = ("fr", "en")
TABLE = ("| entry | mode | object | who | whom |", "| --- | --- | --- | --- | --- |")
TYPES = get_args(EventType)


def page(code: str) -> str:
    """The page of one language, in Markdown."""
    language = load(code)
    rows = {name: language.table(f"triggers/{name.lower()}")["trigger"] for name in TYPES}
    total = sum(map(len, rows.values()))
    lines = [
        f"# Trigger entries: {language.table('language')['name']}",
        "",
        f"{total:,} entries, written by `python docs/make_trigger_pages.py` from `tamani/languages/{code}/triggers/`.",
        "What the keys mean: [events](events.md). Each entry has sentences that must fire and sentences that must not;",
        "they run as tests.",
    ]
    for name, entries in rows.items():
        lines += ["", f"## {name} ({len(entries)})", "", *TABLE]
        lines += [_row(entry) for entry in sorted(entries, key=_name)]
    return "\n".join(lines) + "\n"


def _row(entry: dict[str, Any]) -> str:
    lists = (", ".join(entry.get(key, ())) for key in ("object", "source", "target"))
    cells = (_name(entry), entry.get("mode", ""), *lists)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _name(entry: dict[str, Any]) -> str:
    word = entry.get("verb") or entry.get("noun") or entry["adjective"]
    kind = next(kind for kind in ("verb", "noun", "adjective") if kind in entry)
    reflexive = "(reflexive) " if entry.get("reflexive") else ""
    return f"{reflexive}{' '.join([word, *entry.get('then', ())])} ({kind})"


def main() -> None:
    """Write all pages."""
    for code in LANGUAGES:
        (HERE / f"triggers.{code}.md").write_text(page(code), encoding="utf-8")


if __name__ == "__main__":
    main()
