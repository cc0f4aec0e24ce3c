"""The record: what Tamani found on one page, every entry with the characters that prove it.

Offsets are Unicode code points into :attr:`Record.text`, start inclusive, end exclusive; the text is the
page as it was received and is never changed. The words used here are defined in ``docs/record.md``.
"""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

VERSION = "0.1.0"

BlockKind = Literal[
    "section", "headline", "standfirst", "byline", "dateline", "body", "related", "caption", "comments",
    "most_read", "newsletter", "share", "navigation", "ad", "legal", "tags", "author_bio",
]  # fmt: skip
ActorKind = Literal[
    "person", "state", "igo", "government_body", "armed_group", "party", "company", "media",
    "civil_society", "group",
]  # fmt: skip
Sector = Literal["GOV", "MIL", "REB", "JUD", "LEG", "OPP", "POL", "MED", "CIV", "BUS", "IGO", "NGO"]
MentionForm = Literal["name", "alias", "acronym", "demonym", "capital", "seat", "role", "pronoun", "collective"]
QuotationKind = Literal["direct", "indirect", "mixed"]
FlagKind = Literal[
    "role_mismatch", "mistranslation", "broken_quote", "demonym", "ambiguous_speaker", "undated",
    "misplaced_block", "run_on",
]  # fmt: skip
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EventStatus = Literal["happened", "ongoing", "planned", "alleged", "denied", "hypothetical"]
ClaimKind = Literal["accusation", "denial", "praise", "demand", "threat", "promise", "assertion"]
LOW_CONFIDENCE = 0.7
"""Below it, the views say how sure an entry is, even where it has no reason."""
NARRATOR = "narrator"
"""The voice of the page itself; every other voice is an actor's id."""

READABLE: frozenset[str] = frozenset({"headline", "standfirst", "body"})
"""Blocks that quotations, actors and times are read from (actors and times also from captions)."""
FURNITURE: frozenset[str] = frozenset(get_args(BlockKind)) - READABLE - {"caption", "section", "byline", "dateline"}
"""Blocks that belong to the site, not to the article."""

LETTERS: dict[str, str] = {
    "events": "e", "quotations": "q", "claims": "c", "actors": "a", "times": "t", "flags": "f", "blocks": "b",
}  # fmt: skip
"""The kinds of entries by the names of the record's fields, with the letter that their numbers have: ``e4``."""


def entry_name(kind: str, place: int) -> str:
    """What an entry is called by its place in the record, from 0: ``e4`` for the event at place 3."""
    return f"{LETTERS[kind]}{place + 1}"


class Span(msgspec.Struct, frozen=True):
    """Characters ``start`` (inclusive) to ``end`` (exclusive) of the page's text."""

    start: int
    end: int


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why an entry is unsure or flagged: a code with its values, and the same in English words."""

    code: str
    values: dict[str, str] = {}
    words: str


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the page, or a run of lines, of one kind."""

    kind: BlockKind
    start: int
    end: int
    language: str | None = None
    by: str
    confidence: float = 1.0
    reason: Reason | None = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A string read off the page (headline, byline …) with its place.

    ``start`` and ``end`` are None where the value comes from the page's metadata and not from its text.
    """

    text: str
    start: int | None
    end: int | None
    by: str


class ArticleDate(msgspec.Struct, frozen=True, kw_only=True):
    """A date of the article itself. ``value`` is an ISO 8601 date or date with time."""

    value: str
    start: int | None
    end: int | None
    by: str


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What the page says about itself. Published, modified and received dates stay apart."""

    headline: Found | None = None
    section: Found | None = None
    byline: list[Found] = []
    dateline: Found | None = None
    published: ArticleDate | None = None
    modified: ArticleDate | None = None
    received: str | None = None


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One place where an actor is named or referred to."""

    start: int
    end: int
    form: MentionForm


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who acts or speaks on the page.

    ``country`` is ISO 3166-1 alpha-3; states have it as their ``id``.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: Sector | None
    role: str | None
    gender: Literal["m", "f"] | None = None
    mentions: list[Mention]
    by: str
    confidence: float = 1.0
    reason: Reason | None = None


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression. ``value`` is an ISO date, month, year or interval ("2020/2023", "2024-08/..")."""

    start: int
    end: int
    value: str | None
    anchor: Literal["absolute", "published", "occasion"] | None
    by: str
    confidence: float = 1.0
    reason: Reason | None = None


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody is said to have said.

    ``spans`` are the said words; an incise between two marked parts leaves two of them. ``start`` and ``end`` are
    those of the whole. ``speaker`` is an actor's id after pronouns and roles are resolved; ``speaker_span`` is
    what the sentence has; ``cue`` is the verb group or phrase that carries the saying.
    """

    kind: QuotationKind
    start: int
    end: int
    spans: list[Span]
    speaker: str | None
    speaker_span: Span | None
    cue: Span | None
    rule: str
    nested_in: int | None = None
    continues: int | None = None
    by: str
    confidence: float = 1.0
    reason: Reason | None = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where something took place, as the page names it; ``country`` is ISO 3166-1 alpha-3 where it is known."""

    text: str
    start: int
    end: int
    country: str | None


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """What made an entry: the rule, the lexicon entry that it applied, the clause that it read."""

    rule: str
    entry: str | None
    clause: Span


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom, in the categories of PLOVER.

    ``start`` and ``end`` are those of the trigger with its auxiliaries and negation. ``source`` and ``target`` are
    actors' ids. ``voice`` is who vouches for it: "narrator" or an actor's id. ``quotation`` is the index of the
    innermost quotation that the trigger stands in. ``mentions`` are further places that tell the same event.
    """

    type: EventType
    mode: str | None
    context: list[str] = []
    quad: Literal[1, 2, 3, 4]
    cameo: str
    goldstein: float
    start: int
    end: int
    source: list[str]
    target: list[str]
    status: EventStatus
    voice: str
    date: str | None
    place: Place | None
    mentions: list[Span] = []
    quotation: int | None
    by: str
    why: Why
    confidence: float = 1.0
    reason: Reason | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody maintains, demands, promises, threatens, praises or denies.

    ``about`` are the ids of whom it is about; ``answers`` is the id of the claim that it rebuts or replies to;
    ``event`` is the index of the event that it is made of, where it is made of one.
    """

    id: str
    kind: ClaimKind
    speaker: str | None
    about: list[str]
    start: int
    end: int
    answers: str | None
    event: int | None
    by: str
    why: Why
    confidence: float = 1.0
    reason: Reason | None = None


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """What a careful reader would doubt, and why."""

    kind: FlagKind
    start: int
    end: int
    why: Reason
    by: str


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A step that could not do its work on this page."""

    step: str
    why: Reason


class Record(msgspec.Struct, kw_only=True):
    """All that was read from one page. ``text[entry.start:entry.end]`` is the evidence of every entry."""

    version: str = VERSION
    source: str | None = None
    media: Literal["text", "html"] = "text"
    sha256: str = ""
    language: str | None = None
    language_reason: Reason | None = None
    text: str
    article: Article = msgspec.field(default_factory=Article)
    blocks: list[Block] = []
    actors: list[Actor] = []
    times: list[Time] = []
    quotations: list[Quotation] = []
    events: list[Event] = []
    claims: list[Claim] = []
    flags: list[Flag] = []
    notes: list[Reason] = []
    failures: list[Failure] = []

    def actor(self, identifier: str | None) -> Actor | None:
        """The actor with this id, or None."""
        return next((actor for actor in self.actors if actor.id == identifier), None)

    def to_json(self) -> bytes:
        """The record as one line of UTF-8 JSON, the same bytes for the same record."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes | str) -> Record:
        """The record that :meth:`to_json` wrote.

        Raises:
            msgspec.ValidationError: the JSON is not a record.
        """
        return msgspec.json.decode(data, type=cls)


def json_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of :class:`Record`."""
    return msgspec.json.schema(Record)
