"""Common nouns that take up an actor already named, or belong to one: "le groupe", "le sommet de l'UA"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.actors.cast import Draft, mention, slug

if TYPE_CHECKING:
    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.actors.ties import Ties
    from tamani.record import ActorKind

FIRST_TOLD = frozenset({"bodies", "organised"})
ORGANISED = frozenset({"igo", "party", "civil_society", "armed_group", "company", "media"})


class AgainReader:
    """Reads definite phrases that point back to named actors, and phrases for missions and organs."""

    def __init__(self, ties: Ties) -> None:
        self.ties = ties
        self.scene = ties.scene

    def read(self, phrase: Phrase) -> Draft | None:
        """The actor that the phrase takes up; None where it is an actor of its own."""
        told = self._side(phrase) or self._apposition(phrase)
        if told is not None:
            self._mention(told, phrase)
            return told
        if not self._points_back(phrase):
            return None
        noun = self.scene.low(phrase.head)
        for entry in self.scene.lexicon.institutions["again"]:
            if noun not in entry["nouns"]:
                continue
            draft = self._last(entry["kind"], entry.get("sector"), phrase)
            if draft is not None:
                self._mention(draft, phrase)
                return draft
        return None

    def _side(self, phrase: Phrase) -> Draft | None:
        """For "la partie grecque": the state itself, as one side of a dispute or of talks."""
        sides = self.scene.lexicon.sets["institutions.sides.nouns"]
        if self.scene.low(phrase.head) not in sides or len(phrase.demonyms) != 1 or phrase.complement is not None:
            return None
        entry = self.ties.states.entry_of(phrase.demonyms[0])
        return self.ties.states.draft(entry) if entry is not None and entry.kind == "state" else None

    def _apposition(self, phrase: Phrase) -> Draft | None:
        """For "FDLR, un groupe armé": a phrase behind a comma that says what the name before it is."""
        scene = self.scene
        if not scene.lexicon.has("groups.determiners.one", phrase.determiner) or scene.low(phrase.first - 1) != ",":
            return None
        match = scene.taken.get(phrase.first - 2)
        if match is None or phrase.noun.use == "role":
            return None
        entry = self.ties.states.entry_of(match)
        draft = scene.cast.get(scene.organisations.get(match.start) or (entry.id if entry else None))
        return draft if draft is not None and draft.kind in ORGANISED else None

    def _points_back(self, phrase: Phrase) -> bool:
        has = self.scene.lexicon.has
        pointing = has("groups.determiners.definite", phrase.determiner) or has(
            "groups.determiners.demonstrative", phrase.determiner
        )
        told_short = (
            self.scene.lexicon.premodified and not phrase.determiner and self.scene.part_kind(phrase.head) == "headline"
        )
        whole = phrase.quantified or phrase.complement is not None or phrase.inner or phrase.matches
        return (pointing or told_short) and not whole and not phrase.demonyms

    def _last(self, kind: str, sector: str | None, phrase: Phrase) -> Draft | None:
        here = self.scene.tokens.start[phrase.first]
        best: tuple[int, Draft] | None = None
        for draft in self.scene.cast:
            if draft.kind != kind or (sector and draft.sector != sector):
                continue
            if kind != "group" and not (draft.named or draft.by in FIRST_TOLD):
                continue
            places = [m.start for m in draft.mentions if m.start < here]
            if places and (best is None or max(places) > best[0]):
                best = max(places), draft
        return best[1] if best is not None else self._told_later(kind, phrase)

    def _told_later(self, kind: str, phrase: Phrase) -> Draft | None:
        """The one organisation whose name, given only further down, begins with the same noun."""
        own = [d for d in self.scene.cast if d.kind == kind and d.by == "organisations" and d.stem == phrase.noun.stem]
        return own[0] if len(own) == 1 else None

    def organ(self, phrase: Phrase) -> Draft | None:
        """For "le sommet de l'Union africaine": the organisation acts through its organ."""
        for match in phrase.matches:
            entry = self.ties.states.entry_of(match)
            draft = self.scene.cast.get(self.scene.organisations.get(match.start) or (entry.id if entry else None))
            if draft is not None and draft.kind in ORGANISED:
                self._mention(draft, phrase)
                return draft
        return next((draft for inner in phrase.inner if (draft := self.organ(inner)) is not None), None)

    def organised(self, phrase: Phrase, *, asked: bool) -> Draft | None:
        """For "un syndicat de retraités": an organisation told by a common noun, where it acts."""
        scene, stem = self.scene, phrase.noun.stem
        if phrase.noun.plural or not phrase.determiner or scene.tokens.depth[phrase.head]:
            return None
        if not asked and not scene.acts(phrase.first, phrase.last, phrase.head):
            return None
        kind = self._kind_told(phrase) or scene.lexicon.common.get(stem, "civil_society")
        name = scene.span_text(phrase.core, phrase.last)
        key = name.lower()
        known = next((d for d in scene.cast.of_kind(kind) if key in (d.office, d.name.lower())), None)
        if known is None and phrase.last == phrase.head + 1:
            known = next((d for d in scene.cast.of_kind(kind) if d.stem == stem), None)
        sector = scene.lexicon.institutions["sectors"].get(kind, "GOV")
        country = self.ties.country(phrase)
        draft = known or scene.cast.add(
            Draft(slug(name), name, kind, country, sector, stem=stem, office=key, by="organised")
        )
        self._mention(draft, phrase)
        return draft

    def _kind_told(self, phrase: Phrase) -> ActorKind | None:
        """The kind that a word before the noun tells: "a rights group", "a mining group"."""
        scene = self.scene
        if not scene.lexicon.premodified or phrase.core == phrase.head:
            return None
        text = scene.span_text(phrase.core, phrase.head).lower()
        clues = scene.lexicon.institutions["clues"]
        return next((k for k in clues["order"] if any(text.find(stem) >= 0 for stem in clues[k])), None)

    def mission(self, phrase: Phrase) -> Draft | None:
        """For "la mission conjointe de la Cédéao": an actor of its own, told by common words."""
        scene = self.scene
        words = scene.tokens.low[phrase.head + 1 : phrase.last]
        if not any(scene.lexicon.has("institutions.missions.adjectives", word) for word in words):
            return None
        name = scene.span_text(phrase.core, phrase.last)
        draft = scene.cast.add(
            Draft(
                slug(name),
                name,
                "igo",
                None,
                "MIL",
                stem=phrase.noun.stem,
                office=name.lower(),
                by="missions",
            )
        )
        self._mention(draft, phrase)
        return draft

    def _mention(self, draft: Draft, phrase: Phrase) -> None:
        tokens = self.scene.tokens
        span = tokens.start[phrase.first], tokens.end[phrase.last - 1]
        number = "p" if phrase.noun.plural else "s"
        mention(draft, *span, "collective", tokens.doc[phrase.head], number=number)
