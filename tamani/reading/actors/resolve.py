"""Whom a phrase means: names and roles on the page, pronouns, documents, speakers met for the first time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tamani.reading.actors.antecedents import Antecedents, Wanted
from tamani.reading.actors.cast import commit
from tamani.reading.actors.find import ActorFinder
from tamani.reading.actors.newcomers import read_document, read_newcomer, read_opposite
from tamani.reading.actors.phrases import NOMINAL
from tamani.words import reason

if TYPE_CHECKING:
    from tamani.reading.actors.cast import Draft
    from tamani.reading.actors.scene import Scene
    from tamani.reading.reading import ActorMention, Reading
    from tamani.record import Reason

UNNAMED = frozenset({"role", "collective"})
"""Forms of mentions that a name in apposition makes known."""
SURE, TAKEN_UP, GUESSED = 1.0, 0.9, 0.6


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actor that a phrase means, None where nobody on the page fits."""

    actor: str | None
    confidence: float = SURE
    reason: Reason | None = None


def resolve_speaker(
    reading: Reading, start: int, end: int, *, before: int | None = None, is_person: bool = False
) -> Resolution:
    """Tell which actor ``reading.text[start:end]`` means; a speaker not met before becomes an actor.

    ``before`` is the offset that antecedents of a pronoun must stand before, by default ``start``; ``is_person``: the
    pronoun stands for one person, who says "I".
    """
    finder = _finder(reading)
    found = _resolved(finder, start, end, start if before is None else before, is_person=is_person)
    if found.actor is not None:
        finder.scene.remember(found.actor, start, end)
    return found


def _resolved(finder: ActorFinder, start: int, end: int, before: int, *, is_person: bool) -> Resolution:
    scene = finder.scene
    phrase = scene.text[start:end].strip().lower()
    antecedents = Antecedents(scene, before)
    wanted = _wanted(scene, phrase)
    if wanted is not None and is_person and wanted.how == "topic":
        wanted = replace(wanted, person=True)
    if wanted is not None:
        return _pointed(Antecedents(scene, min(start, before)), wanted, scene, start)
    mention = _mention_at(scene, start, end)
    if mention is not None:
        draft = scene.cast.drafts[mention.actor]
        return Resolution(draft.id, draft.confidence, draft.reason)
    return _told(finder, antecedents, start, end)


def _finder(reading: Reading) -> ActorFinder:
    """The finder that filled the reading; it is made anew where actors were not looked for yet."""
    if reading.actor_finder is None:
        finder = ActorFinder(reading)
        finder.run()
        reading.actor_finder = finder
    return reading.actor_finder


def _wanted(scene: Scene, phrase: str) -> Wanted | None:
    """What a pronoun or a phrase like "ce dernier" asks for; None for any other phrase."""
    tables = scene.lexicon.pronouns
    if phrase in tables["pronouns"]:
        gender, number = tables["pronouns"][phrase]
        how = "relative" if phrase in tables["relative"]["words"] else "topic"
        return Wanted(how, gender or None, number or None, _animacy(scene, phrase))
    for how in ("nearest", "concerned", "guests"):
        for key, phrases in tables[how].items():
            if phrase in phrases:
                gender = "f" if key.startswith("feminine") else "m"
                return Wanted(how, gender, "p" if key.endswith("plural") else "s")
    return None


def _animacy(scene: Scene, pronoun: str) -> bool | None:
    """True for a pronoun that only stands for persons, False for one that never does, None for any other."""
    if scene.lexicon.has("pronouns.animacy.persons", pronoun):
        return True
    return False if scene.lexicon.has("pronouns.animacy.things", pronoun) else None


def _pointed(antecedents: Antecedents, wanted: Wanted, scene: Scene, start: int) -> Resolution:
    ranked = antecedents.ranked(wanted, scene.tokens.at(start))
    if not ranked:
        return Resolution(None, 0.0, reason("no_antecedent"))
    best = ranked[0][1]
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < antecedents.TIE and _compete(best, ranked[1][1]):
        return Resolution(best.id, GUESSED, _ambiguous(best, ranked[1][1]))
    return Resolution(best.id, TAKEN_UP, None)


def _compete(first: Draft, second: Draft) -> bool:
    """Whether two candidates are of a kind: a state or body is no rival of a person who is about."""
    return (first.kind == "person") == (second.kind == "person")


def _ambiguous(first: Draft, second: Draft) -> Reason:
    return reason("ambiguous_speaker", first=first.name, second=second.name)


def _mention_at(scene: Scene, start: int, end: int) -> ActorMention | None:
    """The mention that the phrase consists of: the first one, behind determiners and titles only."""
    inside = [entry for draft in scene.cast for entry in draft.mentions if entry.start < end and start < entry.end]
    if not inside:
        return None
    inside.sort(key=lambda entry: (entry.start, -entry.end))
    first = next((entry for entry in inside if not _modifies(scene, entry, end)), inside[0])
    if scene.lexicon.premodified and _modifies(scene, first, end):
        return None
    tokens = scene.tokens
    for i in range(tokens.at(start), tokens.at(first.start)):
        low = tokens.low[i]
        known = low in scene.lexicon.determiners or tokens.text[i] in scene.lexicon.titles
        known = known or (low in scene.lexicon.kind_nouns and first.form != "demonym")
        known = known or (scene.lexicon.premodified and tokens.tag[i] in NOMINAL)
        known = known or _is_former(scene, tokens.low[i])
        if not known and not scene.lexicon.has("groups.before.adjectives", tokens.low[i]):
            return _apposed(scene, inside[-1], end) or _owner_of_thing(scene, inside[-1], start, end)
    if first.form in UNNAMED and (named := _apposed(scene, inside[-1], end)) is not None:
        return named
    return None if _is_possessor(scene, first, end) else first


def _apposed(scene: Scene, last: ActorMention, end: int) -> ActorMention | None:
    """The name that closes the phrase behind a comma and a title: "one of the lawyers, *Paul Diallo*"."""
    if last.form != "name" or last.end != end:
        return None
    tokens = scene.tokens
    i = tokens.at(last.start) - 1
    while i > 0 and tokens.text[i] in scene.lexicon.titles:
        i -= 1
    return last if tokens.low[i] == "," else None


def _is_former(scene: Scene, word: str) -> bool:
    """Whether a word is a role that somebody had before ("ex-député")."""
    return "-" in word and f"{word.partition('-')[0]}-" in scene.lexicon.sets["groups.before.former"]


def _owner_of_thing(scene: Scene, last: ActorMention, start: int, end: int) -> ActorMention | None:
    """The state or body that closes a phrase about a thing of its own: "the support of *Moscow*, who says"."""
    if last.end != end or scene.cast.drafts[last.actor].kind == "person":
        return None
    tokens = scene.tokens
    between = range(tokens.at(start), tokens.at(last.start))
    if any(tokens.low[i] in scene.lexicon.nouns for i in between):
        return None
    linked = scene.lexicon.has("roles.connectors.of", tokens.low[tokens.at(last.start) - 1])
    return last if linked else None


def _modifies(scene: Scene, entry: ActorMention, end: int) -> bool:
    """Whether the mention only stands before the noun that is meant: "*Georgian* Prime Minister", "*Kenya*'s army"."""
    if not scene.lexicon.premodified:
        return False
    i = scene.tokens.at(entry.end)
    if i >= len(scene.tokens) or scene.tokens.start[i] >= end:
        return False
    return scene.tokens.tag[i] in NOMINAL or scene.lexicon.has("groups.determiners.owning", scene.tokens.low[i])


def _is_possessor(scene: Scene, entry: ActorMention, end: int) -> bool:
    """Whether the mention is only a demonym in a phrase about somebody else."""
    if entry.form != "demonym":
        return False
    i = scene.tokens.at(entry.end)
    return i < len(scene.tokens) and scene.tokens.start[i] < end and scene.tokens.low[i] in scene.lexicon.nouns


def _told(finder: ActorFinder, antecedents: Antecedents, start: int, end: int) -> Resolution:
    """The actor of a phrase that was no mention yet: a document's issuer, or a newcomer."""
    pair = read_opposite(finder, start, end)
    if pair is not None:
        return Resolution(pair[0].id, GUESSED, _ambiguous(*pair))
    found, sure = read_document(finder, antecedents, start, end)
    if found is None:
        found, sure = read_newcomer(finder, start, end)
    if found is None:
        return Resolution(None, 0.0, reason("unknown_speaker", phrase=finder.scene.text[start:end]))
    commit(finder.scene.cast, finder.reading)
    if sure:
        return Resolution(found.id, TAKEN_UP, found.reason)
    return Resolution(found.id, GUESSED, reason("guessed_speaker", phrase=finder.scene.text[start:end]))
