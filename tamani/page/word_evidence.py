"""What the words and the shape of a line say of its kind, learned from tables of phrases and example lines.

Phrases of furniture can never hold every wording. Where none fits, a line is weighed word by word: how much oftener
lines of one kind have this word, its beginning, or these two words in a row than lines of the others.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import resources

import numpy as np
import numpy.typing as npt

from tamani.languages import available, load
from tamani.page.folding import NUMBER, fold_words
from tamani.page.furniture import common_words, pattern_words
from tamani.record import BlockKind

KINDS: tuple[BlockKind, ...] = (
    "comments",
    "newsletter",
    "share",
    "related",
    "most_read",
    "navigation",
    "ad",
    "legal",
    "tags",
    "caption",
    "dateline",
    "byline",
    "author_bio",
    "headline",
    "body",
)
"""Kinds that are told apart; ``headline`` is any line like one, also of another story."""
LONGEST = 60
"""Words of a line that are weighed; what is longer is prose, or told by its beginning."""
_LETTERS_OF_BEGINNING = 5
_PRIOR = 4.0
"""How many lines of average words each kind is taken to have besides its own: unknown words then say little."""
_PHRASE_WEIGHT = 0.6
_WORD, _PAIR, _SHAPE, _COMMON = 0.7, 0.4, 0.3, 0.12
"""How much words, pairs of words and shapes count: less than one, as they say in part the same. Common words
("de", "the") say little of a line's kind.
"""
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")
_TWO_NAMES = re.compile(r"[A-ZÀ-Þ][\w’'-]+\s[A-ZÀ-Þ]")
_WORDLIKE = re.compile(r"[^\W\d_]+")
_SEPARATORS = re.compile(r"\s[|•·/>»›–—-]\s")
_ADDRESS = re.compile(r"\S@\S|https?:|www\.")
_BRACKETED_NUMBER = re.compile(r"\(\s?\d+\s?\)")
_LENGTHS = (1, 2, 4, 7, 12, 20)


class WordEvidence:
    """The weights of all features; see :func:`word_evidence`."""

    def __init__(self, examples: Iterable[tuple[BlockKind, list[str], float]]) -> None:
        """Learn from ``examples``: the kind of each, its features, how much it counts."""
        self._rows: dict[str, int] = {}
        cells: list[tuple[int, int, float]] = []
        sizes = np.zeros(len(KINDS))
        column = {kind: i for i, kind in enumerate(KINDS)}
        for kind, features, weight in examples:
            sizes[column[kind]] += weight
            for feature in set(features):
                row = self._rows.setdefault(feature, len(self._rows))
                cells.append((row, column[kind], weight))
        counts = np.zeros((len(self._rows), len(KINDS)))
        rows, columns, weights = (np.array(part) for part in zip(*cells, strict=True))
        np.add.at(counts, (rows.astype(int), columns.astype(int)), weights)
        usual = (counts / sizes).mean(axis=1, keepdims=True)
        shares = (counts + _PRIOR * usual) / (sizes + _PRIOR)
        kind_of_feature = np.array([_weight(feature) for feature in self._rows])
        self._weights: npt.NDArray[np.float64] = np.log(shares / usual) * kind_of_feature[:, None]

    def odds(self, text: str, words: tuple[str, ...]) -> npt.NDArray[np.float64]:
        """Log-odds of each of :data:`KINDS` for a line, relative to each other."""
        known = [row for f in line_features(text, words) if (row := self._rows.get(f)) is not None]
        found: npt.NDArray[np.float64] = self._weights[known].sum(axis=0)
        return found

    def support(self, text: str, words: tuple[str, ...], kind: BlockKind) -> float:
        """The share of a line's words, common ones apart, that lines of ``kind`` have oftener than others.

        Names that nothing is known of count half: any line can have them.
        """
        column = KINDS.index(kind)
        told = [word for word in words if word not in common_words() and word != NUMBER] or list(words)
        names = _names_in(text)
        speaking = [self._speaks(word, column) for word in told]
        size = sum(0.5 if word in names and not said else 1.0 for word, said in zip(told, speaking, strict=True))
        return sum(speaking) / max(1.0, size)

    def _speaks(self, word: str, column: int) -> bool:
        row = self._rows.get("w" + word)
        if row is None and len(word) > _LETTERS_OF_BEGINNING:
            row = self._rows.get("b" + word[:_LETTERS_OF_BEGINNING])
        return row is not None and float(self._weights[row, column]) > 0

    def kinds(self, text: str, words: tuple[str, ...]) -> dict[BlockKind, float]:
        """How probable each of :data:`KINDS` is for a line by its words and shape alone."""
        odds = self.odds(text, words)
        share = np.exp(odds - odds.max())
        return dict(zip(KINDS, (share / share.sum()).tolist(), strict=True))


def _names_in(text: str) -> set[str]:
    """Folded words that a capital makes names; the first word only where the second is one too."""
    if text.isupper():
        return set()
    found = _NAME.findall(text, 0 if _TWO_NAMES.match(text) else 1)
    return {word for name in found for word in fold_words(name)}


def _weight(feature: str) -> float:
    sign, text = feature[0], feature[1:]
    if sign == "=":
        return _SHAPE
    if sign == "+":
        return _PAIR if any(word not in common_words() for word in text.split()) else _COMMON
    return _COMMON if text in common_words() else _WORD if sign == "w" else _WORD / 2


def line_features(text: str, words: tuple[str, ...]) -> list[str]:
    """What of a line is weighed: its words and their beginnings, pairs of words, and its shape."""
    return [*_word_features(words[:LONGEST]), *_shape_features(text, len(words))]


def _word_features(words: tuple[str, ...]) -> Iterator[str]:
    before = "^"
    for word in words:
        yield "w" + word
        if len(word) > _LETTERS_OF_BEGINNING:
            yield "b" + word[:_LETTERS_OF_BEGINNING]
        yield f"+{before} {word}"
        before = word
    yield f"+{before} $"


def _shape_features(text: str, count: int) -> Iterator[str]:
    yield f"=length {sum(count > length for length in _LENGTHS)}"
    yield f"=end {text[-1:] if text[-1:] in '.?!…:»' else ''}"
    yield f"=capitals {_capitals(text)}"
    yield f"=separators {min(3, len(_SEPARATORS.findall(text)))}"
    for name, there in (
        ("colon", ":" in text[1:-1]),
        ("digit", any(c.isdigit() for c in text)),
        ("address", bool(_ADDRESS.search(text))),
        ("bracketed", bool(_BRACKETED_NUMBER.search(text))),
        ("quote", text[:1] in '«“"'),
    ):
        if there:
            yield "=" + name


def _capitals(text: str) -> str:
    letters = _WORDLIKE.findall(text)
    if text.isupper():
        return "all"
    inner = len(_NAME.findall(text, 1))
    return "none" if not inner else "some" if inner * 2 < len(letters) else "most"


@functools.cache
def word_evidence() -> WordEvidence:
    """The evidence learned from the tables of all languages at hand and of the languages met elsewhere."""
    return WordEvidence(_all_examples())


def _all_examples() -> Iterator[tuple[BlockKind, list[str], float]]:
    tables = [load(code).table("line_examples") for code in available()]
    elsewhere = resources.files("tamani.languages").joinpath("elsewhere", "line_examples.toml")
    for table in [*tables, tomllib.loads(elsewhere.read_text(encoding="utf-8"))]:
        for kind in KINDS:
            for line in table.get(kind, "").splitlines():
                if line.strip():
                    yield kind, line_features(line, fold_words(line)), 1.0
    yield from _phrase_examples()


def _phrase_examples() -> Iterator[tuple[BlockKind, list[str], float]]:
    """Phrases of the furniture tables: words only, as they have no shape."""
    for code in available():
        table = load(code).table("furniture")
        for kind in KINDS:
            lists = table.get(kind, {})
            for name in ("opens", "lines"):
                for phrase in lists.get(name, ()):
                    parts = " ".join(pattern_words(phrase)).split("\x00")
                    yield kind, [f for part in parts for f in _part_features(part.split())], _PHRASE_WEIGHT


def _part_features(words: list[str]) -> Iterator[str]:
    """Features of words in a row that need not be a whole line."""
    yield from (f for f in _word_features(tuple(words)) if "^" not in f and "$" not in f)
