"""Why an entry is there, in plain sentences: its rule, lexicon entry, clause, voice, status and doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tamani.views.event_words import EventWords
from tamani.views.page_parts import said_words
from tamani.views.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.record import Claim, Event, Quotation, Reason, Record, Span, Why
    from tamani.views.labels import Labels

LIKELY, LIKELY_DOUBT = "likely", "event_likely"
"""The rule, and the doubt, of an event whose words the model recognised by their likeness to others."""
NUMBER = re.compile(r"([eqc]?)([1-9][0-9]{0,8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class EntryNumber:
    """An entry as the views number it: ``e3`` the third event, ``q3`` quotation, ``c3`` claim."""

    kind: Literal["e", "q", "c"]
    number: int

    @classmethod
    def parse(cls, given: str) -> EntryNumber:
        """The entry that is meant; a number without a letter is that of an event.

        Raises:
            ValueError: this is no number of an entry.

        """
        found = NUMBER.fullmatch(given.strip().lower())
        if found is None:
            raise ValueError(f"{given!r} is no number of an entry")
        kinds: dict[str, Literal["e", "q", "c"]] = {"": "e", "e": "e", "q": "q", "c": "c"}
        return cls(kinds[found[1]], int(found[2]))

    def __str__(self) -> str:
        return f"{self.kind}{self.number}"


def explanation(record: Record, entry: EntryNumber, labels: Labels) -> tuple[str, list[str]] | None:
    """The title of an entry and the sentences that say why it is there; None where there is no such entry."""
    say, place = _Explainer(record, labels), entry.number - 1
    if entry.kind == "e" and place < len(record.events):
        return labels("event_number", number=entry), list(say.event(record.events[place]))
    if entry.kind == "q" and place < len(record.quotations):
        return labels("quotation", number=entry.number), list(say.quotation(record.quotations[place]))
    if entry.kind == "c" and place < len(record.claims):
        return labels("claim_number", number=entry), list(say.claim(record.claims[place]))
    return None


def by_likeness(why: Why, doubt: Reason | None) -> bool:
    """Whether an entry goes back to words that the model knows and the lexicon does not: ``why.entry`` is no entry."""
    return why.rule == LIKELY or (doubt is not None and doubt.code == LIKELY_DOUBT)


def number_of(record: Record, claim: str) -> str | None:
    """The number in the views of the claim with this id; None where it is not in the record."""
    return next((f"c{n}" for n, other in enumerate(record.claims, 1) if other.id == claim), None)


class _Explainer:
    def __init__(self, record: Record, labels: Labels) -> None:
        self.record = record
        self.labels = labels
        self.words = EventWords(record, labels)

    def event(self, event: Event) -> Iterator[str]:
        labels, words = self.labels, self.words
        yield self._at("explain_at", event)
        code = event.type if event.mode is None else f"{event.type}/{one_line(event.mode)}"
        yield labels("explain_event", type=code, arrow=words.arrow(event))
        yield from self._why(event.why, event.reason)
        yield labels("explain_status", status=labels.of("status", event.status))
        yield labels("explain_voice", voice=words.voice(event))
        if event.quotation is not None:
            yield labels("explain_in_quotation", number=f"q{event.quotation + 1}")
        yield labels("explain_dated", date=one_line(event.date)) if event.date else labels("explain_undated")
        if event.place is not None:
            yield labels("explain_place", place=words.place(event))
        if event.mentions:
            retold = (labels("quoted", words=words.text(span)) for span in event.mentions)
            yield labels("explain_retold", words=labels("separator").join(retold))
        yield self._sure(event.confidence, event.reason)

    def claim(self, claim: Claim) -> Iterator[str]:
        labels, words = self.labels, self.words
        yield self._at("explain_at", claim)
        about, kind = words.names(claim.about), labels.of("claim", claim.kind)
        yield labels("explain_claim", kind=kind, speaker=words.speaker(claim), about=about)
        yield from self._why(claim.why, claim.reason)
        if claim.event is not None:
            yield labels("explain_of_event", number=f"e{claim.event + 1}")
        if claim.answers is not None:
            unknown = labels("answers_unknown", number=one_line(claim.answers))
            yield labels("explain_answers", number=number_of(self.record, claim.answers) or unknown)
        yield self._sure(claim.confidence, claim.reason)

    def quotation(self, quotation: Quotation) -> Iterator[str]:
        labels = self.labels
        said = one_line(said_words(self.record, quotation))
        yield labels("explain_at", words=said, place=self._place(quotation))
        yield labels("explain_quotation", kind=labels.of("quotation", quotation.kind), speaker=self._speaker(quotation))
        yield labels("explain_rule", rule=one_line(quotation.rule))
        if quotation.cue is None:
            yield labels("explain_no_cue")
        else:
            yield labels("explain_cue", cue=self.words.text(quotation.cue))
        yield self._sure(quotation.confidence, quotation.reason)

    def _speaker(self, quotation: Quotation) -> str:
        if quotation.speaker is not None:
            return self.words.name(quotation.speaker)
        span = quotation.speaker_span
        return self.labels("speaker_unknown") if span is None else self.words.text(span)

    def _why(self, why: Why, doubt: Reason | None) -> Iterator[str]:
        labels, rule = self.labels, one_line(why.rule)
        words = labels.of("rule", why.rule)
        if words == why.rule:
            yield labels("explain_rule", rule=rule)
        else:
            yield labels("explain_rule_words", rule=rule, words=words)
        entry = None if why.entry is None else one_line(why.entry)
        if entry is None:
            yield labels("explain_no_entry")
        else:
            yield labels("explain_likeness" if by_likeness(why, doubt) else "explain_entry", entry=entry)
        yield self._at("explain_clause", why.clause)

    def _at(self, key: str, span: Span | Event | Claim) -> str:
        return self.labels(key, words=self.words.text(span), place=self._place(span))

    def _place(self, span: Span | Event | Claim | Quotation) -> str:
        return self.labels("place", start=span.start, end=span.end)

    def _sure(self, confidence: float, why: Reason | None) -> str:
        sure = self.labels.percent(confidence)
        if why is None:
            return self.labels("explain_sure", confidence=sure)
        return self.labels("explain_unsure", confidence=sure, reason=self.labels.reason(why))
