"""Events with another status or other parties on another page, and the matching of events across pages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tamani.corpus.stories.differing_events import differing_events
from tamani.corpus.stories.event_matching import days_of, match, told_events
from tests.corpus.stories.account_maker import account, actor, claim, event, place, quotation, shown, story

DAY = {"date": "2026-03-02"}


def page(text, trigger, source, target, *, language="fr", wrap=None, **more):
    """A page with one ASSAULT of one state or group on another."""
    kinds = {"JNIM": "armed_group"}
    actors = [actor(text, name, kinds.get(key, "state"), identifier=key) for key, name in {**source, **target}.items()]
    told = event(text, trigger, more.pop("type", "ASSAULT"), source, target, **{**DAY, **more})
    entries = {"actors": actors, "events": [told]}
    if wrap is not None:
        entries |= wrap(text)
    return account(text, language=language, **entries)


def strike_fr(status="happened", **more):
    return page(
        "T\nLa Russie a frappé le port de l'Ukraine.",
        "a frappé",
        {"RUS": "Russie"},
        {"UKR": "Ukraine"},
        status=status,
        **more,
    )


def strike_en(status="happened", **more):
    text = "T\nRussia struck the port of Ukraine."
    return page(text, "struck", {"RUS": "Russia"}, {"UKR": "Ukraine"}, language="en", status=status, **more)


def found(*accounts):
    return shown(differing_events(story(*accounts)).found)


# Matching


def matched(one, other):
    [a], [b] = told_events(one), told_events(other)
    return match(a, b)


def test_one_event_in_two_languages_is_matched():
    compared = matched(strike_fr(), strike_en())
    assert compared.is_same
    assert (compared.source, compared.target, compared.day, compared.place) == (True, True, True, None)


def test_events_of_other_types_modes_days_or_places_are_not_matched():
    assert matched(strike_fr(), strike_en(type="COERCE")) is None
    assert matched(strike_fr(mode="aerial"), strike_en(mode="beat")) is None
    assert not matched(strike_fr(), strike_en(date="2026-01-02")).is_same
    text = "T\nLa Russie a frappé Kiev en Ukraine."
    kyiv = page(text, "a frappé", {"RUS": "Russie"}, {"UKR": "Ukraine"}, place=place(text, "Kiev", "UKR"))
    text = "T\nRussia struck Aleppo, says Ukraine."
    other = page(text, "struck", {"RUS": "Russia"}, {"UKR": "Ukraine"}, place=place(text, "Aleppo", "SYR"))
    assert matched(kyiv, other).place is False


def test_what_a_page_leaves_open_speaks_neither_for_nor_against():
    text = "T\nLe port de l'Ukraine a été frappé."
    nobody = page(text, "a été frappé", {}, {"UKR": "Ukraine"})
    compared = matched(nobody, strike_en())
    assert (compared.source, compared.target) == (None, True)
    assert compared.is_same


PAGES = st.sampled_from([strike_fr, strike_en])
STATUS = st.sampled_from(["happened", "denied", "alleged", "planned"])


@settings(deadline=None)
@given(PAGES, PAGES, st.sampled_from(["2026-03-02", "2026-03-09", None, "2026-03", "2026"]))
def test_matching_is_symmetric(one, other, day):
    a, b = one(), other(date=day)
    assert matched(a, b) == matched(b, a)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2026-01-03/2026-01-05", "2026-01-03", "2026-01-05"),
    ],
)
def test_days_of_a_date(value, first, last):
    assert tuple(day.isoformat() for day in days_of(value)) == (first, last)
    assert days_of("nonsense") is None


# Status


@pytest.mark.parametrize("status", ["denied", "alleged"])
def test_what_one_tells_as_a_fact_and_another_as_denied_or_alleged_is_a_disagreement(status):
    assert found(strike_fr(), strike_en(status)) == [("status", f"status_{status}", ["happened", status])]
    assert found(strike_en(), strike_fr(status)) == [("status", f"status_{status}", ["happened", status])]


def test_both_clauses_are_the_evidence():
    [made] = differing_events(story(strike_fr(), strike_en("denied"))).found
    assert [side.passages[0].text for side in made.sides] == [
        "La Russie a frappé le port de l'Ukraine.",
        "Russia struck the port of Ukraine.",
    ]


def test_an_event_told_as_a_fact_by_both_is_no_disagreement():
    assert found(strike_fr(), strike_en("ongoing")) == []


def test_an_event_that_is_only_planned_is_no_disagreement():
    assert found(strike_fr(), strike_en("planned")) == []


def test_what_stands_in_an_accusation_or_a_quotation_is_somebodys_word():
    def accused(text):
        return {"claims": [claim(text, text.split("\n")[1], "accusation", "UKR")]}

    def said(text):
        return {"quotations": [quotation(text, text.split("\n")[1], "UKR", "indirect")]}

    assert found(strike_fr(wrap=accused), strike_en("alleged")) == []
    assert found(strike_fr(wrap=said), strike_en("alleged")) == []
    assert found(strike_fr(wrap=accused), strike_en()) == [("status", "status_alleged", ["alleged", "happened"])]


def test_a_page_that_tells_both_sides_differs_from_none():
    text = "T\nLa Russie a frappé l'Ukraine.\nLa Russie nie avoir frappé l'Ukraine."
    actors = [actor(text, "Russie", "state", identifier="RUS"), actor(text, "Ukraine", "state", identifier="UKR")]
    events = [
        event(text, "a frappé", "ASSAULT", ["RUS"], ["UKR"], **DAY),
        event(text, "avoir frappé", "ASSAULT", ["RUS"], ["UKR"], status="denied", **DAY),
    ]
    assert found(account(text, actors=actors, events=events), strike_en("denied")) == []


def test_that_somebody_accuses_is_in_no_doubt():
    assert found(strike_fr(type="ACCUSE", quad=3), strike_en("denied", type="ACCUSE", quad=3)) == []


# Attribution


def by(source, name, language="fr"):
    text = f"T\n{name} a attaqué un convoi du Mali."
    return page(text, "a attaqué", {source: name}, {"MLI": "Mali"}, language=language)


def test_the_same_act_by_somebody_else_is_a_disagreement():
    one, other = by("JNIM", "JNIM"), by("RUS", "Russia", "en")
    assert found(one, other) == [("attribution", "attribution_source", ["JNIM", "Russia"])]


def test_the_same_act_against_somebody_else_is_a_disagreement():
    text = "T\nRussia struck a base of Mali."
    against = page(text, "struck", {"RUS": "Russia"}, {"MLI": "Mali"}, language="en")
    assert found(against, strike_fr()) == [("attribution", "attribution_target", ["Mali", "Ukraine"])]


def test_an_act_of_another_day_is_another_act():
    text = "T\nRussia struck a base of Mali."
    later = page(text, "struck", {"RUS": "Russia"}, {"MLI": "Mali"}, date="2026-03-20")
    assert found(strike_fr(), later) == []


def test_a_party_that_the_clause_does_not_name_is_not_compared():
    text = "JNIM\nDes hommes ont attaqué un convoi du Mali."
    unnamed = page(text, "ont attaqué", {"JNIM": "JNIM"}, {"MLI": "Mali"})
    assert found(unnamed, by("RUS", "Russia", "en")) == []


def test_parties_that_cannot_be_told_apart_are_not_compared():
    text = "T\nDes hommes armés ont attaqué un convoi du Mali."
    men = account(
        text, actors=[actor(text, "hommes armés", "group"), actor(text, "Mali", "state", identifier="MLI")],
        events=[event(text, "ont attaqué", "ASSAULT", ["hommes_armés"], ["MLI"], **DAY)],
    )  # fmt: skip
    assert found(men, by("RUS", "Russia", "en")) == []


@settings(deadline=None)
@given(STATUS, STATUS)
def test_disagreements_do_not_hang_on_the_order_of_pages(ours, theirs):
    def kinds(*pages):
        return sorted((d.kind, sorted(s.says for s in d.sides)) for d in differing_events(story(*pages)).found)

    assert kinds(strike_fr(ours), strike_en(theirs)) == kinds(strike_en(theirs), strike_fr(ours))


def test_no_page_disagrees_with_its_own_copy():
    one, two = strike_fr(), strike_fr("denied")
    both = story(one, two)
    assert one.group == two.group
    assert differing_events(both).found == []
