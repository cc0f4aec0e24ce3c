"""The page on the tables is what the tables say."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_on_the_store_is_up_to_date():
    made = runpy.run_path(str(DOCS / "make_store_page.py"))
    written = (DOCS / "store.md").read_text(encoding="utf-8")
    assert made["page"]() == written, "run: python docs/make_store_page.py"
