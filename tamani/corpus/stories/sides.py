"""What the kinds of disagreement share: sides put in order, and copies that are never set against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.story import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tamani.corpus.stories.accounts import Account
    from tamani.story import Passage

MOST_DISAGREEMENTS = 40
"""Disagreements of one story that are shown, the surest ones."""


def side(says: str, told: Iterable[tuple[Account, Passage]], voice: str | None = None) -> Side:
    """A side with one passage a page, in the order of publication."""
    by_page: dict[int, tuple[Account, Passage]] = {}
    for account, passage in told:
        by_page.setdefault(account.page, (account, passage))
    ordered = sorted(by_page.values(), key=lambda one: (one[0].latest, one[0].page))
    return Side(says=says, voice=voice, passages=[passage for _, passage in ordered])


def groups_of(accounts: Iterable[Account]) -> set[int]:
    """The numbers of their texts."""
    return {account.group for account in accounts}


def in_order(sides: Sequence[Side], accounts: Sequence[Account]) -> list[Side]:
    """Sides by who was first to tell one."""
    place = {account.page: number for number, account in enumerate(accounts)}
    return sorted(sides, key=lambda one: (place[one.passages[0].page], one.says))
