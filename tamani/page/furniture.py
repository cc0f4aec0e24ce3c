"""Phrases that give furniture away, from the tables of all languages at hand: sites mix them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import cast

from tamani.languages import available, load
from tamani.page.folding import NUMBER, fold_words
from tamani.record import BlockKind

_MARKS = "«»“”\""
"""Marks that make a line which ends in "said" a quotation of the article, not a reader's signature."""
_WILD = "\x00"
_SEPARATOR = re.compile(r"\s*(?:[|•·›»>→⟩◦▪/]|>>|[–—]|(?<=\s)-(?=\s)|\t)\s*|\s{2,}|\s\*\s")
_COLONS = re.compile(r"\s+:\s+")
LABELLED = re.compile(r"\s*(?:[:|→>»/(©]|[–—-]\s)")
"""What stands behind the first word of a label ("Photo.

…"), but seldom behind the first word of a sentence.
"""
_SHORT_LEGAL = 5
_LONG_LINE, _LONGEST_LINE = 14, 45
_LONG_KINDS = frozenset({"legal", "author_bio", "caption", "newsletter", "comments"})


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase that a line holds.

    The kind it speaks for, how surely (0 to 1), and whether it heads a zone.
    """

    kind: BlockKind
    strength: float
    opens: bool = False
    whole: bool = False
    weighed: bool = False
    """Whether no phrase gave this but the words of the line, weighed one by one."""


@dataclass(slots=True)
class _Phrases:
    """Phrases by how they are looked up; keys are folded words joined by spaces."""

    whole: dict[str, list[tuple[BlockKind, bool]]]
    starts: dict[str, list[tuple[BlockKind, bool, tuple[str, ...]]]]
    ends: dict[str, BlockKind]
    holds: dict[str, BlockKind]
    longest: int = 1


def pattern_words(phrase: str) -> tuple[str, ...]:
    """A phrase of a table as folded words, :data:`_WILD` for each ``*`` and NUMBER for each ``#``."""
    words: list[str] = []
    for piece in phrase.split():
        if piece == "*":
            words.append(_WILD)
        elif piece.startswith("*"):
            words += [_WILD, *fold_words(piece)]
        elif piece == NUMBER:
            words.append(NUMBER)
        else:
            words += _with_numbers(piece)
    return tuple(words)


def _with_numbers(piece: str) -> list[str]:
    return [w for part in re.split("(#)", piece) for w in ([NUMBER] if part == "#" else fold_words(part))]


@functools.cache
def _phrases() -> _Phrases:
    index = _Phrases({}, {}, {}, {})
    for code in available():
        for kind, lists in load(code).table("furniture").items():
            for name in ("opens", "lines", "speakers"):
                for phrase in lists.get(name, ()):
                    _add(index, pattern_words(phrase), cast(BlockKind, kind), opens=name == "opens")
    return index


def _add(index: _Phrases, words: tuple[str, ...], kind: BlockKind, *, opens: bool) -> None:
    wild = [i for i, word in enumerate(words) if word == _WILD]
    if not wild:
        index.whole.setdefault(" ".join(words), []).append((kind, opens))
    elif wild[0] > 0:
        tail = words[wild[-1] + 1 :]
        index.starts.setdefault(" ".join(words[: wild[0]]), []).append((kind, opens, tail))
    elif wild[-1] == len(words) - 1 and len(wild) > 1:
        index.holds[" ".join(words[1:-1])] = kind
    else:
        index.ends[" ".join(words[1:])] = kind
    index.longest = max(index.longest, len(words))


def match_phrases(text: str, words: tuple[str, ...], *, sentence: bool) -> list[Match]:
    """What phrases say of a line, surest first. ``sentence`` is whether the line ends like one."""
    if not words or len(words) > _LONGEST_LINE * 2:
        return []
    found = [*_whole(words), *_starts(text, words, sentence=sentence), *_inside(text, words, sentence=sentence)]
    if not found or found[0].strength < 0.9:
        found += _composite(text, words)
    return sorted(found, key=lambda m: -m.strength)


def _whole(words: tuple[str, ...]) -> list[Match]:
    return [Match(kind, 1.0, opens, whole=True) for kind, opens in _phrases().whole.get(" ".join(words), ())]


def _starts(text: str, words: tuple[str, ...], *, sentence: bool) -> list[Match]:
    index, found = _phrases(), []
    for size in range(min(len(words), index.longest), 0, -1):
        for kind, opens, tail in index.starts.get(" ".join(words[:size]), ()):
            if len(words) >= size + len(tail) and (not tail or _ends_with(words, tail)):
                strength = _start_strength(text, words, size + len(tail), kind, sentence=sentence)
                if strength:
                    found.append(Match(kind, strength, opens, whole=len(words) == size))
    return found


def _ends_with(words: tuple[str, ...], tail: tuple[str, ...]) -> bool:
    joined = f" {' '.join(words)} "
    return f" {' '.join(tail)}" in joined


def _start_strength(text: str, words: tuple[str, ...], size: int, kind: BlockKind, *, sentence: bool) -> float:
    count = len(words)
    if count > (_LONGEST_LINE if kind in _LONG_KINDS else _LONG_LINE * 2):
        return 0.0
    if size == 1 and not _labelled(text, words[0]):
        if kind == "legal" and (NUMBER in words or "." in text) and count <= _LONG_LINE:
            return 0.9
        if kind == "caption" and text.isupper():
            return 0.9
        if kind == "legal" and count <= _SHORT_LEGAL and not sentence:
            return 0.8
        if (sentence and count > 10) or count > _LONG_LINE:
            return 0.0
        return 0.6
    if sentence and count > _LONG_LINE and size < 3:
        return 0.5 if kind in _LONG_KINDS else 0.0
    return 0.95 if size >= 2 else 0.9


def _labelled(text: str, first: str) -> bool:
    at = next((i for i, c in enumerate(text) if not c.isalnum() and i >= len(first) - 1), len(text))
    return bool(LABELLED.match(text, at)) or text.startswith("©")


def _inside(text: str, words: tuple[str, ...], *, sentence: bool) -> list[Match]:
    index, found = _phrases(), []
    spoken = sentence and any(mark in text for mark in _MARKS)
    if len(words) > _LONGEST_LINE:
        return []
    for size in range(1, min(len(words), 6) + 1):
        limit = _LONG_LINE if size == 1 else _LONG_LINE * 2
        if len(words) > limit or (sentence and len(words) > limit // 1.3):
            continue
        kind = index.ends.get(" ".join(words[-size:]))
        if kind is not None and len(words) > size and not (spoken and kind == "comments"):
            # "… – Partager": buttons at a line's end make it one of buttons, whatever they count.
            found.append(Match(kind, 0.96 if kind == "share" and len(words) <= 8 else 0.85 if size > 1 else 0.75))
        for at in range(len(words) - size + 1):
            kind = index.holds.get(" ".join(words[at : at + size]))
            if kind is not None:
                found.append(Match(kind, 0.96 if kind == "newsletter" and size > 1 else 0.8 if size > 1 else 0.7))
    return found


@functools.lru_cache(maxsize=2048)
def segments(text: str) -> tuple[str, ...]:
    """The parts of a line between the separators of menus and breadcrumbs."""
    separator = _COLONS if len(_COLONS.findall(text)) >= 3 else _SEPARATOR
    return tuple(part for part in separator.split(text) if part and any(c.isalnum() for c in part))


def _composite(text: str, words: tuple[str, ...]) -> list[Match]:
    """A line of several phrases.

    "Facebook | X | Imprimer", or all of its words known with nothing between.
    """
    parts = segments(text)
    if 2 <= len(parts) <= 40:
        known = [_best_of_part(part) for part in parts]
        kinds = [kind for kind in known if kind is not None]
        if len(kinds) == len(parts) or (len(kinds) >= 2 and len(kinds) * 5 >= len(parts) * 3):
            return [Match(_majority(kinds), 0.92)]
    covered = _covered(words)
    return [Match(covered, 0.9)] if covered is not None else []


def _best_of_part(part: str) -> BlockKind | None:
    words = fold_words(part)
    if words == (NUMBER,):
        return None
    whole = _whole(words)
    if whole:
        return whole[0].kind
    starts = [
        m
        for m in _starts(part, words, sentence=False)
        if m.strength >= (0.9 if len(words) > 4 else 0.6) and len(words) <= 8
    ]
    return starts[0].kind if starts else None


def _majority(kinds: list[BlockKind]) -> BlockKind:
    # Sharing goes with reading times and counts on one line; the line is then one of buttons.
    if "share" in kinds and set(kinds) <= {"share", "dateline"}:
        return "share"
    return max(kinds, key=lambda kind: (kinds.count(kind), -kinds.index(kind)))


def _covered(words: tuple[str, ...]) -> BlockKind | None:
    """The kind of a line that is nothing but phrases one after another."""
    index, at, kinds = _phrases(), 0, list[BlockKind]()
    if not 2 <= len(words) <= 30:
        return None
    while at < len(words):
        for size in range(min(len(words) - at, 6), 0, -1):
            known = index.whole.get(" ".join(words[at : at + size]))
            if known:
                kinds.append(known[0][0])
                at += size
                break
        else:
            if words[at] != NUMBER:
                return None
            at += 1
    return _majority(kinds) if len(kinds) >= 2 else None


def _plain(entry: str) -> str:
    return " ".join(word for word in pattern_words(entry) if word != _WILD)


@functools.cache
def kind_words(kind: str, name: str) -> frozenset[str]:
    """A list of a kind's table ("callings", "ends" …) of all languages together, folded."""
    tables = (load(code).table("furniture").get(kind, {}) for code in available())
    return frozenset(_plain(entry) for table in tables for entry in table.get(name, ()))


@functools.cache
def table_words(table: str, name: str) -> frozenset[str]:
    """A list of any page table ("bylines", "sections" …) of all languages together, folded."""
    return frozenset(_plain(e) for code in available() for e in load(code).table(table).get(name, ()))


@functools.cache
def section_names() -> frozenset[str]:
    """Names of sections in all languages at hand, folded."""
    return frozenset().union(*(table_words("sections", name) for name in ("genres", "themes", "regions", "countries")))


@functools.cache
def common_words() -> frozenset[str]:
    """The commonest words of all languages at hand, folded."""
    return table_words("common_words", "words")
