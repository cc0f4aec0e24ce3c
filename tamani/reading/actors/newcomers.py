"""Speakers that nobody had registered: documents, which speak for their issuer, and people first met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.actors.cast import Draft, mention, slug
from tamani.reading.actors.likely_names import OTHER, PLACE
from tamani.world.leaders import leader_country

if TYPE_CHECKING:
    from tamani.reading.actors.antecedents import Antecedents
    from tamani.reading.actors.find import ActorFinder
    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.actors.scene import Scene
    from tamani.record import ActorKind

ISSUERS = frozenset({"government_body", "igo", "party", "civil_society", "armed_group", "company", "state", "person"})


def read_document(finder: ActorFinder, antecedents: Antecedents, start: int, end: int) -> tuple[Draft | None, bool]:
    """The issuer of the document that a phrase names, and whether the page says so."""
    scene = finder.scene
    phrase = _phrase(scene, start, end)
    if phrase is None or phrase.noun.use != "document":
        return None, False
    for match in phrase.matches:
        known = scene.cast.get(scene.organisations.get(match.start))
        entry = finder.states.entry_of(match)
        draft = known or (finder.states.draft(entry) if entry is not None and entry.kind != "territory" else None)
        if draft is not None:
            return draft, True
    for inner in phrase.inner:
        draft = finder.read_phrase(inner, asked=True) if inner.noun.use not in ("people", "document") else None
        if draft is not None:
            return draft, True
    led = scene.lexicon.has("pronouns.documents.authors", scene.low(phrase.last))
    author = _named_behind(scene, scene.tokens.end[phrase.last - 1], end) if led else None
    if author is not None:
        return author, True
    if phrase.inner:
        return _document_group(scene, phrase), True
    if scene.lexicon.has("pronouns.documents.anonymous", phrase.noun.stem):
        return None, False
    if scene.lexicon.has("groups.determiners.indefinite", phrase.determiner):
        return _document_group(scene, phrase), True
    court = scene.lexicon.has("pronouns.documents.of_courts", phrase.noun.stem)
    issuer = _court(scene, start) if court else None
    issuer = issuer or antecedents.issuer(ISSUERS, phrase.head)
    if issuer is not None:
        mention(issuer, start, end, "collective", scene.tokens.doc[phrase.head])
    return issuer, issuer is not None


def _named_behind(scene: Scene, start: int, end: int) -> Draft | None:
    """The issuer told behind a document's noun: "a statement from *the interior ministry*"."""
    for draft in scene.cast:
        if draft.kind in ISSUERS and any(start <= m.start and m.end <= end for m in draft.mentions):
            return draft
    return None


def _document_group(scene: Scene, phrase: Phrase) -> Draft:
    """For "un rapport d'experts": the people behind it; for "un rapport", whoever wrote it."""
    behind = phrase.inner[0].noun if phrase.inner else phrase.noun
    name = scene.span_text(phrase.first, phrase.last)
    draft = scene.cast.add(
        Draft(
            slug(name),
            name,
            "group",
            None,
            behind.sector,
            stem=behind.stem,
            number="p",
            by="documents",
        )
    )
    tokens = scene.tokens
    mention(draft, tokens.start[phrase.first], tokens.end[phrase.last - 1], "collective", tokens.doc[phrase.head])
    return draft


def _court(scene: Scene, before: int) -> Draft | None:
    courts = [d for d in scene.cast if d.sector == "JUD" and d.kind in ("igo", "government_body")]
    told = [d for d in courts if any(m.start < before for m in d.mentions)]
    return max(told, key=lambda d: d.last) if told else None


def read_newcomer(finder: ActorFinder, start: int, end: int) -> tuple[Draft | None, bool]:
    """The actor of a phrase by its head noun, made where it is new; and whether the lexicon has the noun."""
    scene = finder.scene
    phrase = _phrase(scene, start, end)
    if phrase is not None:
        draft = finder.read_phrase(phrase, asked=True)
        if draft is not None:
            return draft, True
        if phrase.noun.use == "document":
            return None, False
    return _unknown(finder, start, end), False


def read_opposite(finder: ActorFinder, start: int, end: int) -> tuple[Draft, Draft] | None:
    """For "son rival": the last other actor of the possessor's kind, and the possessor."""
    phrase = _phrase(finder.scene, start, end)
    if phrase is None or phrase.noun.use != "opposite":
        return None
    possessor = finder.ties.possessor(phrase)
    if possessor is None:
        return None
    others = [d for d in finder.scene.cast.of_kind(possessor.kind) if d is not possessor and 0 <= d.last < start]
    if not others:
        others = [d for d in finder.scene.cast.of_kind(possessor.kind) if d is not possessor]
    return (others[0], possessor) if others else None


def _phrase(scene: Scene, start: int, end: int) -> Phrase | None:
    """The phrase round the first noun of the lexicon in the span, or None."""
    tokens = scene.tokens
    i = tokens.at(start)
    while i < len(tokens) and tokens.start[i] < end:
        if tokens.low[i] in scene.lexicon.nouns and i not in scene.taken:
            return scene.reader.read(i, scene.reader.noun_at(i))
        if tokens.low[i] in scene.lexicon.sets["roles.connectors.of"] and tokens.start[i] > start:
            return None
        i += 1
    return None


def _unknown(finder: ActorFinder, start: int, end: int) -> Draft | None:
    """A speaker whose noun no list has: a known short name, a group where the words are plural, a person."""
    scene = finder.scene
    name = scene.text[start:end].strip()
    if not _names_somebody(scene, start, end):
        return None
    capital = _capital(finder, start, end)
    if capital is not None:
        mention(capital, start, end, "capital", scene.tokens.doc[scene.tokens.at(start)])
        return capital
    likely = scene.likely.at(scene.tokens.at(start))
    if likely is not None and likely.kind in (PLACE, OTHER) and leader_country((name,)) is None:
        return None
    known = _in_capitals(finder, end)
    if known is None:
        plural = scene.lexicon.has("groups.determiners.plural", scene.low(scene.tokens.at(start)))
        kind: ActorKind = "group" if plural else "person"
        kind = "civil_society" if _has_acronym(scene, start, end) else kind
        known = scene.cast.add(Draft(slug(name), name, kind, number="p" if plural else "s", confidence=0.6, by="asked"))
    mention(known, start, end, "role", scene.tokens.doc[scene.tokens.at(start)])
    return known


def _names_somebody(scene: Scene, start: int, end: int) -> bool:
    """Whether a phrase can be a speaker: a name, or a noun with its determiner, and no more than one of them."""
    tokens, first = scene.tokens, scene.tokens.at(start)
    words = range(first, tokens.at(end - 1) + 1)
    if not any(letter.isalpha() for letter in scene.text[start:end]) or any(tokens.low[i] in ",;:" for i in words):
        return False
    return tokens.low[first] in scene.lexicon.determiners or (
        tokens.capital(first) and tokens.text[first] not in scene.lexicon.openers
    )


def _has_acronym(scene: Scene, start: int, end: int) -> bool:
    tokens = scene.tokens
    return any(tokens.is_acronym(i) for i in range(tokens.at(start), tokens.at(end - 1) + 1))


def _capital(finder: ActorFinder, start: int, end: int) -> Draft | None:
    """The state whose capital the phrase is: "à *Kiev*, on dénonce"."""
    for match in finder.scene.matches:
        if match.form == "capital" and (match.start, match.end) == (start, end):
            entry = finder.states.entry_of(match)
            return finder.states.draft(entry) if entry is not None else None
    return None


def _in_capitals(finder: ActorFinder, end: int) -> Draft | None:
    """The actor whose acronym the page writes like a word ("l'Onu", "l'Otan")."""
    scene = finder.scene
    i = scene.tokens.at(end - 1)
    if scene.tokens.is_acronym(i) or not scene.tokens.capital(i):
        return None
    for match in scene.gazetteer.find(scene.tokens.text[i].upper()):
        if match.form == "acronym" and match.entry is not None:
            return finder.states.draft(match.entry)
    return None
