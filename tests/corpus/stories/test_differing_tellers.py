"""One person whom two pages give as the source of two numbers."""

from __future__ import annotations

from tamani.corpus.stories.differing_numbers import differing_numbers
from tamani.corpus.stories.differing_tellers import differing_tellers
from tests.corpus.stories.account_maker import account, actor, quotation, shown, story


def quoting(number, who="Awa Diop", headline="Titre", **more):
    text = f"{headline}\n« Nous comptons {number} morts », dit {who}."
    said = quotation(text, f"« Nous comptons {number} morts »", who.lower().replace(" ", "_"))
    return account(text, actors=[actor(text, who)], quotations=[said], **more)


def putting(sentence, headline, *, who="Awa Diop"):
    text = f"{headline}\n{sentence}"
    return account(text, language="en", actors=[actor(text, who)])


def found(*pages):
    ordered = story(*pages)
    return differing_tellers(ordered, differing_numbers(ordered))


def test_the_number_of_a_governor_differs_though_another_number_stands_in_the_headline():
    one = quoting("vingt et un")
    two = putting("Governor Awa Diop put the toll at 15.", "At least 34 people were killed")
    [differing] = found(one, two)
    assert shown([differing]) == [("number", "numbers_teller", ["21", "15"])]
    assert differing.reason.values["who"] == "Awa Diop"
    assert [side.passages[0].text for side in differing.sides] == ["vingt et un morts", "put the toll at 15"]
    assert [side.voice for side in differing.sides] == ["Awa Diop", "Awa Diop"]


def test_others_may_count_otherwise():
    two = putting("Kofi Sow put the toll at 15.", "At least 34 people were killed", who="Kofi Sow")
    assert found(quoting("vingt et un"), two) == []


def test_who_only_stands_near_a_number_did_not_give_it():
    for sentence in ("Governor Awa Diop saw where 15 people were killed.", "Governor Awa Diop killed 15 people."):
        assert found(quoting("vingt et un"), putting(sentence, "At least 34 people were killed")) == []


def test_who_gives_two_numbers_on_one_page_is_not_compared():
    text = "T\nAwa Diop put the toll at 15. Awa Diop put the toll at 21."
    both = account(text, language="en", actors=[actor(text, "Awa Diop")])
    assert found(quoting("vingt et un"), both) == []


def test_what_is_shown_as_differing_numbers_is_not_shown_twice():
    pages = story(quoting("douze"), quoting("vingt", headline="Autre"))
    general = differing_numbers(pages)
    assert [code for _, code, _ in shown(general)] == ["numbers_differ"]
    assert differing_tellers(pages, general) == []


def test_the_same_number_told_roughly_is_no_contradiction():
    two = putting("Governor Awa Diop put the toll at about 20.", "At least 34 people were killed")
    assert found(quoting("vingt et un"), two) == []


def test_numbers_of_different_days_may_both_have_been_given():
    late = quoting("trente", headline="Douze morts", published="2026-03-07", seen="2026-03-07T09:00:00.000Z")
    [differing] = differing_tellers(story(quoting("vingt et un"), late), [])
    assert differing.reason.code == "numbers_teller_later"
    assert differing.confidence < 0.7
