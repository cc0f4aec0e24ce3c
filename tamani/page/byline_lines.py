"""Lines that say who wrote, and notes about authors."""

from __future__ import annotations

import re

from tamani.page.dates import find_dates, find_times, folded_weekdays
from tamani.page.folding import NUMBER, fold_words
from tamani.page.furniture import kind_words, section_names, table_words
from tamani.page.line_evidence import Evidence, begins_with
from tamani.page.names import find_names, is_initials, only_names

_AFTER_NAME = re.compile(r"\s*(?:[,(|–—-]|$)")
_INITIALS = re.compile(r"^[A-ZÀ-Þ]{1,6}$")
_MOST_WORDS = 22


def is_byline(line: Evidence) -> bool:
    """Whether words or shape of a line say that it names who wrote.

    A name alone does not (see :func:`is_name`).
    """
    if line.byline is None:
        line.byline = _is_byline(line)
    return line.byline


def _is_byline(line: Evidence) -> bool:
    if line.count > _MOST_WORDS or not line.words or line.question:
        return False
    if is_initials(line.text) and ("/" in line.text or "(" in line.text):
        return True
    if line.date_line:
        return False
    start = begins_with(line, "bylines", "starts")
    if start is not None and _names_follow(line, start):
        return True
    return _desk(line) or _role_alone(line) or _with_agency(line) or _dated_author(line) or _taking_turns(line)


def is_name(line: Evidence) -> bool:
    """Whether the line is nothing but names, of a person or a desk."""
    return line.names


def _names_follow(line: Evidence, start: str) -> bool:
    bare = start in table_words("bylines", "bare_starts")
    names = find_names(without_dates(line.text))
    if not bare and len(names) > 1 and not line.sentence:
        return True
    if not bare:
        return line.count <= 14 and (bool(names) or line.count <= len(start.split()) + 6)
    if not names or (line.sentence and not line.text.endswith(tuple(n.text for n in names)) and line.count > 8):
        return False
    if ":" in line.text and line.count <= 4:
        return True
    inside = sum(len(n.text) for n in names)
    rest = _rest_after(line, start)
    return only_names(rest) or (inside * 2 >= len(rest) and line.count <= 12 and rest[:1].isupper()) or _desk_text(rest)


def _rest_after(line: Evidence, start: str) -> str:
    """What stands behind the opening words and a colon; dates are blanked out."""
    pieces = without_dates(line.text).split(maxsplit=len(start.replace("'", " ").split()))
    return pieces[-1].lstrip(":–— ").strip() if len(pieces) > 1 else ""


def without_dates(text: str) -> str:
    """``text`` with its dates and times blanked out, so that offsets stay."""
    spans = [*((d.start, d.end) for d in find_dates(text)), *find_times(text)]
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _desk_text(text: str) -> bool:
    return any(name.text.casefold() == text.casefold().strip(" .") for name in find_names(text))


def _desk(line: Evidence) -> bool:
    """A desk or agency alone: "La Rédaction", "AFP"."""
    joined = " ".join(line.words)
    return joined in table_words("bylines", "desks") or (
        joined in table_words("bylines", "agencies") and line.text.isupper()
    )


def _role_alone(line: Evidence) -> bool:
    """Whether the line is a role with its field ("Africa correspondent", "Envoyé spécial")."""
    roles = table_words("bylines", "then_anything")
    if line.count > 5 or line.sentence or not roles & set(line.words):
        return False
    return all(w in table_words("bylines", "beside") or w in section_names() for w in line.words)


def _with_agency(line: Evidence) -> bool:
    """Whether somebody wrote with an agency ("X avec AFP", "X, avec agences")."""
    if line.count > 9 or line.sentence:
        return False
    agencies = table_words("bylines", "agencies") | table_words("bylines", "desks")
    last = {" ".join(line.words[-n:]) for n in (1, 2, 3)}
    before = line.words[:-1]
    joined = any(word in table_words("bylines", "and") for word in before)
    return (
        bool(last & agencies)
        and (joined or "/" in line.text)
        and line.text[:1].isupper()
        and line.common <= 3
        and len(before) <= 6
    )


def _dated_author(line: Evidence) -> bool:
    """A name or a desk with a date on one line: "La Rédaction, 04/04/2025"."""
    if (not line.dates and not line.times) or not line.rest or len(line.rest) > 7:
        return False
    rest = re.sub(r"\s{2,}", " ", without_dates(line.text)).strip(" ,|–—-·•/:()")
    rest = re.sub(r"[,|–—·•/-]?\s*\b\w{1,2}\s*$", "", rest).strip(" ,|–—-·•/:()") if not only_names(rest) else rest
    return only_names(rest) or _names_and_usual_words(line)


def _names_and_usual_words(line: Evidence) -> bool:
    """Whether a line with a date has names and, besides, only words of bylines and date lines."""
    text = without_dates(line.text)
    names = find_names(text)
    for name in reversed(names):
        text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
    usual = table_words("bylines", "beside") | table_words("datelines", "beside") | folded_weekdays()
    return bool(names) and all(word in usual for word in fold_words(text) if word != NUMBER)


def _taking_turns(line: Evidence) -> bool:
    """Whether several persons and when each of them wrote: "X (now) and Y (earlier)"."""
    bracketed = "(" in line.text and line.count <= 12 and not line.sentence
    return bracketed and len(find_names(line.text)) > 1 and _names_and_usual_words(line)


def is_author_note(line: Evidence, authors: frozenset[str]) -> bool:
    """Whether the line presents somebody: "X est chercheuse à …", "Née en 1971, X siège …".

    ``authors`` are the folded names of those who wrote, or who are interviewed; of others, a line like
    this is news ("X est ministre depuis lundi").
    """
    if line.count > 90 or not line.words or line.text[:1] in '«"“':
        return False
    joined = " ".join(line.words)
    known = any(joined.startswith(name) or f" {name} " in f" {joined} " for name in authors)
    if line.strength("author_bio") >= 0.85:
        return known or line.strength("author_bio") >= 1.0 or line.count <= 12
    opening = known and any(joined.startswith(name) for name in authors)
    return opening and _calling(line, authors)


def _calling(line: Evidence, authors: frozenset[str]) -> bool:
    joined = " ".join(line.words)
    rest = next(joined[len(n) :].split() for n in authors if joined.startswith(n))
    near = rest[:6]
    said = {" ".join(near[:n]) for n in (1, 2, 3)}
    if said & kind_words("author_bio", "sits"):
        return True
    listed = set(near) | {" ".join(near[i : i + 2]) for i in range(len(near))}
    return bool(said & kind_words("author_bio", "is") or _AFTER_NAME.match(line.text[len(joined) // 3 :])) and bool(
        listed & kind_words("author_bio", "callings")
    )


def names_and_initials(line: Evidence) -> bool:
    """Whether the line is a name and an agency or initials with a stroke between ("A. Sow / AP")."""
    parts = [part.strip() for part in line.text.split("/")]
    named = [only_names(part) or _INITIALS.match(part) for part in parts]
    return len(parts) > 1 and line.count <= 8 and all(named)
