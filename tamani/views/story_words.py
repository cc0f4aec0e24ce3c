"""What the views say of a story: names of outlets, numbers, things, kinds, in one language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tamani.views.printable import one_line

if TYPE_CHECKING:
    from tamani.story import Disagreement, Passage, Side, StoryAccount, StoryView, Told
    from tamani.views.labels import Labels

KINDS = ("event", "claim", "quotation", "actor")
"""Kinds of what only some tell, in the order in which they are shown."""
_DIGITS = re.compile(r"\d{5,}")
_THIN = "\u202f"


class StoryWords:
    """The words for one story."""

    def __init__(self, story: StoryView, labels: Labels) -> None:
        self.story = story
        self.labels = labels
        self._accounts = {account.page: account for account in story.pages}

    def account(self, page: int) -> StoryAccount:
        """The account of a page."""
        return self._accounts[page]

    def name(self, page: int) -> str:
        """Outlet and number of a page."""
        outlet = self._accounts[page].outlet
        return one_line(" ".join(filter(None, (outlet, f"#{page}"))))

    def when(self, account: StoryAccount) -> str:
        """When a page was published or fetched."""
        return f"{account.moment} ({self.labels(f'story_{account.by}')})"

    def moment(self, account: StoryAccount) -> str:
        """The same in short: the day, and the time where it is known; of a bare day also the time of fetching."""
        shown = account.moment[:16].replace("T", " ")
        if account.by == "fetched" or "T" in account.moment:
            return f"{shown} ({self.labels(f'story_{account.by}')})"
        seen = account.first_seen[:16].replace("T", " ")
        seen = seen[11:] if seen[:10] == shown else seen
        return f"{shown} ({self.labels('story_published_and_fetched', moment=seen)})"

    def size(self) -> str:
        """How many pages and texts there are."""
        pages = self.labels.count("story_pages", len(self.story.pages))
        return f"{pages}, {self.labels.count('story_texts', self.story.texts)}"

    def about(self, found: Disagreement) -> str:
        """What a disagreement is about."""
        if found.kind == "number":
            return one_line(" · ".join(self.labels.of("thing", part) for part in found.about.split()))
        return self._act(found.about) if found.kind in {"status", "attribution"} else one_line(found.about)

    def says(self, found: Disagreement, side: Side) -> str:
        """What a side says, in short."""
        if found.kind == "number":
            return _DIGITS.sub(lambda digits: f"{int(digits[0]):,}".replace(",", _THIN), side.says)
        return self.labels.of("status", side.says) if found.kind == "status" else one_line(side.says)

    def voice(self, side: Side) -> str | None:
        """In whose words a side speaks."""
        return None if side.voice is None else self.labels("story_voice", name=one_line(side.voice))

    def why(self, found: Disagreement) -> str:
        """Reason and confidence."""
        sure = self.labels("story_confidence", confidence=f"{found.confidence:.2f}")
        return f"{self.labels.reason(found.reason)} ({sure})"

    def told(self, told: Told) -> str:
        """What it is that few tell."""
        if told.kind == "event":
            return self._act(told.what)
        return self.labels.of("claim", told.what) if told.kind == "claim" else one_line(told.what)

    def detail(self, told: Told) -> str | None:
        """What else is known of it."""
        if told.detail is None:
            return None
        prefix = {"event": "status", "actor": "actor"}.get(told.kind)
        return one_line(told.detail if prefix is None else self.labels.of(prefix, told.detail))

    def place(self, passage: Passage) -> str:
        """Where a passage stands."""
        return self.labels("story_place", version=passage.version, start=passage.start, end=passage.end)

    def _act(self, what: str) -> str:
        """Type of an event in words, and its parties."""
        kind, _, rest = one_line(what).partition(" ")
        return f"{self.labels.of('event', kind)} {rest}".strip()
