"""The typographic view: a readable form of page text in which every rule needs to know one shape of each sign.

Apostrophes become straight, odd spaces plain, every kind of double quotation mark ``«`` or ``»`` by the side it
stands on, and mojibake is repaired. The page's own text is never changed: the view carries, for each of its
characters, the offset of the character it stands for.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import Literal

import ftfy

Breakage = Literal["unclosed", "unopened", "reversed", "mixed"]

OPENING, CLOSING = "«", "»"
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ′´`＇"), "'")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f\r"), " ")  # fmt: skip # noqa: E501
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff]")
_ONE_FOR_ONE = str.maketrans({**_APOSTROPHES, **_SPACES})
_DOUBLE = re.compile("[«»\"“”„‟＂]|<<|>>|''")
_SINGLE = re.compile("(?<!\\w)[‘‹](?:[^‘’‹›\n]|’(?=[^\\W\\d_])){1,1500}?[’›](?![^\\W\\d_])")
"""Single marks have the shape of an apostrophe: one with letters on both sides is none."""
_STRAIGHT = re.compile(
    r"(?<![\w'’])'(?=[^\W_])(?:[^'\n]|(?<=\w)'(?=\w)|(?<=s)'(?= \w)){2,1500}?"
    r"(?:(?<=[^\Ws_])|(?<=[.,!?…%)]))'(?!\w)"
    r"|(?<![\w'’])'(?=[^\W_])(?:[^'\n]|(?<=\w)'(?=\w)){1,1500}?(?<=s)'(?!\w)"
)
"""Straight single marks; behind an "s" a plural's apostrophe is one too, unless nothing else closes the mark."""
_DOUBLE_MARKS = '«»"“”„‟＂'
_KIND = {"«": "angle", "»": "angle", "<<": "angle", ">>": "angle", '"': "straight", "＂": "straight", "''": "straight"}
_GLYPH_SIDE = {"«": 1, "<<": 1, "“": 1, "„": 1, "‟": 1, "»": -1, ">>": -1, "”": -1}
_MOJIBAKE = re.compile(r"(?:[ÂÃâÅÐ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]{1,2})+")
_OPENS_BEFORE = re.compile(r"(?:^|[\s'(\[{«—–-])$")
_CLOSES_AFTER = re.compile(r"(?:$|[\s.,;:!?…)\]}»—–-])")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks: ``start``/``end`` take the marks in, ``inner_*`` leave them out.

    ``broken`` says what is wrong with the marks; ``parent`` is the index of the marked words around these.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    broken: Breakage | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """A readable form of ``page_text[start:end]``; ``origins[i]`` is the page offset of ``text[i]``."""

    text: str
    origins: array[int]
    marks: tuple[Marked, ...]


@dataclass(slots=True)
class _Sign:
    """One quotation mark in the text: where, of what kind, and the side it stands on (1 opens, -1 closes)."""

    start: int
    end: int
    kind: str
    glyph_side: int
    side: int = 0
    partner: int | None = None
    turned: bool = False


def view(page_text: str, start: int = 0, end: int | None = None) -> View:
    """The typographic view of ``page_text[start:end]``."""
    raw = page_text[start : len(page_text) if end is None else end]
    text, origins = _without_noise(raw, start)
    plain = text.translate(_ONE_FOR_ONE)
    signs = _signs(text)
    _choose_sides(plain, signs)
    _pair(plain, signs)
    return _with_plain_marks(plain, origins, signs)


def plain_marks(text: str) -> str:
    """``text`` with apostrophes, spaces and double marks in their plain shapes, of the same length."""
    plain = text.translate(_ONE_FOR_ONE)
    signs = [s for s in _signs(text) if s.end - s.start == 1]
    _choose_sides(plain, signs)
    _pair(plain, signs)
    characters = list(plain)
    for sign in signs:
        characters[sign.start] = OPENING if sign.side > 0 else CLOSING
    return "".join(characters)


def find_marked(text: str) -> tuple[Marked, ...]:
    """The marked words of a text, in the order of their opening marks."""
    signs = _signs(text)
    plain = text.translate(_ONE_FOR_ONE)
    _choose_sides(plain, signs)
    _pair(plain, signs)
    return _marked(plain, signs, [s.start for s in signs], [s.end for s in signs])


def _without_noise(raw: str, base: int) -> tuple[str, array[int]]:
    """The text without invisible characters and mojibake, and the page offset of each character left."""
    if not _INVISIBLE.search(raw) and not _MOJIBAKE.search(raw):
        return raw, array("l", range(base, base + len(raw)))
    pieces: list[str] = []
    origins: array[int] = array("l")
    at = 0
    for found in re.finditer(f"{_INVISIBLE.pattern}|{_MOJIBAKE.pattern}", raw):
        pieces.append(raw[at : found.start()])
        origins.extend(range(base + at, base + found.start()))
        mended = "" if _INVISIBLE.fullmatch(found.group()) else _mended(found.group())
        pieces.append(mended)
        width = found.end() - found.start()
        origins.extend(base + found.start() + i * width // max(len(mended), 1) for i in range(len(mended)))
        at = found.end()
    pieces.append(raw[at:])
    origins.extend(range(base + at, base + len(raw)))
    return "".join(pieces), origins


def _mended(mojibake: str) -> str:
    fixed: str = ftfy.fix_encoding(mojibake)
    return fixed if len(fixed) <= len(mojibake) else mojibake


def _signs(text: str) -> list[_Sign]:
    signs = []
    for found in _DOUBLE.finditer(text):
        glyph = found.group()
        signs.append(_Sign(found.start(), found.end(), _KIND.get(glyph, "curly"), _GLYPH_SIDE.get(glyph, 0)))
    for pattern in (_SINGLE, _STRAIGHT):
        for found in pattern.finditer(text):
            signs.append(_Sign(found.start(), found.start() + 1, "single", 1))
            signs.append(_Sign(found.end() - 1, found.end(), "single", -1))
    return sorted(signs, key=lambda sign: sign.start)


def _choose_sides(text: str, signs: list[_Sign]) -> None:
    """Give each sign its side: by its shape, unless the spaces around it say the contrary."""
    open_straight = 0
    line_end = -1
    for sign in signs:
        if sign.start > line_end:
            line_end = text.find("\n", sign.start)
            line_end = len(text) if line_end < 0 else line_end
            open_straight = 0
        context = _side_by_context(text, sign)
        if sign.glyph_side:
            sign.side = sign.glyph_side
            if context and context != sign.glyph_side and sign.kind != "single":
                sign.side, sign.turned = context, True
        else:
            sign.side = context or (-1 if open_straight else 1)
            open_straight = max(0, open_straight + sign.side)


def _side_by_context(text: str, sign: _Sign) -> int:
    """1 or -1 where the neighbours leave no doubt, else 0.

    A French closing mark has a space before it, so a space before and a letter straight behind is what tells
    an opening mark; a letter straight before and a space or stop behind tells a closing one.
    """
    before, after = text[sign.start - 1 : sign.start], text[sign.end : sign.end + 1]
    opens = bool(_OPENS_BEFORE.search(before)) and after.isalnum()
    closes = bool(before) and (before.isalnum() or before in ".!?…)%") and bool(_CLOSES_AFTER.match(after))
    if before == " " and sign.kind != "angle" and after and after in ".,;!?)":
        closes = True
    return 1 if opens and not closes else -1 if closes and not opens else 0


def _pair(text: str, signs: list[_Sign]) -> None:
    """Pair the signs of each paragraph; a closing sign takes the nearest open one of its kind, else any."""
    stack: list[int] = []
    line_end = -1
    for index, sign in enumerate(signs):
        if sign.start > line_end:
            line_end = text.find("\n", sign.start)
            line_end = len(text) if line_end < 0 else line_end
            stack = []
        if sign.side > 0:
            stack.append(index)
            continue
        mate = next((i for i in reversed(stack) if signs[i].kind == sign.kind), stack[-1] if stack else None)
        if mate is not None:
            sign.partner, signs[mate].partner = mate, index
            del stack[stack.index(mate) :]


def _with_plain_marks(text: str, origins: array[int], signs: list[_Sign]) -> View:
    """Write each sign as one ``«`` or ``»``, and place the marked words in the text that results."""
    pieces: list[str] = []
    kept: array[int] = array("l")
    starts: list[int] = []
    at, length = 0, 0
    for sign in signs:
        pieces += [text[at : sign.start], OPENING if sign.side > 0 else CLOSING]
        kept.extend(origins[at : sign.start])
        kept.append(origins[sign.start if sign.side > 0 else sign.end - 1])
        length += sign.start - at
        starts.append(length)
        length += 1
        at = sign.end
    pieces.append(text[at:])
    kept.extend(origins[at:])
    plain = "".join(pieces)
    return View(plain, kept, _marked(plain, signs, starts, [start + 1 for start in starts]))


def _marked(text: str, signs: list[_Sign], starts: list[int], ends: list[int]) -> tuple[Marked, ...]:
    found: list[Marked] = []
    for index, sign in enumerate(signs):
        if sign.partner is not None and sign.side < 0:
            continue
        if sign.partner is not None:
            mate = signs[sign.partner]
            broken: Breakage | None = "reversed" if sign.turned or mate.turned else None
            if broken is None and sign.kind != mate.kind and "angle" in (sign.kind, mate.kind):
                broken = "mixed"
            found.append(_between(starts[index], ends[sign.partner], ends[index], starts[sign.partner], broken))
        elif sign.side > 0:
            stop = _paragraph_end(text, ends[index])
            found.append(_between(starts[index], stop, ends[index], stop, "unclosed"))
        else:
            begin = _sentence_start(text, starts[index])
            found.append(_between(begin, ends[index], begin, starts[index], "unopened"))
    return _nested(sorted(found, key=lambda m: (m.start, -m.end)))


def _between(start: int, end: int, inner_start: int, inner_end: int, broken: Breakage | None) -> Marked:
    return Marked(start, end, inner_start, max(inner_start, inner_end), 0, broken)


def _nested(found: list[Marked]) -> tuple[Marked, ...]:
    """The same marked words with their depth and the index of the ones around them."""
    nested: list[Marked] = []
    around: list[int] = []
    for marked in found:
        while around and nested[around[-1]].end < marked.end:
            around.pop()
        parent = around[-1] if around else None
        nested.append(
            Marked(marked.start, marked.end, marked.inner_start, marked.inner_end, len(around), marked.broken, parent)
        )
        around.append(len(nested) - 1)
    return tuple(nested)


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return max(at, at + len(text[at:end].rstrip()))


def _sentence_start(text: str, at: int) -> int:
    begin = max(text.rfind("\n", 0, at), *(text.rfind(stop, 0, at) for stop in (". ", "! ", "? ", "… ")))
    begin += 1
    return begin + len(text[begin:at]) - len(text[begin:at].lstrip())
