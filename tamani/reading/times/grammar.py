"""The grammar of time expressions of one language, compiled from its table, and the parser that uses it.

Every token that the table knows is written as one character; a shape of the table becomes a regular
expression over these characters. So a page is a string of some hundred characters to match, and the table can
say ``"[<weekday>] <day> <month> <year>"`` without thinking of white space and letter case. Rules have levels:
what a level finds is one ``<time>`` for the levels above.

Shapes: words stand for themselves, ``[…]`` is optional, ``(a|b)`` a choice, ``!(a|b)`` says what must not
follow, ``?(a|b)`` what must, ``<class>`` or ``<class:name>`` one token of a class (the first of a name
counts), ``{name}`` a macro of the table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tamani.languages import Language

_TOKEN = re.compile(r"\n|\d+|[^\W\d_]+|[^\w\s]|_")
_SHAPE_PART = re.compile(r"<(?P<cls>\w+)(?::(?P<name>\w+))?>|(?P<mark>[!?]\(|[\[\](|)])|(?P<word>[^\s\[\](|)<>]+)")
_MACRO = re.compile(r"\{(\w+)\}")
_MARKS = {"!(": "(?!", "?(": "(?=", "(": "(?:", "|": "|", ")": ")", "[": "(?:", "]": ")?"}
_FIRST_CODE = 0xE000
_UNKNOWN, _TIME, _SMALL, _DAY, _NUMBER, _YEAR = (chr(_FIRST_CODE + n) for n in range(6))
_FIRST_WORD = _FIRST_CODE + 16
_KNOWN_RUN = re.compile(f"[^{_UNKNOWN}]+")
_LONGEST_NUMBER = 3
_FIRST_YEAR, _LAST_YEAR = 1600, 2100
"""Between these, a number of four digits may be a year."""
NOTHING = "nothing"
"""The kind of rules for what looks like a time and is none."""


class Token(NamedTuple):
    """One token of the text, with the character that stands for it in patterns."""

    text: str
    start: int
    end: int
    code: str


@dataclass(slots=True)
class Node:
    """A time expression as the grammar sees it: the rule's kind and settings, and the parts it names.

    ``numbers`` are its numbers (day, month, year, count …), ``words`` its words that the table translates
    (unit …), ``times`` the expressions inside it.
    """

    rule: Rule
    start: int
    end: int
    first: int
    last: int
    numbers: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    times: list[Node] = field(default_factory=list)

    @property
    def code(self) -> str:
        """What it is for the levels above: a time, or nothing (look-alikes, finished expressions)."""
        closed = self.rule.kind == NOTHING or self.rule.settings.get("closed")
        return _UNKNOWN if closed else _TIME


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of the table: what it means (``kind``, ``settings``) and its groups' classes by name."""

    kind: str
    settings: Mapping[str, Any]
    groups: Mapping[str, str]


Item = Token | Node


class Level:
    """The rules of one level.

    Only the rules that can begin with the character at hand are tried: ``alternatives`` are all their
    expressions, ``beginnings`` the characters that each can begin with.
    """

    def __init__(
        self, worth: re.Pattern[str], rules: list[Rule], alternatives: list[str], beginnings: list[set[str]]
    ) -> None:
        self.rules = rules
        self._worth = worth
        self._alternatives = alternatives
        self._beginnings = beginnings
        self._starts = frozenset().union(*beginnings)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def matches(self, codes: str) -> Iterator[re.Match[str]]:
        """Matches in the runs of known tokens that hold more than glue; most of a text is passed over so."""
        for run in _KNOWN_RUN.finditer(codes):
            at, end = run.span()
            if self._worth.search(codes, at, end) is None:
                continue
            while at < end:
                found = self._match(codes, at, end)
                if found is not None:
                    yield found
                at = found.end() if found is not None else at + 1

    def _match(self, codes: str, at: int, end: int) -> re.Match[str] | None:
        code = codes[at]
        if code not in self._starts:
            return None
        if code not in self._patterns:
            fitting = zip(self._alternatives, self._beginnings, strict=True)
            self._patterns[code] = re.compile("|".join(body for body, first in fitting if code in first))
        return self._patterns[code].match(codes, at, end)


class Grammar:
    """The compiled time grammar of a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("times")
        self.table = table
        self.months = _full_names(language.table("calendar")["months"])
        self.weekdays = _full_names(language.table("calendar")["weekdays"])
        self._lower = frozenset({*self.months, *self.weekdays} if table["capitals"] else ())
        """Names of the calendar that are other words where they have no capital."""
        self._codes: dict[str, str] = {}
        self._numbers: dict[str, dict[str, int]] = {
            "month": self.months,
            "any_month": language.table("calendar")["months"],
            "weekday": self.weekdays,
            **table["numbers"],
        }
        self._words: dict[str, dict[str, str]] = table["words"]
        self._sets = self._classes(table["sets"])
        self._macros: dict[str, str] = table["macros"]
        glue = "".join(self._code(word) for word in table["glue"])
        some, time = re.compile(f"[^{_UNKNOWN}{glue}]"), re.compile(_TIME)
        levels = _by_level(table["rule"])
        self._levels = [self._compile(rules, time if number else some) for number, rules in enumerate(levels)]

    def parse(self, text: str) -> tuple[list[Token], list[Node]]:
        """The text's tokens, and its time expressions in order, none inside another.

        Straight apostrophes are expected in ``text``.
        """
        tokens = [self._token(found) for found in _TOKEN.finditer(text)]
        items: list[Item] = list(tokens)
        for level in self._levels:
            items = self._pass(items, level, tokens)
        return tokens, [item for item in items if isinstance(item, Node)]

    def _pass(self, items: list[Item], level: Level, tokens: list[Token]) -> list[Item]:
        codes = "".join(item.code for item in items)
        done: list[Item] = []
        at = 0
        for found in level.matches(codes):
            done += items[at : found.start()]
            done.append(self._node(items, found, level.rules, tokens))
            at = found.end()
        return done + items[at:]

    def _node(self, items: list[Item], found: re.Match[str], rules: list[Rule], tokens: list[Token]) -> Node:
        index = int(str(found.lastgroup)[1:])
        rule = rules[index]
        first, last = items[found.start()], items[found.end() - 1]
        node = Node(rule, first.start, last.end, _first_token(first, tokens), _last_token(last, tokens))
        for name, cls in rule.groups.items():
            place = found.start(f"r{index}_{name}")
            if place >= 0:
                self._fill(node, name, cls, items[place])
        return node

    def _fill(self, node: Node, name: str, cls: str, item: Item) -> None:
        if isinstance(item, Node):
            node.times.append(item)
        elif cls in self._words:
            node.words[name] = self._words[cls][item.text.lower()]
        elif item.text.isdecimal():
            node.numbers[name] = int(item.text)
        elif cls in self._numbers:
            node.numbers[name] = self._numbers[cls][item.text.lower()]

    def _token(self, found: re.Match[str]) -> Token:
        text = found.group()
        if text in self._lower:
            return Token(text, found.start(), found.end(), _UNKNOWN)
        code = _number_code(text) if text.isdecimal() else self._codes.get(text.lower(), _UNKNOWN)
        return Token(text, found.start(), found.end(), code)

    def _code(self, word: str) -> str:
        return self._codes.setdefault(word.lower(), chr(_FIRST_WORD + len(self._codes)))

    def _classes(self, sets: Mapping[str, list[str]]) -> dict[str, str]:
        members: dict[str, Iterable[str]] = {**self._numbers, **self._words, **sets}
        classes = {name: "".join(self._code(word) for word in words) for name, words in members.items()}
        classes["time"] = _TIME
        classes["year"] = _YEAR
        classes["day"] = _SMALL + _DAY
        classes["month_number"] = _SMALL
        classes["number"] = classes.get("number", "") + _SMALL + _DAY + _NUMBER
        classes["digits"] = _SMALL + _DAY + _NUMBER
        return classes

    def _compile(self, rules: list[dict[str, Any]], worth: re.Pattern[str]) -> Level:
        compiled: list[Rule] = []
        alternatives: list[str] = []
        beginnings: list[set[str]] = []
        for rule in rules:
            settings = {key: value for key, value in rule.items() if key not in {"kind", "level", "shapes"}}
            for shape in rule["shapes"]:
                groups: dict[str, str] = {}
                parts = self._parts(shape)
                body = "".join(self._expression(parts, len(compiled), groups))
                alternatives.append(f"(?P<r{len(compiled)}>{body})")
                beginnings.append(self._first_codes(iter(parts))[0])
                compiled.append(Rule(rule["kind"], settings, groups))
        return Level(worth, compiled, alternatives, beginnings)

    def _parts(self, shape: str) -> list[re.Match[str]]:
        expanded = _MACRO.sub(lambda macro: self._macros[macro[1]], shape)
        return list(_SHAPE_PART.finditer(expanded))

    def _expression(self, parts: list[re.Match[str]], index: int, groups: dict[str, str]) -> Iterator[str]:
        for part in parts:
            if part["cls"]:
                name = part["name"] or part["cls"]
                group = "?:" if name in groups else f"?P<r{index}_{name}>"
                groups.setdefault(name, part["cls"])
                yield f"({group}[{self._sets[part['cls']]}])"
            elif part["mark"]:
                yield _MARKS[part["mark"]]
            else:
                yield from (self._code(token) for token in _TOKEN.findall(part["word"]))

    def _first_codes(self, parts: Iterator[re.Match[str]]) -> tuple[set[str], bool]:
        """Which characters the parts up to the closing bracket can begin with; whether they can be empty."""
        first: set[str] = set()
        empty, any_empty = True, False
        for part in parts:
            mark = part["mark"]
            if mark in {")", "]"}:
                break
            if mark == "|":
                empty, any_empty = True, any_empty or empty
                continue
            codes, skippable = self._first_of_part(part, parts)
            if empty:
                first |= codes
            empty = empty and skippable
        return first, any_empty or empty

    def _first_of_part(self, part: re.Match[str], parts: Iterator[re.Match[str]]) -> tuple[set[str], bool]:
        if part["cls"]:
            return set(self._sets[part["cls"]]), False
        if part["word"]:
            return {self._code(_TOKEN.findall(part["word"])[0])}, False
        codes, empty = self._first_codes(parts)
        if part["mark"] in {"!(", "?("}:
            return set(), True
        return codes, empty or part["mark"] == "["


def _full_names(names: Mapping[str, int]) -> dict[str, int]:
    """Names that do not shorten another one: in running text, short forms are mostly other words."""
    return {
        name: number
        for name, number in names.items()
        if not any(other != name and other.startswith(name) and names[other] == number for other in names)
    }


def _by_level(rules: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    levels = sorted({rule["level"] for rule in rules})
    return [[rule for rule in rules if rule["level"] == level] for level in levels]


def _number_code(text: str) -> str:
    value = int(text) if len(text) <= 4 else -1
    if len(text) == 4:
        return _YEAR if _FIRST_YEAR <= value <= _LAST_YEAR else _UNKNOWN
    if 1 <= value <= 12:
        return _SMALL
    if 13 <= value <= 31:
        return _DAY
    return _NUMBER if value >= 0 and len(text) <= _LONGEST_NUMBER else _UNKNOWN


def _first_token(item: Item, tokens: list[Token]) -> int:
    return item.first if isinstance(item, Node) else _index(item, tokens)


def _last_token(item: Item, tokens: list[Token]) -> int:
    return item.last if isinstance(item, Node) else _index(item, tokens)


def _index(token: Token, tokens: list[Token]) -> int:
    return bisect_left(tokens, token.start, key=_start)


def _start(token: Token) -> int:
    return token.start
