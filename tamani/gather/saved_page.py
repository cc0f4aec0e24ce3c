"""Pages that a browser saved: the address they came from, and MHTML, which packs a page with its pictures."""

from __future__ import annotations

import email
import email.policy
import functools
import re
import tomllib
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib import resources
from typing import TYPE_CHECKING, Any

from tamani.gather.addresses import parse_address
from tamani.gather.gathered import GatherError
from tamani.page.decoding import decode
from tamani.page.html_events import read_events
from tamani.words import reason

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import Message

    from tamani.record import Reason

_HEAD = 200_000
"""Bytes of a page in which it may say where it came from."""
_MHTML = re.compile(rb"\A(?:[!-9;-~]{1,70}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n)*){1,60}\r?\n")
_MULTIPART = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_MOST_PARTS = 2000
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("saved_pages.toml").read_text(encoding="utf-8"))


@functools.cache
def companion_folders() -> tuple[str, ...]:
    """Ends of the names of folders in which browsers save what belongs to a page."""
    return tuple(_table()["folders"])


@functools.cache
def _comments() -> dict[str, re.Pattern[str]]:
    """For each tool that saves pages, the comment in which it writes the address."""
    patterns = {}
    for name, words in _table()["comments"].items():
        told = r"\s+".join(re.escape(word).replace(re.escape("#"), r"\d{1,6}") for word in words.split())
        patterns[name] = re.compile(rf"<!--\s*{told}\s*(?P<url>[^\s<>]{{1,4000}})", re.IGNORECASE)
    return patterns


@dataclass(slots=True)
class SavedPage:
    """The page itself and what is known of where it came from."""

    content: bytes
    media_type: str | None = None
    url: str | None = None
    saved_at: datetime | None = None
    notes: list[Reason] = field(default_factory=list)


def read_saved_page(content: bytes, limit: int) -> SavedPage:
    """The page in a saved file, whether HTML, MHTML or plain text.

    Raises:
        GatherError: it is MHTML without a page, or with too large a one.

    """
    head = _MHTML.match(content[:_HEAD])
    if head is not None and _MULTIPART.search(head.group()):
        return _unpacked(content, limit)
    text = decode(content[:_HEAD]).text
    if not _HTML.search(text[:5000]):
        return SavedPage(content, "text/plain")
    url, told_by = _address(text)
    notes = [reason("gather_address_told", where=told_by)] if url is not None else []
    return SavedPage(content, "text/html", url, notes=notes)


def _address(text: str) -> tuple[str | None, str]:
    """The address that a page tells, and what told it: the browser that saved it goes before the page itself."""
    candidates: dict[str, str] = {}
    for name, pattern in _comments().items():
        found = pattern.search(text)
        if found is not None:
            candidates[name] = found.group("url")
    for event in read_events(text):
        if event.kind != "open":
            continue
        if event.name == "link" and "canonical" in event.attributes.get("rel", "").lower().split():
            candidates.setdefault("link rel=canonical", event.attributes.get("href", ""))
        elif event.name == "meta" and event.attributes.get("property", "").lower() == "og:url":
            candidates.setdefault("og:url", event.attributes.get("content", ""))
        elif event.name == "body":
            break
    for name in (*_comments(), "link rel=canonical", "og:url"):
        url = _valid(candidates.get(name, ""))
        if url is not None:
            return url, name
    return None, ""


def _valid(url: str) -> str | None:
    try:
        return str(parse_address(url)) if url else None
    except GatherError:
        return None


def _unpacked(content: bytes, limit: int) -> SavedPage:
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    part = _first_page(message)
    payload = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(payload, bytes):
        raise GatherError("no_page_inside")
    if len(payload) > limit:
        raise GatherError("too_large", limit=str(limit))
    url = _valid(_header(message, "Snapshot-Content-Location")) or _valid(_header(part, "Content-Location"))
    notes = [reason("gather_address_told", where="MHTML")] if url is not None else []
    return SavedPage(payload, part.get_content_type(), url, _moment(_header(message, "Date")), notes)


def _first_page(message: Message) -> Message | None:
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            return None
        if part.get_content_type() in {"text/html", "application/xhtml+xml"} and not part.is_multipart():
            return part
    return None


def _header(part: Message, name: str) -> str:
    return str(part.get(name, "")).strip()


def _moment(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError, IndexError):
        return None
    return moment if moment.tzinfo is not None else None
