"""Phrases that tell who is meant: determiner and number, head noun, adjectives, complements.

The borrowed parse is weak on scraped prose, so a phrase is read from its words, helped by parts of speech.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.actors.lexicon import Lexicon, Noun
    from tamani.reading.actors.words import Tokens
    from tamani.world.gazetteer import Match

REACH = 14
"""Tokens that a phrase may go on after its head."""
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
PORTFOLIO = frozenset({"role", "acting", "placed"})
ADJECTIVES = (
    "roles.adjectives.words",
    "groups.after.adjectives",
    "institutions.bodies.adjectives.words",
    "groups.armed.adjectives",
    "institutions.missions.adjectives",
)


@dataclass(slots=True)
class Phrase:
    """A noun phrase round a head noun of the lexicon; ``first`` to ``last`` (exclusive) are tokens."""

    first: int
    last: int
    head: int
    noun: Noun
    core: int
    """First token without determiners and numbers."""
    determiner: str = ""
    quantified: bool = False
    former: bool = False
    demonyms: list[Match] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    inner: list[Phrase] = field(default_factory=list)
    complement: tuple[int, int] | None = None
    """The tokens of all that follows the head and its adjectives."""


class PhraseReader:
    """Reads the phrases of one text; ``taken`` maps a token to the gazetteer's match that holds it."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, taken: dict[int, Match]) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.taken = taken

    def read(self, head: int, noun: Noun) -> Phrase:
        """The phrase round this head noun."""
        phrase = Phrase(head, head + 1, head, noun, head)
        self._left(phrase)
        self._right(phrase)
        return phrase

    def noun_at(self, i: int) -> Noun:
        """The meaning of the noun at ``i``: groups and bodies by what stands beside it."""
        compound = self.compound_at(i)
        if compound is not None:
            return compound
        nouns = self.lexicon.nouns[self.tokens.low[i]]
        behind = self.tokens.low[i + 1] if i + 1 < len(self.tokens) else ""
        people = self.lexicon.has("groups.armed.people", self.tokens.low[i])
        if people and self.lexicon.has("groups.armed.adjectives", behind):
            armed = next((n for n in nouns if n.use == "armed"), None)
            return armed or self._as_armed(nouns[0])
        plural = next((n for n in nouns if n.use == "people" and n.plural), None)
        if nouns[0].use == "role" and nouns[0].plural and plural is not None:
            return plural
        if nouns[0].use == "people" and not nouns[0].plural:
            return next((n for n in nouns if n.use == "organised" and not n.plural), nouns[0])
        return nouns[0]

    def compound_at(self, i: int) -> Noun | None:
        """The meaning of a noun of several words whose head stands at ``i``: "banque centrale", "coast guard"."""
        for words, noun in self.lexicon.compounds.get(self.tokens.low[i], ()):
            first = i - len(words) + 1 if self.lexicon.premodified else i
            if first >= 0 and tuple(self.tokens.low[first : first + len(words)]) == words:
                return noun
        return None

    def _as_armed(self, noun: Noun) -> Noun:
        return replace(noun, use="armed", sector="REB")

    def head_of_compound(self, i: int) -> int:
        """The token of the noun that heads the phrase which begins with the noun at ``i``: the noun itself."""
        return i

    # to the left: adjectives, numbers, determiner

    def _left(self, phrase: Phrase) -> None:
        low, has = self.tokens.low, self.lexicon.has
        i = phrase.head
        while i > 0 and has("groups.before.adjectives", low[i - 1]) and not self._break(i - 1):
            i -= 1
            phrase.former = phrase.former or has("groups.before.former", low[i])
        phrase.core = i
        i = self._quantity(i, phrase)
        counted = self._adverb(i, phrase)
        if counted < i:
            phrase.first = counted
            return
        if i > 0 and self._is_determiner(i - 1) and not self._break(i - 1):
            i -= 1
            phrase.determiner = low[i]
            i = self._quantity_noun(i, phrase)
        phrase.first = self._adverb(i, phrase)
        if not phrase.determiner and phrase.first < phrase.core and not phrase.quantified:
            phrase.first = phrase.core

    def _break(self, i: int) -> bool:
        return self.tokens.part[i] != self.tokens.part[i + 1]

    def _is_determiner(self, i: int) -> bool:
        """Whether a determiner stands here, no conjunction of the same form: "said that six men had left"."""
        return self.tokens.low[i] in self.lexicon.determiners and self.tokens.tag[i] != "SCONJ"

    def _is_number(self, i: int) -> bool:
        word = self.tokens.low[i]
        return word.isdigit() or self.lexicon.has("groups.quantities.counting", word) or self._is_vague(i)

    def _is_vague(self, i: int) -> bool:
        return self.lexicon.has("groups.quantities.vague", self.tokens.low[i])

    def _quantity(self, i: int, phrase: Phrase) -> int:
        """Numbers before the noun; "un" alone is a determiner."""
        start = i
        while i > 0 and self._is_number(i - 1) and not self._break(i - 1):
            if self.tokens.low[i - 1] in self.lexicon.determiners and i == start:
                break
            i -= 1
        if i < start:
            phrase.quantified = True
        return i

    def _quantity_noun(self, i: int, phrase: Phrase) -> int:
        """For "une dizaine de", "l'un des", "certains de vos" before the determiner at ``i``."""
        low, has = self.tokens.low, self.lexicon.has
        of = has("roles.connectors.of", low[i])
        k = i - 1
        if not of and k >= 0 and has("roles.connectors.of", low[k]):
            of, k = True, k - 1
        if not of or k < 0:
            return i
        if has("groups.quantities.nouns", low[k]) or self._is_vague(k):
            phrase.quantified = True
            return self._quantity_start(k, phrase)
        return i

    def _quantity_start(self, k: int, phrase: Phrase) -> int:
        low = self.tokens.low
        while (
            k > 0
            and not self._break(k - 1)
            and (self._is_number(k - 1) or self._is_determiner(k - 1))
            and not self.lexicon.has("groups.determiners.bare", low[k - 1])
        ):
            k -= 1
        phrase.determiner = phrase.determiner or low[k]
        return k

    def _adverb(self, i: int, phrase: Phrase) -> int:
        """For "au moins", "plus de", "environ" before a number."""
        if not phrase.quantified and not phrase.determiner:
            return i
        for words in self.lexicon.quantity_adverbs:
            n = len(words)
            if i >= n and tuple(self.tokens.low[i - n : i]) == words and not self._break(i - 1):
                phrase.quantified = True
                return i - n
        return i

    # to the right: adjectives, complements

    def _right(self, phrase: Phrase) -> None:
        i = self._adjectives(phrase.head + 1, phrase)
        phrase.last = i
        if phrase.noun.use == "troops" and self.lexicon.has("groups.determiners.third", phrase.determiner):
            return
        of = 0
        while i < self._limit(phrase) and of < (1 if phrase.noun.sector == "CIV" else 3):
            after = self._complement(i, phrase)
            if after == i:
                break
            i, of = self._adjectives(after, phrase), of + 1
        if i > phrase.last:
            phrase.complement = (phrase.last, i)
        phrase.last = i

    def _limit(self, phrase: Phrase) -> int:
        return min(len(self.tokens), phrase.head + REACH)

    def _same_part(self, i: int, phrase: Phrase) -> bool:
        return i < len(self.tokens) and self.tokens.part[i] == self.tokens.part[phrase.head]

    def _adjectives(self, i: int, phrase: Phrase) -> int:
        while self._same_part(i, phrase):
            after = self._adjective(i, phrase)
            if after == i:
                break
            i = after
        return i

    def _adjective(self, i: int, phrase: Phrase) -> int:
        """The index after an adjective at ``i``, also of a second one behind "et"."""
        match = self.taken.get(i)
        if match is not None:
            if match.form == "demonym" and not match.noun:
                phrase.demonyms.append(match)
                return self._after(match, i)
            label = phrase.noun.use == "role" and match.form == "acronym" and i == phrase.head + 1
            if not label:
                return i
            phrase.matches.append(match)
            return self._after(match, i)
        if self._is_adjective(i, source=phrase.noun.use == "source" and i == phrase.head + 1):
            return i + 1
        joined = self.tokens.low[i] == self.lexicon.conjunction and i > phrase.head + 1
        if joined and self._same_part(i + 1, phrase) and self._joins(i + 1):
            return self._adjective(i + 1, phrase)
        return i

    def _joins(self, i: int) -> bool:
        """Whether the conjunction before ``i`` joins two demonyms or two adjectives of the phrase."""
        match = self.taken.get(i)
        if match is not None:
            return match.form == "demonym" and not match.noun
        return self._is_adjective(i)

    def _is_adjective(self, i: int, *, source: bool = False) -> bool:
        low, has = self.tokens.low[i], self.lexicon.has
        if any(has(key, low) for key in ADJECTIVES):
            return True
        if self.tokens.capital(i) or low in self.lexicon.nouns or low in self.lexicon.determiners:
            return False
        if low in self.lexicon.pronouns["pronouns"]:
            return False
        if source and self.tokens.tag[i] in ("ADJ", "VERB"):
            return low.endswith(self.lexicon.participles)
        if self.tokens.tag[i] == "ADJ":
            return not low.endswith(self.lexicon.participles)
        return self.tokens.tag[i] in NOMINAL and low.endswith(self.lexicon.adjective_endings)

    def _after(self, match: Match, i: int) -> int:
        while i < len(self.tokens) and self.taken.get(i) is match:
            i += 1
        return i

    def _complement(self, i: int, phrase: Phrase) -> int:
        """The index after "de la Défense", "par intérim"; ``i`` where no complement begins."""
        low, has = self.tokens.low, self.lexicon.has
        if not self._same_part(i + 1, phrase):
            return i
        if any(tuple(low[i : i + len(words)]) == words for words in self.lexicon.naming):
            return i
        if has("roles.connectors.of", low[i]):
            return self._object(i + 1, phrase, i)
        for words in self.lexicon.role_phrases:
            if tuple(low[i : i + len(words)]) == words:
                return i + len(words)
        role = phrase.noun.use == "role" and has("roles.connectors.takes_for", phrase.noun.stem)
        takes = role or phrase.noun.use == "organisation"
        if takes and has("roles.connectors.for", low[i]):
            inner = i + 1 + (has("roles.connectors.of", low[i + 1]) or has("roles.connectors.for", low[i + 1]))
            return self._object(inner, phrase, i)
        return i

    def _object(self, i: int, phrase: Phrase, start: int) -> int:
        """The index after what the preposition at ``start`` governs; ``start`` where nothing fits."""
        low = self.tokens.low
        if self._is_another(i, phrase, start):
            return start
        while self._same_part(i, phrase) and (low[i] in self.lexicon.determiners or self._counts(i)):
            i += 1
        if not self._same_part(i, phrase) or low[i] in self.lexicon.dates or low[i].isdigit():
            return start
        match = self.taken.get(i)
        if match is not None:
            if match.form == "demonym" and not match.noun:
                return start
            phrase.matches.append(match)
            return self._after(match, i)
        if low[i] in self.lexicon.nouns:
            inner = self.read(i, self.noun_at(i))
            phrase.inner.append(inner)
            return self._joined(self._name_behind(inner), phrase)
        return self._joined(self._plain(i, phrase), phrase) if self._opens_plain(i) else start

    def _is_another(self, i: int, phrase: Phrase, start: int) -> bool:
        """Whether the words behind the preposition are no part of the phrase ("de quatre régions")."""
        if not self._same_part(i, phrase):
            return True
        low, sets = self.tokens.low, self.lexicon.sets
        if low[i] in sets["groups.determiners.possessive"] and phrase.noun.use == "people":
            return True
        number = low[i] in sets["groups.quantities.counting"] and low[i] not in sets["groups.determiners.one"]
        return number and low[start] in sets["groups.determiners.bare"]

    def _name_behind(self, inner: Phrase) -> int:
        """The index after the proper name that a noun for its kind leads to ("du groupe Écolo")."""
        i = inner.last
        if self.tokens.low[inner.head] not in self.lexicon.kind_nouns:
            return i
        while self._same_part(i, inner) and self.tokens.capital(i) and self.tokens.text[i][0].isalpha():
            i += 1
        return i

    def _counts(self, i: int) -> bool:
        low, has = self.tokens.low[i], self.lexicon.has
        return has("groups.quantities.counting", low) or has("groups.before.adjectives", low)

    def _opens_plain(self, i: int) -> bool:
        return self.tokens.tag[i] in NOMINAL or (self.tokens.capital(i) and self.tokens.text[i].isalpha())

    def _plain(self, i: int, phrase: Phrase) -> int:
        """The index after a noun that no list knows, with the adjectives and capitals behind it."""
        i += 1
        while self._same_part(i, phrase) and self.taken.get(i) is None:
            proper = self.tokens.capital(i) and self.tokens.text[i][0].isalpha()
            if proper and self._name_begins(i, phrase):
                break
            if not proper and not self._is_adjective(i):
                break
            i += 1
        return i

    def _name_begins(self, i: int, phrase: Phrase) -> bool:
        """Whether a capital behind a minister's portfolio opens his name, and is no second word of the portfolio."""
        if phrase.noun.stem not in self.lexicon.sets["institutions.portfolios.nouns"] or self._is_portfolio_word(i):
            return False
        follows = self._same_part(i + 1, phrase) and self.tokens.capital(i + 1) and self.tokens.text[i + 1][0].isalpha()
        return not self.tokens.capital(i - 1) or bool(follows)

    def _is_portfolio_word(self, i: int) -> bool:
        low = self.tokens.low[i]
        if any(self.lexicon.has(key, low) for key in ADJECTIVES):
            return True
        if not self.tokens.capital(i - 1):
            return False
        return self.tokens.tag[i] == "ADJ" or (
            low.endswith(self.lexicon.adjective_endings) and self.tokens.tag[i] != "PROPN"
        )

    def _joined(self, i: int, phrase: Phrase) -> int:
        """The index after "et de la Sécurité publique" behind the first half of a portfolio."""
        low = self.tokens.low
        if not self._same_part(i + 2, phrase) or low[i] != self.lexicon.conjunction:
            return i
        k = i + 1
        while self._same_part(k, phrase) and low[k] in self.lexicon.determiners:
            k += 1
        portfolio = self._same_part(k, phrase) and k > i + 1 and self.tokens.capital(k) and k not in self.taken
        return self._plain(k, phrase) if portfolio and phrase.noun.use in PORTFOLIO else i
