"""The actors of one page while they are being found: who is there, under which words, in which order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from tamani.reading.reading import ActorMention
from tamani.record import Actor, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.reading.reading import Reading
    from tamani.record import ActorKind, MentionForm, Reason, Sector

WITHOUT_PARTS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ə": "e"}
)
"""Letters that Unicode does not take for a plain letter with an accent."""
Gender = Literal["m", "f"]
Number = Literal["s", "p"]


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody was told by: its head noun, its office, and its words without nationality."""

    stem: str
    office: str
    bare: str


@dataclass(slots=True)
class Draft:
    """An actor in the making. ``stem`` is the head noun it was first told by, ``office`` what it holds."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sector: Sector | None = None
    role: str | None = None
    stem: str = ""
    office: str = ""
    gender: Gender | None = None
    number: Number = "s"
    named: bool = False
    by: str = "actors"
    confidence: float = 1.0
    reason: Reason | None = None
    mentions: list[ActorMention] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    """Every role it was told by, the first one too."""
    told_country: bool = False
    """Whether words of its own tell its country, and not only what the page is about."""

    @property
    def last(self) -> int:
        """Where it was mentioned last; -1 where it was not yet."""
        return self.mentions[-1].start if self.mentions else -1


class Cast:
    """All drafts of a page by id, in the order they came up."""

    def __init__(self) -> None:
        self.drafts: dict[str, Draft] = {}

    def __iter__(self) -> Iterator[Draft]:
        return iter(self.drafts.values())

    def get(self, identifier: str | None) -> Draft | None:
        """The draft with this id, if any."""
        return self.drafts.get(identifier) if identifier is not None else None

    def add(self, draft: Draft) -> Draft:
        """Take a draft in; its id gets a number where another has it already."""
        base, number = draft.id or "actor", 2
        draft.id = base
        while draft.id in self.drafts:
            draft.id = f"{base}_{number}"
            number += 1
        self.drafts[draft.id] = draft
        return draft

    def of_kind(self, *kinds: ActorKind) -> list[Draft]:
        """Drafts of these kinds, the one mentioned last first."""
        found = [draft for draft in self if draft.kind in kinds]
        return sorted(found, key=lambda draft: -draft.last)

    def drop(self, identifier: str) -> None:
        """Forget a draft."""
        self.drafts.pop(identifier, None)


def mention(draft: Draft, start: int, end: int, form: MentionForm, head: int, **marks: str | None) -> ActorMention:
    """Record that the draft is mentioned at a place; with gender and number of the words there."""
    gender = marks.get("gender") or draft.gender
    number = marks.get("number") or draft.number
    entry = ActorMention(start, end, draft.id, form, head, gender, number)
    if all((m.start, m.end) != (start, end) for m in draft.mentions):
        draft.mentions.append(entry)
    return entry


def slug(text: str) -> str:
    """A short id made of a name: letters and digits without accents, underscores between."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(WITHOUT_PARTS))
    return re.sub(r"[^a-z0-9]+", "_", "".join(c for c in plain if not unicodedata.combining(c))).strip("_")[:48]


def commit(cast: Cast, reading: Reading) -> None:
    """Write the cast into the reading: actors in order of first mention, mentions in order of place."""
    kept = [draft for draft in cast if draft.mentions]
    groups = reading.language.table("groups")
    led, adverbs = tuple(groups["determiners"]["prepositional"]), tuple(groups["quantities"]["adverbs"])
    for draft in kept:
        draft.mentions = [_without_preposition(m, reading.text, led, adverbs) for m in draft.mentions]
    kept.sort(key=lambda draft: (min(m.start for m in draft.mentions), draft.id))
    reading.actors[:] = [_actor(draft, reading) for draft in kept]
    reading.mentions[:] = sorted(
        (m for draft in kept for m in draft.mentions), key=lambda m: (m.start, -m.end, m.actor)
    )


def _without_preposition(told: ActorMention, text: str, led: tuple[str, ...], adverbs: tuple[str, ...]) -> ActorMention:
    """A mention from its first word on, for "du porte-parole", "de trente civils": not what leads to it."""
    words = text[told.start : told.end]
    lead = next((word for word in led if words.lower().startswith(word)), None)
    if lead is None or words.lower().startswith(adverbs) or not words[len(lead) :].strip():
        return told
    rest = words[len(lead) :]
    return replace(told, start=told.start + len(lead) + len(rest) - len(rest.lstrip()))


def _actor(draft: Draft, reading: Reading) -> Actor:
    places = sorted({(*reading.page_span(m.start, m.end), m.form) for m in draft.mentions})
    return Actor(
        id=draft.id,
        name=draft.name,
        kind=draft.kind,
        country=draft.country,
        sector=draft.sector,
        role=draft.role,
        gender=draft.gender,
        mentions=[Mention(start=start, end=end, form=form) for start, end, form in places],
        by=draft.by,
        confidence=draft.confidence,
        reason=draft.reason,
    )
