"""HTML as a flat stream of events, in time linear in the page's length however broken or deep the page is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

EventKind = Literal["open", "close", "text", "script"]

_MARKUP = re.compile(r"<(?=[a-zA-Z!?]|/[a-zA-Z])")
_NAME = re.compile(r"</?([a-zA-Z][^\s/><]{0,40})")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|[\"']")
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]{1,60})(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_WITH_ATTRIBUTES = re.compile(r"\s[a-zA-Z]")
# Elements whose content is never markup; only JSON-LD scripts and titles are of any use.
_RAW = frozenset(
    {"script", "style", "template", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext"}
)


@dataclass(frozen=True, slots=True)
class Event:
    """One tag, one run of text,.

    Or the content of a raw element (``script``, whose ``name`` is the element's).
    """

    kind: EventKind
    name: str = ""
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


class _Source:
    """The markup with searches that are given up for good once they fail, so that no search is repeated."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self._missing: set[str] = set()
        self._lower: str | None = None

    def find(self, what: str, at: int) -> int:
        if what in self._missing:
            return -1
        found = self.markup.find(what, at)
        if found < 0:
            self._missing.add(what)
        return found

    def find_closing(self, name: str, at: int) -> int:
        """Where ``</name`` stands in any case of its letters."""
        what = f"</{name}"
        if what in self._missing:
            return -1
        if self._lower is None:
            self._lower = (
                "".join(c.lower() if c.isascii() else c for c in self.markup)
                if not self.markup.isascii()
                else self.markup.lower()
            )
        found = self._lower.find(what, at)
        if found < 0:
            self._missing.add(what)
        return found


def read_events(markup: str) -> Iterator[Event]:
    """The events of ``markup`` in order. Comments, doctypes and processing instructions are left out."""
    source = _Source(markup)
    at = 0
    while at < len(markup):
        found = _MARKUP.search(markup, at)
        opening = found.start() if found is not None else len(markup)
        if opening > at:
            yield Event("text", text=html.unescape(markup[at:opening]))
        if opening == len(markup):
            return
        at, events = _read_markup(source, opening)
        yield from events


def _read_markup(source: _Source, at: int) -> tuple[int, list[Event]]:
    """What begins with the ``<`` at ``at``, and the offset behind it."""
    markup = source.markup
    if markup.startswith("<!--", at):
        end = source.find("-->", at + 4)
        return (end + 3 if end >= 0 else len(markup)), []
    if markup.startswith(("<!", "<?"), at):
        end = source.find(">", at)
        return (end + 1 if end >= 0 else len(markup)), []
    found = _NAME.match(markup, at)
    if found is None:
        return at + 1, []
    end = _end_of_tag(source, found.end())
    name = found.group(1).lower()
    if markup[at + 1] == "/":
        return end, [Event("close", name)]
    attributes = _attributes(markup[found.end() : end])
    if name in _RAW:
        return _read_raw(source, name, attributes, end)
    return end, [Event("open", name, attributes=attributes)]


def _read_raw(source: _Source, name: str, attributes: dict[str, str], at: int) -> tuple[int, list[Event]]:
    end = source.find_closing(name, at)
    end = end if end >= 0 else len(source.markup)
    closed = source.find(">", end)
    event = Event("script", name, source.markup[at:end], attributes)
    return (closed + 1 if closed >= 0 else len(source.markup)), [event]


def _end_of_tag(source: _Source, at: int) -> int:
    """The offset behind the ``>`` that ends a tag; a ``>`` inside a quoted value does not."""
    end = source.find(">", at)
    while end >= 0:
        odd = next((q for q in _QUOTED.findall(source.markup, at, end) if len(q) == 1), None)
        if odd is None:
            return end + 1
        closing = source.find(odd, end + 1)
        if closing < 0:
            return end + 1
        at, end = closing + 1, source.find(">", closing + 1)
    return len(source.markup)


def _attributes(text: str) -> dict[str, str]:
    if not _WITH_ATTRIBUTES.match(text):
        return {}
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text[:20_000]):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found
