"""Compare predictions with gold, and say where they part.

    python benchmarks/score.py pages GOLD_FOLDER PREDICTED_FOLDER [--json] [--misses]
    python benchmarks/score.py quotes GOLD.jsonl PREDICTED.jsonl [--json] [--misses]

Pages are paired by file name, passages by id; what has no prediction counts as all missed. Two quotations
match where at least half of what either covers is common (characters on pages, words in passages); the
stricter figure asks for four fifths.
"""

from __future__ import annotations

import argparse
import functools
import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from comparing import (
    WORD,
    Json,
    Miss,
    Scores,
    Sides,
    Span,
    best_pairs,
    common_share,
    common_words,
    construction,
    place,
)

MATCH, CLOSE = 0.5, 0.8
"""The share of the common stretch from which two quotations are one, and from which they are nearly equal."""
MANY_MORE_WORDS = 6

PAGE_FIGURES: dict[str, tuple[str, str]] = {
    "block accuracy": ("block", "recall"),
    "body F1": ("body", "f1"),
    "actor F1": ("actor", "f1"),
    "quotation P": ("quotation", "precision"),
    "quotation R": ("quotation", "recall"),
    "quotation F1": ("quotation", "f1"),
    "quotation F1 at 0.8": ("close", "f1"),
    "quotation kind": ("kind", "recall"),
    "speaker": ("speaker", "recall"),
    "end-to-end F1": ("end to end", "f1"),
    "flag P": ("flag", "precision"),
    "flag R": ("flag", "recall"),
    "published": ("published", "recall"),
}
QUOTE_FIGURES: dict[str, tuple[str, str]] = {
    "content F1": ("quotation", "f1"),
    "content F1 at 0.8": ("close", "f1"),
    "speaker": ("speaker", "recall"),
    "kind": ("kind", "recall"),
    "end-to-end F1": ("end to end", "f1"),
    "left alone": ("left alone", "recall"),
}
"""``left alone``: the share of passages without a quotation in which none was found."""


def figures(scores: Scores, wanted: dict[str, tuple[str, str]]) -> dict[str, float | None]:
    """Work out the named figures; None where the gold has nothing to measure."""
    return {name: getattr(scores.counts[count], measure) for name, (count, measure) in wanted.items()}


def _score_blocks(scores: Scores, gold: Json, given: Json) -> None:
    text = gold["text"]
    placed = [
        [(b["kind"], place(text, b, "text")) for b in page.get("blocks") or []] for page in (gold, given)
    ]
    for middle, line in _line_middles(text):
        want, have = (next((k for k, s in blocks if s and s[0] <= middle < s[1]), None) for blocks in placed)
        scores.counts["block"].add(want == have, 1, 1)
        scores.counts["body"].add(want == have == "body", have == "body", want == "body")
        if want != have:
            scores.misses.append(Miss("blocks", "wrong kind", f"{want} read as {have}", gold["id"], line))


def _line_middles(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            yield at + line.index(bare) + len(bare) // 2, bare
        at += len(line) + 1


def _plain(name: str) -> str:
    plain = name.replace("’", "'").casefold().strip()
    opening = next((o for o in _slight_words()["opening"] if plain.startswith(o)), "")
    return plain.removeprefix(opening).lstrip()


def _same_actor(gold: Json, given: Json) -> float:
    """2 for the same state or name, else the share of names in common."""
    if gold["kind"] == given.get("kind") == "state":
        return 2.0 if gold["country"] == given.get("country") else 0.0
    if _plain(gold["name"]) == _plain(given.get("name") or ""):
        return 2.0
    ours, theirs = (
        {_plain(n) for n in [a.get("name") or "", *(a.get("mentions") or [])]} for a in (gold, given)
    )
    return len((ours & theirs) - {""}) / len(ours | theirs)


def _score_actors(scores: Scores, gold: Json, given: Json) -> dict[str | None, str | None]:
    """Count the actors; returns the gold id of each given id."""
    ours, theirs = gold["actors"], given.get("actors") or []
    pairs = best_pairs(len(ours), len(theirs), lambda g, p: _same_actor(ours[g], theirs[p]))
    right = sum(ours[g]["kind"] == theirs[p].get("kind") for g, p in pairs.items())
    scores.counts["actor"].add(right, len(theirs), len(ours))
    for g, p in pairs.items():
        if ours[g]["kind"] != theirs[p].get("kind"):
            turned = f"{ours[g]['kind']} read as {theirs[p].get('kind')}"
            scores.misses.append(Miss("actors", "wrong kind", turned, gold["id"], ours[g]["name"]))
    sides = Sides("actors", gold["id"], ours, theirs, "name", lambda actor: actor["kind"])
    scores.misses += sides.unpaired(pairs)
    ids: dict[str | None, str | None] = {a["country"]: a["id"] for a in ours if a["kind"] == "state"}
    ids.update({theirs[p].get("id"): ours[g]["id"] for g, p in pairs.items()})
    return {**ids, None: None}


def _score_quotations(
    scores: Scores,
    gold: Json,
    given: Json,
    likeness: Callable[[Span | None, Span | None], float],
    same_speaker: Callable[[Json, Json], bool],
) -> None:
    text, ours, theirs = gold["text"], gold["quotations"], given.get("quotations") or []
    here, there = ([place(text, q, "content") for q in side] for side in (ours, theirs))

    def alike(g: int, p: int) -> float:
        return likeness(here[g], there[p])

    for name, least in (("quotation", MATCH), ("close", CLOSE)):
        found = len(best_pairs(len(ours), len(theirs), alike, least))
        scores.counts[name].add(found, len(theirs), len(ours))
    pairs = best_pairs(len(ours), len(theirs), alike, MATCH)
    said = {g for g, p in pairs.items() if same_speaker(ours[g], theirs[p])}
    kinds = sum(ours[g]["kind"] == theirs[p].get("kind") for g, p in pairs.items())
    scores.counts["speaker"].add(len(said), len(pairs), len(pairs))
    scores.counts["kind"].add(kinds, len(pairs), len(pairs))
    scores.counts["end to end"].add(len(said), len(theirs), len(ours))

    def built(quotation: Json) -> str:
        return construction(text, quotation, place(text, quotation, "content"))

    sides = Sides("quotations", gold["id"], ours, theirs, "content", built)
    scores.misses += sides.unpaired(pairs)
    for g, p in pairs.items():
        scores.misses += _faults(
            gold["id"], built(ours[g]), ours[g], theirs[p], (g in said, alike(g, p) >= CLOSE)
        )


def _faults(page: str, how: str, gold: Json, given: Json, right: tuple[bool, bool]) -> Iterator[Miss]:
    """Yield what is wrong with a quotation that was found; ``right``: its speaker, its ends."""
    speaker, ends = right
    if not speaker:
        have, want = (f"{q.get('speaker')} ({q.get('speaker_text')})" for q in (given, gold))
        yield Miss("quotations", "wrong speaker", how, page, f"{want} {gold['content']}", have)
    if not ends:
        yield Miss("quotations", "cut otherwise", how, page, gold["content"], given.get("content") or "")


def _score_flags(scores: Scores, gold: Json, given: Json) -> None:
    text, ours, theirs = gold["text"], gold["flags"], given.get("flags") or []
    here, there = ([place(text, f, "text") for f in side] for side in (ours, theirs))

    def alike(g: int, p: int) -> float:
        return common_share(here[g], there[p]) if ours[g]["kind"] == theirs[p].get("kind") else 0.0

    pairs = best_pairs(len(ours), len(theirs), alike)
    scores.counts["flag"].add(len(pairs), len(theirs), len(ours))
    sides = Sides("flags", gold["id"], ours, theirs, "text", lambda flag: flag["kind"])
    scores.misses += sides.unpaired(pairs)


def score_page(scores: Scores, gold: Json, given: Json) -> None:
    """Add one page to the scores."""
    _score_blocks(scores, gold, given)
    ids = _score_actors(scores, gold, given)
    _score_quotations(
        scores, gold, given, common_share, lambda g, p: ids.get(p.get("speaker"), "?") == g["speaker"]
    )
    _score_flags(scores, gold, given)
    want, have = gold["article"]["published"], (given.get("article") or {}).get("published")
    scores.counts["published"].add(want == have, 1, 1)
    if want != have:
        scores.misses.append(Miss("published", "wrong date", "published", gold["id"], str(want), str(have)))


def score_passage(scores: Scores, gold: Json, given: Json) -> None:
    """Add one passage to the scores."""
    if not gold["quotations"]:
        scores.counts["left alone"].add(not given.get("quotations"), 1, 1)
    _score_quotations(scores, gold, given, common_words(gold["text"]), _same_words)


def _same_words(gold: Json, given: Json) -> bool:
    """Whether two speakers are named by the same words, slight ones aside; one may say more."""
    ours, theirs = (_telling_words(q.get("speaker_text") or "") for q in (gold, given))
    if not ours or not theirs:
        return ours == theirs
    shared = len(ours & theirs)
    fuller = ours <= theirs and len(theirs) <= len(ours) + MANY_MORE_WORDS
    return shared / len(ours | theirs) >= MATCH or theirs <= ours or fuller


def _telling_words(name: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(name)} - _slight_words()["slight"]


@functools.cache
def _slight_words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("slight_words.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in table.items()}


def score_pages(gold_folder: Path, given_folder: Path) -> Scores:
    """Score a folder of pages.

    Raises:
        OSError: the gold cannot be read.

    """
    scores = Scores()
    for file in sorted(gold_folder.glob("*.json")):
        given = given_folder / file.name
        found = json.loads(given.read_text(encoding="utf-8")) if given.is_file() else {}
        score_page(scores, json.loads(file.read_text(encoding="utf-8")), found)
    return scores


def score_quotes(gold: Path, given: Path) -> Scores:
    """Score a file of passages.

    Raises:
        OSError: a file cannot be read.

    """
    ours, theirs = (
        [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        for file in (gold, given)
    )
    by_id = {row["id"]: row for row in theirs}
    scores = Scores()
    for row in ours:
        score_passage(scores, row, by_id.get(row["id"], {}))
    return scores


def show_misses(misses: list[Miss]) -> None:
    """Print the misses by section, fault and construction, the most frequent first."""
    groups = Counter((m.section, m.fault, m.construction) for m in misses)
    for (section, fault, how), number in sorted(
        groups.items(), key=lambda one: (one[0][0], one[0][1], -one[1])
    ):
        print(f"\n{section}: {fault}: {how} ({number})")
        for miss in misses:
            if (miss.section, miss.fault, miss.construction) == (section, fault, how):
                print(f"  {miss.page}  {miss.text}" + (f"\n{'':12}<> {miss.instead}" if miss.instead else ""))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("pages", "quotes"))
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--json", action="store_true", help="print figures (and misses) as JSON")
    parser.add_argument("--misses", action="store_true", help="list every miss and false hit")
    options = parser.parse_args()
    pages = options.what == "pages"
    scores = (score_pages if pages else score_quotes)(options.gold, options.predicted)
    result = figures(scores, PAGE_FIGURES if pages else QUOTE_FIGURES)
    if options.json:
        listed = {"misses": [asdict(miss) for miss in scores.misses]} if options.misses else {}
        print(json.dumps({"figures": result, **listed}, ensure_ascii=False, indent=1))
        return
    for name, value in result.items():
        print(f"{name:22}" + ("     -" if value is None else f"{value:6.3f}"))
    if options.misses:
        show_misses(scores.misses)


if __name__ == "__main__":
    main()
