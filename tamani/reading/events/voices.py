"""Which quotation each token stands in, and who speaks there."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.events.tree import Tree
    from tamani.reading.reading import Reading

ANSWER = "interview"
"""The rule of quotations that are answers."""


class Voices:
    """For each token the index of the innermost quotation around it, and its speaker."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.reading = tree.reading
        self.quotation: list[int | None] = [None] * len(tree)
        self.speaker: list[str | None] = [None] * len(tree)
        self.cue: list[int | None] = [None] * len(tree)
        """For each token the index of the quotation that it brings as a cue."""
        self.answering = next((q.speaker for q in self.reading.quotations if q.rule == ANSWER), None)
        """Who answers, in an interview."""
        for index, quotation in enumerate(self.reading.quotations):
            if quotation.cue is not None:
                low, high = text_span(self.reading, quotation.cue.start, quotation.cue.end)
                for i in range(tree.token_at(low), tree.token_at(high - 1) + 1):
                    self.cue[i] = index
        sized = sorted(enumerate(self.reading.quotations), key=lambda item: item[1].start - item[1].end)
        for index, quotation in sized:
            for span in quotation.spans:
                low, high = text_span(self.reading, span.start, span.end)
                for i in range(tree.token_at(low), tree.next_token(high)):
                    if tree.start[i] >= low:
                        self.quotation[i] = index
                        self.speaker[i] = quotation.speaker or self.speaker[i]

    def tokens(self, index: int) -> list[int]:
        """The tokens of a quotation's words, without the marks around them."""
        tree = self.tree
        found: list[int] = []
        for span in self.reading.quotations[index].spans:
            low, high = text_span(self.reading, span.start, span.end)
            found += [i for i in range(tree.token_at(low), tree.next_token(high)) if tree.pos[i] != "SPACE"]
        while found and tree.pos[found[0]] == "PUNCT":
            found.pop(0)
        while found and tree.pos[found[-1]] == "PUNCT":
            found.pop()
        return found

    def cue_speaker(self, i: int) -> str | None:
        """Who speaks the words that the token brings as a cue."""
        index = self.cue[i]
        return self.reading.quotations[index].speaker if index is not None else None


def text_span(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Offsets into the reading's text of a span of the page."""
    origins = reading.origins
    if origins is None:
        return start, end
    return bisect.bisect_left(origins, start), bisect.bisect_left(origins, end)
