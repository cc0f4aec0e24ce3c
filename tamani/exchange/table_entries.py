"""The entries of a record as rows: their places and their own columns, a function for each table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tamani.exchange.actors import names, voice_name
from tamani.exchange.codes import event_code
from tamani.world.plover import CAMEO_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tamani.record import Claim, Event, Quotation, Reason, Record, Span

    Entry = tuple[tuple[int, int] | None, dict[str, Any]]

BETWEEN = "; "


def _blocks(record: Record) -> Iterator[Entry]:
    for block in record.blocks:
        yield (block.start, block.end), {
            "kind": block.kind, "language": block.language, **_found(block.by, block.confidence, block.reason),
        }  # fmt: skip


def _actors(record: Record) -> Iterator[Entry]:
    """Actors have their places in the table of mentions."""
    for actor in record.actors:
        yield None, {
            "id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country, "sector": actor.sector,
            "role": actor.role, "gender": actor.gender, "mentions": len(actor.mentions),
            **_found(actor.by, actor.confidence, actor.reason),
        }  # fmt: skip


def _mentions(record: Record) -> Iterator[Entry]:
    for actor in record.actors:
        for mention in actor.mentions:
            row = {"actor": actor.id, "actor_name": actor.name, "form": mention.form}
            yield (mention.start, mention.end), row


def _times(record: Record) -> Iterator[Entry]:
    for time in record.times:
        row = {"value": time.value, "anchor": time.anchor}
        yield (time.start, time.end), row | _found(time.by, time.confidence, time.reason)


def _quotations(record: Record) -> Iterator[Entry]:
    for quotation in record.quotations:
        yield (quotation.start, quotation.end), _quotation(record, quotation)


def _quotation(record: Record, quotation: Quotation) -> dict[str, Any]:
    speaker = record.actor(quotation.speaker)
    return {
        "kind": quotation.kind,
        "parts": BETWEEN.join(f"{span.start}-{span.end}" for span in quotation.spans),
        "speaker": quotation.speaker,
        "speaker_name": speaker.name if speaker else None,
        "speaker_country": speaker.country if speaker else None,
        **_words(record, quotation.speaker_span, "speaker"),
        **_words(record, quotation.cue, "cue"),
        "rule": quotation.rule,
        "nested_in": quotation.nested_in,
        "continues": quotation.continues,
        **_found(quotation.by, quotation.confidence, quotation.reason),
    }


def _events(record: Record) -> Iterator[Entry]:
    for event in record.events:
        yield (event.start, event.end), _event(record, event)


def _event(record: Record, event: Event) -> dict[str, Any]:
    place = event.place
    code = event_code(event.cameo)
    return {
        "type": event.type, "mode": event.mode, "context": BETWEEN.join(event.context), "quad": event.quad,
        "cameo": code, "cameo_root": code[:2], "cameo_version": CAMEO_VERSION, "goldstein": event.goldstein,
        "source": BETWEEN.join(event.source), "source_names": BETWEEN.join(names(record, event.source)),
        "target": BETWEEN.join(event.target), "target_names": BETWEEN.join(names(record, event.target)),
        "status": event.status, "voice": event.voice, "voice_name": voice_name(record, event.voice),
        "date": event.date, "place": place.text if place else None, "place_country": place.country if place else None,
        "place_start": place.start if place else None, "place_end": place.end if place else None,
        "mentions": BETWEEN.join(f"{span.start}-{span.end}" for span in event.mentions),
        "quotation": event.quotation, "rule": event.why.rule, "clause_start": event.why.clause.start,
        "clause_end": event.why.clause.end, **_found(event.by, event.confidence, event.reason),
    }  # fmt: skip


def _claims(record: Record) -> Iterator[Entry]:
    for claim in record.claims:
        yield (claim.start, claim.end), _claim(record, claim)


def _claim(record: Record, claim: Claim) -> dict[str, Any]:
    speaker = record.actor(claim.speaker)
    return {
        "id": claim.id, "kind": claim.kind, "speaker": claim.speaker, "speaker_name": speaker.name if speaker else None,
        "about": BETWEEN.join(claim.about), "about_names": BETWEEN.join(names(record, claim.about)),
        "answers": claim.answers, "event": claim.event, "rule": claim.why.rule,
        "clause_start": claim.why.clause.start, "clause_end": claim.why.clause.end,
        **_found(claim.by, claim.confidence, claim.reason),
    }  # fmt: skip


def _flags(record: Record) -> Iterator[Entry]:
    for flag in record.flags:
        row = {"kind": flag.kind, "by": flag.by, "reason_code": flag.why.code, "reason": flag.why.words}
        yield (flag.start, flag.end), row


def _failures(record: Record) -> Iterator[Entry]:
    for failure in record.failures:
        yield None, {"step": failure.step, "reason_code": failure.why.code, "reason": failure.why.words}


def _found(by: str, confidence: float, reason: Reason | None) -> dict[str, Any]:
    """What found an entry, and how sure that is."""
    return {
        "by": by,
        "confidence": confidence,
        "reason_code": reason.code if reason else None,
        "reason": reason.words if reason else None,
    }


def _words(record: Record, span: Span | None, name: str) -> dict[str, Any]:
    """The place and the words of something that stands beside an entry."""
    if span is None:
        return {}
    return {
        f"{name}_start": span.start,
        f"{name}_end": span.end,
        f"{name}_exact": record.text[span.start : span.end],
    }


ENTRIES: dict[str, Callable[[Record], Iterator[Entry]]] = {
    "blocks": _blocks,
    "actors": _actors,
    "mentions": _mentions,
    "times": _times,
    "quotations": _quotations,
    "events": _events,
    "claims": _claims,
    "flags": _flags,
    "failures": _failures,
}
"""The tables of entries, and what makes their rows."""
