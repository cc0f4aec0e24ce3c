"""Who reported a story first, as far as the dates tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.story import FirstReport, SharedText, StoryAccount
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.corpus.stories.accounts import Account

SURE, UNSURE, FETCHED = 0.95, 0.5, 0.4
"""Confidence where a stated time decides, where several may have been first, and where only fetching is known."""


def first_report(accounts: Sequence[Account], shared: Sequence[SharedText]) -> FirstReport:
    """The first of accounts that stand in their order; a copy is not first if what it copied is in the story."""
    copied = {s.page: s.of for s in shared if s.kind == "copy" and s.credited}
    first, reasons = accounts[0], []
    by_page = {account.page: account for account in accounts}
    seen: set[int] = set()
    while first.page in copied and first.page not in seen:
        seen.add(first.page)
        first = by_page[copied[first.page]]
    if seen:
        reasons.append(reason("first_credited", outlet=first.outlet or f"#{first.page}"))
    maybe = [
        account
        for account in accounts
        if account is not first and account.page not in copied and account.earliest < first.latest
    ]
    stated = first.earliest.year > 1
    if stated and maybe and first.earliest < first.latest:
        reasons.insert(0, reason("first_of_day", day=moment_of(first)[0], moment=first.first_seen))
    else:
        reasons.insert(0, reason("first_stated" if stated else "first_fetched", moment=moment_of(first)[0]))
    if maybe:
        reasons.append(reason("first_undecided", outlets=", ".join(_name(account) for account in maybe)))
    confidence = (UNSURE if maybe else SURE) if stated else FETCHED
    return FirstReport(page=first.page, maybe=[a.page for a in maybe], confidence=confidence, reasons=reasons)


def _name(account: Account) -> str:
    return account.outlet or f"#{account.page}"


def moment_of(account: Account) -> tuple[str, str]:
    """When a page was published as it states it, else when it was first fetched; and which of both."""
    if account.published is not None and account.earliest.year > 1:
        return account.published, "published"
    return account.first_seen, "fetched"


def story_accounts(accounts: Sequence[Account]) -> list[StoryAccount]:
    """The accounts as they are shown."""
    found = []
    for account in accounts:
        moment, by = moment_of(account)
        headline = account.record.article.headline
        found.append(
            StoryAccount(
                page=account.page,
                version=account.version,
                outlet=account.outlet,
                url=account.url,
                headline=None if headline is None else headline.text,
                language=account.record.language,
                published=account.published,
                first_seen=account.first_seen,
                moment=moment,
                by="published" if by == "published" else "fetched",
                text_of=accounts[account.group].page,
            )
        )
    return found
