"""What only some accounts of a story tell: events, claims, quotations, actors. Copies count as one text.

Something is told by few only where nothing in the other texts may be the same: what cannot be compared (an actor
without a name, a quotation in another language without the encoder of sentences) is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from tamani.corpus.folding import fold
from tamani.corpus.stories.event_matching import match, match_in_any_mode, told_events
from tamani.corpus.stories.identities import is_named_person, is_told_apart, same
from tamani.corpus.stories.names import name_key
from tamani.corpus.stories.same_words import are_same, may_be_same
from tamani.story import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tamani.corpus.stories.accounts import Account
    from tamani.corpus.stories.event_matching import EventMatch, ToldEvent
    from tamani.corpus.stories.same_words import Quoted
    from tamani.record import Actor, Claim
    from tamani.story import Passage, ToldKind

FEW = 1 / 3
"""The share of the texts that are still few; one text always is, if there are two more."""
SHOWN_OF_EACH = 40
"""Things of each kind that are listed, those that fewest tell first."""
CLAIMS = frozenset({"accusation", "denial", "demand", "threat", "promise"})
SURE = 0.75
MOST_COMPARED = 500
"""Events, claims or actors of one story that are compared with each other."""
_PART = re.compile(r"[^\W\d_]{3,}")

Thing = TypeVar("Thing")
Item = tuple["Account", "Passage", str, str | None]
"""Who tells it, where, what, and a detail to show."""


def told_by_few(accounts: Sequence[Account], quoted: Sequence[Quoted] | None) -> list[Told]:
    """What few texts tell, by kind; ``quoted`` is None where quotations could not be compared."""
    texts = len({account.group for account in accounts})
    if texts < 2:
        return []
    found = [*_of_kind("event", _events(accounts), texts), *_of_kind("claim", _claims(accounts), texts)]
    if quoted is not None:
        found += _of_kind("quotation", _quotations(quoted, accounts), texts)
    return found + _of_kind("actor", _actors(accounts), texts)


def _of_kind(kind: ToldKind, clusters: Iterator[list[Item]], texts: int) -> list[Told]:
    """Those of some things that are told by few texts, the rarest first, then in the order of publication."""
    found = []
    for items in clusters:
        tellers = {account.group for account, _, _, _ in items}
        if len(tellers) <= max(1, FEW * texts) and len(tellers) < texts:
            passages: dict[int, Passage] = {}
            for account, passage, _, _ in items:
                passages.setdefault(account.page, passage)
            _, _, what, detail = items[0]
            by = list(passages.values())
            found.append(Told(kind=kind, what=what, detail=detail, by=by, texts=len(tellers)))
    return sorted(found, key=lambda told: told.texts)[:SHOWN_OF_EACH]


# Events


def _events(accounts: Sequence[Account]) -> Iterator[list[Item]]:
    told = [event for account in accounts for event in told_events(account)][:MOST_COMPARED]
    sure = [event for event in told if event.event.confidence >= SURE and _is_of_known(event)]
    for members in _grouped(sure, _is_told_alike):
        first = members[0]
        others = [e for e in told if e.account.group not in {m.account.group for m in members}]
        if not any(_may_be_same_event(first, other) for other in others):
            yield [_event_item(member) for member in members]


def _is_of_known(told: ToldEvent) -> bool:
    """Whether somebody takes part who can be told from others."""
    return any(is_told_apart(actor) for actor in (*told.sources, *told.targets))


def _may_be_same_event(one: ToldEvent, other: ToldEvent) -> bool:
    """Whether nothing tells two events apart: of one type, and no party, day or place speaks against it."""
    return _is_open(match_in_any_mode(one, other))


def _is_told_alike(one: ToldEvent, other: ToldEvent) -> bool:
    """The same, and in one mode: two modes are two entries, even where both may be one event."""
    return _is_open(match(one, other))


def _is_open(compared: EventMatch | None) -> bool:
    return compared is not None and False not in (compared.source, compared.target, compared.day, compared.place)


def _event_item(told: ToldEvent) -> Item:
    who = ", ".join(actor.name for actor in told.sources)
    whom = ", ".join(actor.name for actor in told.targets)
    what = " ".join(filter(None, (told.event.type, who, "→" if whom else "", whom)))
    return told.account, told.account.clause(told.event), what, told.event.status


# Claims


def _claims(accounts: Sequence[Account]) -> Iterator[list[Item]]:
    told = [(account, claim) for account in accounts for claim in account.record.claims if claim.kind in CLAIMS]
    told = told[:MOST_COMPARED]
    known = [one for one in told if _speaker(one) is not None and one[1].confidence >= SURE]
    for members in _grouped(known, _may_be_same_claim):
        groups = {account.group for account, _ in members}
        others = [one for one in told if one[0].group not in groups]
        if not any(_may_be_same_claim(members[0], other) for other in others):
            yield [_claim_item(account, claim) for account, claim in members]


def _speaker(told: tuple[Account, Claim]) -> Actor | None:
    """The speaker of a claim, if it is known who that is."""
    account, claim = told
    actor = account.record.actor(claim.speaker)
    return actor if actor is not None and is_told_apart(actor) else None


def _may_be_same_claim(one: tuple[Account, Claim], other: tuple[Account, Claim]) -> bool:
    """Whether nothing tells two claims apart: of one kind, by speakers who may be one or act for one country."""
    if one[1].kind != other[1].kind:
        return False
    ours, theirs = one[0].record.actor(one[1].speaker), other[0].record.actor(other[1].speaker)
    if ours is None or theirs is None or same(ours, theirs) is not False:
        return True
    return ours.country is not None and ours.country == theirs.country


def _claim_item(account: Account, claim: Claim) -> Item:
    actor = account.record.actor(claim.speaker)
    return account, account.passage(claim.start, claim.end), claim.kind, None if actor is None else actor.name


# Quotations


def _quotations(quoted: Sequence[Quoted], accounts: Sequence[Account]) -> Iterator[list[Item]]:
    marked = [one for one in quoted if one.is_marked]
    for members in _grouped(marked, lambda one, other: are_same(one, other) is not None):
        groups = {member.account.group for member in members}
        words = fold(members[0].text.strip(" .,!?"))
        unmarked = any(words in account.folded for account in accounts if account.group not in groups)
        others = (other for other in quoted if other.account.group not in groups)
        if not unmarked and not any(_may_tell(members[0], other) for other in others):
            yield [_quotation_item(member) for member in members]


def _may_tell(quoted: Quoted, other: Quoted) -> bool:
    """Whether another page may have a quotation in other words: a speaker who may be the same says something near."""
    if not may_be_same(quoted, other):
        return False
    return quoted.speaker is None or other.speaker is None or same(quoted.speaker, other.speaker) is not False


def _quotation_item(quoted: Quoted) -> Item:
    quotation = quoted.quotation
    passage = quoted.account.passage(quotation.start, quotation.end)
    return quoted.account, passage, quoted.text, None if quoted.speaker is None else quoted.speaker.name


# Actors


def _actors(accounts: Sequence[Account]) -> Iterator[list[Item]]:
    told = [(a, actor) for a in accounts for actor in a.record.actors if is_told_apart(actor)][:MOST_COMPARED]
    apart = {account.page: [actor for a, actor in told if a is account] for account in accounts}
    keys = {account.page: {name_key(word) for word in _PART.findall(account.article.text)} for account in accounts}
    for members in _grouped(told, lambda one, other: same(one[1], other[1]) is True):
        groups = {account.group for account, _ in members}
        named = members[0][1]
        others = [account for account in accounts if account.group not in groups]
        if not any(_is_named(named, apart[other.page], keys[other.page]) for other in others):
            yield [_actor_item(account, actor) for account, actor in members]


def _is_named(actor: Actor, others: Sequence[Actor], keys: set[str]) -> bool:
    """Whether a page with these actors and these keys of words may name an actor, also where it was not read as one."""
    parts = _PART.findall(actor.name)
    if parts and name_key(parts[-1]) in keys:
        return True
    person = is_named_person(actor)
    return any(is_named_person(other) == person and same(actor, other) is not False for other in others)


def _actor_item(account: Account, actor: Actor) -> Item:
    mention = next((m for m in actor.mentions if m.form != "pronoun"), actor.mentions[0])
    return account, account.passage(mention.start, mention.end), actor.name, actor.role or actor.kind


def _grouped(things: Sequence[Thing], alike: Callable[[Thing, Thing], bool]) -> list[list[Thing]]:
    """Things put together with the first group whose first member they are like."""
    groups: list[list[Thing]] = []
    for thing in things:
        fitting = next((group for group in groups if alike(group[0], thing)), None)
        if fitting is None:
            groups.append([thing])
        else:
            fitting.append(thing)
    return groups
