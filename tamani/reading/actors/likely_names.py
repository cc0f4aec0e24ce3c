"""Names that the parser's network sees on a page, with the kind of each: evidence where no list knows a name.

The network guesses each name in its sentence; on one page the same words mean the same, so they have the kind that most
of their places have.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from tamani.record import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.reading.actors.words import Tokens
    from tamani.reading.reading import Reading
    from tamani.world.gazetteer import Match

PERSON, PLACE, OTHER = "person", "place", "other"
ORGANISATIONS = frozenset(get_args(ActorKind)) - {PERSON, "state", "group"}
KINDS = ORGANISATIONS | {PERSON, PLACE, OTHER}


@dataclass(frozen=True, slots=True)
class LikelyName:
    """A name: tokens ``first`` to ``last`` (exclusive), and its kind, one of :data:`KINDS`."""

    first: int
    last: int
    kind: str

    def __len__(self) -> int:
        return self.last - self.first


class LikelyNames:
    """The likely names of one page, in order."""

    def __init__(self, reading: Reading, tokens: Tokens) -> None:
        found = [
            LikelyName(tokens.at(entity.start_char), tokens.at(entity.end_char - 1) + 1, entity.label_)
            for entity in reading.doc.ents
            if entity.label_ in KINDS
        ]
        words = [" ".join(tokens.low[name.first : name.last]) for name in found]
        votes: dict[str, Counter[str]] = {}
        for name, text in zip(found, words, strict=True):
            votes.setdefault(text, Counter())[name.kind] += 1
        self.names = [
            LikelyName(name.first, name.last, votes[text].most_common(1)[0][0])
            for name, text in zip(found, words, strict=True)
        ]
        self._at = {i: name for name in self.names for i in range(name.first, name.last)}

    def __iter__(self) -> Iterator[LikelyName]:
        return iter(self.names)

    def at(self, i: int) -> LikelyName | None:
        """The name that holds a token."""
        return self._at.get(i)

    def hides(self, tokens: Tokens, match: Match) -> bool:
        """Whether what the world knows as a state is only a part of a longer name: "Célia *Montenegro*"."""
        first, last = tokens.at(match.start), tokens.at(match.end - 1) + 1
        name = self._at.get(first)
        if name is None or match.form == "demonym" or last > name.last or last - first >= len(name):
            return False
        return name.kind in (PERSON, OTHER) or (name.kind == PLACE and first > name.first)
