"""Organisations by their own names: a capitalised head noun with complements, an acronym, "le groupe X"."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tamani.reading.actors.cast import Draft, mention, slug
from tamani.reading.actors.head_last import before_head, before_kind
from tamani.reading.actors.lexicon import Noun
from tamani.reading.actors.likely_names import ORGANISATIONS
from tamani.reading.actors.masthead import STORY, outlet_places
from tamani.world.gazetteer import Match

if TYPE_CHECKING:
    from tamani.reading.actors.likely_names import LikelyName
    from tamani.reading.actors.scene import Scene
    from tamani.record import ActorKind, Sector

LONGEST_ACRONYM = 12
LONGEST_NAME = 16
"""Tokens that a name may have before its acronym in brackets."""
PLACES = frozenset({"state", "territory"})
STATE_BODY = "government_body"
SHORTEST_OWNED = 2
"""Tokens of a name that a demonym closes: its head and the demonym."""


class OrganisationReader:
    """Finds the organisations that the page introduces itself, and every later use of their short names."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.short: dict[str, Draft] = {}
        """Acronyms and short names → draft."""

    def read(self) -> None:
        """Put the page's organisations into the cast and take their tokens."""
        self._bracketed_acronyms()
        for first, last in outlet_places(self.scene):
            self._keep(first, last, "media", None)
        if self.scene.lexicon.premodified:
            for i in range(len(self.scene.tokens)):
                self._closed_by_head(i)
                self._closed_by_kind(i)
        i = 0
        while i < len(self.scene.tokens):
            i = max(self._headed(i), self._after_kind(i), i + 1)
        for i in range(len(self.scene.tokens)):
            self._acronym(i)
        for name in self.scene.likely:
            self._likely(name)
        self._later()

    def _likely(self, name: LikelyName) -> None:
        """Keep an organisation that only the network sees, where nothing else is known of its words."""
        scene, tokens = self.scene, self.scene.tokens
        free = [i for i in range(name.first, name.last) if i not in scene.taken]
        known = [i for i in free if tokens.text[i] in scene.lexicon.given_names or tokens.low[i] in scene.lexicon.nouns]
        if name.kind not in ORGANISATIONS or scene.part_kind(name.first) not in STORY or self._is_part(name.first):
            return
        if len(free) < len(name) or known or not tokens.capital(name.first) or scene.after_place(name.first):
            return
        if not self._is_proper(name):
            return
        self._keep(name.first, name.last, cast("ActorKind", name.kind), self._bracketed(name.last))

    def _is_proper(self, name: LikelyName) -> bool:
        """Whether a likely name is none of the words that have a capital because they open a sentence, or alone."""
        scene, tokens, first = self.scene, self.scene.tokens, name.first
        if tokens.is_acronym(first):
            return True
        if len(name) == 1:
            return tokens.tag[first] == "PROPN" and scene.is_subject(first, name.last, first)
        return tokens.tag[first] == "PROPN" or not tokens.opens[first]

    def _is_part(self, i: int) -> bool:
        """Whether the word goes on in a longer name or role: "ministre de la *Défense*", "Coalition pour la *Paix*"."""
        scene, has = self.scene, self.scene.lexicon.has
        k = i - 1
        while k > 0 and scene.low(k) in scene.lexicon.determiners and not has("roles.connectors.of", scene.low(k)):
            k -= 1
        led = has("roles.connectors.of", scene.low(k)) or has("roles.connectors.for", scene.low(k))
        before = k - 1
        opens = before < 0 or scene.tokens.part[before] != scene.tokens.part[i]
        if not led or opens:
            return self._is_portfolio(i)
        heads = scene.lexicon.organisation_heads.keys() | scene.lexicon.nouns.keys()
        named = scene.tokens.capital(before) or scene.low(before) in heads
        return named or self._is_portfolio(i)

    def _bracketed_acronyms(self) -> None:
        """For "(PNH)" behind a name that the world knows."""
        for match in self.scene.matches:
            entry = match.entry
            if entry is None or entry.kind in PLACES or match.form not in ("name", "alias"):
                continue
            acronym = self._bracketed(self.scene.tokens.at(match.end - 1) + 1)
            if acronym is not None and self.scene.tokens.low[acronym] not in self.short:
                self.short[self.scene.tokens.low[acronym]] = Draft(
                    entry.id, entry.names[self.scene.reading.language.code],
                    entry.kind, entry.country,  # type: ignore[arg-type]
                    entry.sector, named=True, by="gazetteer",
                )  # fmt: skip

    def _bracketed(self, i: int) -> int | None:
        """The token of an acronym that opens a bracket at ``i``."""
        scene = self.scene
        if scene.low(i) != "(" or i + 1 >= len(scene.tokens) or scene.low(i + 2) not in (")", ",", "-", ":"):
            return None
        word = scene.tokens.text[i + 1]
        return i + 1 if word[:1].isupper() and 1 < len(word) <= LONGEST_ACRONYM and word.isalnum() else None

    # a head noun with a capital

    def _headed(self, i: int) -> int:
        """Read an organisation's name that begins at ``i``; the index after it, or ``i``."""
        scene, tokens = self.scene, self.scene.tokens
        kinds = scene.lexicon.organisation_heads.get(tokens.low[i])
        if kinds is None or not tokens.capital(i) or i in scene.taken or tokens.part[i] < 0:
            return i
        if self._is_portfolio(i):
            return i
        noun = Noun("organisation", tokens.low[i], None, None, plural=False)
        phrase = scene.reader.read(i, noun)
        last = phrase.last
        acronym = self._bracketed(last)
        if acronym is None:
            last, acronym = self._spelt_out(i, last)
        if last == i + 1 and acronym is None:
            return i
        if scene.lexicon.has("institutions.bodies.acting.all", tokens.low[i]) and acronym is None:
            return i
        if (
            tokens.opens[i]
            and acronym is None
            and not phrase.complement
            and not any(tokens.capital(k) for k in range(i + 1, last))
        ):
            return i
        self._keep(i, last, self._kind(i, last, kinds), acronym)
        return last

    def _closed_by_head(self, i: int) -> None:
        """Read a name whose head is the capitalised noun at ``i``: "the Supreme Court", "the Kenya Red Cross"."""
        scene, tokens = self.scene, self.scene.tokens
        first = before_head(scene, i)
        if first is None or tokens.part[i] < 0 or self._goes_on_to_head(i, first):
            return
        kinds = scene.lexicon.organisation_heads[tokens.low[i]]
        last = scene.reader.read(i, Noun("organisation", tokens.low[i], None, None, plural=False)).last
        self._keep(first, last, self._kind(first, last, kinds), self._bracketed(last), head=i)

    def _goes_on_to_head(self, i: int, first: int) -> bool:
        """Whether the next word closes a longer name ("Union Bank")."""
        tokens = self.scene.tokens
        follows = i + 1 < len(tokens) and tokens.part[i + 1] == tokens.part[i]
        return follows and before_head(self.scene, i + 1) == first

    def _closed_by_kind(self, i: int) -> None:
        """Read a name before the common noun at ``i`` that tells its kind: "the Turan news agency"."""
        scene, tokens = self.scene, self.scene.tokens
        place = before_kind(scene, i) if tokens.part[i] >= 0 else None
        if place is None:
            return
        draft = self._keep(*place, scene.lexicon.kind_nouns[tokens.low[i]], self._bracketed(i + 1))
        whole = place[0] - (scene.low(place[0] - 1) in scene.lexicon.determiners)
        mention(draft, tokens.start[whole], tokens.end[i], "name", tokens.doc[place[0]])

    def _spelt_out(self, first: int, last: int) -> tuple[int, int | None]:
        """The end of a name that goes on to the acronym made of its initials: "… et le renouveau (UDRC)"."""
        scene, tokens = self.scene, self.scene.tokens
        for k in range(last, min(first + LONGEST_NAME, len(tokens))):
            if tokens.part[k] != tokens.part[first] or tokens.low[k] in ",.;:!?«»" or scene.tag(k) in ("VERB", "AUX"):
                break
            acronym = self._bracketed(k)
            if acronym is not None:
                initials = [w[0] for w in tokens.low[first:k] if len(w) > 3 or w not in scene.lexicon.determiners]
                return (k, acronym) if _made_of(tokens.low[acronym], initials) else (last, None)
        return last, None

    def _is_portfolio(self, i: int) -> bool:
        """Whether the word is what a minister or ministry is of ("ministère de la Défense nationale")."""
        scene = self.scene
        k = i - 1
        while k > 0 and scene.low(k) in scene.lexicon.determiners:
            k -= 1
        k -= k > 0 and scene.lexicon.has("roles.connectors.of", scene.low(k))
        while k > 0 and scene.tag(k) == "ADJ":
            k -= 1
        return k < i - 1 and scene.lexicon.has("institutions.portfolios.nouns", scene.low(k))

    def _kind(self, first: int, last: int, kinds: tuple[ActorKind, ...]) -> ActorKind:
        """The kind whose clue stands in the name or right beside it; else the head's likeliest."""
        scene = self.scene
        if self._own_state(first, last) is not None and STATE_BODY in kinds:
            return STATE_BODY
        name = scene.span_text(first, last).lower()
        end = scene.past_bracket(last)
        beside = scene.span_text(end, min(end + 6, len(scene.tokens))).lower() if scene.low(end) == "," else ""
        clues = scene.lexicon.institutions["clues"]
        for text in (beside, name):
            for kind in clues["order"]:
                if kind in kinds and any(stem in text for stem in clues[kind]):
                    return kind  # type: ignore[no-any-return]
        return kinds[0]

    def _own_state(self, first: int, last: int) -> str | None:
        """The state whose demonym closes the name, or opens it: "le Sénat colombien", "the Kenyan Supreme Court"."""
        match = self.scene.taken.get(first if self.scene.lexicon.premodified else last - 1)
        if match is None or match.form != "demonym" or len(match.entries) != 1 or last - first < SHORTEST_OWNED:
            return None
        return match.entries[0].country

    def _keep(
        self, first: int, last: int, kind: ActorKind, acronym: int | None, *, head: int | None = None
    ) -> Draft:
        scene, tokens = self.scene, self.scene.tokens
        name = scene.span_text(first, last)
        draft = self.short.get(name.lower()) or self._longer_or_shorter(name.lower())
        if draft is None:
            sector: Sector | None = scene.lexicon.institutions["sectors"].get(kind)
            country = None if kind == "igo" else self._own_state(first, last) or scene.sentence_state(first)
            short = tokens.text[acronym] if acronym is not None else name
            draft = scene.cast.add(
                Draft(
                    slug(short),
                    name,
                    kind,
                    country,
                    sector,
                    stem=tokens.low[first if head is None else head],
                    named=True,
                    by="organisations",
                )
            )
            self.short[name.lower()] = draft
        self._mention(draft, first, last, "name", head)
        if acronym is not None:
            self.short[tokens.low[acronym]] = draft
            self._mention(draft, acronym, acronym + 1, "acronym")
        return draft

    def _longer_or_shorter(self, name: str) -> Draft | None:
        """The organisation whose name goes on where this one ends, or the other way round."""
        for known, draft in self.short.items():
            if " " in known and " " in name and (name.startswith(f"{known} ") or known.startswith(f"{name} ")):
                return draft
        return None

    def _mention(self, draft: Draft, first: int, last: int, form: str, head: int | None = None) -> None:
        scene, tokens = self.scene, self.scene.tokens
        start, end = tokens.start[first], tokens.end[last - 1]
        before = scene.low(first - 1)
        gender = "f" if scene.lexicon.has("groups.determiners.feminine", before) else None
        gender = "m" if scene.lexicon.has("groups.determiners.masculine", before) else gender
        draft.gender = draft.gender or gender  # type: ignore[assignment]
        at = tokens.doc[first if head is None else head]
        mention(draft, start, end, form, at, gender=gender)  # type: ignore[arg-type]
        free = scene.lexicon.premodified or all(i not in scene.taken for i in range(first, last))
        if free:
            scene.take(Match(start, end, "name", ()))
            scene.organisations[start] = draft.id

    # a name behind a noun that tells its kind

    def _after_kind(self, i: int) -> int:
        """For "l'agence TAP", "le groupe Lakurawa": the index after the name, or ``i``."""
        scene, tokens = self.scene, self.scene.tokens
        kind = scene.lexicon.kind_nouns.get(tokens.low[i])
        if kind is None or i in scene.taken or tokens.part[i] < 0:
            return i
        first = i + 1
        while first < len(tokens) and self._is_between(first):
            first += 1
        last = first
        while last < len(tokens) and self._proper(last, first):
            last += 1
        if last == first or tokens.part[first] != tokens.part[i]:
            return i
        draft = self._keep(first, last, kind, self._bracketed(last))
        whole = i - (scene.low(i - 1) in scene.lexicon.determiners)
        mention(draft, tokens.start[whole], tokens.end[last - 1], "name", tokens.doc[first])
        return last

    def _is_between(self, i: int) -> bool:
        """Whether an adjective, a demonym too, stands between the kind and the name ("le journal algérien X")."""
        match = self.scene.taken.get(i)
        if match is not None:
            return match.form == "demonym" and not match.noun and not self.scene.tokens.capital(i)
        return self.scene.tokens.tag[i] == "ADJ" and not self.scene.tokens.capital(i)

    def _proper(self, i: int, first: int) -> bool:
        scene, tokens = self.scene, self.scene.tokens
        if tokens.part[i] != tokens.part[first] or i in scene.taken or not tokens.text[i][:1].isupper():
            return False
        return tokens.text[i][0].isalpha() and (i > first or tokens.text[i] not in scene.lexicon.titles)

    # acronyms and short names by themselves

    def _acronym(self, i: int) -> None:
        """An acronym that only an apposition explains ("FDLR, un groupe armé")."""
        scene, tokens = self.scene, self.scene.tokens
        if i in scene.taken or tokens.part[i] < 0 or not tokens.is_acronym(i) or tokens.low[i] in self.short:
            return
        if not scene.lexicon.has("groups.determiners.definite", scene.low(i - 1)) or scene.low(i + 1) != ",":
            return
        words = tokens.low[i + 2 : i + 9]
        text = " ".join(words)
        clues = scene.lexicon.institutions["clues"]
        beside = [w for w in words[:4] if w in scene.lexicon.kind_nouns]
        kind = next((k for k in clues["order"] if any(stem in text for stem in clues[k])), None) if beside else None
        if kind is not None:
            self._keep(i, i + 1, kind, None)

    def _later(self) -> None:
        """Later uses of acronyms and of the name's first word ("la Plateforme")."""
        scene, tokens = self.scene, self.scene.tokens
        heads = {d.name.split()[0].lower(): d for d in reversed(list(scene.cast)) if d.by == "organisations"}
        for i, low in enumerate(tokens.low):
            if i in scene.taken or tokens.part[i] < 0 or not tokens.capital(i):
                continue
            draft = self.short.get(low)
            headed = heads.get(low) if not tokens.opens[i] else None
            if draft is not None and " " not in draft.id:
                known = scene.cast.get(draft.id) or scene.cast.add(draft)
                self._mention(known, i, i + 1, "acronym" if tokens.is_acronym(i) else "alias")
            elif headed is not None and scene.lexicon.has("groups.determiners.definite", scene.low(i - 1)):
                self._mention(headed, i, i + 1, "alias")


def _made_of(acronym: str, initials: list[str]) -> bool:
    """Whether the letters of an acronym are initials, in their order, some words left out."""
    rest = iter(slug(letter) for letter in initials)
    return acronym[:1] == initials[0] and all(slug(letter) in rest for letter in acronym if letter.isalpha())
