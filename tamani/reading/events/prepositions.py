"""The prepositional phrases of a page: which preposition leads to which noun, phrases of several words too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.reading.events.tree import NOMINAL

if TYPE_CHECKING:
    from tamani.reading.events.tables import Tables
    from tamani.reading.events.tree import Tree

REACH = 7
"""Tokens between a preposition and its noun at most."""
BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM", "ADV", "ADP"})
MARKS = frozenset("«»\"'“”")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start`` to ``end`` (exclusive) of a preposition, its name in the lexicon, its noun."""

    start: int
    end: int
    name: str
    noun: int


def phrases_of(tree: Tree, tables: Tables) -> list[Phrase]:
    """All prepositional phrases in the order of the text."""
    found: list[Phrase] = []
    free = 0
    for i in range(len(tree)):
        if i < free:
            continue
        name, end = _long(tree, tables, i) or _short(tree, tables, i)
        if end == i:
            continue
        noun = _noun(tree, end)
        if noun is not None:
            found.append(Phrase(i, end, name, noun))
            free = end
    return found


def _short(tree: Tree, tables: Tables, i: int) -> tuple[str, int]:
    form = tree.form[i]
    if form in tables.sets.get("arguments.participial", ()) and not tree.kids[i]:
        return tables.prepositions.get(form, form), i + 1
    if tree.pos[i] != "ADP" and form not in tables.prepositions and tree.rel[i] != "case":
        return "", i
    if tree.pos[i] in {"DET", "PRON", "NOUN", "PROPN", "VERB"} and tree.rel[i] != "case":
        return "", i
    return tables.prepositions.get(form, form), i + 1


def _long(tree: Tree, tables: Tables, i: int) -> tuple[str, int] | None:
    for words, name in tables.long_prepositions.get(tables.prepositions.get(tree.form[i], tree.form[i]), ()):
        end = i + len(words)
        if end > len(tree):
            continue
        here = [tree.form[k] for k in range(i, end)]
        plain = [tables.prepositions.get(word, word) for word in here]
        if all(word in (written, name_of) for word, written, name_of in zip(words, here, plain, strict=True)):
            return name, end
    return None


def _noun(tree: Tree, end: int) -> int | None:
    """The noun that the preposition leads to: by the parse, else the first behind it."""
    head = tree.head[end - 1]
    if tree.rel[end - 1] in {"case", "fixed"} and head != end - 1:
        if tree.rel[end - 1] == "fixed" and tree.rel[head] == "case":
            head = tree.head[head]
        if head >= end and tree.pos[head] in NOMINAL | {"ADJ", "SYM"}:
            return head
        if head == end - 2 and tree.pos[head] not in NOMINAL:
            return None
    for k in range(end, min(end + REACH, len(tree))):
        if tree.pos[k] in NOMINAL and not (
            tree.pos[k] == "NUM" and k + 1 < len(tree) and tree.pos[k + 1] in {"NOUN", "ADJ"}
        ):
            return k
        if tree.pos[k] not in BEFORE_NOUN and tree.form[k] not in MARKS:
            return None
    return None
