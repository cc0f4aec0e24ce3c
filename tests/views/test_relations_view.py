"""The views of relations: nothing of a page runs, everything drawn is in words too, and it stays in its place."""

from __future__ import annotations

import re
import shutil
import sys
import xml.etree.ElementTree as ET

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_contrast import contrast, palette

from tamani.corpus.relations.periods import BYS, all_between, period_of
from tamani.relation import Block, Figures, Line, Relation, RelationEvent, Voice
from tamani.views.labels import Labels
from tamani.views.relation_words import Sides, signed
from tamani.views.relations_html import relations_html
from tamani.views.relations_picture import HEIGHT, WIDTH, picture
from tamani.views.relations_terminal import show_events, show_relation
from tamani.views.terminal import Screen

EVIL = "<script>alert(1)</script>\"'&\x1b[31m\u202e\x00\uffff"
SVG = "{http://www.w3.org/2000/svg}"


def figures(events, mentions=None):
    return Figures(
        mentions=mentions or events * 3, pages=events, texts=events, outlets=1, stories=events, events=events,
        goldstein=-2.0,
    )  # fmt: skip


def block(direction, standing, periods):
    lines = [
        Line(period=period, exact=True, figures=figures(sum(counts.values())),
             classes={name: figures(count) for name, count in counts.items()})
        for period, counts in periods.items()
    ]  # fmt: skip
    return Block(direction=direction, standing=standing, figures=figures(9), classes={}, lines=lines)


def relation(*blocks, by="month", voices=()):
    return Relation(
        by=by, blocks=list(blocks), voices=list(voices), left_out={"denied": 2}, dated_by_page=1, not_in_stories=0,
        entries=4,
    )  # fmt: skip


def event(**more):
    usual = {
        "version": 1, "page": 1, "n": 0, "direction": "out", "partner": None, "partner_name": None,
        "partner_country": None, "type": "ACCUSE", "mode": None, "quad": 3, "goldstein": -2.0, "status": "alleged",
        "voice": "x", "voice_name": EVIL, "voice_country": None, "voice_side": "other", "stated": None,
        "date": "2026-01-02", "dated_by": "published", "told": 1, "text": 1, "story": None, "start": 3, "end": 9,
        "words": EVIL, "confidence": 0.5, "reason": None, "outlet": EVIL, "url": f"javascript:{EVIL}",
        "headline": EVIL, "published": None,
    }  # fmt: skip
    return RelationEvent(**{**usual, **more})


def drawn(found, by="month", sides=None, *, alone=True):
    return picture(
        found, sides or Sides("Mali", "Ukraine", Labels("en")), lambda a, b: all_between(a, b, by), alone=alone
    )


SAMPLE = relation(
    block("out", "told", {"2026-01": {"1": 2, "4": 1}, "2026-04": {"3": 4}}),
    block("out", "alleged", {"2026-02": {"4": 1}}),
    block("back", "told", {"2026-03": {"2": 1}}),
    voices=[
        Voice(direction="out", side="narrator", voice="narrator", name=None, country=None, statuses={"happened": 7})
    ],
)


def test_a_hostile_name_is_only_a_name(capsys):
    sides = Sides(EVIL, EVIL, Labels("en"))
    svg = drawn(SAMPLE, sides=sides)
    ET.fromstring(svg)  # noqa: S314 (our own)
    html = relations_html(
        SAMPLE, sides, picture=drawn(SAMPLE, sides=sides, alone=False), events=[event()], total=9, counted_for=[EVIL]
    )
    for made in (svg, html):
        assert "<script" not in made
        assert "\x1b" not in made
        assert 'href="javascript' not in made
    assert "<script" not in re.sub(r"<style>.*?</style>", "", html)
    screen = Screen(width=100)
    show_relation(SAMPLE, sides, screen)
    show_events([event()], sides, screen)
    assert "\x1b[31m" not in capsys.readouterr().out


def test_all_that_is_drawn_is_there_in_words():
    tree = ET.fromstring(drawn(SAMPLE))  # noqa: S314
    words = tree.find(f"{SVG}desc").text
    assert "Mali → Ukraine · 2026-01: verbal cooperation 2 · material conflict 1" in words
    assert "2026-02: alleged 1" in words
    assert {title.text for title in tree.findall(f".//{SVG}g/{SVG}title")} == {
        part for part in re.split(r" (?:·|—) (?=\d{4}|[A-Z])", words) if part[0] == "2"
    }


def test_what_is_alleged_never_looks_like_what_is_told():
    bars = [rect.get("class") for rect in ET.fromstring(drawn(SAMPLE)).findall(f".//{SVG}g/{SVG}rect")]  # noqa: S314
    assert sorted(bars) == ["alleged quad-4", "quad-1", "quad-2", "quad-3", "quad-4"]


COUNTS = st.dictionaries(st.sampled_from("1234"), st.integers(1, 10**6), min_size=1)


@given(
    st.dictionaries(st.dates(), COUNTS, min_size=1, max_size=9),
    st.sampled_from(BYS),
)
@settings(max_examples=60, deadline=None)
def test_bars_stay_inside_the_picture_whatever_the_numbers(days, by):
    periods = {period_of(day.isoformat(), by): counts for day, counts in days.items()}
    made = drawn(relation(block("out", "told", periods), by=by), by)
    if made is None:
        return
    tree = ET.fromstring(made)  # noqa: S314
    height = float(tree.get("viewBox").split()[3])
    assert height < HEIGHT + 300
    for rect in tree.findall(f".//{SVG}g/{SVG}rect"):
        x, y, wide, high = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + wide <= WIDTH
        assert 0 <= y <= y + high <= height


def test_there_is_no_picture_where_nothing_is_dated_closely_or_there_is_too_much():
    assert drawn(relation()) is None
    assert drawn(relation(block("out", "told", {"1990-01": {"1": 1}, "2026-01": {"1": 1}}))) is None


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_bars_can_be_told_from_the_ground(theme):
    colours = palette(theme)
    for ink in ("cooperation", "conflict", "soft", "text"):
        assert contrast(colours[ink], colours["ground"]) >= 4.5
    assert {"--ground", "--cooperation"} <= set(re.findall(r"--[a-z]+", drawn(SAMPLE)))


@pytest.mark.parametrize(("value", "shown"), [(0.0, "0.0"), (-0.01, "0.0"), (2.04, "+2.0"), (-7.2, "−7.2")])
def test_values_have_their_sign(value, shown):
    assert signed(value) == shown


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_in_a_browser_the_page_has_its_colours_and_nothing_sticks_out(tmp_path, scheme, width):
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: pip install playwright"
    )
    sides = Sides("République démocratique du Congo", "Rwanda", Labels("fr"))
    made = relations_html(
        SAMPLE, sides, picture=drawn(SAMPLE, sides=sides, alone=False), events=[event()], total=1, counted_for=["x"]
    )
    (tmp_path / "a.html").write_text(made, encoding="utf-8")
    complaints = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}).new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.goto((tmp_path / "a.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        fill = page.evaluate("getComputedStyle(document.querySelector('.relations .quad-4')).fill")
        assert fill == {"light": "rgb(143, 51, 0)", "dark": "rgb(255, 176, 122)"}[scheme]
        browser.close()
    assert complaints == []


def test_each_figure_says_what_it_counts_where_the_headings_are_gone():
    sides = Sides("Mali", "Ukraine", Labels("en"))
    told = relation(block("out", "happened", {"2026-01": {"3": 2}}))
    shown = relations_html(told, sides, picture=None, events=[], total=0, counted_for=[])
    assert re.findall(r'data-label="([^"]+)"', shown) == [
        "verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "Events", "Goldstein",
        "Stories", "Texts", "Mentions",
    ]  # fmt: skip
    assert shown.count('class="counted"') == 18, "each heading stands over its figures"


def test_what_was_read_with_little_confidence_is_counted_and_drawn_apart(capsys):
    sides = Sides("Mali", "Ukraine", Labels("en"))
    doubted = msgspec.structs.replace(figures(2), unsure=1)
    line = Line(period="2026-01", exact=True, figures=doubted, classes={"4": doubted})
    told = relation(Block(direction="out", standing="told", figures=doubted, classes={"4": doubted}, lines=[line]))
    drawn = picture(told, sides, lambda a, b: all_between(a, b, "month"), alone=False)
    assert re.findall(r'class="((?:unsure )?quad-4)"', drawn) == ["quad-4", "unsure quad-4"]
    assert "unsure 1" in drawn
    listed = [event(confidence=0.38), event(confidence=0.9)]
    shown = relations_html(told, sides, picture=drawn, events=listed, total=2, counted_for=[])
    assert '<td data-label="Unsure" class="counted">1</td>' in shown
    assert shown.count("38% sure") == 1
    assert "90% sure" not in shown
    french = Sides("Mali", "Ukraine", Labels("fr"))
    shown = relations_html(told, french, picture=drawn, events=listed, total=2, counted_for=[])
    assert "sûr à 38\N{NO-BREAK SPACE}%" in shown
    assert "confiance de 70\N{NO-BREAK SPACE}% ou plus" in shown
    show_relation(told, sides, Screen(sys.stdout))
    printed = capsys.readouterr().out
    assert "2 events (1 unsure)" in printed
    assert "confidence of 70%" in printed


def test_where_all_is_sure_nothing_is_said_of_doubt():
    sides = Sides("Mali", "Ukraine", Labels("en"))
    told = relation(block("out", "told", {"2026-01": {"4": 2}}))
    shown = relations_html(told, sides, picture=None, events=[], total=0, counted_for=[])
    assert "nsure" not in shown.partition("<body")[2]
