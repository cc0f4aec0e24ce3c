"""Events, claims with their answers, and the timeline as HTML, each linked to its place in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.views.claim_threads import threads
from tamani.views.event_words import EventWords
from tamani.views.explain import EntryNumber, explanation, number_of
from tamani.views.html_table import Row, cell, row, table
from tamani.views.html_tables import link
from tamani.views.markup import Markup, join, tag
from tamani.views.printable import one_line
from tamani.views.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.record import Record
    from tamani.views.labels import Labels


class EventTables:
    """The political half of a record in the words of one language."""

    def __init__(self, record: Record, labels: Labels) -> None:
        self.record = record
        self.labels = labels
        self.words = EventWords(record, labels)
        self._numbers = {actor.id: number for number, actor in enumerate(record.actors, 1)}

    def events(self) -> Markup:
        """Who did what to whom."""
        labels = self.labels
        if not self.record.events:
            return tag("p", labels("no_events"))
        columns = ("number", "date", "source_actor", "event", "target_actor", "status", "trigger")
        rows = (self._event(place) for place in range(len(self.record.events)))
        return tag("div", table([labels(key) for key in columns], rows), class_="wide")

    def _event(self, place: int) -> Row:
        event, words, labels = self.record.events[place], self.words, self.labels
        number = f"e{place + 1}"
        where = words.place(event)
        return row(
            cell(self._number("event", number, event.start)),
            cell(self._date(event.date)),
            cell(self._who(event.source)),
            cell(words.act(event), tag("small", labels.of("quad", str(event.quad)))),
            cell(self._who(event.target)),
            cell(labels.of("status", event.status), tag("small", tag("bdi", words.voice(event)))),
            cell(
                tag("span", words.trigger(event), class_="said", lang=self.record.language),
                tag("small", where) if where else None,
                self._doubt(words.doubt(event.confidence, event.reason)),
                self._why(number),
            ),
            id=number,
        )

    def claims(self) -> Markup:
        """Claims on the left, what answers each of them beside it."""
        labels = self.labels
        if not self.record.claims:
            return tag("p", labels("no_claims"))
        rows = (
            row(
                cell(self._claim(thread.claim)),
                cell(*map(self._claim, thread.answers))
                if thread.answers
                else cell(tag("i", labels("not_answered")), class_="unanswered"),
            )
            for thread in threads(self.record)
        )
        found = table([labels("claim_and_about"), labels("answered_by")], rows)
        return tag("div", found, class_="claims")

    def _claim(self, place: int) -> Markup:
        claim, words, labels = self.record.claims[place], self.words, self.labels
        number = f"c{place + 1}"
        answered = None if claim.answers is None else number_of(self.record, claim.answers)
        about = join([" → ", self._who(claim.about)]) if claim.about else None
        speaker = self._who([claim.speaker]) if claim.speaker else words.speaker(claim)
        return tag(
            "div",
            tag("p", self._number("claim", number, claim.start), " ", tag("b", labels.of("claim", claim.kind)),
                labels("prefix", name=""), speaker, about),
            tag("p", words.text(claim), class_="said", lang=self.record.language),
            tag("small", tag("a", labels("answers", number=answered), href=f"#{answered}")) if answered else None,
            self._doubt(words.doubt(claim.confidence, claim.reason)),
            self._why(number),
            class_="one-claim", id=number,
        )  # fmt: skip

    def timeline(self) -> Markup:
        """Dated events in order, those without a date apart."""
        days, undated = timeline(self.record)
        if not days and not undated:
            return tag("p", self.labels("no_timeline"))
        dated = tag(
            "ol",
            *(tag("li", tag("h3", self._date(day.date)), self._list(day.events)) for day in days),
            class_="timeline",
        )
        apart = (
            tag("h3", self.labels("events_undated")),
            self._list(undated),
        )
        return tag("div", dated if days else None, *(apart if undated else ()))

    def _list(self, places: Iterable[int]) -> Markup:
        return tag("ul", *(self._line(place) for place in places), class_="day")

    def _line(self, place: int) -> Markup:
        event = self.record.events[place]
        number, status = f"e{place + 1}", self.labels.of("status", event.status)
        what = tag("bdi", self.words.arrow(event))
        return tag("li", self._number("event", number, event.start), " ", what, tag("small", status))

    def _number(self, kind: str, number: str, start: int) -> Markup:
        return link(number, number, start, f"number {kind}")

    def _date(self, date: str | None) -> Markup:
        return tag("i", self.labels("undated")) if date is None else tag("span", one_line(date), class_="date")

    def _who(self, identifiers: Iterable[str]) -> Markup:
        """Actors, each linked to its line of the list of actors."""
        found = [self._actor(identifier) for identifier in identifiers]
        return join(found, self.labels("separator")) if found else join([self.labels("nobody")])

    def _actor(self, identifier: str) -> Markup:
        name = tag("bdi", self.words.name(identifier), class_="name")
        number = self._numbers.get(identifier)
        return name if number is None else tag("a", name, href=f"#a{number}")

    @staticmethod
    def _doubt(words: str | None) -> Markup | None:
        return None if words is None else tag("small", "? ", words, class_="doubt")

    def _why(self, number: str) -> Markup:
        """What ``tamani read --explain`` says, folded."""
        found = explanation(self.record, EntryNumber.parse(number), self.labels)
        sentences = found[1] if found is not None else []
        summary = tag("summary", self.labels("why"), aria_label=f"{self.labels('why')} {number}")
        return tag("details", summary, *(tag("p", sentence) for sentence in sentences), class_="why")
