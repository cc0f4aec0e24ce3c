"""Triggers and their frames: where an entry of the lexicon fits, and who fills its slots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tamani.reading.events.act_types import CALLED_FOR, DONE_TO, MUTUAL
from tamani.reading.events.entries import ADJECTIVE, NOUN, VERB, Entry
from tamani.reading.events.found import BEHIND, Found
from tamani.reading.events.frame_demands import DEMAND, FrameDemands
from tamani.reading.events.slots import Slots
from tamani.world.phrases import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.reading.events.clauses import Clauses
    from tamani.reading.events.lexicon import Lexicon
    from tamani.reading.events.status import StatusReader
    from tamani.reading.events.who import Who

GAP = 3
"""Tokens that may stand between two words of a fixed expression."""
SUFFERED_OR_FREED = DONE_TO | {"SANCTION", "RETREAT"}
CONCERNING = frozenset({"REQUEST", "ACCUSE", "SUPPORT"})
"""Types of act that are about an act of somebody."""
GIVEN_UP = frozenset({"RETREAT", "MOBILIZE"})
"""Types of act that are done to the state in which their object lies: "quitter leur base de …"."""
SHORT = 3
INFLECTED = frozenset({"e", "s", "es", "x"})
"""Endings that an adjective or noun of a fixed expression may take."""
PARTICIPLES = frozenset({"ADJ", "NOUN", "PROPN", "X"})


@dataclass(slots=True)
class Trigger:
    """An entry that fits at a token. ``then`` are the tokens of its further words, ``object`` that of its object."""

    token: int
    entry: Entry
    then: tuple[int, ...] = ()
    object: int | None = None
    source: Found = field(default_factory=Found)
    target: Found = field(default_factory=Found)
    weight: float = 0.0
    rule: str | None = None
    """The construction that made it, where no entry of the lexicon did."""
    spoken: bool = False
    """Whether it stands in the words of its own source, so that the page vouches for it."""

    @property
    def words(self) -> list[int]:
        """The tokens that make it, in the order of the text."""
        return sorted({self.token, *self.then})


class Frames(FrameDemands):
    """Finds the triggers of one page."""

    def __init__(self, clauses: Clauses, who: Who, lexicon: Lexicon, status: StatusReader) -> None:
        super().__init__(clauses, who, lexicon)
        self.status = status
        self.slots = Slots(clauses, who)

    def at(self, i: int) -> Trigger | None:
        """The trigger at a token: of the entries that fit, the one that asks for most."""
        fitting = [t for entry in self._candidates(i) if (t := self.fit(i, entry)) is not None]
        return max(fitting, key=lambda t: t.weight, default=None)

    # which entries may fit

    def _candidates(self, i: int) -> Iterator[Entry]:
        tree, entries = self.tree, self.lexicon.entries
        pos = tree.pos[i]
        if i > 0 and tree.end[i - 1] == tree.start[i] and tree.form[i - 1].endswith("-") and "-" not in tree.lemma[i]:
            return
        if tree.rel[i] in {"aux", "case", "mark", "det"} or i in self.clauses.prepositional:
            return
        if pos in {"VERB", "AUX"} or (pos in PARTICIPLES and tree.form[i] in self.lexicon.forms):
            for lemma in self._verbs(i):
                yield from entries.get(VERB, {}).get(lemma, ())
        article = pos in {"ADJ", "VERB", "X"} and (self._has_article(i) or "-" in tree.form[i])
        if pos in {"NOUN", "PROPN"} or article:
            for lemma in self.nouns_at(i):
                yield from entries.get(NOUN, {}).get(lemma, ())
        if pos in {"ADJ", "VERB", "ADV"}:
            words = (tree.lemma[i], tree.form[i]) if pos != "VERB" else (tree.form[i],)
            if pos != "VERB" or self._describes(i):
                for word in dict.fromkeys(words):
                    yield from entries.get(ADJECTIVE, {}).get(word, ())

    def _describes(self, i: int) -> bool:
        """Whether a participle may be an adjective: "were alarmed by", and neither "alarmed them" nor "has alarmed"."""
        tree = self.tree
        told = bool(tree.auxiliaries(i)) or tree.rel[i] in {"amod", "acl"}
        copula = any(self.tables.has("voice.be", tree.lemma[k]) for k in tree.auxiliaries(i))
        present = copula and (tree.tense[i] == "Pres" or tree.verb_form[i] == "Inf")
        return told and (present or self.clauses.is_passive(i)) and tree.first(i, "obj") is None

    def _has_article(self, i: int) -> bool:
        return i > 0 and self.tree.pos[i - 1] in {"DET", "ADP"} and self.tree.rel[i] not in {"aux", "cop", "mark"}

    def _verbs(self, i: int) -> list[str]:
        tree = self.tree
        by_form = self.lexicon.forms.get(tree.form[i], ())
        if tree.pos[i] in {"VERB", "AUX"}:
            known = tree.lemma[i] in self.lexicon.entries.get(VERB, {})
            return [tree.lemma[i]] if known else list(by_form)
        if tree.pos[i] == "ADJ":
            return list(by_form) if tree.rel[i] in {"amod", "acl", "root", "conj", "advcl", "xcomp", "appos"} else []
        if i in self.clauses.led or self._has_article(i) or tree.written[i][0].isupper():
            return []
        noun_too = tree.form[i] in self.lexicon.plurals or tree.lemma[i] in self.lexicon.entries.get(NOUN, {})
        return list(by_form) if not noun_too or self._stands_as_verb(i) else []

    def _stands_as_verb(self, i: int) -> bool:
        """Whether a form that may be a noun or a verb has a subject straight before it and no governor."""
        tree = self.tree
        if i > 0 and tree.pos[i - 1] in {"PRON", "ADV", "PART"} and tree.form[i - 1] in self.tables.verb_leaders:
            return True
        subject = i > 0 and (tree.pos[i - 1] in {"NOUN", "PROPN"} or tree.written[i - 1].isupper())
        return subject and tree.rel[i] in {"root", "conj", "ccomp", "parataxis"} and not self.who.demonyms(i)

    # whether one fits

    def fit(self, i: int, entry: Entry) -> Trigger | None:
        """The trigger that an entry makes at a token, None where its frame does not fit."""
        then = self._then(i, entry)
        if then is None or not self._reflexive_fits(i, entry) or not self._surroundings_fit(i, entry):
            return None
        held = self._object(i, entry, then)
        if held is False:
            return None
        trigger = Trigger(i, entry, then, held if isinstance(held, int) and not isinstance(held, bool) else None)
        self._fill(trigger)
        if not self.are_met(trigger):
            return None
        trigger.weight = 2.0 * len(then) + 2.0 * bool(entry.object) + bool(entry.reflexive) + 0.5 * len(entry.needs)
        trigger.weight += bool(entry.litotes) + bool(entry.beside)
        trigger.weight += 0.4 * bool(trigger.source.actors) + 0.4 * bool(trigger.target.actors)
        return trigger

    def _surroundings_fit(self, i: int, entry: Entry) -> bool:
        """Whether the negation and the words of the clause that the entry asks for, or excludes, are so."""
        if entry.litotes and not self.status.is_negated(i):
            return False
        if entry.claim == DEMAND and self._tells_past(i):
            return False
        if not entry.beside and not entry.beside_not:
            return True
        clause = self.tree.subtree(self.tree.clause_of(i))
        words = {word for k in clause if k != i for word in (self.tree.form[k], self.tree.lemma[k], self.tree.whole[k])}
        return not words & entry.beside_not and (not entry.beside or bool(words & entry.beside))

    def _then(self, i: int, entry: Entry) -> tuple[int, ...] | None:
        """The tokens of the entry's further words; None where they do not follow."""
        found: list[int] = []
        at = i
        _, high = self.tree.sentence_range(i) if entry.then else (0, 0)
        for word in entry.then:
            reach = GAP if entry.carrier == VERB or not found else 1
            near = self._near(at, reach, high)
            here = next((k for k in near if self._is_word(k, word) and not self._leads_to_time(k)), None)
            if here is None:
                here = self._particle(i, word) or self._infinitive(i, word)
            if here is None:
                return None
            found.append(here)
            at = here
        return tuple(found)

    def _leads_to_time(self, k: int) -> bool:
        """Whether a preposition only tells when: "fired his minister *on* Tuesday"."""
        return self.tree.pos[k] == "ADP" and (k in self.clauses.timed or k + 1 in self.clauses.timed)

    def _near(self, at: int, reach: int, high: int) -> Iterator[int]:
        """The next tokens, times and the commas round them not counted."""
        k = at + 1
        while k < high and reach >= 0:
            yield k
            reach -= k not in self.clauses.timed and self.tree.form[k] != ","
            k += 1

    def _is_word(self, k: int, word: str) -> bool:
        tree = self.tree
        if word in (tree.form[k], tree.lemma[k]) or self.tables.prepositions.get(tree.form[k]) == word:
            return True
        here, wanted = fold(tree.form[k]), fold(word)
        return here == wanted or (len(wanted) > SHORT and here.startswith(wanted) and here[len(wanted) :] in INFLECTED)

    def _particle(self, i: int, word: str) -> int | None:
        """A particle of the verb behind its object: "carried the attack out"."""
        return next(
            (k for k in self.tree.having(i, "compound", "advmod", "obl") if self.tree.form[k] == word and k > i), None
        )

    def _infinitive(self, i: int, word: str) -> int | None:
        """An infinitive that the verb governs, behind its object: "a prié l'ambassadeur de quitter le pays"."""
        tree = self.tree
        governed = tree.having(i, "xcomp", "ccomp", "advcl", "obl") if tree.is_verbal(i) else []
        asked = [k for k in tree.having(i, "obl", "obj") if tree.is_verbal(i)]
        governed += [
            k for noun in asked for below in (noun, *tree.having(noun, "nmod")) for k in tree.having(below, "acl")
        ]
        return next((k for k in governed if k > i and tree.verb_form[k] == "Inf" and tree.lemma[k] == word), None)

    def _reflexive_fits(self, i: int, entry: Entry) -> bool:
        if entry.carrier != VERB:
            return True
        reflexive = self.clauses.is_reflexive(i)
        return reflexive == entry.reflexive or (reflexive and entry.reciprocal)

    def _object(self, i: int, entry: Entry, then: tuple[int, ...]) -> int | bool:
        """The token of the object that the entry asks for; True where it asks for none, False where it does not fit."""
        if not entry.object and not entry.object_not:
            return True
        heads = [k for k in self.slots.objects(i, entry, then) if k not in then]
        lemmas = {
            k: {
                self.tree.lemma[k],
                self.tree.form[k],
                self.tree.whole[k],
                self.lexicon.plurals.get(self.tree.form[k], ""),
                *self.who.common_nouns(k),
            }
            for k in heads
        }
        if entry.object_not and any(lemmas[k] & entry.object_not for k in heads):
            return False
        if not entry.object:
            return True
        return next((k for k in heads if (lemmas[k] | self._as_town(k)) & entry.object), False)

    def _as_town(self, k: int) -> frozenset[str]:
        """What stands for a town that is told by its name alone: "ont repris *Pinga*"."""
        named = self.who.places.at.get(k)
        town = named.town if named is not None else k in self.tree.places and not self.who.of(k).actors
        return self.tables.sets["arguments.town"] if town else frozenset()

    # who fills its slots

    def _fill(self, trigger: Trigger) -> None:
        entry = trigger.entry
        source, by = self._first(trigger, entry.source, ())
        shared = self.tables.sets["arguments.between"] & set(entry.target) or entry.reciprocal
        target, to = self._first(trigger, entry.target, () if shared else source.actors)
        between = self.tables.sets["arguments.between"]
        if by in between and len(source.actors) > 1 and (to in between or not target.actors):
            source, target = Found(source.actors[:1], source.via), Found(source.actors[1:], source.via)
        if entry.carrier == NOUN and target.actors and not source.actors and entry.type in MUTUAL:
            source = self.slots.holder(trigger.token)
        if not target.actors and entry.type == "THREATEN":
            target = self.slots.conditional(trigger.token, source.actors)
        if entry.absorbs and not target.actors:
            target = (
                self.slots.asked(trigger.token, source.actors)
                if entry.carrier == NOUN
                else self.slots.governed(trigger.token, trigger.then, source.actors)
            )
        yields = entry.type in GIVEN_UP and entry.mode != "release" and entry.carrier == NOUN
        if yields and trigger.object is not None and not source.actors:
            source = self.who.of(trigger.object)
        if not target.actors and entry.target and entry.carrier == VERB:
            target = self.slots.at_hand(trigger.token, trigger.object, source.actors)
        if not target.actors and entry.type == "MOBILIZE" and entry.carrier == VERB:
            target = self.slots.provoked(trigger.token, source.actors)
        target = self._without_affected(trigger, target)
        others = tuple(actor for actor in target.actors if actor not in source.actors)
        if entry.reciprocal and len(source.actors) > 1 and target.via == BEHIND:
            others = ()  # "se sont rencontrés au Caire": all parties are told, and Egypt is the place
        if not others and entry.type in GIVEN_UP and entry.carrier == VERB:
            target = self.slots.at_place(trigger.token)
            others = tuple(actor for actor in target.actors if actor not in source.actors)
        trigger.source = source
        trigger.target = Found(others, target.via if others else "")

    def _without_affected(self, trigger: Trigger, target: Found) -> Found:
        """For "demande la libération de X": whom the act asked for or blamed is done to is not who is to do it."""
        if trigger.entry.type not in CONCERNING or trigger.entry.carrier != VERB or not target.actors:
            return target
        noun = trigger.object if trigger.object is not None else self.clauses.surface_object(trigger.token)
        act = self.at(noun) if noun is not None and noun not in trigger.words else None
        if noun is None or act is None or act.entry.carrier != NOUN:
            return target
        if trigger.entry.type == "SUPPORT" and act.entry.type not in SUFFERED_OR_FREED:
            return target  # "a signé un accord avec X"
        suffered = set(act.target.actors)
        if trigger.entry.type == "ACCUSE" and act.entry.type in DONE_TO:
            inside = self.tree.subtree(noun)
            suffered |= {a for k in inside for a in self.who.of(k).actors} - set(act.source.actors)
        if not set(target.actors) <= suffered:
            return target
        if act.entry.type in {trigger.entry.type, CALLED_FOR}:
            return target
        yields = act.entry.type == "RETREAT" and act.entry.mode != "release"
        return target if yields else act.source

    def _first(self, trigger: Trigger, names: tuple[str, ...], besides: tuple[str, ...]) -> tuple[Found, str]:
        """What the first slot holds in which there is an actor besides those, and its name."""
        self.slots.besides = frozenset(besides)
        for name in names:
            found = self.slots.read(name, trigger.token, trigger.entry, trigger.then, trigger.object)
            if set(found.actors) - self.slots.besides:
                return found, name
        return Found(), ""

    def _tells_past(self, i: int) -> bool:
        """Whether a verb that may ask for something brings a clause in the past: "insisted that they had left"."""
        if not self.tables.flags.get("deontic.bare_clause_asks", False):
            return False
        clauses = [k for k in self.tree.having(i, "ccomp") if self.tree.having(k, "mark")]
        return any(self.tree.tense[a] == "Past" for k in clauses for a in self.tree.auxiliaries(k) or [k])
