"""Parses as the store keeps them: a DocBin with one Doc, and the parse that is asked of the store first."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from spacy.parts_of_speech import IDS as PARTS_OF_SPEECH
from spacy.tokens import DocBin
from sqlalchemy import select

from tamani.corpus import tables
from tamani.corpus.database import reading
from tamani.corpus.folding import fold
from tamani.corpus.reads import Parse, text_hash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc
    from spacy.vocab import Vocab
    from sqlalchemy import Engine

    from tamani.corpus.reads import WordForm
    from tamani.reading.parse import Parser

ATTRIBUTES = ("ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE")
"""All that the steps of reading ask of a token."""
_INFLECTED = frozenset(PARTS_OF_SPEECH[name] for name in ("NOUN", "VERB", "ADJ", "ADV"))
"""Parts of speech whose forms are worth searching for together."""


def model_name(parser: Parser) -> str:
    """Language, name and version of a parser's model: a parse is valid for this model only."""
    meta = parser.pipeline.meta
    name, version = meta.get("name", ""), meta.get("version", "")
    return f"{parser.language.code} {meta.get('lang', '')}_{name} {version} spacy {_SPACY}"


_SPACY = metadata.version("spacy")


def to_bytes(doc: Doc) -> bytes:
    """A parsed Doc, packed."""
    return DocBin(attrs=ATTRIBUTES, docs=[doc]).to_bytes()


def from_bytes(data: bytes, vocab: Vocab) -> Doc:
    """The Doc that :func:`to_bytes` packed."""
    return next(iter(DocBin().from_bytes(data).get_docs(vocab)))


def kept_doc(engine: Engine, text: str, parser: Parser) -> tuple[Doc, Parse] | None:
    """The parse of this text by this model, if the store has it."""
    key, model = text_hash(text), model_name(parser)
    parses = tables.parses.c
    with reading(engine) as connection:
        data = connection.scalar(select(parses.data).where(parses.text_sha256 == key, parses.model == model))
    return None if data is None else (from_bytes(data, parser.pipeline.vocab), Parse(key, model, None))


def new_parse(doc: Doc, text: str, parser: Parser) -> Parse:
    """A parse that the store is to keep."""
    return Parse(text_hash(text), model_name(parser), to_bytes(doc))


def word_forms(docs: Sequence[Doc], language: str) -> set[WordForm]:
    """The inflected words of some Docs with their lemmas, as search compares words."""
    found = set()
    for doc in docs:
        strings = doc.vocab.strings
        rows = doc.to_array(["LOWER", "LEMMA", "POS", "IS_ALPHA"])  # token by token it would cost as much as a rule
        for lower, lemma, part, is_alpha in set(map(tuple, rows.tolist())):
            if is_alpha and part in _INFLECTED and lemma:
                form, base = fold(strings[lower]), fold(strings[lemma])
                if base.isalpha():
                    found.add((form, base, language))
    return found
