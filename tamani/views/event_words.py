"""What the views say of events and claims: who, what, to whom, who vouches for it, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.record import LOW_CONFIDENCE, NARRATOR
from tamani.views.printable import one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.record import Claim, Event, Reason, Record, Span
    from tamani.views.labels import Labels

LONGEST_TRIGGER = 120
"""Characters of a trigger in a table; ``--explain`` and the entry beside the page have all of it."""


class EventWords:
    """The words for the events and claims of one record, in one language."""

    def __init__(self, record: Record, labels: Labels) -> None:
        self.record = record
        self.labels = labels
        self._actors = {actor.id: actor for actor in record.actors}

    def name(self, identifier: str) -> str:
        """An actor's name; a state's is that of the reader's language, an id without an actor stays as it is."""
        actor = self._actors.get(identifier)
        if actor is None:
            return one_line(identifier)
        country = self.labels.country(actor.id) if actor.kind == "state" else actor.id
        return one_line(actor.name if country == actor.id else country)

    def names(self, identifiers: Iterable[str]) -> str:
        """Several actors, or the sign for nobody."""
        found = self.labels("separator").join(self.name(identifier) for identifier in identifiers)
        return found or self.labels("nobody")

    def act(self, event: Event) -> str:
        """Type and mode of an event in words."""
        kind = self.labels.of("event", event.type)
        if event.mode is None:
            return kind
        return self.labels("act_with_mode", type=kind, mode=one_line(self.labels.of("mode", event.mode)))

    def arrow(self, event: Event) -> str:
        """Who does what to whom, on one line."""
        return self.labels(
            "arrow", source=self.names(event.source), act=self.act(event), target=self.names(event.target)
        )

    def voice(self, event: Event) -> str:
        """Who vouches for an event."""
        return self.labels("voice_narrator") if event.voice == NARRATOR else self.name(event.voice)

    def speaker(self, claim: Claim) -> str:
        """Who claims."""
        return self.labels("speaker_unknown") if claim.speaker is None else self.name(claim.speaker)

    def place(self, event: Event) -> str:
        """Where an event took place, with the country where the words do not say it."""
        if event.place is None:
            return ""
        words, country = one_line(event.place.text), one_line(self.labels.country(event.place.country))
        return words if not country or country.casefold() in words.casefold() else f"{words} · {country}"

    def trigger(self, event: Event) -> str:
        """The words that say what was done, cut where they go on for long."""
        return shorten(self.record.text[event.start : event.end], LONGEST_TRIGGER)

    def text(self, span: Span | Event | Claim) -> str:
        """The page's words, on one line."""
        return one_line(self.record.text[span.start : span.end])

    def doubt(self, confidence: float, why: Reason | None) -> str | None:
        """How sure an entry is and why not more; None where nothing is to be said of it."""
        sure = self.labels.percent(confidence)
        if why is not None:
            return self.labels("unsure", confidence=sure, reason=self.labels.reason(why))
        return self.labels("sure", confidence=sure) if confidence < LOW_CONFIDENCE else None
