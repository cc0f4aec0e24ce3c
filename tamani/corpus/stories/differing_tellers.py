"""Where accounts give differing numbers in the words of one and the same person or body."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.corpus.stories.differing_numbers import BETWEEN, difference, how_sure, is_old, shown_number
from tamani.corpus.stories.identities import is_told_apart, same
from tamani.corpus.stories.sides import in_order, side
from tamani.corpus.stories.tellers import teller
from tamani.reading.figures.reader import figures_of
from tamani.story import Disagreement
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tamani.corpus.stories.accounts import Account
    from tamani.reading.figures.reader import Figure
    from tamani.record import Actor

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """The one number that a page has for a thing from somebody who can be told apart."""

    account: Account
    teller: Actor
    figure: Figure


def differing_tellers(accounts: Sequence[Account], known: Sequence[Disagreement]) -> list[Disagreement]:
    """The disagreements that none of the known ones shows already, in no order."""
    given: dict[Key, list[_Given]] = defaultdict(list)
    for account in accounts:
        for key, one in _given(account):
            given[key].append(one)
    made = (_disagreement(key, one, accounts) for key, all_given in sorted(given.items()) for one in _by(all_given))
    return [found for found in made if found is not None and not any(_shows(other, found) for other in known)]


def _given(account: Account) -> Iterator[tuple[Key, _Given]]:
    """Numbers with their tellers; who gives two for a thing on one page gives none."""
    told: dict[tuple[Key, str], list[_Given]] = defaultdict(list)
    for figure in figures_of(account.record):
        who = None if is_old(account, figure) else teller(account, figure)
        if who is not None and is_told_apart(who):
            told[figure.key, who.id].append(_Given(account, who, figure))
    for (key, _), found in told.items():
        if len({one.figure.value for one in found}) == 1:
            yield key, found[0]


def _by(given: Sequence[_Given]) -> Iterator[list[_Given]]:
    """The numbers of each teller, one for each text: that of its first print."""
    tellers: list[list[_Given]] = []
    for one in given:
        own = next((group for group in tellers if same(group[0].teller, one.teller)), None)
        if own is None:
            tellers.append([one])
        elif one.account.group not in {other.account.group for other in own}:
            own.append(one)
    return iter(tellers)


def _disagreement(key: Key, given: Sequence[_Given], accounts: Sequence[Account]) -> Disagreement | None:
    if not any(difference(a.figure, b.figure) == "numbers_differ" for a in given for b in given):
        return None
    values: dict[float, list[_Given]] = defaultdict(list)
    for one in given:
        values[one.figure.value].append(one)
    sides = in_order(
        [
            side(
                shown_number(told[0].figure),
                ((one.account, one.account.passage(one.figure.start, one.figure.end)) for one in told),
                told[0].teller.name,
            )
            for told in values.values()
        ],
        accounts,
    )
    confidence, days = how_sure("numbers_teller", [one.account for one in given])
    shown = {"who": given[0].teller.name, "values": " / ".join(one.says for one in sides)}
    why = reason("numbers_teller_later", **shown, days=str(days)) if days else reason("numbers_teller", **shown)
    about = " ".join(part for part in key if part)
    return Disagreement(kind="number", about=about, sides=sides, confidence=confidence, reason=why)


def _shows(other: Disagreement, found: Disagreement) -> bool:
    """Whether a disagreement sets these pages against each other already, with these numbers."""
    there = [(one.says.split(BETWEEN), {passage.page for passage in one.passages}) for one in other.sides]
    here = [(one.says, {passage.page for passage in one.passages}) for one in found.sides]
    return other.about == found.about and all(
        any(says in said and pages <= others for said, others in there) for says, pages in here
    )
