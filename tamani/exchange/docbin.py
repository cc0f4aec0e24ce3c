"""spaCy's DocBin: each page a Doc, its entries in span groups whose places are exact."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc, DocBin

from tamani.exchange.marked import Marked, marked
from tamani.exchange.schemas import schema_bytes
from tamani.exchange.targets import new_file
from tamani.exchange.token_places import words_and_spaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language

    from tamani.exchange.options import Options, Tally
    from tamani.exchange.stored import StoredPage, StoryRow
    from tamani.record import Record

PAGES_IN_A_FILE = 500
"""A DocBin is held whole before it is written; spaCy reads a folder of them as one corpus."""
ANY_LANGUAGE = "xx"


def write_folder(
    pages: Iterable[StoredPage], stories: Iterable[StoryRow], folder: Path, options: Options, tally: Tally
) -> None:
    """Write files of at most :data:`PAGES_IN_A_FILE` pages."""
    del stories
    rest = iter(pages)
    for number in itertools.count(1):
        some = list(itertools.islice(rest, PAGES_IN_A_FILE))
        if not some:
            break
        held = DocBin(store_user_data=True)
        for doc in _docs(some, options, tally):
            held.add(doc)
        with new_file(folder / f"pages-{number:05d}.spacy") as out:
            out.write(held.to_bytes())
    with new_file(folder / "schema.json") as out:
        out.write(schema_bytes("docbin"))


def _docs(pages: Iterable[StoredPage], options: Options, tally: Tally) -> Iterator[Doc]:
    """The pages as Docs, with tokenizers that live no longer than the file: their vocabulary grows."""
    tokenizers: dict[str, Language] = {}
    for page in pages:
        code = page.record.language or ANY_LANGUAGE
        if code not in tokenizers:
            tokenizers[code] = _tokenizer(code)
        yield _doc(page, tokenizers[code], options, tally)


def _tokenizer(code: str) -> Language:
    try:
        return spacy.blank(code)
    except ImportError:  # spaCy has no rules for this language
        return spacy.blank(ANY_LANGUAGE)


def _doc(page: StoredPage, tokenizer: Language, options: Options, tally: Tally) -> Doc:
    record = page.record
    entries = [*marked(record, options), *_beside(record, options)]
    borders = {place for token in tokenizer.make_doc(record.text) for place in (token.idx, token.idx + len(token))}
    starts, ends = {entry.start for entry in entries}, {entry.end for entry in entries}
    words, spaces = words_and_spaces(record.text, borders, starts, ends)
    doc = Doc(tokenizer.vocab, words=words, spaces=spaces)
    for entry in entries:
        span = doc.char_span(
            entry.start, entry.end, label=entry.label, kb_id=entry.actor or "", span_id=f"{entry.kind}-{entry.number}"
        )
        if span is None:
            tally.left_out["empty_span"] += 1  # a span without characters: no token is empty
        else:
            group = _group(entry)
            if group not in doc.spans:
                doc.spans[group] = []
            doc.spans[group].append(span)
            tally.entries += 1
    doc.user_data |= {"url": page.url, "version_id": page.version_id, "outlet": page.outlet}
    return doc


def _beside(record: Record, options: Options) -> Iterator[Marked]:
    """Speakers and cues, which stand beside quotations and bear their number."""
    if options.wants("quotations"):
        for number, said in enumerate(record.quotations):
            if said.speaker_span is not None:
                place = said.speaker_span
                yield Marked("speakers", number, "speaker", place.start, place.end, actor=said.speaker)
            if said.cue is not None:
                yield Marked("cues", number, "cue", said.cue.start, said.cue.end)


def _group(entry: Marked) -> str:
    return "quotes" if entry.kind == "quotations" else entry.kind
