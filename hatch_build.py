"""Tamani's dependencies: those of requirements.in, and the parser's package, taken from its folder beside this file.

Where that folder is absent (an archive of Tamani alone) the package is asked for by its name.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

MODEL = "tamani-model"


class Dependencies(MetadataHookInterface):
    """Fills in the dependencies when Tamani is built."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set ``dependencies``."""
        root = Path(self.root)
        lines = (root / "requirements.in").read_text(encoding="utf-8").splitlines()
        wanted = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        folder = root / MODEL
        beside = (folder / "pyproject.toml").is_file()
        metadata["dependencies"] = [*wanted, f"{MODEL} @ {folder.as_uri()}" if beside else MODEL]
