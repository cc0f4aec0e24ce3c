"""A small picture of who acts towards whom, as SVG written here: one arrow for a pair of actors and a class of act.

Who acts stands on the left, on whom on the right. Every arrow leaves from a line of its own, along which its label
runs, so that labels never cross. Classes of act differ in dash and head, and only then in colour.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from tamani.views.event_words import EventWords
from tamani.views.markup import Markup, join, tag
from tamani.views.printable import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.record import Record
    from tamani.views.labels import Labels

MOST_ARROWS = 16
"""More of them make a picture that nobody reads; those of most events are drawn."""
WIDTH, BOX, LANE_END = 850, 184, 505
"""The picture's width, that of a box of an actor, and where the lane of labels ends."""
ROW, GAP, MARGIN = 34, 16, 30
"""Height of an arrow's line, space between boxes, space for the headings."""
NAME_LENGTH, LABEL_LENGTH = 20, 48
NAME_SIZE = 12
"""Pixels of a name's letters, as in the style sheet."""
WIDE_LETTERS = frozenset("MWmw%@ŒÆ")
HEAD = 10
TOLD_AS_FACT = frozenset({"happened", "ongoing"})
MATERIAL, COOPERATION = frozenset({2, 4}), frozenset({1, 2})


@dataclass(frozen=True, slots=True)
class Arrow:
    """All events of one quad class from one actor to another."""

    source: str
    target: str
    quad: int
    acts: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Box:
    """An actor in one of the columns, from ``top`` to ``bottom``."""

    actor: str
    top: float
    bottom: float


def arrows(record: Record, words: EventWords) -> tuple[list[Arrow], int]:
    """What is drawn, and how many events are not; an actor that acts with others on them all acts on no self."""
    acts: dict[tuple[str, str, int], Counter[str]] = {}
    of_event: list[list[tuple[str, str, int]]] = []
    for event in record.events:
        label = words.act(event)
        if event.status not in TOLD_AS_FACT:
            label = words.labels("act_with_status", act=label, status=words.labels.of("status", event.status))
        pairs = dict.fromkeys((s, t, event.quad) for s in event.source for t in event.target if s != t)
        of_event.append(list(pairs))
        for pair in pairs:
            acts.setdefault(pair, Counter())[label] += 1
    most = sorted(acts, key=lambda pair: -acts[pair].total())[:MOST_ARROWS]
    drawn = [_arrow(pair, acts[pair], words) for pair in acts if pair in set(most)]
    return drawn, sum(1 for pairs in of_event if not any(pair in most for pair in pairs))


def _arrow(pair: tuple[str, str, int], acts: Counter[str], words: EventWords) -> Arrow:
    labels = (words.labels("times_over", act=act, count=n) if n > 1 else act for act, n in acts.most_common())
    return Arrow(*pair, acts=tuple(labels), count=acts.total())


def who_to_whom(record: Record, labels: Labels) -> Markup:
    """The picture, what its lines mean, and the same in words; on a narrow screen a list stands for it."""
    words = EventWords(record, labels)
    drawn, left_out = arrows(record, words)
    if not drawn:
        return tag("p", labels("no_who_to_whom"))
    more = tag("p", labels.count("picture_left_out", left_out), class_="hint") if left_out else None
    in_words = [_in_words(arrow, words) for arrow in drawn]
    return tag(
        "figure",
        tag("div", _svg(drawn, in_words, words), class_="scroll", tabindex=0, role="group",
            aria_label=labels("who_to_whom")),
        tag("ul", *(_narrow(arrow, words) for arrow in drawn), class_="narrow"),
        tag("figcaption", _key(drawn, labels), more),
        tag("details", tag("summary", labels("picture_in_words")), tag("ul", *(tag("li", w) for w in in_words)),
            class_="why"),
        class_="picture",
    )  # fmt: skip


def _narrow(arrow: Arrow, words: EventWords) -> Markup:
    """An arrow as a line of a list, for screens on which the picture would not fit."""
    source, target = (tag("bdi", words.name(actor), class_="name") for actor in (arrow.source, arrow.target))
    return tag("li", source, _sample(arrow.quad), target, tag("small", words.labels("separator").join(arrow.acts)))


def _in_words(arrow: Arrow, words: EventWords) -> str:
    return words.labels(
        "picture_arrow", source=words.name(arrow.source), target=words.name(arrow.target),
        acts=words.labels("separator").join(arrow.acts), quad=words.labels.of("quad", str(arrow.quad)),
    )  # fmt: skip


def _key(drawn: Iterable[Arrow], labels: Labels) -> Markup:
    """A short line of each look that is in the picture."""
    quads = sorted({arrow.quad for arrow in drawn})
    samples = (tag("li", _sample(quad), labels.of("quad", str(quad))) for quad in quads)
    return tag("ul", *samples, class_="key")


def _sample(quad: int) -> Markup:
    line = _line(quad, "M2 8H36", 36, 8)
    return tag("svg", *line, viewBox="0 0 48 16", width=48, height=16, aria_hidden="true")


def _svg(drawn: list[Arrow], in_words: list[str], words: EventWords) -> Markup:
    ordered = _by_source(drawn)
    rows = _rows(ordered)
    left = [Box(actor, min(ys) - ROW / 2, max(ys) + ROW / 2) for actor, ys in _grouped(ordered, rows)]
    right, ends = _right(ordered, rows)
    height = max(left[-1].bottom, right[-1].bottom) + 2
    labels = words.labels
    return tag(
        "svg",
        tag("title", labels("picture_words"), id="drawing-title"),
        tag("desc", join(in_words, " · "), id="drawing-words"),
        *_heading(labels("source_actor"), 0), *_heading(labels("target_actor"), WIDTH - BOX),
        *(part for arrow, y, end in zip(ordered, rows, ends, strict=True) for part in _drawn(arrow, y, end, words)),
        *(part for box in left for part in _box(box, 1, words)),
        *(part for box in right for part in _box(box, WIDTH - BOX - 1, words)),
        viewBox=f"0 0 {WIDTH} {height:g}", role="img", aria_labelledby="drawing-title drawing-words",
    )  # fmt: skip


def _by_source(drawn: list[Arrow]) -> list[Arrow]:
    """Arrows of one source together, the sources in the order of their first act."""
    order = {actor: place for place, actor in enumerate(dict.fromkeys(arrow.source for arrow in drawn))}
    return sorted(drawn, key=lambda arrow: order[arrow.source])


def _rows(ordered: list[Arrow]) -> list[float]:
    """The height of the middle of each arrow's line."""
    found: list[float] = []
    top = float(MARGIN)
    for place, arrow in enumerate(ordered):
        top += GAP if place and arrow.source != ordered[place - 1].source else 0
        found.append(top + ROW / 2)
        top += ROW
    return found


def _grouped(ordered: list[Arrow], rows: list[float]) -> Iterator[tuple[str, list[float]]]:
    found: dict[str, list[float]] = {}
    for arrow, y in zip(ordered, rows, strict=True):
        found.setdefault(arrow.source, []).append(y)
    yield from found.items()


def _right(ordered: list[Arrow], rows: list[float]) -> tuple[list[Box], list[float]]:
    """Boxes of those acted on, each about as high as where its arrows come from, and where each arrow ends."""
    coming: dict[str, list[int]] = {}
    for place, arrow in enumerate(ordered):
        coming.setdefault(arrow.target, []).append(place)
    middles = {actor: sum(rows[p] for p in places) / len(places) for actor, places in coming.items()}
    boxes: list[Box] = []
    ends = [0.0] * len(ordered)
    free = float(MARGIN)
    for actor in sorted(coming, key=lambda actor: middles[actor]):
        height = ROW * max(1.0, 0.6 * len(coming[actor]))
        top = max(free, middles[actor] - height / 2)
        boxes.append(Box(actor, top, top + height))
        free = top + height + GAP
        for nth, place in enumerate(coming[actor]):
            ends[place] = top + height * (nth + 0.5) / len(coming[actor])
    return boxes, ends


def _heading(words: str, x: float) -> Iterator[Markup]:
    yield tag("text", words, x=f"{x:g}", y="16", class_="column")


def _box(box: Box, x: float, words: EventWords) -> Iterator[Markup]:
    """An actor: its name on one or two lines, all of it as its tooltip."""
    name, middle = words.name(box.actor), (box.top + box.bottom) / 2
    lines = textwrap.wrap(shorten(name, NAME_LENGTH * 2), NAME_LENGTH, max_lines=2, placeholder="…") or [name]
    top, height = box.top + 1, box.bottom - box.top - 2
    shape = tag("rect", x=f"{x:g}", y=f"{top:g}", width=BOX, height=f"{height:g}", rx=4)
    first = middle + 4.5 - 7.5 * (len(lines) - 1)
    texts = (_name(line, x + BOX / 2, first + 15 * n) for n, line in enumerate(lines))
    yield tag("g", tag("title", name), shape, *texts)


def _name(line: str, x: float, y: float) -> Markup:
    """A line of a name, pressed together where its letters are so wide that it may not fit the box."""
    wide = sum(1.0 if c in WIDE_LETTERS or east_asian_width(c) in "WF" else 0.65 for c in line) * NAME_SIZE
    pressed = wide > BOX - 12
    return tag(
        "text", line, x=f"{x:g}", y=f"{y:g}", class_="actor", textLength=BOX - 12 if pressed else None,
        lengthAdjust="spacingAndGlyphs" if pressed else None,
    )  # fmt: skip


def _drawn(arrow: Arrow, y: float, end: float, words: EventWords) -> Iterator[Markup]:
    """An arrow: level under its label, then bent to the height where it ends."""
    tip = WIDTH - BOX - 4
    stop = tip - HEAD
    bend = (LANE_END + stop) / 2
    path = f"M{BOX + 2} {y:g}H{LANE_END}C{bend:g} {y:g} {bend:g} {end:g} {stop:g} {end:g}"
    label = shorten(words.labels("separator").join(arrow.acts), LABEL_LENGTH)
    text = tag("text", label, x=BOX + 14, y=f"{y - 5:g}", class_="act")
    yield tag("g", tag("title", _in_words(arrow, words)), *_line(arrow.quad, path, stop, end), text)


def _line(quad: int, path: str, x: float, y: float) -> Iterator[Markup]:
    """Whole where matter is moved and dashed for words; a hollow head for cooperation, a full one for conflict."""
    kind = "cooperation" if quad in COOPERATION else "conflict"
    yield tag("path", d=path, class_=f"line {kind}", stroke_dasharray=None if quad in MATERIAL else "7 4")
    head = f"M{x:g} {y - 5.5:g}L{x + HEAD:g} {y:g}L{x:g} {y + 5.5:g}Z"
    yield tag("path", d=head, class_=f"head {kind}")
