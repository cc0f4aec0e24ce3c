"""What pronouns and pointing phrases can mean: candidates before a place, ranked by nearness and part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.reading.actors.cast import Draft
    from tamani.reading.actors.scene import Scene
    from tamani.reading.reading import ActorMention

SENTENCE_ENDS = frozenset(".!?…")
KIND_WEIGHTS = {
    "person": 3.0, "government_body": 1.0, "igo": 1.0, "party": 1.0, "civil_society": 1.0, "armed_group": 1.0,
    "media": 0.0, "company": 0.5, "state": 0.5, "group": 0.0,
}  # fmt: skip
FAR_BLOCKS = 3
"""Blocks back that a pronoun may reach."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pointing word asks for. ``how``: topic (il), nearest (ce dernier), concerned, guests, relative."""

    how: str
    gender: str | None
    number: str | None
    person: bool | None = None
    """Whether only a person is meant, or no person can be; None where the word does not tell."""


class Antecedents:
    """The candidates that stand before one place of the page."""

    TIE: ClassVar[float] = 0.5

    def __init__(self, scene: Scene, before: int) -> None:
        self.scene = scene
        self.before = before

    def ranked(self, wanted: Wanted, here: int) -> list[tuple[float, Draft]]:
        """Actors that fit, the best first."""
        best: dict[str, tuple[float, Draft]] = {}
        for draft, entry in self._entries():
            if entry.end > self.before or not self._fits(draft, entry, wanted):
                continue
            score = self._score(draft, entry, wanted, here)
            if score is not None and (draft.id not in best or score > best[draft.id][0]):
                best[draft.id] = score, draft
        return sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].last, pair[1].id))

    def _entries(self) -> Iterator[tuple[Draft, ActorMention]]:
        """Every mention, and every pronoun or phrase that already turned out to be a speaker."""
        for draft in self.scene.cast:
            for entry in draft.mentions:
                yield draft, entry
        for entry in self.scene.spoken.values():
            speaker = self.scene.cast.get(entry.actor)
            if speaker is not None:
                yield speaker, entry

    def _fits(self, draft: Draft, entry: ActorMention, wanted: Wanted) -> bool:
        if entry.form == "demonym" and not self._noun(entry):
            return False
        if wanted.how == "guests" and draft.kind != "person":
            return False
        if wanted.how == "concerned" and draft.kind not in ("person", "group"):
            return False
        if wanted.person is not None and wanted.person != (draft.kind == "person"):
            return False
        gender = draft.gender or entry.gender
        if wanted.gender and gender and gender != wanted.gender and wanted.number != "p":
            return False
        if wanted.number == "p":
            return draft.number == "p" or entry.number == "p" or draft.kind in ("group", "armed_group")
        return wanted.number is None or draft.kind == "person" or entry.number != "p"

    def _noun(self, entry: ActorMention) -> bool:
        return self.scene.text[entry.start].isupper()

    def _score(self, draft: Draft, entry: ActorMention, wanted: Wanted, here: int) -> float | None:
        tokens = self.scene.tokens
        at = tokens.at(entry.start)
        blocks = tokens.part[min(here, len(tokens) - 1)] - tokens.part[at]
        if blocks > FAR_BLOCKS and draft.kind != "person":
            return None
        if wanted.how == "relative":
            gap = self.before - entry.end
            return None if blocks or gap > 60 else 10 - gap / 4 + (entry.end - entry.start) / 100
        score = -3.0 * self._sentences(entry.end) - 3.0 * blocks - (self.before - entry.end) / 400
        if self._is_object_of_relative(entry, here):
            return None
        if wanted.how in ("nearest", "concerned"):
            person = 1.0 if wanted.number == "s" and draft.kind == "person" else 0.0
            return score - (self.before - entry.end) / 40 + person
        return score + self._weight(draft, entry, wanted, at, here)

    def _is_object_of_relative(self, entry: ActorMention, here: int) -> bool:
        """Whether "X, qu'il accuse" makes the mention the object of the clause that the pronoun opens."""
        scene = self.scene
        if scene.low(here - 1) not in scene.lexicon.sets["pronouns.relative.object"]:
            return False
        gap = scene.text[entry.end : scene.tokens.start[here - 1]]
        return gap.strip(" ,") == ""

    def _weight(self, draft: Draft, entry: ActorMention, wanted: Wanted, at: int, here: int) -> float:
        """What makes an actor the topic: subject, speaker, person, known gender."""
        tokens = self.scene.tokens
        last = tokens.at(entry.end - 1) + 1
        weight = KIND_WEIGHTS[draft.kind] if wanted.number != "p" else 0.0
        spoke = self.scene.spoken.get(entry.start) is entry
        topic = spoke or self.scene.is_subject(at, last, tokens.at(entry.start)) or self._announced(at, last)
        weight += 3.0 if topic else 0.0
        weight += 1.0 if spoke or self._says(at, last) else 0.0
        weight += 0.5 if wanted.gender and draft.gender == wanted.gender else 0.0
        weight -= 4.0 if tokens.depth[at] > tokens.depth[min(here, len(tokens) - 1)] else 0.0
        weight -= 2.0 if self.scene.low(at - 1) in self.scene.lexicon.sets["name_context.agents.prepositions"] else 0.0
        return weight

    def _announced(self, first: int, last: int) -> bool:
        """Whether the words name a topic that the next clause takes up: "Quant à X, il …", "Et X ? Elle …"."""
        scene = self.scene
        if scene.low(last) == "?" and scene.is_opening(first):
            return True
        ends = (first, first + 1)  # the mention itself may begin with "au", which is part of "quant au"
        return any(
            scene.low_words(end - len(words), end) == words for words in scene.lexicon.announcing for end in ends
        )

    def _says(self, first: int, last: int) -> bool:
        near = [*range(last, min(last + 4, len(self.scene.tokens))), *range(max(first - 2, 0), first)]
        return any(self.scene.is_saying(k) for k in near)

    def _sentences(self, end: int) -> int:
        """Sentence ends outside quotation marks between a mention and the place."""
        tokens = self.scene.tokens
        span = range(tokens.at(end), tokens.at(self.before) if self.before < tokens.end[-1] else len(tokens))
        return sum(1 for i in span if tokens.low[i] in SENTENCE_ENDS and not tokens.depth[i])

    def issuer(self, kinds: frozenset[str], here: int) -> Draft | None:
        """Who last acted or spoke before the place, of these kinds: the issuer of a document."""
        ranked = self.ranked(Wanted("topic", None, None), here)
        return next((draft for _, draft in ranked if draft.kind in kinds), None)
