"""Claims in the making, and where the words of one end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.events.tree import Tree
    from tamani.record import ClaimKind

FLAT = 0.5
"""How sure it is that words deny of which nothing says that they reply to something."""
JOINED = frozenset({"parataxis", "conj", "punct", "cc", "discourse"})
ASIDE, PARTICIPLES = frozenset({"advcl", "acl"}), frozenset({"Part", "Ger"})
MARKS = frozenset({"PUNCT", "SPACE", "CCONJ"})


@dataclass(slots=True, eq=False)
class ClaimDraft:
    """One claim; ``first`` to ``last`` (inclusive) are its tokens."""

    kind: ClaimKind
    speaker: str | None
    about: list[str]
    first: int
    last: int
    rule: str
    entry: str | None = None
    event: int | None = None
    confidence: float = 0.8
    quotation: int | None = None
    answers: ClaimDraft | None = field(default=None, repr=False)


def complement_end(tree: Tree, i: int, last: int) -> int:
    """The last token of what a verb or noun governs, without clauses joined to it and closing marks."""
    low, high = tree.sentence_range(i)
    below = [k for k in tree.kids[i] if k < i or _is_joined(tree, k)]
    inside = [k for k in tree.subtree(i, without=below) if low <= k < high]
    end = max([last, *inside])
    while end > last and tree.pos[end] in MARKS and tree.form[end] != "»":
        end -= 1
    return end


def _is_joined(tree: Tree, k: int) -> bool:
    """Whether a clause only goes on behind another ("…, accusing X of …"), or a mark closes it."""
    if tree.rel[k] in JOINED:
        return tree.is_verbal(k) or tree.pos[k] in MARKS
    participle = tree.rel[k] in ASIDE and tree.is_verbal(k) and tree.verb_form[k] in PARTICIPLES
    first = min(tree.subtree(k)) if participle else k
    return participle and tree.tense[k] != "Past" and first > 0 and tree.form[first - 1] == ","


def without_doubles(drafts: list[ClaimDraft]) -> list[ClaimDraft]:
    """The drafts in the order of the text, without one of a kind inside another of the same speaker."""
    kept: list[ClaimDraft] = []
    for draft in sorted(drafts, key=lambda d: (d.first, -d.last)):
        inside = any(k.first <= draft.first and draft.last <= k.last and k.kind == draft.kind for k in kept)
        if not inside:
            kept.append(draft)
    return kept
