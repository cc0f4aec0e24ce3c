"""An entity's card, and the entities that answer to one name, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tamani.command.whence import day_of
from tamani.record import NARRATOR
from tamani.views.labels import Labels
from tamani.views.printable import one_line, shorten
from tamani.views.terminal import Screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tamani.corpus.people.card import Card, FaceShown
    from tamani.corpus.people.card_entries import Act, Held, Place, Said, Told
    from tamani.corpus.people.finding import FoundEntity, Possible

LONGEST = 300
"""Characters of a quotation or of other words of a page."""
SEPARATOR = " · "


class WhoView:
    """Writes to the terminal in one language; nothing of a page is taken for markup, control characters are shown."""

    def __init__(self, language: str, *, color: bool = True) -> None:
        self.labels = Labels(language)
        self.screen = Screen(no_color=None if color else True)

    def several(self, found: Sequence[FoundEntity]) -> None:
        """One line for each entity."""
        for one in found:
            self._line(self._named(one))

    def card(self, card: Card) -> None:
        """All that is known of one entity."""
        self._line(self._named(card.entity), style="bold")
        spellings = ", ".join(f"{spelling.name} ({spelling.pages})" for spelling in card.spellings)
        countries = ", ".join(f"{code} ({count})" for code, count in card.countries.items())
        self._titled("who_spellings", [spellings] if spellings else [])
        self._titled("who_countries", [countries] if countries else [])
        self._titled("who_roles", map(self._role, card.roles))
        self._titled("who_faces", [self._face(face) for face in card.faces if face.reasons and not face.may_be])
        self._titled("who_open", [self._face(face) for face in card.faces if face.may_be])
        self._titled("who_possible", [self._possible(one) for one in card.possible if not one.is_apart])
        self._titled("who_apart", [self._possible(one) for one in card.possible if one.is_apart])
        self._entries("said", card, [self._said(said) for said in card.said])
        self._entries("did", card, [self._act(act) for act in card.did])
        self._entries("met", card, [self._act(act) for act in card.met])
        self._entries("undergone", card, [self._act(act) for act in card.undergone])
        self._entries("accused_of", card, [self._told(told) for told in card.accused_of])
        self._entries("claims", card, [self._told(told) for told in card.claims])

    def _line(self, text: str, *, indent: int = 0, style: str = "") -> None:
        self.screen.print(Text(" " * indent + one_line(text), style=style), soft_wrap=True)

    def _titled(self, key: str, lines: Iterable[str]) -> None:
        found = list(lines)
        if found:
            self._line(self.labels(key), style="bold cyan")
            for line in found:
                self._line(line, indent=2)

    def _entries(self, name: str, card: Card, lines: list[str]) -> None:
        count = card.counts.get(name, 0)
        if not lines:
            return
        shown = self.labels("who_shown", shown=len(lines), count=count) if count > len(lines) else str(count)
        self._line(f"{self.labels(f'who_{name}')} ({shown})", style="bold cyan")
        for line in lines:
            self._line(line, indent=2)

    def _named(self, one: FoundEntity) -> str:
        kind, pages = self.labels.of("actor", one.kind), self.labels.count("who_pages", one.pages)
        return f"{one.id}  " + SEPARATOR.join(filter(None, (one.name, kind, one.country, pages)))

    def _role(self, held: Held) -> str:
        if held.first is None or held.first == held.last:
            days = day_of(held.first, held.sources[0].fetched, self.labels.language)
        else:
            days = f"{held.first} – {held.last}"
        pages = self.labels.count("who_pages", held.pages)
        return SEPARATOR.join((days, held.role, pages, " ".join(map(_where, held.sources))))

    def _face(self, face: FaceShown) -> str:
        page = None if face.version is None else f"#{face.version}"
        why = " ".join(map(self.labels.reason, face.reasons))
        may_be = ", ".join(map(str, face.may_be))
        return SEPARATOR.join(filter(None, (f"{face.id} {face.name}", face.country, page, why, may_be)))

    def _possible(self, one: Possible) -> str:
        why = " ".join(map(self.labels.reason, one.reasons))
        return SEPARATOR.join(filter(None, (f"{one.id} {one.name}", one.country, why)))

    def _said(self, said: Said) -> str:
        words = shorten(said.at.words, LONGEST)
        return f"{self._source(said.at)} {self.labels('who_denies', words=words) if said.denied else words}"

    def _act(self, act: Act) -> str:
        what = f"{self.labels.of('event', act.type)} ({self.labels.of('status', act.status)})"
        who = f"{', '.join(act.sources) or '–'} → {what} → {', '.join(act.targets) or '–'}"
        voice = None if act.voice == NARRATOR else self.labels("who_as_told_by", voice=act.voice)
        words = shorten(act.at.words, LONGEST)
        return f"{self._source(act.at)} " + SEPARATOR.join(filter(None, (who, act.date, voice, words)))

    def _told(self, told: Told) -> str:
        speaker = self.labels("who_as", speaker=told.speaker) if told.speaker else None
        about = self.labels("who_about", names=", ".join(told.about)) if told.about else None
        kind, words = self.labels.of("claim", told.kind), shorten(told.at.words, LONGEST)
        return f"{self._source(told.at)} " + SEPARATOR.join(filter(None, (kind, speaker, about, words)))

    def _source(self, place: Place) -> str:
        day = day_of(place.date, place.fetched, self.labels.language)
        return SEPARATOR.join(filter(None, (day, place.outlet, _where(place))))


def _where(place: Place) -> str:
    return f"#{place.version}[{place.start}–{place.end}]"
