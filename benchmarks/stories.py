"""How well pages are joined into stories, against a file that says which pages tell the same event.

    python benchmarks/stories.py benchmarks/stories/pages.jsonl benchmarks/stories/stories.json [--json] [--misses]

The pages are read and joined in the order of their publication. B-cubed asks of each page how many of the pages beside
it belong there; pairwise figures ask it of each pair. A forbidden merge is a pair of ``must_not_merge`` in one story.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tamani.corpus.stories.embedding import SentenceEncoder
from tamani.corpus.stories.joining import Joiner
from tamani.corpus.stories.page_view import page_views
from tamani.reading.reader import PageToRead, Reader

Json = dict[str, Any]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="JSON Lines: id, url, outlet, language, published, text")
    parser.add_argument("stories", type=Path, help="JSON: stories, must_not_merge")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    parser.add_argument("--misses", action="store_true", help="show the stories that came out otherwise")
    options = parser.parse_args()
    gold = json.loads(options.stories.read_text(encoding="utf-8"))
    lines = options.pages.read_text(encoding="utf-8").splitlines()
    joined = joined_pages([json.loads(line) for line in lines if line.strip()])
    figures = figures_of(joined, gold)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:22}{value:8.3f}" if isinstance(value, float) else f"{name:22}{value}")
    if options.misses:
        show_misses(joined, gold)


def joined_pages(pages: list[Json]) -> dict[str, int]:
    """The story that each page came into, by its id."""
    pages = sorted(pages, key=lambda page: (page["published"] or "", page["id"]))
    to_read = [PageToRead(page["text"], source=page["url"], published=page["published"]) for page in pages]
    views = page_views(enumerate(Reader().read_many(to_read)), SentenceEncoder())
    joiner = Joiner()
    return {page["id"]: joiner.add(view).story for page, view in zip(pages, views, strict=True)}


def figures_of(joined: dict[str, int], gold: Json) -> Json:
    """B-cubed and pairwise figures of the pages that the gold file has, and the forbidden merges."""
    right = {page: story for story, pages in gold["stories"].items() for page in pages if page in joined}
    precision, recall = (mean_share(right, joined, of) for of in ("joined", "right"))
    ours, theirs = pairs({page: joined[page] for page in right}), pairs(right)
    common = len(ours & theirs)
    merged = [pair for pair in gold.get("must_not_merge", []) if len(pair) == 2 and _together(joined, *pair)]
    return {
        "pages": len(right),
        "stories": len(set(right.values())),
        "stories found": len({joined[page] for page in right}),
        "B-cubed precision": precision,
        "B-cubed recall": recall,
        "B-cubed F1": harmonic(precision, recall),
        "pairwise precision": common / len(ours) if ours else 1.0,
        "pairwise recall": common / len(theirs) if theirs else 1.0,
        "pairwise F1": 2 * common / (len(ours) + len(theirs)) if ours or theirs else 1.0,
        "forbidden merges": merged,
    }


def mean_share(right: dict[str, str], joined: dict[str, int], of: str) -> float:
    """For each page, the share of its neighbours on one side that are its neighbours on the other, on average."""
    total = 0.0
    for page, story in right.items():
        ours = {other for other in right if joined[other] == joined[page]}
        theirs = {other for other, its in right.items() if its == story}
        total += len(ours & theirs) / len(ours if of == "joined" else theirs)
    return total / max(1, len(right))


def pairs(story_of: dict[str, Any]) -> set[tuple[str, str]]:
    """All pairs of pages that are in one story."""
    return {pair for pair in itertools.combinations(sorted(story_of), 2) if story_of[pair[0]] == story_of[pair[1]]}


def harmonic(precision: float, recall: float) -> float:
    """F1."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _together(joined: dict[str, int], one: str, other: str) -> bool:
    return one in joined and joined.get(other) == joined[one]


def show_misses(joined: dict[str, int], gold: Json) -> None:
    """The stories of the file whose pages came apart, or came together with others."""
    for story, pages in gold["stories"].items():
        found = {joined[page] for page in pages if page in joined}
        inside = sorted(page for page in joined if joined[page] in found)
        if len(found) > 1 or inside != sorted(page for page in pages if page in joined):
            print(story, [sorted(p for p in joined if joined[p] == number) for number in sorted(found)])


if __name__ == "__main__":
    main()
