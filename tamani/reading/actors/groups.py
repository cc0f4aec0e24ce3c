"""Unnamed people: "des manifestants", "quatre douaniers maliens", "une source militaire"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.actors.cast import Draft, mention, slug
from tamani.reading.actors.offices import role_text

if TYPE_CHECKING:
    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.actors.ties import Ties


ACTED_REACH = 4
"""Tokens back to a noun of action: "l'expulsion par Alger de douze agents"."""


class GroupReader:
    """Reads phrases for groups into the cast, where they act, speak or suffer."""

    def __init__(self, ties: Ties) -> None:
        self.ties = ties
        self.scene = ties.scene

    def read(self, phrase: Phrase, *, asked: bool = False) -> Draft | None:
        """The group that a phrase stands for, None where it plays no part."""
        if not asked and not self._counts(phrase):
            return None
        draft = self._known(phrase) or self._new(phrase)
        tokens = self.scene.tokens
        span = tokens.start[phrase.first], tokens.end[phrase.last - 1]
        mention(draft, *span, "collective", tokens.doc[phrase.head], gender=phrase.noun.gender)
        return draft

    def _counts(self, phrase: Phrase) -> bool:
        scene = self.scene
        if self._is_nobody(phrase):
            return False
        if scene.tokens.depth[phrase.head]:
            mine = scene.lexicon.has("groups.determiners.mine", phrase.determiner)
            told = (phrase.quantified and not mine) or scene.says_near(phrase.first, phrase.last)
            return told and scene.is_subject(phrase.first, phrase.last, phrase.head)
        if scene.acts(phrase.first, phrase.last, phrase.head) or scene.is_object(phrase.head):
            return True
        return scene.tag(phrase.first - 1) == "VERB" or self._suffers(phrase)

    def _is_nobody(self, phrase: Phrase) -> bool:
        """Whether no people are told: no determiner, parties told by their number, officials of someone."""
        has, low = self.scene.lexicon.has, self.scene.low(phrase.head)
        if phrase.first == phrase.head and has("groups.told_to.nouns", low):
            return True
        told_short = has("groups.collective.nouns", low) and self.scene.part_kind(phrase.head) == "headline"
        some = self.scene.lexicon.bare_plurals and (phrase.noun.plural or told_short)
        bare = not phrase.determiner and not some
        if not phrase.quantified and (bare or has("groups.determiners.bare", phrase.determiner)):
            return True
        if phrase.noun.use == "people" and not phrase.noun.plural and not has("groups.collective.nouns", low):
            return True
        known = has("groups.determiners.known", phrase.determiner)
        if known and has("groups.told_apart.nouns", low) and phrase.complement is None and not phrase.demonyms:
            return not has("groups.determiners.third", phrase.determiner)
        official = phrase.noun.sector == "GOV" and has("groups.determiners.third", phrase.determiner)
        return official and not phrase.quantified

    def _suffers(self, phrase: Phrase) -> bool:
        """Whether a noun of action is done to them ("l'expulsion de douze agents"), or they are spoken to."""
        scene = self.scene
        before = scene.low(phrase.first - 1)
        bare = scene.lexicon.has("groups.determiners.bare", scene.low(phrase.first))
        bare = bare or scene.lexicon.has("groups.determiners.bare", before)
        if phrase.quantified and not bare and not scene.lexicon.has("groups.acted.not_after", before):
            return True
        if scene.tokens.opens[phrase.first] and scene.part_kind(phrase.first) == "caption":
            return True
        if scene.lexicon.has("groups.acted.prepositions", before):
            return True
        of = bare or scene.lexicon.has("roles.connectors.of", before)
        of = of or scene.low(phrase.first) in scene.lexicon.sets["groups.determiners.fused"]
        reach = ACTED_REACH if of else 1
        return any(scene.lexicon.has("groups.acted.nouns", scene.low(phrase.first - k)) for k in range(1, reach + 1))

    def _known(self, phrase: Phrase) -> Draft | None:
        """A definite group takes up the last one with the same noun."""
        has = self.scene.lexicon.has
        bare = self.scene.lexicon.bare_plurals and not phrase.determiner
        if phrase.noun.use == "source" or not (bare or has("groups.determiners.definite", phrase.determiner)):
            return None
        if phrase.complement is not None:
            return self._same_words(phrase)
        if phrase.quantified:
            return None
        own = self.ties.own_country(phrase)
        for draft in self.scene.cast.of_kind("group"):
            if draft.stem == phrase.noun.stem and (own is None or draft.country == own):
                return draft
        return None

    def _same_words(self, phrase: Phrase) -> Draft | None:
        """A group told with what it belongs to is the one told in the same words, to which one or two may be added."""
        words = role_text(self.scene, phrase).lower().split()
        for draft in self.scene.cast.of_kind("group"):
            shorter, longer = sorted((words, draft.name.lower().split()), key=len)
            more = len(longer) - len(shorter)
            if draft.stem == phrase.noun.stem and len(shorter) > 2 and more <= 2 and longer[: len(shorter)] == shorter:
                return draft
        return None

    def _new(self, phrase: Phrase) -> Draft:
        name = role_text(self.scene, phrase)
        return self.scene.cast.add(Draft(
            slug(name), name, "group", self.ties.country(phrase), phrase.noun.sector,
            stem=phrase.noun.stem, office="", gender=phrase.noun.gender, number="p", by="groups",  # type: ignore[arg-type]
        ))  # fmt: skip
