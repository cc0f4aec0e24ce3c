"""Visits to addresses as a guest: robots.txt, reservations, pauses and redirects, each looked at every time."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal

from tamani.gather import reservation, robots
from tamani.gather.addresses import Address, parse_address
from tamani.gather.gathered import GatherError, now
from tamani.gather.http import REDIRECTS, Response, request
from tamani.gather.turns import Turns
from tamani.page.decoding import kind_of_binary
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.gather.options import Options
    from tamani.record import Reason

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
LISTING_TYPES = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml", "text/x-opml",
    "application/opml+xml", "application/feed+json", "application/json", "application/gzip", "application/x-gzip",
    "application/octet-stream",
})  # fmt: skip
"""Types that feeds, OPML files and sitemaps are sent as."""
_ROBOTS_LIMIT = 5_000_000

Expected = Literal["page", "listing", "any"]


@dataclass(slots=True)
class Visit:
    """What was found at an address; ``url`` is where the redirects ended."""

    asked: str
    url: str
    response: Response
    fetched_at: datetime
    notes: list[Reason] = field(default_factory=list)

    @property
    def unchanged(self) -> bool:
        """Whether the server said that nothing has changed since the last visit."""
        return self.response.status == 304


class Visitor:
    """Visits addresses; what is learned of a host is kept for as long as the visitor lives."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.turns = Turns(options.delay, options.longest_wait)
        self._robots: dict[str, robots.Rules] = {}
        self._reservations: dict[str, list[reservation.Rule]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def visit(self, url: str, expected: Expected, conditions: Iterable[tuple[str, str]] = ()) -> Visit:
        """Visit an address, following redirects; ``conditions`` are headers that ask for changes only.

        Raises:
            GatherError: it may not be visited, or gives nothing that was expected.

        """
        address = first = parse_address(url)
        notes: list[Reason] = []
        for _ in range(self._options.redirects + 1):
            notes = [self._robots_note(address)]
            if expected == "page":
                notes += self._reserved_by_file(address)
            response = self._ask(address, expected, conditions)
            if response.status not in REDIRECTS:
                break
            address = parse_address(response.headers.get("location", ""), base=str(address))
        else:
            raise GatherError("redirects", count=str(self._options.redirects))
        if address != first:
            notes.append(reason("gather_redirected", asked=str(first)))
        self._check_status(address, response)
        visit = Visit(str(first), str(address), response, now(), notes)
        _check_type(response, expected)
        if expected == "page":
            visit.notes += self.reservations(visit)
        return visit

    def reservations(self, visit: Visit) -> list[Reason]:
        """Notes on the rights in a page that was visited, by its headers and its own words.

        Raises:
            GatherError: they are reserved, and the user holds no licence.

        """
        found = (reservation.from_headers(visit.response.headers), reservation.from_page(visit.response.content))
        return self._obeyed(parse_address(visit.url), *found)

    def page_after_all(self, visit: Visit) -> list[Reason]:
        """Notes on the rights in what was visited as perhaps a list, and turned out to be a page.

        Raises:
            GatherError: rights are reserved, it is too large for a page, or no page.

        """
        if len(visit.response.content) > self._options.page_limit:
            raise GatherError("too_large", limit=str(self._options.page_limit))
        _check_type(visit.response, "page")
        return self._reserved_by_file(parse_address(visit.url)) + self.reservations(visit)

    def _reserved_by_file(self, address: Address) -> list[Reason]:
        with self._lock_of(address.origin + reservation.PATH):
            rules = self._reservations.get(address.origin)
            if rules is None:
                rules = self._reservations[address.origin] = self._ask_for_reservations(address)
        return self._obeyed(address, reservation.from_file(rules, address.target))

    def _obeyed(self, address: Address, *found: reservation.Reservation | None) -> list[Reason]:
        notes = []
        for one in found:
            if one is None:
                continue
            values = {"where": one.where, "policy": one.policy or "–"}
            if one.reserved and address.host not in self._options.licensed:
                raise GatherError("tdm_reserved", **values)
            code = "gather_tdm_licensed" if one.reserved else "gather_tdm_free"
            notes.append(reason(code, **values))
        return notes

    def _robots_note(self, address: Address) -> Reason:
        """What robots.txt says of an address that it does not close.

        Raises:
            GatherError: robots.txt closes it, or cannot be had.

        """
        with self._lock_of(address.origin + robots.PATH):
            rules = self._robots.get(address.origin)
            if rules is None:
                rules = self._robots[address.origin] = self._ask_for_robots(address)
                if rules.delay is not None:
                    self.turns.slow_down(address.host, rules.delay)
        if rules.problem is not None:
            raise GatherError("robots_unknown", host=address.host, detail=str(rules.problem))
        if not rules.allows(str(address)):
            raise GatherError("robots_closed", address=address.origin + robots.PATH)
        return reason("gather_robots_open" if rules.has_file else "gather_robots_none", host=address.host)

    def _ask_for_robots(self, address: Address) -> robots.Rules:
        try:
            response = self._small_file(address, robots.PATH, _ROBOTS_LIMIT)
        except GatherError as error:
            return robots.Rules(None, error)
        return robots.rules_from(response.status, response.content)

    def _ask_for_reservations(self, address: Address) -> list[reservation.Rule]:
        """The rules of a host; none where it has no such file or it cannot be had, as reserving is up to the host."""
        try:
            response = self._small_file(address, reservation.PATH, reservation.SIZE_LIMIT)
        except GatherError:
            return []
        return reservation.rules_in(response.content) if response.status == 200 else []

    def _small_file(self, address: Address, path: str, limit: int) -> Response:
        """A file that speaks for a whole host; it may be redirected, as RFC 9309 allows."""
        here = Address(address.scheme, address.host, address.port, path)
        for _ in range(self._options.redirects + 1):
            with self.turns.turn(here.host):
                response = request(here, self._options, limit=limit, wanted=_is_good)
            if response.status not in REDIRECTS:
                return response
            here = parse_address(response.headers.get("location", ""), base=str(here))
        raise GatherError("redirects", count=str(self._options.redirects))

    def _ask(self, address: Address, expected: Expected, conditions: Iterable[tuple[str, str]]) -> Response:
        limit = self._options.page_limit if expected == "page" else self._options.listing_limit

        def wanted(response: Response) -> bool:
            return response.status == 200 and _may_be(response.media_type, expected)

        with self.turns.turn(address.host):
            return request(address, self._options, limit=limit, wanted=wanted, headers=conditions)

    def _check_status(self, address: Address, response: Response) -> None:
        if response.status in {429, 503}:
            self.turns.wait(address.host, _seconds_to_wait(response, self._options.delay))
        if response.status not in {200, 304}:
            raise GatherError("status", status=str(response.status))

    def _lock_of(self, name: str) -> threading.Lock:
        with self._lock:
            return self._locks.setdefault(name, threading.Lock())


def _is_good(response: Response) -> bool:
    return response.status == 200


def _may_be(media_type: str | None, expected: Expected) -> bool:
    if media_type is None or (expected != "listing" and media_type in PAGE_TYPES):
        return True
    if expected == "page":
        return False
    # Feeds are sent as HTML or plain text by servers that were never told better.
    return media_type in LISTING_TYPES | PAGE_TYPES or media_type.endswith(("+xml", "+json"))


def _check_type(response: Response, expected: Expected) -> None:
    """Refuse what is of another kind, by its name or by its bytes.

    Raises:
        GatherError: it is.

    """
    if response.status == 304:
        return
    if not _may_be(response.media_type, expected):
        raise GatherError("media_type", media_type=(response.media_type or "")[:100])
    if not response.content.strip():
        raise GatherError("empty")
    if expected == "page" and (kind := kind_of_binary(response.content)) is not None:
        raise GatherError("media_type", media_type=kind or "application/octet-stream")


def _seconds_to_wait(response: Response, usual: float) -> float:
    """What ``Retry-After`` asks for, in seconds or as a date."""
    value = response.headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return usual
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=now().tzinfo)
    return max(usual, (moment - now()).total_seconds())
