"""Wire copies are grouped, never deleted."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

from tamani.corpus.near_duplicates import agreement, bands, likeness, may_be_copy, runs_of, signature
from tests.corpus.quick_reader import came

WORDS = [f"mot{n}" for n in range(400)]


def article(seed, lines=12):
    chance = random.Random(seed)  # noqa: S311 (made-up texts)
    return ["Titre " + str(seed), *(" ".join(chance.choices(WORDS, k=20)) for _ in range(lines))]


def page(lines, url, day=1, **more):
    return came("\n".join(lines), url, published=date(2026, 3, day), outlet=url.split("/")[2], **more)


def test_signatures_estimate_how_alike_texts_are():
    lines = article(1)
    ours, theirs = runs_of(" ".join(lines)), runs_of(" ".join([*lines[:10], *article(2)[10:]]))
    assert abs(agreement(signature(ours), signature(theirs)) - likeness(ours, theirs).shared) < 0.15
    assert signature(ours) == signature(runs_of(" ".join(lines)))
    assert len(bands(signature(ours))) == 32
    assert all(-(2**63) <= band < 2**63 for band in bands(signature(ours)))


def test_no_copy_is_passed_over_for_what_the_signatures_estimate():
    chance = random.Random(2)  # noqa: S311 (made-up texts)
    copies, others = 0, 0
    for seed in range(300):
        lines = article(seed, lines=chance.randint(6, 30))
        own = chance.randint(0, len(lines))
        edited = [*lines[:own], *article(1000 + seed, lines=chance.randint(0, 12))[1:]]
        ours, theirs = runs_of(" ".join(lines)), runs_of(" ".join(edited))
        if len(theirs) < 40:
            continue
        alike = agreement(signature(ours), signature(theirs))
        may_be = may_be_copy(alike, len(ours), len(theirs))
        assert may_be or not likeness(ours, theirs).is_copy
        copies += likeness(ours, theirs).is_copy
        others += not may_be
    assert copies > 100
    assert others > 40


def test_edited_copies_are_one_group_with_the_first_publisher_first(store, quick):
    wire = article(1)
    edited = [*wire[:3], "Une ligne de la rédaction de ce journal.", *wire[4:]]
    pages = [
        page(edited, "https://b.example/1", day=2),
        page(wire, "https://a.example/1", day=1),
        page(article(2), "https://c.example/1"),
        page(["Autre titre", *wire[1:], "| À lire aussi"], "https://d.example/1", day=3),
    ]
    added = list(store.add(pages, quick))
    group = store.copies(added[0].version_id)
    assert [copy.outlet for copy in group] == ["a.example", "b.example", "d.example"]
    assert [copy.is_first for copy in group] == [True, False, False]
    assert "+Une ligne de la rédaction de ce journal." in group[1].changed
    assert store.copies(added[2].version_id) == []
    assert len(list(store.pages())) == 4


def test_a_copy_that_was_cut_is_a_copy(store, quick):
    wire = article(3, lines=20)
    added = list(store.add([page(wire, "https://a.example/1"), page(wire[:13], "https://b.example/1")], quick))
    assert len(store.copies(added[0].version_id)) == 2


def test_the_same_words_elsewhere_are_a_copy_also_where_they_are_few(store, quick):
    added = list(store.add([page(["Bref", "Trois mots seulement"], f"https://{n}.example/1") for n in range(3)], quick))
    assert [copy.similarity for copy in store.copies(added[2].version_id)] == [1.0, 1.0, 1.0]


def test_short_pages_are_not_alike_by_chance(store, quick):
    texts = (["Météo", "Il fera beau demain à Bamako"], ["Météo", "Il fera beau demain à Dakar"])
    added = list(store.add([page(t, f"https://{n}.example/1") for n, t in enumerate(texts)], quick))
    assert store.copies(added[0].version_id) == []


def test_versions_of_one_page_are_no_copies(store, quick):
    wire = article(4)
    first = page(wire, "https://a.example/1")
    later = page([*wire, "Mise à jour."], "https://a.example/1", fetched_at=datetime(2026, 3, 2, tzinfo=UTC))
    added = list(store.add([first, later], quick))
    assert added[1].result == "version"
    assert store.copies(added[1].version_id) == []
