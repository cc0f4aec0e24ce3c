"""Actors that no word of the clause names: the state behind an arrest, whom a reply replies to, whom a blame hits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tamani.reading.events.blamed import struck
from tamani.reading.events.entries import NOUN, VERB
from tamani.reading.events.opponents import accuser_of, counterpart_of, holder_of_place, opponent_of, sides
from tamani.record import NARRATOR

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.reader import EventReader

OF_STATES = frozenset(
    {"arrest", "restrict", "curfew", "martial-law", "censor", "convict", "deport", "investigate", "seize", "expel"}
)
"""Modes of what only a state does, or the force that holds the place."""
ANSWERED = {
    "REJECT": frozenset({"REQUEST", "AGREE", "THREATEN", "ACCUSE", "COOPERATE"}),
    "ACCUSE": frozenset({"ACCUSE"}),
    "CONCEDE": frozenset({"REQUEST", "PROTEST"}),
}
NAMING = "naming"
TAKING_UP = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
DECIDED = frozenset(
    {"SANCTION", "COERCE", "AGREE", "REJECT", "RETREAT", "CONCEDE", "AID", "MOBILIZE", "THREATEN", "COOPERATE"}
)
"""Types of act that "the decision" or "the measure" may mean."""
RULES = ("blamed", "answered", "plaintiff", "holder", "taken_up", "opponent", "counterpart", "state")
"""The rules that fill a side, those first that are tried first."""
IMPLIED_SURE = 0.5
COMMUNIQUE_REACH = 4
"""Blocks within which a page says that it prints a communiqué."""


def fill_implied(reader: EventReader, drafts: list[Draft]) -> None:
    """Fill sides of events that are still empty; what is filled makes the event less sure."""
    for place, draft in enumerate(drafts):
        if draft.trigger.rule == NAMING:
            _spare_victims(reader, draft, drafts)
        spared = struck(reader, draft)
        draft.target = [actor for actor in draft.target if actor not in spared]
        if not draft.target:
            _fill_target(reader, draft, drafts, drafts[:place], spared)
        if not draft.source and draft.status != "denied":
            state = _state_behind(reader, draft)
            _set(draft, "source", [state] if state is not None else [], "state")


def _fill_target(
    reader: EventReader, draft: Draft, drafts: list[Draft], earlier: list[Draft], spared: set[str]
) -> None:
    """Fill an empty target by the first rule that finds somebody who is not ``spared``."""
    if draft.is_mutual:
        return
    rules: dict[str, Callable[[], list[str]]] = {
        "blamed": lambda: _blamed(reader, draft, drafts),
        "answered": lambda: _answered(reader, draft, earlier),
        "plaintiff": lambda: accuser_of(reader, draft),
        "holder": lambda: holder_of_place(reader, draft),
        "taken_up": lambda: _taken_up(reader, draft, earlier),
        "opponent": lambda: opponent_of(reader, draft, drafts),
        "counterpart": lambda: counterpart_of(reader, draft),
    }
    for name in RULES:
        if name in rules and not draft.target:
            _set(draft, "target", [actor for actor in rules[name]() if actor not in spared], name)


def share_attackers(reader: EventReader, drafts: list[Draft]) -> None:
    """For "ont été tués dans une frappe israélienne": who attacked also killed; before tellings are joined."""
    tree = reader.tree
    for draft in drafts:
        if draft.type != "ASSAULT" or draft.source or draft.trigger.entry.carrier == NOUN:
            continue
        for other in drafts:
            i = other.trigger.token
            if other.type == "ASSAULT" and other.source and other is not draft and tree.within(i, draft.trigger.token):
                draft.source = list(other.source)
                break


def issuer_of(reader: EventReader, drafts: list[Draft]) -> str | None:
    """Who issued the communiqué that the page prints; None where it prints none."""
    openings = tuple(reader.reading.language.table("clauses")["communique"])
    if not any(line.startswith(openings) for line in _head_lines(reader)):
        return None
    told = Counter(draft.source[0] for draft in drafts if draft.source and draft.voice == NARRATOR)
    return told.most_common(1)[0][0] if told else None


def _head_lines(reader: EventReader) -> list[str]:
    """The lines that open a page: those above its first paragraph, with the site's own, and the first paragraphs."""
    reading, page = reader.reading, reader.reading.page_text
    first = next((block.start for block in reading.blocks if block.kind == "body"), 0)
    above = page[:first].lower().splitlines() if page is not None else []
    texts = [reading.text[part.start : part.end].lower() for part in reading.parts[:COMMUNIQUE_REACH]]
    return [line.strip() for line in (*above, *texts)]


def speak_as_issuer(reader: EventReader, drafts: list[Draft]) -> None:
    """Let the issuer of a communiqué vouch for what it tells, up to a note by the editors."""
    issuer = issuer_of(reader, drafts)
    notes = tuple(reader.tables.sets["skip.editors"])
    for draft in drafts:
        part = reader.reading.part_at(reader.tree.start[draft.first])
        note = part is not None and reader.reading.text[part.start : part.end].lower().startswith(notes)
        if issuer is not None and draft.voice == NARRATOR and not note:
            draft.voice = issuer


def _set(draft: Draft, side: str, actors: list[str], rule: str) -> None:
    if not actors:
        return
    setattr(draft, side, actors)
    draft.implied = rule
    draft.confidence = min(draft.confidence, IMPLIED_SURE)
    draft.doubt = "event_actor_implied"


def _state_behind(reader: EventReader, draft: Draft) -> str | None:
    """The state in which what only a state does was done."""
    entry = draft.trigger.entry
    if draft.type != entry.type or not (entry.mode in OF_STATES or _is_summons(draft)):
        return None
    if entry.mode in {"expel", "seize"} and entry.carrier == NOUN:
        return None
    known = reader.who.kinds
    if draft.place is not None and draft.place.country in known:
        return draft.place.country
    own = [reader.who.countries.get(actor) for actor in draft.target]
    foreign = set(own) if entry.mode == "expel" or _is_summons(draft) else set()
    finder = reader.reading.actor_finder
    home = finder.scene.setting or finder.scene.home if finder is not None else None
    candidates = [home, *own] if finder is not None and finder.scene.setting else [*own, home]
    if _is_summons(draft):
        candidates += _states_before(reader, draft)
    return next(
        (state for state in candidates if state in known and state not in draft.target and state not in foreign), None
    )


def _states_before(reader: EventReader, draft: Draft) -> list[str]:
    """The states that the page has told of before an act, those first that it tells of most."""
    here = reader.tree.start[draft.first]
    kinds = reader.who.kinds
    told = Counter(m.actor for m in reader.reading.mentions if m.end <= here and kinds.get(m.actor) == "state")
    return [state for state, _ in told.most_common()]


def _is_summons(draft: Draft) -> bool:
    """Whether an envoy of another state is called in, which the state that he is sent to does."""
    return draft.trigger.entry.carrier == VERB and draft.trigger.entry.of_envoys


def _spare_victims(reader: EventReader, draft: Draft, drafts: list[Draft]) -> None:
    """For "juge inacceptable l'arrestation de X": who arrested is blamed, and never who was arrested."""
    act = _act_at(reader, draft, drafts)
    if act is not None and act.type != draft.type and draft.target and set(draft.target) <= set(act.target):
        draft.target = [actor for actor in act.source if actor not in draft.source]


def _act_at(reader: EventReader, draft: Draft, drafts: list[Draft]) -> Draft | None:
    """The act that a verb's object tells, where the page tells it as one."""
    noun = reader.clauses.surface_object(draft.trigger.token)
    if noun is None:
        return None
    others = (other for other in drafts if other is not draft)
    return next((o for o in others if any(t.first <= noun <= t.last for t in (o, *o.repeats))), None)


def _blamed(reader: EventReader, draft: Draft, drafts: list[Draft]) -> list[str]:
    """For "condamne le bombardement": who did what is blamed."""
    if draft.type not in {"ACCUSE", "SUPPORT", "REQUEST"} or draft.trigger.entry.carrier == NOUN:
        return []
    act = _act_at(reader, draft, drafts)
    return [actor for actor in act.source if actor not in draft.source] if act is not None else []


def _taken_up(reader: EventReader, draft: Draft, earlier: list[Draft]) -> list[str]:
    """For "juge la sanction disproportionnée", "salue la décision": who did, as told before, what the noun takes up."""
    tree = reader.tree
    noun = reader.clauses.surface_object(draft.trigger.token)
    if draft.type not in TAKING_UP or noun is None or draft.trigger.entry.carrier == NOUN:
        return []
    if not any(tree.form[k] in reader.tables.sets["arguments.definite"] for k in tree.kids[noun]):
        return []
    entries = reader.frames.lexicon.entries.get(NOUN, {}).get(tree.lemma[noun], ())
    told: AbstractSet[str] = {entry.type for entry in entries}
    if tree.lemma[noun] in reader.tables.sets["arguments.act_nouns"]:
        told = DECIDED
    own = sides(reader, draft.source)
    for other in reversed(earlier):
        if other.type in told and other.source and not sides(reader, other.source) & own and other.status != "denied":
            return list(other.source)
    return []


def _answered(reader: EventReader, draft: Draft, earlier: list[Draft]) -> list[str]:
    """Who made the demand, offer or accusation that is refused or thrown back, where a word takes it up."""
    types = ANSWERED.get(draft.type, frozenset())
    tree = reader.tree
    noun = (
        draft.trigger.object if draft.trigger.object is not None else reader.clauses.surface_object(draft.trigger.token)
    )
    words = {tree.lemma[noun], tree.form[noun]} if noun is not None else set()
    charge = bool(words & reader.tables.sets["claims.charge_nouns"])
    points = noun is not None and any(
        tree.form[k] in reader.tables.sets["arguments.demonstrative"] for k in tree.kids[noun]
    )
    if draft.type == "ACCUSE" and not charge:
        return []
    own = sides(reader, draft.source)
    for other in reversed(earlier):
        if other.type not in types or not other.source or sides(reader, other.source) & own:
            continue
        if points or sides(reader, other.target) & own:
            return other.source[:1]
    return []
