"""Acts that somebody blames: who blames them has not done them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.act_types import HOSTILE_DEEDS
from tamani.reading.events.entries import NOUN, OBJECT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.reader import EventReader
    from tamani.reading.events.tree import Tree

BLAME = "ACCUSE"
BLAMED = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""Types of acts that nobody blames in himself."""
OF_ACTOR = frozenset({"amod", "compound", "det", "nmod"})
"""Relations of the words beside a noun of action that say whose act it is ("Russian attacks", "the rebels' attack")."""


def clear_blamers(tree: Tree, drafts: Sequence[Draft]) -> None:
    """Take away the source of a blamed act that is only whoever blames it: "la France condamne l'arraisonnement"."""
    for draft in drafts:
        if draft.trigger.entry.carrier == NOUN and draft.source and set(draft.source) <= blamers(tree, drafts, draft):
            draft.source = []


def blamers(tree: Tree, drafts: Sequence[Draft], act: Draft) -> set[str]:
    """Those who blame an act that is told under their verb: "condemns the raid", "condemns a raid that killed two"."""
    if act.type not in BLAMED:
        return set()
    i = act.trigger.token
    over = [d for d in drafts if d.type == BLAME and d.trigger.token < i and tree.within(i, d.trigger.token)]
    return {actor for blame in over for actor in blame.source}


def struck(reader: EventReader, blame: Draft) -> set[str]:
    """Those whom a blamed deed hit, and the states in which it was done: no word blames them.

    For "condemns the attack on X in Y, which killed Z": X, Y and Z, where the deed is told by a noun; not whose it is
    ("the rebels' attack", "the Russian attack", "the attack by X").
    """
    tree, clauses = reader.tree, reader.clauses
    slots = blame.trigger.entry.target
    others = set(slots) - {OBJECT} - reader.tables.sets["arguments.of"]
    if blame.type != BLAME or blame.trigger.entry.carrier == NOUN or OBJECT not in slots or others:
        return set()
    deed = clauses.surface_object(blame.trigger.token)
    if deed is None or not _is_deed(reader, deed):
        return set()
    owners = [k for k in reader.who.complements(deed) if reader.who.of(k).actors and k not in reader.who.places.at]
    agents = {*reader.who.agents(deed), *owners}
    whose = {k for k in tree.kids[deed] if tree.rel[k] in OF_ACTOR and k not in clauses.led} | agents
    beside = [k for k in tree.having(blame.trigger.token, "obl") if k > deed and _is_place(reader, k)]
    beside = [k for k in beside if k not in blame.trigger.words]
    words = {word for k in (deed, *beside) for word in tree.subtree(k)}
    theirs = {word for k in whose for word in tree.subtree(k)} | {deed}
    sentence = tree.sentence[deed]
    named: dict[str, list[int]] = {}
    for mention in reader.reading.mentions:
        if tree.sentence[mention.head] == sentence:
            named.setdefault(mention.actor, []).append(mention.head)
    hit = {actor for actor, heads in named.items() if not (words - theirs).isdisjoint(heads)}
    return {actor for actor in hit if theirs.isdisjoint(named[actor])}


def _is_place(reader: EventReader, noun: int) -> bool:
    led = reader.clauses.led.get(noun)
    return led is not None and led.name in reader.tables.sets["arguments.place"]


def _is_deed(reader: EventReader, noun: int) -> bool:
    entries = reader.frames.lexicon.entries.get(NOUN, {}).get(reader.tree.lemma[noun], ())
    return any(entry.type in HOSTILE_DEEDS for entry in entries)
