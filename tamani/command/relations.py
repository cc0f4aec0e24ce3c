"""``tamani relations``: the events between two states or actors over time, or the partners of one."""

from __future__ import annotations

import itertools
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from tamani.command.exit_codes import ExitCode
from tamani.command.outputs import OutputError, write_whole
from tamani.command.read import Messages
from tamani.command.stores import with_store
from tamani.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from tamani.corpus.relations.finding import Filters
    from tamani.corpus.relations.parties import Party
    from tamani.corpus.relations.periods import By
    from tamani.corpus.store import Store
    from tamani.relation import Partner, Relation, RelationEvent
    from tamani.views.relation_words import Sides

EXAMPLES = (
    "tamani relations MLI UKR",
    "tamani relations Mali Russie --by year --html relations.html",
    "tamani relations RWA M23 --events",
    "tamani relations COD RWA --status denied --voice Kagame --json",
    "tamani relations FRA",
)
NARRATOR = "narrator"
MOST_IN_HTML = 500
"""Events that are listed in an HTML file."""
COARSER: dict[By, By] = {"day": "week", "week": "month", "month": "year"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """All that the command line asked for; dates are ISO dates."""

    first: str
    second: str | None = None
    since: str | None = None
    until: str | None = None
    by: By = "month"
    columns: str = "quad"
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    voice: str | None = None
    whole_country: bool = False
    events: bool = False
    limit: int = 20
    json: bool = False
    csv: Path | None = None
    svg: Path | None = None
    html: Path | None = None
    color: bool = True
    store: str | None = None
    words: str = "en"
    quiet: bool = False


def run(request: Request) -> ExitCode:
    """Count and show; 1 where no page tells of such events."""
    messages = Messages(request.words, quiet=request.quiet)
    return with_store(request.store, messages, lambda store: _work(store, request, messages), create=False)


def _work(store: Store, request: Request, messages: Messages) -> ExitCode:
    from tamani.corpus.relations.parties import PartyError, find_party  # noqa: PLC0415 (SQLAlchemy is slow to import)

    if request.second is None and (request.svg or request.html):
        messages.error("relations_one_actor")
        return ExitCode.USAGE
    try:
        with store.reading() as connection:
            first = find_party(connection, request.first, whole_country=request.whole_country)
            second = None
            if request.second is not None:
                second = find_party(connection, request.second, whole_country=request.whole_country)
            filters = _filters(connection, request)
            return _Relations(connection, first, second, filters, request, messages).show()
    except PartyError as problem:
        messages.error("query_wrong", problem=problem)
        return ExitCode.USAGE
    except OutputError as problem:
        messages.error("relations_unwritable", path=problem.path, problem=problem.problem)
        return ExitCode.OUTPUT_FAILED


def _filters(connection: Connection, request: Request) -> Filters:
    from tamani.corpus.relations.finding import Filters  # noqa: PLC0415
    from tamani.corpus.relations.parties import find_party  # noqa: PLC0415

    voice = None
    if request.voice is not None and request.voice != NARRATOR:
        voice = find_party(connection, request.voice)
    return Filters(
        types=request.type, since=request.since, until=request.until, narrator=request.voice == NARRATOR, voice=voice,
        statuses=request.status if request.events else (),
    )  # fmt: skip


class _Relations:
    """One question and its answers."""

    def __init__(
        self,
        connection: Connection,
        first: Party,
        second: Party | None,
        filters: Filters,
        request: Request,
        messages: Messages,
    ) -> None:
        from tamani.views.labels import Labels  # noqa: PLC0415
        from tamani.views.relation_words import Sides  # noqa: PLC0415

        self.connection, self.filters, self.request, self.messages = connection, filters, request, messages
        self.first, self.second = first, second
        names = first.name(request.words), None if second is None else second.name(request.words)
        self.sides: Sides = Sides(*names, Labels(request.words))

    def found(self, *, in_order: bool = False) -> Iterator[RelationEvent]:
        """The events, read from the store anew each time: none is kept."""
        from tamani.corpus.relations.finding import events_between, events_of  # noqa: PLC0415

        if self.second is None:
            return events_of(self.connection, self.first, self.filters, in_order=in_order)
        return events_between(self.connection, self.first, self.second, self.filters, in_order=in_order)

    def show(self) -> ExitCode:
        """Print and write what was asked for."""
        for words in self._counted_for():
            self.messages.notice("relations_counted", words=words)
        if self.request.events:
            return self._events()
        if self.second is None:
            return self._partners()
        relation = self._relation(self.request.by)
        if self.request.json:
            sys.stdout.write(msgspec.json.encode(relation).decode() + "\n")
        elif not (self.request.csv or self.request.svg or self.request.html):
            from tamani.views.relations_terminal import show_relation  # noqa: PLC0415 (rich is slow to import)

            show_relation(relation, self.sides, self._screen())
        self._write_files(relation)
        return ExitCode.GOOD if relation.entries else ExitCode.SOME_PAGES_FAILED

    def _screen(self) -> Any:  # noqa: ANN401 (rich's console)
        from tamani.views.terminal import Screen  # noqa: PLC0415

        return Screen(sys.stdout, no_color=None if self.request.color else True)

    def _relation(self, by: By, columns: str | None = None) -> Relation:
        from tamani.corpus.relations.tallies import Tally  # noqa: PLC0415

        tally = Tally(by, columns or self.request.columns, self.request.status)
        for event in self.found():
            tally.add(event)
        return tally.relation()

    def _counted_for(self) -> list[str]:
        sides = [party for party in (self.first, self.second) if party is not None]
        return [_counted_for(party, self.request.words) for party in sides]

    # one actor

    def _partners(self) -> ExitCode:
        from tamani.corpus.relations.partners import partners  # noqa: PLC0415

        found = partners(self.found(), self.request.status)
        shown = found[: self.request.limit]
        if self.request.json:
            for partner in shown:
                sys.stdout.write(msgspec.json.encode(partner).decode() + "\n")
        elif self.request.csv is None:
            from tamani.views.relations_terminal import show_partners  # noqa: PLC0415

            show_partners(shown, len(found), self.sides, self._screen())
        if self.request.csv is not None:
            self._csv(_partner_rows(found))
        return ExitCode.GOOD if found else ExitCode.SOME_PAGES_FAILED

    # the events themselves

    def _events(self) -> ExitCode:
        events = self.found(in_order=True)
        first = next(events, None)
        if first is None:
            self.messages.notice("relations_none")
            return ExitCode.SOME_PAGES_FAILED
        events = itertools.chain([first], events)
        if self.request.csv is not None:
            self._csv(_event_rows(events))
        elif self.request.json:
            for event in events:
                sys.stdout.write(msgspec.json.encode(event).decode() + "\n")
        else:
            from tamani.views.relations_terminal import show_events  # noqa: PLC0415

            show_events(events, self.sides, self._screen())
        return ExitCode.GOOD

    # files

    def _write_files(self, relation: Relation) -> None:
        request = self.request
        if request.csv is not None:
            self._csv(_line_rows(relation))
        if request.svg is None and request.html is None:
            return
        drawn, note = self._drawn(relation)
        if request.svg is not None:
            self._svg(request.svg, drawn, note)
        if request.html is not None:
            self._html(request.html, relation, drawn, note)

    def _drawn(self, relation: Relation) -> tuple[Relation, str | None]:
        """What is drawn: figures by quad class, by longer periods where there are too many for a picture."""
        from tamani.corpus.relations.periods import all_between  # noqa: PLC0415
        from tamani.views.relations_picture import MOST_PERIODS, all_periods, charts  # noqa: PLC0415

        asked = by = self.request.by
        drawn = relation if self.request.columns == "quad" else self._relation(by, "quad")
        while charts(drawn, self.sides) and by in COARSER:
            periods = all_periods(charts(drawn, self.sides), lambda a, b: all_between(a, b, by))  # noqa: B023 (used at once)
            if len(periods) <= MOST_PERIODS:
                break
            by = COARSER[by]
            drawn = self._relation(by, "quad")
        if by == asked:
            return drawn, None
        labels = self.sides.labels
        coarser = {"by": labels.of("relations_by", by), "asked": labels.of("relations_by", asked)}
        return drawn, labels("relations_coarser", **coarser)

    def _picture(self, drawn: Relation, *, alone: bool) -> Any:  # noqa: ANN401 (markup or None)
        from tamani.corpus.relations.periods import all_between  # noqa: PLC0415
        from tamani.views.relations_picture import picture  # noqa: PLC0415

        by: Any = drawn.by
        return picture(drawn, self.sides, lambda a, b: all_between(a, b, by), alone=alone)

    def _svg(self, file: Path, drawn: Relation, note: str | None) -> None:
        if note is not None:
            self.messages.notice("relations_counted", words=note)
        made = self._picture(drawn, alone=True)
        if made is None:
            self.messages.notice("relations_counted", words=self.sides.labels("relations_no_picture"))
            return
        write_whole(file, f"{made}\n")
        self.messages.notice("written", path=file)

    def _html(self, file: Path, relation: Relation, drawn: Relation, note: str | None) -> None:
        from tamani.views.relations_html import relations_html  # noqa: PLC0415

        events = list(itertools.islice(self.found(in_order=True), MOST_IN_HTML))
        made = relations_html(
            relation, self.sides, picture=self._picture(drawn, alone=False), events=events, total=relation.entries,
            counted_for=self._counted_for(), notes=() if note is None else (note,),
        )  # fmt: skip
        write_whole(file, made)
        self.messages.notice("written", path=file)

    def _csv(self, rows: Iterator[dict[str, Any]]) -> None:
        from tamani.command.csv_output import write_csv  # noqa: PLC0415

        assert self.request.csv is not None  # noqa: S101 (asked before)
        count = write_csv(self.request.csv, rows)
        self.messages.notice("relations_rows_written", path=self.request.csv, count=count)


def _counted_for(party: Party, words: str) -> str:
    """Who counts for a side, in words."""
    values = {"name": party.name(words), "key": party.key, "country": ""}
    if party.kind == "state":
        return say(f"label.relations_counts_{'country' if party.whole_country else 'state'}", words, **values)
    if party.kind == "name" and party.country is not None:
        values["country"] = say("label.relations_counts_name_country", words, country=party.country)
    return say(f"label.relations_counts_{party.kind}", words, **values)


def _line_rows(relation: Relation) -> Iterator[dict[str, Any]]:
    for block in relation.blocks:
        for line in block.lines:
            about = {"direction": block.direction, "standing": block.standing, "period": line.period}
            yield {**about, "class": "all", "exact": line.exact, **msgspec.to_builtins(line.figures)}
            for name, figures in line.classes.items():
                yield {**about, "class": name, "exact": line.exact, **msgspec.to_builtins(figures)}


def _partner_rows(found: list[Partner]) -> Iterator[dict[str, Any]]:
    for place, partner in enumerate(found, 1):
        about = {"rank": place, "partner": partner.partner, "name": partner.name, "country": partner.country}
        for kind, figures in {"all": partner.figures, **partner.directions, "alleged": partner.alleged}.items():
            yield {**about, "kind": kind, **msgspec.to_builtins(figures)}


def _event_rows(events: Iterator[RelationEvent]) -> Iterator[dict[str, Any]]:
    for event in events:
        yield msgspec.to_builtins(event)
