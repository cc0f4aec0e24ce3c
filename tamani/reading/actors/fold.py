"""Actors told twice: a bare word in a headline and, further down, the full name or role it was short for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tamani.reading.actors.offices import takes_up

if TYPE_CHECKING:
    from tamani.reading.actors.cast import Draft
    from tamani.reading.actors.scene import Scene


def fold(scene: Scene) -> None:
    """Merge every bare draft into the one fuller draft that it can only mean."""
    for draft in list(scene.cast):
        if draft.named or not (_is_bare(draft) or (draft.kind == "group" and _only_in_headline(scene, draft))):
            continue
        fuller = [other for other in scene.cast if _is_fuller(scene, other, draft)]
        if len(fuller) == 1:
            merge(scene, draft, fuller[0])


def _is_bare(draft: Draft) -> bool:
    if draft.kind == "person":
        return draft.name == draft.role and draft.mentions[0].form == "role"
    return draft.kind == "government_body" and draft.name.lower() == draft.stem


def _only_in_headline(scene: Scene, draft: Draft) -> bool:
    """Whether somebody is told in headline or standfirst alone: the body is about the same people."""
    kinds = {scene.part_kind(scene.tokens.at(m.start)) for m in draft.mentions}
    return kinds <= {"headline", "standfirst"}


def _is_fuller(scene: Scene, other: Draft, draft: Draft) -> bool:
    if other is draft or other.kind != draft.kind or other.stem != draft.stem:
        return False
    told = draft.told_country or other.told_country or draft.kind != "person"
    if told and draft.country and other.country and draft.country != other.country:
        return False
    if draft.gender and other.gender and draft.gender != other.gender and draft.kind == "person":
        return False
    if ":" in other.office or _indefinite(other):
        return False
    if draft.kind == "group":
        return True
    if draft.kind != "person":
        return len(other.name) > len(draft.name)
    offices = {other.office, *(held.office for held in other.held)}
    same = other.named and (draft.role == draft.stem or draft.office in offices or _once_was(scene, draft))
    if other.named and takes_up(scene, draft.role or "", other.role or ""):
        return True
    return same or (other.role or "").startswith(f"{draft.role} ")


def _once_was(scene: Scene, draft: Draft) -> bool:
    """Whether a headline only says that somebody has been it: "huit ans requis contre l'ancien directeur"."""
    former, _, role = (draft.role or "").partition(" ")
    plain = role and " " not in role and role not in scene.lexicon.offices
    return bool(plain) and former in scene.lexicon.sets["groups.before.former"] and _only_in_headline(scene, draft)


def _indefinite(other: Draft) -> bool:
    return other.kind == "person" and not other.named and other.name != other.role


def merge(scene: Scene, draft: Draft, into: Draft) -> None:
    """Make one draft part of another."""
    scene.cast.drop(draft.id)
    into.gender = into.gender or draft.gender
    into.mentions = sorted(
        [*into.mentions, *(replace(m, actor=into.id) for m in draft.mentions)], key=lambda m: m.start
    )
    scene.folded[draft.id] = into.id
