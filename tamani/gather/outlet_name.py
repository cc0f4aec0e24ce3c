"""The outlet of a page: what the source or the user says, else its host, else what the page calls itself.

What a page calls itself is a claim that any page can make: it is bounded, noted as such, and never takes the place of
what somebody else has said, nor of the host that sent it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tamani.gather.addresses import outlet_of
from tamani.page.decoding import decode
from tamani.page.html_events import read_events
from tamani.page.html_metadata import MetadataCollector
from tamani.words import reason

if TYPE_CHECKING:
    from tamani.record import Reason

LONGEST = 80
"""Characters of a name; what is longer is none, and half of it would be another one."""
_HEAD = 200_000
"""Bytes of a page in which it may name its outlet."""
_MAY_TELL = re.compile(r"site_name|publisher", re.IGNORECASE)
_NO_NAME = re.compile(r"[\w+.-]{1,40}://|www\.", re.IGNORECASE)


class Outlet(NamedTuple):
    """The name of an outlet, and whether only the page itself says so."""

    name: str | None
    is_claimed: bool

    @property
    def notes(self) -> list[Reason]:
        """What is noted of a page whose own word this is."""
        return [reason("gather_outlet_told", outlet=self.name)] if self.is_claimed and self.name else []


def outlet_for(content: bytes, url: str | None, given: str | None, *, address_is_told: bool = False) -> Outlet:
    """The outlet of a page that came from ``url``; ``given`` is what its source or the user says.

    ``address_is_told``: whether it is the page itself that says where it came from, so that its host proves nothing.
    """
    host = outlet_of(url)
    known = given or (None if address_is_told else host)
    if known:
        return Outlet(known, is_claimed=False)
    told = _told(content)
    return Outlet(told, is_claimed=True) if told is not None else Outlet(host, is_claimed=False)


def _told(content: bytes) -> str | None:
    text = decode(content[:_HEAD]).text
    if not _MAY_TELL.search(text):
        return None
    collector = MetadataCollector()
    for event in read_events(text):
        if event.kind == "open" and event.name == "meta":
            collector.meta(event.attributes)
        elif event.name == "script" and "ld+json" in event.attributes.get("type", ""):
            collector.script(event.text)
    return _as_name(collector.metadata().outlet or "")


def _as_name(claimed: str) -> str | None:
    """A claim as a name: on one line, without signs that are not seen; None where it can be none."""
    name = " ".join("".join(c if c.isprintable() else " " for c in claimed).split())
    is_one = len(name) <= LONGEST and any(map(str.isalpha, name)) and not _NO_NAME.match(name)
    return name if is_one else None
