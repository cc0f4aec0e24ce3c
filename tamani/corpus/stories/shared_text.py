"""Who copied whom in a story: pages with the same text, long passages that return, and the sources that pages name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from tamani.corpus.folding import fold, word_spans, words_of
from tamani.corpus.near_duplicates import SHORTEST, Likeness, likeness
from tamani.page.furniture import table_words
from tamani.story import Credit, SharedText
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tamani.corpus.stories.accounts import Account
    from tamani.record import Found, Reason
    from tamani.story import Passage

LEAST_SHARE = 0.05
"""The share of a page's text that must stand on another one for a look at how it is spread."""
LEAST_PASSAGE = 15
"""Words in a row that two authors do not write by chance."""
MOST_WORDS = 3000
"""Words of an article that are searched for common passages."""
SHORTEST_ACRONYM = 3
_IN_BRACKETS = re.compile(r"\(([^()\n]{2,60})\)")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts, the earlier one first, and how alike they are."""

    first: Account
    second: Account
    likeness: Likeness

    @property
    def is_copy(self) -> bool:
        """Whether one is a copy of the other: by what the store has noted, or by what they have in common."""
        noted = self.first.copy_group is not None and self.first.copy_group == self.second.copy_group
        long_enough = min(len(self.first.runs), len(self.second.runs)) >= SHORTEST
        return noted or (long_enough and self.likeness.is_copy) or self.likeness.shared == 1


def pairs_of(accounts: Sequence[Account]) -> list[Pair]:
    """All pairs of accounts that have something in common."""
    pairs = (Pair(a, b, likeness(a.runs, b.runs)) for a, b in combinations(accounts, 2))
    return [pair for pair in pairs if pair.likeness.shared or pair.is_copy]


def set_groups(accounts: Sequence[Account], pairs: Sequence[Pair]) -> None:
    """Number the texts of the accounts; each has the number of the first account with its text."""
    for place, account in enumerate(accounts):
        account.group = place
    for pair in pairs:
        if pair.is_copy and pair.first.group != pair.second.group:
            kept, lost = sorted((pair.first.group, pair.second.group))
            for account in accounts:
                if account.group == lost:
                    account.group = kept


def shared_text(accounts: Sequence[Account], pairs: Sequence[Pair], named: dict[int, list[Credit]]) -> list[SharedText]:
    """For each account the page that most of its text was taken from, where some was."""
    found = []
    for account in accounts:
        ours = [taken for pair in pairs if (taken := _taken(account, pair, named)) is not None]
        if ours:
            found.append(max(ours, key=lambda shared: (shared.kind == "copy", shared.credited, shared.share)))
    return found


def _taken(account: Account, pair: Pair, named: dict[int, list[Credit]]) -> SharedText | None:
    """What an account took from the other one of a pair; nothing where the other one took it."""
    source, copier = _directed(pair, named)
    if copier is not account or (not pair.is_copy and pair.likeness.contained < LEAST_SHARE):
        return None
    run = _longest_run(copier, source)
    if run is None or (not pair.is_copy and (run.words < LEAST_PASSAGE or run.is_quoted)):
        return None
    share = len(source.runs & copier.runs) / len(copier.runs) if copier.runs else 1.0
    credited = _credits(copier, source, named)
    ordered = source.latest < copier.earliest
    return SharedText(
        page=copier.page,
        of=source.page,
        kind="copy" if pair.is_copy else "passages",
        share=round(share, 3),
        here=run.here,
        there=run.there,
        credited=credited,
        confidence=0.95 if credited else 0.85 if ordered else 0.5,
        reasons=_reasons(share, run, credited=credited, ordered=ordered),
    )


def _directed(pair: Pair, named: dict[int, list[Credit]]) -> tuple[Account, Account]:
    """Who was first and who copied: whoever names the other as its source copied, else whoever came later."""
    if _credits(pair.first, pair.second, named) and not _credits(pair.second, pair.first, named):
        return pair.second, pair.first
    return pair.first, pair.second


def _credits(copier: Account, source: Account, named: dict[int, list[Credit]]) -> bool:
    return any(credit.of == source.page for credit in named.get(copier.page, []))


def _reasons(share: float, run: _Run, *, credited: bool, ordered: bool) -> list[Reason]:
    return [
        reason("shared_text", percent=str(round(share * 100)), words=str(run.words)),
        reason("copy_credited" if credited else "copy_later" if ordered else "copy_undecided"),
    ]


@dataclass(frozen=True, slots=True)
class _Run:
    words: int
    here: Passage
    there: Passage
    is_quoted: bool


def _longest_run(here: Account, there: Account) -> _Run | None:
    """The longest run of words that both articles have, within one paragraph of each."""
    ours, theirs = (word_spans(fold(a.article.text))[:MOST_WORDS] for a in (here, there))
    matcher = SequenceMatcher(None, [w for w, _, _ in ours], [w for w, _, _ in theirs], autojunk=False)
    match = matcher.find_longest_match()
    best: tuple[int, int, int] | None = None
    for first, last in _within_parts(here, there, ours, theirs, (match.a, match.b, match.size)):
        if best is None or last - first > best[2]:
            best = match.a + first, match.b + first, last - first
    if best is None:
        return None
    a, b, size = best
    here_passage = _passage(here, ours[a][1], ours[a + size - 1][2])
    there_passage = _passage(there, theirs[b][1], theirs[b + size - 1][2])
    quoted = any(q.start <= here_passage.start and here_passage.end <= q.end for q in here.record.quotations)
    return _Run(size, here_passage, there_passage, quoted)


Words = list[tuple[str, int, int]]


def _within_parts(
    here: Account, there: Account, ours: Words, theirs: Words, match: tuple[int, int, int]
) -> Iterator[tuple[int, int]]:
    """The run cut where a paragraph ends on either side: places in it from 0."""
    a, b, size = match
    first, parts = 0, None
    for place in range(size + 1):
        now = None
        if place < size:
            now = _part(here, ours[a + place][1]), _part(there, theirs[b + place][1])
        if now != parts:
            if place > first:
                yield first, place
            first, parts = place, now


def _part(account: Account, at: int) -> int:
    return next((n for n, part in enumerate(account.article.parts) if part.start <= at < part.end), -1)


def _passage(account: Account, start: int, end: int) -> Passage:
    origins = account.article.origins
    return account.passage(origins[start], origins[end - 1] + 1)


# The sources that pages name


def credits_of(accounts: Sequence[Account]) -> dict[int, list[Credit]]:
    """The agencies and outlets that each page names as its source, by page."""
    names = {account.page: _names(account.outlet) for account in accounts}
    found = {}
    for account in accounts:
        own = list(_credits_of(account, accounts, names))
        if own:
            found[account.page] = own
    return found


def _names(outlet: str | None) -> frozenset[str]:
    """What an outlet is called: its name, and its initials if there are enough of them."""
    if not outlet:
        return frozenset()
    initials = "".join(word[0] for word in outlet.split() if word[0].isupper())
    return frozenset({_key(outlet)} | ({_key(initials)} if len(initials) >= SHORTEST_ACRONYM else set()))


def _key(name: str) -> str:
    return " ".join(words_of(name))


def _credits_of(account: Account, accounts: Sequence[Account], names: dict[int, frozenset[str]]) -> Iterator[Credit]:
    agencies = table_words("bylines", "agencies")
    seen: set[str] = set()
    for source, where, start, end in _named(account):
        key = _key(source)
        if not key or key in names[account.page] or key in seen:
            continue
        of = next((a.page for a in accounts if a is not account and key in names[a.page]), None)
        if of is not None or where == "dateline" or key in agencies or (where == "quotation"):
            seen.add(key)
            yield Credit(source=source, of=of, where=where, evidence=account.passage(start, end))


Source = tuple[str, Literal["byline", "dateline", "quotation"], int, int]
"""A name, where it stands, start and end."""


def _named(account: Account) -> Iterator[Source]:
    """What may be a source."""
    article = account.record.article
    for found in article.byline:
        if found.start is not None and found.end is not None:
            yield found.text, "byline", found.start, found.end
    yield from _in_dateline(account, article.dateline)
    for quotation in account.record.quotations:
        actor, span = account.record.actor(quotation.speaker), quotation.speaker_span
        if actor is not None and actor.kind == "media" and span is not None:
            yield actor.name, "quotation", span.start, span.end


def _in_dateline(account: Account, dateline: Found | None) -> Iterator[Source]:
    if dateline is None or dateline.start is None or dateline.end is None:
        return
    for match in _IN_BRACKETS.finditer(account.record.text, dateline.start, dateline.end):
        yield match.group(1), "dateline", *match.span(1)
