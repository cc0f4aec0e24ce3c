"""Draws how the time and the disk space of a page change as a store grows; ``benchmarks/corpus.py`` calls it."""

from __future__ import annotations

import math
from dataclasses import dataclass

WIDTH, HEIGHT, LEFT, TOP, GAP = 640, 240, 56, 34, 60
PANEL = (WIDTH - 2 * LEFT - GAP) / 2
BASE = HEIGHT - 40
STYLE = "font: 12px sans-serif; fill: #333"


@dataclass(frozen=True, slots=True)
class Size:
    """A store of ``pages``: CPU milliseconds and kilobytes a page, megabytes of memory in use."""

    pages: int
    milliseconds: float
    kilobytes: float
    memory: float

    def __str__(self) -> str:
        return (
            f"{self.pages:7d} pages: {self.milliseconds:.2f} ms of CPU a page, "
            f"{self.kilobytes:.1f} kB a page on disk, {self.memory:.0f} MB of memory"
        )


def drawn(sizes: list[Size]) -> str:
    """An SVG picture: two panels, the number of pages from left to right on a scale of tenfolds."""
    panels = (
        ("CPU milliseconds a page", [size.milliseconds for size in sizes], LEFT),
        ("kilobytes a page", [size.kilobytes for size in sizes], LEFT + PANEL + GAP),
    )
    body = "".join(_panel(title, [size.pages for size in sizes], values, left) for title, values, left in panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="Time and disk space a page as a store grows">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{body}</svg>\n'
    )


def _panel(title: str, pages: list[int], values: list[float], left: float) -> str:
    top = max(values) * 1.25
    places = [
        (left + _share(number, pages) * PANEL, BASE - value / top * (BASE - TOP))
        for number, value in zip(pages, values, strict=True)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts = [
        f'<text x="{left:.0f}" y="18" style="{STYLE}">{title}</text>',
        f'<path d="M{left:.1f} {TOP}V{BASE}H{left + PANEL:.1f}" fill="none" stroke="#999"/>',
        f'<polyline points="{line}" fill="none" stroke="#06c" stroke-width="2"/>',
    ]
    for (x, y), number, value in zip(places, pages, values, strict=True):
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="#06c"/>',
            f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle" style="{STYLE}">{value:.1f}</text>',
            f'<text x="{x:.1f}" y="{BASE + 18}" text-anchor="middle" style="{STYLE}">{number:,}</text>',
        ]
    return "".join(parts)


def _share(number: int, pages: list[int]) -> float:
    """Where a number of pages lies between the fewest and the most."""
    fewest, most = math.log(min(pages)), math.log(max(pages))
    return (math.log(number) - fewest) / (most - fewest) if most > fewest else 0.5
