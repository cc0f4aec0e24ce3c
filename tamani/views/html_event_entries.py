"""What the HTML view says beside the page of an event or a claim that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.record import Span
from tamani.views.event_words import EventWords
from tamani.views.explain import by_likeness, number_of
from tamani.views.html_entries import Entry, Maker, Row, filled, places
from tamani.views.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.record import Claim, Event, Reason, Record, Why
    from tamani.views.labels import Labels


def event_entries(record: Record, labels: Labels) -> dict[str, Entry]:
    """Events and claims by the identifiers that :func:`tamani.views.page_parts.event_covers` gives them."""
    maker = _EventMaker(record, labels)
    found = {f"e{n}": maker.event(f"e{n}", event) for n, event in enumerate(record.events, 1)}
    return found | {f"c{n}": maker.claim(f"c{n}", claim) for n, claim in enumerate(record.claims, 1)}


class _EventMaker(Maker):
    def __init__(self, record: Record, labels: Labels) -> None:
        super().__init__(record, labels)
        self.words = EventWords(record, labels)

    def event(self, number: str, event: Event) -> Entry:
        labels, words = self.labels, self.words
        code = event.type if event.mode is None else f"{event.type}/{one_line(event.mode)}"
        scales = f"{code} · {event.quad} · {one_line(event.cameo)} · {event.goldstein:g}"
        spans = [Span(event.start, event.end), *event.mentions]
        rows = [
            *self._actors("source_actor", event.source),
            Row(labels("event"), words.act(event)),
            *self._actors("target_actor", event.target),
            Row(labels("status"), labels.of("status", event.status)),
            Row(labels("voice"), words.voice(event)),
            Row(labels("date"), one_line(event.date or labels("undated"))),
            Row(labels("where"), words.place(event)),
            Row(labels("context"), one_line(labels("separator").join(event.context))),
            Row(labels("scales"), scales),
            *self.doubt(event.confidence, event.reason),
            *self._why(event.why, event.reason),
            Row(labels("found_by"), one_line(event.by)),
            Row(labels("characters"), places(spans)),
        ]
        title = words.arrow(event)
        return Entry(title, labels("event_number", number=number), filled(rows), self.evidence(spans))

    def claim(self, number: str, claim: Claim) -> Entry:
        labels, words = self.labels, self.words
        made_of = [] if claim.event is None else [self._link("event", f"e{claim.event + 1}")]
        answered = None if claim.answers is None else number_of(self.record, claim.answers)
        known = [claim.speaker] if claim.speaker is not None else []
        rows = [
            *(self._actors("speaker", known) if known else [Row(labels("speaker"), labels("speaker_unknown"))]),
            *self._actors("about", claim.about),
            *([self._link("answers_row", answered)] if answered is not None else []),
            *made_of,
            *self.doubt(claim.confidence, claim.reason),
            *self._why(claim.why, claim.reason),
            Row(labels("found_by"), one_line(claim.by)),
            Row(labels("characters"), places([claim])),
        ]
        title = f"{labels.of('claim', claim.kind)}{labels('prefix', name='')}{words.text(claim)}"
        return Entry(title, labels("claim_number", number=number), filled(rows), self.evidence([claim]))

    def _actors(self, key: str, identifiers: Iterable[str]) -> list[Row]:
        numbers = self.actor_numbers
        return [
            Row(self.labels(key), self.words.name(i), f"a{numbers[i]}" if i in numbers else "", name=True)
            for i in identifiers
        ]

    def _link(self, key: str, number: str) -> Row:
        """A row that leads to another entry, where there is one."""
        found = self.record.events if number[0] == "e" else self.record.claims
        return Row(self.labels(key), number, number if int(number[1:]) <= len(found) else "")

    def _why(self, why: Why, doubt: Reason | None) -> list[Row]:
        labels = self.labels
        entry = "entry_by_likeness" if by_likeness(why, doubt) else "entry_of_lexicon"
        return [
            Row(labels("rule"), one_line(why.rule)),
            Row(labels(entry), one_line(why.entry or "")),
            Row(labels("clause"), self.words.text(why.clause)),
        ]
