"""The language of a page or of a line: common words for short texts, character statistics for long ones."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Protocol, cast

from tamani.languages import available, load
from tamani.page.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Iterable

NEIGHBOURS = (
    "es",
    "pt",
    "it",
    "de",
    "nl",
    "ro",
    "ca",
    "ar",
    "ru",
    "tr",
    "sw",
    "ha",
    "ht",
    "zh",
    "uk",
    "fa",
    "pl",
    "wo",
    "mg",
    "ln",
)
"""Languages of pages that come along with those that Tamani reads; they are told apart, not read."""
_SAMPLE = 3000
_FEWEST_LETTERS = 3
_SHORT = 25
_LEAST_SURE = 0.6


@functools.cache
def own_words(code: str) -> frozenset[str]:
    """Folded words that only this language has among its neighbours."""
    table = load(code).table("common_words")
    return frozenset(word for entry in table["own"] for word in fold_words(entry))


@functools.cache
def _all_words(code: str) -> frozenset[str]:
    return frozenset(word for entry in load(code).table("common_words")["words"] for word in fold_words(entry))


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


@functools.cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (a model; loaded when needed)

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([code for code in dict.fromkeys((*available(), *NEIGHBOURS)) if code in known])
    return cast(_Identifier, identifier)


def detect_language(text: str) -> str | None:
    """The code of the language that ``text`` is in,.

    Or None where nothing tells (numbers, a name, nothing).
    """
    sample = text[:_SAMPLE]
    words = fold_words(sample)
    letters = sum(map(str.isalpha, sample))
    if letters < _FEWEST_LETTERS:
        return None
    counts = {code: _share(words, own_words(code)) for code in available()}
    best = max(counts, key=lambda code: counts[code])
    others = max((share for code, share in counts.items() if code != best), default=0.0)
    if len(words) >= 8 and counts[best] >= 0.08 and counts[best] > 3 * others:
        return best
    if len(words) < 8:
        return best if counts[best] > others else None
    return _by_statistics(sample, words)


def _by_statistics(sample: str, words: tuple[str, ...]) -> str | None:
    code, sure = _identifier().classify(sample)
    shared = {c: _share(words, _all_words(c)) for c in available()}
    if len(words) < _SHORT and float(sure) < _LEAST_SURE:
        best = max(shared, key=lambda c: shared[c])
        return best if shared[best] > 0.2 else None
    return str(code)


def _share(words: Iterable[str], known: frozenset[str]) -> float:
    listed = list(words)
    return sum(word in known for word in listed) / len(listed) if listed else 0.0
