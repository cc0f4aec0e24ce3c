"""Joining pages to stories in the order in which they come: the same pages in the same order make the same stories."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tamani.corpus.stories.candidates import Candidates
from tamani.corpus.stories.pair_score import JOINED, Pair, compare, rarity

if TYPE_CHECKING:
    from tamani.corpus.stories.page_view import PageView

OF_BEST = 0.6
"""Share of the best link in how well a page fits a story; the rest is what all its pages say."""
MOST_COMPARED = 12
"""Pages of a story that a new one is compared with: its first ones, which founded it, and its latest."""


@dataclass(frozen=True, slots=True)
class Link:
    """Why a page is in its story: the page that it is most like, and how they compare. None for its first page."""

    story: int
    page: int
    like: int | None = None
    pair: Pair | None = None


@dataclass(slots=True)
class Story:
    """Pages on one event, in the order in which they came."""

    id: int
    pages: list[PageView] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


class Joiner:
    """The stories so far, or those of them that a page may fit.

    ``next_id`` is the number of the first new story, ``stories`` how many there are, ``stories_of`` in how many of them
    a name is: where only a part of a corpus is loaded, both still speak of all of it.
    """

    def __init__(self, next_id: int = 1, stories: int = 0) -> None:
        self.stories: dict[int, Story] = {}
        self.next_id = next_id
        self.count = stories
        self.stories_of: Counter[str] = Counter()
        self._candidates = Candidates()

    def __len__(self) -> int:
        """How many pages it knows."""
        return len(self._candidates)

    def load(self, story: int, view: PageView) -> None:
        """Take in a page of a story that is counted already."""
        found = self.stories.setdefault(story, Story(story))
        found.pages.append(view)
        self._candidates.add(story, view)
        found.names |= view.names

    def add(self, view: PageView) -> Link:
        """Put a page into the story that it fits best, or into a new one."""
        fits = [fit for story in self._near(view) if (fit := self._fit(view, story)) is not None]
        if fits:
            _, link = max(fits, key=lambda fit: (fit[0], -fit[1].story))
        else:
            link = Link(self.next_id, view.key)
            self.next_id += 1
            self.count += 1
        known = self.stories[link.story].names if link.story in self.stories else set()
        self.stories_of.update(view.names - known)
        self.load(link.story, view)
        return link

    def weight(self, name: str) -> float:
        """How much a name tells stories apart."""
        return rarity(self.stories_of[name], self.count)

    def _near(self, view: PageView) -> list[Story]:
        """Stories that have enough in common with a page, so that not all are compared."""
        return [self.stories[story] for story in self._candidates.stories(view, self.weight)]

    def _fit(self, view: PageView, story: Story) -> tuple[float, Link] | None:
        compared = story.pages
        if len(compared) > MOST_COMPARED:
            compared = compared[: MOST_COMPARED // 2] + compared[-MOST_COMPARED // 2 :]
        pairs = [(compare(view, page, self.weight, explained=False), page) for page in compared]
        best, like = max(pairs, key=lambda found: (found[0].score, -found[1].key))
        mean = sum(pair.score for pair, _ in pairs) / len(pairs)
        fit = OF_BEST * best.score + (1 - OF_BEST) * mean
        if not best.is_same or fit < JOINED:
            return None
        return fit, Link(story.id, view.key, like.key, compare(view, like, self.weight))
