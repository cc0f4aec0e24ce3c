"""HTML to page text: every visible line kept, with what the markup says of it as hints."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from importlib import resources

from tamani.page.folding import fold_words
from tamani.page.html_events import Event, read_events
from tamani.page.html_metadata import MetadataCollector
from tamani.page.received import Line, Metadata

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "svg",
        "path",
        "g",
        "use",
        "picture",
        "source",
        "button",
    ]
)
_DROPPED = frozenset(
    {"noscript", "svg", "head", "select", "datalist", "object", "canvas", "audio", "video", "math", "dialog"}
)
_CLOSED_BY_SIBLING = {
    "li": "li",
    "p": "p",
    "td": "td",
    "tr": "tr",
    "dt": "dt",
    "dd": "dd",
    "option": "option",
    "th": "th",
}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CLASS_WORD = re.compile(r"[a-zà-ÿ0-9]+", re.I)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
MOST_DEEP = 100_000


@dataclass(slots=True)
class Node:
    """An open element: its parent, its own words, and whether what it holds can be seen."""

    name: str
    parent: Node | None
    words: frozenset[str]
    hidden: bool
    holds_headline: bool = False
    hints: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class HtmlText:
    """The visible text of an HTML page."""

    text: str
    lines: tuple[Line, ...]
    metadata: Metadata
    depth: int


@functools.cache
def _hint_words() -> tuple[dict[str, str], dict[str, str]]:
    table = tomllib.loads(resources.files(__package__).joinpath("hints.toml").read_text(encoding="utf-8"))
    return {word: kind for kind, words in table["classes"].items() for word in words}, table["tags"]


@functools.lru_cache(maxsize=4096)
def _class_hints(value: str) -> frozenset[str]:
    """What a class, id or role attribute says. Words joined by hyphens are looked up whole and one by one."""
    classes, _ = _hint_words()
    whole = value.lower().split()
    parts = _CLASS_WORD.findall(_CAMEL.sub(" ", value))
    return frozenset(f"class:{classes[w]}" for w in {*whole, *(p.lower() for p in parts)} if w in classes)


class _Collector:
    """Builds lines from events. A stack of nodes stands for the open elements; no recursion."""

    def __init__(self) -> None:
        self.metadata = MetadataCollector()
        self.lines: list[tuple[str, Node | None, bool]] = []
        self.title = ""
        self.deepest = 0
        self._stack: list[Node] = []
        self._open: Counter[str] = Counter()
        self._pieces: list[str] = []
        self._node: Node | None = None
        self._gap = False

    def take(self, event: Event) -> None:
        if event.kind == "text":
            self._text(event.text)
        elif event.kind == "open":
            self._open_element(event)
        elif event.kind == "close":
            self._close(event.name)
        elif event.name == "script" and "ld+json" in event.attributes.get("type", ""):
            self.metadata.script(event.text)
        elif event.name == "title" and not self.title:
            self.title = event.text

    def _text(self, text: str) -> None:
        top = self._stack[-1] if self._stack else None
        if top is not None and top.hidden:
            return
        if self._node is None and text.strip():
            self._node = top
        elif text.strip() and top is not None and top is not self._node:
            self._node = _shared(self._node, top)
        self._pieces.append(text)

    def _open_element(self, event: Event) -> None:
        name, attributes = event.name, event.attributes
        if name == "meta":
            self.metadata.meta(attributes)
            return
        self.metadata.element(name, attributes)
        if name not in _INLINE:
            self.end_line(paragraph=name != "br")
        if name in _VOID:
            return
        if _CLOSED_BY_SIBLING.get(name) == (self._stack[-1].name if self._stack else None):
            self._close(name)
        if len(self._stack) < MOST_DEEP:
            self._push(name, attributes)

    def _push(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._stack[-1] if self._stack else None
        hidden = (parent.hidden if parent else False) or name in _DROPPED or _is_hidden(attributes)
        self._stack.append(Node(name, parent, _own_words(name, attributes), hidden))
        self._open[name] += 1
        self.deepest = max(self.deepest, len(self._stack))

    def _close(self, name: str) -> None:
        if name not in _INLINE:
            self.end_line(paragraph=name != "br")
        if not self._open[name]:
            return
        while self._stack:
            node = self._stack.pop()
            self._open[node.name] -= 1
            if node.name == name:
                return

    def end_line(self, *, paragraph: bool) -> None:
        """Finish the line at hand; ``paragraph`` asks for an empty line before the next one."""
        text = _SPACE.sub(" ", "".join(self._pieces)).strip()
        if text:
            self.lines.append((text, self._node, self._gap))
            self._gap = False
        self._gap = self._gap or paragraph
        self._pieces, self._node = [], None


def _shared(one: Node | None, other: Node) -> Node | None:
    """The nearest element around both, up to a few levels: a line is what its words have in common."""
    above: list[Node] = []
    step = one
    while step is not None and len(above) < 12:
        above.append(step)
        step = step.parent
    step = other
    for _ in range(12):
        if step is None or any(step is node for node in above):
            return step
        step = step.parent
    return one


def _is_hidden(attributes: dict[str, str]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style", "")))


def _own_words(name: str, attributes: dict[str, str]) -> frozenset[str]:
    tag = _hint_words()[1].get(name)
    words = {tag} if tag else set()
    if name not in ("html", "body"):
        for key in ("class", "id", "role", "itemprop"):
            if attributes.get(key):
                words |= _class_hints(attributes[key][:300])
    return frozenset(words)


def read_html(markup: str) -> HtmlText:
    """The visible lines of ``markup`` and its metadata. Any string will do; nothing is fetched."""
    collector = _Collector()
    for event in read_events(markup):
        collector.take(event)
    collector.end_line(paragraph=True)
    metadata = collector.metadata.metadata()
    _mark_headline(collector, metadata.headline or collector.title)
    text, lines = _assemble(collector.lines)
    return HtmlText(text, lines, metadata, collector.deepest)


def _mark_headline(collector: _Collector, title: str) -> None:
    """Class words of what holds the headline say nothing of the other things that it holds too."""
    wanted = set(fold_words(title))
    best, worth = None, -1.0
    for text, node, _ in collector.lines:
        if _inside(node, "h1"):
            words = set(fold_words(text))
            score = len(words & wanted) + min(len(words), 15) / 20
            if score > worth:
                best, worth = node, score
    while best is not None:
        best.holds_headline = True
        best = best.parent


def _inside(node: Node | None, name: str) -> bool:
    for _ in range(6):
        if node is None or node.name == name:
            return node is not None
        node = node.parent
    return False


def _hints(node: Node | None) -> frozenset[str]:
    """Hints of an element: its own and those around it, kept on the way so that each is worked out once."""
    chain: list[Node] = []
    while node is not None and node.hints is None:
        chain.append(node)
        node = node.parent
    above = node.hints if node is not None and node.hints is not None else frozenset()
    for step in reversed(chain):
        own = frozenset(w for w in step.words if not w.startswith("class:")) if step.holds_headline else step.words
        above = above | own
        step.hints = above
    return above


def _assemble(found: list[tuple[str, Node | None, bool]]) -> tuple[str, tuple[Line, ...]]:
    pieces: list[str] = []
    lines: list[Line] = []
    at = 0
    for text, node, gap in found:
        if pieces:
            separator = "\n\n" if gap else "\n"
            pieces.append(separator)
            at += len(separator)
        hints = frozenset(hint.removeprefix("class:") for hint in _hints(node))
        lines.append(Line(at, at + len(text), hints))
        pieces.append(text)
        at += len(text)
    return "".join(pieces) + "\n" if pieces else "", tuple(lines)
