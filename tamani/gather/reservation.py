"""Rights in text and data mining that an outlet reserves: ``tdm-reservation`` (W3C TDM Reservation Protocol).

It may stand in ``/.well-known/tdmrep.json``, in a header of the answer, or in the page. One reservation
anywhere is obeyed, whatever the other places say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tamani.page.decoding import decode
from tamani.page.html_events import read_events

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = "/.well-known/tdmrep.json"
SIZE_LIMIT = 1_000_000
NAME, POLICY = "tdm-reservation", "tdm-policy"
_HEAD = 200_000
"""Bytes of a page in which its ``meta`` elements are looked for."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One line of tdmrep.json: a pattern of paths, and whether rights in them are reserved."""

    location: str
    reserved: int = msgspec.field(name=NAME)
    policy: str | None = msgspec.field(name=POLICY, default=None)

    def covers(self, target: str) -> bool:
        """Whether a path with its query fits; ``*`` stands for anything, ``$`` for the end, as in robots.txt."""
        pattern = self.location.removesuffix("$")
        first, *others = pattern.split("*")
        if not target.startswith(first):
            return False
        at = len(first)
        for part in others[:-1] if self.location.endswith("$") else others:
            found = target.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        if not self.location.endswith("$"):
            return True
        return at == len(target) if not others else len(target) - at >= len(others[-1]) and target.endswith(others[-1])


class Reservation(msgspec.Struct, frozen=True, kw_only=True):
    """What an outlet says of the rights in a page, and where it says so."""

    reserved: bool
    where: str
    policy: str | None = None


def rules_in(content: bytes) -> list[Rule]:
    """The rules of a tdmrep.json; lines that are none are left out."""
    try:
        rows = msgspec.json.decode(content, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return []
    rules = []
    for row in rows:
        try:
            rules.append(msgspec.json.decode(row, type=Rule))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            continue
    return rules


def from_file(rules: list[Rule], target: str) -> Reservation | None:
    """What the first rule that covers a path says."""
    rule = next((rule for rule in rules if rule.covers(target)), None)
    return Reservation(reserved=rule.reserved == 1, where=PATH, policy=rule.policy) if rule is not None else None


def from_headers(headers: Mapping[str, str]) -> Reservation | None:
    """What the headers of an answer say."""
    return _reservation(headers.get(NAME), headers.get(POLICY), NAME)


def from_page(content: bytes) -> Reservation | None:
    """What the ``meta`` elements of a page say."""
    found: dict[str, str] = {}
    for event in read_events(decode(content[:_HEAD]).text):
        if event.kind == "open" and event.name == "meta":
            name = event.attributes.get("name", "").strip().lower()
            value = event.attributes.get("content", "")
            found[name] = f"{found[name]},{value}" if name in found and name == NAME else value
    return _reservation(found.get(NAME), found.get(POLICY), f"meta {NAME}")


def _reservation(value: str | None, policy: str | None, where: str) -> Reservation | None:
    """Several values, as headers that are sent twice have them, reserve where one of them does."""
    values = {part.strip() for part in (value or "").split(",")}
    if not values & {"0", "1"}:
        return None
    return Reservation(reserved="1" in values, where=where, policy=policy.strip()[:2000] if policy else None)
