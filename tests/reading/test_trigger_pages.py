"""The pages in docs/ that list the trigger entries are those of today."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
MAKER = runpy.run_path(str(DOCS / "make_trigger_pages.py"))


@pytest.mark.parametrize("code", MAKER["LANGUAGES"])
def test_the_page_lists_the_entries_of_today(code: str) -> None:
    told = (DOCS / f"triggers.{code}.md").read_text(encoding="utf-8")
    assert told == MAKER["page"](code), "type: python docs/make_trigger_pages.py"
