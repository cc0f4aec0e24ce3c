"""Acts that somebody blames: who blames them has not done them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.entries import NOUN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.tree import Tree

BLAME = "ACCUSE"
BLAMED = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""Types of acts that nobody blames in himself."""


def clear_blamers(tree: Tree, drafts: Sequence[Draft]) -> None:
    """Take away the source of a blamed act that is only whoever blames it: "la France condamne l'arraisonnement"."""
    for draft in drafts:
        if draft.source and set(draft.source) <= blamers(tree, drafts, draft):
            draft.source = []


def blamers(tree: Tree, drafts: Sequence[Draft], act: Draft) -> set[str]:
    """Those who blame an act that a noun under their verb tells."""
    if act.type not in BLAMED or act.trigger.entry.carrier != NOUN:
        return set()
    i = act.trigger.token
    over = [d for d in drafts if d.type == BLAME and d.trigger.token < i and tree.within(i, d.trigger.token)]
    return {actor for blame in over for actor in blame.source}
