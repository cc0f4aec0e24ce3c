"""The actors of a page: states and organisations first, then persons, bodies and groups in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.actors.again import AgainReader
from tamani.reading.actors.bodies import BodyReader
from tamani.reading.actors.cast import commit
from tamani.reading.actors.doubts import Doubter
from tamani.reading.actors.fold import fold
from tamani.reading.actors.groups import GroupReader
from tamani.reading.actors.names import NameRun, name_runs
from tamani.reading.actors.organisations import OrganisationReader
from tamani.reading.actors.persons import PersonReader
from tamani.reading.actors.scene import Scene
from tamani.reading.actors.states import StateReader
from tamani.reading.actors.ties import Ties

if TYPE_CHECKING:
    from tamani.reading.actors.cast import Draft
    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.reading import Reading


BODIES = frozenset({"acting", "placed", "troops", "armed"})
GROUPS = frozenset({"people", "source"})
PERSONS = frozenset({"role", "counterpart"})


def find_actors(reading: Reading) -> None:
    """Fill ``reading.actors`` and ``reading.mentions``, and add flags for doubtful demonyms and roles."""
    reading.actor_finder = ActorFinder(reading)
    reading.actor_finder.run()


class ActorFinder:
    """The readers of one page at work on one scene."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.scene = Scene(reading)
        self.states = StateReader(self.scene)
        self.doubter = Doubter(self.scene, self.states)
        self.ties = Ties(self.scene, self.states)
        self.bodies = BodyReader(self.ties)
        self.groups = GroupReader(self.ties)
        self.again = AgainReader(self.ties)

    def run(self) -> None:
        """Find everybody and write them into the reading."""
        OrganisationReader(self.scene).read()
        self.states.read_short()
        phrases = self.scene.phrases()
        peoples = self.states.peoples()
        self.doubter.check_countries([*phrases, *peoples])
        self.states.read()
        self.states.read_home()
        runs = name_runs(self.scene, phrases)
        self.persons = PersonReader(self.ties, phrases, runs)
        for item in self._ordered([*phrases, *peoples], runs):
            if isinstance(item, NameRun):
                self.persons.read_name(item)
                self.ties.settle_counterparts()
            else:
                self.read_phrase(item)
        self.ties.settle_counterparts()
        fold(self.scene)
        self.doubter.check_roles()
        commit(self.scene.cast, self.reading)
        self.reading.flags += self.doubter.flags

    def _ordered(self, phrases: list[Phrase], runs: list[NameRun]) -> list[Phrase | NameRun]:
        """Names come where the first phrase said of them stands, so that the phrase is not read by itself."""
        places: list[tuple[int, int, Phrase | NameRun]] = [(p.first, 1, p) for p in phrases]
        for run in runs:
            beside = self.persons.roles_beside(run)
            first = min([run.title, *(p.first for p in beside)])
            places.append((first, 0, run))
        return [item for _, _, item in sorted(places, key=lambda place: place[:2])]

    def read_phrase(self, phrase: Phrase, *, asked: bool = False) -> Draft | None:
        """Read one phrase for what its noun makes of it; ``asked`` where it is known to speak."""
        for inner in phrase.inner:
            self._inner(inner)
        if phrase.head in self.persons.told:
            return self.persons.told[phrase.head]
        if self.scene.names_kind(phrase):
            return None
        found = self.bodies.fighters(phrase) or self.again.read(phrase) or self._by_use(phrase, asked=asked)
        if found is None:
            for inner in phrase.inner:
                self.read_phrase(inner)
        return found

    def _by_use(self, phrase: Phrase, *, asked: bool) -> Draft | None:
        use = phrase.noun.use
        if use == "troops" and self._is_some(phrase):
            return self.groups.read(phrase, asked=asked)
        if use in BODIES:
            return self.bodies.read(phrase, asked=asked)
        if use in GROUPS or (use == "role" and phrase.noun.plural):
            return self.groups.read(phrase, asked=asked)
        if use in PERSONS:
            return self.persons.read_role(phrase, asked=asked)
        if use == "organised":
            return self.again.organised(phrase, asked=asked)
        by_noun = {"organ": self.again.organ, "mission": self.again.mission}
        return by_noun[use](phrase) if use in by_noun else None

    def _is_some(self, phrase: Phrase) -> bool:
        """Whether a plural without determiner tells of some soldiers and of no army ("soldiers overthrew …")."""
        told = phrase.determiner or phrase.demonyms or phrase.matches or phrase.core < phrase.head
        return self.scene.lexicon.bare_plurals and not told

    def _inner(self, phrase: Phrase) -> None:
        """Who stands inside another phrase: bodies with a name of their own, persons told with "un"."""
        has = self.scene.lexicon.has
        own = has("institutions.bodies.own_name.nouns", phrase.noun.stem)
        told = phrase.complement is not None or phrase.demonyms or phrase.matches or phrase.core < phrase.head
        one = has("groups.determiners.one", phrase.determiner) and not phrase.noun.plural
        if (own and told) or (phrase.noun.use == "role" and one):
            self.read_phrase(phrase)
