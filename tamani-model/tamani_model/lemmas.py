"""Lemmas as rules that change the end of a form: "parlaient" gives "parler" by "drop five characters, add er".

The rules are learnt from treebanks and predicted for each word, as the lemmatizers of UDPipe and Lemmatus do; word
lists tell which of the likeliest rules makes a word that exists.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KEEP, LOWER = "=", "~"
"""A rule opens with whether the form is lowered first, then says how many characters go, then what is added."""


def rule_of(form: str, lemma: str) -> str:
    """The rule that makes ``lemma`` out of ``form``."""
    lower = form.lower()
    case = KEEP if _shared(form, lemma) >= _shared(lower, lemma) else LOWER
    base = form if case == KEEP else lower
    shared = _shared(base, lemma)
    return f"{case}{len(base) - shared}{'+' if lemma[shared:] else ''}{lemma[shared:]}"


def _shared(one: str, other: str) -> int:
    """How many characters two words begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def lemma_by(rule: str, form: str) -> str | None:
    """What the rule makes of ``form``; None where the form is too short for it."""
    dropped, _, added = rule[1:].partition("+")
    base = form if rule[0] == KEEP else form.lower()
    count = int(dropped)
    if count > len(base):
        return None
    lemma = base[: len(base) - count] + added
    return lemma or None


NAMES = frozenset({"PROPN", "X", "SYM", "PUNCT", "NUM"})
"""Parts of speech whose lemmas no word list knows."""
VERB = "VERB"
ENDING = 2
"""Characters by whose like the lemmas of verbs are told: those of all verbs that the treebanks have."""


class Lemmatizer:
    """The word lists of one language: lemmas of forms with and without their part of speech."""

    def __init__(self, tagged: dict[str, str], forms: dict[str, str]) -> None:
        self._tagged, self._forms = tagged, forms
        self._lemmas = frozenset(tagged.values()) | frozenset(forms.values())
        self._endings = frozenset(lemma[-ENDING:] for form, lemma in tagged.items() if form.endswith(f" {VERB}"))

    @classmethod
    def read(cls, path: Path) -> Lemmatizer:
        """Read a list that ``model/lexicon.py`` wrote.

        Raises:
            OSError: it cannot be read.
        """
        table = json.loads(zlib.decompress(path.read_bytes()))
        return cls(table["tagged"], table["forms"])

    def lemma(self, form: str, tag: str, rules: Sequence[str]) -> str:
        """The lemma of a form.

        Args:
            form: the word as it stands in the text.
            tag: its part of speech.
            rules: the likeliest rules, the very likeliest first.
        """
        known = self._tagged.get(f"{form} {tag}") or self._tagged.get(f"{form.lower()} {tag}")
        if known is not None:
            return known
        made = [lemma for lemma in (lemma_by(rule, form) for rule in rules) if lemma]
        if tag in NAMES:
            return made[0] if made else form
        if tag == VERB:  # "reconnaissant" is a lemma, but of an adjective
            made = [lemma for lemma in made if lemma[-ENDING:] in self._endings] or made
        if made and made[0] in self._lemmas:
            return made[0]
        listed = self._forms.get(form.lower())
        if tag == VERB and listed is not None and listed[-ENDING:] not in self._endings:
            return next((lemma for lemma in made if lemma in self._lemmas), listed)
        if listed is not None and (listed in made or tag == "VERB"):
            return listed
        return next((lemma for lemma in made if lemma in self._lemmas), made[0] if made else form)
