"""The attributes of a Doc's tokens as plain lists, read in one pass.

Asking spaCy for each attribute of each token costs more than all rules together; a Doc's columns as one array and a
dictionary of the few values that occur cost next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from spacy.parts_of_speech import NAMES as PARTS_OF_SPEECH

if TYPE_CHECKING:
    from spacy.tokens import Doc

FEATURES = ("VerbForm", "Tense", "Number", "Gender")


@dataclass(frozen=True, slots=True)
class TokenColumns:
    """Parallel lists over a Doc's tokens. ``features`` holds one list for each of :data:`FEATURES`, "" for none."""

    lemma: list[str]
    part_of_speech: list[str]
    relation: list[str]
    head: list[int]
    features: dict[str, list[str]]


def columns_of(doc: Doc) -> TokenColumns:
    """The columns of a parsed Doc."""
    table = doc.to_array(["LEMMA", "POS", "DEP", "HEAD", "MORPH"])
    strings = doc.vocab.strings
    lemmas, parts, relations, heads, morphs = (table[:, i] for i in range(5))
    offsets = heads.astype(np.int64)
    features = {key: _features(strings[key] if key else "") for key in set(morphs.tolist())}
    return TokenColumns(
        lemma=_texts(lemmas.tolist(), {key: strings[key] if key else "" for key in set(lemmas.tolist())}),
        part_of_speech=[PARTS_OF_SPEECH[part] for part in parts.tolist()],
        relation=_texts(relations.tolist(), {key: strings[key] if key else "" for key in set(relations.tolist())}),
        head=(np.arange(len(offsets)) + offsets).tolist(),
        features={name: [features[key].get(name, "") for key in morphs.tolist()] for name in FEATURES},
    )


def _texts(keys: list[int], texts: dict[int, str]) -> list[str]:
    return [texts[key] for key in keys]


def _features(description: str) -> dict[str, str]:
    """The features of a morphological description ("Gender=Masc|Number=Sing"), the first of several values."""
    pairs = (feature.partition("=") for feature in description.split("|") if "=" in feature)
    return {name: value.split(",")[0] for name, _, value in pairs}
