"""Numbers that a reprint changed."""

from __future__ import annotations

from tamani.corpus.stories.edited_numbers import edited_numbers
from tests.corpus.stories.account_maker import account, shown, story

FILLER = " ".join(f"mot{n} suite{n} fin{n}" for n in range(40))
LATER = "2026-03-03T11:00:00.000Z"


def first(text="L'arrestation de six chauffeurs a fait trois morts."):
    return account(f"Titre\n{text} {FILLER}", "a")


def reprint(text, *, seen=LATER):
    return account(f"Titre\n{text} {FILLER}", "b", seen=seen)


def test_a_number_that_a_reprint_changed_is_a_disagreement():
    one, two = first(), reprint("L'arrestation de sept chauffeurs a fait trois morts.")
    [found] = edited_numbers(story(one, two))
    assert shown([found]) == [("number", "numbers_edited", ["6", "7"])]
    assert [[p.page for p in side.passages] for side in found.sides] == [[one.page], [two.page]]
    assert [side.passages[0].text for side in found.sides] == ["six chauffeurs", "sept chauffeurs"]


def test_one_of_several_numbers_for_a_thing_that_was_changed_is_found():
    one = first("Deux morts à Tougan, quatre morts à Sourou.")
    two = reprint("Deux morts à Tougan, cinq morts à Sourou.")
    assert shown(edited_numbers(story(one, two))) == [("number", "numbers_edited", ["4", "5"])]


def test_a_faithful_reprint_and_one_that_was_cut_or_added_to_change_no_number():
    one = first("Deux morts à Tougan, quatre morts à Sourou.")
    same = "Deux morts à Tougan, quatre morts à Sourou."
    for text in (same, "Deux morts à Tougan.", "2 morts, quatre morts, neuf morts"):
        assert edited_numbers(story(one, reprint(text))) == []


def test_texts_of_their_own_are_not_compared_here():
    assert edited_numbers(story(account("T\nDouze morts."), account("U\nVingt morts."))) == []


def test_each_reprint_is_compared_with_the_first_print():
    one, two = first(), reprint("L'arrestation de sept chauffeurs a fait trois morts.")
    three = reprint("L'arrestation de huit chauffeurs a fait trois morts.", seen="2026-03-03T12:00:00.000Z")
    assert [side for _, _, side in shown(edited_numbers(story(one, two, three)))] == [["6", "7"], ["6", "8"]]
