"""The working state of one page while it is read: the parsed article and what the steps have found so far."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from tamani.languages import Language, load

if TYPE_CHECKING:
    from datetime import date

    from tamani.page.typography import Marked
    from tamani.reading.actors.find import ActorFinder
    from tamani.reading.events.reader import EventReader
    from tamani.reading.times import TimeFound
    from tamani.record import Actor, Block, Claim, Event, Flag, MentionForm, Quotation, Time

EXTENSION = "tamani"


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the article inside the parsed text: ``start``/``end`` are offsets into :attr:`Reading.text`."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One place in :attr:`Reading.text` where an actor is named; ``head`` is the token that carries it."""

    start: int
    end: int
    actor: str
    form: MentionForm
    head: int
    gender: str | None = None
    number: str | None = None


@dataclass(slots=True)
class Reading:
    """What is known of one page so far.

    All steps work on :attr:`text`, the typographic view of the article's readable blocks (headline, standfirst,
    body and captions, two line feeds between them), which is also ``doc.text`` up to the marks' shapes. Straight
    apostrophes, plain spaces, and ``«``/``»`` for every kind of double mark, so rules need only one form.
    Offsets into it become offsets into the page with :meth:`page_span`.
    """

    doc: Doc
    text: str
    language: Language
    parts: list[Part]
    origins: array[int] | None = None
    """Page offset of every character of ``text``; None where they are the same (a Doc of somebody else's)."""
    marks: tuple[Marked, ...] = ()
    """Words between quotation marks, offsets into ``text``, in the order of their opening marks."""
    page_text: str = ""
    blocks: list[Block] = field(default_factory=list)
    published: date | None = None
    received: date | None = None
    times: list[Time] = field(default_factory=list)
    times_found: list[TimeFound] = field(default_factory=list)
    """The same times, in the same order, with offsets into :attr:`text`."""
    actors: list[Actor] = field(default_factory=list)
    mentions: list[ActorMention] = field(default_factory=list)
    """Where the actors are named, in the order of the text."""
    actor_finder: ActorFinder | None = field(default=None, repr=False, compare=False)
    """What found the actors, kept so that later steps can ask whom a phrase means."""
    quotations: list[Quotation] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    event_reader: EventReader | None = field(default=None, repr=False, compare=False)
    """What found the events, kept so that claims can ask about clauses and actors."""
    claims: list[Claim] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    splices: list[tuple[int, int]] = field(default_factory=list)
    """Words around each comma that splices two sentences, offsets into ``text``."""

    def page_span(self, start: int, end: int) -> tuple[int, int]:
        """Page offsets of ``text[start:end]`` (a span of at least one character)."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end - 1] + 1

    def part_at(self, offset: int) -> Part | None:
        """The block that holds this offset of ``text``."""
        for part in self.parts:
            if part.start <= offset < part.end:
                return part
        return None

    @classmethod
    def of(cls, doc: Doc) -> Reading:
        """The reading that belongs to a Doc; made from its text alone where a step runs in a foreign pipeline."""
        found = _attached(doc)
        if found is None:
            found = cls._of_foreign(doc)
            attach(doc, found)
        return found

    @classmethod
    def _of_foreign(cls, doc: Doc) -> Reading:
        from tamani.page.typography import find_marked, plain_marks  # noqa: PLC0415 (only foreign pipelines)

        parts, at = [], 0
        for line in doc.text.split("\n"):
            if line.strip():
                parts.append(Part("body", at, at + len(line)))
            at += len(line) + 1
        text = plain_marks(doc.text)
        return cls(
            doc=doc, text=text, language=load(doc.lang_), parts=parts, marks=find_marked(doc.text), page_text=doc.text
        )


def attach(doc: Doc, reading: Reading) -> None:
    """Make ``reading`` the one that :meth:`Reading.of` finds for ``doc``, and that ``doc._.tamani`` gives.

    It is kept among the Doc's hooks and not in its user data, which spaCy writes out with the Doc.
    """
    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, getter=_attached)
    doc.user_hooks[EXTENSION] = lambda: reading


def _attached(doc: Doc) -> Reading | None:
    hook = doc.user_hooks.get(EXTENSION)
    found: Reading | None = hook() if hook is not None else None
    return found


def detach(doc: Doc) -> None:
    """Let go of a Doc's reading: the two hold each other, and a Doc in a ring of references is never freed."""
    doc.user_hooks.pop(EXTENSION, None)
