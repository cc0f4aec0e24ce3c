"""States and other actors that the world knows by name: which match is an actor here, of which country."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tamani.reading.actors.cast import Draft, mention
from tamani.reading.actors.lexicon import Noun
from tamani.world.gazetteer import Match

if TYPE_CHECKING:
    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.actors.scene import Scene
    from tamani.world.entries import Entry

VERBAL = frozenset({"VERB", "AUX"})
DASHES = frozenset("-–—")
LONGEST_DATELINE = 10
"""Tokens of place and date before the agency that opens a dispatch."""
NEAR = 120
"""Characters before a demonym within which a name settles whose it is."""
SENTENCE, BLOCK, PAGE = 8, 3, 1
LOOSE = 2
"""Weight that a country lacks for which a demonym is only used loosely, unless the page is about it."""


class StateReader:
    """Reads the gazetteer's matches into the cast."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.chosen: dict[int, Entry] = {}
        """Start of a match → the entry it was taken for, where several could be meant."""
        self.corrected: set[int] = set()
        """Starts of matches whose country the page contradicts."""
        self._named = self._names()

    def _names(self) -> dict[str, list[tuple[int, int]]]:
        """Where each state is named by what cannot be mistaken: (offset, block) lists by code."""
        found: dict[str, list[tuple[int, int]]] = {}
        for match in self.scene.matches:
            if match.form != "demonym" and len(match.entries) == 1:
                at = self.scene.tokens.part[self.scene.tokens.at(match.start)]
                found.setdefault(match.entries[0].country or match.entries[0].id, []).append((match.start, at))
        return found

    def entry_of(self, match: Match) -> Entry | None:
        """The entry that a match stands for; the page decides between several."""
        candidates = (*match.entries, *match.also)
        if not candidates:
            return None
        if len(candidates) == 1 and match.start not in self.corrected:
            return candidates[0]
        if match.start not in self.chosen:
            self.chosen[match.start] = self._best(match, candidates)
        return self.chosen[match.start]

    def _best(self, match: Match, candidates: tuple[Entry, ...]) -> Entry:
        block = self.scene.tokens.part[self.scene.tokens.at(match.start)]
        weights = [
            (self._weight(entry, match.start, block), entry.kind != "state", -self._first(entry))
            for entry in candidates
        ]
        for place, entry in enumerate(candidates):
            if entry in match.also and entry.id != self.scene.home:
                weights[place] = (weights[place][0] - LOOSE, *weights[place][1:])
        return candidates[weights.index(max(weights))]

    def _first(self, entry: Entry) -> int:
        """Where the page names a state first; beyond its end where it never does."""
        places = self._named.get(entry.country or entry.id)
        return places[0][0] if places else len(self.scene.text)

    def _weight(self, entry: Entry, start: int, block: int) -> int:
        weight = 0
        for offset, part in self._named.get(entry.country or entry.id, []):
            near = part == block and 0 <= start - offset < NEAR
            weight += SENTENCE if near else BLOCK if part == block and offset < start else PAGE
        return weight

    def country_of(self, match: Match) -> str | None:
        """The ISO3 code that the match points to."""
        entry = self.entry_of(match)
        return None if entry is None else entry.country

    def read(self) -> None:
        """Put every match that is an actor here into the cast."""
        for match in self.scene.matches:
            entry = self.entry_of(match)
            if entry is None or entry.kind == "territory":
                continue
            if (entry.kind == "media" and self._credit(match)) or self._opens_dispatch(match):
                continue
            if match.form == "capital" and not self.capital_acts(match):
                continue
            first = self.scene.tokens.at(match.start)
            draft = self.draft(entry)
            mention(
                draft, match.start, match.end, match.form, self.scene.tokens.doc[first],
                gender=self._gender(first, draft), number=match.number,
            )  # fmt: skip

    def read_home(self) -> None:
        """For "l'État" by itself is the page's own state."""
        scene, home = self.scene, self.scene.home
        entry = scene.gazetteer.state(home) if home else None
        for i, low in enumerate(scene.tokens.low):
            if entry is None or low not in scene.lexicon.sets["institutions.home.state"] or not scene.tokens.capital(i):
                continue
            article = scene.lexicon.has("institutions.home.article", scene.low(i - 1))
            goes_on = scene.low(i + 1) in scene.lexicon.sets["institutions.home.not_before"]
            if not article or i in scene.taken or (goes_on and scene.tag(i + 2) not in VERBAL):
                continue
            if scene.is_subject(i - 1, i + 1, i) or self._is_met(i):
                draft = self.draft(entry)
                mention(draft, scene.tokens.start[i - 1], scene.tokens.end[i], "alias", scene.tokens.doc[i])

    def _is_met(self, i: int) -> bool:
        """Whether an act meets what a noun means: it is an object, or stands behind "against" or "to"."""
        token = self.scene.reading.doc[self.scene.tokens.doc[i]]
        cases = {child.lower_ for child in token.lefts if child.dep_ == "case"}
        if token.dep_ in {"obl", "iobj"}:
            return bool(cases & self.scene.lexicon.sets["institutions.home.met_behind"])
        return token.dep_ == "obj" and not cases

    def read_short(self) -> None:
        """Short names ("la Commission") of bodies whose whole the page names; their tokens are taken."""
        scene = self.scene
        named = {entry.id for match in scene.matches for entry in match.entries}
        for short in scene.lexicon.institutions["short"]:
            entry = scene.gazetteer.entry(short["entry"])
            if entry is None or short["beside"] not in named:
                continue
            for i, low in enumerate(scene.tokens.low):
                if low == short["word"] and self._stands_alone(i):
                    match = Match(scene.tokens.start[i], scene.tokens.end[i], "alias", (entry,))
                    scene.matches.append(match)
                    scene.take(match)
        scene.matches.sort(key=lambda match: match.start)

    def _stands_alone(self, i: int) -> bool:
        """Whether a capitalised word has an article before and neither adjective nor complement behind."""
        scene = self.scene
        if i in scene.taken or not scene.tokens.capital(i) or scene.tokens.opens[i]:
            return False
        article = scene.lexicon.has("groups.determiners.definite", scene.low(i - 1))
        verb = scene.is_saying(i + 1) or scene.low(i + 2) in ("«", '"')
        whole = (scene.tag(i + 1) == "ADJ" and not verb) or scene.lexicon.has("roles.connectors.of", scene.low(i + 1))
        return article and not whole and i + 1 not in scene.taken

    def peoples(self) -> list[Phrase]:
        """Phrases for a counted part of a people: "trente Maliens", "les Guinéens de la diaspora"."""
        found = []
        for match in self.scene.matches:
            if match.form != "demonym" or not match.noun or match.number == "s":
                continue
            i = self.scene.tokens.at(match.start)
            phrase = self.scene.reader.read(
                i, Noun("people", self.scene.tokens.low[i], "CIV", match.gender, plural=True)
            )
            if self.scene.low(i - 1) not in self.scene.lexicon.sets["groups.minorities.words"]:
                phrase.demonyms.append(match)
            if phrase.quantified or (phrase.complement is not None and phrase.determiner):
                found.append(phrase)
        return found

    def draft(self, entry: Entry) -> Draft:
        """The draft of an entry, made where it is new."""
        known = self.scene.cast.get(entry.id)
        if known is not None:
            return known
        kind = "state" if entry.kind == "territory" else entry.kind
        name = entry.names[self.scene.reading.language.code]
        return self.scene.cast.add(
            Draft(
                entry.id,
                name,
                kind,
                entry.country,
                entry.sector,
                stem="" if kind in ("state", "person") else name.split()[0].lower(),
                named=True,
                by="gazetteer",
            )
        )

    def _credit(self, match: Match) -> bool:
        """Whether a medium stands in a bracket or a caption, as whose words or picture these are."""
        first = self.scene.tokens.at(match.start)
        bracket = self.scene.low(first - 1) == "(" and self.scene.low(first + 1) in (")", ",")
        return bracket or self.scene.part_kind(first) == "caption"

    def _opens_dispatch(self, match: Match) -> bool:
        """Whether an acronym names the agency that a dispatch opens with: "Bamako, 3 April (XYZ) – …"."""
        scene, first = self.scene, self.scene.tokens.at(match.start)
        bracket = scene.low(first - 1) == "(" and scene.low(first + 1) == ")" and scene.low(first + 2) in DASHES
        start = max(0, first - LONGEST_DATELINE)
        return (bracket and any(scene.tokens.part[k] != scene.tokens.part[first] for k in range(start, first))) or (
            bracket and start == 0
        )

    def _gender(self, first: int, draft: Draft) -> str | None:
        before = self.scene.low(first - 1)
        if self.scene.lexicon.has("groups.determiners.masculine", before):
            draft.gender = draft.gender or "m"
        elif self.scene.lexicon.has("groups.determiners.feminine", before):
            draft.gender = draft.gender or "f"
        elif self.scene.lexicon.has("groups.determiners.plural", before):
            draft.number = "p"
        return draft.gender

    # capitals

    def capital_acts(self, match: Match) -> bool:
        """Whether a capital stands for its state here, and not for the town."""
        scene = self.scene
        first = scene.tokens.at(match.start)
        last = scene.tokens.at(match.end - 1) + 1
        before = scene.low(first - 1)
        if scene.lexicon.has("roles.connectors.of", before):
            return self._of_act(first)
        if scene.lexicon.has("name_context.state_acts.prepositions", before):
            return self._among_states(first, last, before)
        if before and scene.lexicon.has("name_context.giving_to.prepositions", before):
            return self._given_to(first)
        if scene.after_place(first):
            return False
        if scene.tokens.opens[first] and not scene.is_subject(first, last, first):
            return self._pair_acts(last)
        return not self._goal(first)

    def _of_act(self, first: int) -> bool:
        """Whether "de" joins it to a noun for what a state does ("la « vive inquiétude » de Washington")."""
        scene = self.scene
        for k in range(first - 2, max(first - 7, -1), -1):
            if scene.lexicon.has("name_context.state_acts.nouns", scene.low(k)):
                return True
            if scene.tag(k) not in ("ADJ", "PUNCT") or scene.low(k) in ",;:.":
                return False
        return False

    def _among_states(self, first: int, last: int, before: str) -> bool:
        """After "contre", "avec", "et": the state, unless "et" goes on with a list of places."""
        if before != self.scene.lexicon.conjunction:
            return True
        previous = self.scene.taken.get(first - 2)
        if previous is not None and previous.form == "capital":
            return self.capital_acts(previous)
        return previous is not None or self.scene.is_subject(first, last, first)

    def _given_to(self, first: int) -> bool:
        """Whether something is given or answered to it: "livrer à Kigali"."""
        lexicon, tokens = self.scene.lexicon, self.scene.tokens
        for k in range(first - 2, max(first - 9, -1), -1):
            if tokens.low[k] in ",.;:" or tokens.part[k] != tokens.part[first]:
                return False
            if lexicon.has("name_context.state_acts.giving_nouns", tokens.low[k]):
                return True
            if tokens.tag[k] in ("VERB", "AUX"):
                return lexicon.has("name_context.state_acts.giving", tokens.lemma[k])
        return False

    def _pair_acts(self, last: int) -> bool:
        """For "Bamako et Dakar vont …": the first of two capitals before a verb."""
        scene = self.scene
        if scene.low(last) != scene.lexicon.conjunction or last + 1 not in scene.taken:
            return False
        second = scene.taken[last + 1]
        end = scene.tokens.at(second.end - 1) + 1
        return second.form in ("capital", "name") and scene.is_subject(last + 1, end, last + 1)

    def _goal(self, first: int) -> bool:
        """Whether it is where somebody goes or what is attacked: "a quitté Bangui"."""
        scene = self.scene
        verb = scene.tokens.head[first] if scene.is_object(first) else first - 1
        return verb >= 0 and scene.lexicon.has("name_context.state_acts.going", scene.tokens.lemma[verb])

    # doubts

    def shared_words(self) -> list[tuple[Match, Entry]]:
        """Demonyms that were taken for the rarer of two countries, or for one the word is not usual for."""
        for match in self.scene.matches:
            self.entry_of(match)
        chosen = [(m, self.chosen[m.start]) for m in self.scene.matches if m.start in self.chosen]
        counts = Counter(entry.id for match, entry in chosen if match.form == "demonym")
        doubtful = []
        for match, entry in chosen:
            if match.form != "demonym":
                continue
            rarer = len(counts) > 1 and counts[entry.id] < max(counts.values())
            if rarer or entry in match.also:
                doubtful.append((match, entry))
        return doubtful
