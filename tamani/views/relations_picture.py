"""A picture of the events between two sides over time, as SVG written here: a row of bars for each direction.

What goes up is cooperation and what goes down is conflict; words are hatched and deeds are whole, and what is only
alleged is an empty bar with a dashed edge, so that nothing is told by colour alone; what was read with little
confidence is pale with a dotted edge. Each period has its figures as a tooltip, and the whole picture has them in
words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from tamani.views.markup import Markup, join, tag
from tamani.views.printable import shorten
from tamani.views.relation_words import DIRECTIONS, class_label

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from tamani.relation import Line, Relation
    from tamani.views.relation_words import Sides

    Periods = Sequence[str]

MOST_PERIODS = 120
"""Bars side by side; more of them cannot be told apart."""
WIDTH, LEFT, RIGHT = 850, 46, 14
"""The picture's width, and what stands free of bars on both sides."""
HEIGHT, HEAD, FOOT, KEY = 170, 46, 36, 52
"""Of the bars of a direction, its heading, the dates below, and of the key."""
TALLEST, WIDEST, NARROWEST_WITH_NUMBER = 22.0, 34.0, 13.0
"""The most that one event is high and a bar is wide, and from which width on a bar has its number."""
DATE_WIDTH = 62
LONGEST_NAME = 60
UP, DOWN = ("2", "1"), ("4", "3")
"""Quad classes from the line outwards: deeds, then words."""
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of one period and direction: by quad class as told, and those that are only alleged.

    ``unsure`` are those of the told ones that were read with little confidence.
    """

    told: dict[str, int]
    unsure: dict[str, int]
    alleged: dict[str, int]
    words: str

    def height(self, classes: Iterable[str]) -> int:
        """How many events go up, or down."""
        return sum(self.told.get(name, 0) + self.alleged.get(name, 0) for name in classes)


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of one direction by period."""

    direction: str
    bars: dict[str, Bar]


def charts(relation: Relation, sides: Sides) -> list[Chart]:
    """What is to be drawn: lines whose events are dated as closely as the periods are."""
    found: dict[str, dict[str, dict[str, Line]]] = {}
    for block in relation.blocks:
        for line in block.lines:
            if line.exact:
                kind = "alleged" if block.standing == "alleged" else "told"
                found.setdefault(block.direction, {}).setdefault(line.period, {})[kind] = line
    return [
        Chart(direction, {period: _bar(period, lines, sides) for period, lines in found[direction].items()})
        for direction in DIRECTIONS
        if direction in found
    ]


def _bar(period: str, lines: dict[str, Line], sides: Sides) -> Bar:
    counts = {
        kind: {name: figures.events for name, figures in lines[kind].classes.items()} if kind in lines else {}
        for kind in ("told", "alleged")
    }
    labels = sides.labels
    told = lines["told"].classes if "told" in lines else {}
    unsure = {name: figures.unsure for name, figures in told.items() if figures.unsure}
    parts = [
        labels("relations_bar_part", **{"class": class_label(name, labels), "count": count})
        for name, count in counts["told"].items()
    ]
    if unsure:
        parts.append(labels("relations_bar_unsure", count=sum(unsure.values())))
    if counts["alleged"]:
        parts.append(labels("relations_bar_alleged", count=sum(counts["alleged"].values())))
    for kind, line in lines.items():
        often = [labels.count(f"relations_{of}", getattr(line.figures, of)) for of in ("stories", "mentions")]
        parts.append(labels("prefix", name=sides.standing(kind)) + labels("separator").join(often))
    words = labels("relations_bar", period=period, parts=" · ".join(parts))
    return Bar(counts["told"], unsure, counts["alleged"], words)


def picture(
    relation: Relation, sides: Sides, between: Callable[[str, str], Iterable[str]], *, alone: bool = False
) -> Markup | None:
    """The picture; None where no event is dated closely enough, or there are too many periods.

    Args:
        relation: figures by quad class.
        sides: what the two are called.
        between: all periods from one to another, those without events too.
        alone: whether it is a file of its own, which brings its colours with it.

    """
    drawn = charts(relation, sides)
    if not drawn:
        return None
    periods = all_periods(drawn, between)
    if len(periods) > MOST_PERIODS:
        return None
    labels = sides.labels
    unit = _unit(drawn)
    title = labels(
        "relations_picture_title",
        first=sides.first,
        second=sides.second or "",
        by=labels.of("relations_by", relation.by),
    )
    parts, top = list[Markup](), 0.0
    for chart in drawn:
        parts += _chart(chart, periods, top, unit, sides)
        top += _height(chart, unit)
    if alone:
        parts += _drawn_key(top, sides)
        top += KEY
    words = (
        join([sides.direction(chart.direction), *(bar.words for bar in chart.bars.values())], " · ") for chart in drawn
    )
    svg = tag(
        "svg",
        tag("title", title, id="relations-title"), tag("desc", join(words, " — "), id="relations-words"),
        tag("style", Markup(own_style())) if alone else None,
        tag("defs", *_patterns()),
        tag("rect", x=0, y=0, width=WIDTH, height=f"{top:g}", class_="paper") if alone else None,
        *parts,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {top:g}", role="img", class_="relations",
        aria_labelledby="relations-title relations-words",
    )  # fmt: skip
    return Markup(_NOT_IN_XML.sub("\ufffd", svg))


def all_periods(drawn: Sequence[Chart], between: Callable[[str, str], Iterable[str]]) -> Periods:
    """The periods from the first bar to the last one, at most one more than can be drawn."""
    with_events = sorted({period for chart in drawn for period in chart.bars})
    found = []
    for period in between(with_events[0], with_events[-1]):
        found.append(period)
        if len(found) > MOST_PERIODS:
            break
    return found


def own_style() -> str:
    """The style of a picture that is a file of its own: the colours of the HTML view, and what concerns pictures."""
    folder = resources.files(__package__)
    palette = folder.joinpath("page.css").read_text(encoding="utf-8").partition("* {")[0]
    return palette + folder.joinpath("relations.css").read_text(encoding="utf-8")


def _unit(drawn: Sequence[Chart]) -> float:
    """How high one event is, the same in all directions."""
    most = max(_most(chart, UP) + _most(chart, DOWN) for chart in drawn)
    return min(TALLEST, HEIGHT / most)


def _most(chart: Chart, classes: tuple[str, ...]) -> int:
    return max(bar.height(classes) for bar in chart.bars.values())


def _height(chart: Chart, unit: float) -> float:
    return HEAD + unit * (_most(chart, UP) + _most(chart, DOWN)) + FOOT + 14


def _chart(chart: Chart, periods: Periods, top: float, unit: float, sides: Sides) -> Iterator[Markup]:
    """A direction: its name, the line of no events, the bars, the dates."""
    up, down = _most(chart, UP), _most(chart, DOWN)
    zero = top + HEAD + unit * up
    labels = sides.labels
    yield _text(shorten(sides.direction(chart.direction), LONGEST_NAME * 2), LEFT, top + 20, "heading")
    if up:
        yield _text(f"↑ {labels('relations_up')}", LEFT, top + 38, "note")
        yield from _scale(up, zero - unit * up)
    if down:
        yield _text(f"↓ {labels('relations_down')}", LEFT + (150 if up else 0), top + 38, "note")
        yield from _scale(down, zero + unit * down)
    pitch = (WIDTH - LEFT - RIGHT) / len(periods)
    places = {period: LEFT + pitch * (place + 0.5) for place, period in enumerate(periods)}
    for period, bar in chart.bars.items():
        yield tag("g", tag("title", bar.words), *_drawn(bar, places[period], zero, unit, min(WIDEST, pitch * 0.8)))
    yield tag("path", d=f"M{LEFT} {zero:g}H{WIDTH - RIGHT}", class_="zero")
    yield _text("0", LEFT - 8, zero + 4, "number")
    step = max(1, -(-DATE_WIDTH // max(1, int(pitch)))) if pitch < DATE_WIDTH else 1
    bottom = zero + unit * down + FOOT - 6
    for period in periods[::step]:
        yield _text(period, places[period], bottom, "date")


def _scale(most: int, y: float) -> Iterator[Markup]:
    yield tag("path", d=f"M{LEFT} {y:g}H{WIDTH - RIGHT}", class_="grid")
    yield _text(str(most), LEFT - 8, y + 4, "number")


def _drawn(bar: Bar, x: float, zero: float, unit: float, width: float) -> Iterator[Markup]:
    """The parts of a bar from the line outwards: deeds, words, each with the unsure ones, then what is only alleged."""
    for classes, way in ((UP, -1), (DOWN, 1)):
        at = zero
        for name in classes:
            told, unsure = bar.told.get(name, 0), bar.unsure.get(name, 0)
            at = yield from _part((told - unsure) * unit * way, at, x, width, f"quad-{name}")
            at = yield from _part(unsure * unit * way, at, x, width, f"unsure quad-{name}")
        for name in classes:
            at = yield from _part(bar.alleged.get(name, 0) * unit * way, at, x, width, f"alleged quad-{name}")
        count = bar.height(classes)
        if count and width >= NARROWEST_WITH_NUMBER:
            yield _text(str(count), x, at + (12 if way > 0 else -4), "count")


def _part(height: float, at: float, x: float, width: float, style: str) -> Generator[Markup, None, float]:
    if height:
        y, size = min(at, at + height), abs(height)
        yield tag(
            "rect", x=f"{x - width / 2:.1f}", y=f"{y:.1f}", width=f"{width:.1f}", height=f"{size:.1f}", class_=style
        )
    return at + height


def _text(words: str, x: float, y: float, style: str) -> Markup:
    return tag("text", words, x=f"{x:.1f}", y=f"{y:.1f}", class_=style)


def _patterns() -> Iterator[Markup]:
    """Hatching for words, leaning one way for cooperation and the other way for conflict."""
    for name, kind, line in (("1", "cooperation", "M-2 8L8 -2M0 12L12 0"), ("3", "conflict", "M-2 2L8 12M0 -2L12 10")):
        yield tag(
            "pattern", tag("path", d=line, class_=f"hatch {kind}"), id=f"hatch-{name}", width=6, height=6,
            patternUnits="userSpaceOnUse",
        )  # fmt: skip


def key(sides: Sides) -> Markup:
    """What the bars mean, to stand below a picture."""
    return tag("ul", *(tag("li", _sample(style), words) for style, words in _samples(sides)), class_="key")


def _samples(sides: Sides) -> list[tuple[str, str]]:
    labels = sides.labels
    samples = [(f"quad-{name}", labels.of("quad", name)) for name in ("1", "2", "3", "4")]
    samples.append(("unsure quad-4", labels("relations_key_unsure")))
    return [*samples, ("alleged quad-4", labels("relations_key_alleged"))]


def _drawn_key(top: float, sides: Sides) -> Iterator[Markup]:
    """The same inside a picture that stands alone."""
    wide = (WIDTH - LEFT - RIGHT) / 3
    for place, (style, words) in enumerate(_samples(sides)):
        x, y = LEFT + wide * (place % 3), top + 4 + 22 * (place // 3)
        yield tag("rect", x=f"{x:g}", y=f"{y:g}", width=22, height=12, class_=style)
        yield _text(words, x + 28, y + 10, "note")


def _sample(style: str) -> Markup:
    box = tag("rect", x=1, y=1, width=22, height=12, class_=style)
    return tag("svg", box, viewBox="0 0 24 14", width=24, height=14, aria_hidden="true", class_="relations")
