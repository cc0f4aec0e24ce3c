"""Names in a row: "Paris, Berlin et Varsovie"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.events.places import Places
    from tamani.reading.events.tree import Tree

ROW_FORMS = frozenset({"name", "alias", "acronym", "capital", "seat"})


def rows_of(tree: Tree, places: Places) -> dict[int, list[int]]:
    """Token of a name → the tokens of all names in one row with it, read from the words: parses often break rows."""
    heads: list[tuple[int, int]] = []
    for mention in tree.reading.mentions:
        first, last = tree.token_at(mention.start), tree.token_at(mention.end - 1)
        if mention.form in ROW_FORMS and (not heads or first > heads[-1][1]):
            heads.append((first, last))
    towns = sorted({(p.start, p.end - 1) for p in places.at.values() if p.capital})
    heads = sorted({*heads, *(t for t in towns if all(t[1] < f or last < t[0] for f, last in heads))})
    rows: dict[int, list[int]] = {}
    row: list[tuple[int, int]] = []
    for head in [*heads, (len(tree), len(tree))]:
        if row and _joins(tree, row[-1][1] + 1, head[0]):
            row.append(head)
            continue
        if len(row) > 1 and any(tree.pos[k] == "CCONJ" for k in range(row[0][0], row[-1][1])):
            tokens = [_carrier_in(tree, *part) for part in row]
            for first, last in row:
                for k in range(first, last + 1):
                    rows[k] = tokens
        row = [head]
    return rows


def _carrier_in(tree: Tree, first: int, last: int) -> int:
    """The token that carries a name: the one whose governor lies outside of it."""
    return next((k for k in range(first, last + 1) if not first <= tree.head[k] <= last), first)


def _joins(tree: Tree, first: int, last: int) -> bool:
    """Whether the tokens between two names only join them."""
    if not 0 < last - first <= 3 or last >= len(tree):
        return False
    joints = [k for k in range(first, last) if tree.pos[k] == "CCONJ" or tree.form[k] == ","]
    return (
        len(joints) == 1 and joints[0] == first and all(tree.pos[k] in {"DET", "ADP"} for k in range(first + 1, last))
    )
