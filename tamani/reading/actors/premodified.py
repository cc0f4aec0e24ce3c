"""Phrases of languages whose modifiers stand before the noun: "Ukraine's army", "an ECOWAS commissioner"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.actors.phrases import ADJECTIVES, NOMINAL, PhraseReader

if TYPE_CHECKING:
    from tamani.reading.actors.lexicon import Noun
    from tamani.reading.actors.phrases import Phrase

REACH_COMPOUND = 2
"""Nouns that no list knows between two of a compound ("army planning chief")."""
LONGEST_POSSESSOR = 8
RANKED = "MIL"
TAKES_FOR = frozenset({"role", "counterpart", "organisation", "organised", "organ", "mission", "document"})
"""Uses of nouns behind which "for" tells of what they are: "the minister for health", "a centre for research"."""


class PremodifiedPhraseReader(PhraseReader):
    """Reads noun phrases that grow to the left of their head."""

    def head_of_compound(self, i: int) -> int:
        """The last noun of the compound that begins with the noun at ``i``: "spokesman" of "government spokesman"."""
        head = i
        at = i + 1
        while at < len(self.tokens) and at - head <= REACH_COMPOUND + 1 and self._same_block(at, head):
            if at in self.taken or self.tokens.tag[at] not in NOMINAL or self._is_given(at):
                break
            if self.tokens.low[at] in self.lexicon.nouns:
                if self._opens_title(head, at):
                    break
                head = at
            elif (self.tokens.capital(at) and not self.tokens.capital(head)) or self.tokens.capital(at):
                break
            at += 1
        return head

    def noun_at(self, i: int) -> Noun:
        """The meaning of the noun at ``i``: of people with weapons by the word before it."""
        before = self.tokens.low[i - 1] if i else ""
        nouns = self.lexicon.nouns[self.tokens.low[i]]
        if self.lexicon.has("groups.armed.people", self.tokens.low[i]):
            if self.lexicon.has("groups.armed.adjectives", before):
                return next((n for n in nouns if n.use == "armed"), self._as_armed(nouns[0]))
        return super().noun_at(i)

    def _is_given(self, i: int) -> bool:
        return self.tokens.capital(i) and self.tokens.text[i] in self.lexicon.given_names

    def _same_block(self, i: int, k: int) -> bool:
        return self.tokens.part[i] == self.tokens.part[k]

    def _opens_title(self, head: int, at: int) -> bool:
        """Whether a rank with a capital begins a new phrase that leads to a name ("Defence Minister General X")."""
        here = self.lexicon.nouns[self.tokens.low[head]][0]
        nouns = self.lexicon.nouns[self.tokens.low[at]]
        ranked = nouns[0].use == "role" and nouns[0].sector == RANKED and self.tokens.capital(at)
        return ranked and here.use == "role" and at + 1 < len(self.tokens) and self.tokens.capital(at + 1)

    # to the left

    def _left(self, phrase: Phrase) -> None:
        start = self._premodifiers(phrase.head, phrase)
        phrase.core = start
        owner = self._possessor(start, phrase)
        if owner is not None:
            phrase.first = owner
            phrase.determiner = self.lexicon.groups["determiners"]["definite"][0]
            return
        i = self._quantity(start, phrase)
        if i > 0 and self._is_determiner(i - 1) and not self._break(i - 1):
            i -= 1
            phrase.determiner = self.tokens.low[i]
            i = self._quantity_noun(i, phrase)
        elif i > 0:
            i = self._counted_noun(i, phrase)
        phrase.first = self._adverb(i, phrase)

    def _counted_noun(self, i: int, phrase: Phrase) -> int:
        """For "dozens of", "some of" before a noun without determiner."""
        low, has = self.tokens.low, self.lexicon.has
        if i < 2 or not has("roles.connectors.of", low[i - 1]) or self._break(i - 1):
            return i
        if not (has("groups.quantities.nouns", low[i - 2]) or self._is_vague(i - 2)):
            return i
        phrase.quantified = True
        return self._quantity_start(i - 2, phrase)

    def _premodifiers(self, head: int, phrase: Phrase) -> int:
        """The first token of the adjectives, names and nouns before the head."""
        i = head
        while i > 0 and not self._break(i - 1):
            match = self.taken.get(i - 1)
            if match is not None:
                first = self.tokens.at(match.start)
                if match.form != "demonym" and self._stands_apart(first):
                    break
                (phrase.demonyms if match.form == "demonym" else phrase.matches).append(match)
                i = first
                continue
            if not self._modifies(i - 1):
                break
            i -= 1
            phrase.former = phrase.former or self.lexicon.has("groups.before.former", self.tokens.low[i])
        return i

    def _stands_apart(self, first: int) -> bool:
        """Whether a name before the noun hangs on a preposition of place ("in Vienna diplomats …")."""
        before = self.tokens.low[first - 1] if first else ""
        return self.lexicon.has("name_context.place.prepositions", before)

    def _modifies(self, i: int) -> bool:
        low, lexicon = self.tokens.low[i], self.lexicon
        if (
            low in lexicon.determiners
            or self._is_number(i)
            or low in lexicon.dates
            or low in lexicon.pronouns["pronouns"]
        ):
            return False
        if lexicon.has("groups.before.adjectives", low) or any(lexicon.has(k, low) for k in ADJECTIVES):
            return True
        if not low[0].isalpha() or self.tokens.text[i] in lexicon.openers or self._is_given(i):
            return False
        if self.tokens.tag[i] in ("NOUN", "ADJ"):
            return not (low in lexicon.nouns and lexicon.nouns[low][0].plural)
        hyphened = "-" in low and self.tokens.tag[i] in ("VERB", "PROPN", "ADV")
        return hyphened or (self.tokens.tag[i] == "PROPN" and not self.tokens.capital(i))

    def _possessor(self, start: int, phrase: Phrase) -> int | None:
        """The first token of whose it is: "the plant's", "Russia's"; None where nobody owns it."""
        mark = start - 1
        if mark < 1 or not self.lexicon.has("groups.determiners.owning", self.tokens.low[mark]) or self._break(mark):
            return None
        owner = mark - 1
        match = self.taken.get(owner)
        if match is not None:
            first = self.tokens.at(match.start)
            (phrase.demonyms if match.form == "demonym" else phrase.matches).append(match)
        elif self.tokens.low[owner] in self.lexicon.nouns and not self._is_given(owner):
            inner = self.read(owner, self.noun_at(owner))
            phrase.inner.append(inner)
            return inner.first
        else:
            first = owner
            while first > 0 and owner - first < LONGEST_POSSESSOR and self._goes_on_left(first - 1, owner):
                first -= 1
        if first > 0 and self._is_determiner(first - 1):
            first -= 1
        return first

    def _goes_on_left(self, i: int, owner: int) -> bool:
        nominal = self.tokens.tag[i] in NOMINAL and self.tokens.capital(i) == self.tokens.capital(owner)
        return nominal and self._same_block(i, owner) and i not in self.taken

    # to the right: only complements

    def _adjective(self, i: int, phrase: Phrase) -> int:
        """The index after one of the few adjectives that stand behind ("secretary general")."""
        behind = self.lexicon.has("groups.after.adjectives", self.tokens.low[i])
        return i + 1 if behind and phrase.noun.use == "role" else i

    def _complement(self, i: int, phrase: Phrase) -> int:
        takes_for = phrase.noun.use in TAKES_FOR or self.lexicon.has("roles.connectors.takes_for", phrase.noun.stem)
        if self.lexicon.has("roles.connectors.lasting", self.tokens.low[i]) and not takes_for:
            return i  # "blamed the government for its policy"
        after = super()._complement(i, phrase)
        if (
            after == i
            and self._same_part(i + 1, phrase)
            and phrase.noun.use in ("people", "source", "acting", "placed")
        ):
            if self.lexicon.has("roles.connectors.at", self.tokens.low[i]):
                after = self._place(i + 1, phrase, i)
        if after == i and phrase.noun.use in ("role", "counterpart", "organised") and self._same_part(i + 1, phrase):
            return self._post(i, phrase)
        return after

    def _post(self, i: int, phrase: Phrase) -> int:
        """The index after the state that somebody comes from ("from Chad") or the place where he works ("in Suva")."""
        has, low = self.lexicon.has, self.tokens.low
        own = phrase.noun.use == "role" and phrase.determiner in self.lexicon.sets["groups.determiners.third"]
        if has("roles.connectors.sent_from", low[i]):
            sent = phrase.noun.use != "organised" and i + 1 in self.taken and not own
            return self._place(i + 1, phrase, i) if sent else i
        if not has("roles.connectors.at", low[i]) or not self._hangs_on(i + 1, phrase):
            return i
        known = len(phrase.matches), len(phrase.demonyms)
        after = self._place(i + 1, phrase, i)
        del phrase.matches[known[0] :], phrase.demonyms[known[1] :]  # where he works is not whose he is
        return after

    def _hangs_on(self, i: int, phrase: Phrase) -> bool:
        """Whether the parse hangs the name at ``i`` on the head of the phrase."""
        k = i
        while self._same_part(k + 1, phrase) and self.tokens.capital(k + 1):
            k += 1
        return any(self.tokens.head[at] == phrase.head for at in range(i, k + 1))

    def _place(self, i: int, phrase: Phrase, start: int) -> int:
        """The index after where people are or work ("diplomats in Vienna", "a source at the utility")."""
        k = i
        while self._same_part(k, phrase) and self.tokens.low[k] in self.lexicon.determiners:
            k += 1
        if not self._same_part(k, phrase) or self.tokens.low[k] in self.lexicon.dates:
            return start
        named = k in self.taken or self.tokens.capital(k)
        if not named:
            return start
        match = self.taken.get(k)
        if match is not None:
            (phrase.demonyms if match.form == "demonym" else phrase.matches).append(match)
            k = self._after(match, k)
            return self._nouns_behind(k, phrase) if match.form == "demonym" else k
        return self._nouns_behind(k, phrase)

    def _nouns_behind(self, i: int, phrase: Phrase) -> int:
        while self._same_part(i, phrase) and self.tokens.tag[i] in NOMINAL and i not in self.taken:
            i += 1
        return i

    def _plain(self, i: int, phrase: Phrase) -> int:
        """The index after a noun that no list knows, with the nouns behind it ("Mandera county")."""
        i += 1
        while self._same_part(i, phrase) and i not in self.taken and self.tokens.tag[i] in NOMINAL:
            if self.tokens.capital(i) and self._name_begins(i, phrase):
                break
            i += 1
        return i

    def _object(self, i: int, phrase: Phrase, start: int) -> int:
        """The index after what a preposition governs, with what that owns ("for Ukraine's military intelligence")."""
        known = len(phrase.inner)
        if self.lexicon.has("roles.connectors.lasting", self.tokens.low[start]) and self._is_number(i):
            return start  # "recalled its ambassador for three weeks"
        k = i
        while self._same_part(k, phrase) and (self.tokens.low[k] in self.lexicon.determiners or self._counts(k)):
            k += 1
        if self._same_part(k, phrase) and k not in self.taken:
            head = self._head_ahead(k, phrase)
            if head is not None:
                phrase.inner.append(self.read(head, self.noun_at(head)))
                return phrase.inner[-1].last
        match = self.taken.get(k) if self._same_part(k, phrase) else None
        if match is not None and match.form == "demonym":
            head = self._head_ahead(k, phrase)
            if head is not None:
                phrase.inner.append(self.read(head, self.noun_at(head)))
                return phrase.inner[-1].last
        after = super()._object(i, phrase, start)
        if after == start or not self._same_part(after + 1, phrase):
            return after
        if self.lexicon.has("groups.determiners.owning", self.tokens.low[after]):
            head = self._head_ahead(after + 1, phrase)
            if head is not None and len(phrase.inner) == known:
                phrase.inner.append(self.read(head, self.noun_at(head)))
                return phrase.inner[-1].last
            return self._nouns_behind(after + 1, phrase)
        return after

    def _head_ahead(self, i: int, phrase: Phrase) -> int | None:
        """The head of the noun phrase whose modifiers begin at ``i``, where the lexicon has it."""
        for k in range(i, min(i + 6, len(self.tokens))):
            if not self._same_part(k, phrase):
                return None
            if k not in self.taken and self.tokens.low[k] in self.lexicon.nouns and self.tokens.tag[k] in NOMINAL:
                return self.head_of_compound(k)
            if k not in self.taken and (self.tokens.tag[k] not in NOMINAL or self.tokens.capital(k)):
                return None
        return None
