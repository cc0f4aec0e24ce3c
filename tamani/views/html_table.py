"""Tables in HTML whose cells know their column: on a narrow screen, where the headings are gone, each says its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.views.markup import Markup, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COUNTED = "counted"
"""The class of cells with a number, whose heading stands over it."""

Attributes = dict[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of a row."""

    content: tuple[str | None, ...]
    attributes: Attributes

    @property
    def is_counted(self) -> bool:
        """Whether it holds a number."""
        return self.attributes.get("class_") == COUNTED


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, as many as there are columns."""

    cells: tuple[Cell, ...]
    attributes: Attributes


def cell(*content: str | None, **attributes: str | int | bool | None) -> Cell:
    """A cell with this content, written as that of :func:`tamani.views.markup.tag`."""
    return Cell(content, attributes)


def number(count: int | str) -> Cell:
    """A cell with a number."""
    return cell(str(count), class_=COUNTED)


def row(*cells: Cell, **attributes: str | int | bool | None) -> Row:
    """A row of these cells."""
    return Row(cells, attributes)


def table(columns: Iterable[str], rows: Iterable[Row]) -> Markup:
    """Make a table with a line of headings; every cell but a row's first has its heading with it."""
    names, body = list(columns), list(rows)
    head = tag("tr", *(_heading(name, [one.cells[place] for one in body]) for place, name in enumerate(names)))
    return tag("table", tag("thead", head), tag("tbody", *(_row(names, one) for one in body)))


def _heading(name: str, below: Sequence[Cell]) -> Markup:
    filled = [one for one in below if one.content]
    counted = bool(filled) and all(one.is_counted for one in filled)
    return tag("th", name, scope="col", class_=COUNTED if counted else None)


def _row(names: Sequence[str], one: Row) -> Markup:
    first, *others = zip(one.cells, names, strict=True)
    cells = [tag("td", *first[0].content, **first[0].attributes)]
    cells += [tag("td", *found.content, data_label=name, **found.attributes) for found, name in others]
    return tag("tr", *cells, **one.attributes)
