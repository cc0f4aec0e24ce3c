"""Where accounts give the same words to different people, and where they give one office to different people."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from tamani.corpus.folding import fold
from tamani.corpus.stories.identities import is_named_person, same
from tamani.corpus.stories.same_words import are_same
from tamani.corpus.stories.sides import in_order, side
from tamani.reading.actors.single_holders import office_held
from tamani.story import Disagreement
from tamani.words import reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.corpus.stories.accounts import Account
    from tamani.corpus.stories.same_words import Quoted
    from tamani.record import Actor
    from tamani.story import Passage

DAYS_OF_OFFICE = 30
"""Days between two accounts after which an office may have changed hands."""
NEAR = 120
"""Characters within which a page names an office and its holder together."""
SHOWN = 90
"""Characters of a quotation that name a disagreement."""
SAME_LANGUAGE, TRANSLATED = 0.9, 0.8
SOLE, SHARED = 0.8, 0.55

Told = tuple["Account", "Actor", "Passage"]


def differing_speakers(quoted: Sequence[Quoted], accounts: Sequence[Account]) -> list[Disagreement]:
    """The same words in the mouths of people who are certainly not one."""
    named = [one for one in quoted if one.is_marked and one.speaker is not None and is_named_person(one.speaker)]
    found = []
    for members in _clusters(named):
        told: list[Told] = [
            (m.account, m.speaker, m.account.passage(*_with_speaker(m))) for m in members if m.speaker is not None
        ]
        sides = _apart(told)
        if len(sides) < 2:
            continue
        languages = {member.account.record.language for member in members}
        shown = members[0].text
        about = shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"
        found.append(
            Disagreement(
                kind="speaker",
                about=about,
                sides=in_order([side(actor.name, [(a, p) for a, _, p in m]) for actor, m in sides], accounts),
                confidence=SAME_LANGUAGE if len(languages) == 1 else TRANSLATED,
                reason=reason("other_speaker" if len(languages) == 1 else "other_speaker_translated"),
            )
        )
    return found


def _with_speaker(quoted: Quoted) -> tuple[int, int]:
    """From the quotation to the words for its speaker, where they are near."""
    quotation = quoted.quotation
    start, end = quotation.start, quotation.end
    span = quotation.speaker_span
    if span is not None and span.start - end < NEAR and start - span.end < NEAR:
        return min(start, span.start), max(end, span.end)
    return start, end


def _clusters(quoted: Sequence[Quoted]) -> list[list[Quoted]]:
    """Quotations of the same words, from at least two texts."""
    clusters: list[list[Quoted]] = []
    for one in quoted:
        fitting = next((c for c in clusters if any(are_same(one, other) is not None for other in c)), None)
        if fitting is None:
            clusters.append([one])
        else:
            fitting.append(one)
    return [cluster for cluster in clusters if len({one.account.group for one in cluster}) > 1]


def _apart(told: Sequence[Told]) -> list[tuple[Actor, list[Told]]]:
    """Sides whose actors are certainly different; none where a text has two of them, or where two may be the same."""
    sides: list[tuple[Actor, list[Told]]] = []
    for one in told:
        fitting = next((members for actor, members in sides if same(actor, one[1]) is not False), None)
        if fitting is None:
            sides.append((one[1], [one]))
        else:
            fitting.append(one)
    groups = [{account.group for account, _, _ in members} for _, members in sides]
    if any(a & b for a, b in combinations(groups, 2)):
        return []
    sure = all(same(a[1], b[1]) is False for (_, x), (_, y) in combinations(sides, 2) for a in x for b in y)
    return sides if sure else []


# The same office with another holder


def differing_holders(accounts: Sequence[Account]) -> list[Disagreement]:
    """One office, at about the same time, held by people who are certainly not one."""
    told: dict[tuple[str, str], list[Told]] = defaultdict(list)
    shared: set[tuple[str, str]] = set()
    shown: dict[tuple[str, str], str] = {}
    for account in accounts:
        for actor in account.record.actors:
            office = office_held(actor, account.record.language) if is_named_person(actor) else None
            passage = _where_held(account, actor) if office is not None else None
            if office is None or passage is None:
                continue
            told[office.key].append((account, actor, passage))
            shown.setdefault(office.key, actor.role or "")
            if office.may_be_shared:
                shared.add(office.key)
    found = []
    for key, held in sorted(told.items(), key=lambda item: item[0]):
        days = [account.day for account, _, _ in held]
        sides = _apart(held)
        if len(sides) < 2 or (max(days) - min(days)).days > DAYS_OF_OFFICE:
            continue
        found.append(
            Disagreement(
                kind="role",
                about=shown[key],
                sides=in_order([side(actor.name, [(a, p) for a, _, p in m]) for actor, m in sides], accounts),
                confidence=SHARED if key in shared else SOLE,
                reason=reason("other_holder_shared" if key in shared else "other_holder", role=shown[key]),
            )
        )
    return found


def _where_held(account: Account, actor: Actor) -> Passage | None:
    """Where the page names an office and its holder side by side."""
    text, role = account.folded, fold(actor.role or "")
    for mention in actor.mentions:
        if mention.form != "name":
            continue
        first = max(0, mention.start - NEAR)
        at = text.find(role, first, mention.end + NEAR)
        start, end = min(at, mention.start), max(at + len(role), mention.end)
        if at >= 0 and "\n" not in account.record.text[start:end]:
            return account.passage(start, end)
    return None
