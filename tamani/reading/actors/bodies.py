"""Bodies of states: ministries, armies, governments, courts; also rebels and soldiers told by a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.actors.cast import Draft, mention, slug
from tamani.reading.actors.offices import bare_role, role_text

if TYPE_CHECKING:
    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.actors.ties import Ties
    from tamani.record import ActorKind
    from tamani.world.gazetteer import Match

ARMY = "army"
PART_OF_NOUN = frozenset({"compound"})
"""Relations of nouns that only say of which kind another one is ("a Senate seat")."""


class BodyReader:
    """Reads body, troops and armed-group phrases into the cast."""

    def __init__(self, ties: Ties) -> None:
        self.ties = ties
        self.scene = ties.scene

    def read(self, phrase: Phrase, *, asked: bool = False) -> Draft | None:
        """The body that a phrase stands for, None where it is no actor here."""
        if not asked and not self._counts(phrase):
            return None
        demonyms = phrase.demonyms
        if len(demonyms) > 1 and (phrase.noun.plural or phrase.noun.use == "troops"):
            drafts = [self._share(phrase, match) for match in demonyms]
            for draft in drafts:
                self._mention(draft, phrase)
            return drafts[0]
        draft = self._known(phrase) or self._draft(phrase, self.ties.country(phrase))
        self._mention(draft, phrase)
        return draft

    def fighters(self, phrase: Phrase) -> Draft | None:
        """For "the rebels of the M23": the armed group itself; some of them, told by their number, are no group."""
        has, scene = self.scene.lexicon.has, self.scene
        ours = phrase.noun.use == "armed" or has("groups.armed.fighters", phrase.noun.stem)
        all_of = has("groups.determiners.definite", phrase.determiner) or (
            scene.lexicon.bare_plurals and not phrase.determiner
        )
        if not ours or phrase.quantified or not all_of or not phrase.noun.plural:
            return None
        entries = [self.ties.states.entry_of(match) for match in phrase.matches]
        groups = [entry for entry in entries if entry is not None and entry.kind == "armed_group"]
        if len(groups) != 1:
            return None
        draft = self.ties.states.draft(groups[0])
        span = scene.tokens.start[phrase.first], scene.tokens.end[phrase.last - 1]
        mention(draft, *span, "collective", scene.tokens.doc[phrase.head])
        return draft

    def _share(self, phrase: Phrase, match: Match) -> Draft:
        """One of the bodies that "les armées russe et malienne" are."""
        country = self.ties.states.country_of(match)
        name = f"{phrase.noun.stem} {self.scene.text[match.start : match.end]}"
        return self._draft(phrase, country, name)

    def _counts(self, phrase: Phrase) -> bool:
        scene, has = self.scene, self.scene.lexicon.has
        first, last, head = phrase.first, phrase.last, phrase.head
        if scene.tokens.depth[head] and not (
            phrase.demonyms or (scene.is_subject(first, last, head) and scene.says_near(first, last))
        ):
            return False
        stem = phrase.noun.stem
        bare = phrase.complement is None and not phrase.demonyms and phrase.last == phrase.head + 1 and not phrase.inner
        if has("institutions.bodies.needs_complement.nouns", stem) and bare:
            alone = has("institutions.bodies.needs_complement.alone", stem)
            if not alone or not scene.acts(phrase.first, phrase.last, phrase.head):
                return False
        if phrase.noun.use == "troops":
            return self._troops_count(phrase)
        if phrase.noun.use == "placed":
            if scene.acts(phrase.first, phrase.last, phrase.head):
                return True
            if self._is_place(phrase):
                return False
        bare = has("groups.determiners.bare", phrase.determiner) or not phrase.determiner
        told = phrase.demonyms or phrase.quantified or has("institutions.bodies.without_article.nouns", stem)
        return bool(not bare or told)

    def _is_place(self, phrase: Phrase) -> bool:
        """Whether a building is told, part of one, or a thing that has its name ("the court’s authority")."""
        scene, has = self.scene, self.scene.lexicon.has
        if has("institutions.bodies.houses.nouns", phrase.noun.stem) or scene.part_kind(phrase.head) == "caption":
            return True
        return scene.tokens.dep[phrase.head] in PART_OF_NOUN

    def _troops_count(self, phrase: Phrase) -> bool:
        scene, has = self.scene, self.scene.lexicon.has
        if phrase.demonyms or phrase.determiner in scene.lexicon.sets["groups.determiners.possessive"]:
            return True
        if phrase.quantified:
            return True
        bare = has("groups.determiners.bare", phrase.determiner) or not phrase.determiner
        return not bare and (scene.acts(phrase.first, phrase.last, phrase.head) or scene.is_object(phrase.head))

    def _key(self, phrase: Phrase) -> str:
        """What bodies must share to be one: an army its country, a ministry its portfolio."""
        has = self.scene.lexicon.has
        if phrase.noun.use == "troops" or has("institutions.bodies.army.nouns", self.scene.low(phrase.head)):
            return ARMY
        return bare_role(self.scene, phrase)

    def _known(self, phrase: Phrase) -> Draft | None:
        key, own = self._key(phrase), self.ties.own_country(phrase)
        possessive = phrase.determiner in self.scene.lexicon.sets["groups.determiners.third"]
        country = own or (self.ties.country(phrase) if possessive or key == ARMY else None)
        indefinite = phrase.determiner in ("",) or phrase.quantified
        for draft in self.scene.cast.of_kind(*self._kinds(phrase)):
            if country and draft.country and country != draft.country:
                continue
            if draft.office == key or (not indefinite and self._shorter(phrase, draft, own)):
                return draft
        return None

    def _shorter(self, phrase: Phrase, draft: Draft, own: str | None) -> bool:
        bare = phrase.last == phrase.head + 1
        return bare and own is None and draft.stem == phrase.noun.stem

    def _kinds(self, phrase: Phrase) -> tuple[ActorKind, ...]:
        return ("armed_group",) if phrase.noun.use == "armed" else ("government_body", "igo")

    def _draft(self, phrase: Phrase, country: str | None, name: str | None = None) -> Draft:
        key, has = self._key(phrase), self.scene.lexicon.has
        armed = phrase.noun.use == "armed"
        known = next(
            (d for d in self.scene.cast.of_kind("armed_group" if armed else "government_body")
             if d.office == key and d.country == country), None,
        )  # fmt: skip
        if known is not None:
            return known
        name = name or role_text(self.scene, phrase)
        return self.scene.cast.add(Draft(
            slug(f"{phrase.noun.stem} {country or ''}") if key == ARMY else slug(name), name,
            "armed_group" if armed else "government_body", country, phrase.noun.sector,
            stem=phrase.noun.stem, office=key, gender=phrase.noun.gender,  # type: ignore[arg-type]
            number="p" if phrase.noun.plural or has("groups.troops.plural", self.scene.low(phrase.head)) else "s",
            by="bodies",
        ))  # fmt: skip

    def _mention(self, draft: Draft, phrase: Phrase) -> None:
        tokens = self.scene.tokens
        span = tokens.start[phrase.first], tokens.end[phrase.last - 1]
        has = self.scene.lexicon.has
        gender = "f" if has("groups.determiners.feminine", phrase.determiner) else None
        gender = "m" if has("groups.determiners.masculine", phrase.determiner) else gender
        draft.gender = draft.gender or gender  # type: ignore[assignment]
        mention(draft, *span, "role", tokens.doc[phrase.head], gender=gender)
