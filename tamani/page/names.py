"""Names of those who wrote: on a byline, or alone on a line."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tamani.page.folding import fold_words
from tamani.page.furniture import section_names, table_words

_TOKEN = re.compile(r"[^\W_][\w'’.-]*[^\W_]|[^\W\d_]\.?|[()]|[,;|/&·•–—:]|-(?=\s)")
_BREAK = frozenset(",;|/&·•–—:()-")
_LETTERS = re.compile(r"[^\W\d_]{1,3}(?:/[^\W\d_]{1,3})+")
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_DOMAIN = re.compile(r"\w\.[a-z]{2,5}$")
_INITIAL = re.compile(r"[A-ZÀ-Þ]\.$")
_INITIALS = re.compile(
    r"^[A-ZÀ-Þ]{1,3}(?:\s?[/.-]\s?[A-ZÀ-Þ]{1,3}){1,3}\.?$|^[A-ZÀ-Þ]{2,5}/[a-z]{2,4}(?:-[a-z]{2,4})?$|^[a-z]{2,4}(?:[/-][a-z]{2,4}){0,3}/[A-ZÀ-Þ]{2,5}$|^[A-ZÀ-Þ]{2,3}$"
    r"|^[a-zà-ÿ]{2,4}(?:/[a-zà-ÿ]{2,4}){1,3}$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands in the line."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    start: int
    end: int
    bracketed: bool


@functools.lru_cache(maxsize=256)
def _words(line: str) -> tuple[_Word, ...]:
    words, depth = [], 0
    for match in _TOKEN.finditer(line):
        text = match.group()
        depth += (text == "(") - (text == ")")
        # An initial ("L.") is no article, whatever it folds to.
        folded = (
            ""
            if _INITIAL.match(text) or _INITIAL.match(line[match.start() : match.end() + 1])
            else " ".join(fold_words(text))
        )
        end = match.end()
        if end < len(line) and line[end] == "." and len(text) == 1 and text.isupper():
            end += 1
        words.append(_Word(line[match.start() : end], folded, match.start(), end, depth > 0))
    return tuple(words)


def _capital(text: str) -> bool:
    return text[:1].isupper() or ("’" in text[:3] and text[2:3].isupper()) or ("'" in text[:3] and text[2:3].isupper())


def find_names(line: str) -> list[Name]:
    """The names on a byline: people, agencies, desks; roles, places and "by" left out."""
    initials = _LETTERS.match(line)
    if initials is not None and is_initials(line):
        return [Name(m.group(), m.start(), m.end()) for m in _LETTER_RUN.finditer(line, 0, initials.end())]
    words = _words(line)
    end = _translation(words, len(line))
    desks = [name for name in _desks(line) if name.start < end]
    found = list(desks)
    words = tuple(word for word in words if word.start < end)
    for run in _runs(words[_opening(words) :]):
        start, end = run[0].start, run[-1].end
        place = run[0].folded in table_words("bylines", "institutions") and bool(found)
        field = len(run) == 1 and run[0].folded in section_names()
        if not place and not field and not any(d.start < end and start < d.end for d in desks):
            found.append(Name(line[start:end], start, end))
    return sorted(found, key=lambda n: n.start)


def _runs(words: Sequence[_Word]) -> list[list[_Word]]:
    """The names among words: runs of capitalised ones that are not the place somebody writes from."""
    return [run for run in _all_runs(words) if not _after_place_word(words, run)]


def _all_runs(words: Sequence[_Word]) -> list[list[_Word]]:
    beside, particles = table_words("bylines", "beside"), table_words("bylines", "particles")
    agencies, together = table_words("bylines", "agencies"), table_words("bylines", "and")
    runs: list[list[_Word]] = []
    run: list[_Word] = []
    before = ""

    def finish() -> None:
        while run and run[-1].folded in particles and not _capital(run[-1].text):
            run.pop()
        if run and not (run[0].bracketed and all(w.folded in agencies for w in run) and before not in together):
            runs.append(list(run))
        run.clear()

    last = ""
    for word in words:
        if word.text in _BREAK or (word.folded in beside and not (run and word.folded in particles)):
            finish()
        elif _capital(word.text) or word.folded in agencies:
            if not run:
                before = last
            run.append(word)
        elif run and word.folded in particles:
            run.append(word)
        else:
            finish()
        last = word.folded or last
        if word.text and len(word.text) > 3 and word.text.endswith("."):
            finish()
    finish()
    return runs


def _after_place_word(words: Sequence[_Word], run: Sequence[_Word]) -> bool:
    return _in_place(words, next(i for i, w in enumerate(words) if w is run[0]))


def _translation(words: Sequence[_Word], length: int) -> int:
    """Where a remark about the translation begins, whose names are not those of the authors."""
    translated = table_words("bylines", "translated")
    return next((w.start for i, w in enumerate(words) if i and w.folded in translated), length)


def _opening(words: Sequence[_Word]) -> int:
    """How many words at the beginning say that a name follows ("Entretien réalisé par")."""
    starts = table_words("bylines", "starts") - table_words("bylines", "desks")
    return next(
        (n for n in range(min(6, len(words) - 1), 0, -1) if " ".join(w.folded for w in words[:n]) in starts),
        0,
    )


def _desks(line: str) -> list[Name]:
    """Desks and offices ("la rédaction", "admin"), longest first, no two over one another."""
    words = [w for w in _words(line) if w.text not in _BREAK]
    desks = table_words("bylines", "desks")
    found: list[Name] = []
    at = 0
    while at < len(words):
        for size in range(min(5, len(words) - at), 0, -1):
            if not _in_place(words, at) and " ".join(w.folded for w in words[at : at + size]) in desks:
                start, end = words[at].start, words[at + size - 1].end
                found.append(Name(line[start:end], start, end))
                at += size
                break
        else:
            at += 1
    return found


def _in_place(words: Sequence[_Word], at: int) -> bool:
    """Whether the word before says that what follows is where somebody works."""
    return at > 0 and words[at - 1].folded in table_words("bylines", "place_before")


@functools.lru_cache(maxsize=256)
def only_names(line: str) -> bool:
    """Whether a short line is nothing but names of people or desks, with their roles perhaps."""
    words = _before_description(_words(line))
    if not words or len(words) > 16 or line[-1:] in "?!:;…" or line[:1] in '«"“#@':
        return False
    if is_initials(line):
        return True
    plain = [w for w in words if w.text not in _BREAK]
    if plain and " ".join(w.folded for w in plain) in table_words("bylines", "desks"):
        return True
    if not plain or not _capital(plain[0].text) or plain[0].folded in table_words("bylines", "never_names"):
        return False
    runs = _runs(words)
    inside = {id(w) for run in _all_runs(words) for w in run}
    beside = table_words("bylines", "beside")
    rest = [w for w in plain if id(w) not in inside and w.folded not in beside and not _DOMAIN.search(w.text)]
    runs = [run for run in runs if not any(_DOMAIN.search(w.text) for w in run)]
    return bool(runs) and not rest and all(_person(run) for run in runs)


def _before_description(words: Sequence[_Word]) -> Sequence[_Word]:
    """The words up to one that tells what the person does, behind which anything may follow."""
    described = table_words("bylines", "then_anything")
    at = next((i for i, w in enumerate(words) if w.folded in described and i > 1), len(words))
    return words[:at]


def _person(run: Sequence[_Word]) -> bool:
    if " ".join(w.folded for w in run) in table_words("bylines", "agencies"):
        return True
    return 2 <= len(run) <= 5 and not any(any(c.isdigit() for c in w.text) for w in run)


def is_initials(line: str) -> bool:
    """Whether a line is the initials that agencies sign with: "MD/KS", "A.B."."""
    plain = re.sub(r"\s*\([^()]{1,20}\)\s*$", "", line.strip())
    return bool(_INITIALS.match(plain)) and (plain != line.strip() or "/" in plain or "." in plain)
