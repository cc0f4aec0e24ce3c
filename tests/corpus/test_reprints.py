"""A reprint's record has exact places in its own text, and is what reading it by itself would have given."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.corpus.merged_record import merged
from tamani.corpus.moved_entries import CannotMoveError, Move, places_of
from tamani.corpus.reads import read_page_of
from tamani.corpus.reprints import plan_reprint
from tamani.reading.reader import PageToRead
from tamani.record import Span
from tests.corpus.quick_reader import QuickReader

NAMES = st.sampled_from(["Diop", "Barry", "Traore", "Keita"])
PARAGRAPHS = st.one_of(
    st.builds("{} (MLI) : « Nous n'avons {} rien signé. »".format, NAMES, st.integers(0, 99)),
    st.builds("{} ACCUSE {} d’avoir menti {} fois.".format, NAMES, NAMES, st.integers(0, 99)),
    st.builds("Le texte du 2026-0{}-1{} reste 🙂 ouvert.".format, st.integers(1, 9), st.integers(0, 9)),
)
FURNITURE = st.sampled_from(["| À lire aussi", "| Les plus lus : l'été", ""])
PAGES = st.lists(PARAGRAPHS, min_size=3, max_size=12)


def page_of(paragraphs, between="", marks="«»"):
    text = "Un titre\n" + "\n".join(part for p in paragraphs for part in (p, between) if part)
    space = "\u00a0" if marks == "«»" else " "
    return text.replace("« ", marks[0] + space).replace(" »", f" {marks[1]}")


def read(text):
    return next(QuickReader().read_many([PageToRead(text.encode(), source="page")]))


def only(record, article, new):
    """What a reader finds who is shown these paragraphs alone."""
    inside = [(article.origins[article.parts[i].start], article.origins[article.parts[i].end - 1]) for i in new]

    def is_in(entry):
        return any(start <= entry.start <= end for start, end in inside)

    actors = [
        msgspec.structs.replace(actor, mentions=[m for m in actor.mentions if is_in(m)]) for actor in record.actors
    ]
    events = [event for event in record.events if is_in(event)]
    numbers = {id(event): place for place, event in enumerate(events)}
    claims = [
        msgspec.structs.replace(claim, event=numbers[id(record.events[claim.event])])
        for claim in record.claims
        if is_in(claim)
    ]
    return msgspec.structs.replace(
        record,
        actors=[actor for actor in actors if actor.mentions],
        times=[t for t in record.times if is_in(t)],
        quotations=[q for q in record.quotations if is_in(q)],
        events=events,
        claims=claims,
        flags=[f for f in record.flags if is_in(f)],
    )


def reprint_of(first, again):
    article, other = read_page_of(first).article, read_page_of(again).article
    plan = plan_reprint(7, first, article, other, same_day=True)
    return None if plan is None else (plan, merged(plan, only(again, other, plan.new)))


def said(record):
    return sorted((q.start, q.end, q.speaker, q.spans[0].start) for q in record.quotations)


def told(record):
    return sorted((e.start, e.end, *e.source, *e.target, e.why.clause.start, e.why.clause.end) for e in record.events)


def maintained(record):
    return sorted((c.start, c.speaker, *c.about, record.events[c.event].start) for c in record.claims)


def named(record):
    return sorted((a.id, m.start, m.end) for a in record.actors for m in a.mentions)


@settings(max_examples=60, deadline=None)
@given(PAGES, st.data())
def test_a_reprint_is_read_as_if_by_itself(paragraphs, data):
    edited = list(paragraphs)
    for _ in range(data.draw(st.integers(0, 2))):
        place = data.draw(st.integers(0, len(edited) - 1))
        change = data.draw(st.sampled_from(["cut", "add", "swap"]))
        if change == "cut" and len(edited) > 1:
            del edited[place]
        else:
            edited[place : place + (change == "swap")] = [data.draw(PARAGRAPHS)]
    first = read(page_of(paragraphs, data.draw(FURNITURE)))
    again = read(page_of(edited, data.draw(FURNITURE)))
    found = reprint_of(first, again)
    if found is None:
        return
    _, record = found
    assert said(record) == said(again)
    assert told(record) == told(again)
    assert maintained(record) == maintained(again)
    assert named(record) == named(again)
    assert [t.start for t in record.times] == [t.start for t in again.times]
    for entries in (record.actors, record.quotations, record.events, record.claims, record.times, record.flags):
        for entry in entries:
            assert all(0 <= start < end <= len(again.text) for start, end in places_of(entry))


STORY = [f"Diop (MLI) : « Nous avons signé le texte {n}. »" for n in range(8)]


def test_other_marks_and_spaces_move_the_places_and_nothing_else():
    first, again = read(page_of(STORY)), read(page_of(STORY, between="| Publicité", marks="“”"))
    plan, record = reprint_of(first, msgspec.structs.replace(again, actors=[], quotations=[]))
    assert plan.new == ()
    assert [again.text[q.start : q.end][0] for q in record.quotations] == ["“"] * 8
    assert [again.text[q.start : q.end][-1] for q in record.quotations] == ["”"] * 8


def test_what_was_cut_is_not_there_and_the_record_says_where_the_rest_comes_from():
    first, again = read(page_of(STORY)), read(page_of(STORY[:5]))
    _, record = reprint_of(first, again)
    assert len(record.quotations) == 5
    assert [note.code for note in record.notes] == ["read_as_reprint"]


def test_a_page_that_is_mostly_new_is_read_by_itself():
    assert reprint_of(read(page_of(STORY)), read(page_of(STORY[:3] + [p + " Non." for p in STORY[3:]]))) is None


def test_a_speaker_named_only_in_a_cut_paragraph_is_not_taken_over():
    """The quotation is read anew, so that nobody speaks who is not on the page."""
    text = page_of(["Diop ACCUSE Barry de tout.", *["Rien de neuf."] * 8])
    first = read(text)
    at, event = text.index("neuf"), first.events[0]
    why = msgspec.structs.replace(event.why, clause=Span(at, at + 4))
    later = msgspec.structs.replace(event, start=at, end=at + 4, why=why)
    hanging = msgspec.structs.replace(first, events=[later], claims=[])
    again = read(page_of(["Rien de neuf."] * 8))
    plan, record = reprint_of(hanging, again)
    assert len(plan.new) == 1
    assert record.events == []


def test_dates_reckoned_from_another_day_are_read_anew():
    dated = read(page_of([*STORY, "Le texte du 2026-03-12 reste ouvert."]))
    reckoned = [msgspec.structs.replace(t, anchor="published") for t in dated.times]
    first = msgspec.structs.replace(dated, times=reckoned)
    articles = read_page_of(first).article, read_page_of(dated).article
    assert plan_reprint(1, first, *articles, same_day=True).new == ()
    assert plan_reprint(1, first, *articles, same_day=False).new == (9,)


def test_an_entry_that_ends_with_its_line_moves_with_it():
    first, second = (
        read_page_of(read(text)) for text in ("Titre\nUn mot.\nFin.", "Autre titre ici\nUn mot.\nDernier.")
    )
    move = Move(first.article, second.article, {1: 1})
    assert move.place(6, 14) == (16, 24)  # with the line's end
    assert move.place(6, 13) == (16, 23)
    with pytest.raises(CannotMoveError):
        move.place(6, 15)
    last = Move(first.article, second.article, {1: 2})
    assert last.second.text[last.second.parts[2].start :] == "Dernier."
