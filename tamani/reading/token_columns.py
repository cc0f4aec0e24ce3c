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

FEATURES = ("VerbForm", "Tense", "Number", "Gender", "Mood", "Person")
VERBS = frozenset({"VERB", "AUX"})
CLAUSAL = frozenset({"root", "ROOT", "ccomp", "parataxis", "conj", "acl"})
"""Relations of verbs that head a clause of their own."""
REACH_KIN = 12
"""Tokens back within which a verb's auxiliary and subject are sought."""


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
    columns = TokenColumns(
        lemma=_texts(lemmas.tolist(), {key: strings[key] if key else "" for key in set(lemmas.tolist())}),
        part_of_speech=[PARTS_OF_SPEECH[part] for part in parts.tolist()],
        relation=_texts(relations.tolist(), {key: strings[key] if key else "" for key in set(relations.tolist())}),
        head=(np.arange(len(offsets)) + offsets).tolist(),
        features={name: [features[key].get(name, "") for key in morphs.tolist()] for name in FEATURES},
    )
    _complete_verb_forms(columns, doc)
    _read_past_tenses(columns)
    return columns


def _complete_verb_forms(columns: TokenColumns, doc: Doc) -> None:
    """Give a form to the verbs that the tagger left without one.

    It tells each feature by itself, and drops the one of which it is not sure: the others and the verb's place in
    the tree still say what the form is.
    """
    forms = columns.features["VerbForm"]
    missing = [i for i, part in enumerate(columns.part_of_speech) if part in VERBS and not forms[i]]
    for index in missing:
        forms[index] = _verb_form(columns, index, doc[index].lower_)


def _read_past_tenses(columns: TokenColumns) -> None:
    """Make finite the past participles that have a subject and no auxiliary, where a language writes both alike."""
    forms, tenses, genders = (columns.features[name] for name in ("VerbForm", "Tense", "Gender"))
    alone = {
        i
        for i, part in enumerate(columns.part_of_speech)
        if part == "VERB" and forms[i] == "Part" and tenses[i] == "Past" and not genders[i]
        and columns.relation[i] in CLAUSAL
    }  # fmt: skip
    if not alone:
        return
    subjects = {head for head, relation in zip(columns.head, columns.relation, strict=True) if relation == "nsubj"}
    helped = {head for head, relation in zip(columns.head, columns.relation, strict=True) if relation[:3] == "aux"}
    for i in (alone & subjects) - helped:
        forms[i] = "Fin"


def _verb_form(columns: TokenColumns, index: int, written: str) -> str:
    features = columns.features
    if features["Person"][index]:
        return "Fin"
    if features["Gender"][index]:
        return "Part"
    near = [i for i in range(max(0, index - REACH_KIN), index) if columns.head[i] == index]
    kin = [columns.relation[i] for i in near]
    if "aux" in kin and features["Tense"][index] == "Past":
        return "Part"
    if columns.relation[index] == "acl" and not any(columns.part_of_speech[i] == "PRON" for i in near):
        return "Part"
    if features["Mood"][index]:
        return "Fin"
    bare = written == columns.lemma[index].lower()
    return "Inf" if bare and ("aux" in kin or "nsubj" not in kin) else "Fin"


def _texts(keys: list[int], texts: dict[int, str]) -> list[str]:
    return [texts[key] for key in keys]


def _features(description: str) -> dict[str, str]:
    """The features of a morphological description ("Gender=Masc|Number=Sing"), the first of several values."""
    pairs = (feature.partition("=") for feature in description.split("|") if "=" in feature)
    return {name: value.split(",")[0] for name, _, value in pairs}
