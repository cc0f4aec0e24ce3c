"""Read gold pages or passages with Tamani and write what it found, in the form that scorers read.

    python benchmarks/predict.py pages GOLD_FOLDER OUT_FOLDER
    python benchmarks/predict.py quotes GOLD.jsonl OUT.jsonl
    python benchmarks/predict.py events GOLD.jsonl OUT.jsonl

Of the gold only ``id``, ``text``, ``language``, ``received`` and, where a page has it, ``given.published``
are read: what somebody who has a page and no answers would know.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tamani
from tamani.world.plover import announced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tamani.record import Actor, ArticleDate, Claim, Event, Found, Quotation, Record, Span

Json = dict[str, Any]
PRONOUN = "pronoun"
NOT_TOLD = frozenset({"denied", "hypothetical"})
"""Status of events that did not take place, which the sentence gold does not count."""
ISO_DATE = 10
"""Characters of an ISO date, the first part of an ISO date with time."""


class Predictor:
    """Reads pages and passages of gold files; one model is loaded for each language that turns up."""

    def __init__(self) -> None:
        self._readers: dict[tuple[str, bool], tamani.Reader] = {}

    def page(self, gold: Json) -> Json:
        """Read one page.

        Raises:
            PageError: nothing in the page can be read.
            ValueError: a date of it is not an ISO date, or its language is not read.

        """
        reader = self._reader(gold.get("language"), whole_text_is_body=False)
        given = gold.get("given") or {}
        record = reader.read(gold["text"], received=gold.get("received"), published=given.get("published"))
        _refuse_changed_text(gold, record)
        return {"id": gold["id"], **page_entries(record)}

    def passages(self, rows: Iterable[Json]) -> Iterator[Json]:
        """Read passages without a site around them, one after the other."""
        for row in rows:
            reader = self._reader(row.get("language"), whole_text_is_body=True)
            record = reader.read(row["text"])
            _refuse_changed_text(row, record)
            yield {
                "id": row["id"],
                "quotations": _quotations(record, without=""),
            }

    def sentences(self, rows: Iterable[Json]) -> Iterator[Json]:
        """Read single sentences for the events that they tell to have taken place or to be about to."""
        for row in rows:
            record = self._reader(row.get("language"), whole_text_is_body=True).read(row["text"])
            _refuse_changed_text(row, record)
            told = [event for event in record.events if event.status not in NOT_TOLD]
            main = [event for event in told if not _in_passing(event)] or told
            yield {"id": row["id"], "events": [_sides(record, event) for event in main]}

    def _reader(self, language: str | None, *, whole_text_is_body: bool) -> tamani.Reader:
        key = (language or "auto", whole_text_is_body)
        if key not in self._readers:
            self._readers[key] = tamani.Reader(key[0], whole_text_is_body=whole_text_is_body)
        return self._readers[key]


def page_entries(record: Record) -> Json:
    """All of a record that page scorers look at."""
    return {
        "article": _article(record),
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in record.blocks],
        "actors": [_actor(record, actor) for actor in record.actors],
        "quotations": _quotations(record),
        "events": [_event(event) for event in record.events],
        "claims": [_claim(claim) for claim in record.claims],
        "flags": [
            {
                "kind": flag.kind,
                "text": record.text[flag.start : flag.end],
                "start": flag.start,
                "end": flag.end,
            }
            for flag in record.flags
        ],
    }


def _event(event: Event) -> Json:
    return {
        "type": event.type,
        "source": event.source,
        "target": event.target,
        "status": event.status,
        "voice": event.voice,
        "date": event.date,
        "start": event.start,
        "end": event.end,
    }


def _claim(claim: Claim) -> Json:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "speaker": claim.speaker,
        "about": claim.about,
        "start": claim.start,
        "end": claim.end,
        "answers": claim.answers,
    }


def _sides(record: Record, event: Event) -> Json:
    """Write an event as the sentence scorer wants it: actors by name and country.

    Where a sentence does not say whom something was done to, the state in which it took place stands for it.
    An act that is only announced has the type that PLOVER's manual gives it.

    """
    kind = announced(event.type) if event.status == "planned" else event.type
    found = {"type": kind, "sources": _named(record, event.source), "targets": _named(record, event.target)}
    if not found["targets"]:
        found["targets"] = _where(event)
    return found


def _where(event: Event) -> list[Json]:
    return [{"text": event.place.text, "code": event.place.country}] if event.place is not None else []


def _in_passing(event: Event) -> bool:
    """Whether the sentence only mentions the event beside the one that it tells; the gold has one event a sentence."""
    return event.reason is not None and event.reason.code == "event_in_passing"


def _named(record: Record, identifiers: list[str]) -> list[Json]:
    actors = (record.actor(identifier) for identifier in identifiers)
    return [{"text": actor.name, "code": actor.country} for actor in actors if actor is not None]


def _refuse_changed_text(gold: Json, record: Record) -> None:
    """Offsets into another text than the gold's would be scored as nonsense."""
    if record.text != gold["text"]:
        raise ValueError(f"{gold['id']}: the record's text is not the page's")


def _article(record: Record) -> Json:
    article = record.article
    return {
        "headline": _text(article.headline),
        "section": _text(article.section),
        "byline": [found.text for found in article.byline],
        "dateline": _text(article.dateline),
        "published": _day(article.published),
    }


def _text(found: Found | None) -> str | None:
    return found.text if found is not None else None


def _day(found: ArticleDate | None) -> str | None:
    return found.value[:ISO_DATE] if found is not None else None


def _actor(record: Record, actor: Actor) -> Json:
    named = (record.text[m.start : m.end] for m in actor.mentions if m.form != PRONOUN)
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "sector": actor.sector,
        "role": actor.role,
        "mentions": list(dict.fromkeys(named)),
    }


def _quotations(record: Record, *, without: str | None = None) -> list[Json]:
    """Write the quotations as scorers want them: one for each span, since the gold counts each pair of marks.

    ``without`` stands for a cue that is not there. With it (single passages, whose gold has no actors), a speaker whom
    the sentence does not name is given by his name.
    """
    return [
        {
            "kind": quotation.kind,
            "speaker": quotation.speaker,
            "speaker_text": _speaker_words(record, quotation, without),
            "cue": _words(record, quotation.cue, without),
            "content": record.text[span.start : span.end],
            "start": span.start,
            "end": span.end,
            "rule": quotation.rule,
        }
        for quotation in record.quotations
        for span in quotation.spans
    ]


def _speaker_words(record: Record, quotation: Quotation, without: str | None) -> str | None:
    speaker = record.actor(quotation.speaker)
    if quotation.speaker_span is None and without is not None and speaker is not None:
        return speaker.name
    return _words(record, quotation.speaker_span, without)


def _words(record: Record, span: Span | None, without: str | None) -> str | None:
    return record.text[span.start : span.end] if span is not None else without


def predict_pages(gold_folder: Path, out_folder: Path) -> int:
    """Write a prediction beside each gold page, under the same file name; returns how many.

    Raises:
        OSError: a file cannot be read or written.
        PageError: a page cannot be read.

    """
    predictor = Predictor()
    out_folder.mkdir(parents=True, exist_ok=True)
    files = sorted(gold_folder.glob("*.json"))
    for file in files:
        found = predictor.page(json.loads(file.read_text(encoding="utf-8")))
        text = json.dumps(found, ensure_ascii=False, indent=1)
        (out_folder / file.name).write_text(text + "\n", encoding="utf-8")
    return len(files)


def predict_quotes(gold: Path, out: Path) -> int:
    """Write one line of quotations for each gold passage; returns how many.

    Raises:
        OSError: a file cannot be read or written.
        PageError: a passage cannot be read.

    """
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = [json.dumps(row, ensure_ascii=False) for row in Predictor().passages(rows)]
    out.write_text("".join(line + "\n" for line in found), encoding="utf-8")
    return len(found)


def predict_events(gold: Path, out: Path) -> int:
    """Write one line of events for each gold sentence; returns how many.

    Raises:
        OSError: a file cannot be read or written.
        PageError: a sentence cannot be read.

    """
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = [json.dumps(row, ensure_ascii=False) for row in Predictor().sentences(rows)]
    out.write_text("".join(line + "\n" for line in found), encoding="utf-8")
    return len(found)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pages", "quotes", "events"))
    parser.add_argument("gold", type=Path, help="folder of gold pages, or file of gold passages or sentences")
    parser.add_argument("out", type=Path, help="folder or file to write")
    options = parser.parse_args()
    predict = {"pages": predict_pages, "quotes": predict_quotes, "events": predict_events}[options.what]
    print(f"{predict(options.gold, options.out)} {options.what} read, predictions in {options.out}")


if __name__ == "__main__":
    main()
