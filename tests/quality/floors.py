"""The floors under the program's quality: what it scores on our own pages may not fall unseen.

``floors.toml`` holds the floors, a fingerprint of the gold they were measured on, and a seal over both, so
that neither can be edited by hand without the test noticing. ``update_floors.py`` is the one way to change
them.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
GOLD = ROOT / "tests" / "pages"
FLOORS = HERE / "floors.toml"
QUOTES = "quotes_fr.jsonl"

# the benchmarks are scripts, not a package; the checkout's own program is what is measured
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from predict import predict_pages, predict_quotes  # noqa: E402
from score import PAGE_FIGURES, QUOTE_FIGURES, figures, score_pages, score_quotes  # noqa: E402

Figures = dict[str, dict[str, float]]
HEADER = """\
# The least that the program must score on tests/pages. Written by update_floors.py, which raises floors and
# lowers one only for a reason, kept below. A score may fall short of its floor by the margin, no more.
"""


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that was lowered, and why."""

    day: str
    reason: str
    figure: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Floors:
    """Floors by gold ("pages", "quotes") and figure."""

    gold: str
    margin: float
    floors: Figures
    lowered: list[Lowered] = field(default_factory=list)
    seal: str = ""

    def sealed(self) -> Floors:
        """Give the same floors with the seal that fits them."""
        facts = [self.gold, self.margin, self.floors]
        facts.append([[low.day, low.reason, low.figure, low.before, low.after] for low in self.lowered])
        return replace(self, seal=_sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()))

    def shortfalls(self, scores: Figures) -> list[str]:
        """Tell which figures fall below their floor by more than the margin."""
        return [
            f"{gold} {name}: {scores[gold][name]:.4f} is below the floor {floor:.3f} (margin {self.margin})"
            for gold, names in self.floors.items()
            for name, floor in names.items()
            if scores[gold][name] < floor - self.margin
        ]


class RefusedError(Exception):
    """A floor would be lowered without a reason."""


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def fingerprint(gold: Path) -> str:
    """Fingerprint of every gold file in a folder, names and contents."""
    files = sorted([*gold.glob("*.json"), *gold.glob("*.jsonl")])
    return _sha256("".join(f"{file.name} {_sha256(file.read_bytes())}\n" for file in files).encode())


def measure(gold: Path = GOLD) -> Figures:
    """Read the gold folder with the program and score what it found."""
    with TemporaryDirectory() as folder:
        pages, quotes = Path(folder) / "pages", Path(folder) / QUOTES
        predict_pages(gold, pages)
        predict_quotes(gold / QUOTES, quotes)
        found = {
            "pages": figures(score_pages(gold, pages), PAGE_FIGURES),
            "quotes": figures(score_quotes(gold / QUOTES, quotes), QUOTE_FIGURES),
        }
    return {kind: {name: value or 0.0 for name, value in named.items()} for kind, named in found.items()}


def load(path: Path = FLOORS) -> Floors:
    """Read floors as they stand in the file, seal included.

    Raises:
        OSError: there is no such file.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    lowered = [Lowered(**entry) for entry in table.get("lowered", [])]
    return Floors(table["gold"], table["margin"], table["floors"], lowered, table["seal"])


def save(floors: Floors, path: Path = FLOORS) -> None:
    """Write floors with the seal that fits them."""
    floors = floors.sealed()
    lines = [HEADER, f'gold = "{floors.gold}"', f'seal = "{floors.seal}"', f"margin = {floors.margin}"]
    for gold, names in floors.floors.items():
        lines += [
            "",
            f"[floors.{gold}]",
            *(f"{json.dumps(name)} = {floor:.3f}" for name, floor in names.items()),
        ]
    for low in floors.lowered:
        lines += ["", "[[lowered]]", f"day = {json.dumps(low.day)}"]
        lines += [
            f"reason = {json.dumps(low.reason, ensure_ascii=False)}",
            f"figure = {json.dumps(low.figure)}",
        ]
        lines += [f"before = {low.before:.3f}", f"after = {low.after:.3f}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def updated(old: Floors, scores: Figures, gold: str, *, day: str, reason: str | None = None) -> Floors:
    """Raise floors to the scores; lower those that the scores fall short of if there is a reason.

    Raises:
        RefusedError: there is no reason, and a floor would fall or the file was changed by hand.
    """
    reason = (reason or "").strip()
    if old.seal != old.sealed().seal and not reason:
        raise RefusedError("floors.toml was changed by hand; its floors may have been lowered")
    short = old.shortfalls(scores)
    if short and not reason:
        raise RefusedError("\n".join(short))
    new: Figures = {}
    lowered = list(old.lowered)
    for kind, names in scores.items():
        new[kind] = {}
        for name, score in names.items():
            before, after = old.floors.get(kind, {}).get(name, 0.0), math.floor(score * 1000) / 1000
            falls = score < before - old.margin
            new[kind][name] = after if falls else max(before, after)
            if falls:
                lowered.append(Lowered(day, reason, f"{kind} {name}", before, after))
    return Floors(gold, old.margin, new, lowered).sealed()
