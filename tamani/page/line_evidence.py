"""What one line shows by itself: its words, shape, phrases, dates and names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tamani.page.dates import DateFound, find_dates, find_times, folded_weekdays
from tamani.page.folding import NUMBER, fold_words, stem
from tamani.page.furniture import (
    Match,
    common_words,
    kind_words,
    match_phrases,
    section_names,
    segments,
    table_words,
)
from tamani.page.names import is_initials, only_names
from tamani.page.received import Line, Page
from tamani.record import BlockKind

_CLOSING = " \t\u00a0\u202f»”\"’'›)]*"
_BULLET = re.compile(r"^\s*(?:[–—•▪◦●■➢➤✓✔‣*·-]\s|\(?\d{1,2}\s?[.)°/-]\s|[a-z]\)\s|\d{1,2}\s*[-–]\s)")
_ONLY_COUNT = re.compile(r"^[^\w]*\d[\d\s.,]*[kKM]?[^\w]*$")
_HASHTAGS = re.compile(r"^(?:(?:[^\w#]*#\w+)+\W*|#\w[^#.]{0,40}(?:#\w[^#.]{0,40})+)$")
_ADDRESS = re.compile(r"\b[\w.+-]+@[\w-]+\.\w{2,}|https?://|\bwww\.")
_LAST_WORDS = re.compile(r"[./,–—:|©(-]\s*(?:©\s*)?([^./,–—:|©()]{2,45})\)?\s*$")
_CAPITALS_AT_END = re.compile(
    r"[.!?»”]\s+(?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+\s?/?\s?){2,5}$|/\s?[A-ZÀ-Þ]{2,12}$|[a-zà-ÿ]{3}[.!?]\s[A-ZÀ-Þ]{2,5}$"
)
_BRACKETED_CREDIT = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s*\.?$")
_COPYRIGHT = re.compile(r"©\s*(?:\w+\s){0,4}(?:19|20)\d\d|(?:19|20)\d\d\s*©")
_CREDIT_AFTER_SENTENCE = re.compile(r"[.!?»”)]\s*©\s*[^©]{2,45}$")
_CREDIT_SENTENCE = re.compile(r"(?:[.!?»”)]|\s[—–/-])\s+\(?([^\W\d_]+)\.?\s?:?\s[^.!?]{0,4}[^!?]{1,40}$")
# A credit of an initial and a surname, perhaps behind an agency, at the end of some words.
_INITIAL_AND_NAME = re.compile(
    r"\w\W+\w+\W.*(?:[.!?»”]|[/(,]|\s[–—])\s*(?:[\w’'-]+(?:\s[\w’'-]+)?\s?[/,]\s?)?"
    r"(?:[A-ZÀ-Þ]\.[\s-]?){1,2}[A-ZÀ-Þ][\w’'-]+(?:\s?/\s?[A-ZÀ-Þ][\w’'-]+)?\)?$"
)
_LAST_INITIAL = re.compile(r"\b[A-ZÀ-Þ]\.$")
_PLAYER = re.compile(r"^\W*0?0:00\s*[/|–-]\s*\d{1,2}:\d\d\W*$")
_CRUMB_SIGNS = "›>»→|"
_ARROWS = re.compile(r"^\W*[←→↑↓«»<>▲▼‹›]|[←→↑↓▲▼»>›]\W*$")
# Dispatches end with the agency's name too, but captions are short.
_LONGEST_CAPTION = 28
_DOTTED_CLOCK = re.compile(
    r"\s*(?:\d{1,2}\s?[hH]\s\w+\s)?(?:[01]?\d|2[0-3])\.[0-5]\d(?:\s?[aApP]\.?[mM]\b\.?)?(?:\s[A-Z]{2,4})?\s*$"
)
_FEWEST_DOTTED_CLOCKS = 3
"""Lines such as "18.34" from which on they are times and no figures."""
_MOST_WORDS_OF_DATE_LINE = 24


@dataclass(slots=True)
class Evidence:
    """One line and what it shows.

    ``stems`` are its content words; ``group`` numbers runs without empty lines.
    """

    index: int
    start: int
    end: int
    text: str
    hints: frozenset[str]
    words: tuple[str, ...]
    group: int
    indented: bool
    sentence: bool
    matches: list[Match] = field(default_factory=list)
    dates: list[DateFound] = field(default_factory=list)
    times: list[tuple[int, int]] = field(default_factory=list)
    stems: frozenset[str] = frozenset()
    common: int = 0
    date_line: bool = False
    rest: tuple[str, ...] = ()
    weighed: dict[BlockKind, float] | None = None
    """How probable its words make each kind, once it was asked (see :mod:`tamani.page.soft_evidence`)."""
    named: bool | None = None
    """Whether the line is nothing but names, once it was asked."""
    byline: bool | None = None
    """Whether the line is a byline, once it was asked."""

    @property
    def match(self) -> Match | None:
        """The surest phrase."""
        return self.matches[0] if self.matches else None

    def strength(self, kind: str) -> float:
        """How surely phrases say that the line is of ``kind``."""
        return max((m.strength for m in self.matches if m.kind == kind), default=0.0)

    @property
    def count(self) -> int:
        """Number of words."""
        return len(self.words)

    @property
    def paragraph(self) -> bool:
        """Whether this reads as running prose, a whole sentence at the least."""
        return (self.sentence and self.count >= 12) or self.count >= 32

    @property
    def long(self) -> bool:
        """Whether this is prose that nothing but an article (or a long comment) has."""
        return (self.sentence and self.count >= 22) or self.count >= 40

    @property
    def strong(self) -> Match | None:
        """The surest phrase where it is sure enough to decide alone."""
        match = self.match
        return match if match is not None and match.strength >= 0.75 else None

    @property
    def bullet(self) -> bool:
        """Whether the line is an item of a list."""
        return bool(_BULLET.match(self.text)) or "li" in self.hints

    @property
    def question(self) -> bool:
        """Whether the line asks something."""
        return self.text.rstrip(_CLOSING).endswith("?")

    @property
    def only_time(self) -> bool:
        """Whether the line is a clock time and nothing else."""
        return self.date_line and bool(self.times) and not self.dates and not self.rest and self.count <= 6

    @property
    def names(self) -> bool:
        """Whether the line is nothing but names."""
        if self.named is None:
            self.named = self.count <= 14 and not self.sentence_like_name and only_names(self.text)
        return self.named

    @property
    def sentence_like_name(self) -> bool:
        """Whether a full stop after a word in lower case ends the line, as no name does."""
        ended = self.text.endswith((".", "!", "?")) and not _LAST_INITIAL.search(self.text)
        return ended and not is_initials(self.text)

    @property
    def arrow(self) -> bool:
        """Whether an arrow or angle stands at an end of the line."""
        return bool(_ARROWS.search(self.text))


def gather(page: Page) -> list[Evidence]:
    """The evidence of every line of ``page``."""
    found: list[Evidence] = []
    group, before = 0, 0
    for index, line in enumerate(page.lines):
        gap = page.text[before : line.start]
        if index and gap.count("\n") > 1:
            group += 1
        found.append(_read(index, line, page.text, group, indented=_indented(gap)))
        before = line.end
    dotted = [each for each in found if each.count <= _MOST_WORDS_OF_DATE_LINE and _DOTTED_CLOCK.match(each.text)]
    if len(dotted) >= _FEWEST_DOTTED_CLOCKS:
        for each in dotted:
            each.times, each.rest, each.date_line = [(0, len(each.text))], (), True
    return found


def _indented(gap: str) -> bool:
    return len(gap) - len(gap.rstrip(" \t\u00a0")) >= 2


def _read(index: int, line: Line, text: str, group: int, *, indented: bool) -> Evidence:
    raw = text[line.start : line.end]
    words = fold_words(raw)
    sentence = raw.rstrip(_CLOSING)[-1:] in tuple(".!?…")
    found = Evidence(index, line.start, line.end, raw, line.hints, words, group, indented, sentence)
    common = common_words()
    found.common = sum(word in common for word in words)
    found.stems = frozenset(stem(w) for w in words if w not in common and w != NUMBER and len(w) > 2)
    if found.count <= 90:
        found.matches = match_phrases(raw, words, sentence=sentence)
    if found.count <= _MOST_WORDS_OF_DATE_LINE:
        _read_dates(found)
    return found


def _read_dates(line: Evidence) -> None:
    """Dates, times, and what is left of a short line without them and the words that go with them."""
    if not any(c.isdigit() for c in line.text):
        return
    line.dates, line.times = find_dates(line.text), find_times(line.text)
    if not line.dates and not line.times:
        return
    rest = line.text
    for start, end in sorted([*((d.start, d.end) for d in line.dates), *line.times], reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    beside = table_words("datelines", "beside") | folded_weekdays()
    line.rest = tuple(w for w in fold_words(rest) if w not in beside and w != NUMBER)
    line.date_line = not line.rest or opens_with_place(line)


def opens_with_place(line: Evidence) -> bool:
    """Whether what stands before the date is a place: "Bissau, le …", "KIGALI/KINSHASA, June …"."""
    if not line.dates or len(line.rest) > 4:
        return False
    before = line.text[: line.dates[0].start].strip()
    place = re.split(r",|\(|\s[–—-]\s", before)[0].strip()
    words = fold_words(place)
    if not words or words[0] in table_words("bylines", "beside") or " ".join(words) in table_words("bylines", "desks"):
        return False
    if place.isupper() or " ".join(words) in table_words("datelines", "places") | section_names():
        return len(line.rest) <= len(words) + 1
    hyphens = "-" in place
    short = len(words) == 1 or (hyphens and len(words) <= 3)
    return (
        short and place[:1].isupper() and len(line.rest) <= len(words) + 1 and "," in line.text[: line.dates[0].start]
    )


def is_credit(line: Evidence) -> bool:
    """Whether a picture's credit ends the line: "© DR", "(Photo AFP)", "/ Reuters", "… MAX DELORME"."""
    text = line.text
    if line.count > 60 or text.startswith("©") or _COPYRIGHT.search(text):
        return False
    if _CREDIT_AFTER_SENTENCE.search(text):
        return True
    legal = line.strength("legal")
    if legal >= 0.75 and line.strength("caption") < legal:
        return False
    if line.long and line.count > _LONGEST_CAPTION:
        return "©" in text[1:] and _credit_word(text)
    signed = "©" in text[1:] or bool(_CAPITALS_AT_END.search(text)) or bool(_INITIAL_AND_NAME.search(text))
    return signed or _credit_word(text) or _credit_at_end(line)


def _credit_at_end(line: Evidence) -> bool:
    """Whether the last words, perhaps in brackets, are those of a credit; brackets alone must say "photo"."""
    ends = kind_words("caption", "ends")
    bracket = _BRACKETED_CREDIT.search(line.text)
    if bracket is not None and bracket.start() == 0:
        first = fold_words(bracket.group(1))[:1]
        return bool(first) and first[0] in kind_words("caption", "credits")
    if bracket is not None and _credit_words(bracket.group(1), ends) and line.count <= 45:
        return True
    last = _LAST_WORDS.search(line.text)
    return last is not None and " ".join(fold_words(last.group(1))) in ends


def _credit_word(text: str) -> bool:
    """Whether the last sentence of a caption begins like a credit ("Photo J. Traoré")."""
    found = _CREDIT_SENTENCE.search(text)
    return found is not None and " ".join(fold_words(found.group(1))) in kind_words("caption", "credits")


def _credit_words(text: str, ends: frozenset[str]) -> bool:
    words = fold_words(text)
    return " ".join(words) in ends or (
        bool(words)
        and (
            words[0] in kind_words("caption", "credits")
            or any(" ".join(words[:n]) in ends or " ".join(words[-n:]) in ends for n in (1, 2, 3))
        )
    )


def is_copyright(line: Evidence) -> bool:
    """Whether the line has a copyright sign with a year."""
    return line.count <= 25 and bool(_COPYRIGHT.search(line.text))


def is_count(line: Evidence) -> bool:
    """Whether the line is a bare number, as counters have it."""
    return bool(_ONLY_COUNT.match(line.text)) and not line.dates and not line.times


def is_tag_list(line: Evidence) -> bool:
    """Whether the line is a list of key words: hashtags, or short names between commas, bullets or bars."""
    if _HASHTAGS.match(line.text):
        return True
    if line.sentence or line.count > 25:
        return False
    parts = [p for p in re.split(r"\s*[,;•|·/]\s*|\s{2,}|\s[–—-]\s", line.text) if p.strip()]
    short = all(len(fold_words(p)) <= 4 and (p.strip()[:1].isupper() or len(fold_words(p)) <= 2) for p in parts)
    named = line.text[:1].isupper() or (len(parts) >= 4 and all(len(fold_words(p)) <= 2 for p in parts))
    return len(parts) >= 3 and named and short and line.common * 4 <= line.count


def is_address(line: Evidence) -> bool:
    """Whether the line is an e-mail or web address and little else."""
    return line.count <= 14 and bool(_ADDRESS.search(line.text))


def is_section(line: Evidence) -> bool:
    """Whether the line is the name of a section, or two of them ("France – Algérie")."""
    names = section_names()
    if " ".join(line.words) in names:
        return True
    if any(sign in line.text for sign in _CRUMB_SIGNS):
        return False
    parts = [" ".join(fold_words(p)) for p in segments(line.text)]
    return 2 <= len(parts) <= 2 and all(p in names for p in parts)


def is_menu(line: Evidence) -> bool:
    """Whether the line is a menu or a breadcrumb.

    Several short parts, most of them sections or pages of a site.
    """
    parts = [fold_words(p) for p in segments(line.text)]
    names, home = section_names(), kind_words("navigation", "home")
    if len(parts) < 2 or line.sentence or any(len(p) > 6 for p in parts[:-1]):
        return False
    if " ".join(parts[0]) in home:
        return True
    known = sum(" ".join(p) in names for p in parts)
    if known == len(parts) and any(sign in line.text for sign in _CRUMB_SIGNS):
        return True
    return (len(parts) >= 3 and (known * 2 >= len(parts) or all(len(p) <= 3 for p in parts))) or (
        known >= 2 and len(parts) > 2
    )


def is_site_name(line: Evidence) -> bool:
    """Whether the line has a word that newspapers and sites have in their names."""
    return line.count <= (12 if line.index <= 2 else 8) and bool(set(line.words) & table_words("sections", "sites"))


def is_numbered_notice(line: Evidence) -> bool:
    """Whether the line is a communiqué's title with its number."""
    start = begins_with(line, "bylines", "in_body")
    return start is not None and line.count <= 9 and any(c.isdigit() for c in line.text) and not line.sentence


def is_player_time(line: Evidence) -> bool:
    """Whether the line is the clock of an audio player ("00:00 / 04:12")."""
    return bool(_PLAYER.match(line.text))


def begins_with(line: Evidence, table: str, name: str) -> str | None:
    """The longest entry of a table's list that the line begins with, folded."""
    return begins_with_words(line.words, table, name)


def begins_with_words(words: tuple[str, ...], table: str, name: str) -> str | None:
    """The longest entry of a table's list that folded words begin with."""
    known = table_words(table, name)
    for size in range(min(7, len(words)), 0, -1):
        start = " ".join(words[:size])
        if start in known:
            return start
    return None
