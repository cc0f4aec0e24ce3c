"""Actors of a page by token, and those that events put into the cast: people told by common nouns, states by towns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tamani.reading.actors.cast import Draft, commit, mention, slug
from tamani.reading.actors.find import GROUPS, PERSONS
from tamani.reading.actors.lexicon import Noun
from tamani.reading.events.found import BEHIND, NAMED, PRONOUN, Found
from tamani.reading.events.rows import rows_of
from tamani.reading.events.tree import NOUNS
from tamani.world.leaders import is_leader, leader_country

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tamani.reading.events.clauses import Clauses
    from tamani.reading.events.places import Places
    from tamani.reading.events.voices import Voices
    from tamani.reading.reading import ActorMention
    from tamani.record import ActorKind

PENDING = "#"
"""Opens the name of somebody who is not in the cast yet: the number of his token follows."""
INSTITUTIONS = frozenset({"acting", "placed", "organised"})
LONE = 0.6
"""How sure it is that a lone name which nothing introduces is a person's."""
SHORTEST_NAME = 3
"""Letters that a surname has at least."""
ROLES_OF_NAMES = frozenset({"nsubj", "obj", "obl", "nmod", "iobj", "conj"})
LISTABLE = GROUPS | PERSONS | {"troops", "armed"}
"""Uses of nouns that events may put into the cast: people, and no institution, which is mostly the place of an act."""


class Listing:
    """Who is where on one page."""

    def __init__(self, clauses: Clauses, voices: Voices, places: Places) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.tables = clauses.tables
        self.voices = voices
        self.places = places
        self.reading = self.tree.reading
        self.kinds = {actor.id: actor.kind for actor in self.reading.actors}
        self.countries = {actor.id: actor.country for actor in self.reading.actors}
        self.over: dict[int, list[ActorMention]] = {}
        """Token → the mentions that hold it, the longest first."""
        for told in self.reading.mentions:
            for i in range(self.tree.token_at(told.start), self.tree.token_at(told.end - 1) + 1):
                self.over.setdefault(i, []).append(told)
        for held in self.over.values():
            held.sort(key=lambda m: (m.start - m.end, m.actor))
        self.beside = rows_of(self.tree, places)
        """Token of a name → the tokens of all names that stand in one row with it: "Paris, Berlin et Varsovie"."""
        self._known: dict[int, Found] = {}
        self._asked: set[int] = set()

    def _unlisted(self, i: int) -> Found | None:
        """People or a body told by a common noun: named by their token until an event needs them."""
        if self.reading.actor_finder is None or self.tree.pos[i] not in NOUNS:
            return None
        if not (self.is_for_people(i) and self._tells_people(i)) and not self._is_stranger(i):
            return None
        return Found((f"{PENDING}{i}",), NAMED)

    def is_for_people(self, i: int) -> bool:
        """Whether a common noun is one for people or for a body that acts."""
        finder = self.reading.actor_finder
        form, lemma, sets = self.tree.form[i], self.tree.lemma[i], self.tables.sets
        uses = {noun.use for noun in finder.scene.lexicon.nouns.get(form, ())} if finder is not None else set()
        people = bool(uses & LISTABLE) or lemma in sets["arguments.bodies"] or form in sets["arguments.people_plural"]
        people = people or self._is_crowd(i)
        return people or (not uses & INSTITUTIONS and lemma in sets["arguments.people"])

    def _is_crowd(self, i: int) -> bool:
        """Whether a number stands for those who are counted: "thousands marched", "des centaines ont défilé"."""
        finder, tree = self.reading.actor_finder, self.tree
        counts = finder is not None and finder.scene.lexicon.has("groups.quantities.nouns", tree.form[i])
        return counts and tree.number[i] == "Plur" and tree.rel[i] == "nsubj" and not tree.having(i, "nmod")

    def own_people(self, i: int) -> Found:
        """People told as those of whoever acts upon them: "urged his followers to stay at home"."""
        known = self.tree.pos[i] in NOUNS and self.is_for_people(i) and self._is_plural(i)
        return Found((f"{PENDING}{i}",), NAMED) if known and self.reading.actor_finder is not None else Found()

    def people_before(self, i: int) -> Found:
        """Whom "they" at the head of a sentence means where no one of the cast fits: the people who act in the last."""
        first, _ = self.tree.sentence_range(i)
        if first == 0 or self.tree.rel[i] != "nsubj" or any(self.tree.is_verbal(k) for k in range(first, i)):
            return Found()
        low, high = self.tree.sentence_range(first - 1)
        root = next((k for k in range(low, high) if self.tree.rel[k] == "root"), None)
        subject = self.clauses.surface_subject(root) if root is not None else None
        if subject is None or not self._is_plural(subject):
            return Found()
        people = self._unlisted(subject)
        return Found(people.actors, PRONOUN) if people is not None else Found()

    def _is_stranger(self, i: int) -> bool:
        """Whether a lone name that nothing on the page introduces can only be somebody's: "Kallas's visit"."""
        tree, tables = self.tree, self.tables
        finder = self.reading.actor_finder
        if finder is None or tree.pos[i] != "PROPN":
            return False
        word = tree.written[i]
        if not tables.flags.get("arguments.lone_names") and leader_country((word,)) is None:
            return False
        if not (word[0].isupper() and word[1:].islower()) or len(word) < SHORTEST_NAME or i in self.over:
            return False
        lexicon = finder.scene.lexicon
        if i in self.places.at or i in self.clauses.timed or word in lexicon.openers or tree.form[i] in lexicon.nouns:
            return False
        if tree.opens_sentence(i) and not (is_leader(word) or self._is_owner(i)):
            return False
        bare = not any(tree.rel[k] in {"det", "amod", "compound", "nummod", "flat"} for k in tree.kids[i])
        return bare and tree.rel[i] in ROLES_OF_NAMES and tree.mark[i] == -1

    def institution(self, i: int) -> Found:
        """A body of the state told by a common noun, where it is no mere place: people gather "devant le Parlement"."""
        finder = self.reading.actor_finder
        nouns = finder.scene.lexicon.nouns.get(self.tree.form[i], ()) if finder is not None else ()
        body = any(noun.use in INSTITUTIONS and not noun.plural for noun in nouns)
        return Found((f"{PENDING}{i}",), NAMED) if body else Found()

    def _tells_people(self, i: int) -> bool:
        """Whether a noun for people tells some of their own: no owner, no name around it, a determiner or a number."""
        tree, tables = self.tree, self.tables
        if any(m.form != "demonym" for m in self.over.get(i, ())):
            return False
        kids = tree.kids[i]
        if any(tree.form[k] in tables.sets["arguments.anybody"] for k in kids):
            return False
        if self._is_in_preposition(i) or self._is_none_of(i):
            return False
        owned = any(
            tree.form[k] in tables.possessives or tree.form[k] in tables.sets["arguments.first_person"] for k in kids
        )
        if owned or any(
            phrase.start <= i < phrase.end for phrase in self.clauses.phrases if phrase.end - phrase.start > 1
        ):
            return False
        told = any(tree.pos[k] in {"DET", "NUM"} or tree.rel[k] in {"det", "nummod"} for k in kids)
        return told or self._is_plural(i) or (i > 0 and tree.pos[i - 1] in {"DET", "ADP"})

    def _is_plural(self, i: int) -> bool:
        """Whether a noun is plural, by the parse or by the lexicon, which knows forms that a tagger takes for names."""
        finder = self.reading.actor_finder
        nouns = finder.scene.lexicon.nouns.get(self.tree.form[i], ()) if finder is not None else ()
        many = finder is not None and finder.scene.lexicon.has("groups.troops.plural", self.tree.form[i])
        return self.tree.number[i] == "Plur" or many or any(noun.plural for noun in nouns)

    def _is_in_preposition(self, i: int) -> bool:
        """For "au cours de laquelle": the noun is part of what leads to the relative pronoun."""
        form, sets = self.tree.form, self.tables.sets
        behind = form[i + 1 : i + 3]
        return len(behind) == 2 and behind[0] in sets["arguments.of"] and behind[1] in sets["arguments.relative_other"]

    def _is_none_of(self, i: int) -> bool:
        """For "n'enverra pas de soldats": a bare object behind a negation names nobody."""
        before = self.tree.form[max(0, i - 2) : i]
        sets = self.tables.sets
        return len(before) == 2 and before[0] in sets["negation.strong"] and before[1] in sets["arguments.of"]

    def listed(self, actors: Iterable[str]) -> list[str]:
        """The actors with those not yet listed put into the cast; left out where no one can be made of the words."""
        found = (self._enlisted(int(a[len(PENDING) :])) if a.startswith(PENDING) else a for a in actors)
        return list(dict.fromkeys(actor for actor in found if actor is not None))

    def _enlisted(self, i: int) -> str | None:
        finder = self.reading.actor_finder
        if finder is None or (self._is_place(i) and self.tree.rel[i] != "nsubj"):
            return None
        scene = finder.scene
        if self._is_stranger(i):
            return self._named_stranger(i)
        at = scene.tokens.at(self.tree.start[i])
        known_noun = scene.tokens.low[at] in scene.lexicon.nouns
        stranger = Noun("people", self.tree.lemma[i], "CIV", None, plural=self.tree.number[i] == "Plur")
        phrase = scene.reader.read(at, scene.reader.noun_at(at) if known_noun else stranger)
        words = scene.span_text(phrase.core, phrase.last).lower()
        known = next(
            (
                d
                for d in scene.cast
                if d.kind == "group" and d.stem == phrase.noun.stem and words.startswith(d.name.lower())
            ),
            None,
        )
        draft = known or finder.read_phrase(phrase, asked=True)
        if draft is None and phrase.noun.use not in GROUPS | PERSONS:
            draft = finder.groups.read(replace(phrase, noun=stranger), asked=True)
        if draft is None:
            return None
        commit(scene.cast, self.reading)
        self.kinds[draft.id], self.countries[draft.id] = draft.kind, draft.country
        return draft.id

    def _is_place(self, i: int) -> bool:
        """Whether the network takes a name for a place's, and the world knows no leader who bears it."""
        return i in self.tree.places and leader_country((self.tree.written[i],)) is None

    def _is_owner(self, i: int) -> bool:
        """Whether a noun owns the one behind it, as a common noun without article hardly does: "*Kallas*'s visit"."""
        return any(self.tree.form[k] in self.tables.sets["arguments.owning"] for k in self.tree.having(i, "case"))

    def _named_stranger(self, i: int) -> str | None:
        """The person of a lone name, with the state that the world knows him to lead; a town that acts is no person."""
        finder = self.reading.actor_finder
        if finder is None:
            return None
        cast, name = finder.scene.cast, self.tree.written[i]
        kind: ActorKind = "government_body" if self._is_place(i) else "person"
        known = next((d for d in cast.of_kind(kind) if d.named and d.name == name), None)
        draft = known or cast.add(
            Draft(slug(name), name, kind, leader_country((name,)), named=True, by="events", confidence=LONE)
        )
        mention(draft, self.tree.start[i], self.tree.end[i], "name", i)
        commit(cast, self.reading)
        self.kinds[draft.id], self.countries[draft.id] = draft.kind, draft.country
        return draft.id

    def state_listed(self, iso3: str, i: int) -> None:
        """Put a state into the cast that only a town in it stands for."""
        finder = self.reading.actor_finder
        entry = finder.scene.gazetteer.state(iso3) if finder is not None else None
        if finder is None or entry is None or iso3 in self.kinds:
            return
        draft = finder.states.draft(entry)
        mention(draft, self.tree.start[i], self.tree.end[i], "capital", i)
        commit(finder.scene.cast, self.reading)
        self.kinds[draft.id], self.countries[draft.id] = draft.kind, draft.country

    def place_state(self, i: int) -> Found:
        """The state of a place that a noun names, for slots in which a place stands for its state."""
        country = self.places.country(i)
        if country is None:
            return Found()
        self.state_listed(country, i)
        return Found((country,), BEHIND) if country in self.kinds else Found()
