"""What the page's own outlet calls itself: the first line of the page, and the line with its copyright."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.reading.actors.scene import Scene

SEPARATORS = re.compile(r"\s[—–|·•/›»:-]+\s|\s{2,}")
WORD = re.compile(r"[^\s]+")
LONGEST, SHORTEST = 5, 4
"""Words that an outlet's name may have, and letters it must have."""
STORY = frozenset({"headline", "standfirst", "body"})


def outlet_places(scene: Scene) -> list[tuple[int, int]]:
    """The tokens, first to last (exclusive), where the story itself names the outlet."""
    for name in _names(scene):
        places = [place for place in _found(scene, name) if scene.part_kind(place[0]) in STORY]
        if places:
            return places
    return []


def _names(scene: Scene) -> Iterator[str]:
    """Names that the outlet may have: the whole words first, then without "en français" and the like."""
    lines = [line.strip() for line in scene.reading.page_text.splitlines() if line.strip()]
    reading = scene.reading
    spans = [reading.page_span(part.start, part.end) for part in reading.parts if part.kind in STORY]
    story = {reading.page_text[start:end].strip() for start, end in spans}
    for line in [*(line for line in lines[:1] if line not in story), *_owned(scene, lines)]:
        words = WORD.findall(SEPARATORS.split(line)[0].rstrip(".,"))
        places = scene.lexicon.sets["name_context.place.prepositions"]
        cut = next((k for k, word in enumerate(words) if k and word in places), len(words))
        for part in (words, words[:cut]):
            if len(part) <= LONGEST and _is_name(part):
                yield " ".join(part)


def _owned(scene: Scene, lines: list[str]) -> list[str]:
    """What stands behind the copyright sign and its years."""
    marks = "|".join(re.escape(mark) for mark in scene.lexicon.context["masthead"]["marks"])
    found = (re.search(rf"(?:{marks})[\s\d–-]*(\w.*)", line) for line in lines[len(lines) // 2 :])
    return [match[1].split(".")[0] for match in found if match is not None]


def _is_name(words: list[str]) -> bool:
    """Whether words can be an outlet's name: several with a capital first, or an acronym."""
    whole = "".join(words)
    if not words or len(whole) < SHORTEST or not words[0][:1].isupper():
        return False
    return len(words) > 1 or whole.isupper() or any(letter.isdigit() for letter in whole)


def _found(scene: Scene, name: str) -> Iterator[tuple[int, int]]:
    """Where the text has the name as whole words with a capital, however the masthead writes it."""
    pattern = re.escape(name).replace("'", "['’]").replace("’", "['’]")
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", scene.text, re.IGNORECASE):
        first, last = scene.tokens.at(match.start()), scene.tokens.at(match.end() - 1) + 1
        free = all(i not in scene.taken for i in range(first, last))
        lower = any(a[0].isupper() > b[0].isupper() for a, b in zip(name.split(), match[0].split(), strict=True))
        if free and not lower:
            yield first, last
