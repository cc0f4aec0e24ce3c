"""Bonds between actors: whose minister, which country, who holds an office, "son homologue"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.actors.cast import Draft, slug
from tamani.reading.actors.fold import merge
from tamani.reading.actors.offices import bare_role, office_key, office_of
from tamani.world.places import place_at

if TYPE_CHECKING:
    from tamani.reading.actors.cast import Held
    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.actors.scene import Scene
    from tamani.reading.actors.states import StateReader


NEAR_BLOCKS = 3
"""Blocks back that a bare noun may reach for the person it stands for."""


SEATED = frozenset({"JUD", "POL", "LEG", "GOV", "MIL"})
"""Sectors of a state's own bodies and officials, whose seat tells their state."""


ACTED_ON = frozenset({"obj", "iobj", "obl"})
"""Relations of a noun whose verb has somebody else as its subject."""


LIVING = frozenset({"people", "armed", "source"})
"""Uses of nouns for people, whose town tells their state: "dockers in Mombasa"."""


HEADLINE, STANDFIRST = "headline", "standfirst"


LONGEST_JOINT = 3
"""Letters of the articles and prepositions before a country's name."""


class Ties:
    """Answers what a phrase is bound to."""

    def __init__(self, scene: Scene, states: StateReader) -> None:
        self.scene = scene
        self.states = states
        self.counterparts: list[tuple[Draft, Phrase]] = []

    def own_country(self, phrase: Phrase) -> str | None:
        """The country that the phrase itself tells: demonym, "de"-complement, or a body within."""
        for match in (*phrase.demonyms, *phrase.matches):
            country = self.states.country_of(match)
            if country is not None:
                return country
            if match.start in self.scene.organisations:
                draft = self.scene.cast.get(self.scene.organisations[match.start])
                if draft is not None and draft.country:
                    return draft.country
        return next((c for inner in phrase.inner if (c := self.own_country(inner))), None) or self._seat(phrase)

    def _seat(self, phrase: Phrase) -> str | None:
        """The state of the town that a body or official of one place has behind it: "le parquet de Conakry"."""
        if phrase.complement is None:
            return None
        tokens, (first, last) = self.scene.tokens, phrase.complement
        seated = phrase.noun.sector in SEATED and self.scene.lexicon.has("roles.connectors.of", tokens.low[first])
        at = self.scene.lexicon.sets.get("roles.connectors.at", frozenset())
        if not seated and not (phrase.noun.use in LIVING and tokens.low[first] in at):
            return None
        found = place_at(tokens.text[first:last], 1) if last - first > 1 else None
        return found[1] if found is not None else None

    def country(self, phrase: Phrase, *, home: bool = True) -> str | None:
        """The country of who is meant: its own words, the possessor's, the page's."""
        own = None if self._is_posted(phrase) else self.own_country(phrase)
        if own is not None:
            return own
        if phrase.determiner in self.scene.lexicon.sets["groups.determiners.third"]:
            possessor = self.possessor(phrase)
            return possessor.country if possessor is not None else None
        if not home:
            return None
        several = phrase.noun.use in ("people", "source", "armed") or phrase.noun.plural
        return self.scene.clear_state(phrase.first) if several else self.scene.sentence_state(phrase.first)

    def _is_posted(self, phrase: Phrase) -> bool:
        """Whether a possessive tells whose somebody is, and his complement only where: "son ambassadeur à Lomé"."""
        has = self.scene.lexicon.has
        if phrase.complement is None or phrase.demonyms:
            return False
        posted = has("roles.connectors.for", self.scene.low(phrase.complement[0]))
        return posted and has("groups.determiners.third", phrase.determiner)

    def possessor(self, phrase: Phrase) -> Draft | None:
        """The actor that "son" or "leur" stands for: the last one before that the clause can be about."""
        tokens = self.scene.tokens
        plural = self.scene.lexicon.has("groups.determiners.theirs", phrase.determiner)
        here, block = tokens.start[phrase.first], tokens.part[phrase.first]
        best: tuple[int, Draft] | None = None
        for draft in self.scene.cast:
            for entry in draft.mentions:
                if entry.end > here or tokens.depth[tokens.at(entry.start)] > tokens.depth[phrase.first]:
                    continue
                score = self._closeness(draft, entry.start, here, block, plural=plural)
                if best is None or score > best[0]:
                    best = score, draft
        return best[1] if best is not None else None

    def _closeness(self, draft: Draft, start: int, here: int, block: int, *, plural: bool) -> int:
        tokens = self.scene.tokens
        at = tokens.at(start)
        score = -(here - start) // 40
        score += 6 if tokens.part[at] == block else 0
        score += 5 if tokens.dep[at].startswith("nsubj") else 0
        score += 3 if (draft.number == "p") == plural else 0
        score -= 8 if draft.kind == "group" else 0
        return score

    # who holds an office

    def holder(self, phrase: Phrase) -> Draft | None:
        """The person already on the page whom a definite role means, the last one mentioned first."""
        own = self.own_country(phrase)
        bare = bare_role(self.scene, phrase)
        office = office_of(self.scene, phrase)
        for draft in self.scene.cast.of_kind("person"):
            if not (draft.stem or draft.held) or not self._agrees(draft, phrase, own):
                continue
            known = draft.office == office or any(held.office == office for held in draft.held)
            if known or self._shorter(phrase, bare, draft) or any(self._repeats(phrase, bare, h) for h in draft.held):
                return self._named_since(draft, phrase, own)
        return self._stand_in(phrase, own)

    def _named_since(self, draft: Draft, phrase: Phrase, own: str | None) -> Draft:
        """The holder; where a headline told him without a name, the person named since who has no role yet."""
        topic = None if draft.named else self._topic(phrase, own)
        if topic is None or topic.role:
            return draft
        merge(self.scene, draft, topic)
        return topic

    def _repeats(self, phrase: Phrase, bare: str, held: Held) -> bool:
        """Whether the phrase says again, in fewer or other words, a role that somebody was told by."""
        if held.stem in self.scene.lexicon.periphrases.get(bare, ()):
            return True
        if held.stem != phrase.noun.stem or ":" in held.office:
            return False
        if phrase.complement is None and (phrase.former or phrase.core == phrase.head):
            return f"{held.bare} ".startswith(f"{bare} ")
        return False

    def _stand_in(self, phrase: Phrase, own: str | None) -> Draft | None:
        """The person named last whom a bare noun can stand for: "le magistrat" for a prosecutor."""
        block = self.scene.tokens.part[phrase.first]
        unnamed = None
        for draft in self.scene.cast.of_kind("person"):
            at = self.scene.tokens.part[self.scene.tokens.at(max(draft.last, 0))]
            if block - at > NEAR_BLOCKS or not self._agrees(draft, phrase, own):
                continue
            near = at == block or not phrase.complement
            if draft.named and draft.role is None and self._bears(draft, phrase) and near:
                return draft
            if draft.role and near and self._is_generic_for(phrase, draft):
                if draft.named:
                    return draft
                stands = draft.name == draft.role and draft.sector == phrase.noun.sector
                unnamed = unnamed or (draft if stands and self._of_party_only(phrase) else None)
        return self._topic(phrase, own) or self._announced(phrase, own) or unnamed

    def _announced(self, phrase: Phrase, own: str | None) -> Draft | None:
        """Whose name and a colon open the headline, for the role that opens the standfirst below it."""
        scene = self.scene
        if scene.part_kind(phrase.first) != STANDFIRST or not scene.is_opening(phrase.first):
            return None
        for draft in scene.cast.of_kind("person"):
            if not draft.named or draft.role or not self._agrees(draft, phrase, own):
                continue
            for mention in draft.mentions:
                first, behind = scene.tokens.at(mention.start), scene.tokens.at(mention.end - 1) + 1
                titled = scene.part_kind(first) == HEADLINE and scene.tokens.opens[first]
                if titled and scene.low(behind) == ":":
                    return draft
        return None

    def _agrees(self, draft: Draft, phrase: Phrase, own: str | None) -> bool:
        """Whether country and gender let a person be who the phrase means, and he does not act on who is meant."""
        if self._acts_on(draft, phrase):
            return False
        if own and draft.country and own != draft.country:
            return False
        return not (phrase.noun.gender and draft.gender and phrase.noun.gender != draft.gender)

    def _acts_on(self, draft: Draft, phrase: Phrase) -> bool:
        """Whether the draft is the subject of the verb whose object the phrase is: "the president met the leader"."""
        tokens = self.scene.tokens
        verb = tokens.head[phrase.head]
        if tokens.dep[phrase.head].partition(":")[0] not in ACTED_ON or verb == phrase.head:
            return False
        if phrase.determiner in self.scene.lexicon.sets["groups.determiners.third"]:
            return False
        mine = (k for m in draft.mentions for k in range(tokens.at(m.start), tokens.at(m.end - 1) + 1))
        return any(tokens.head[k] == verb and tokens.dep[k].startswith("nsubj") for k in mine)

    def _is_generic_for(self, phrase: Phrase, draft: Draft) -> bool:
        sector = self.scene.lexicon.generic.get(phrase.noun.stem)
        return not phrase.former and sector is not None and sector in ("", draft.sector)

    def _of_party_only(self, phrase: Phrase) -> bool:
        """Whether nothing narrows the noun but a party: "l'élu du Parti X" may be a deputy told before."""
        kinds = {entry.kind for match in phrase.matches if (entry := self.states.entry_of(match)) is not None}
        return phrase.complement is None or kinds == {"party"}

    def _topic(self, phrase: Phrase, own: str | None) -> Draft | None:
        """For "L'ancien gouverneur accuse" at the head of a sentence: the one person named just before."""
        scene = self.scene
        if not phrase.former or not scene.is_opening(phrase.first):
            return None
        if phrase.complement is not None and (own is not None or phrase.matches):
            return None
        block = scene.tokens.part[phrase.first]
        near = [
            draft for draft in scene.cast.of_kind("person")
            if draft.named and not self._still_is(draft, phrase) and self._agrees(draft, phrase, own)
            and draft.last >= 0
            and 0 <= block - scene.tokens.part[scene.tokens.at(draft.last)] <= 1
        ]  # fmt: skip
        return near[0] if len(near) == 1 else None

    def _still_is(self, draft: Draft, phrase: Phrase) -> bool:
        """Whether the page gives him the office itself, so that "l'ancien président" is somebody else."""
        former = self.scene.lexicon.sets["groups.before.former"]
        return any(h.stem == phrase.noun.stem and h.bare.partition(" ")[0] not in former for h in draft.held)

    def _shorter(self, phrase: Phrase, bare: str, draft: Draft) -> bool:
        """Whether the phrase is a shorter form of the draft's role: "le ministre" for "ministre russe"."""
        if draft.stem != phrase.noun.stem or phrase.former or ":" in draft.office:
            return False
        role = (draft.role or "").lower()
        if phrase.complement is None:
            return role.startswith(bare)
        words = [word for word in bare.split() if len(word) > 3]
        return all(word in role for word in words)

    def _bears(self, draft: Draft, phrase: Phrase) -> bool:
        """Whether a named person without a role may have this one: he is of no other sector."""
        if draft.sector and draft.sector != phrase.noun.sector:
            return False
        plain = phrase.core == phrase.head or phrase.former
        return phrase.noun.stem not in self.scene.lexicon.sets["roles.kin.nouns"] and plain

    # possessives

    def bound(self, phrase: Phrase) -> Draft | None:
        """For "son porte-parole": the person already told by this bond."""
        possessor = self.possessor(phrase)
        if possessor is None:
            return None
        key = f"{phrase.noun.stem}:{possessor.id}"
        people = self.scene.cast.of_kind("person")
        known = next((d for d in people if d.office == key), None)
        if known is None and possessor.kind == "state":
            known = next((d for d in people if d.stem == phrase.noun.stem and d.country == possessor.country), None)
        if known is not None or phrase.complement is None:
            return known
        return self.holder(phrase)

    def new_bound(self, phrase: Phrase, role: str) -> Draft:
        """The person that a possessive introduces, with the possessor in the role."""
        possessor = self.possessor(phrase)
        key = f"{phrase.noun.stem}:{possessor.id}" if possessor is not None else ""
        sector = possessor.sector if possessor is not None and phrase.noun.sector == "GOV" else phrase.noun.sector
        return self.scene.cast.add(Draft(
            slug(f"{role} {possessor.id if possessor else ''}"),
            role if phrase.complement else self.scene.span_text(phrase.first, phrase.last), "person",
            self.country(phrase), sector, role, phrase.noun.stem, key, by="bonds",
        ))  # fmt: skip

    # counterparts

    def settle_counterparts(self) -> None:
        """Give "son homologue malien" the role of the one whose counterpart he is."""
        for draft, phrase in self.counterparts:
            model = self._model(draft, phrase)
            if model is None or not model.role:
                continue
            draft.role = self._adapted(model, draft)
            draft.stem, draft.sector = model.stem, model.sector
            draft.office = office_key(self.scene, _without(model.role, self._demonyms(model)))

    def _model(self, draft: Draft, phrase: Phrase) -> Draft | None:
        here = self.scene.tokens.start[phrase.first]
        others = [d for d in self.scene.cast.of_kind("person") if d is not draft and d.role and d.stem]
        before = [d for d in others if any(m.start < here for m in d.mentions)]
        near = [d for d in before if min(here - m.start for m in d.mentions if m.start < here) < 400]
        if near:
            return min(near, key=lambda d: min(here - m.start for m in d.mentions if m.start < here))
        after = [d for d in others if any(0 < m.start - here < 300 for m in d.mentions)]
        return min(after, key=lambda d: d.mentions[0].start) if after else None

    def _demonyms(self, draft: Draft) -> list[str]:
        if draft.country is None:
            return []
        found = [self.scene.gazetteer.demonym(draft.country, g, n) for g in ("m", "f") for n in ("s", "p")]
        return [word for word in found if word]

    def _without_country(self, model: Draft) -> str:
        """The model's role without the name of his country and the small words that join it ("de la Zambie")."""
        role = model.role or ""
        name = self.scene.gazetteer.country_name(model.country) if model.country else ""
        at = role.find(f" {name}") if name else -1
        if at < 0:
            at = role.find(f"'{name}") if name else -1
        if at < 0 or at + len(name) + 1 < len(role):
            return role
        words = role[:at].split()
        while len(words) > 1 and len(words[-1]) <= LONGEST_JOINT:
            words.pop()
        return " ".join(words)

    def _adapted(self, model: Draft, draft: Draft) -> str:
        """The model's role with the draft's demonym in place of the model's."""
        role = self._without_country(model)
        own = self.scene.gazetteer.demonym(draft.country, draft.gender or "m") if draft.country else None
        for word in self._demonyms(model):
            if f" {word}" in role:
                return role.replace(word, own or "", 1).replace("  ", " ").strip()
        head, space, rest = role.partition(" ")
        return f"{head} {own}{space}{rest}".strip() if own else role


def _without(role: str, words: list[str]) -> str:
    return " ".join(word for word in role.lower().split() if word not in words)
