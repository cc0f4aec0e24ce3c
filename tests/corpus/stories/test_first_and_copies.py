"""Who was first, who copied whom, and the sources that pages name."""

from __future__ import annotations

import msgspec

from tamani.corpus.stories.accounts import bounds
from tamani.corpus.stories.first_reports import first_report
from tamani.corpus.stories.shared_text import credits_of
from tamani.record import Span
from tests.corpus.stories.account_maker import account, actor, copies, quotation, story

TEXT = "Des hommes armés ont attaqué le camp de Tougan. " + " ".join(f"mot{n} suite{n} fin{n}" for n in range(50))
OWN = "Une autre page. " + " ".join(f"rien{n} pareil{n} ici{n}" for n in range(50))


def first(*accounts):
    found = first_report(story(*accounts), copies(*accounts))
    return found.page, found.maybe, [reason.code for reason in found.reasons]


def test_a_stated_time_decides_who_was_first():
    late = account("A\nun", published="2026-03-03T11:00:00+01:00")
    early = account("B\ndeux", published="2026-03-03T09:30:00Z")
    assert first(late, early) == (early.page, [], ["first_stated"])


def test_of_one_day_the_first_fetched_is_first_and_the_doubt_is_shown():
    one = account("A\nun", "Écho", seen="2026-03-03T10:00:00.000Z")
    two = account("B\ndeux", "Fleuve", seen="2026-03-03T12:00:00.000Z")
    assert first(one, two) == (one.page, [two.page], ["first_of_day", "first_undecided"])


def test_another_day_is_no_doubt():
    one = account("A\nun", seen="2026-03-03T10:00:00.000Z")
    two = account("B\ndeux", published="2026-03-04", seen="2026-03-04T07:00:00.000Z")
    assert first(two, one) == (one.page, [], ["first_stated"])


def test_without_publication_the_first_fetching_counts_and_is_said():
    one, two = account("A\nun", published=None), account("B\ndeux", published=None, seen="2026-03-03T11:00:00.000Z")
    page, maybe, codes = first(one, two)
    assert (page, maybe, codes[0]) == (one.page, [two.page], "first_fetched")


def test_whoever_names_another_page_as_the_source_of_its_text_was_not_first():
    agency = account(f"A\n{TEXT}", "Agence Sahel Dépêches", seen="2026-03-03T12:00:00.000Z")
    paper = account(f"B\n{TEXT}\nAvec ASD", "Fleuve", seen="2026-03-03T10:00:00.000Z", byline="ASD")
    page, maybe, codes = first(paper, agency)
    assert page == agency.page
    assert "first_credited" in codes
    assert maybe == []


def test_bounds_are_in_order_and_end_with_the_first_fetching():
    for published in ("2026-03-03", "2026-03-02", "2026-03-03T08:00:00Z", None, "yesterday", "2027-01-01"):
        earliest, latest = bounds(published, "2026-03-03T10:00:00.000Z")
        assert earliest <= latest
        assert latest.isoformat() <= "2026-03-03T10:00:00+00:00"


# Copies


def test_a_copy_is_told_with_its_share_and_the_longest_common_passage():
    one = account(f"Titre\n{TEXT}", "a")
    two = account(
        f"Autre titre\n{TEXT} Avec une phrase en plus.", "b", published="2026-03-04", seen="2026-03-04T09:00:00.000Z"
    )
    [shared] = copies(one, two)
    assert (shared.page, shared.of, shared.kind, shared.credited) == (two.page, one.page, "copy", False)
    assert 0.9 < shared.share < 1
    assert shared.here.text == shared.there.text
    assert shared.here.text.startswith("Des hommes armés")
    assert [reason.code for reason in shared.reasons] == ["shared_text", "copy_later"]


def test_copies_of_one_day_leave_open_who_copied():
    [shared] = copies(account(f"A\n{TEXT}"), account(f"B\n{TEXT}", seen="2026-03-03T12:00:00.000Z"))
    assert shared.reasons[-1].code == "copy_undecided"
    assert shared.confidence == 0.5


def test_a_passage_in_another_text_is_told_as_passages():
    part = " ".join(TEXT.split()[:30])
    [shared] = copies(account(f"A\n{TEXT}"), account(f"B\n{OWN}\n{part}", seen="2026-03-03T12:00:00.000Z"))
    assert shared.kind == "passages"
    assert shared.share < 0.5


def test_a_long_quotation_that_both_have_is_no_copying():
    words = "« " + " ".join(f"parole{n}" for n in range(30)) + " »"
    texts = [f"A\n{TEXT}\n{words}", f"B\n{OWN}\n{words}"]
    pages = [
        account(text, seen=f"2026-03-03T1{n}:00:00.000Z", quotations=[quotation(text, words, None)])
        for n, text in enumerate(texts)
    ]
    assert copies(*pages) == []


def test_pages_with_nothing_in_common_share_nothing():
    assert copies(account(f"A\n{TEXT}"), account(f"B\n{OWN}")) == []


# Credits


def credited(page, *others):
    return [(c.source, c.of, c.where, c.evidence.text) for c in credits_of([page, *others]).get(page.page, [])]


def test_agencies_and_outlets_are_credited_in_byline_and_dateline():
    agency = account("A\nun", "Agence Sahel Dépêches")
    page = account("B\nBAMAKO, 3 mars (ASD) - deux", "Fleuve", dateline="BAMAKO, 3 mars (ASD)")
    assert credited(page, agency) == [("ASD", agency.page, "dateline", "ASD")]
    assert credited(account("B\nPar AFP", "Fleuve", byline="AFP")) == [("AFP", None, "byline", "AFP")]


def test_an_outlet_quoted_in_the_text_is_a_source():
    text = "B\nSelon le Quotidien du Lac, « tout va bien »"
    start = text.index("Quotidien")
    told = msgspec.structs.replace(
        quotation(text, "« tout va bien »", "quotidien_du_lac"),
        speaker_span=Span(start, start + len("Quotidien du Lac")),
    )
    page = account(text, "Fleuve", actors=[actor(text, "Quotidien du Lac", "media")], quotations=[told])
    assert credited(page) == [("Quotidien du Lac", None, "quotation", "Quotidien du Lac")]


def test_neither_the_own_name_nor_an_author_is_a_credit():
    assert credited(account("B\nASD", "Agence Sahel Dépêches", byline="ASD")) == []
    assert credited(account("B\nPar Awa Diop", "Fleuve", byline="Awa Diop")) == []
