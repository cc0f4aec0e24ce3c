"""The reading steps as spaCy components, for pipelines of somebody else's.

>>> import spacy
>>> nlp = spacy.load("tamani_model")  # doctest: +SKIP
>>> nlp.add_pipe("tamani_actors")  # doctest: +SKIP
>>> nlp.add_pipe("tamani_quotations")  # doctest: +SKIP

Each puts its findings into ``doc.spans["tamani_…"]`` and into ``doc._.tamani``, the :class:`Reading`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language as Pipeline
from spacy.tokens import Span, SpanGroup

from tamani.reading.actors import find_actors
from tamani.reading.claims import find_claims
from tamani.reading.events import find_events
from tamani.reading.flags import find_flags
from tamani.reading.quotations import find_quotations
from tamani.reading.reading import Reading
from tamani.reading.times import find_times

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Doc


@Pipeline.factory("tamani_times")
def make_times(nlp: Pipeline, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 (spaCy's factory signature)
    """The component that finds time expressions; spans are labelled with their ISO value."""

    def component(doc: Doc) -> Doc:
        reading = Reading.of(doc)
        find_times(reading)
        _keep(doc, "tamani_times", ((t.start, t.end, t.value or "", "") for t in reading.times))
        return doc

    return component


@Pipeline.factory("tamani_actors")
def make_actors(nlp: Pipeline, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """The component that finds actors; spans are labelled with the actor's kind, their id is the actor's."""

    def component(doc: Doc) -> Doc:
        reading = Reading.of(doc)
        find_actors(reading)
        found = ((m.start, m.end, a.kind, a.id) for a in reading.actors for m in a.mentions)
        _keep(doc, "tamani_actors", found)
        return doc

    return component


@Pipeline.factory("tamani_quotations", requires=["token.pos", "token.lemma", "token.dep"])
def make_quotations(nlp: Pipeline, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """The component that finds quotations, behind ``tamani_actors``; spans are labelled with their kind."""

    def component(doc: Doc) -> Doc:
        reading = Reading.of(doc)
        find_quotations(reading)
        found = ((s.start, s.end, q.kind, q.speaker or "") for q in reading.quotations for s in q.spans)
        _keep(doc, "tamani_quotations", found)
        return doc

    return component


@Pipeline.factory("tamani_events", requires=["token.pos", "token.lemma", "token.dep"])
def make_events(nlp: Pipeline, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """The component that finds events, behind ``tamani_quotations``; spans are labelled with their type."""

    def component(doc: Doc) -> Doc:
        reading = Reading.of(doc)
        find_events(reading)
        _keep(doc, "tamani_events", ((e.start, e.end, e.type, e.status) for e in reading.events))
        return doc

    return component


@Pipeline.factory("tamani_claims", requires=["token.pos", "token.lemma", "token.dep"])
def make_claims(nlp: Pipeline, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """The component that finds claims, behind ``tamani_events``; spans are labelled with their kind."""

    def component(doc: Doc) -> Doc:
        reading = Reading.of(doc)
        find_claims(reading)
        _keep(doc, "tamani_claims", ((c.start, c.end, c.kind, c.speaker or "") for c in reading.claims))
        return doc

    return component


@Pipeline.factory("tamani_flags")
def make_flags(nlp: Pipeline, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """The component that adds the flags of the whole text, behind the others."""

    def component(doc: Doc) -> Doc:
        reading = Reading.of(doc)
        find_flags(reading)
        _keep(doc, "tamani_flags", ((f.start, f.end, f.kind, "") for f in reading.flags))
        return doc

    return component


def _keep(doc: Doc, key: str, found: Iterable[tuple[int, int, str, str]]) -> None:
    """Put (start, end, label, id) in page offsets of the Doc's own text into a span group."""
    spans: list[Span] = []
    for start, end, label, identifier in found:
        span = doc.char_span(start, end, label=label, span_id=identifier, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans)
