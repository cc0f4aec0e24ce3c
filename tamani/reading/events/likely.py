"""Events that no entry of the lexicon tells: the parser's network names the word, the language who fills its slots.

The network has learnt from the lexicon's examples and from annotated texts which words tell of which type of event
(``tamani_model.event_words``), and names them as entities of the Doc. What it names and the lexicon does not know is
told with a low confidence and its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.events.entries import DENIED, NOUN, SUBJECT, VERB, Entry

if TYPE_CHECKING:
    from tamani.reading.events.frames import Frames, Trigger
    from tamani.reading.events.tables import Tables
    from tamani.record import EventType

RULE = "likely"
DOUBT = "event_likely"
MUTUAL = frozenset({"CONSULT", "COOPERATE"})
ABSORBING = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE"})
"""Types of act whose clause tells what is asked, threatened, refused or promised."""
NO_PREDICATE = frozenset({"aux", "case", "mark", "det", "cop"})


def likely_triggers(frames: Frames, known: set[int]) -> list[Trigger]:
    """Triggers at the tokens that the network names, ``known`` aside, which tell of other events."""
    named = sorted(frames.tree.likely.items())
    found = (_trigger(frames, i, event_type) for i, event_type in named if i not in known)
    return [trigger for trigger in found if trigger is not None]


def _trigger(frames: Frames, i: int, event_type: EventType) -> Trigger | None:
    """The trigger at a token, None where no actor is told or it only brings somebody's words."""
    tree = frames.tree
    if tree.rel[i] in NO_PREDICATE or i in frames.clauses.prepositional:
        return None
    if tree.lemma[i] in frames.tables.slots["silent"]:
        return None
    if frames.tables.has("claims.denial_verbs", tree.lemma[i]) or frames.who.cue_speaker(i) is not None:
        return None  # what is said or denied is a claim
    carrier = VERB if tree.pos[i] == "VERB" else NOUN
    trigger = frames.fit(i, likely_entry(tree.lemma[i], event_type, carrier, frames.tables))
    if trigger is None or not (trigger.source.actors or trigger.target.actors):
        return None
    trigger.rule = RULE
    return trigger


def likely_entry(word: str, event_type: EventType, carrier: str, tables: Tables) -> Entry:
    """An entry as the lexicon might have it for the word."""
    slots, verb = tables.slots, carrier == VERB
    asked = slots["asked"] if event_type in ABSORBING and verb else []
    return Entry(
        carrier=VERB if verb else NOUN, key=word, then=(), reflexive=False, type=event_type, mode=None, context=(),
        object=frozenset(), object_not=frozenset(), source=(SUBJECT,) if verb else tuple(slots["noun_source"]),
        target=(*(slots["verb_target"] if verb else slots["noun_target"]), *asked), needs=("source",) if verb else (),
        reciprocal=event_type in MUTUAL, absorbs=event_type in ABSORBING, claim=None, negated=DENIED, status=None,
    )  # fmt: skip
