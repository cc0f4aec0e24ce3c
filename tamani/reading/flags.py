"""Flags: what a careful reader would doubt on a page, each with the words it concerns and the reason.

The steps before raise the flags of their own field (times: ``undated``; actors: ``demonym``, ``role_mismatch``);
this one adds those of the page as a whole and of its typography.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.mistranslations import flag_mistranslations
from tamani.record import FURNITURE, READABLE, Flag
from tamani.words import reason

if TYPE_CHECKING:
    from tamani.reading.reading import Reading
    from tamani.record import Block, FlagKind, Quotation

BY = "flags.1"
AROUND_MARK = 28
"""Characters of text that a flag shows beside a broken mark."""


def find_flags(reading: Reading) -> None:
    """Add the flags of marks, blocks, splices, speakers and translation to ``reading.flags``."""
    _flag_broken_marks(reading)
    _flag_misplaced_blocks(reading)
    _flag_splices(reading)
    _flag_speakers(reading)
    flag_mistranslations(reading)


def _flag_broken_marks(reading: Reading) -> None:
    for marked in reading.marks:
        if marked.broken is None or _goes_on_in_next_paragraph(reading, marked.start, marked.end, marked.broken):
            continue
        if marked.broken == "unclosed":
            start, end = marked.start, _word_end(reading.text, marked.start + AROUND_MARK, marked.end)
            quoted = [q for q in reading.quotations if q.rule == "incise_unclosed"]
            start, end = _near_cue(reading, marked.start, quoted) or (start, end)
        elif marked.broken == "unopened":
            start, end = _word_start(reading.text, marked.end - AROUND_MARK, marked.start), marked.end
        else:
            start, end = marked.start, marked.end
        _add(reading, "broken_quote", start, end, f"broken_{marked.broken}")


def _near_cue(reading: Reading, start: int, quoted: list[Quotation]) -> tuple[int, int] | None:
    """Where an unclosed quotation should have been closed: around its last word, before the incise."""
    for quotation in quoted:
        first, _ = reading.page_span(start, start + 1)
        if quotation.start == first and quotation.cue is not None:
            return _text_span(reading, max(quotation.end - AROUND_MARK, quotation.start), quotation.cue.end)
    return None


def _text_span(reading: Reading, page_start: int, page_end: int) -> tuple[int, int] | None:
    """Offsets into the text of a span of the page."""
    if reading.origins is None:
        return page_start, page_end
    inside = [i for i, origin in enumerate(reading.origins) if page_start <= origin < page_end]
    return (inside[0], inside[-1] + 1) if inside else None


def _goes_on_in_next_paragraph(reading: Reading, start: int, end: int, broken: str) -> bool:
    """A mark that the paragraph leaves open and the next one opens again, or closes: one quotation over paragraphs."""
    marks = reading.marks
    if broken == "unclosed":
        part = reading.part_at(start)
        behind = [m for m in marks if part is not None and m.start >= part.end]
        following = next((p for p in reading.parts if part is not None and p.start >= part.end), None)
        if not behind or following is None or following.kind != "body":
            return False
        nearest = behind[0]
        opens_again = nearest.start == following.start and nearest.broken in {None, "unclosed"}
        closes = nearest.broken == "unopened" and nearest.end <= following.end
        return nearest.start < following.end and (opens_again or closes)
    if broken == "unopened":
        part = reading.part_at(end - 1)
        before = [m for m in marks if part is not None and m.start < part.start and m.broken == "unclosed"]
        if not before or part is None:
            return False
        previous = [p for p in reading.parts if p.end <= part.start]
        return bool(previous) and before[-1].end <= previous[-1].end and before[-1].start >= previous[-1].start
    return False


def _flag_misplaced_blocks(reading: Reading) -> None:
    """One flag for each run of the site's lines between two paragraphs of the article."""
    blocks = reading.blocks
    bodies = [i for i, block in enumerate(blocks) if block.kind == "body"]
    if not bodies:
        return
    run: list[Block] = []
    for block in blocks[bodies[0] : bodies[-1] + 1]:
        if block.kind in FURNITURE:
            run.append(block)
        elif block.kind in READABLE and run:
            _add_misplaced(reading, run)
            run = []


def _add_misplaced(reading: Reading, run: list[Block]) -> None:
    line = max(run, key=lambda block: block.end - block.start)
    why = reason("misplaced_block", kind=line.kind)
    reading.flags.append(Flag(kind="misplaced_block", start=line.start, end=line.end, why=why, by=BY))


def _flag_splices(reading: Reading) -> None:
    for start, end in reading.splices:
        _add(reading, "run_on", start, end, "run_on")


def _flag_speakers(reading: Reading) -> None:
    for quotation in reading.quotations:
        if quotation.reason is not None and quotation.reason.code == "ambiguous_speaker" and quotation.speaker_span:
            span = quotation.speaker_span
            flag = Flag(kind="ambiguous_speaker", start=span.start, end=span.end, why=quotation.reason, by=BY)
            if flag not in reading.flags:
                reading.flags.append(flag)


def _add(reading: Reading, kind: FlagKind, start: int, end: int, code: str) -> None:
    page_start, page_end = reading.page_span(start, max(end, start + 1))
    reading.flags.append(Flag(kind=kind, start=page_start, end=page_end, why=reason(code), by=BY))


def _word_end(text: str, at: int, limit: int) -> int:
    space = text.find(" ", min(at, limit), limit)
    return limit if space < 0 else space


def _word_start(text: str, at: int, limit: int) -> int:
    space = text.rfind(" ", 0, max(at, 0))
    line = text.rfind("\n", 0, limit)
    return max(space, line) + 1
