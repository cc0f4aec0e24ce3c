"""Trees: one root, no cycle, and none better among all that there are."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tamani_model.trees import are_trees, best_tree


def scores_of(size: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(size + 1, size + 1)).astype(np.float32)


def is_tree(heads: list[int]) -> bool:
    if sum(head == 0 for head in heads[1:]) != 1:
        return False
    for word in range(1, len(heads)):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if at:
            return False
    return True


def worth(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[word, heads[word]] for word in range(1, len(heads))))


@given(size=st.integers(1, 5), seed=st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_no_tree_with_one_root_is_better_than_the_one_that_is_chosen(size: int, seed: int) -> None:
    scores = scores_of(size, seed)
    candidates = product(*[[head for head in range(size + 1) if head != word] for word in range(1, size + 1)])
    best = max(worth(scores, [0, *heads]) for heads in candidates if is_tree([0, *heads]))
    chosen = best_tree(scores)
    assert is_tree(chosen)
    assert abs(worth(scores, chosen) - best) < 1e-4


@given(size=st.integers(1, 60), seed=st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_long_sentences_give_trees_too(size: int, seed: int) -> None:
    assert is_tree(best_tree(scores_of(size, seed)))


@given(st.lists(st.lists(st.integers(0, 6), min_size=6, max_size=6), min_size=1, max_size=8))
@settings(deadline=None)
def test_what_is_a_tree_is_told_for_many_sentences_at_once(rows: list[list[int]]) -> None:
    heads = np.array([[0, *row] for row in rows])
    told = are_trees(heads, np.full(len(rows), 6))
    assert told.tolist() == [is_tree([0, *row]) for row in rows]
