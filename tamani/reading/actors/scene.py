"""One page as the actor rules see it: tokens, names known to the world, phrases, questions about a place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tamani.reading.actors.cast import Cast
from tamani.reading.actors.lexicon import lexicon_of
from tamani.reading.actors.likely_names import LikelyNames
from tamani.reading.actors.phrases import Phrase, PhraseReader
from tamani.reading.actors.premodified import PremodifiedPhraseReader
from tamani.reading.actors.words import Tokens, tokens_of
from tamani.reading.reading import ActorMention
from tamani.world.gazetteer import Match, load_gazetteer

if TYPE_CHECKING:
    from tamani.reading.reading import Reading

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "obl:agent", "csubj"})
OBJECTS = frozenset({"obj", "iobj", "obl:arg"})
VERBAL = frozenset({"VERB", "AUX"})
INCISE = frozenset({",", "»"})
BETWEEN = frozenset({"PRON", "ADV"})
APPOSITION = 14
"""Tokens that words between two commas behind a name may take."""
ENOUGH = 2
"""Weight of mentions that makes a state the page's own; a single demonym does not."""
FORMS_OF_STATES = {"name": 3, "alias": 3, "capital": 2, "demonym": 1, "seat": 1, "acronym": 2}


class Scene:
    """What is known of a page before actors are told apart, and the cast that fills while it is read."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.lexicon = lexicon_of(reading.language.code)
        self.gazetteer = load_gazetteer(reading.language.code)
        self.tokens: Tokens = tokens_of(reading)
        self.likely = LikelyNames(reading, self.tokens)
        known = self.gazetteer.find(self.text)
        self.matches: list[Match] = [m for m in known if not (_of_state(m) and self.likely.hides(self.tokens, m))]
        self.taken: dict[int, Match] = {}
        for match in self.matches:
            self.take(match)
        self.cast = Cast()
        reader = PremodifiedPhraseReader if self.lexicon.premodified else PhraseReader
        self.reader: PhraseReader = reader(self.tokens, self.lexicon, self.taken)
        counts = self._weights()
        self.home = self._home(counts)
        clear = self.home is not None and 2 * counts[self.home] > counts.total()
        self.setting = self.home if clear else None
        """The page's state where more than half of all that the page says of states is about it."""
        self.folded: dict[str, str] = {}
        """Id of a draft that was merged → id of the one it became."""
        self.organisations: dict[int, str] = {}
        """Start of an organisation's name on the page → id of its draft."""
        self.spoken: dict[int, ActorMention] = {}
        """Start of a phrase for a speaker, pronouns too → the speaker it was resolved to."""

    def take(self, match: Match) -> None:
        """Keep the tokens of a match from being read as anything else."""
        tokens = self.tokens
        i = tokens.at(match.start)
        while i < len(tokens) and tokens.start[i] < match.end:
            self.taken[i] = match
            i += 1

    def remember(self, actor: str, start: int, end: int) -> None:
        """Keep who was found to speak at a place, so that pronouns further on can go back to him."""
        head = self.tokens.doc[min(self.tokens.at(start), len(self.tokens) - 1)]
        self.spoken[start] = ActorMention(start, end, actor, "alias", head, None, None)

    def phrases(self) -> list[Phrase]:
        """The outermost phrases of the page, in order."""
        found: list[Phrase] = []
        end = 0
        for i, low in enumerate(self.tokens.low):
            if i < end or low not in self.lexicon.nouns or i in self.taken or self.tokens.part[i] < 0:
                continue
            if self.tokens.text[i] in self.lexicon.given_names:
                continue
            head = self.reader.head_of_compound(i)
            phrase = self.reader.read(head, self.reader.noun_at(head))
            found.append(phrase)
            end = phrase.last
        return found

    # text

    def span_text(self, first: int, last: int) -> str:
        """The text of tokens ``first`` to ``last`` (exclusive)."""
        return self.text[self.tokens.start[first] : self.tokens.end[last - 1]]

    def low(self, i: int) -> str:
        """The token in lower case, "" outside the text."""
        return self.tokens.low[i] if 0 <= i < len(self.tokens) else ""

    def low_words(self, first: int, last: int) -> tuple[str, ...]:
        """Tokens in lower case; none where the range goes beyond the text's beginning."""
        return tuple(self.tokens.low[first:last]) if first >= 0 else ()

    def is_opening(self, i: int) -> bool:
        """Whether nothing but a conjunction and determiners stands between a sentence's beginning and ``i``."""
        tokens, known = self.tokens, self.lexicon.determiners | {self.lexicon.conjunction}
        while i > 0 and not tokens.opens[i] and tokens.low[i - 1] in known:
            i -= 1
        return i < len(tokens) and tokens.opens[i]

    def tag(self, i: int) -> str:
        """The part of speech, "" outside the text."""
        return self.tokens.tag[i] if 0 <= i < len(self.tokens) else ""

    def past_bracket(self, i: int) -> int:
        """The index after a short bracket that opens at ``i``."""
        if self.low(i) != "(":
            return i
        for k in range(i + 1, min(i + 12, len(self.tokens))):
            if self.tokens.low[k] == ")":
                return k + 1
        return i

    def part_kind(self, i: int) -> str:
        """The kind of the block that holds a token."""
        index = self.tokens.part[i]
        return self.reading.parts[index].kind if index >= 0 else ""

    def names_kind(self, phrase: Phrase) -> bool:
        """Whether the phrase only tells the kind of the name right behind it ("l'agence X")."""
        match = self.taken.get(phrase.last) or self.taken.get(phrase.head + 1)
        if match is None or match.form == "demonym" or self.low(phrase.head) not in self.lexicon.kind_nouns:
            return False
        return self.tokens.at(match.start) in (phrase.last, phrase.head + 1)

    def says_near(self, first: int, last: int) -> bool:
        """Whether a verb of saying or acting stands right behind the tokens, or right before them."""
        near = [*range(last, min(last + 4, len(self.tokens))), *range(max(first - 1, 0), first)]
        return any(self.is_saying(k) for k in near)

    # where a phrase stands in its clause

    def acts(self, first: int, last: int, head: int) -> bool:
        """Whether the tokens are the subject or agent of a verb, or the source of a report."""
        return self.is_subject(first, last, head) or self.is_agent(first)

    def is_agent(self, first: int) -> bool:
        """Whether "par" or "selon" stands before."""
        before = self.low(first - 1)
        if self.lexicon.has("name_context.agents.prepositions", before):
            return True
        return f"{self.low(first - 2)}{before}" in self.lexicon.sets["name_context.agents.phrases"]

    def is_subject(self, first: int, last: int, head: int) -> bool:
        """Whether a verb of which the tokens are the subject follows, or precedes in an incise."""
        tokens = self.tokens
        if tokens.dep[head] in SUBJECTS:
            return True
        if "ADP" in (self.tag(first - 1), self.tag(first)) and not self.is_agent(first):
            return False
        i = self.past_bracket(last)
        if self._is_stressed(i):
            return True
        if self.is_opening(first):
            i = self._past_apposition(i)
        for _ in range(4):
            if self.tag(i) in VERBAL and tokens.part[i] == tokens.part[head]:
                return True
            if self.tag(i) not in BETWEEN and self.low(i) not in self.lexicon.sets["name_context.clitics.words"]:
                break
            i += 1
        if self.tag(first - 1) not in VERBAL:
            return False
        return (self.lexicon.inverts and self.is_saying(first - 1)) or self.low(first - 2) in INCISE

    def _past_apposition(self, i: int) -> int:
        """The index after ", centrale voisine," at ``i``; ``i`` where none stands there."""
        tokens = self.tokens
        if self.low(i) != ",":
            return i
        for k in range(i + 1, min(i + APPOSITION, len(tokens))):
            if tokens.tag[k] in VERBAL or tokens.part[k] != tokens.part[i] or tokens.low[k] in ".?!;:":
                return i
            if tokens.low[k] == ",":
                return k + 1
        return i

    def _is_stressed(self, i: int) -> bool:
        """Whether ", lui," stands behind, as it only does behind a subject."""
        pronoun = self.low(i + 1) in self.lexicon.pronouns["pronouns"]
        relative = self.low(i + 1) in self.lexicon.sets["pronouns.relative.words"]
        return self.low(i) == "," == self.low(i + 2) and pronoun and not relative

    def is_saying(self, i: int) -> bool:
        """Whether the token is a verb by which somebody acts or speaks."""
        return self.tokens.lemma[i] in self.lexicon.saying

    def is_object(self, head: int) -> bool:
        """Whether the parse has the token as the object of a verb."""
        dep, above = self.tokens.dep[head], self.tokens.head[head]
        return dep in OBJECTS or (dep == "conj" and self.tokens.dep[above] in OBJECTS | SUBJECTS)

    def after_place(self, first: int) -> bool:
        """Whether a preposition of place, or a noun for a place, stands before."""
        before, lexicon = self.low(first - 1), self.lexicon
        if lexicon.has("name_context.place.prepositions", before):
            return True
        for words in lexicon.place_phrases:
            if first >= len(words) and tuple(self.tokens.low[first - len(words) : first]) == words:
                return True
        noun = first - 1
        while noun > 0 and (self.low(noun) in lexicon.determiners):
            noun -= 1
        return lexicon.has("name_context.place.nouns", self.low(noun))

    def sentence_state(self, i: int) -> str | None:
        """The state named last before token ``i`` in its block, else the page's own."""
        best = None
        for match in self.matches:
            if match.start >= self.tokens.start[i]:
                break
            if match.form != "demonym" or match.noun:
                country = match.entries[0].country if len(match.entries) == 1 else None
                same = self.tokens.part[self.tokens.at(match.start)] == self.tokens.part[i]
                best = country if country and same else best
        return best or self.home

    def clear_state(self, i: int) -> str | None:
        """The state of people about whom no word tells: the only one of the block, else the page's clear setting."""
        part = self.tokens.part[i]
        near = [m for m in self.matches if len(m.entries) == 1 and self.tokens.part[self.tokens.at(m.start)] == part]
        near = [m for m in near if not self._of_mission(self.tokens.at(m.start))]
        named = {m.entries[0].country for m in near if m.form != "capital"} - {None}
        there = named or {m.entries[0].country for m in near} - {None}
        if len(there) == 1:
            return next(iter(there))
        return self.setting if not there or self.setting in there else None

    def _of_mission(self, i: int) -> bool:
        """Whether a state only tells whose embassy something happens at: "devant l'ambassade du Chili"."""
        k = i - 1
        while k > 0 and self.low(k) in self.lexicon.determiners:
            k -= 1
        k -= k > 0 and self.lexicon.has("roles.connectors.of", self.low(k))
        return self.low(k) in self.lexicon.sets.get("institutions.abroad.nouns", frozenset())

    def _weights(self) -> Counter[str]:
        """How much the page speaks of each state, its beginning counted twice."""
        counts: Counter[str] = Counter()
        early = self.reading.parts[min(2, len(self.reading.parts) - 1)].end if self.reading.parts else 0
        for match in self.matches:
            if len(match.entries) == 1 and match.entries[0].kind in ("state", "territory"):
                weight = FORMS_OF_STATES.get(match.form, 1) * (2 if match.start < early else 1)
                counts[match.entries[0].id] += weight
        return counts

    def _home(self, counts: Counter[str]) -> str | None:
        """The state that the page names most."""
        best = max(counts, key=lambda iso3: (counts[iso3], iso3)) if counts else None
        return best if best is not None and counts[best] >= ENOUGH else None


def _of_state(match: Match) -> bool:
    return all(entry.kind in ("state", "territory") for entry in match.entries)
