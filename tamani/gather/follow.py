"""From addresses to pages: lists lead to their entries, each host has its queue, the state tells what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.gather.addresses import outlet_of, parse_address
from tamani.gather.gathered import Gathered, GatherError, How, Missed, now
from tamani.gather.listings import read_listing
from tamani.gather.outlet_name import outlet_for
from tamani.gather.queues import Queues
from tamani.gather.reservation import from_headers
from tamani.gather.visitor import Visitor
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from tamani.gather.listing import Entry, Listing
    from tamani.gather.options import Options
    from tamani.gather.visitor import Expected, Visit

DEEPEST = 3
"""Lists of lists of lists: an OPML file, a sitemap index, its sitemaps."""
MOST_LISTS = 1000
PASSING = frozenset({"gather_too_slow", "gather_no_answer", "gather_unknown_host", "gather_asked_to_wait",
                     "gather_robots_unknown", "gather_stopped", "gather_status"})  # fmt: skip
"""Reasons that may be gone at the next visit, so that an entry missed for them is visited again."""
REFUSED = frozenset({"gather_tdm_reserved", "gather_robots_closed", "gather_stopped"})
"""Reasons for which the text in the feed is not kept in the place of a page: nobody is to have it from Tamani."""
_HOW: dict[str, How] = {"feed": "feed", "sitemap": "sitemap"}


@dataclass(slots=True)
class _Budget:
    """What one source given by the user may still lead to."""

    pages: int
    lists: int = MOST_LISTS
    left_out: int = 0


@dataclass(slots=True)
class _Followed:
    """A list whose entries are being visited."""

    address: str
    state_as: str
    how: How
    etag: str | None
    last_modified: str | None
    fetched_at: datetime
    reserved: bool = False
    """Whether the server that sent the list reserves its rights in it."""
    open: int = 0
    complete: bool = True
    """False once an entry was left out or missed for a passing reason: the list must be read again next time."""


@dataclass(slots=True)
class _Job:
    """An address to visit, and what led to it."""

    url: str
    expected: Expected
    budget: _Budget
    depth: int = 0
    parent: _Followed | None = None
    entry: Entry | None = None


@dataclass(slots=True)
class _Outcome:
    """What a visit gave: a page, a list, or a reason. Nothing of the three where nothing has changed."""

    page: Gathered | None = None
    listing: Listing | None = None
    visit: Visit | None = None
    missed: GatherError | None = None


class Follower:
    """Visits addresses and what they lead to."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._met: set[str] = set()
        self._budgets: list[tuple[str, _Budget]] = []
        self._visitor = Visitor(options)
        self._queues: Queues[_Job, _Outcome] = Queues(self._visitor.turns, self._work, options.workers)

    def follow(
        self, addresses: Iterable[str], lists: Iterable[tuple[str, Listing, datetime]] = ()
    ) -> Iterator[Gathered | Missed]:
        """Pages at the addresses, and behind ``lists`` on the disk, with their paths and when they were written."""
        for address in addresses:
            yield from self._add(_Job(address, "any", self._budget(address)))
        for path, listing, written_at in lists:
            job = _Job(path, "listing", self._budget(path))
            yield from self._add_entries(job, listing, _Followed(path, path, _how(listing), None, None, written_at))
        for job, outcome in self._queues.run():
            yield from self._take(job, outcome)
        for source, budget in self._budgets:
            if budget.left_out:
                values = {"count": str(budget.left_out), "most": str(self.options.most)}
                yield Missed(source, reason("gather_left_out", **values))

    def _budget(self, source: str) -> _Budget:
        budget = _Budget(self.options.most)
        self._budgets.append((source, budget))
        return budget

    def _add(self, job: _Job) -> Iterator[Missed]:
        """Put a job into its host's queue, unless its address was met before in this run."""
        try:
            address = parse_address(job.url)
        except GatherError as error:
            yield Missed(job.url, error.why)
            self._close(job, error)
            return
        if str(address) in self._met:
            self._close(job, None)
            return
        job.url = str(address)
        self._met.add(job.url)
        self._queues.add(address.host, job)

    def _work(self, job: _Job) -> _Outcome:
        """Visit; runs in a thread of its own, and changes nothing here."""
        try:
            visit = self._visitor.visit(job.url, job.expected, self._conditions(job))
            if visit.unchanged:
                return _Outcome(visit=visit)
            if job.expected != "page":
                listing = read_listing(visit.response.content, self.options.listing_limit)
                if listing is not None:
                    return _Outcome(listing=listing, visit=visit)
                self._check_page(visit, job.expected)
            return _Outcome(page=self._gathered(job, visit), visit=visit)
        except GatherError as error:
            return _Outcome(missed=error)

    def _check_page(self, visit: Visit, expected: Expected) -> None:
        """What turned out to be a page and not a list is held to the limits and rights of pages."""
        if expected == "listing":
            raise GatherError("no_list")
        visit.notes += self._visitor.page_after_all(visit)

    def _conditions(self, job: _Job) -> list[tuple[str, str]]:
        known = self.options.state.listings.get(job.url) if job.expected != "page" else None
        if known is None:
            return []
        rows = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
        return [(name, value) for name, value in rows if value is not None]

    def _gathered(self, job: _Job, visit: Visit) -> Gathered:
        parent = job.parent
        outlet = outlet_for(visit.response.content, visit.url, self.options.outlet)
        return Gathered(
            content=visit.response.content,
            url=visit.url,
            outlet=outlet.name,
            outlet_is_claimed=outlet.is_claimed,
            fetched_at=visit.fetched_at,
            how=parent.how if parent is not None else "address",
            media_type=visit.response.media_type,
            published=job.entry.published if job.entry is not None else None,
            notes=visit.notes + outlet.notes,
            origin=parent.address if parent is not None else None,
        )

    def _take(self, job: _Job, outcome: _Outcome) -> Iterator[Gathered | Missed]:
        if outcome.listing is not None and outcome.visit is not None:
            followed = self._followed(job, outcome.listing, outcome.visit)
            yield from self._add_entries(job, outcome.listing, followed)
        elif outcome.page is not None:
            yield outcome.page
        elif outcome.missed is not None:
            yield from self._from_feed(job, outcome.missed)
            yield Missed(job.url, outcome.missed.why)
        elif outcome.visit is not None and job.url in self.options.state.listings:
            self.options.state.listing(job.url).checked_at = now().isoformat()
        # Only here, when whoever gathers has come back for more, is the page known to be kept.
        self._close(job, outcome.missed)

    def _from_feed(self, job: _Job, error: GatherError) -> Iterator[Gathered]:
        """The text that a feed holds of a page that cannot be had; the page is visited again as any that is missed."""
        entry, parent = job.entry, job.parent
        if entry is None or parent is None or parent.reserved or error.why.code in REFUSED:
            return
        if not 0 < len(entry.page) <= self.options.page_limit:
            return
        yield Gathered(
            content=entry.page,
            url=job.url,
            outlet=self.options.outlet or outlet_of(job.url),
            fetched_at=parent.fetched_at,
            how="feed_text",
            media_type="text/html",
            published=entry.published,
            notes=[reason("gather_from_feed", why=str(error))],
            origin=parent.address,
        )

    def _followed(self, job: _Job, listing: Listing, visit: Visit) -> _Followed:
        headers = visit.response.headers
        rights = from_headers(headers)
        licensed = parse_address(visit.url).host in self.options.licensed
        reserved = rights is not None and rights.reserved and not licensed
        tags = headers.get("etag"), headers.get("last-modified")
        return _Followed(visit.url, job.url, _how(listing), *tags, visit.fetched_at, reserved)

    def _add_entries(self, job: _Job, listing: Listing, followed: _Followed) -> Iterator[Missed]:
        base = followed.address
        if listing.without_address:
            yield Missed(base, reason("gather_no_link", count=str(listing.without_address)))
        leads_to_pages = listing.kind in _HOW
        if not leads_to_pages and job.depth >= DEEPEST:
            yield Missed(base, reason("gather_too_deep", depth=str(DEEPEST)))
            return
        followed.open += 1  # holds the list open while its entries are added
        seen = self.options.state.listing(job.url).seen if leads_to_pages else {}
        for entry in _newest_first(listing.entries, self.options.since):
            if seen.get(entry.url) == entry.changed:
                continue
            if not _spend(job.budget, pages=leads_to_pages):
                followed.complete = False
                continue
            yield from self._add_entry(job, base, entry, followed, leads_to_pages=leads_to_pages)
        if leads_to_pages:
            self._forget(job.url, listing)
        self._done(followed)

    def _add_entry(
        self, job: _Job, base: str, entry: Entry, followed: _Followed, *, leads_to_pages: bool
    ) -> Iterator[Missed]:
        try:
            url = str(parse_address(entry.url, base if "://" in base else None))
        except GatherError as error:
            yield Missed(entry.url, error.why)
            return
        followed.open += 1
        expected: Expected = "page" if leads_to_pages else "listing"
        yield from self._add(_Job(url, expected, job.budget, job.depth + 1, followed, entry))

    def _forget(self, address: str, listing: Listing) -> None:
        """Entries that are no longer in the list need not be remembered."""
        state, there = self.options.state.listing(address), {entry.url for entry in listing.entries}
        state.seen = {url: changed for url, changed in state.seen.items() if url in there}

    def _close(self, job: _Job, error: GatherError | None) -> None:
        """Note in the state that an entry was dealt with, and its list, if it was the last."""
        if job.parent is None:
            return
        if error is not None and error.why.code in PASSING:
            job.parent.complete = False
        elif job.entry is not None and job.expected == "page":
            self.options.state.listing(job.parent.state_as).seen[job.entry.url] = job.entry.changed
        self._done(job.parent)

    def _done(self, followed: _Followed) -> None:
        followed.open -= 1
        state = self.options.state.listings.get(followed.state_as)
        if followed.open == 0 and state is not None:
            state.checked_at = now().isoformat()
            state.etag = followed.etag if followed.complete else None
            state.last_modified = followed.last_modified if followed.complete else None


def _how(listing: Listing) -> How:
    return _HOW.get(listing.kind, "feed")


def _newest_first(entries: list[Entry], since: date | None) -> list[Entry]:
    """Entries not older than ``since``; those without a date keep their place behind the dated ones."""
    wanted = [entry for entry in entries if since is None or entry.day is None or entry.day >= since]
    return sorted(wanted, key=_age)


def _age(entry: Entry) -> int:
    return -entry.day.toordinal() if entry.day is not None else 0


def _spend(budget: _Budget, *, pages: bool) -> bool:
    """Take one page or list off the budget; False where nothing is left."""
    if pages and budget.pages > 0:
        budget.pages -= 1
        return True
    if not pages and budget.lists > 0 and budget.pages > 0:
        budget.lists -= 1
        return True
    budget.left_out += 1
    return False
