"""A record's page as its views show it: paragraphs to read, furniture to fold, and what covers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.record import FURNITURE, Span
from tamani.views.segments import Cover

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.record import Block, Quotation, Record


@dataclass(frozen=True, slots=True)
class Shown:
    """Blocks of one kind that are shown as one: a paragraph, or a folded run of furniture."""

    kind: str
    blocks: tuple[Block, ...]
    folded: bool

    @property
    def start(self) -> int:
        """Where the first block begins."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Where the last block ends."""
        return self.blocks[-1].end


def shown_blocks(record: Record) -> Iterator[Shown]:
    """The page's blocks in order, neighbouring furniture of one kind gathered."""
    run: list[Block] = []
    for block in record.blocks:
        if run and block.kind != run[0].kind:
            yield Shown(run[0].kind, tuple(run), folded=True)
            run = []
        if block.kind in FURNITURE:
            run.append(block)
        else:
            yield Shown(block.kind, (block,), folded=False)
    if run:
        yield Shown(run[0].kind, tuple(run), folded=True)


def line_count(record: Record, shown: Shown) -> int:
    """How many non-empty lines of the page these blocks hold."""
    return sum(1 for b in shown.blocks for line in record.text[b.start : b.end].splitlines() if line.strip())


def is_flagged(record: Record, shown: Shown) -> bool:
    """Whether a doubt concerns characters of these blocks."""
    return any(flag.start < shown.end and flag.end > shown.start for flag in record.flags)


def line_number(record: Record, offset: int) -> int:
    """The line of the page, counted from 1, that this offset lies in."""
    return record.text.count("\n", 0, offset) + 1


def covers(record: Record) -> list[Cover]:
    """Every span of the record's entries: ``q1`` quotations, ``a1`` actors, ``t1`` times, ``f1`` flags."""
    found = [c for n, quotation in enumerate(record.quotations, 1) for c in _of_quotation(f"q{n}", quotation)]
    for number, actor in enumerate(record.actors, 1):
        found += [Cover(m.start, m.end, f"a{number}", actor.kind) for m in actor.mentions]
    found += [Cover(t.start, t.end, f"t{n}", "time") for n, t in enumerate(record.times, 1)]
    found += [Cover(f.start, f.end, f"f{n}", "flag") for n, f in enumerate(record.flags, 1)]
    return found


def event_covers(record: Record) -> list[Cover]:
    """Every span of events (``e1``, with further mentions) and claims (``c1``)."""
    found: list[Cover] = []
    for number, event in enumerate(record.events, 1):
        spans = [Span(event.start, event.end), *event.mentions]
        found += [Cover(span.start, span.end, f"e{number}", "event") for span in spans]
    found += [Cover(c.start, c.end, f"c{number}", "claim") for number, c in enumerate(record.claims, 1)]
    return list(dict.fromkeys(found))


def _of_quotation(entry: str, quotation: Quotation) -> Iterator[Cover]:
    for span in quotation.spans:
        yield Cover(span.start, span.end, entry, quotation.kind)
    if quotation.cue is not None:
        yield Cover(quotation.cue.start, quotation.cue.end, entry, "cue")
    if quotation.speaker_span is not None:
        yield Cover(quotation.speaker_span.start, quotation.speaker_span.end, entry, "speaker")


def said_words(record: Record, quotation: Quotation) -> str:
    """What was said, the parts around an incise joined by an ellipsis."""
    return " […] ".join(record.text[span.start : span.end] for span in quotation.spans)
