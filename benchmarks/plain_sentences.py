"""Read plain sentences of the news and say what of their events comes out.

    python benchmarks/plain_sentences.py benchmarks/events/plain_fr.jsonl … [--misses]

A line of a file is a text with all its events: type, trigger, status, voice, date, and the words that name each side.
An event is found where one of its type stands at its trigger; its sides are right where each is named by those words.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tamani import Reader

if TYPE_CHECKING:
    from tamani.record import Event, Record

Json = dict[str, Any]
PUBLISHED = date(2025, 11, 6)
"""The day on which all texts are taken as published."""
MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
HALF = 0.5
QUESTIONS = ("sides", "status", "voice", "date")


class Text:
    """A text with its record, and which of its actors some words name."""

    def __init__(self, text: str, record: Record) -> None:
        self.text, self.record = text, record
        self.mentions = {actor.id: actor.mentions for actor in record.actors}

    def names(self, words: str, actor: str) -> bool:
        """Whether the words name the actor: as his code, or where half of them and of a mention are common."""
        at = self.text.find(words)
        while at >= 0:
            for mention in self.mentions.get(actor, ()):
                shared = min(mention.end, at + len(words)) - max(mention.start, at)
                if shared >= HALF * min(mention.end - mention.start, len(words)):
                    return True
            at = self.text.find(words, at + 1)
        return words == actor

    def same(self, words: list[str], actors: list[str]) -> bool:
        """Whether the words name all these actors and no others."""
        return len(words) == len(actors) and all(any(self.names(w, a) for a in actors) for w in words)

    def answers(self, wanted: Json, event: Event) -> dict[str, bool]:
        """What of a found event is right."""
        source, target = list(event.source), list(event.target)
        both = self.same(wanted["source"], source) and self.same(wanted["target"], target)
        parties = wanted["type"] in MUTUAL and self.same(wanted["source"] + wanted["target"], source + target)
        return {
            "sides": both or parties,
            "status": wanted["status"] == event.status,
            "voice": wanted["voice"] == event.voice or self.names(wanted["voice"], event.voice),
            "date": wanted["date"] == event.date,
        }


def read(row: Json, reader: Reader, count: Counter[str]) -> list[str]:
    """Count what comes out of one text; what does not, in words."""
    record = reader.read(row["text"], received=PUBLISHED, published=PUBLISHED)
    text, left, wrong = Text(row["text"], record), list(record.events), []
    for wanted in row["events"]:
        start = row["text"].find(wanted["trigger"])
        end = start + len(wanted["trigger"])
        near = [e for e in left if e.type == wanted["type"] and e.start < end and start < e.end]
        count["gold"] += 1
        if not near:
            wrong.append(f"missed {wanted['type']} [{wanted['trigger']}]")
            continue
        left.remove(near[0])
        count["found"] += 1
        answers = text.answers(wanted, near[0])
        count.update(name for name, right in answers.items() if right)
        told = {name: getattr(near[0], name) for name in QUESTIONS[1:]}
        told["sides"] = f"{list(near[0].source)} → {list(near[0].target)}"
        wrong += [f"{wanted['type']} [{wanted['trigger']}] {n}: {told[n]}" for n, right in answers.items() if not right]
    count["false"] += len(left)
    return wrong + [f"false {event.type} [{row['text'][event.start : event.end]}]" for event in left]


def main() -> None:
    """Print one line of JSON a file, and what is wrong where asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", type=Path, nargs="+", metavar="FILE")
    options.add_argument("--misses", action="store_true", help="list what does not come out as annotated")
    given = options.parse_args()
    for file in given.files:
        count: Counter[str] = Counter()
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        readers = {code: Reader(code, whole_text_is_body=True) for code in {row["language"] for row in rows}}
        for row in rows:
            wrong = read(row, readers[row["language"]], count)
            if wrong and given.misses:
                print(row["text"], *wrong, sep="\n    ")
        f1 = 2 * count["found"] / (count["gold"] + count["found"] + count["false"])
        shares = {name: round(count[name] / max(1, count["found"]), 3) for name in QUESTIONS}
        size = {"file": file.name, "texts": len(rows), "events": count["gold"]}
        print(json.dumps({**size, "F1": round(f1, 3), **shares}))


if __name__ == "__main__":
    main()
