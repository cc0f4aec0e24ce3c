"""Verbs that a tokenizer cuts at their hyphen: "test-fired", "re-arrested"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tamani.reading.events.tree import Tree

PARTS = (2, 1)
"""Tokens from the first part of such a verb to its last: with the hyphen as a token of its own, or glued to a part."""


def join_hyphened(tree: Tree, forms: Mapping[str, tuple[str, ...]]) -> None:
    """Make the last part of a verb cut at its hyphen stand for the whole, with what hangs on the first part.

    ``forms`` leads from the forms of verbs to their infinitives.
    """
    for i in range(1, len(tree)):
        for first in (i - parts for parts in PARTS if i >= parts):
            verbs = forms.get(tree.whole[first], ()) if tree.start[first] != tree.start[i] else ()
            if verbs and "-" in tree.whole[first] and tree.end[i] == tree.start[first] + len(tree.whole[first]):
                _join(tree, first, i, verbs[0])


def _join(tree: Tree, first: int, last: int, verb: str) -> None:
    parts = range(first, last + 1)
    outside = [k for k in parts if tree.head[k] not in parts]
    above, relation = (tree.head[outside[0]], tree.rel[outside[0]]) if outside else (last, "root")
    root = any(tree.head[k] == k for k in parts)
    for k in parts:
        for kid in tree.kids[k]:
            if kid not in parts:
                _hang(tree, kid, last)
    relation = "root" if root else relation
    for k in parts:
        if k != last:
            _hang(tree, k, last, "compound")
    _hang(tree, last, last if root else above, relation)
    tree.pos[last], tree.lemma[last] = "VERB", verb
    subjects = tree.having(last, "nsubj")
    fronted = [k for k in tree.having(last, "compound", "nmod", "det", "amod") if k < first]
    if not subjects and fronted:
        nouns = [k for k in fronted if tree.pos[k] in {"NOUN", "PROPN", "PRON"}]
        if nouns:
            tree.rel[nouns[-1]] = "nsubj"
            for k in fronted:
                if k != nouns[-1]:
                    _hang(tree, k, nouns[-1])


def _hang(tree: Tree, i: int, head: int, relation: str | None = None) -> None:
    """Make a token a dependent of another."""
    old = tree.head[i]
    if old != i:
        tree.kids[old] = [k for k in tree.kids[old] if k != i]
    tree.head[i] = head
    if head != i:
        tree.kids[head] = sorted({*tree.kids[head], i})
    if relation is not None:
        tree.rel[i] = relation
