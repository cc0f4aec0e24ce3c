"""One table for each kind of entry of the record; every row points at its page version and its characters."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKeyConstraint, Index, Integer, Table, Text

from tamani.corpus.columns import doubt_columns, entry_columns, part_columns, span_columns
from tamani.corpus.tables import METADATA

blocks = Table(
    "blocks",
    METADATA,
    *entry_columns("blocks", words=False),
    Column("kind", Text, nullable=False, comment="headline, body, related …"),
    Column("language", Text, comment="language of the block"),
    *doubt_columns(),
    comment="What each line, or run of lines, of a page is.",
)

actors = Table(
    "actors",
    METADATA,
    *entry_columns("actors"),
    Column("actor", Text, nullable=False, comment="the actor's id on this page"),
    Column("name", Text, nullable=False, comment="the fullest name that the page gives"),
    Column("name_key", Text, nullable=False, comment="the name in lower case, without accents"),
    Column("name_end", Text, nullable=False, comment="the last word of name_key"),
    Column("kind", Text, nullable=False, comment="person, state, party …"),
    Column("country", Text, comment="ISO 3166-1 alpha-3"),
    Column("sector", Text, comment="GOV, MIL, OPP …"),
    Column("role", Text, comment="office or function, as the page gives it"),
    Column("gender", Text, comment="m or f"),
    *doubt_columns(),
    Index("actors_by_id", "actor", "version_id"),
    Index("actors_by_name", "name_end", "version_id"),
    Index("actors_by_country", "country", "version_id"),
    comment="Who acts or speaks on a page. The span is that of the first mention.",
)

mentions = Table(
    "mentions",
    METADATA,
    *part_columns("actors", "actor_n"),
    *span_columns("the mention"),
    Column("words", Text, nullable=False, comment="these characters"),
    Column("form", Text, nullable=False, comment="name, role, pronoun …"),
    comment="Where each actor is named or referred to.",
)

times = Table(
    "times",
    METADATA,
    *entry_columns("times"),
    Column("value", Text, comment="ISO date, month, year or interval"),
    Column("anchor", Text, comment="what the value was reckoned from"),
    *doubt_columns(),
    comment="Time expressions.",
)

quotations = Table(
    "quotations",
    METADATA,
    *entry_columns("quotations"),
    Column("kind", Text, nullable=False, comment="direct, indirect or mixed"),
    Column("speaker", Text, comment="id of the actor who speaks"),
    Column("speaker_n", Integer, comment="place of this actor among the actors of the page"),
    *span_columns("the words for the speaker", optional=True, prefix="speaker_"),
    *span_columns("the words that carry the saying", optional=True, prefix="cue_"),
    Column("rule", Text, nullable=False, comment="the construction that was read"),
    Column("nested_in", Integer, comment="place of the quotation that this one stands in"),
    Column("continues", Integer, comment="place of the quotation that this one goes on with"),
    *doubt_columns(),
    ForeignKeyConstraint(["version_id", "speaker_n"], ["actors.version_id", "actors.n"], ondelete="CASCADE"),
    Index("quotations_by_speaker", "version_id", "speaker_n"),
    comment="What somebody is said to have said. The span is that of the whole.",
)

quotation_spans = Table(
    "quotation_spans",
    METADATA,
    *part_columns("quotations", "quotation_n"),
    *span_columns("the said words"),
    Column("words", Text, nullable=False, comment="these characters"),
    comment="The said words of each quotation; an incise leaves two spans.",
)

events = Table(
    "events",
    METADATA,
    *entry_columns("events"),
    Column("type", Text, nullable=False, comment="PLOVER type"),
    Column("mode", Text, comment="PLOVER mode"),
    Column("context", Text, nullable=False, comment="PLOVER contexts, a blank between two"),
    Column("quad", Integer, nullable=False, comment="quad class, 1 to 4"),
    Column("cameo", Text, nullable=False, comment="the nearest CAMEO code"),
    Column("goldstein", Float, nullable=False, comment="Goldstein's scale, -10 to 10"),
    Column("status", Text, nullable=False, comment="happened, planned, alleged …"),
    Column("voice", Text, nullable=False, comment="narrator, or the id of the actor who vouches for it"),
    Column("date", Text, comment="when it took place: ISO date or interval"),
    Column("place", Text, comment="where, as the page names it"),
    Column("place_country", Text, comment="ISO 3166-1 alpha-3"),
    *span_columns("the words for the place", optional=True, prefix="place_"),
    Column("quotation_n", Integer, comment="place of the quotation that tells it"),
    Column("rule", Text, nullable=False, comment="the rule that read it"),
    Column("lexicon_entry", Text, comment="the entry of the lexicon that it applied"),
    *span_columns("the clause", prefix="clause_"),
    *doubt_columns(),
    ForeignKeyConstraint(["version_id", "quotation_n"], ["quotations.version_id", "quotations.n"], ondelete="CASCADE"),
    Index("events_by_type", "type", "status", "version_id"),
    Index("events_by_status", "status", "version_id"),
    comment="Who did what to whom. The span is that of the trigger.",
)

event_actors = Table(
    "event_actors",
    METADATA,
    *part_columns("events", "event_n"),
    Column("side", Text, nullable=False, comment="source or target"),
    Column("actor", Text, nullable=False, comment="id of the actor"),
    Column("actor_n", Integer, comment="place of this actor among the actors of the page"),
    ForeignKeyConstraint(["version_id", "actor_n"], ["actors.version_id", "actors.n"], ondelete="CASCADE"),
    comment="Sources and targets of events.",
)

event_mentions = Table(
    "event_mentions",
    METADATA,
    *part_columns("events", "event_n"),
    *span_columns("the mention"),
    Column("words", Text, nullable=False, comment="these characters"),
    comment="Further places that tell the same event.",
)

claims = Table(
    "claims",
    METADATA,
    *entry_columns("claims"),
    Column("claim", Text, nullable=False, comment="the claim's id on this page"),
    Column("kind", Text, nullable=False, comment="accusation, denial, demand …"),
    Column("speaker", Text, comment="id of the actor who maintains it"),
    Column("speaker_n", Integer, comment="place of this actor among the actors of the page"),
    Column("answers", Text, comment="id of the claim that it replies to"),
    Column("event_n", Integer, comment="place of the event that it is made of"),
    Column("rule", Text, nullable=False, comment="the rule that read it"),
    Column("lexicon_entry", Text, comment="the entry of the lexicon that it applied"),
    *span_columns("the clause", prefix="clause_"),
    *doubt_columns(),
    ForeignKeyConstraint(["version_id", "speaker_n"], ["actors.version_id", "actors.n"], ondelete="CASCADE"),
    ForeignKeyConstraint(["version_id", "event_n"], ["events.version_id", "events.n"], ondelete="CASCADE"),
    comment="What somebody maintains, demands, promises, threatens, praises or denies.",
)

claim_about = Table(
    "claim_about",
    METADATA,
    *part_columns("claims", "claim_n"),
    Column("actor", Text, nullable=False, comment="id of the actor"),
    Column("actor_n", Integer, comment="place of this actor among the actors of the page"),
    ForeignKeyConstraint(["version_id", "actor_n"], ["actors.version_id", "actors.n"], ondelete="CASCADE"),
    comment="Whom each claim is about.",
)

flags = Table(
    "flags",
    METADATA,
    *entry_columns("flags"),
    Column("kind", Text, nullable=False, index=True, comment="what a careful reader would doubt"),
    Column("code", Text, nullable=False, comment="code of the reason"),
    Column("why", Text, nullable=False, comment="the reason in English words"),
    Column("by", Text, nullable=False, comment="the step that noticed"),
    comment="What a careful reader would doubt, and why.",
)

ENTRY_TABLES = (
    blocks, actors, mentions, times, quotations, quotation_spans, events, event_actors, event_mentions, claims,
    claim_about, flags,
)  # fmt: skip
"""In an order in which rows can be inserted: what others point at comes first."""
