"""Who does what in a clause as its grammar tells it: voice, subject, object, relative pronouns, controllers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.prepositions import Phrase, phrases_of
from tamani.reading.events.tree import NOMINAL, NOUNS, Tree

if TYPE_CHECKING:
    from tamani.reading.events.tables import Tables

NONFINITE = frozenset({"Inf", "Part", "Ger"})
DEPTH = 6
"""Clauses through which a shared or controlled subject is followed."""
REACH_LEFT = 25
SHORT_PHRASE = 2
"""Words of the longest preposition that holds no noun."""
DASHES = frozenset("-–—•*·")
BETWEEN_PAIR = frozenset({"CCONJ", "ADV", "AUX"})
PAST_FORMS = frozenset({"Fin", "Part"})
"""What a past may be taken for where it has the form of a participle: "convicted and jailed"."""
PAIR_REACH = 4
"""Words from a verb to the one that it is paired with at most: "expelled or, rather, recalled" is no pair."""
SKIPPED = frozenset({"DET", "ADJ", "NUM", "ADV"})


class Clauses:
    """Questions about the clauses of one page."""

    def __init__(self, tree: Tree, tables: Tables) -> None:
        self.tree = tree
        self.tables = tables
        self.timed = self._timed()
        """Tokens that tell a time, and so are nobody's subject or object."""
        self.phrases = [phrase for phrase in phrases_of(tree, tables) if phrase.noun not in self.timed]
        self.led: dict[int, Phrase] = {}
        """Noun → the prepositional phrase that leads to it."""
        self.opening = {phrase.start: phrase for phrase in self.phrases}
        self.prepositional = {k for p in self.phrases if p.end - p.start > SHORT_PHRASE for k in range(p.start, p.end)}
        """Tokens of prepositions of three words or more: "in protest at"."""
        for phrase in self.phrases:
            self.led.setdefault(phrase.noun, phrase)

    def _timed(self) -> set[int]:
        tree = self.tree
        return {
            i
            for found in tree.reading.times_found
            for i in range(tree.token_at(found.start), tree.next_token(found.end))
        }

    # voice

    def is_reflexive(self, i: int) -> bool:
        """Whether the verb has a reflexive pronoun."""
        tree = self.tree
        third = self.tables.sets["arguments.reflexive_third"]
        own = any(tree.form[k] in third and (k < i or tree.rel[k] == "obj") for k in tree.kids[i])
        first = i - 1
        while first >= 0 and tree.pos[first] in {"AUX", "ADV"} and i - first < 5:
            first -= 1
        return own or (first >= 0 and tree.form[first] in third and tree.pos[first] in {"PRON", "DET"})

    def is_passive(self, i: int, depth: int = 0) -> bool:
        """Whether the verb's subject is what is acted on."""
        tree, tables = self.tree, self.tables
        if tree.rel[i] == "cop":
            return False
        if tree.pos[i] == "ADJ":
            return not any(tables.has("voice.have", tree.lemma[k]) for k in tree.auxiliaries(i))
        if tree.verb_form[i] not in {"Part", ""} or tree.tense[i] == "Pres":
            return False
        auxiliaries = [tree.lemma[k] for k in tree.auxiliaries(i)]
        if auxiliaries:
            be = any(tables.has("voice.be", lemma) for lemma in auxiliaries)
            # "est passé" is a perfect, "a été passé" is a passive
            had = any(tables.has("voice.have", lemma) for lemma in auxiliaries)
            intransitive = not had and tables.has("voice.perfect_with_be", tree.lemma[i])
            return be and not intransitive and not self.is_reflexive(i)
        if tree.verb_form[i] != "Part":
            return False
        if tree.rel[i] == "conj" and depth < DEPTH and tree.is_verbal(tree.head[i]):
            return self.is_passive(tree.head[i], depth + 1)
        bare = tree.first(i, "obj") is None and self._paired(i) is None
        return bare and not tables.has("voice.perfect_with_be", tree.lemma[i])

    # subject

    def surface_subject(self, i: int, depth: int = 0) -> int | None:
        """The noun or pronoun that is the grammatical subject, shared and controlled ones too."""
        tree = self.tree
        if tree.rel[i] == "cop" and depth <= DEPTH:
            return self.surface_subject(tree.head[i], depth + 1)
        own = [k for k in tree.having(i, "nsubj") if tree.pos[k] != "SCONJ" and k not in self.timed]
        if own:
            nouns = [k for k in own if tree.pos[k] in NOUNS]
            return self.referent((nouns or own)[0])
        if depth > DEPTH:
            return None
        found = self._shared(i, depth)
        if found is None and (tree.is_finite(i) or tree.rel[i] == "root"):
            found = self._left_of(i)
        return found if found is not None else self._of_list(i)

    def _of_list(self, i: int) -> int | None:
        """For a verb that opens an item of a list: the subject named before the colon that opens the list."""
        tree = self.tree
        first = i
        while (
            first > 0
            and tree.kind[first - 1]
            and tree.pos[first - 1] in {"PUNCT", "AUX", "PRON", "ADV", "SYM", "SPACE"}
        ):
            first -= 1
        part = tree.reading.part_at(tree.start[i])
        if part is None or tree.start[first] > part.start + 2 or tree.form[first] not in DASHES:
            return None
        for other in reversed(tree.reading.parts):
            if other.start >= part.start:
                continue
            last = tree.token_at(other.end - 1)
            if tree.form[last] == ":":
                return next(
                    (k for k in range(last - 1, max(-1, last - 8), -1) if tree.pos[k] in NOUNS and k not in self.led),
                    None,
                )
            if tree.form[tree.token_at(other.start)] not in DASHES:
                return None
        return None

    def _shared(self, i: int, depth: int) -> int | None:
        tree, tables = self.tree, self.tables
        head = tree.head[i]
        if head == i:
            return None
        if self._goes_on_above(i, head):
            return self.surface_subject(tree.head[head], depth + 1)
        if tree.rel[i] == "conj" and (tree.is_verbal(head) or tree.pos[head] == "ADJ"):
            return self.surface_subject(head, depth + 1)
        if tree.rel[i] == "nmod" and tree.pos[i] == "VERB" and tree.having(i, "mark"):
            return self.referent(head)  # "accused Ghana of bombing": hung on whom it is said of
        if tree.rel[i] in {"acl", "amod"} and tree.pos[head] in NOMINAL:
            if tree.verb_form[i] == "Inf":
                return self._owner_of_infinitive(head, depth)
            written = tree.lemma[head] in tables.sets["arguments.texts"] and tree.rel[head] == "obj"
            if written and not self.is_passive(i):
                return self.surface_subject(tree.head[head], depth + 1)  # "adopted a motion condemning …"
            return self.referent(head)
        if tree.rel[i] in {"xcomp", "advcl", "ccomp", "obl", "parataxis"} and not tree.is_finite(i):
            return self._controller(i, head, depth)
        return None

    def _goes_on_above(self, i: int, head: int) -> bool:
        """For "rappelle que le mandat a expiré et dénonce …": the tense goes on with the verb over the clause."""
        tree = self.tree
        if tree.rel[i] != "conj" or tree.rel[head] != "ccomp" or not (tree.is_finite(i) and tree.is_finite(head)):
            return False
        compound = [bool(tree.auxiliaries(k)) for k in (i, head, tree.head[head])]
        joined = any(tree.rel[k] == "mark" for k in tree.kids[i])
        return not joined and compound[0] == compound[2] != compound[1] and tree.verb_form[tree.head[head]] == "Fin"

    def _owner_of_infinitive(self, noun: int, depth: int) -> int | None:
        """For "sa décision de rompre": the subject of the verb over the noun."""
        above = self.tree.clause_of(noun)
        if above == noun or not self.tree.is_verbal(above):
            return None
        return self._object_control(above, noun) or self.surface_subject(above, depth + 1)

    def _object_control(self, verb: int, noun: int) -> int | None:
        """For "accuse les États voisins d'armer": the object, where the parse hangs the infinitive on it."""
        tree, tables = self.tree, self.tables
        if tree.lemma[verb] in tables.sets["voice.object_control"]:
            held = self.logical_object(verb)
        elif tree.lemma[verb] in tables.sets["voice.dative_control"]:
            held = next(iter(self.led_to(verb, tables.sets["arguments.toward"])), None)
        else:
            return None
        return held if held is not None and tree.within(noun, held) else None

    def _controller(self, i: int, head: int, depth: int) -> int | None:
        tree, tables = self.tree, self.tables
        if tree.pos[head] == "ADJ" and tree.first(head, "nsubj") is not None:
            return self.surface_subject(head, depth + 1)
        if not tree.is_verbal(head):
            above = tree.clause_of(head)
            if above in (head, i):
                return None
            return self._object_control(above, head) or self.surface_subject(above, depth + 1)
        complement = tree.rel[i] in {"xcomp", "ccomp", "obl"} or tree.verb_form[i] == "Inf"
        before = [*tree.having(i, "mark"), *([i - 1] if i else [])]
        led = any(tree.form[k] in tables.sets.get("voice.gerund_marks", ()) for k in before)
        if led and tree.rel[i] == "advcl" and tree.lemma[head] in tables.sets["voice.gerund_control"]:
            return tree.first(head, "obj") or self.surface_subject(head, depth + 1)
        if complement and tree.lemma[head] in tables.sets["voice.object_control"]:
            found = self.logical_object(head)
            if found is not None:
                return found
        if complement and tree.lemma[head] in tables.sets["voice.dative_control"]:
            receivers = self.led_to(head, tables.sets["arguments.toward"])
            if receivers:
                return receivers[0]
        if tree.rel[i] == "advcl" and tree.verb_form[i] in {"Part", "Ger"} and self.is_passive(head):
            agents = self.led_to(head, tables.sets["arguments.agent"])
            if agents:
                return agents[0]
        return self.surface_subject(head, depth + 1)

    def _left_of(self, i: int) -> int | None:
        """The nearest noun to the left that no preposition leads to, where the parse names no subject."""
        tree = self.tree
        low, _ = tree.sentence_range(i)
        for k in range(i - 1, max(low, i - REACH_LEFT) - 1, -1):
            if tree.form[k] in {";", ":", "«", "»"} or (tree.verb_form[k] == "Fin" and tree.head[k] != i):
                return None
            if k in self.timed or tree.pos[k] not in NOUNS or k in self.led:
                continue
            if tree.rel[k] not in {"flat", "appos", "obl", "nmod", "obj", "compound"}:
                return k
        return None

    def referent(self, i: int) -> int:
        """What a relative pronoun takes up; the token itself where it is none."""
        tree, tables = self.tree, self.tables
        form = tree.form[i]
        relative = any(
            form in tables.sets[f"arguments.relative_{name}"] for name in ("subject", "object", "of", "other")
        )
        if not relative or tree.pos[i] in NOUNS:
            return i
        for above in tree.chain(i):
            if tree.rel[above] == "acl" and tree.pos[tree.head[above]] in NOMINAL:
                return tree.head[above]
        for k in range(i - 1, max(-1, i - 4), -1):
            if tree.pos[k] in NOMINAL:
                return k
        return i

    # object and complements

    def surface_object(self, i: int) -> int | None:
        """The direct object, clitics and relative pronouns too."""
        tree, tables = self.tree, self.tables
        reflexive = tables.sets["arguments.reflexive_third"]
        objects = tree.having(i, "obj") or [k for k in tree.having(i, "iobj") if tree.pos[k] in NOUNS and k > i]
        objects = objects or self._behind_particle(i)
        own = [k for k in objects if tree.form[k] not in reflexive and k not in self.timed]
        bare = [k for k in own if k not in self.led or self.led[k].name in tables.sets["arguments.of"]]
        if bare:
            return self._counted(self.referent(bare[0]))
        antecedent = self._antecedent(i)
        if antecedent is not None:
            return antecedent
        clitic = self._clitic(i, "arguments.object_clitics")
        if clitic is not None:
            return clitic
        right = self._right_of(i)
        if right is not None or own:
            return right if right is not None else self.referent(own[0])
        paired = self._paired(i)
        return None if paired is None else self.surface_object(paired)

    def _paired(self, i: int) -> int | None:
        """For "neither expelled nor summoned the envoy": the verb behind, whose object is the first one's too."""
        tree = self.tree
        for k in tree.having(i, "conj"):
            forms = {tree.verb_form[i], tree.verb_form[k]}
            alike = len(forms) == 1 or (forms == PAST_FORMS and not tree.auxiliaries(i) + tree.auxiliaries(k))
            if tree.pos[k] != "VERB" or tree.first(k, "nsubj") is not None:
                continue
            if alike and k - i <= PAIR_REACH and all(tree.pos[j] in BETWEEN_PAIR for j in range(i + 1, k)):
                return k if tree.first(k, "obj") is not None else None
        return None

    def _behind_particle(self, i: int) -> list[int]:
        """For "called off the strike", where the parse takes the object for a circumstance."""
        tree = self.tree
        if not any(k == i + 1 and k not in self.led for k in tree.having(i, "compound")):
            return []
        return [k for k in tree.having(i, "obl") if k not in self.led and tree.pos[k] in NOUNS and k > i + 1][:1]

    def _counted(self, i: int) -> int:
        """For "accueillir plus de mille réfugiés", "enlever six de ses agents": what an adverb or a number counts."""
        tree, sets = self.tree, self.tables.sets
        if tree.form[i] in sets["arguments.comparing"]:
            return next((k for k in tree.kids[i] if k in self.led and self.led[k].name in sets["arguments.than"]), i)
        if tree.pos[i] not in {"ADV", "NUM"}:
            return i
        of = sets["arguments.of"]
        return next((k for k in self.tree.kids[i] if k in self.led and self.led[k].name in of), i)

    def _antecedent(self, i: int) -> int | None:
        """For "le ministre, qu'il accuse": the noun that an object relative takes up."""
        tree = self.tree
        marks = self.tables.sets["arguments.relative_object"]
        if not tree.is_finite(i):
            return None
        low, _ = tree.sentence_range(i)
        for k in range(i - 1, max(low, i - 12), -1):
            if tree.form[k] in marks:
                before = k - 1 - (tree.form[k - 1] == ",")
                noun = tree.pos[before] in NOUNS or tree.form[before] == ")"
                if not noun or before < low:
                    return None
                if tree.rel[i] == "acl" and tree.pos[tree.head[i]] in NOMINAL:
                    return tree.head[i]
                return before if tree.pos[before] in NOUNS and tree.rel[i] != "ccomp" else None
            if tree.pos[k] == "VERB" or tree.form[k] in {";", ":", "«", "»"}:
                return None
        return None

    def _clitic(self, i: int, name: str) -> int | None:
        tree, tables = self.tree, self.tables
        first = i
        for k in range(i - 1, max(-1, i - 6), -1):
            if tree.pos[k] in {"AUX", "ADV"} or tree.form[k] in tables.sets["negation.weak"]:
                first = k
                continue
            pronoun = tree.pos[k] == "PRON" or (tree.pos[k] == "DET" and tree.pos[k + 1] in {"VERB", "AUX"})
            if tree.form[k] in tables.sets[name] and pronoun and k >= first - 2:
                return k
            if tree.pos[k] != "PRON":
                return None
        return None

    def _right_of(self, i: int) -> int | None:
        """The noun straight behind the verb, where the parse names no object."""
        tree = self.tree
        end = self.reach(i)
        k = i + 1
        while k < end:
            if k in self.timed or tree.pos[k] in SKIPPED or tree.form[k] == "«" or self._is_beside_time(k):
                k += 1
                continue
            phrase = self.opening.get(k)
            if phrase is not None:
                k = phrase.noun + 1
                continue
            fits = tree.pos[k] in NOUNS and tree.rel[k] not in {"nsubj", "conj", "flat"} and k not in self.led
            own = tree.head[k] < k or tree.head[k] == i
            return k if fits and own and tree.first(i, "ccomp", "xcomp") is None else None
        return None

    def _is_beside_time(self, k: int) -> bool:
        """Whether a comma only sets a time off."""
        near = (
            (k - 1 in self.timed)
            or (k + 1 in self.timed)
            or any(p.start == k + 1 and p.noun + 1 in self.timed for p in self.phrases_near(k))
        )
        return self.tree.form[k] == "," and near

    def phrase_at(self, k: int) -> Phrase | None:
        """The phrase whose preposition the token is or closes: "away *from*"."""
        own = self.opening.get(k)
        return own or next((p for p in self.phrases if p.start < k == p.end - 1), None)

    def phrases_near(self, k: int) -> list[Phrase]:
        """The phrase that opens right behind a token."""
        phrase = self.opening.get(k + 1)
        return [phrase] if phrase is not None else []

    def logical_object(self, i: int) -> int | None:
        """What is acted on: the object, or the subject of a passive."""
        return self.surface_subject(i) if self.is_passive(i) else self.surface_object(i)

    def logical_subject(self, i: int) -> int | None:
        """Who acts: the subject, or the agent of a passive."""
        if not self.is_passive(i):
            return self.surface_subject(i)
        agents = self.led_to(i, self.tables.sets["arguments.agent"])
        return agents[0] if agents else None

    def led_to(self, i: int, names: frozenset[str]) -> list[int]:
        """The nouns that a preposition leads to from a token: its dependents first, then what follows in its reach."""
        tree = self.tree
        own = [k for k in tree.kids[i] if k in self.led and self.led[k].name in names]
        if own:
            return own
        end = self.reach(i)
        return [p.noun for p in self.phrases if i < p.start < end and p.name in names and self._near(i, p)]

    def _near(self, i: int, phrase: Phrase) -> bool:
        """Whether no other verb of the clause owns the phrase."""
        tree = self.tree
        for above in tree.chain(phrase.noun):
            if above == i:
                return True
            if tree.is_verbal(above) and i < above < phrase.start:
                return False
        return True

    def reach(self, i: int) -> int:
        """Where the words that may belong to a verb or noun end: the next clause, the end of the sentence."""
        tree, tables = self.tree, self.tables
        _, high = tree.sentence_range(i)
        for k in range(i + 1, high):
            if tree.form[k] in {";", ":"} or (tree.mark[k] != tree.mark[i] and tree.form[k] == "»"):
                return k
            if tree.verb_form[k] == "Fin" and tree.pos[k] in {"VERB", "AUX"}:
                return k
            if tree.form[k] in tables.sets["arguments.relative_subject"] and tree.pos[k] == "PRON":
                return k
        return high
