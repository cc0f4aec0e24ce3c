"""Make the README's picture of the terminal view anew: python docs/make_picture.py."""

from __future__ import annotations

import os
import re
from pathlib import Path

os.environ["FORCE_COLOR"] = "1"

import tamani
from tamani.views.terminal import Screen, show

HERE = Path(__file__).parent
WIDTH = 104


def main() -> None:
    """Read the example page and draw its terminal view as an SVG that loads nothing from elsewhere."""
    record = tamani.read(HERE.parent / "examples" / "frontiere.txt")
    record.source = "examples/frontiere.txt"
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        screen = Screen(nowhere, width=WIDTH)
        screen.record = True
        show(record, screen, "en")
        picture = screen.export_svg(title="tamani read examples/frontiere.txt")
    (HERE / "images").mkdir(exist_ok=True)
    without_fonts = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    (HERE / "images" / "terminal.svg").write_text(without_fonts, encoding="utf-8")


if __name__ == "__main__":
    main()
