"""Words whose event is known, as the network sees them: what ``event_words.py`` learns from.

python model/event_examples.py --pages benchmarks/pages/second … [--out build/model/event_examples.npz]

It runs where Tamani is installed, and looks up the vectors of words in the examples of Tamani's lexicons of triggers,
those that must tell an event and those that must not, in ``model/event_texts``, which were written and annotated for
this, and in annotated pages. Running text is weighed more than examples: its words come as often as in the news.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tamani-model"))
from tamani_model.component import network
from tamani_model.event_words import TELLING

import tamani
from tamani.reading import reader
from tamani.record import EventType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tamani_model.network import Network

    from tamani.reading.reading import Reading

TYPES: tuple[str, ...] = get_args(EventType)
NOTHING = 0
TEXTS = Path(__file__).resolve().parent / "event_texts"
LANGUAGES = ("fr", "en")
EXAMPLE_WEIGHT, SILENT_WEIGHT, PAGE_WEIGHT = 1.0, 2.0, 5.0
Span = tuple[int, int]
Labels = dict[int, int]


@dataclass(slots=True)
class Examples:
    """Vectors of words, the number of the type that each tells of (0: none), and how much each weighs."""

    vectors: list[np.ndarray] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def take(self, reading: Reading, network: Network, told: Labels, unclear: set[int], weight: float) -> None:
        """Take in the words of a reading; ``told``: token → type; ``unclear``: tokens that teach nothing."""
        for sentence in reading.doc.sents:
            words = [token for token in sentence if not token.is_space]
            looked_at = [n for n, t in enumerate(words) if t.i in told or (t.pos_ in TELLING and t.i not in unclear)]
            if not looked_at:
                continue
            vectors = network.vectors([token.text for token in words]).astype(np.float16)
            self.vectors += [vectors[n] for n in looked_at]
            self.types += [told.get(words[n].i, NOTHING) for n in looked_at]
            self.weights += [weight] * len(looked_at)


class Gatherer:
    """Reads texts with Tamani, its network's event words switched off."""

    def __init__(self) -> None:
        self.network = network()
        self.network.event_words = None
        ways = [(code, whole) for code in LANGUAGES for whole in (True, False)]
        self._readers = {(code, whole): tamani.Reader(code, whole_text_is_body=whole) for code, whole in ways}
        self._seen: list[Reading] = []
        find = reader.STEPS["events"]

        def watched(reading: Reading) -> None:
            find(reading)
            self._seen.append(reading)

        reader.STEPS["events"] = watched

    def read(self, text: str, code: str, *, whole: bool, received: str | None = None) -> Reading | None:
        """What Tamani makes of a text: its parse with the events that the lexicon tells."""
        self._seen.clear()
        self._readers[code, whole].read(text, received=received)
        return self._seen[0] if self._seen else None


def told_by_lexicon(reading: Reading) -> list[tuple[int, str]]:
    """The tokens at which the lexicon tells events, with their types."""
    return [(draft.trigger.token, draft.type) for draft in reading.event_reader.drafts]


def lexicon_rows(code: str) -> Iterator[dict[str, Any]]:
    """The entries of a language's triggers."""
    for file in sorted((ROOT / "tamani" / "languages" / code / "triggers").glob("*.toml")):
        yield from tomllib.loads(file.read_text(encoding="utf-8")).get("trigger", ())


def gather_lexicon(gatherer: Gatherer, examples: Examples) -> None:
    """Take the examples that the lexicon reads as they are meant."""
    for code in LANGUAGES:
        for row in lexicon_rows(code):
            for example in row.get("yes", ()):
                reading = gatherer.read(example["text"], code, whole=True)
                found = told_by_lexicon(reading) if reading is not None else []
                told = {i: 1 + TYPES.index(kind) for i, kind in found if kind == row["type"]}
                if reading is not None and told:
                    examples.take(reading, gatherer.network, told, {i for i, _ in found}, EXAMPLE_WEIGHT)
            for text in row.get("no", ()):
                reading = gatherer.read(text, code, whole=True)
                if reading is not None:
                    unclear = {i for i, _ in told_by_lexicon(reading)}
                    examples.take(reading, gatherer.network, {}, unclear, SILENT_WEIGHT)


def placed(text: str, entry: dict[str, Any] | str) -> Span | None:
    """Where the string of an annotation stands in its page."""
    row = {"text": entry} if isinstance(entry, str) else entry
    string, at = row.get("trigger") or row["text"], -1
    for _ in range(row.get("nth") or 1):
        at = text.find(string, at + 1)
        if at < 0:
            return None
    return at, at + len(string)


def annotated(reading: Reading, page: dict[str, Any]) -> tuple[Labels, set[int]]:
    """The tokens that tell the events of an annotated page, and all tokens of its triggers."""
    told: Labels = {}
    inside: set[int] = set()
    known = set(told_by_lexicon(reading))
    starts = [reading.page_span(token.idx, token.idx + len(token))[0] for token in reading.doc]
    for event in page["events"]:
        for place in (placed(page["text"], telling) for telling in (event, *event.get("also", ()))):
            tokens = [t for t in reading.doc if place is not None and place[0] <= starts[t.i] < place[1]]
            inside |= {t.i for t in tokens}
            able = [t for t in tokens if t.pos_ in TELLING]
            heads = [t for t in able if (t.i, event["type"]) in known]
            heads += [t for t in able if t.head.i == t.i or t.head not in tokens] + able
            if heads:
                told[heads[0].i] = 1 + TYPES.index(event["type"])
    return told, inside


def gather_texts(gatherer: Gatherer, files: list[Path], examples: Examples) -> None:
    """Take the words of short texts whose events were annotated, JSON Lines with ``language``, ``text``, ``events``."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            reading = gatherer.read(row["text"], row["language"], whole=True)
            if reading is not None:
                told, inside = annotated(reading, row)
                examples.take(reading, gatherer.network, told, inside, PAGE_WEIGHT)


def gather_pages(gatherer: Gatherer, folders: list[Path], examples: Examples) -> None:
    """Take the words of annotated pages."""
    for file in sorted(file for folder in folders for file in folder.glob("*.json")):
        page = json.loads(file.read_text(encoding="utf-8"))
        reading = gatherer.read(page["text"], page["language"], whole=False, received=page.get("received"))
        if reading is not None:
            told, inside = annotated(reading, page)
            examples.take(reading, gatherer.network, told, inside, PAGE_WEIGHT)


def main() -> None:
    """Write vectors, types and weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=Path, nargs="*", default=[], help="folders of annotated pages")
    options.add_argument("--texts", type=Path, nargs="*", default=sorted(TEXTS.glob("*.jsonl")), help="annotated texts")
    options.add_argument("--out", type=Path, default=Path("build/model/event_examples.npz"))
    given = options.parse_args()
    gatherer, examples = Gatherer(), Examples()
    gather_lexicon(gatherer, examples)
    gather_texts(gatherer, given.texts, examples)
    gather_pages(gatherer, given.pages, examples)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    vectors, types, weights = map(np.array, (examples.vectors, examples.types, examples.weights))
    names = np.frombuffer("\n".join(TYPES).encode(), np.uint8)
    np.savez(given.out, vectors=vectors, types=types, weights=weights, names=names)
    print(json.dumps({"words": len(types), "telling": int((types > 0).sum())}))


if __name__ == "__main__":
    main()
