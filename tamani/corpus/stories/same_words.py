"""Quotations of the same words on several pages: alike as they are written, or one the translation of the other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tamani.corpus.folding import words_of
from tamani.corpus.stories.embedding import likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.corpus.stories.accounts import Account
    from tamani.corpus.stories.embedding import Embedder, Vector
    from tamani.record import Actor, Quotation

FEWEST = 4
"""Words below which two people may well say the same."""
FEWEST_TRANSLATED = 5
MOST_QUOTATIONS = 400
"""Quotations of one story that are compared."""
ALIKE = 0.8
"""Words in common, of all words of both, for the same sentence with small edits."""
TRANSLATED = 0.7
"""Likeness in meaning that only a sentence and its translation have: unrelated sentences stay below 0.45."""
RELATED = 0.45
"""Likeness, or words in common, from which one sentence may be the other in other words."""
KINDS = frozenset({"direct", "mixed"})


@dataclass(frozen=True, slots=True, eq=False)
class Quoted:
    """A quotation of one page."""

    account: Account
    quotation: Quotation
    words: tuple[str, ...]
    speaker: Actor | None
    vector: Vector | None

    @property
    def is_marked(self) -> bool:
        """Whether words of it stand in quotation marks."""
        return self.quotation.kind in KINDS

    @property
    def text(self) -> str:
        """The said words."""
        return said(self.account, self.quotation)


def said(account: Account, quotation: Quotation) -> str:
    """The words of a quotation, without what stands between its parts."""
    return " ".join(account.record.text[span.start : span.end] for span in quotation.spans)


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a story; ``translated`` is whether they could be compared across languages."""

    quoted: list[Quoted]
    is_cut: bool
    translated: bool


def quotations_of(accounts: Sequence[Account], embedder: Embedder | None) -> Quotations:
    """The quotations of a story that are long enough to be told apart; vectors only where there are two languages."""
    found = [
        (account, quotation, words)
        for account in accounts
        for quotation in account.record.quotations
        if len(words := tuple(words_of(said(account, quotation)))) >= FEWEST
    ]
    several = len({account.record.language for account, _, _ in found}) > 1
    kept = found[:MOST_QUOTATIONS]
    vectors: Sequence[Vector | None] = [None] * len(kept)
    if several and embedder is not None:
        vectors = embedder.vectors([said(account, quotation) for account, quotation, _ in kept])
    quoted = [
        Quoted(account, quotation, words, account.record.actor(quotation.speaker), vector)
        for (account, quotation, words), vector in zip(kept, vectors, strict=True)
    ]
    return Quotations(quoted, len(found) > len(kept), not several or embedder is not None)


def are_same(one: Quoted, other: Quoted) -> float | None:
    """How sure it is that two quotations are of the same words; None where they are not."""
    if one.account.record.language == other.account.record.language:
        ours, theirs = set(one.words), set(other.words)
        both = len(ours & theirs) / len(ours | theirs)
        return both if both >= ALIKE and _in_order(one.words, other.words) else None
    if min(len(one.words), len(other.words)) < FEWEST_TRANSLATED or one.vector is None or other.vector is None:
        return None
    if not 0.5 <= len(one.words) / len(other.words) <= 2:
        return None
    alike = likeness(one.vector, other.vector)
    return alike if alike >= TRANSLATED else None


def may_be_same(one: Quoted, other: Quoted) -> bool:
    """Whether two quotations may be of the same words, or the one may be in other words what the other is."""
    if one.account.record.language == other.account.record.language:
        common = len(set(one.words) & set(other.words))
        return common >= RELATED * min(len(set(one.words)), len(set(other.words)))
    if one.vector is None or other.vector is None:
        return True
    return likeness(one.vector, other.vector) >= RELATED


def _in_order(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the common words come in nearly the same order: runs of two are shared too."""
    pairs, others = set(pairwise(ours)), set(pairwise(theirs))
    return len(pairs & others) >= ALIKE * min(len(pairs), len(others)) - 1
