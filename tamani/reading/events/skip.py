"""Where no event is read though a trigger stands there: names, titles, captions, the history of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.entries import NOUN, VERB
from tamani.reading.events.tree import NOUNS
from tamani.record import READABLE

if TYPE_CHECKING:
    from tamani.reading.events.clauses import Clauses
    from tamani.reading.events.frames import Trigger
    from tamani.reading.events.status import StatusReader
    from tamani.reading.events.voices import Voices
    from tamani.reading.events.who import Who

LONGEST_TITLE = 9
PLAYED = frozenset({"ASSAULT", "THREATEN", "CONSULT", "SANCTION", "COERCE", "CONCEDE", "REJECT", "MOBILIZE", "RETREAT"})
"""Types of act whose words tell of sides in a match too."""
SUFFERED = frozenset({"ASSAULT", "THREATEN", "COERCE"})
"""Types of act whose words tell of diseases, weather and accidents too."""
NAMES = frozenset({"name", "alias", "acronym", "role", "collective", "seat"})


class Skip:
    """Questions about the places of one page at which triggers stand."""

    def __init__(self, clauses: Clauses, who: Who, voices: Voices, status: StatusReader) -> None:
        self.clauses = clauses
        self.tree = clauses.tree
        self.tables = clauses.tables
        self.who = who
        self.voices = voices
        self.status = status

    def is_skipped(self, trigger: Trigger) -> bool:
        """Whether nothing is coded at this trigger's token."""
        i = trigger.token
        if self.tree.kind[i] not in READABLE or self._is_title(i):
            return True
        noun = self.tree.pos[i] in NOUNS
        if (
            self._is_game(trigger)
            or self._is_nobodys(trigger)
            or self._is_freight(trigger)
            or self._stays_unnamed(trigger)
            or (noun and self._is_topic(trigger))
        ):
            return True
        if noun and trigger.entry.carrier == NOUN and self._modifies_thing(self.who.head_noun(i, trigger.then)):
            return True
        return self._in_name(trigger, noun=noun) or (noun and (self._names_something(i) or self._is_history(i)))

    def _is_game(self, trigger: Trigger) -> bool:
        """Whether the sentence reports on a match: "a battu la Zambie aux tirs au but"."""
        games = self.tables.sets.get("skip.games", frozenset())
        if not games or trigger.entry.type not in PLAYED:
            return False
        low, high = self.tree.sentence_range(trigger.token)
        words = f" {' '.join(self.tree.whole[k] for k in range(low, high))} "
        return any(f" {phrase} " in words for phrase in games)

    def _is_nobodys(self, trigger: Trigger) -> bool:
        """Whether a disease, the weather or an accident does it: "le choléra a tué"."""
        causes = self.tables.sets.get("skip.causes", frozenset())
        if not causes or trigger.entry.carrier != VERB or trigger.entry.type not in SUFFERED:
            return False
        subject = self.clauses.logical_subject(trigger.token)
        return subject is not None and self.tree.lemma[subject] in causes

    def _stays_unnamed(self, trigger: Trigger) -> bool:
        """Whether a source only asks not to be named, or for anonymity."""
        tree, sets = self.tree, self.tables.sets
        if trigger.entry.type != "REQUEST" or trigger.entry.carrier != VERB:
            return False
        asked = [k for k in tree.having(trigger.token, "xcomp", "obj", "ccomp") if k > trigger.token]
        return any(
            tree.lemma[k] in sets["skip.anonymity"]
            or (tree.lemma[k] in sets["skip.naming"] and self.status.is_negated(k))
            for k in asked
        )

    def _is_freight(self, trigger: Trigger) -> bool:
        """Whether goods arrive, and no visitor: "un don du Japon est arrivé à Madagascar"."""
        freight = self.tables.sets.get("skip.freight", frozenset())
        if not freight or trigger.entry.carrier != VERB or trigger.entry.mode != "visit":
            return False
        subject = self.clauses.logical_subject(trigger.token)
        return subject is not None and self.tree.lemma[subject] in freight

    def _is_topic(self, trigger: Trigger) -> bool:
        """Whether a noun only tells what something is about: "une convention sur l'extradition"."""
        topics = self.tables.sets.get("arguments.topic", frozenset())
        led = self.clauses.led.get(trigger.token)
        if led is None or led.name not in topics or trigger.source.actors or trigger.target.actors:
            return False
        return self.tree.rel[trigger.token] == "nmod"

    def _in_name(self, trigger: Trigger, *, noun: bool) -> bool:
        """Whether the token belongs to the name of an actor ("le ministère de la Guerre", "l'armée")."""
        i = trigger.token
        told = bool(trigger.entry.then) or bool(trigger.source.actors and trigger.target.actors)
        for mention in self.who.over.get(i, ()):
            if mention.form not in NAMES or (mention.form == "collective" and mention.head == i and told):
                continue
            if self.who.kinds.get(mention.actor) != "group" or mention.head == i:
                return noun or mention.form in {"name", "alias", "acronym"}
        return False

    def _names_something(self, i: int) -> bool:
        tree = self.tree
        if tree.written[i][0].isupper() and not tree.opens_sentence(i) and tree.kind[i] != "headline":
            before = tree.written[i - 1] if i else ""
            if before not in {"«", "»", "“", ":"} and not tree.written[i].isupper():
                return True
        head = tree.head[i]
        compound = tree.rel[i] in {"nmod", "compound"} and tree.pos[head] in NOUNS
        bare = not any(tree.pos[k] == "DET" and not tree.form[k].startswith("'") for k in tree.kids[i])
        return compound and bare and tree.lemma[head] in self.tables.sets["skip.named_by"]

    def _modifies_thing(self, i: int) -> bool:
        """Whether the noun only tells what kind of thing the noun behind it is: "a protest song", "the strike zone"."""
        tree, sets = self.tree, self.tables.sets
        if not self.tables.flags.get("skip.bare_compounds") or tree.rel[i] != "compound" or tree.head[i] < i:
            return False
        head = tree.head[i]
        if "-" in tree.whole[i]:
            return False
        acts = sets["occasion.bundles"] | sets["arguments.light_nouns"] | sets["skip.act_heads"]
        return tree.pos[head] in NOUNS and not {tree.lemma[head], tree.form[head]} & acts

    def _is_history(self, i: int) -> bool:
        """Whether the noun only tells who somebody is: "auteur d'un coup d'État", "issu de la rébellion"."""
        tree = self.tree
        names = self.tables.sets["skip.history"]
        head = tree.head[i]
        return tree.rel[i] in {"nmod", "obl"} and (tree.lemma[head] in names or tree.form[head] in names)

    def _is_title(self, i: int) -> bool:
        """Whether the token stands in marks in which nobody speaks and which hold a name or title."""
        tree = self.tree
        mark = tree.mark[i]
        if mark < 0 or self.voices.quotation[i] is not None:
            return False
        marked = tree.reading.marks[mark]
        first, last = tree.next_token(marked.inner_start), tree.next_token(marked.inner_end)
        while first < last and tree.pos[first] == "SPACE":
            first += 1
        capital = first < last and tree.written[first][0].isupper()
        return capital and last - first <= LONGEST_TITLE
