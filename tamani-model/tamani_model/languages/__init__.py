"""What the tokenizer and the ends of sentences need to know of each language."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from tamani_model.tenses import Endings


@dataclass(frozen=True, slots=True)
class Habits:
    """Words hung on others by a hyphen or an apostrophe, words that stay whole, and abbreviations.

    ``spacy_rules``: whether spaCy's rules for the language are the ground on which ours stand.
    """

    clitics: tuple[str, ...]
    elisions: tuple[str, ...]
    verbal_elisions: tuple[str, ...]
    whole: tuple[str, ...]
    abbreviations: frozenset[str]
    openers: frozenset[str]
    """Words with a capital that open a sentence behind letters with full stops ("U.S. The …")."""
    spacy_rules: bool
    stand_ins: dict[str, str]
    """Words that the network knows from other languages alone, and the like word that it is shown in their place."""
    verbs: dict[str, str]
    """Forms whose infinitive a rule for endings gets wrong."""
    endings: Endings
    """What tells the future and the conditional."""


@functools.cache
def available() -> tuple[str, ...]:
    """Codes of the languages that the model reads."""
    files = resources.files(__package__).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


@functools.cache
def habits(code: str) -> Habits:
    """The habits of one language.

    Raises:
        ValueError: the model does not read it.
    """
    if code not in available():
        raise ValueError(f"tamani-model does not read {code!r}; it reads {', '.join(available())}")
    table = tomllib.loads(resources.files(__package__).joinpath(f"{code}.toml").read_text(encoding="utf-8"))
    return Habits(
        clitics=tuple(table["clitics"]),
        elisions=tuple(table["elisions"]),
        verbal_elisions=tuple(table.get("verbal_elisions", ())),
        whole=tuple(table["whole"]),
        abbreviations=frozenset(table["abbreviations"]),
        openers=frozenset(table["openers"]),
        spacy_rules=bool(table.get("spacy_rules", False)),
        stand_ins=dict(table.get("stand_ins", {})),
        verbs=dict(table.get("verbs", {})),
        endings=_endings(table.get("future", {})),
    )


def _endings(table: dict[str, Any]) -> Endings:
    return Endings(
        future=tuple(table.get("endings", ())),
        conditional=tuple(table.get("conditional_endings", ())),
        whole=dict(table.get("whole", {})),
        ends=dict(table.get("ends", {})),
    )
