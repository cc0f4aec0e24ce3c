"""The tables that keep pages: what came, in which versions, how it was read, what failed, who copied whom.

The comments are the documentation: ``docs/store.md`` is made of them, and PostgreSQL keeps them with the tables.
The tables of the record's entries are in :mod:`tamani.corpus.entry_tables`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from tamani.corpus.columns import span_columns, version_column

METADATA = MetaData()

migrations = Table(
    "migrations",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="the store's format after this change"),
    Column("name", Text, nullable=False, comment="what the change does"),
    Column("applied_at", Text, nullable=False, comment="when it was made, UTC"),
    comment="Changes of the store's own format that were made to this file.",
)

contents = Table(
    "contents",
    METADATA,
    Column("sha256", Text, primary_key=True, comment="of the bytes as they came"),
    Column("size", Integer, nullable=False, comment="number of these bytes"),
    Column("compression", Text, nullable=False, comment="how data is packed: zlib"),
    Column("data", LargeBinary, nullable=False, comment="the bytes, packed"),
    comment="The bytes of pages exactly as they came; the same bytes are kept once.",
)

pages = Table(
    "pages",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("identity", Text, nullable=False, unique=True, comment="its URL; without one, the hash of its first bytes"),
    Column("url", Text, comment="where the page can be found"),
    Column("outlet", Text, index=True, comment="who published it"),
    Column("first_seen", Text, nullable=False, index=True, comment="when its first version was fetched, UTC"),
    comment="One row for each page, whatever happens to its text later.",
)

versions = Table(
    "versions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("page_id", ForeignKey("pages.id"), nullable=False, index=True, comment="the page"),
    Column("number", Integer, nullable=False, comment="1 for the first version that was seen, then 2, 3 …"),
    Column("sha256", ForeignKey("contents.sha256"), nullable=False, index=True, comment="its bytes"),
    Column("media_type", Text, comment="as the server or the archive said"),
    Column("fetched_at", Text, nullable=False, comment="when this version was first seen, UTC"),
    Column("how", Text, nullable=False, comment="the way it came: file, warc, feed …"),
    Column("given_published", Text, comment="publication date as its feed or sitemap gave it"),
    Column("notes", Text, comment="what was noted while it was fetched, JSON"),
    Column("added_at", Text, nullable=False, comment="when it came into the store, UTC"),
    Column("origin", Text, comment="file, archive, feed or sitemap that it was found in"),
    Column("is_latest", Boolean, nullable=False, comment="whether no later version of the page is known"),
    UniqueConstraint("page_id", "sha256"),
    UniqueConstraint("page_id", "number"),
    Index("versions_by_origin", "origin"),
    comment="What a page was at one time. A version without a row in records waits to be read.",
)

sightings = Table(
    "sightings",
    METADATA,
    version_column(),
    Column("fetched_at", Text, nullable=False, comment="when, UTC"),
    Column("how", Text, nullable=False, comment="in which way"),
    Column("source", Text, nullable=False, comment="URL or path that it came from"),
    PrimaryKeyConstraint("version_id", "fetched_at", "source"),
    comment="Every time that a version was met, also when its bytes were known already.",
)

version_changes = Table(
    "version_changes",
    METADATA,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True, comment="the newer version"),
    Column("before_id", ForeignKey("versions.id"), nullable=False, index=True, comment="the version before it"),
    Column("diff", Text, nullable=False, comment="unified diff of the lines of the two texts"),
    Column("quotations_gone", Integer, nullable=False, comment="how many quotations are on the page no more"),
    comment="What changed on a page between two of its versions.",
)

gone_quotations = Table(
    "gone_quotations",
    METADATA,
    version_column("the version that lacks the quotation"),
    Column("before_id", ForeignKey("versions.id"), nullable=False, comment="the version that has it"),
    Column("n", Integer, nullable=False, comment="place among the quotations of that version"),
    *span_columns("the quotation, in the text of the version that has it"),
    Column("words", Text, nullable=False, comment="what was said there"),
    PrimaryKeyConstraint("version_id", "n"),
    comment="Quotations that a page had and that its next version has no more.",
)

parses = Table(
    "parses",
    METADATA,
    Column("text_sha256", Text, nullable=False, comment="of the article text that was parsed"),
    Column("model", Text, nullable=False, comment="language, name and version of the parser's model"),
    Column("data", LargeBinary, nullable=False, comment="a spaCy DocBin with one Doc"),
    PrimaryKeyConstraint("text_sha256", "model"),
    comment="Parsed articles, so that a better reader can read all pages again without parsing them.",
)

records = Table(
    "records",
    METADATA,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True, comment="page version"),
    Column("reader", Text, nullable=False, comment="version of Tamani that read it"),
    Column("read_at", Text, nullable=False, comment="when, UTC"),
    Column("language", Text, index=True, comment="language of the page"),
    Column("headline", Text, comment="headline of the article"),
    Column("published", Text, index=True, comment="date of publication, ISO 8601"),
    Column("modified", Text, comment="date of the last change that the page states"),
    Column("characters", Integer, nullable=False, comment="length of the page's text"),
    Column("article_sha256", Text, index=True, comment="of the article text: the same for exact copies"),
    Column("parse_text", Text, comment="of the text under which the parse is kept"),
    Column("parse_model", Text, comment="model of the parse"),
    Column("read_from", ForeignKey("versions.id"), index=True, comment="the first print that it was read from"),
    Column("record", LargeBinary, nullable=False, comment="the whole record: JSON, packed with zlib"),
    comment="How a page version was read. The entries are in tables of their own.",
)

signatures = Table(
    "signatures",
    METADATA,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True, comment="page version"),
    Column("shingles", Integer, nullable=False, comment="number of different runs of words"),
    Column("signature", LargeBinary, nullable=False, comment="MinHash of the article's runs of words"),
    comment="What near-duplicates are found by.",
)

bands = Table(
    "bands",
    METADATA,
    Column("band", BigInteger, nullable=False, comment="hash of a part of the signature"),
    version_column("a page version whose signature has it"),
    PrimaryKeyConstraint("band", "version_id"),
    comment="Parts of signatures; versions that share one are compared in full.",
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    METADATA,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True, comment="page version"),
    Column("group_id", ForeignKey("versions.id"), nullable=False, index=True, comment="first version of the group"),
    Column("like_id", ForeignKey("versions.id"), nullable=False, comment="the version that it was compared with"),
    Column("similarity", Float, nullable=False, comment="shared runs of words of all; 1 for the same text"),
    comment="Pages with the same or nearly the same article. A group is named by the version that came first.",
)

failures = Table(
    "failures",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("place", Text, nullable=False, comment="URL or path"),
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), index=True, comment="version, if one is kept"),
    Column("step", Text, nullable=False, comment="what could not be done"),
    Column("code", Text, nullable=False, comment="code of the reason"),
    Column("details", Text, nullable=False, comment="values of the reason, JSON"),
    Column("words", Text, nullable=False, comment="the reason in English words"),
    Column("first_at", Text, nullable=False, comment="when it failed for the first time, UTC"),
    Column("last_at", Text, nullable=False, comment="when it failed for the last time, UTC"),
    Column("times", Integer, nullable=False, comment="how often"),
    Column("resolved_at", Text, comment="when it worked after all, UTC"),
    UniqueConstraint("place", "step", "code"),
    comment="What could not be fetched or read, and why. Rows stay when the trouble is over.",
)

searched = Table(
    "searched",
    METADATA,
    Column("version_id", ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True, comment="latest version"),
    Column("moment", Text, nullable=False, server_default="", comment="date of publication; empty where none is known"),
    Column("marks", Text, nullable=False, server_default="", comment="what filters ask for, each as a short hash"),
    Column("text", Text, nullable=False, comment="the page's text with all that is not the article made blank"),
    Index("searched_by_moment", "moment"),
    comment="What search looks into; the offsets are those of the page's text.",
)

word_forms = Table(
    "word_forms",
    METADATA,
    Column("form", Text, nullable=False, comment="a word as pages have it, lower case, without accents"),
    Column("lemma", Text, nullable=False, comment="its dictionary form"),
    Column("language", Text, nullable=False, comment="its language"),
    PrimaryKeyConstraint("form", "lemma", "language"),
    Index("word_forms_by_lemma", "lemma", "language"),
    comment="Forms of words that were met while parsing, so that a search for one form finds the others.",
    sqlite_with_rowid=False,
)

saved_searches = Table(
    "saved_searches",
    METADATA,
    Column("name", Text, primary_key=True, comment="what the user calls it"),
    Column("query", Text, nullable=False, comment="words and filters, JSON"),
    Column("saved_at", Text, nullable=False, comment="when, UTC"),
    comment="Searches with a name.",
)

corrections = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True),
    version_column(),
    Column("entry", Text, nullable=False, comment="kind of entry: quotations, events …"),
    Column("n", Integer, nullable=False, comment="its place in the record when it was judged"),
    *span_columns("the entry"),
    Column("words", Text, nullable=False, comment="these characters"),
    Column("judgement", Text, nullable=False, comment="wrong, right, changed, added, or withdrawn"),
    Column("field", Text, comment="what is changed"),
    Column("value", Text, comment="what it is changed to, JSON"),
    Column("withdraws", ForeignKey("corrections.id"), comment="the judgement that this one takes back"),
    Column("why", Text, comment="in the words of who judged"),
    Column("by", Text, nullable=False, comment="who judged"),
    Column("at", Text, nullable=False, comment="when, UTC"),
    Column("signature", Text, nullable=False, unique=True, comment="hash of this row and of the one before it"),
    comment="Readers' judgements. Rows are added, never changed or taken away.",
    sqlite_autoincrement=True,
)

remembered = Table(
    "remembered",
    METADATA,
    Column("name", Text, primary_key=True, comment="what it is"),
    Column("value", Text, nullable=False, comment="JSON"),
    Column("changed_at", Text, nullable=False, comment="when, UTC"),
    comment="What programs remember between two runs, such as the state of feeds.",
)

stories = Table(
    "stories",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("title", Text, comment="headline that stands for the story"),
    Column("first_seen", Text, nullable=False, index=True, comment="when its first page was fetched, UTC"),
    comment="Events of the world that several pages tell of.",
)

story_pages = Table(
    "story_pages",
    METADATA,
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("page_id", ForeignKey("pages.id", ondelete="CASCADE"), nullable=False, index=True),
    PrimaryKeyConstraint("story_id", "page_id"),
    comment="The pages of each story.",
)

Index(
    "one_latest_version",
    versions.c.page_id,
    unique=True,
    sqlite_where=text("is_latest"),
    postgresql_where=text("is_latest"),
)
