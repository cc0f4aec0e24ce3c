"""Roles as text: how a role is written in a record, and which office it is under any of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.actors.scene import Scene


def role_text(scene: Scene, phrase: Phrase) -> str:
    """The words of a role without determiner, small initial: "ministre malien de la Défense"."""
    text = scene.span_text(phrase.core, phrase.last)
    known = scene.tokens.text[phrase.core].isupper() or not scene.tokens.opens[phrase.core]
    return text if known else text[0].lower() + text[1:]


def office_of(scene: Scene, phrase: Phrase) -> str:
    """A key that is the same for all names of one office; else the role without nationality."""
    return office_key(scene, bare_role(scene, phrase))


def office_key(scene: Scene, bare: str) -> str:
    """The office that a role without nationality is."""
    return scene.lexicon.offices.get(bare, bare)


def bare_role(scene: Scene, phrase: Phrase) -> str:
    """The role in lower case without demonyms."""
    starts = {m.start for m in phrase.demonyms}
    taken = scene.taken
    words = [
        scene.text[scene.tokens.start[i] : scene.tokens.end[i] + _gap(scene, i)].lower()
        for i in range(phrase.core, phrase.last)
        if not (i in taken and taken[i].start in starts)
    ]
    return "".join(words).strip()


def _gap(scene: Scene, i: int) -> int:
    end = scene.tokens.end[i]
    return 1 if end < len(scene.text) and scene.text[end] == " " else 0
