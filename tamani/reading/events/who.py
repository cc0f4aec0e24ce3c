"""Which actors a noun or pronoun of a clause means: names, roles, pronouns, demonyms, owners, several at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tamani.reading.actors.antecedents import Wanted
from tamani.reading.events.found import BEHIND, NAMED, PRONOUN, Found
from tamani.reading.events.listing import PENDING
from tamani.reading.events.pronouns import Pronouns
from tamani.reading.events.tree import NOMINAL, NOUNS

if TYPE_CHECKING:
    from tamani.reading.reading import ActorMention

APART = 14
"""Tokens within which the complement of a noun is looked for behind what stands between."""
ADJECTIVAL = frozenset({"amod", "acl", "nmod", "compound", "appos", "flat", "nummod", "dep"})
FRONT = frozenset({"acronym", "name", "alias"})
"""Forms of names that may stand in front of a noun like an adjective."""


class Who(Pronouns):
    """Answers for one page."""

    def of(self, i: int) -> Found:
        """Whom a noun or pronoun means, with all that is coordinated with it."""
        several = [k for k in self.tree.conjuncts(i) if k == i or not self.tree.is_verbal(k)]
        several = sorted({*several, *self.beside.get(i, ())})
        found = [self.one(k) for k in several]
        if not found[0].actors and any(f.via == NAMED for f in found[1:]) and self.tree.pos[i] not in NOMINAL:
            found = found[1:]
        told = [f for f in found if f.actors]
        if not told:
            return Found()
        named = [f for f in told if f.via == told[0].via] if told[0].via == NAMED else told
        actors = dict.fromkeys(actor for f in named for actor in f.actors)
        return Found(tuple(actors), told[0].via)

    def one(self, i: int) -> Found:
        """Whom a noun or pronoun means by itself."""
        if i not in self._known:
            if i in self._asked:
                return Found()
            self._asked.add(i)
            self._known[i] = self._read(i)
            self._asked.discard(i)
        return self._known[i]

    def _read(self, i: int) -> Found:
        referent = self.clauses.referent(i)
        if referent != i:
            meant = self.of(referent)
            acting = self.tree.rel[i] == "nsubj" and referent in self.places.at and self.places.at[referent].capital
            return self.place_state(referent) if acting and not meant.actors else meant
        form = self.tree.form[i]
        if self.tree.pos[i] in {"PRON", "DET"} or form in self.tables.clitics:
            found = self.pronoun(i)
            if found is not None:
                return found
        pointed = self.pointed(i)
        named = pointed or self._named(i) or self._counted(i) or self._parties(i)
        return named or self._unlisted(i) or self._behind(i)

    def _parties(self, i: int) -> Found | None:
        """For "les deux pays", "les parties": the states, or others of the dispute, named last before."""
        tree, tables = self.tree, self.tables
        if tree.lemma[i] not in tables.sets["arguments.party_nouns"] or i in self.over:
            return None
        if any(tree.rel[k] in {"nmod", "amod", "acl"} and k in self.over for k in tree.kids[i]):
            return None
        if tree.lemma[i] in tables.sets["arguments.counterpart_nouns"] and self.owner(i).actors:
            return self._other_side(i, self.owner(i).actors)
        numbers = [tables.numbers[tree.form[k]] for k in tree.kids[i] if tree.form[k] in tables.numbers]
        definite = any(tree.form[k] in tables.sets["arguments.definite_plural"] for k in tree.kids[i])
        if not numbers and not (definite and tree.lemma[i] in tables.sets["arguments.side_nouns"]):
            return None
        wanted = numbers[0] if numbers else 2
        besides = self.besides(i)
        found = self._most_told(tree.start[i], wanted, {self._side(actor) for actor in besides} | besides)
        return Found(found, PRONOUN) if len(found) == wanted else None

    def _most_told(self, before: int, wanted: int, left_out: set[str | None]) -> tuple[str, ...]:
        """The sides that a page has told of most before a place, in the order in which they came up last."""
        told: Counter[str] = Counter()
        for mention in reversed(self.reading.mentions):  # of two told as often the latest one counts
            side = self._side(mention.actor)
            if mention.end <= before and side is not None and side not in left_out:
                told[side] += 1
        most = {side for side, _ in told.most_common(wanted)}
        return tuple(side for side in reversed(told) if side in most)

    def _other_side(self, i: int, owners: tuple[str, ...]) -> Found | None:
        """For "son voisin": the state named last before that is not the owner's; a state's counterpart is a state."""
        own = {self._side(actor) for actor in owners} | set(owners)
        of_state = all(self.kinds.get(actor) == "state" for actor in owners)
        for mention in reversed(self.reading.mentions):
            side = self._side(mention.actor)
            if side is None or side in own or (of_state and self.kinds.get(side) != "state"):
                continue
            if mention.end <= self.tree.start[i]:
                return Found((side,), PRONOUN)
        return None

    def _side(self, actor: str) -> str | None:
        """The side of a dispute that an actor stands for: his state, an armed group itself."""
        if self.kinds.get(actor) in {"armed_group", "party"}:
            return actor
        country = self.countries.get(actor)
        return country if country in self.kinds else None

    # names and roles

    def _named(self, i: int) -> Found | None:
        if i in self.places.at and i not in self.over and self.places.at[i].capital and self._acts_as_state(i):
            return self.place_state(i)
        several = self._told_by_name(i)
        if several is not None:
            return several
        if self._is_minority(i):
            return self._minority(i)
        own = [m for m in self.over.get(i, ()) if m.form != "demonym" or self._is_people(m)]
        own = [m for m in own if m.form != "role" or self.tree.pos[m.head] != "ADJ" or self.tree.rel[m.head] != "amod"]
        led = self.clauses.led.get(i)
        if led is not None and led.name in self.tables.sets["arguments.toward"]:
            own = [m for m in own if m.head == i or m.start >= self.tree.start[led.start]]
        headed = [m for m in own if m.head == i] or own
        demonyms = self.demonyms(i)
        if headed and len(demonyms) > 1 and self.kinds.get(headed[0].actor) in {"government_body", "group", None}:
            bodies = [m.actor for m in own if m.head == i]
            return Found(tuple(dict.fromkeys(bodies if len(bodies) > 1 else demonyms)), NAMED)
        if headed:
            return Found((self._person_over(i, headed[0]),), NAMED)
        for k in self.tree.kids[i]:
            if self.tree.rel[k] in {"appos", "flat", "compound"} and self._is_name(k):
                found = [m for m in self.over.get(k, ()) if m.form in {"name", "alias", "acronym"}]
                if found and self.kinds.get(found[0].actor) in {"person", "armed_group", "party", "igo", "company"}:
                    return Found((found[0].actor,), NAMED)
        return None

    def _is_minority(self, i: int) -> bool:
        """Whether a people's name has another state's demonym, or a word for a minority, in front: "Bosnian Serbs"."""
        tree = self.tree
        people = any(m.form == "demonym" and self._is_people(m) for m in self.over.get(i, ()))
        if not people or tree.pos[i] not in NOUNS:
            return False
        own = {m.actor for m in self.over[i]}
        front = [k for k in tree.having(i, "amod", "compound") if k < i]
        named = any(tree.form[k] in self.tables.sets["arguments.ethnic"] for k in front)
        return named or any(m.form == "demonym" and m.actor not in own for k in front for m in self.over.get(k, ()))

    def _minority(self, i: int) -> Found:
        """Whom the name of a minority means: its state, else people of their own; never the state of their kin."""
        demonyms = [m.actor for k in self.tree.kids[i] if k < i for m in self.over.get(k, ()) if m.form == "demonym"]
        own = [m.actor for m in self.over[i] if self.kinds.get(m.actor) == "group"]
        if demonyms:
            return Found(tuple(dict.fromkeys(demonyms)), NAMED)
        return Found((own[0],), NAMED) if own else Found((f"{PENDING}{i}",), NAMED)

    def _told_by_name(self, i: int) -> Found | None:
        """For "les présidents X et Y": the persons named behind a role in the plural."""
        tree = self.tree
        if tree.number[i] != "Plur":
            return None
        heads = [
            part
            for k in tree.having(i, "appos", "flat", "nmod", "conj")
            if k not in self.clauses.led
            for part in tree.conjuncts(k)
        ]
        named = [m.actor for k in heads for m in self.over.get(k, ()) if m.form in {"name", "alias"}]
        persons = [actor for actor in dict.fromkeys(named) if self.kinds.get(actor) == "person"]
        return Found(tuple(persons), NAMED) if len(persons) > 1 else None

    def _acts_as_state(self, i: int) -> bool:
        """Whether a capital is a subject, an agent, in a row of states, or what an act belongs to."""
        led = self.clauses.led.get(i)
        if i in self.beside or self._is_owner(i):
            return True
        if led is None:
            return self.tree.rel[i] in {"nsubj", "root", "conj"}
        return (
            led.name
            in self.tables.sets["arguments.agent"]
            | self.tables.sets["arguments.between"]
            | self.tables.sets["arguments.company"]
        )

    def head_noun(self, i: int, then: tuple[int, ...]) -> int:
        """The noun that heads an expression of several nouns, and so stands in the clause: "hunger *strike*"."""
        tree = self.tree
        while tree.rel[i] in {"compound", "amod", "nmod"} and tree.head[i] in then and tree.head[i] > i:
            i = tree.head[i]
        return i

    def common_nouns(self, i: int) -> frozenset[str]:
        """Common nouns that a name may stand for where an entry asks for such an object: a town, a president."""
        sets = self.tables.sets
        if self.tree.pos[i] == "PROPN" and i in self.places.at:
            return sets.get("named.place" if self.places.at[i].town else "named.state", frozenset())
        kinds = {self.kinds.get(m.actor) for m in self.over.get(i, ()) if m.head == i or m.form in FRONT}
        return frozenset(word for kind in kinds if kind for word in sets.get(f"named.{kind}", ()))

    def _is_name(self, k: int) -> bool:
        return self.tree.pos[k] in {"PROPN", "X"}

    def _person_over(self, i: int, mention: ActorMention) -> str:
        """The person whom a role and a name in one phrase mean, where the mention is only the role."""
        if self.kinds.get(mention.actor) == "person":
            return mention.actor
        beside = [m for k in self.tree.having(i, "appos", "flat") for m in self.over.get(k, ())]
        persons = [m.actor for m in beside if self.kinds.get(m.actor) == "person" and m.form == "name"]
        return persons[0] if persons and self.kinds.get(mention.actor) != "state" else mention.actor

    def _is_people(self, mention: ActorMention) -> bool:
        """Whether a demonym stands for people or the state: "les Russes", no adjective."""
        at = self.tree.token_at(mention.start)
        return (
            self.tree.pos[at] in NOUNS
            and (mention.end - mention.start > 0)
            and self.reading.text[mention.start].isupper()
            and not self._modifies(at)
        )

    def _modifies(self, at: int) -> bool:
        return self.tree.rel[at] in {"amod", "compound"} and self.tree.pos[self.tree.head[at]] in NOUNS

    def demonyms(self, i: int) -> list[str]:
        """The states whose demonyms stand beside a noun, coordinated ones too."""
        found: list[str] = []
        for k in self.tree.kids[i]:
            if self.tree.rel[k] in ADJECTIVAL and k not in self.clauses.led:
                for part in self.tree.conjuncts(k):
                    found += [
                        m.actor for m in self.over.get(part, ()) if m.form == "demonym" or self._is_in_front(k, i, m)
                    ]
        return list(dict.fromkeys(found))

    def _is_in_front(self, k: int, i: int, mention: ActorMention) -> bool:
        """Whether a name stands in front of a noun like an adjective: "a US offer", "NATO planes"."""
        return (
            k < i and mention.form in FRONT and mention.head == k and self.tree.rel[k] in {"compound", "nmod", "amod"}
        )

    def _counted(self, i: int) -> Found | None:
        """For "des milliers de Congolais": the people counted."""
        if self.tree.lemma[i] not in self.tables.sets["arguments.light_nouns"]:
            return None
        for k in self.tree.kids[i]:
            if k in self.clauses.led and self.clauses.led[k].name in self.tables.sets["arguments.of"]:
                found = self.of(k)
                if found.actors:
                    return found
        return None

    # whose something is

    def _behind(self, i: int) -> Found:
        """The actor whom a thing belongs to: demonym, owner, complement."""
        demonyms = self.demonyms(i)
        if demonyms:
            return Found(tuple(demonyms), BEHIND)
        owner = self.owner(i)
        if owner.actors:
            return Found(owner.actors, BEHIND)
        for complement in self.complements(i):
            found = self.of(complement)
            if complement in self.places.at and self.places.at[complement].capital:
                if self.tree.lemma[i] in self.tables.sets.get("arguments.held_at", ()):
                    continue
                found = found if found.actors else self.place_state(complement)
            if found.actors:
                return Found(found.actors, BEHIND)
        for agent in self.agents(i):
            found = self.of(agent)
            if found.actors:
                return Found(found.actors, BEHIND)
        return Found()

    def agents(self, i: int) -> list[int]:
        """Who did what a noun tells: "crimes by X", "crimes committed by X"."""
        names = self.tables.sets["arguments.agent"]
        bearers = [i, *(k for k in self.tree.having(i, "acl") if k > i and not self.tree.is_finite(k))]
        led = self.clauses.led
        return [k for b in bearers for k in self.tree.kids[b] if k in led and led[k].name in names]

    def complements(self, i: int) -> list[int]:
        """The nouns behind "of", or in front of an apostrophe, that belong to a noun."""
        of = self.tables.sets["arguments.of"]
        led = self.clauses.led
        genitive = [k for k in self.tree.having(i, "nmod") if k < i and self.tree.pos[k] in NOMINAL]
        behind = [
            k
            for k in self.tree.kids[i]
            if k in led and k > i and led[k].name in of and self.tree.pos[k] in NOMINAL | {"X"}
        ]
        return genitive + (behind or self._complement_apart(i))

    def _complement_apart(self, i: int) -> list[int]:
        """The complement of a noun that an agent, a time or marked words keep apart from it."""
        tree, clauses = self.tree, self.clauses
        of, agent = self.tables.sets["arguments.of"], self.tables.sets["arguments.agent"]
        between: set[int] = {i}
        k = i + 1
        while k < min(i + APART, len(tree)):
            phrase = clauses.opening.get(k)
            if phrase is not None and phrase.name in of and tree.head[phrase.noun] in between | {phrase.noun}:
                return [phrase.noun]
            if phrase is not None and phrase.name in agent:
                between.update(range(k, phrase.noun + 1))
                k = phrase.noun + 1
            elif k in clauses.timed or tree.pos[k] in {"PUNCT", "ADJ", "ADV"} or tree.mark[k] != tree.mark[i]:
                between.add(k)
                k += 1
            else:
                return []
        return []

    def owner(self, i: int) -> Found:
        """Whom the possessive of a noun means."""
        for k in self.tree.kids[i]:
            number = self.tables.possessives.get(self.tree.form[k])
            if number is not None:
                return self._owner(k, i, number)
            if self.tree.pos[k] not in {"DET", "PRON"}:
                continue
            if self.tree.form[k] in self.tables.sets["arguments.first_person"]:
                return self.speaker_of(k)
            if self.tree.form[k] in self.tables.sets["arguments.second_person"]:
                return self.addressed(k)
        return Found()

    def _owner(self, k: int, noun: int, number: str) -> Found:
        clause = self.tree.clause_of(noun)
        speaker = self.cue_speaker(clause) if clause != noun and number == "s" else None
        if speaker is not None and k < clause:
            return Found((speaker,), PRONOUN)
        subject = self.clauses.surface_subject(clause) if clause != noun else None
        if subject is not None and not self.tree.within(noun, subject):
            found = self.of(subject)
            if found.actors and (number == "p" or len(found.actors) == 1):
                return Found(found.actors, PRONOUN)
        return self.antecedent(k, Wanted("topic", None, number), frozenset())
