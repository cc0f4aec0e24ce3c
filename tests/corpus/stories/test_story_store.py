"""Stories in a store: joined as pages come, merged and split by hand."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, insert, inspect, update

from tamani.corpus import migrations, tables
from tamani.corpus.store import Store
from tamani.corpus.stories import story_tables
from tamani.corpus.stories.judging import StoryError, broken_signatures, history, merge, split, withdraw
from tamani.corpus.stories.listing import stories
from tamani.corpus.stories.story_store import join_waiting
from tests.corpus.quick_reader import came
from tests.corpus.stories.word_embedder import WordEmbedder

CAMP = "Attaque du camp de Tougan\nDes soldats ont été tués au camp de Tougan, près de Sourou, dans une attaque."
AGAIN = "Le camp de Tougan attaqué\nDes soldats ont été tués dans une attaque au camp de Tougan, dit-on à Sourou."
VOTE = "Vote à Lomé\nLes députés ont voté à Lomé la loi de finances que Balouki avait défendue devant eux."


def page(text, name, day=3, **more):
    return came(text, f"https://{name}.example/{day}", published=date(2026, 3, day), outlet=name, **more)


def add(store, quick, *pages):
    list(store.add(pages, quick))
    return list(join_waiting(store.engine, WordEmbedder()))


def groups(store):
    return sorted([sorted(page.page for page in story.pages) for story in stories(store.engine)])


@pytest.fixture
def filled(store, quick):
    add(store, quick, page(CAMP, "a"), page(VOTE, "b"), page(AGAIN, "c", day=4))
    return store


def test_pages_are_joined_as_they_come(filled, quick):
    assert groups(filled) == [[1, 3], [2]]
    add(filled, quick, page(AGAIN + " Rien de plus.", "d", day=4))
    assert groups(filled) == [[1, 3, 4], [2]]


def test_a_story_tells_where_its_pages_came_from_and_why(filled):
    [story] = [s for s in stories(filled.engine) if len(s.pages) == 2]
    assert story.title == "Attaque du camp de Tougan"
    assert [(p.outlet, p.like) for p in story.pages] == [("a", None), ("c", 1)]
    assert story.pages[1].score >= 0.5
    assert any(why.code == "story_names" and "Tougan" in why.words for why in story.pages[1].reasons)


def test_stories_since_a_day(filled):
    assert [len(story.pages) for story in stories(filled.engine, since="2026-03-04")] == [2]
    assert stories(filled.engine, since="2026-03-05") == []


def test_a_second_run_changes_nothing(filled):
    before = stories(filled.engine)
    assert list(join_waiting(filled.engine, WordEmbedder())) == []
    assert stories(filled.engine) == before


def test_pages_joined_one_by_one_or_together_make_the_same_stories(tmp_path, quick):
    pages = [page(CAMP, "a"), page(VOTE, "b"), page(AGAIN, "c", day=4), page(VOTE + " Bien.", "d", day=5)]
    made = []
    for size in (1, 2, 64):
        with Store(tmp_path / f"{size}.db") as store:
            list(store.add(pages, quick))
            list(join_waiting(store.engine, WordEmbedder(), at_once=size))
            made.append([(s.id, [(p.page, p.score) for p in s.pages]) for s in stories(store.engine)])
    assert made[0] == made[1] == made[2]


def test_a_merge_stands_and_later_pages_follow_it(filled, quick):
    judged = merge(filled.engine, 1, 2, by="Awa", why="same debate")
    assert (judged.judgement, judged.pages, judged.by) == ("merged", (2,), "Awa")
    assert groups(filled) == [[1, 2, 3]]
    add(filled, quick, page(VOTE + " Bien.", "d"))
    assert groups(filled) != [[1, 2, 3], [4]] or len(stories(filled.engine)) == 2
    assert [n for n in groups(filled)[0] if n < 4] == [1, 2, 3]


def test_a_split_stands_and_can_be_taken_back(filled):
    judged = split(filled.engine, 1, [3], by="Awa")
    assert groups(filled) == [[1], [2], [3]]
    assert list(join_waiting(filled.engine, WordEmbedder())) == []
    withdraw(filled.engine, judged.id, by="Binta")
    assert groups(filled) == [[1, 3], [2]]
    assert [row.judgement for row in history(filled.engine)] == ["split", "withdrawn"]
    assert broken_signatures(filled.engine) == []


def test_a_withdrawn_merge_leaves_alone_what_was_moved_on(filled):
    merged = merge(filled.engine, 1, 2, by="Awa")
    split(filled.engine, 1, [2], by="Awa")
    withdraw(filled.engine, merged.id, by="Awa")
    assert groups(filled) == [[1, 3], [2]]


@pytest.mark.parametrize(
    "judge",
    [
        lambda engine: merge(engine, 1, 1, by="x"),
        lambda engine: merge(engine, 1, 99, by="x"),
        lambda engine: split(engine, 1, [1, 3], by="x"),
        lambda engine: split(engine, 1, [2], by="x"),
        lambda engine: split(engine, 1, [], by="x"),
        lambda engine: withdraw(engine, 7, by="x"),
    ],
)
def test_judgements_that_make_no_sense_are_refused(filled, judge):
    with pytest.raises(StoryError):
        judge(filled.engine)
    assert history(filled.engine) == []
    assert groups(filled) == [[1, 3], [2]]


def test_judgements_cannot_be_changed(filled):
    merge(filled.engine, 1, 2, by="Awa")
    for change in (update(story_tables.story_judgements).values(by="x"), delete(story_tables.story_judgements)):
        with pytest.raises(Exception, match="append-only"), filled.writing() as connection:
            connection.execute(change)


def test_a_store_made_before_stories_gets_their_tables(store):
    with store.writing() as connection:
        story_tables.METADATA.drop_all(connection, tables=list(story_tables.TABLES))
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("DROP FUNCTION story_judgements_append_only")
        connection.execute(delete(tables.migrations))
        connection.execute(insert(tables.migrations).values(number=1, name="a new store", applied_at="2026-01-01"))
    with store.writing() as connection:
        assert [change.number for change in migrations.bring_up_to_date(connection)][:2] == [2, 3]
    with store.reading() as connection:
        assert {table.name for table in story_tables.TABLES} <= set(inspect(connection).get_table_names())
