"""Acts whose sides and dates are known, with all who came into question: what ``choices.py`` learns from.

python model/choice_examples.py --pages benchmarks/pages/second … [--out build/model/choice_examples.npz]

It runs where Tamani is installed. Annotated pages, and the texts of ``model/event_texts``, are read by Tamani's rules
alone; for each act that they find and the annotation knows, all candidates are kept as the numbers that speak for them
(``tamani/reading/events/side_candidates.py``, ``date_candidates.py``), with the right ones marked.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import tamani
from tamani.reading.events import reader as event_reader
from tamani.reading.events.date_candidates import DateCandidates
from tamani.reading.events.drafts import MUTUAL
from tamani.reading.events.lexicon import rows_of
from tamani.reading.events.side_candidates import SideCandidates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani.reading.events.drafts import Draft
    from tamani.reading.events.reader import EventReader
    from tamani.record import Record

TEXTS = Path(__file__).resolve().parent / "event_texts"
LANGUAGES = ("fr", "en")
EXAMPLE_WEIGHT, TEXT_WEIGHT = 0.2, 1.0
"""An example of the lexicon is one sentence, and there are many of them."""
LIKE = 0.45
"""How much of two strings has to be the same characters of the page for them to name one actor."""
CODE = 3
Json = dict[str, Any]
Span = tuple[int, int]


@dataclass(slots=True)
class Choices:
    """Choices of one kind: rows of numbers, how many belong to each choice, and which are right."""

    rows: list[list[float]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def take(self, rows: list[list[float]], right: list[bool], weight: float) -> None:
        """Keep a choice, where one of the candidates is right."""
        if rows and any(right):
            self.rows += rows
            self.right += right
            self.counts.append(len(rows))
            self.weights.append(weight)


class Gatherer:
    """Reads texts with Tamani's rules, and keeps what they found before anything is chosen."""

    def __init__(self) -> None:
        self._readers: dict[tuple[str, bool], tamani.Reader] = {}
        self.found: tuple[EventReader, list[Draft]] | None = None

        def keep(reader: EventReader, drafts: list[Draft]) -> None:
            self.found = reader, drafts

        event_reader.choose = keep  # type: ignore[attr-defined]

    def read(self, row: Json, *, whole: bool) -> Record:
        """The record of an annotated page or text."""
        key = row["language"], whole
        if key not in self._readers:
            self._readers[key] = tamani.Reader(key[0], whole_text_is_body=whole)
        self.found = None
        published = (row.get("given") or row).get("published")
        received = row.get("received") or published
        return self._readers[key].read(row["text"], received=received, published=published)


def spans_of(text: str, string: str, nth: int | None = None) -> Iterator[Span]:
    """Where a string stands in a text: everywhere, or the ``nth`` place only."""
    at, n = text.find(string), 1
    while at >= 0 and string:
        if nth is None or n == nth:
            yield at, at + len(string)
        at, n = text.find(string, at + 1), n + 1


def common(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


class Cast:
    """Which actor of a record an annotation means."""

    def __init__(self, page: Json, record: Record) -> None:
        self.text, self.record = page["text"], record
        self.mentions = {
            actor["id"]: [actor["name"], *actor.get("mentions", ())] for actor in page.get("actors", ())
        }
        self.states = {actor.id for actor in record.actors if actor.kind == "state"}

    def of(self, name: str) -> str:
        """The id that the record gives to an actor whom an annotation names by id, code or words; else "?"."""
        if name in self.states or (len(name) == CODE and name.isupper() and name not in self.mentions):
            return name
        shares: dict[str, float] = defaultdict(float)
        for words in self.mentions.get(name, [name]):
            for place in spans_of(self.text, words):
                for actor in self.record.actors:
                    for mention in actor.mentions:
                        longer = max(mention.end - mention.start, len(words))
                        share = common(place, (mention.start, mention.end)) / longer
                        shares[actor.id] = max(shares[actor.id], share)
        best = max(shares, key=lambda actor: shares[actor], default="?")
        return best if shares.get(best, 0.0) >= LIKE else "?"


def pairs(page: Json, record: Record) -> Iterator[tuple[Json, int]]:
    """The annotated events that the rules found too, with the place of each among what they found."""
    left = set(range(len(record.events)))
    for event in page["events"]:
        if event.get("again"):
            continue
        for place in spans_of(page["text"], event["trigger"], event.get("nth") or 1):
            near = [
                (common(place, (found.start, found.end)), k)
                for k, found in enumerate(record.events)
                if k in left and found.type == event["type"]
            ]
            shared, k = max(near, default=(0, -1))
            if shared:
                left.discard(k)
                yield event, k


def lexicon_texts(code: str) -> Iterator[Json]:
    """The examples of a language's triggers, each as a text with one event, its sides told in words."""
    for _, row in rows_of(code):
        for example in row.get("yes", ()):
            told = {side: [example[side]] if side in example else [] for side in ("source", "target")}
            event = {"type": row["type"], "trigger": example["text"], **told}
            yield {"language": code, "text": example["text"], "events": [event]}


def gather(
    gatherer: Gatherer, page: Json, choices: dict[str, Choices], *, whole: bool, weight: float = TEXT_WEIGHT
) -> None:
    """Take all choices of one page or text; texts without sides or dates give none of these."""
    record = gatherer.read(page, whole=whole)
    if gatherer.found is None or not record.events:
        return
    reader, drafts = gatherer.found
    cast = Cast(page, record)
    sides = {side: SideCandidates(reader, drafts, side) for side in ("source", "target")}
    dates = DateCandidates(reader, drafts)
    for event, k in pairs(page, record):
        for side, candidates in sides.items():
            if side in event:
                wanted = _wanted(event, side, cast, set(candidates.other[k]))
                actors, rows = candidates.of(k)
                choices[side].take(rows, [not wanted, *(actor in wanted for actor in actors)], weight)
        if "date" in event and (page.get("published") or "article" in page):
            times, rows = dates.of(k)
            right = [event["date"] is None, *(found.value == event["date"] for found in times)]
            choices["date"].take(rows, right, weight)


def _wanted(event: Json, side: str, cast: Cast, other: set[str]) -> set[str]:
    """Who stands on a side; of parties that may be told in either order those who are not on the other side."""
    told = {name: {cast.of(actor) for actor in event[name]} for name in ("source", "target")}
    mutual = event["type"] in MUTUAL or (not told["target"] and len(told["source"]) > 1)
    parties = told["source"] | told["target"]
    if side == "target" and mutual and other and other != told["source"] and other <= parties:
        return parties - other
    return told[side]


def main() -> None:
    """Write the choices."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=Path, nargs="*", default=[], help="folders of annotated pages")
    options.add_argument("--texts", type=Path, nargs="*", default=sorted(TEXTS.glob("*.jsonl")), help="annotated texts")
    options.add_argument("--out", type=Path, default=Path("build/model/choice_examples.npz"))
    given = options.parse_args()
    gatherer, choices = Gatherer(), {name: Choices() for name in ("source", "target", "date")}
    for text in (text for code in LANGUAGES for text in lexicon_texts(code)):
        gather(gatherer, text, choices, whole=True, weight=EXAMPLE_WEIGHT)
    for file in given.texts:
        for line in file.read_text(encoding="utf-8").splitlines():
            gather(gatherer, json.loads(line), choices, whole=True)
    for file in sorted(file for folder in given.pages for file in folder.glob("*.json")):
        gather(gatherer, json.loads(file.read_text(encoding="utf-8")), choices, whole=False)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        given.out,
        **{f"{name}_rows": np.array(kept.rows, np.float16) for name, kept in choices.items()},
        **{f"{name}_right": np.array(kept.right) for name, kept in choices.items()},
        **{f"{name}_weights": np.array(kept.weights, np.float32) for name, kept in choices.items()},
        **{f"{name}_counts": np.array(kept.counts) for name, kept in choices.items()},
    )
    print(json.dumps({name: len(kept.counts) for name, kept in choices.items()}))


if __name__ == "__main__":
    main()
