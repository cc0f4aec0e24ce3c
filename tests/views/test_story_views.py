"""The view of a story, on the terminal and as HTML: both sides side by side, nothing of a page taken for markup."""

import io
import re

import msgspec
import pytest

from tamani.record import Reason
from tamani.story import Credit, Disagreement, FirstReport, Passage, SharedText, Side, StoryAccount, StoryView, Told
from tamani.views.story_html import story_html
from tamani.views.story_terminal import show_story
from tamani.views.terminal import Screen
from tamani.words import reason

EVIL = "<script>alert(1)</script>\x1b[31m\u202e"


def passage(page, text, start=10):
    return Passage(page=page, version=page + 100, start=start, end=start + len(text), text=text)


def account(page, outlet, headline, **more):
    usual = {
        "url": f"https://o.example/{page}", "language": "fr", "published": "2026-03-03", "moment": "2026-03-03",
        "first_seen": "2026-03-03T09:00:00.000Z", "by": "published", "text_of": page,
    }  # fmt: skip
    return StoryAccount(page=page, version=page + 100, outlet=outlet, headline=headline, **{**usual, **more})


def story(**more):
    usual = {
        "id": 7,
        "title": "Attaque de Tougan",
        "pages": [account(1, "Écho", "Douze morts"), account(2, "Fleuve", "Quinze morts", language="en")],
        "texts": 2,
        "first": FirstReport(page=1, maybe=[2], confidence=0.5, reasons=[reason("first_stated", moment="2026-03-03")]),
        "shared": [
            SharedText(
                page=2, of=1, kind="copy", share=0.85, here=passage(2, "un passage"), there=passage(1, "un passage"),
                credited=True, confidence=0.95, reasons=[reason("copy_credited")],
            )
        ],
        "credits": {2: [Credit(source="ASD", of=1, where="byline", evidence=passage(2, "ASD"))]},
        "only_some": [
            Told(kind="event", what="SANCTION Mali", detail="happened", by=[passage(1, "Le Mali expulse")], texts=1),
            Told(kind="actor", what="Awa Diop", detail="maire", by=[passage(1, "Awa Diop")], texts=1),
        ],
        "disagreements": [
            Disagreement(
                kind="number", about="dead civilian", confidence=0.85,
                sides=[
                    Side(says="12", passages=[passage(1, "douze civils tués")]),
                    Side(says="≥ 15000", voice="Diop", passages=[passage(2, "at least 15,000 civilians dead")]),
                ],
                reason=reason("numbers_differ", values="12 / 15"),
            )
        ],
        "notes": [reason("story_no_encoder")],
    }  # fmt: skip
    return StoryView(**{**usual, **more})


def printed(found, language="en", width=100):
    out = io.StringIO()
    show_story(found, Screen(out, width=width, no_color=True), language)
    return out.getvalue()


def test_the_terminal_shows_first_copies_both_sides_and_what_few_tell():
    shown = printed(story())
    assert "Écho #1 · 2026-03-03 (published)" in shown
    assert "may have been before" in shown
    assert "Fleuve #2: copy of Écho #1" in shown
    [line] = [line for line in shown.splitlines() if "douze civils tués" in line or "at least 15,000" in line]
    assert "douze civils tués" in line
    assert "at least 15,000 civilians dead" in line
    assert "Numbers: dead · civilians" in shown
    assert "in the words of Diop" in shown
    assert "Sanction Mali · happened" in shown
    assert "encoder of sentences is not installed" in shown


def test_the_terminal_speaks_french():
    shown = printed(story(), "fr")
    assert "Où les récits se contredisent" in shown
    assert "Nombres : morts · civils" in shown
    assert "Des nombres différents pour la même chose" in shown


def test_where_nothing_was_found_that_is_said():
    shown = printed(story(disagreements=[], shared=[], credits={}, only_some=[]))
    assert "No disagreement was found" in shown
    assert "No page has another one’s text" in shown
    assert "only some" in shown


def test_what_a_page_holds_is_never_obeyed():
    found = story(title=EVIL, pages=[account(1, EVIL, EVIL, url="javascript:alert(1)"), account(2, "b", "c")])
    found = msgspec.structs.replace(found, only_some=[Told(kind="actor", what=EVIL, by=[passage(1, EVIL)], texts=1)])
    shown, page = printed(found), story_html(found, "en")
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "<script" not in page
    assert "\u202e" not in page
    assert "javascript:" not in page


def test_the_html_shows_both_sides_with_their_places_and_needs_no_script():
    page = story_html(story(), "en")
    assert page.startswith("<!DOCTYPE html>")
    sides = re.findall(r'class="says">([^<]+)<', page)
    assert sides == ["12", "≥ 15\u202f000"]
    assert "version 101, characters 10–27" in page
    assert 'lang="en" dir="auto">at least 15,000 civilians dead' in page
    assert 'href="https://o.example/1"' in page
    assert "script-src" not in page
    assert "85 % of the text" in page


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_kind_and_section_has_its_words(language):
    page = story_html(story(), language)
    assert "story_" not in page
    assert page.count("<h1>") + page.count("<h1 ") == 1


def test_a_reason_of_a_later_version_keeps_its_english_words():
    found = story(notes=[Reason(code="of_later", words="Something new.")])
    assert "Something new." in printed(found, "fr")
