"""Events, claims, their answers, the timeline and the picture of who acts towards whom, in both views."""

import io
import itertools
import json
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_page import TEXT, actors, claim, event, hostile_record, sample_record
from test_html_view import HOSTILE, Tree

from tamani.record import Record
from tamani.views.claim_threads import threads
from tamani.views.event_words import EventWords
from tamani.views.explain import EntryNumber, explanation
from tamani.views.html import page_html
from tamani.views.labels import Labels
from tamani.views.terminal import Screen, show
from tamani.views.timeline import timeline
from tamani.views.who_to_whom import BOX, LABEL_LENGTH, LANE_END, MOST_ARROWS, WIDTH, arrows, who_to_whom


def shown(record, language="en", width=140):
    file = io.StringIO()
    show(record, Screen(file, width=width), language)
    return [line.rstrip() for line in file.getvalue().splitlines()]


def row(lines, start):
    return next(line for line in lines if line.startswith(start))


@pytest.fixture
def tree(record):
    return Tree(page_html(record, "en"))


# On the terminal


def test_an_event_is_a_line_of_number_date_act_status_voice_trigger_and_place(record):
    assert re.split(r"  +", row(shown(record), "e3")) == [
        "e3", "2025-03", "Benin, Togo → Agree → Benin, Togo", "happened", "the page itself", "avaient signé",
        "Cotonou · Benin",
    ]  # fmt: skip
    assert "Benin → Accuse (allegation) → Togo" in row(shown(record), "e1")
    assert {"denied", "Benin"} <= set(re.split(r"  +", row(shown(record), "e2")))


def test_low_confidence_and_its_reason_are_shown(record):
    lines = "\n".join(shown(record, width=240))
    assert "? 40% sure: A closed border is only a possibility." in lines
    assert "? 50% sure: Taken for praise by its words." in lines


def test_low_confidence_without_a_reason_is_shown_too_and_high_is_not():
    doubtful = sample_record(events=[event("a accusé", "ACCUSE", ["BEN"], ["TGO"], confidence=0.3)], claims=[])
    assert any("? 30% sure" in line for line in shown(doubtful))
    certain = sample_record(events=[event("a accusé", "ACCUSE", ["BEN"], ["TGO"], confidence=0.9)], claims=[])
    assert not any("90% sure" in line for line in shown(certain))


def test_an_accusation_and_its_denial_stand_side_by_side(record):
    line = row(shown(record), "c2")
    left, right = re.split(r"  +", line)
    assert left == "c2 Accusation: Benin → Togo"
    assert right == "c3 Denial: Togo → Benin (answers c2)"
    assert "not answered on this page" in row(shown(record), "c1")


def test_the_timeline_is_in_order_and_what_has_no_date_stands_apart(record):
    lines = shown(record)
    under = lines[next(n for n, line in enumerate(lines) if line.startswith("Timeline")) :]
    assert under[1].startswith("2025-03     e3 ")
    assert under[2].startswith("2025-05-02  e1 ")
    assert under[3].startswith("Not dated   e2 ")
    assert under[3].endswith("(denied)")


def test_a_page_without_events_and_claims_says_so():
    record = sample_record(events=[], claims=[])
    assert {"No event was read.", "No claim was read."} <= set(shown(record))
    tree = Tree(page_html(record, "en"))
    assert {"No event was read.", "No claim was read."} <= {e["text"] for e in tree.all("p")}
    assert tree.all("figure") == []


# In the browser


def test_events_and_claims_are_marked_and_linked_both_ways(record, tree):
    for kind, entries in (("e", record.events), ("c", record.claims)):
        for number, entry in enumerate(entries, 1):
            key = f"{kind}{number}"
            (place,) = [e for e in tree.elements if e.get("id") == f"at-{key}-{entry.start}"]
            assert "block" in " ".join(place["within"]) or place["name"] == "span"
            assert [e for e in tree.all("a") if e["href"] == f"#at-{key}-{entry.start}"]
            marked = [e["text"] for e in tree.by_class("m") if key in e["data-e"].split()]
            assert TEXT[entry.start : entry.end].startswith(marked[0])
            assert [e for e in tree.by_class("n") if e["href"] == f"#{key}"]


def test_a_further_mention_is_marked_as_the_same_event(tree):
    assert len([e for e in tree.by_class("n") if e["href"] == "#e2"]) == 2


def test_every_event_and_claim_has_a_panel_that_says_why(record, tree):
    panels = [e for e in tree.by_class("why") if "table" in e["within"]]
    assert len(panels) == len(record.events) + len(record.claims)
    assert all(panel["name"] == "details" for panel in panels)
    title, sentences = explanation(record, EntryNumber("e", 2), Labels("en"))
    assert title == "Event e2"
    assert all(sentence in panels[1]["text"] for sentence in sentences)


def test_the_panel_beside_the_page_knows_events_and_claims(tree):
    data = json.loads(next(e for e in tree.all("script") if e.get("type") == "application/json")["text"])
    rows = {row["label"]: row for row in data["entries"]["e2"]["rows"]}
    assert (rows["Who"]["value"], rows["Who"]["to"]) == ("Togo", "a3")
    assert rows["Quad class, CAMEO, Goldstein"]["value"] == "COERCE/seize · 4 · 171 · -9.2"
    assert rows["Lexicon entry"]["value"] == "saisir"
    rows = {row["label"]: row for row in data["entries"]["c3"]["rows"]}
    assert rows["Answers"]["to"] == "c2"


def test_an_answer_stands_in_the_row_of_what_it_answers(tree):
    (line,) = [e for e in tree.all("tr") if "c2 Accusation" in e["text"]]
    assert "c3 Denial" in line["text"]
    assert "c1 Praise" not in line["text"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_picture_has_a_text_alternative_and_needs_nothing_from_outside(record, language):
    source = page_html(record, language)
    tree = Tree(source)
    (picture,) = [e for e in tree.all("svg") if e.get("role") == "img"]
    ids = {e.get("id"): e["text"] for e in tree.elements}
    title, words = picture["aria-labelledby"].split()
    assert ids[title] == Labels(language)("picture_words")
    assert " → " in ids[words]
    assert [e["text"] for e in tree.all("li") if "figure" in e["within"] and "details" in e["within"]] == ids[
        words
    ].split(" · ")
    assert not re.search(r"xlink|<image|<use|foreignObject|url\(", source)


def test_events_that_are_not_told_as_facts_say_so_in_the_picture(record):
    drawn, left_out = arrows(record, EventWords(record, Labels("en")))
    assert [(a.source, a.target, a.quad, a.acts) for a in drawn] == [
        ("BEN", "TGO", 3, ("Accuse (allegation)",)),
        ("TGO", "transporteurs", 4, ("Coerce (seizure) (denied)",)),
        ("BEN", "TGO", 1, ("Agree",)),
        ("TGO", "BEN", 1, ("Agree",)),
    ]
    assert left_out == 1


def test_classes_of_acts_differ_in_dash_and_head_and_not_only_in_colour():
    looks = set()
    for quad in (1, 2, 3, 4):
        record = sample_record(events=[event("a accusé", "ACCUSE", ["BEN"], ["TGO"], quad=quad)])
        tree = Tree(f"{who_to_whom(record, Labels('en'))}")
        (line, *_), (head, *_) = tree.by_class("line"), tree.by_class("head")
        looks.add((line.get("stroke-dasharray"), "cooperation" in head["class"]))
    assert len(looks) == 4


pairs = st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.sampled_from([1, 2, 3, 4]))


@given(st.lists(pairs, min_size=1, max_size=40))
def test_nothing_in_the_picture_overlaps_or_sticks_out(found):
    found = [(source, target, quad) for source, target, quad in found if source != target] or [("a", "b", 1)]
    made = [event("a accusé", "ACCUSE", [s], [t], quad=q) for s, t, q in found]
    people = [msgspec.structs.replace(actors()[4], id=name, name=f"{name} " * 30) for name in "abcdefgh"]
    tree = Tree(f"{who_to_whom(sample_record(events=made, actors=people), Labels('en'))}")
    (picture,) = [e for e in tree.all("svg") if e.get("role") == "img"]
    width, height = map(float, picture["viewbox"].split()[2:])
    for left in (True, False):
        boxes = sorted(
            (float(r["y"]), float(r["y"]) + float(r["height"])) for r in tree.all("rect") if (float(r["x"]) < 9) == left
        )
        assert boxes
        assert all(upper[1] < lower[0] for upper, lower in itertools.pairwise(boxes))
        assert boxes[0][0] >= 20
        assert boxes[-1][1] <= height
    labels = [float(e["y"]) for e in tree.by_class("act")]
    assert len(labels) <= MOST_ARROWS
    assert all(abs(one - other) >= 15 for n, one in enumerate(labels) for other in labels[:n])
    assert all(len(e["text"]) <= LABEL_LENGTH for e in tree.by_class("act"))
    assert BOX < LANE_END < width - BOX == WIDTH - BOX


def test_labels_of_several_acts_are_counted():
    made = [event("a accusé", "ACCUSE", ["BEN"], ["TGO"]) for _ in range(3)]
    source = who_to_whom(sample_record(events=made), Labels("en"))
    assert "Benin → Togo: Accuse ×3 (verbal conflict)" in source


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_of_a_hostile_record_becomes_markup_or_an_escape(language):
    record = hostile_record(HOSTILE)
    made = msgspec.structs.replace(record.events[0], source=["one"], target=["x" + HOSTILE], quotation=None)
    record.events.append(made)
    tree = Tree(page_html(record, language))
    assert tree.problems == []
    assert tree.all("img") == []
    assert len(tree.all("script")) == 2
    ids = [e["id"] for e in tree.elements if e.get("id")]
    assert len(ids) == len(set(ids))
    for entry in ("e1", "e2", "q1", "c1"):
        _, sentences = explanation(record, EntryNumber.parse(entry), Labels(language))
        assert "\x1b" not in "".join(sentences)
        assert not any("\n" in sentence for sentence in sentences)


# What they are made of


def test_days_are_sorted_by_their_beginning_and_less_exact_dates_first():
    dates = ["2024-08-03", None, "2024", "2023-12/2024-01", "../2020", "2024-08", "2024-08/..", "2024-08-03"]
    made = [event("a accusé", "ACCUSE", [], [], date=date) for date in dates]
    days, undated = timeline(sample_record(events=made))
    assert [day.date for day in days] == [
        "../2020", "2023-12/2024-01", "2024", "2024-08", "2024-08/..", "2024-08-03",
    ]  # fmt: skip
    assert days[-1].events == (0, 7)
    assert undated == (1,)


@given(st.lists(st.none() | st.integers(0, 9), max_size=10))
def test_every_claim_is_shown_exactly_once_whatever_answers_what(answered):
    made = [
        claim(str(n), "assertion", "le Togo", None, [], answers=None if other is None else str(other))
        for n, other in enumerate(answered)
    ]
    found = threads(sample_record(claims=made))
    places = [place for thread in found for place in (thread.claim, *thread.answers)]
    assert sorted(places) == list(range(len(made)))


def test_an_answer_to_an_answer_follows_it():
    kinds = [("a", None), ("b", "a"), ("c", "a"), ("d", "b"), ("e", "nobody")]
    made = [claim(name, "assertion", "le Togo", None, [], answers=other) for name, other in kinds]
    assert [(t.claim, t.answers) for t in threads(sample_record(claims=made))] == [(0, (1, 3, 2)), (4, ())]


@pytest.mark.parametrize("given", ["e0", "f1", "", "e-1", "e1 2", "²"])
def test_what_is_no_number_of_an_entry(given):
    with pytest.raises(ValueError, match="no number of an entry"):
        EntryNumber.parse(given)


def test_there_is_no_explanation_of_what_is_not_there():
    assert [explanation(Record(text=""), EntryNumber(kind, 1), Labels("en")) for kind in "eqc"] == [None] * 3
