"""Persons: names with the roles beside them, roles that stand for somebody, bonds ("son porte-parole")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.actors.cast import Draft, mention, slug
from tamani.reading.actors.names import named_from
from tamani.reading.actors.offices import bare_role, held_role, office_of, role_text
from tamani.world.leaders import leader_country

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.actors.names import NameRun
    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.actors.ties import Ties


class PersonReader:
    """Reads names and roles into the cast, from the beginning of the page to its end."""

    def __init__(self, ties: Ties, phrases: Sequence[Phrase], runs: Sequence[NameRun]) -> None:
        self.ties = ties
        self.scene = ties.scene
        self.runs = runs
        self.by_first = {phrase.first: phrase for phrase in phrases}
        self.by_last = _by_last(phrases)
        self.told: dict[int, Draft] = {}
        """Head of a role phrase → the named person it is said of."""

    # names

    def read_name(self, run: NameRun) -> None:
        """A person's name with the roles beside it."""
        if self._names_state(run):
            return
        draft = self._known(run) or self.scene.cast.add(self._new(run))
        draft.gender = draft.gender or run.gender  # type: ignore[assignment]
        first = self._rank_first(run)
        tokens = self.scene.tokens
        mention(draft, tokens.start[first], tokens.end[run.last - 1], "name", tokens.doc[run.last - 1])
        for phrase in self.roles_beside(run):
            self.told[phrase.head] = draft
            self._tell(draft, phrase)
        if not draft.role and self._advocate(run):
            draft.sector = "JUD"
        if not draft.told_country:
            draft.country = leader_country(run.words) or draft.country

    def _names_state(self, run: NameRun) -> bool:
        """Whether a lone given name is a state that the page speaks of elsewhere ("Maurice", after "mauricien")."""
        if len(run.words) > 1 or run.title < run.first or self.roles_beside(run) or self._known(run) is not None:
            return False
        state = next((d for d in self.scene.cast.of_kind("state") if d.name == run.name), None)
        if state is None:
            return False
        tokens = self.scene.tokens
        mention(state, tokens.start[run.first], tokens.end[run.last - 1], "name", tokens.doc[run.first])
        return True

    def _known(self, run: NameRun) -> Draft | None:
        """The person of that name, or the last one whose name ends (or begins) like it."""
        shorter = None
        for draft in self.scene.cast.of_kind("person"):
            words = tuple(draft.name.split()) if draft.named else ()
            if words == run.words:
                return draft
            if words and shorter is None and _part_of(run.words, words):
                shorter = draft
            if words and shorter is None and len(run.words) > len(words) and run.words[-len(words) :] == words:
                draft.name = run.name
                shorter = draft
        return shorter

    def _new(self, run: NameRun) -> Draft:
        return Draft(slug(run.words[-1]) or slug(run.name), run.name, "person", named=True, by="names")

    def _rank_first(self, run: NameRun) -> int:
        """The first token of the mention: a rank or title with its article belongs to it."""
        phrase = self.by_last.get(run.title)
        if phrase is not None and phrase.noun.sector == "MIL" and phrase.last == phrase.head + 1:
            return phrase.first
        return run.title

    def _advocate(self, run: NameRun) -> bool:
        titles = self.scene.tokens.text[run.title : run.first]
        return any(self.scene.lexicon.has("roles.titles.law", title) for title in titles)

    def roles_beside(self, run: NameRun) -> list[Phrase]:
        """Role phrases said of the name: right before, before a comma, behind a comma, shared by a list."""
        first = self._rank_first(run)
        found = [self.by_last.get(named_from(self.scene, run.title)), self._before_comma(first)]
        found += [self._before_comma(found[0].first) if found[0] is not None else None]
        found += [self._behind(run), self._shared(run)]
        told: list[Phrase] = []
        for phrase in found:
            if phrase is not None and phrase.noun.use in ("role", "counterpart", "people") and phrase not in told:
                told.append(phrase)
        return [p for p in told if p.noun.use != "people" or p is self._shared(run)]

    def _before_comma(self, first: int) -> Phrase | None:
        if self.scene.low(first - 1) != ",":
            return None
        phrase = self.by_last.get(first - 1) or self.by_last.get(self._bracket_start(first - 2))
        if phrase is None or phrase.noun.plural or self.scene.low(phrase.first - 1) == ",":
            return phrase if phrase is not None and phrase.determiner and not phrase.noun.plural else None
        return phrase

    def _bracket_start(self, close: int) -> int:
        if self.scene.low(close) != ")":
            return -1
        for k in range(close, max(close - 12, -1), -1):
            if self.scene.low(k) == "(":
                return k
        return -1

    def _behind(self, run: NameRun) -> Phrase | None:
        """For ", porte-parole du ministère" behind the name, not where the phrase opens another clause."""
        if self.scene.low(run.last) not in (",", "("):
            return None
        phrase = self.by_first.get(run.last + 1)
        if phrase is None or phrase.noun.use != "role" or phrase.noun.plural or phrase.quantified:
            return None
        if phrase.determiner and self._names_another(phrase):
            return None
        return phrase

    def _names_another(self, phrase: Phrase) -> bool:
        """Whether the phrase leads to a name of its own."""
        tokens = self.scene.tokens
        at = phrase.last + (self.scene.low(phrase.last) == ",")
        if any(run.title == at or self._rank_first(run) == at for run in self.runs):
            return True
        clause = self.scene.low(phrase.last) != "," and self.scene.tag(phrase.last) in ("VERB", "AUX")
        return clause and tokens.part[phrase.last] == tokens.part[phrase.head]

    def _shared(self, run: NameRun) -> Phrase | None:
        """For "les présidents A et B": a plural role right before a list of names."""
        at = run.title
        for _ in range(4):
            phrase = self.by_last.get(at)
            if phrase is not None:
                return phrase if phrase.noun.plural else None
            if self.scene.low(at - 1) not in (",", self.scene.lexicon.conjunction):
                return None
            earlier = next((r for r in self.runs if r.last == at - 1), None)
            if earlier is None:
                return None
            at = earlier.title
        return None

    def _tell(self, draft: Draft, phrase: Phrase) -> None:
        """Give a person the role of a phrase, and what it says of country, sector and gender."""
        shared = phrase.noun.plural
        country = None if shared else self.ties.country(phrase, home=not draft.country)
        rank = phrase.noun.sector == "MIL" and phrase.last == phrase.head + 1
        if phrase.noun.use == "counterpart":
            self.ties.counterparts.append((draft, phrase))
        elif not draft.role or (not rank and draft.stem and draft.office == "rank") or self._goes_on(draft, phrase):
            draft.role = phrase.noun.stem if shared else role_text(self.scene, phrase)
            draft.stem = phrase.noun.stem
            draft.office = "rank" if rank else office_of(self.scene, phrase)
            draft.sector = phrase.noun.sector
        draft.country = (country if phrase.demonyms or phrase.matches else draft.country) or draft.country or country
        draft.told_country = draft.told_country or self.ties.own_country(phrase) is not None
        if phrase.noun.use == "role":
            draft.held.append(held_role(self.scene, phrase))
        draft.gender = draft.gender or self.gender(phrase)  # type: ignore[assignment]
        if phrase.determiner and not shared and not rank:
            tokens = self.scene.tokens
            span = tokens.start[phrase.first], tokens.end[phrase.last - 1]
            mention(draft, *span, "role", tokens.doc[phrase.head], number="s")

    def _goes_on(self, draft: Draft, phrase: Phrase) -> bool:
        """Whether the phrase tells the role in full of which only the noun was told: "ministre", "ministre de …"."""
        return draft.role == phrase.noun.stem == draft.stem and phrase.complement is not None and not phrase.noun.plural

    def gender(self, phrase: Phrase) -> str | None:
        """The gender that determiner or noun form shows."""
        has = self.scene.lexicon.has
        if phrase.noun.gender is not None:
            return phrase.noun.gender
        if has("groups.determiners.feminine", phrase.determiner):
            return "f" if phrase.determiner not in self.scene.lexicon.sets["groups.determiners.third"] else None
        return "m" if has("groups.determiners.masculine", phrase.determiner) else None

    # roles without a name

    def read_role(self, phrase: Phrase, *, asked: bool = False) -> Draft | None:
        """The person that a singular role phrase stands for; ``asked`` where it is known to speak."""
        if phrase.head in self.told:
            return self.told[phrase.head]
        if not asked and not self._is_somebody(phrase):
            return None
        draft = self._antecedent(phrase) or self._unnamed(phrase)
        if draft is None:
            return None
        if draft.named and not draft.role and phrase.noun.use == "role":
            self._tell(draft, phrase)
        elif all(held.bare != bare_role(self.scene, phrase) for held in draft.held):
            draft.held.append(held_role(self.scene, phrase))
        tokens = self.scene.tokens
        span = tokens.start[phrase.first], tokens.end[phrase.last - 1]
        mention(draft, *span, "role", tokens.doc[phrase.head], gender=self.gender(phrase), number="s")
        self.told[phrase.head] = draft
        return draft

    def _is_somebody(self, phrase: Phrase) -> bool:
        scene = self.scene
        proper = scene.tokens.capital(phrase.head) and not scene.tokens.opens[phrase.head]
        ours = phrase.noun.sector == "MED" and scene.lexicon.has("groups.determiners.mine", phrase.determiner)
        bare = scene.lexicon.has("groups.determiners.bare", phrase.determiner)
        if ours or bare or (proper and phrase.noun.sector != "GOV"):
            return False
        if (
            not phrase.determiner
            or scene.tokens.lemma[phrase.first - 1] in scene.lexicon.sets["roles.predicates.lemmas"]
        ):
            return False
        if scene.low(phrase.first - 1) in scene.lexicon.sets["roles.predicates.words"]:
            return False
        if scene.tokens.depth[phrase.head]:
            return scene.is_subject(phrase.first, phrase.last, phrase.head) and any(
                scene.is_saying(k) for k in range(phrase.last, min(phrase.last + 4, len(scene.tokens)))
            )
        return True

    def _antecedent(self, phrase: Phrase) -> Draft | None:
        has = self.scene.lexicon.has
        if has("groups.determiners.indefinite", phrase.determiner) or phrase.noun.use == "counterpart":
            return None
        if phrase.determiner in self.scene.lexicon.sets["groups.determiners.possessive"]:
            return self.ties.bound(phrase)
        return self.ties.holder(phrase)

    def _unnamed(self, phrase: Phrase) -> Draft | None:
        scene = self.scene
        role = role_text(scene, phrase)
        if phrase.determiner in scene.lexicon.sets["groups.determiners.third"]:
            return self.ties.new_bound(phrase, role)
        indefinite = scene.lexicon.has("groups.determiners.indefinite", phrase.determiner)
        name = scene.span_text(phrase.first, phrase.last) if indefinite else role
        return scene.cast.add(Draft(
            slug(role), name, "person", self.ties.country(phrase), phrase.noun.sector, role,
            phrase.noun.stem, office_of(scene, phrase), self.gender(phrase),  # type: ignore[arg-type]
            by="roles", told_country=self.ties.own_country(phrase) is not None,
        ))  # fmt: skip


def _part_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the shorter name is the beginning, the end or a middle part of the longer."""
    n = len(short)
    return n < len(long) and any(long[k : k + n] == short for k in range(len(long) - n + 1))


def _by_last(phrases: Sequence[Phrase]) -> dict[int, Phrase]:
    """Phrases by where they end; of nested ones the outermost that tells a role ("le rapport du ministre, X")."""
    found: dict[int, Phrase] = {}
    for phrase in phrases:
        inner = phrase.inner[-1] if phrase.inner and phrase.inner[-1].last == phrase.last else None
        told = inner is not None and phrase.noun.use == "document" and inner.noun.use in ("role", "counterpart")
        found[phrase.last] = inner if inner is not None and told else phrase
    return found
