"""The demo corpus: pages of invented outlets about invented events, so that every command has something to show.

The pages lie in ``pages/`` as an outlet would have sent them; ``demo.toml`` says where each comes from, and what a
reader of the whole corpus should find in it. They are given as if they had been gathered at the time that the manifest
names, so that loading them twice adds nothing and every machine shows the same dates.
"""

from __future__ import annotations

import functools
import mimetypes
import tomllib
from importlib import resources
from typing import Any

from tamani.gather.gathered import Gathered


@functools.cache
def manifest() -> dict[str, list[dict[str, Any]]]:
    """The manifest: ``page``, ``disagreement``, ``person`` and ``namesakes``, as ``demo.toml`` explains them."""
    return tomllib.loads(resources.files(__package__).joinpath("demo.toml").read_text(encoding="utf-8"))


def pages() -> list[Gathered]:
    """The pages in the order in which they were fetched, for stories to grow as they would day by day."""
    return [_gathered(row) for row in sorted(manifest()["page"], key=lambda row: (row["fetched_at"], row["file"]))]


def _gathered(row: dict[str, Any]) -> Gathered:
    """A page with what the manifest says of it."""
    return Gathered(
        content=resources.files(__package__).joinpath("pages", row["file"]).read_bytes(),
        url=row["url"],
        outlet=row["outlet"],
        fetched_at=row["fetched_at"],
        how="file",
        media_type=mimetypes.guess_type(row["file"])[0],
        published=row["published"],
        origin=row["file"],
    )
