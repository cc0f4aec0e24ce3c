"""From scores of arcs to a tree with one root.

That is the best head of each word where these make a tree already, and the maximum spanning arborescence of Chu and Liu
(1965) and Edmonds (1967) where they do not.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

MOST_ROOTS_TRIED = 4


def are_trees(heads: Array, lengths: Array) -> Array:
    """Whether each row of ``heads`` (B × (W+1), heads of words 1 to n, 0 for the root) is a tree with one root."""
    count, width = heads.shape
    places = np.arange(width)[None, :]
    real = (places >= 1) & (places <= lengths[:, None])
    above = np.where(real, heads, 0)
    one_root = ((above == 0) & real).sum(1) == 1
    rows = np.arange(count)[:, None]
    for _ in range(max(1, int(width).bit_length())):
        above = above[rows, above]
    trees: Array = one_root & (above == 0).all(1)
    return trees


def best_tree(scores: Array) -> list[int]:
    """The heads of the best tree with one root.

    Args:
        scores: (n+1) × (n+1), dependent before head, row and column 0 for the root.

    Returns:
        n+1 heads, of which the first (the root's) means nothing.
    """
    heads = _arborescence(scores)
    roots = [word for word in range(1, len(heads)) if heads[word] == 0]
    if len(roots) <= 1:
        return heads
    found = [_with_root(scores, root) for root in sorted(roots, key=lambda word: -scores[word, 0])[:MOST_ROOTS_TRIED]]
    return max(found, key=lambda heads: sum(scores[word, heads[word]] for word in range(1, len(heads))))


def _with_root(scores: Array, root: int) -> list[int]:
    bound = scores.copy()
    kept = bound[root, 0]
    bound[:, 0] = -np.inf
    bound[root, :] = -np.inf
    bound[root, 0] = kept
    return _arborescence(bound)


def _arborescence(scores: Array) -> list[int]:
    """Edmonds' algorithm, a cycle at a time: the heads of all nodes but 0."""
    scores = scores.astype(np.float64, copy=True)
    size = len(scores)
    scores[np.arange(size), np.arange(size)] = -np.inf
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if cycle is None:
        return [int(head) for head in heads]
    inside = np.zeros(size, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    # The cycle becomes one node, the last. An arc into it is worth what it adds to the cycle that it breaks.
    gain = scores[cycle] - scores[cycle, heads[cycle]][:, None]
    entered = gain[:, outside].argmax(0)
    left = scores[np.ix_(outside, np.array(cycle))].argmax(1)
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = gain[entered, outside]
    smaller[:-1, -1] = scores[outside, np.array(cycle)[left]]
    smaller[0] = -np.inf
    above = _arborescence(smaller)
    result: list[int] = heads.tolist()
    for place, node in enumerate(outside.tolist()):
        if node:
            head = above[place]
            result[node] = cycle[left[place]] if head == len(outside) else int(outside[head])
    from_outside = above[-1]
    result[cycle[entered[from_outside]]] = int(outside[from_outside])
    return result


def _cycle(heads: list[int]) -> list[int] | None:
    """The nodes of one cycle, or None where there is none."""
    done = [False] * len(heads)
    done[0] = True
    for start in range(1, len(heads)):
        path: list[int] = []
        seen: set[int] = set()
        node = start
        while not done[node] and node not in seen:
            seen.add(node)
            path.append(node)
            node = heads[node]
        if not done[node]:
            return path[path.index(node) :]
        for passed in path:
            done[passed] = True
    return None
