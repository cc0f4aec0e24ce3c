"""Whom a pronoun of a clause means: whoever speaks, is spoken to, or was named before."""

from __future__ import annotations

from abc import abstractmethod

from tamani.reading.actors.antecedents import Antecedents, Wanted
from tamani.reading.events.found import PRONOUN, Found
from tamani.reading.events.listing import Listing


class Pronouns(Listing):
    """Answers for one page."""

    @abstractmethod
    def of(self, i: int) -> Found:
        """Whom a noun or pronoun means, with all that is coordinated with it."""

    def pointed(self, i: int) -> Found | None:
        """Whom "ce dernier", "l'intéressé" and the like mean."""
        finder = self.reading.actor_finder
        if finder is None:
            return None
        tree = self.tree
        first = i - 1 if i > 0 and tree.pos[i - 1] == "DET" else i
        phrase = self.reading.text[tree.start[first] : tree.end[i]].lower()
        for how in ("nearest", "concerned"):
            for key, phrases in finder.scene.lexicon.pronouns[how].items():
                if phrase in phrases:
                    gender = "f" if key.startswith("feminine") else "m"
                    wanted = Wanted(how, gender, "p" if key.endswith("plural") else "s")
                    return self.antecedent(first, wanted, frozenset())
        return None

    def pronoun(self, i: int) -> Found | None:
        """Whom a pronoun means; None where it is none that means somebody."""
        tree, tables = self.tree, self.tables
        form = tree.form[i]
        if form in tables.sets["arguments.first_person"]:
            return self.speaker_of(i)
        if form in tables.sets["arguments.first_person_objects"]:
            return Found() if self._is_of_subject(i) else self.speaker_of(i)
        if form in tables.sets["arguments.second_person"]:
            return self.addressed(i)
        if form in tables.clitics and tree.rel[i] not in {"nsubj", "nmod"}:
            marks = tables.clitics[form]
            gender = marks[0] if len(marks) > 1 else None
            return self.antecedent(i, Wanted("nearest", gender, marks[-1]), self.besides(i))
        finder = self.reading.actor_finder
        if finder is None:
            return None
        told = finder.scene.lexicon.pronouns["pronouns"].get(form.removeprefix("-"))
        if told is None:
            return None
        found = self.antecedent(i, Wanted("topic", told[0] or None, told[1] or None), frozenset())
        return found if found.actors or told[1] != "p" else self.people_before(i)

    def besides(self, i: int) -> frozenset[str]:
        """Who acts in the clause of an object pronoun, and so is not meant by it."""
        clause = self.tree.clause_of(i)
        subject = self.clauses.surface_subject(clause)
        return frozenset(self.of(subject).actors) if subject is not None and subject != i else frozenset()

    def cue_speaker(self, i: int) -> str | None:
        """Who speaks the words that the token brings as a cue; an active verb's own subject."""
        return None if self.clauses.is_passive(i) else self.voices.cue_speaker(i)

    def speaker_of(self, i: int) -> Found:
        """Who says the words in which a token stands."""
        voice = self.voices.speaker[i]
        return Found((voice,), PRONOUN) if voice is not None else Found()

    def _is_of_subject(self, i: int) -> bool:
        """Whether an object of the first person stands beside a subject of the first person, and so is reflexive."""
        clause = self.tree.clause_of(i)
        subject = self.clauses.surface_subject(clause)
        return subject is not None and self.tree.form[subject] in self.tables.sets["arguments.first_person"]

    def addressed(self, i: int) -> Found:
        """Whom a word of the second person means: in the question of an interview whoever answers."""
        answering = self.voices.answering
        if answering is None or self.voices.quotation[i] is not None:
            return Found()
        return Found((answering,), PRONOUN)

    def antecedent(self, i: int, wanted: Wanted, besides: frozenset[str]) -> Found:
        """The likeliest of those named before who is as wanted, none of ``besides``."""
        finder = self.reading.actor_finder
        if finder is None:
            return Found()
        scene = finder.scene
        ranked = Antecedents(scene, self.tree.start[i]).ranked(wanted, scene.tokens.at(self.tree.start[i]))
        best = next((draft.id for _, draft in ranked if draft.id not in besides), None)
        return Found((best,), PRONOUN) if best is not None else Found()
