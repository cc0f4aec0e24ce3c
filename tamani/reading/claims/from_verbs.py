"""Denials that are told by a verb: he denies, disputes, refutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.claims.drafts import ClaimDraft, complement_end
from tamani.reading.events.tree import NOMINAL
from tamani.record import READABLE

if TYPE_CHECKING:
    from tamani.reading.events.reader import EventReader

RULE, ANNOUNCED = "denial_verb", "announcement"
SPEAKING = frozenset(
    {"person", "government_body", "state", "igo", "armed_group", "party", "company", "civil_society", "group"}
)


def claims_of_denials(reader: EventReader) -> list[ClaimDraft]:
    """The claims of the page's verbs of denial."""
    tree = reader.tree
    found: list[ClaimDraft] = []
    for i in range(len(tree)):
        if not _denies(reader, i) or tree.pos[i] in NOMINAL or tree.kind[i] not in READABLE:
            continue
        if tree.is_verbal(i) and reader.status.is_negated(i):
            continue
        speaker = _speaker(reader, i)
        if speaker is None:
            continue
        first = min([i, *(k for k in tree.auxiliaries(i) if k < i)])
        found.append(ClaimDraft("denial", speaker, [], first, complement_end(tree, i, i), RULE, tree.lemma[i]))
    return found


def _denies(reader: EventReader, i: int) -> bool:
    """Whether a verb denies by itself, or by what it pushes away ("rejects all responsibility")."""
    sets = reader.tables.sets
    lemma = reader.tree.lemma[i]
    if lemma in sets["claims.denial_verbs"]:
        return True
    if lemma not in sets["claims.dismissing_verbs"]:
        return False
    dismissed = reader.clauses.logical_object(i)
    return dismissed is not None and reader.tree.lemma[dismissed] in sets["claims.dismissed_nouns"]


def _speaker(reader: EventReader, i: int) -> str | None:
    cue = reader.voices.cue_speaker(i)
    if cue is not None:
        return cue
    subject = reader.clauses.logical_subject(i)
    actors = reader.who.of(subject).actors if subject is not None else ()
    known = reader.who.listed(actors)
    return known[0] if known else _named_before(reader, i)


def _named_before(reader: EventReader, i: int) -> str | None:
    """Who is named last before the verb in its sentence, where the parse finds no subject."""
    low, _ = reader.tree.sentence_range(i)
    for k in range(i - 1, low - 1, -1):
        for mention in reader.who.over.get(k, ()):
            if mention.form not in {"demonym", "pronoun"} and reader.who.kinds.get(mention.actor) in SPEAKING:
                return mention.actor
    return None


def claims_of_announcements(reader: EventReader) -> list[ClaimDraft]:
    """Promises in announcements of what the speaker, or his state, is going to do."""
    tree = reader.tree
    verbs = reader.tables.sets["claims.announce_verbs"]
    found: list[ClaimDraft] = []
    for i in range(len(tree)):
        if tree.lemma[i] not in verbs or not tree.is_verbal(i) or tree.kind[i] not in READABLE:
            continue
        noun = reader.clauses.surface_object(i)
        speaker = _speaker(reader, i)
        acts = [d for d in reader.drafts for t in (d, *d.repeats) if noun is not None and t.first <= noun <= t.last]
        if noun is None or speaker is None or not acts or reader.voices.cue[i] is not None:
            continue
        own = {speaker, reader.who.countries.get(speaker)}
        doers = {side for d in acts for a in d.source for side in (a, reader.who.countries.get(a))}
        if not doers or doers & own - {None}:
            first = min([i, *(k for k in tree.auxiliaries(i) if k < i)])
            found.append(
                ClaimDraft(
                    "promise", speaker, acts[0].target, first, complement_end(tree, i, noun), ANNOUNCED, tree.lemma[i]
                )
            )
    return found
