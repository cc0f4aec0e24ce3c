"""What a careful reader would doubt about the actors: a demonym of the wrong country, a role out of place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.actors.fold import merge
from tamani.record import Flag
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.actors.cast import Draft
    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.actors.scene import Scene
    from tamani.reading.actors.states import StateReader
    from tamani.record import Reason
    from tamani.world.entries import Entry
    from tamani.world.gazetteer import Match

NEAR = 160
"""Characters in which a capital tells for whom somebody acts."""
RARE, COMMON = 1, 3
"""A role is out of place where the page has its domain at most RARE times and another COMMON times."""
BY = "actors"


class Doubter:
    """Finds doubtful demonyms before the actors are read, and doubtful roles after."""

    def __init__(self, scene: Scene, states: StateReader) -> None:
        self.scene = scene
        self.states = states
        self.flags: list[Flag] = []

    # demonyms

    def check_countries(self, phrases: Sequence[Phrase]) -> None:
        """Correct the country of demonyms and names that the page contradicts, and flag them."""
        spans = {match.start: phrase for phrase in phrases for match in _all_matches(phrase)}
        for match in self.scene.matches:
            other = self._contradicted(match, spans)
            if other is not None:
                self.states.chosen[match.start] = other
                self._flag_demonym(match, spans, self._why("demonym_holder", match, other))
        seen: set[str] = set()
        for match, entry in self.states.shared_words():
            if match.start in self.states.corrected:
                continue
            loose = entry in match.also
            if loose or entry.id not in seen:
                code = "demonym_other_country" if loose else "demonym_shared"
                self._flag_demonym(match, spans, self._why(code, match, entry))
            seen.add(entry.id)

    def _contradicted(self, match: Match, spans: dict[int, Phrase]) -> Entry | None:
        """The country that is meant, where the page shows that it is not the one written."""
        entry = match.entry
        if entry is None or entry.kind != "state" or match.start not in spans:
            return None
        for iso3 in self.scene.gazetteer.confusable(entry.id):
            if match.form == "demonym":
                found = self._acts_for(match, entry.id, iso3)
            else:
                found = self._only_there(match, entry.id, iso3)
            if found:
                self.states.corrected.add(match.start)
                return self.scene.gazetteer.state(iso3)
        return None

    def _acts_for(self, match: Match, written: str, other: str) -> bool:
        """Whether the clause's own subject is the other state, and it all happens in that one's capital."""
        block = self._block(match)
        before = [m for m in self.scene.matches if m.start < match.start and self._block(m) == block]
        first = next((m for m in before if m.form in ("name", "alias", "capital") and m.entry is not None), None)
        if first is None or first.entry is None or first.entry.id != other:
            return False
        after = [m for m in self.scene.matches if 0 < m.start - match.end < NEAR and self._block(m) == block]
        places = [m for m in after if m.form == "capital" and self.scene.after_place(self.scene.tokens.at(m.start))]
        return bool(places) and places[0].entry is not None and places[0].entry.id == other != written

    def _only_there(self, match: Match, written: str, other: str) -> bool:
        """Whether the state is named here alone, right behind the capital of one that is mistaken for it."""
        names = [m for m in self.scene.matches if any(e.id == written for e in m.entries)]
        if any(m.start != match.start and m.form != "demonym" for m in names):
            return False
        near = [
            m for m in self.scene.matches if 0 < match.start - m.end < NEAR and self._block(m) == self._block(match)
        ]
        return any(m.form == "capital" and m.entry is not None and m.entry.id == other for m in near)

    def _block(self, match: Match) -> int:
        return self.scene.tokens.part[self.scene.tokens.at(match.start)]

    def _why(self, code: str, match: Match, entry: Entry) -> Reason:
        country = entry.names[self.scene.reading.language.code]
        right = self.scene.gazetteer.demonym(entry.id, match.gender or "m", match.number or "s") or country
        return reason(code, country=country, right=right)

    def _flag_demonym(self, match: Match, spans: dict[int, Phrase], why: Reason) -> None:
        tokens = self.scene.tokens
        phrase = spans.get(match.start)
        start = tokens.start[phrase.first] if phrase is not None else match.start
        end = tokens.end[phrase.last - 1] if phrase is not None else match.end
        self._flag("demonym", start, end, why)

    def _flag(self, kind: str, start: int, end: int, why: Reason) -> None:
        first, last = self.scene.reading.page_span(start, end)
        self.flags.append(Flag(kind=kind, start=first, end=last, why=why, by=BY))  # type: ignore[arg-type]

    # roles

    def check_roles(self) -> None:
        """Flag unnamed speakers whose office has nothing to do with the page."""
        text = self.scene.text.lower()
        for draft in list(self.scene.cast):
            if draft.kind != "person" or draft.named or draft.by != "roles" or not _is_officer(draft):
                continue
            domain = self._domain(draft)
            if domain is None or not self._out_of_place(text, domain, draft):
                continue
            entry = draft.mentions[0]
            named = [d for d in self.scene.cast if d.named and d.stem == draft.stem and d.kind == "person"]
            if named:
                others = ", ".join(d.name for d in named)
                self._flag(
                    "role_mismatch",
                    entry.start,
                    entry.end,
                    reason("role_only_minister", role=draft.stem, others=others),
                )
                self._merge_into_meant(draft, named)
            else:
                self._flag("role_mismatch", entry.start, entry.end, reason("role_domain", domain=domain))

    def _domain(self, draft: Draft) -> str | None:
        role = (draft.role or "").lower()
        domains = self.scene.lexicon.roles["domains"]
        found = [name for name, stems in domains.items() if any(stem in role for stem in stems)]
        checked = self.scene.lexicon.sets["roles.out_of_place.domains"]
        return found[0] if found and all(name in checked for name in found) else None

    def _out_of_place(self, text: str, domain: str, draft: Draft) -> bool:
        entry = draft.mentions[0]
        tokens = self.scene.tokens
        if not self.scene.is_subject(tokens.at(entry.start), tokens.at(entry.end - 1) + 1, tokens.at(entry.start)):
            return False
        rest = text[: entry.start] + text[entry.end :]
        topics = self.scene.lexicon.roles["topics"]
        counts = {name: sum(rest.count(stem) for stem in stems) for name, stems in topics.items()}
        return counts[domain] <= RARE and max(counts.values()) >= COMMON

    def _merge_into_meant(self, draft: Draft, named: list[Draft]) -> None:
        """The one of the office who did not speak last before, where there is just one."""
        here = draft.mentions[0].start
        before = [d for d in named if any(m.start < here for m in d.mentions)]
        if not before:
            return
        last = max(before, key=lambda d: max(m.start for m in d.mentions if m.start < here and m.form == "name"))
        meant = [d for d in before if d is not last]
        if len(meant) == 1:
            merge(self.scene, draft, meant[0])


def _is_officer(draft: Draft) -> bool:
    """Whether a draft is told once, with "le", by an office of state."""
    return len(draft.mentions) == 1 and draft.sector not in ("CIV", "BUS", "MED") and draft.name == draft.role


def _all_matches(phrase: Phrase) -> list[Match]:
    inner = [match for nested in phrase.inner for match in _all_matches(nested)]
    return [*phrase.demonyms, *phrase.matches, *inner]
