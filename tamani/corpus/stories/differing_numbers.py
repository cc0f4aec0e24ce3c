"""Where accounts give differing numbers for the same thing.

A text takes part in a comparison if it gives one number for the thing, or one in its headline: with two of them it is
not known which is meant.
Numbers of other days ("in 2023 an attack killed 30") are left out, and so is a part against the whole, unless the part
is greater. Copies speak with one voice, that of the first print.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from tamani.corpus.stories.event_matching import days_of
from tamani.corpus.stories.sides import in_order, side
from tamani.corpus.stories.tellers import teller
from tamani.reading.figures.lexicon import things
from tamani.reading.figures.reader import figures_of
from tamani.story import Disagreement
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tamani.corpus.stories.accounts import Account
    from tamani.reading.figures.reader import Figure
    from tamani.record import Reason
    from tamani.story import Side

OLD = timedelta(days=8)
"""A sentence that tells of a time so long before publication is not on the event itself."""
ROUGH = 0.25
"""How far a rough number may be off, as a share of the greater one."""
LATER = timedelta(days=1)
"""Accounts that are further apart may both have been right when they were written."""
CONFIDENCE = {
    "numbers_differ": 0.85,
    "numbers_teller": 0.85,
    "numbers_part": 0.75,
    "numbers_bounded": 0.5,
    "numbers_rounded": 0.35,
}
LATER_CODES = {
    "numbers_differ": "numbers_differ_later",
    "numbers_part": "numbers_part_later",
    "numbers_bounded": "numbers_bounded_later",
    "numbers_rounded": "numbers_rounded_later",
}
BETWEEN = ", "
"""Between the ways in which one number is told, exactly and not."""
OF_LATER = 0.75
"""What is left of the confidence where the accounts are of different days."""

Difference = Literal["numbers_differ", "numbers_bounded", "numbers_rounded"]
HARDEST: tuple[Difference, ...] = ("numbers_differ", "numbers_bounded", "numbers_rounded")


@dataclass(frozen=True, slots=True)
class _Said:
    account: Account
    figure: Figure


def differing_numbers(accounts: Sequence[Account]) -> list[Disagreement]:
    """The disagreements on numbers, in no order."""
    told: dict[tuple[str, ...], list[_Said]] = defaultdict(list)
    for account in accounts:
        for figure in figures_of(account.record):
            if not is_old(account, figure):
                told[figure.key].append(_Said(account, figure))
    found = [made for key, said in sorted(told.items()) if (made := _disagreement(key, said, accounts)) is not None]
    return found + _parts_greater(told, accounts)


def is_old(account: Account, figure: Figure) -> bool:
    """Whether the sentence tells of another time than the story's."""
    first, last = figure.sentence
    for time in account.record.times:
        if first <= time.start < last and (days := days_of(time.value)) is not None and days[0] < account.day - OLD:
            return True
    return False


def _disagreement(key: tuple[str, ...], said: list[_Said], accounts: Sequence[Account]) -> Disagreement | None:
    sides = _sides(said)
    hardest = _hardest(sides)
    return None if hardest is None else _made(hardest, key, sides, accounts)


@dataclass(frozen=True, slots=True)
class _Text:
    """What one text says: the number that it speaks with, who of its prints has it, and its other numbers."""

    value: float
    told: list[_Said]
    also: set[float]


def _sides(said: Iterable[_Said]) -> list[list[_Said]]:
    """Those who say the same number, however exactly. A text that tells another one's number too is on no side."""
    of_text: dict[int, list[_Said]] = defaultdict(list)
    for one in said:
        of_text[one.account.group].append(one)
    texts = [text for members in of_text.values() if (text := _text(members)) is not None]
    spoken = {text.value for text in texts}
    sides: dict[float, list[_Said]] = defaultdict(list)
    for text in texts:
        if text.also.isdisjoint(spoken):
            sides[text.value] += text.told
    return list(sides.values())


def _text(members: Sequence[_Said]) -> _Text | None:
    """The number of a text, that of its first print: the only one, or the only one in the headline."""
    first = min(members, key=lambda one: (one.account.latest, one.account.page))
    own = [one for one in members if one.account is first.account]
    values = {one.figure.value for one in own}
    speaks = values if len(values) == 1 else {one.figure.value for one in own if _is_in_headline(one)}
    if len(speaks) != 1:
        return None
    [value] = speaks
    return _Text(value, [one for one in members if one.figure.value == value], values - speaks)


def _is_in_headline(said: _Said) -> bool:
    figure = said.figure
    blocks = said.account.record.blocks
    return any(b.kind == "headline" and b.start <= figure.start and figure.end <= b.end for b in blocks)


def _hardest(sides: Sequence[list[_Said]]) -> Difference | None:
    """The hardest difference between any two texts; None where all agree."""
    found = {difference(a, b) for ours, theirs in combinations(map(_of_texts, sides), 2) for a in ours for b in theirs}
    return next((code for code in HARDEST if code in found), None)


def _of_texts(said: list[_Said]) -> list[Figure]:
    """The number of a side as each of its texts tells it."""
    texts: dict[int, list[_Said]] = defaultdict(list)
    for one in said:
        texts[one.account.group].append(one)
    return [_softest(members) for members in texts.values()]


def _softest(said: list[_Said]) -> Figure:
    """The vaguest way in which a number is told: who says "12" and "at least 12" means the latter."""
    return max((one.figure for one in said), key=lambda figure: figure.bound is not None)


def difference(one: Figure, other: Figure) -> Difference | None:
    """How two numbers for the same thing differ; the same for both orders.

    A bound that the other number keeps ("at least 12" and "17") is soft, and so is a rough number that is near.
    """
    low, high = sorted((one, other), key=lambda figure: figure.value)
    if low.value == high.value:
        return None
    if "about" in (low.bound, high.bound) and high.value - low.value <= ROUGH * high.value:
        return "numbers_rounded"
    if low.bound == "at_least" or high.bound == "at_most":
        return "numbers_bounded"
    return "numbers_differ"


def _parts_greater(told: dict[tuple[str, ...], list[_Said]], accounts: Sequence[Account]) -> list[Disagreement]:
    """Numbers for some of the people that are greater than those for all of them."""
    found = []
    for state in sorted({key[0] for key in told if key[0] and not key[1]}):
        for thing in sorted({key[1] for key in told if key[0] == state and key[1]}):
            wholes, parts = _sides(told[(state, "", "")]), _sides(told[(state, thing, "")])
            if len(wholes) != 1 or len(parts) != 1 or things().kind[thing] != "people":
                continue
            [whole], [part] = wholes, parts
            apart = {one.account.group for one in whole}.isdisjoint(one.account.group for one in part)
            if apart and _is_greater(_softest(part), _softest(whole)):
                found.append(_made("numbers_part", (state, thing, ""), [whole, part], accounts))
    return found


def _is_greater(part: Figure, whole: Figure) -> bool:
    return part.value * (1 - ROUGH) > whole.value and whole.bound not in {"at_least", "about"}


def _made(code: str, key: tuple[str, ...], said: list[list[_Said]], accounts: Sequence[Account]) -> Disagreement:
    confidence, days = how_sure(code, [one.account for members in said for one in members])
    sides = in_order([_side(members) for members in said], accounts)
    why = _reason(code, sides, days)
    about = " ".join(part for part in key if part)
    return Disagreement(kind="number", about=about, sides=sides, confidence=confidence, reason=why)


def how_sure(code: str, accounts: Iterable[Account]) -> tuple[float, int]:
    """How sure a disagreement is, and how many days are between the accounts where that makes it less so."""
    days = [account.day for account in accounts]
    apart = max(days) - min(days)
    if apart > LATER:
        return round(CONFIDENCE[code] * OF_LATER, 2), apart.days
    return CONFIDENCE[code], 0


def _reason(code: str, sides: Sequence[Side], days: int) -> Reason:
    values = " / ".join(one.says for one in sides)
    return reason(LATER_CODES[code], values=values, days=str(days)) if days else reason(code, values=values)


def _side(members: list[_Said]) -> Side:
    """One number; where some tell it exactly and others do not, it is shown in each of these ways."""
    figures = sorted(_of_texts(members), key=lambda figure: (figure.bound is not None, figure.bound or ""))
    shown = BETWEEN.join(dict.fromkeys(shown_number(figure) for figure in figures))
    told = sorted(members, key=lambda one: (one.account.page, one.figure.bound is None))
    voices = {_voice(one) for one in members}
    voice = voices.pop() if len(voices) == 1 else None
    return side(shown, ((one.account, one.account.passage(one.figure.start, one.figure.end)) for one in told), voice)


def shown_number(figure: Figure) -> str:
    """A number as it is compared, with a sign for its bound: ≥ 12, ≈ 120."""
    signs = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ ", None: ""}
    return f"{signs[figure.bound]}{figure.value:.12g}"


def _voice(said: _Said) -> str | None:
    """The name of the one in whose words the number stands."""
    who = teller(said.account, said.figure)
    return None if who is None else who.name
