"""Which actors a phrase was found to mean, and how they were found."""

from __future__ import annotations

from dataclasses import dataclass

NAMED, PRONOUN, BEHIND, NOBODY = "named", "pronoun", "behind", ""
SURE = {NAMED: 1.0, PRONOUN: 0.8, BEHIND: 0.75, NOBODY: 0.0}


@dataclass(frozen=True, slots=True)
class Found:
    """The actors that a phrase means, none where it means nobody known; ``via`` tells how they were found."""

    actors: tuple[str, ...] = ()
    via: str = NOBODY

    @property
    def sure(self) -> float:
        """How sure the way is by which they were found."""
        return SURE[self.via]
