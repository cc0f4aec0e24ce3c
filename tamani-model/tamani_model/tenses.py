"""Tense and mood that a verb's ending tells beyond doubt, where few sentences of the treebanks have them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

FUTURE = {"Mood": "Ind", "Tense": "Fut", "VerbForm": "Fin"}
CONDITIONAL = {"Mood": "Cnd", "Tense": "Pres", "VerbForm": "Fin"}
SILENT = "e"
"""What an infinitive ends with that its stem of the future does not have ("rendre", "rendr-a")."""


@dataclass(frozen=True, slots=True)
class Endings:
    """Endings of the future and of the conditional, both behind one stem, which is mostly the infinitive.

    ``whole``: infinitives with a stem of their own; ``ends``: ends of infinitives, and what their stems have instead.
    """

    future: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    whole: dict[str, str] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)

    def told(self, form: str, lemma: str) -> dict[str, str] | None:
        """The features that the ending of a verb's form tells; None where it tells neither future nor conditional."""
        form, lemma = form.lower(), lemma.lower()
        for endings, features in ((self.future, FUTURE), (self.conditional, CONDITIONAL)):
            for ending in endings:
                if form.endswith(ending) and _plain(form.removesuffix(ending)) in self._stems(lemma):
                    return features
        return None

    def _stems(self, lemma: str) -> set[str]:
        irregular = {lemma[: -len(end)] + stem for end, stem in self.ends.items() if lemma.endswith(end)}
        return {_plain(stem) for stem in (lemma.removesuffix(SILENT), self.whole.get(lemma, lemma), *irregular)}


def _plain(text: str) -> str:
    """Without accents: "lever" has "lèver-a"."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
