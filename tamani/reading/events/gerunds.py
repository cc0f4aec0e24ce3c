"""Nouns that a tagger takes for verbs: "Slovenia's *backing* drew applause", "*Calls* by Mexico went unheeded"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from tamani.reading.events.tree import Tree

NOUN_PLACES = frozenset({"nsubj", "obj", "nmod"})
"""Relations in which a verb without subject or auxiliary of its own can only be a noun."""


def take_for_nouns(tree: Tree, nouns: Collection[str], plurals: dict[str, str], owning: frozenset[str]) -> None:
    """Make nouns of what stands as subject or object of a verb and has nothing that a verb has.

    ``nouns`` and ``plurals`` are those of the lexicon, ``owning`` what marks the owner in front.
    """
    for i in range(len(tree)):
        known = tree.form[i] in nouns or tree.form[i] in plurals
        if tree.pos[i] != "VERB" or not known or tree.rel[i] not in NOUN_PLACES or not tree.is_verbal(tree.head[i]):
            continue
        subjects = tree.having(i, "nsubj")
        owners = [k for k in subjects if any(tree.form[m] in owning for m in tree.having(k, "case"))]
        if len(owners) < len(subjects) or tree.first(i, "aux", "cop", "mark", "obj") is not None:
            continue
        tree.pos[i], tree.verb_form[i], tree.tense[i] = "NOUN", "", ""
        tree.lemma[i] = plurals.get(tree.form[i], tree.form[i])
        for k in owners:
            tree.rel[k] = "nmod"
