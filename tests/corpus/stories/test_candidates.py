"""Pages are joined as if each were compared with all, though few are compared."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.corpus.stories import candidates, joining, story_store
from tamani.corpus.stories.joining import Joiner
from tamani.corpus.stories.judging import merge
from tamani.corpus.stories.page_view import PageView
from tamani.corpus.stories.story_store import join_waiting
from tests.corpus.quick_reader import came
from tests.corpus.stories.word_embedder import WordEmbedder

WORDS = [f"nom{n}" for n in range(12)]
SOME = st.frozensets(st.sampled_from(WORDS), max_size=5)
PAGE = st.tuples(
    SOME,
    SOME,
    st.frozensets(st.sampled_from(["12", "40", "300"]), max_size=2),
    st.frozensets(st.sampled_from(["MLI", "FRA"]), max_size=2),
    st.one_of(st.none(), st.integers(1, 12)),
    st.integers(0, 7),
)


def view(key, names, first, numbers, countries, day, turn):
    told = None if day is None else date(2026, 2, day)
    angle = turn * np.pi / 14
    return PageView(
        key=key, title="", published=told, told=told, days=frozenset({told} - {None}), names=names | first,
        first_names=first, shown={}, countries=countries, numbers=numbers,
        vector=np.array([np.cos(angle), np.sin(angle)], dtype=np.float32),
    )  # fmt: skip


class Thorough(Joiner):
    """Compares a page with every story."""

    def _near(self, _view):
        return list(self.stories.values())


@settings(max_examples=200, deadline=None)
@given(st.lists(PAGE, max_size=25), st.sampled_from([1, 3, 400]))
def test_the_stories_are_those_of_comparing_all_with_all(pages, walked):
    views = [view(key, *page) for key, page in enumerate(pages, start=1)]
    quick, thorough = Joiner(), Thorough()
    before, candidates.MOST_WALKED = candidates.MOST_WALKED, walked
    try:
        assert [quick.add(v) for v in views] == [thorough.add(v) for v in views]
    finally:
        candidates.MOST_WALKED = before


def test_a_page_is_compared_with_few_of_many_that_have_nothing_to_do_with_it(monkeypatch):
    compared = []
    monkeypatch.setattr(
        joining, "compare", lambda *pages, _own=joining.compare, **more: compared.append(1) or _own(*pages, **more)
    )
    chance = np.random.default_rng(1)
    joiner = Joiner()
    for key in range(1, 601):
        names = frozenset(f"nom{n}" for n in chance.integers(0, 4000, 12)) | {"paris"}
        row = chance.normal(size=64)
        other = view(key, names, frozenset(), frozenset(), frozenset({"FRA"}), 1 + key % 9, 0)
        joiner.add(PageView(**{name: getattr(other, name) for name in other.__struct_fields__} | {
            "vector": (row / np.linalg.norm(row)).astype(np.float32)
        }))  # fmt: skip
    assert len(joiner) == 600
    assert len(compared) < 600


def page(text, name, day=3):
    return came(text, f"https://{name}.example/{day}", published=date(2026, 3, day), outlet=name)


CAMP = "Attaque du camp de Tougan\nDes soldats ont été tués au camp de Tougan, près de Sourou, dans une attaque."
AGAIN = "Le camp de Tougan attaqué\nDes soldats ont été tués dans une attaque au camp de Tougan, dit-on à Sourou."
VOTE = "Vote à Lomé\nLes députés ont voté à Lomé la loi de finances que Balouki avait défendue devant eux."


@pytest.mark.parametrize("kept", [0, 1, 4000])
def test_however_few_pages_are_kept_in_memory_the_stories_are_the_same(store, quick, monkeypatch, kept):
    monkeypatch.setattr(story_store, "MOST_KEPT", kept)
    list(store.add([page(CAMP, "a"), page(VOTE, "b"), page(AGAIN, "c", 4), page(VOTE + " Enfin.", "d")], quick))
    links = list(join_waiting(store.engine, WordEmbedder(), at_once=1))
    assert [link.story for link in links] == [1, 2, 1, 2]


def test_what_a_reader_merges_while_pages_are_joined_is_seen(store, quick):
    list(store.add([page(CAMP, "a"), page(VOTE, "b"), page(AGAIN, "c", 4)], quick))
    links = join_waiting(store.engine, WordEmbedder(), at_once=1)
    assert [next(links).story, next(links).story] == [1, 2]
    merge(store.engine, 2, 1, by="Awa")
    assert next(links).story == 2
