"""The typographic view: one shape of each sign, tolerant pairs of quotation marks, offsets back to the page."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tamani.page.typography import View, find_marked, plain_marks, view

MARKED_UP = st.text(
    alphabet="abé É1.,;:!?…'’-—()[] \u00a0\u202f\u00ad\u200b\ufeff\n\t«»\"“”„‟＂‘’‹›<>ÃÂ©¨â€™œ", max_size=120
)
ANY_TEXT = st.one_of(MARKED_UP, st.text(max_size=120))


def pieces(page: str) -> list[str]:
    """The words between marks in the view, in the order of their opening marks."""
    seen = view(page)
    return [seen.text[marked.inner_start : marked.inner_end].strip() for marked in seen.marks]


def broken(page: str) -> list[str | None]:
    return [marked.broken for marked in view(page).marks]


def on_the_page(page: str, seen: View, start: int, end: int) -> str:
    """The characters of the page that a span of the view stands for."""
    return page[seen.origins[start] : seen.origins[end - 1] + 1]


# Shapes of marks


@pytest.mark.parametrize(
    "marks",
    [
        *("« {} »", "«{}»", "«\u00a0{}\u00a0»", "«\u202f{}\u202f»", "<< {} >>", "<<{}>>", "‹{}›"),
        *('"{}"', "“{}”", "„{}”", "„{}“", "‟{}”", "＂{}＂", "''{}''", "‘{}’", "”{}”"),
    ],
)
def test_every_shape_of_marks_becomes_guillemets(marks: str) -> None:
    marked = marks.format("rien n'est perdu")
    page = f"Elle répète {marked} à la radio."
    seen = view(page)
    assert pieces(page) == ["rien n'est perdu"]
    [found] = seen.marks
    assert (seen.text[found.start], seen.text[found.end - 1]) == ("«", "»")
    assert on_the_page(page, seen, found.start, found.end) == marked


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("« Un », dit-il, « deux ».", ["Un", "deux"]),
        ('Il dit "un" puis "deux" et "trois".', ["un", "deux", "trois"]),
        ("l'«exigence» d'un «geste»", ["exigence", "geste"]),
        ('Les “uns” et les «autres» et les "derniers".', ["uns", "autres", "derniers"]),
    ],
)
def test_several_marks_in_a_line(page: str, expected: list[str]) -> None:
    assert pieces(page) == expected
    assert set(broken(page)) == {None}


@pytest.mark.parametrize(
    "page",
    ["L'été d'avant, aujourd'hui, c'était l'heure.", "Les ’80 et l’été, jusqu’ici.", "Une phrase sans rien.", ""],
)
def test_apostrophes_are_not_marks(page: str) -> None:
    assert view(page).marks == ()


def test_apostrophes_and_odd_spaces_get_one_plain_shape() -> None:
    assert view("L’été\u00a0s’achève\u202f; l′an\u2009dernier").text == "L'été s'achève ; l'an dernier"


# Nested marks


def test_nested_marks_know_what_is_around_them() -> None:
    outer, inner = view("« On parle de “paix” ici », dit-elle.").marks
    assert (outer.depth, outer.parent, outer.broken) == (0, None, None)
    assert (inner.depth, inner.parent, inner.broken) == (1, 0, None)


def test_guillemets_inside_guillemets() -> None:
    assert pieces("« Il a crié « dehors » à tous », dit-elle.") == ["Il a crié « dehors » à tous", "dehors"]


def test_straight_marks_inside_guillemets_do_not_end_them() -> None:
    assert pieces('« Un "bon" accord », dit-elle.') == ["Un «bon» accord", "bon"]


# Broken marks


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("« Le pont est sûr, dit le maire.", "unclosed"),
        ("“Le pont est sûr, dit le maire.", "unclosed"),
        ("Le pont est sûr », dit le maire.", "unopened"),
        ("Le maire parle d' »événement» ce soir.", "reversed"),
        ("Le maire parle d'un »événement« ce soir.", "reversed"),
        ("Le maire parle d'un «événement\" ce soir.", "mixed"),
    ],
)
def test_what_is_wrong_with_marks_is_said(page: str, kind: str) -> None:
    assert broken(page) == [kind]


def test_marks_that_are_never_closed_hold_the_rest_of_their_paragraph() -> None:
    assert pieces("« Le pont est sûr, dit le maire.\nUne autre ligne.") == ["Le pont est sûr, dit le maire."]


def test_marks_that_were_never_opened_hold_their_sentence() -> None:
    assert pieces("Il a plu. Le pont est sûr », dit le maire.") == ["Le pont est sûr"]


def test_an_odd_mark_does_not_spoil_the_other_paragraphs() -> None:
    page = "« Le pont est sûr, dit le maire.\n« Non », répond le préfet."
    assert pieces(page)[1:] == ["Non"]
    assert broken(page) == ["unclosed", None]


def test_a_mark_the_wrong_way_round_still_opens_its_words() -> None:
    assert pieces("Le maire parle d' »événement majeur» ce soir.") == ["événement majeur"]


# Noise


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("L’Ã©tÃ© arrive", "L'été arrive"),
        ("Câ€™est prÃªt", "C'est prêt"),
        ("in\u00advisible", "invisible"),
        ("mot\u200b suivant", "mot suivant"),
        ("\ufeffTitre", "Titre"),
        ("Âge, Ångström et forêt", "Âge, Ångström et forêt"),
    ],
)
def test_mojibake_and_invisible_characters_are_mended_in_the_view_only(page: str, text: str) -> None:
    assert view(page).text == text


def test_offsets_lead_through_mojibake_back_to_the_page() -> None:
    page = "Il a dit « lâ€™Ã©tÃ© viendra » hier."
    seen = view(page)
    [found] = seen.marks
    assert seen.text[found.inner_start : found.inner_end].strip() == "l'été viendra"
    assert on_the_page(page, seen, found.start, found.end) == "« lâ€™Ã©tÃ© viendra »"


def test_marks_that_are_mojibake_themselves_are_paired() -> None:
    assert pieces("Il a dit Â« non Â» hier.") == ["non"]


def test_a_slice_of_a_page_keeps_the_offsets_of_the_page() -> None:
    page = "Titre\n\n“Non”, dit-elle."
    seen = view(page, 7, len(page))
    [found] = seen.marks
    assert on_the_page(page, seen, found.start, found.end) == "“Non”"
    assert seen.origins[0] == 7


# Any text


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT, st.integers(0, 40), st.integers(0, 120))
@example("Ã©", 0, 2)
@example("''", 0, 2)
@example("»", 0, 1)
def test_offsets_of_any_text_are_in_bounds_and_never_go_back(page: str, start: int, length: int) -> None:
    start = min(start, len(page))
    end = min(start + length, len(page))
    seen = view(page, start, end)
    assert len(seen.origins) == len(seen.text)
    assert all(start <= origin < end for origin in seen.origins)
    assert list(seen.origins) == sorted(seen.origins)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_marked_words_of_any_text_are_spans_that_nest_and_lead_to_the_page(page: str) -> None:
    seen = view(page)
    for marked in seen.marks:
        assert 0 <= marked.start <= marked.inner_start <= marked.inner_end <= marked.end <= len(seen.text)
        assert marked.end > marked.start
        assert on_the_page(page, seen, marked.start, marked.end)
        assert (marked.parent is None) == (marked.depth == 0)
        if marked.parent is not None:
            around = seen.marks[marked.parent]
            assert around.start <= marked.start
            assert marked.end <= around.end
            assert around.depth == marked.depth - 1
    assert [m.start for m in seen.marks] == sorted(m.start for m in seen.marks)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abcdé ÉZ.,;:!?…'()-\n0123", max_size=120))
def test_text_without_marks_is_unchanged(page: str) -> None:
    """An apostrophe is no mark where a letter stands before and behind it."""
    page = re.sub(r"(?<![^\W\d_])'|'(?![^\W\d_])", "", page)
    assert view(page).text == page
    assert view(page).marks == ()


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_plain_marks_keep_the_length_and_write_only_marks_apostrophes_and_spaces(text: str) -> None:
    plain = plain_marks(text)
    assert len(plain) == len(text)
    written = {after for before, after in zip(text, plain, strict=True) if before != after}
    assert written <= set("«»' ")


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT)
def test_marks_are_found_again_in_the_plain_text(text: str) -> None:
    for marked in find_marked(text):
        assert 0 <= marked.start <= marked.inner_start <= marked.inner_end <= marked.end <= len(text)
