"""The story: what Tamani found across the pages on one event, every entry with the characters that prove it.

The words used here are defined in ``docs/stories.md``. Offsets are Unicode code points into the text of a page version,
start inclusive, end exclusive, as in :mod:`tamani.record`.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from tamani.record import Reason

DisagreementKind = Literal["number", "status", "attribution", "speaker", "role"]
ToldKind = Literal["event", "claim", "quotation", "actor"]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Characters of a page version: the evidence. ``text`` is what stands there."""

    page: int
    version: int
    start: int
    end: int
    text: str


class StoryAccount(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the story.

    ``moment`` is what it is put in order by, ISO 8601, and ``by`` says what that is: the publication that the page, its
    feed or its metadata states, or, without one, the first fetching. ``text_of`` is the page that stands for all with
    the same text, this page itself where it is the first of them.
    """

    page: int
    version: int
    outlet: str | None
    url: str | None
    headline: str | None
    language: str | None
    published: str | None
    first_seen: str
    moment: str
    by: Literal["published", "fetched"]
    text_of: int


class FirstReport(msgspec.Struct, frozen=True, kw_only=True):
    """Who reported first; ``maybe`` are pages that may have been before it, as far as the dates tell."""

    page: int
    maybe: list[int] = []
    confidence: float
    reasons: list[Reason]


class SharedText(msgspec.Struct, frozen=True, kw_only=True):
    """Text that a page has in common with an earlier one.

    ``kind`` is ``copy`` where the whole article is that of the other page, edited or cut, ``passages`` where a part is.
    ``share`` is how much of this page's article stands on the other one, 0 to 1. The two passages are the longest
    run of common words. ``credited`` is whether the page names the other one's outlet as its source.
    """

    page: int
    of: int
    kind: Literal["copy", "passages"]
    share: float
    here: Passage
    there: Passage
    credited: bool
    confidence: float
    reasons: list[Reason]


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """A source that a page names for itself: an agency or another outlet; ``of`` is that outlet's page in the story."""

    source: str
    of: int | None
    where: Literal["byline", "dateline", "quotation"]
    evidence: Passage


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What only some pages tell. ``by`` has a passage for each of them; copies are there, but count as one text."""

    kind: ToldKind
    what: str
    detail: str | None = None
    by: list[Passage]
    texts: int
    """How many independent texts tell it."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One account of something: what it says, and the passages that say so, the first to be published first.

    ``voice`` is whom the pages name for it, where they name somebody.
    """

    says: str
    voice: str | None = None
    passages: list[Passage]


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """Accounts that cannot all be right, or that differ in how sure they are. At least two sides."""

    kind: DisagreementKind
    about: str
    sides: list[Side]
    confidence: float
    reason: Reason


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    """All that was found across the pages of one story; the pages stand in the order of their moments."""

    id: int
    title: str | None
    pages: list[StoryAccount]
    texts: int
    """How many independent texts there are: pages with the same text count once."""
    first: FirstReport
    shared: list[SharedText]
    credits: dict[int, list[Credit]]
    """By page."""
    only_some: list[Told]
    disagreements: list[Disagreement]
    notes: list[Reason] = []
    """What was not looked at, and why."""

    def page(self, page: int) -> StoryAccount:
        """The account with this page number.

        Raises:
            KeyError: the story has no such page.

        """
        for account in self.pages:
            if account.page == page:
                return account
        raise KeyError(page)
