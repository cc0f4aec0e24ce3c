"""Roles as text: how a role is written in a record, and which office it is under any of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.actors.cast import Held

if TYPE_CHECKING:
    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.actors.scene import Scene


def role_text(scene: Scene, phrase: Phrase) -> str:
    """The words of a role without determiner, small initial: "ministre malien de la Défense"."""
    text = scene.span_text(phrase.core, phrase.last)
    known = scene.tokens.text[phrase.core].isupper() or not scene.tokens.opens[phrase.core]
    known = known or (phrase.core + 1 < phrase.last and scene.tokens.capital(phrase.core + 1))
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


def held_role(scene: Scene, phrase: Phrase) -> Held:
    """The role of a phrase, to compare later ones with."""
    bare = bare_role(scene, phrase)
    return Held(phrase.noun.stem, office_key(scene, bare), bare)


def takes_up(scene: Scene, short: str, full: str) -> bool:
    """Whether a role with a common noun stands for one with a name: "directeur de la station", "de Radio X".

    ``short`` and ``full`` are roles with the same head noun, written as on the page.
    """
    offices = scene.lexicon.offices
    if short.lower() in offices or full.lower() in offices or short[1:] != short[1:].lower():
        return False
    words, known = _words(short), _words(full)[1:]
    name = next((k for k, word in enumerate(known) if word[:1].isupper()), None)
    if len(words) < 3 or name is None:
        return False
    kinds = [set(nouns) for nouns in scene.lexicon.roles["taken_up"].values()]
    told = {word.lower() for word in known[: name + 1]}
    own = [kind for kind in kinds if kind & told]
    return any(words[-1] in kind for kind in own or kinds)


def _words(role: str) -> list[str]:
    return role.replace("'", " ").replace("’", " ").split()


def _gap(scene: Scene, i: int) -> int:
    end = scene.tokens.end[i]
    return 1 if end < len(scene.text) and scene.text[end] == " " else 0
