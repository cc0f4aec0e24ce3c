"""Sentences of CoNLL-U treebanks as the parser sees them: contractions are one token, subtypes are dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEATURES = (
    "Case", "Definite", "Degree", "Gender", "Mood", "Number", "NumType", "Person", "Polarity", "Poss", "PronType",
    "Reflex", "Tense", "VerbForm", "Voice",
)  # fmt: skip
"""The features of morphology that are learnt, in the order of the alphabet."""


@dataclass(frozen=True, slots=True)
class Word:
    """One token. ``head`` is the index of another token of the sentence; a token that is its own head is the root.

    ``features`` holds those of :data:`FEATURES` that the token has; of several values ("Int,Rel") the first.
    ``space`` says whether white space follows.
    """

    form: str
    lemma: str
    tag: str
    features: dict[str, str]
    head: int
    relation: str
    space: bool = True


Sentence = list[Word]
"""The tokens of one sentence, in order."""


def read_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a file.

    A contraction whose words do not stand side by side in it ("du" for "de" and "le") is one token with the annotation
    of its first word, and what hangs on any of its words hangs on the whole; one whose words do ("do" and "n't") is
    cut. Empty nodes are passed over.

    Raises:
        OSError: the file cannot be read.
        ValueError: a row is not CoNLL-U.
    """
    rows: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            if line.strip() and not line.startswith("#"):
                rows.append(line.rstrip("\n").split("\t"))
            elif rows and not line.strip():
                yield _sentence(rows)
                rows = []


def _sentence(rows: list[list[str]]) -> Sentence:
    words = {int(row[0]): row for row in rows if row[0].isdigit()}
    spans = {int(row[0].partition("-")[0]): row for row in rows if "-" in row[0] and not _is_cut(row, words)}
    cut = [row for row in rows if "-" in row[0] and _is_cut(row, words)]
    inside = {str(number) for row in cut for number in list(_range(row))[:-1]}
    ends = {str(_range(row)[-1]): row[9] for row in cut}
    places: dict[int, int] = {}
    tokens: list[tuple[list[str], list[str]]] = []
    at = 1
    while at in words:
        whole = spans.get(at, words[at])
        last = int(whole[0].rpartition("-")[2])
        places.update(dict.fromkeys(range(at, last + 1), len(tokens)))
        tokens.append((whole, words[at]))
        at = last + 1
    sentence = []
    for index, (whole, word) in enumerate(tokens):
        head = index if word[6] == "0" else places[int(word[6])]
        sentence.append(
            Word(
                form=whole[1],
                lemma=word[2],
                tag=word[3],
                features=_features(word[5]),
                head=head,
                relation=word[7].partition(":")[0],
                space="SpaceAfter=No" not in ends.get(whole[0], whole[9]) and whole[0] not in inside,
            )
        )
    return sentence


def _range(row: list[str]) -> range:
    first, _, last = row[0].partition("-")
    return range(int(first), int(last) + 1)


def _is_cut(row: list[str], words: dict[int, list[str]]) -> bool:
    """Whether a contraction is written as its words side by side."""
    return "".join(words[number][1] for number in _range(row)) == row[1]


def _features(column: str) -> dict[str, str]:
    pairs = (feature.partition("=") for feature in column.split("|") if "=" in feature)
    return {name: value.partition(",")[0] for name, _, value in pairs if name in FEATURES}
