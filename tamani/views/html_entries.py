"""What the HTML view says of each entry when it is chosen: label and value pairs and the evidence to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tamani.views.page_parts import said_words
from tamani.views.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.record import Actor, Flag, Quotation, Reason, Record, Span, Time
    from tamani.views.labels import Labels


class Row(msgspec.Struct, frozen=True):
    """One line of an entry; ``to`` is the entry that the value names, ``name`` tells that it is a name."""

    label: str
    value: str
    to: str = ""
    name: bool = False


class Entry(msgspec.Struct, frozen=True):
    """An entry as it is shown beside the page."""

    title: str
    kind: str
    rows: list[Row]
    evidence: str


def entries(record: Record, labels: Labels) -> dict[str, Entry]:
    """All entries by the identifiers that :func:`tamani.views.page_parts.covers` gives them."""
    maker = Maker(record, labels)
    found: dict[str, Entry] = {}
    for number, quotation in enumerate(record.quotations, 1):
        found[f"q{number}"] = maker.quotation(number, quotation)
    for number, actor in enumerate(record.actors, 1):
        found[f"a{number}"] = maker.actor(actor)
    for number, time in enumerate(record.times, 1):
        found[f"t{number}"] = maker.time(time)
    for number, flag in enumerate(record.flags, 1):
        found[f"f{number}"] = maker.flag(flag)
    return found


class Maker:
    """Makes the entries of one record in one language."""

    def __init__(self, record: Record, labels: Labels) -> None:
        self.record = record
        self.labels = labels
        self.actor_numbers = {actor.id: number for number, actor in enumerate(record.actors, 1)}

    def quotation(self, number: int, quotation: Quotation) -> Entry:
        """The entry of a quotation."""
        labels, record = self.labels, self.record
        actor = record.actor(quotation.speaker)
        rows = [Row(labels("words"), one_line(said_words(record, quotation)))]
        if actor is not None:
            name = Row(labels("speaker"), one_line(actor.name), f"a{self.actor_numbers[actor.id]}", name=True)
            rows += [name, *self._who(actor)]
        else:
            rows.append(
                Row(labels("speaker"), self._words(quotation.speaker_span) or labels("speaker_unknown"))
            )
        rows += [
            Row(labels("cue"), self._words(quotation.cue) or labels("no_cue")),
            Row(labels("nested_in", number=(quotation.nested_in or 0) + 1), self._brief(quotation.nested_in)),
            Row(labels("continues", number=(quotation.continues or 0) + 1), self._brief(quotation.continues)),
            *self.doubt(quotation.confidence, quotation.reason),
            Row(labels("rule"), quotation.rule),
            Row(labels("found_by"), quotation.by),
            Row(labels("characters"), places(quotation.spans)),
        ]
        title = labels("quotation", number=number)
        return Entry(
            title, labels.of("quotation", quotation.kind), filled(rows), self.evidence(quotation.spans)
        )

    def actor(self, actor: Actor) -> Entry:
        """The entry of an actor."""
        labels = self.labels
        rows = [
            *self._who(actor),
            Row(labels("sector"), labels.of("sector", actor.sector)),
            Row(labels("mentions"), ", ".join(self._forms(actor))),
            *self.doubt(actor.confidence, actor.reason),
            Row(labels("found_by"), actor.by),
            Row(labels("characters"), places(actor.mentions)),
        ]
        return Entry(
            one_line(actor.name),
            labels.of("actor", actor.kind),
            filled(rows),
            self.evidence(actor.mentions),
        )

    def time(self, time: Time) -> Entry:
        """The entry of a time expression."""
        labels = self.labels
        rows = [
            Row(labels("value"), time.value or labels("undated")),
            Row(labels("anchor"), labels.of("anchor", time.anchor)),
            *self.doubt(time.confidence, time.reason),
            Row(labels("found_by"), time.by),
            Row(labels("characters"), places([time])),
        ]
        title = one_line(self.record.text[time.start : time.end])
        return Entry(title, labels("time"), filled(rows), self.evidence([time]))

    def flag(self, flag: Flag) -> Entry:
        """The entry of a doubt."""
        labels = self.labels
        rows = [
            Row(labels("why"), labels.reason(flag.why)),
            Row(labels("words"), one_line(self.record.text[flag.start : flag.end])),
            Row(labels("found_by"), flag.by),
            Row(labels("characters"), places([flag])),
        ]
        return Entry(labels.of("flag", flag.kind), labels("flag"), rows, self.evidence([flag]))

    def _who(self, actor: Actor) -> list[Row]:
        labels = self.labels
        return [Row(labels("role"), one_line(actor.role or "")), Row(labels("country"), self._country(actor))]

    def _country(self, actor: Actor) -> str:
        if actor.country is None:
            return ""
        name = self.labels.country(actor.country)
        return name if name == actor.country else f"{name} ({actor.country})"

    def _forms(self, actor: Actor) -> Iterable[str]:
        """Each form of mention once, the words as the page has them."""
        seen: dict[str, str] = {}
        for mention in actor.mentions:
            words = one_line(self.record.text[mention.start : mention.end])
            seen.setdefault(words, f"{words} ({self.labels.of('form', mention.form)})")
        return seen.values()

    def doubt(self, confidence: float, reason: Reason | None) -> list[Row]:
        """How sure an entry is, and why not more."""
        rows = [Row(self.labels("confidence"), self.labels.percent(confidence))]
        return rows if reason is None else [*rows, Row(self.labels("reason"), self.labels.reason(reason))]

    def _brief(self, index: int | None) -> str:
        return "" if index is None else one_line(said_words(self.record, self.record.quotations[index]))[:80]

    def _words(self, span: Span | None) -> str:
        return "" if span is None else one_line(self.record.text[span.start : span.end])

    def evidence(self, spans: Iterable[_Placed]) -> str:
        """The exact words and where they stand, to be pasted elsewhere; offsets count code points."""
        source = self.record.source or self.labels("standard_input")
        return "\n".join(
            self.labels(
                "cited", words=self.record.text[s.start : s.end], source=source, start=s.start, end=s.end,
                sha256=self.record.sha256,
            )
            for s in spans
        )  # fmt: skip


if TYPE_CHECKING:
    from tamani.record import Claim, Mention

    _Placed = Span | Mention | Time | Flag | Claim


def places(spans: Iterable[_Placed]) -> str:
    """Offsets, as they are shown."""
    return ", ".join(f"{span.start}–{span.end}" for span in spans)


def filled(rows: Iterable[Row]) -> list[Row]:
    """The rows that have a value."""
    return [row for row in rows if row.value]
