"""One event told twice is one event: tellings that agree are joined, the fullest stands for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.tree import Tree
    from tamani.reading.events.who import Who

VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONSULT"})


def merged(drafts: list[Draft], who: Who, tree: Tree) -> list[Draft]:
    """The drafts in the order of the text, repeats taken into the one that says most."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.headline, d.first)):
        others = (other for other in kept if not _side_by_side(other, draft, tree))
        same = next((other for other in others if _same(other, draft, who)), None)
        if same is None:
            kept.append(draft)
            continue
        if draft.weight > same.weight and not draft.headline:
            kept[kept.index(same)] = _joined(draft, same)
        else:
            _joined(same, draft)
    return sorted(kept, key=lambda d: d.first)


def _side_by_side(one: Draft, other: Draft, tree: Tree) -> bool:
    """Whether two verbs of one list tell two acts of one subject: "recalled its envoy and suspended trade"."""
    i, k = one.trigger.token, other.trigger.token
    verbs = all(tree.is_verbal(verb) and tree.having(verb, "obj") for verb in (i, k))
    return verbs and tree.lemma[i] != tree.lemma[k] and tree.first_conjunct(i) == tree.first_conjunct(k)


def _joined(kept: Draft, other: Draft) -> Draft:
    """Take a further telling into an event, with what it alone says."""
    kept.repeats += [other, *other.repeats]
    other.repeats = []
    kept.source = kept.source or other.source
    kept.target = kept.target or other.target
    kept.date = kept.date or other.date
    kept.place = kept.place or other.place
    return kept


def _same(one: Draft, other: Draft, who: Who) -> bool:
    if one.type != other.type:
        return False
    if not _compatible(one.date, other.date) or not _status_fits(one, other):
        return False
    headline = one.headline or other.headline
    sides = [_overlap(one.source, other.source, who), _overlap(one.target, other.target, who)]
    if None not in sides and all(sides):
        return headline or one.type not in VERBAL or _says_same(one, other)
    if False in sides:
        return _swapped(one, other)
    told = [side for side in sides if side]
    if headline:
        return bool(told) or not (other.source or other.target)
    return bool(told) and one.type not in VERBAL


def _says_same(one: Draft, other: Draft) -> bool:
    """Whether two tellings of a speech act are of one act: a noun that takes up what a verb told."""
    return one.trigger.entry.carrier != other.trigger.entry.carrier


def _swapped(one: Draft, other: Draft) -> bool:
    """Whether the two sides are the same with their parts changed, in an act that is mutual."""
    mutual = one.type in {"CONSULT", "COOPERATE", "AGREE"}
    both = set(one.source) | set(one.target), set(other.source) | set(other.target)
    return mutual and bool(both[0]) and both[0] == both[1]


def _compatible(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one.startswith(other) or other.startswith(one)


def _status_fits(one: Draft, other: Draft) -> bool:
    if one.status == other.status:
        return True
    soft = {"happened", "ongoing", "planned"}
    return (one.headline or other.headline) and one.status in soft and other.status in soft


def _overlap(one: list[str], other: list[str], who: Who) -> bool | None:
    """Whether two sides share an actor, or his state; None where one of them is not told."""
    if not one or not other:
        return None
    return bool(set(one) & set(other)) or bool(_states(one, who) & _states(other, who))


def _states(actors: list[str], who: Who) -> set[str]:
    return {country for actor in actors if (country := who.countries.get(actor)) is not None}
