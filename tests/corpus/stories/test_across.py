"""One story of a store across its pages: corrected, bounded, and with evidence that stands on its page."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tamani.corpus.correcting import EntryPlace, correct
from tamani.corpus.store import Store
from tamani.corpus.stories.accounts import NoStoryError
from tamani.corpus.stories.across import story_view
from tamani.corpus.stories.story_store import join_waiting
from tamani.story import Passage, StoryView
from tests.corpus.quick_reader import QuickReader, came
from tests.corpus.stories.word_embedder import WordEmbedder

FILLER = " ".join(f"mot{n} suite{n} fin{n}" for n in range(45))
SAID = "« Le camp est sous notre contrôle »"
ONE = f"Attaque de Tougan\nL'attaque de Tougan, à Sourou, a fait douze morts.\nDiop (MLI) : {SAID}\n{FILLER}"
COPY = ONE.replace("douze", "vingt") + " Encore un mot."
OTHER = (
    "Attaque de Tougan encore\nL'attaque de Tougan, à Sourou, a fait quinze morts.\n"
    "Balouki (MLI) : « Le camp est sous notre contrôle »"
)


def page(text, outlet, hour=9):
    seen = came(text).fetched_at.replace(month=3, day=3, hour=hour)
    return came(text, f"https://{outlet}.example/{hour}", published=date(2026, 3, 3), outlet=outlet, fetched_at=seen)


def filled(store):
    list(store.add([page(ONE, "a"), page(COPY, "b", 10), page(OTHER, "c", 11)], QuickReader()))
    list(join_waiting(store.engine, WordEmbedder()))
    return store


def kinds(story):
    return [
        (d.kind, [side.says for side in d.sides], [[p.page for p in s.passages] for s in d.sides])
        for d in story.disagreements
    ]


def test_a_story_tells_who_was_first_who_copied_and_where_accounts_disagree(store):
    story = story_view(filled(store).engine, 1)
    assert [account.page for account in story.pages] == [1, 2, 3]
    assert (story.first.page, story.first.maybe) == (1, [2, 3])
    assert [(shared.page, shared.of, shared.kind) for shared in story.shared] == [(2, 1, "copy")]
    assert (story.texts, story.page(2).text_of) == (2, 1)
    assert kinds(story) == [
        ("number", ["12", "20"], [[1], [2]]),
        ("speaker", ["Diop", "Balouki"], [[1, 2], [3]]),
        ("number", ["12", "15"], [[1], [3]]),
    ]
    assert story.notes == []


def test_the_corrected_view_is_compared(store):
    filled(store)
    correct(store.engine, EntryPlace(3, "quotations", 0), "wrong", by="Awa")
    assert [kind for kind, _, _ in kinds(story_view(store.engine, 1))] == ["number", "number"]


def test_a_story_that_is_not_there_is_said(store):
    with pytest.raises(NoStoryError, match="no story 7"):
        story_view(filled(store).engine, 7)


def test_of_a_big_story_the_first_pages_are_compared_and_the_rest_is_noted(sqlite_store):
    story = story_view(filled(sqlite_store).engine, 1, most=2)
    assert [account.page for account in story.pages] == [1, 2]
    assert [note.code for note in story.notes] == ["story_pages_left_out"]


def test_the_view_can_be_written_as_json_and_read_back(sqlite_store):
    story = story_view(filled(sqlite_store).engine, 1)
    assert msgspec.json.decode(msgspec.json.encode(story), type=StoryView) == story


def passages(found):
    """Every passage in a structure."""
    if isinstance(found, Passage):
        yield found
    elif isinstance(found, msgspec.Struct):
        for name in found.__struct_fields__:
            yield from passages(getattr(found, name))
    elif isinstance(found, list | tuple):
        for one in found:
            yield from passages(one)
    elif isinstance(found, dict):
        yield from passages(list(found.values()))


LINES = st.lists(
    st.sampled_from([
        "L'attaque a fait douze morts.", "L'attaque a fait au moins 20 morts.", "Quinze morts selon la police.",
        "Diop (MLI) : « Le camp est sous notre contrôle »", "Balouki (MLI) : « Le camp est sous notre contrôle »",
        "Diop ACCUSE Petrenko", "Diop ASSAULT Petrenko", FILLER, "😀 12 morts",
    ]),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, min_size=2, max_size=4))
def test_all_evidence_stands_on_its_page_and_only_an_edited_copy_disagrees_with_its_text(tmp_path_factory, texts):
    with Store(tmp_path_factory.mktemp("stores") / "story.db") as store:
        pages = [
            page("\n".join(["Attaque de Tougan, à Sourou", *lines, f"Signé {n}"]), f"o{n}", hour=9 + n)
            for n, lines in enumerate(texts)
        ]
        list(store.add(pages, QuickReader()))
        list(join_waiting(store.engine, WordEmbedder()))
        story = story_view(store.engine, 1)
        for passage in passages(story):
            kept = store.page(passage.version)
            assert kept.page_id == passage.page
            assert kept.record.text[passage.start : passage.end] == passage.text != ""
        group = {account.page: account.text_of for account in story.pages}
        for found in story.disagreements:
            edited = found.reason.code == "numbers_edited"
            sides = [{p.page if edited else group[p.page] for p in side.passages} for side in found.sides]
            assert len(sides) > 1
            assert all(sides)
            assert all(a.isdisjoint(b) for n, a in enumerate(sides) for b in sides[n + 1 :])
        assert story_view(store.engine, 1) == story
