"""Where a reprint has another number than the first print of the same text."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tamani.corpus.stories.differing_numbers import shown_number
from tamani.corpus.stories.sides import in_order, side
from tamani.reading.figures.reader import figures_of
from tamani.story import Disagreement
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tamani.corpus.stories.accounts import Account
    from tamani.reading.figures.reader import Figure

CONFIDENCE = 0.9
Figures = dict[tuple[str, ...], list["Figure"]]


def edited_numbers(accounts: Sequence[Account]) -> list[Disagreement]:
    """The numbers that differ between copies, those of each reprint against the first print, in no order."""
    prints: dict[int, list[Account]] = defaultdict(list)
    for account in accounts:
        prints[account.group].append(account)
    return [
        found
        for copies in prints.values()
        if len(copies) > 1
        for found in _edited(sorted(copies, key=lambda one: (one.latest, one.page)), accounts)
    ]


def _edited(copies: Sequence[Account], accounts: Sequence[Account]) -> Iterator[Disagreement]:
    first, *reprints = copies
    ours = _figures(first)
    for reprint in reprints:
        theirs = _figures(reprint)
        for key in sorted(ours.keys() & theirs.keys()):
            changed = _changed(ours[key], theirs[key])
            if changed is not None:
                yield _disagreement(key, (first, changed[0]), (reprint, changed[1]), accounts)


def _figures(account: Account) -> Figures:
    found: Figures = defaultdict(list)
    for figure in figures_of(account.record):
        found[figure.key].append(figure)
    return found


def _changed(ours: Sequence[Figure], theirs: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The number that stands for another one; None where a cut or an addition explains the difference too."""
    before, after = Counter(one.value for one in ours), Counter(one.value for one in theirs)
    gone, come = set(before - after), set(after - before)
    if len(gone) != 1 or len(come) != 1:
        return None
    [old], [new] = gone, come
    if (before - after)[old] != (after - before)[new]:
        return None
    return next(one for one in ours if one.value == old), next(one for one in theirs if one.value == new)


def _disagreement(
    key: tuple[str, ...], one: tuple[Account, Figure], other: tuple[Account, Figure], accounts: Sequence[Account]
) -> Disagreement:
    sides = [
        side(shown_number(figure), [(account, account.passage(figure.start, figure.end))])
        for account, figure in (one, other)
    ]
    ordered = in_order(sides, accounts)
    return Disagreement(
        kind="number",
        about=" ".join(part for part in key if part),
        sides=ordered,
        confidence=CONFIDENCE,
        reason=reason("numbers_edited", values=" / ".join(found.says for found in ordered)),
    )
