"""The HTML view in a real browser. Skipped where there is no Playwright or no Chromium on the machine."""

import shutil

import pytest
from sample_page import TEXT, sample_record

from tamani.views.html import page_html

playwright = pytest.importorskip(
    "playwright.sync_api", reason="Playwright is not installed: pip install playwright"
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if CHROMIUM is None:
    pytest.skip("no Chromium on this machine", allow_module_level=True)
QUIET = [
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, tmp_path):
    """Opens the sample page; fails the test where the browser complains of anything or asks for anything."""
    path = tmp_path / "page.html"
    path.write_text(page_html(sample_record(), "fr"), encoding="utf-8")
    complaints, contexts = [], []

    def open_page(**options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: request.url.startswith("file:") or complaints.append(request.url))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def lit(page):
    return page.locator("#page .m.lit").all_inner_texts()


def test_a_click_on_a_quotation_shows_its_entry_and_lights_all_of_it(open_page):
    page = open_page()
    page.get_by_label("Citation 2").click()
    assert "Citation 2" in page.locator("#entry h3").inner_text()
    assert "directeur du port" in page.locator("#entry").inner_text()
    assert lit(page)[:2] == ["« Nous n’avons fermé aucun quai", "a répondu"]


def test_a_click_on_an_actor_lights_his_mentions(open_page):
    page = open_page()
    page.locator("#page a.m", has_text="Clarisse Hounkpè").click()
    assert {"Clarisse Hounkpè", "elle"} <= set(lit(page))
    assert "ministre des Transports" in page.locator("#entry").inner_text()


def test_from_a_quotation_one_comes_to_its_speaker(open_page):
    page = open_page()
    page.get_by_label("Citation 1").click()
    page.locator("#entry a", has_text="Clarisse Hounkpè").click()
    assert page.locator("#entry h3").inner_text() == "Clarisse Hounkpè"


def test_the_keyboard_goes_from_entry_to_entry(open_page):
    page = open_page()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#page') && document.activeElement.dataset.e"):
            break
    assert page.evaluate("document.activeElement.textContent") == "le Togo"
    page.keyboard.press("Enter")
    assert page.locator("#entry h3").inner_text() == "Togo"
    page.keyboard.press("ArrowRight")
    assert page.locator("#entry h3").inner_text() == "Bénin"
    page.keyboard.press("ArrowLeft")
    assert page.locator("#entry h3").inner_text() == "Togo"
    page.keyboard.press("Escape")
    assert page.locator("#entry h3").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "le Togo"


def test_furniture_opens_when_a_doubt_in_it_is_followed(open_page):
    page = open_page()
    folded = page.locator("details", has_text="Lettre d’information")
    assert folded.get_attribute("open") is None
    page.locator("#flags a", has_text="Recevez notre lettre").click()
    assert folded.get_attribute("open") is not None


def test_the_evidence_is_cited_in_code_points_although_an_emoji_comes_before(open_page):
    page = open_page()
    page.get_by_label("Citation 5").click()
    start = TEXT.index("le Togo tardait")
    assert f"caractères {start} à {start + 15}" in page.locator("#entry textarea").input_value()


@pytest.mark.parametrize("script", [True, False])
def test_the_boxes_of_the_legend_hide_a_kind(open_page, script):
    page = open_page(java_script_enabled=script)
    number = page.locator("a.n[href='#q2']")
    assert number.is_visible()
    page.get_by_label("Citations directes").click()
    assert not number.is_visible()


def test_without_scripts_the_page_its_links_and_tables_are_there(open_page):
    page = open_page(java_script_enabled=False)
    assert not page.locator("#entry").is_visible()
    assert page.locator("#said tbody tr").count() == 5
    page.locator("#said a", has_text="{3}").click()
    assert page.url.split("#")[1].startswith("at-q3-")
    page.locator("summary", has_text="Commentaires").click()
    assert page.locator(".block.comments").is_visible()


def test_a_click_on_the_number_of_an_event_shows_it_and_lights_all_its_mentions(open_page):
    page = open_page()
    page.locator("#page a.n[href='#e2']").first.click()
    assert "Togo → Contraindre (saisie) → les transporteurs" in page.locator("#entry h3").inner_text()
    assert "".join(lit(page)) == "avoir saisisaisi"
    page.locator("#entry a", has_text="les transporteurs").click()
    assert page.locator("#entry h3").inner_text() == "les transporteurs"


def test_an_answer_stands_beside_what_it_answers(open_page):
    page = open_page(viewport={"width": 1200, "height": 900})
    accusation, denial = (page.locator(name).bounding_box() for name in ("#c2", "#c3"))
    assert accusation["y"] == denial["y"]
    assert accusation["x"] + accusation["width"] <= denial["x"]


def test_without_scripts_the_reasons_open_and_the_picture_is_there(open_page):
    page = open_page(java_script_enabled=False)
    page.locator("#e2 summary").click()
    assert page.locator("#e2 .why p").first.is_visible()
    assert page.locator("#picture svg[role=img]").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_the_picture_stay_in_their_boxes_and_lanes(open_page, scheme):
    page = open_page(color_scheme=scheme)
    boxes = page.evaluate(BOXES)
    assert boxes["names"]
    assert all(text["x"] >= 0 and text["wide"] <= text["room"] for text in boxes["names"])
    assert all(text["end"] <= 505 for text in boxes["acts"])


BOXES = """() => {
  const all = (name) => [...document.querySelectorAll(`#picture svg[role=img] ${name}`)];
  return {
    names: all("text.actor").map((text) => ({
      x: text.getBBox().x, wide: text.getBBox().width, room: text.parentNode.querySelector("rect").getBBox().width,
    })),
    acts: all("text.act").map((text) => ({ end: text.getBBox().x + text.getBBox().width })),
  };
}"""
"""How wide the words of the picture are, in its own units."""


@pytest.mark.parametrize("width", [320, 768, 1400])
def test_nothing_sticks_out_of_the_window(open_page, width):
    page = open_page(viewport={"width": width, "height": 800})
    page.get_by_label("Citation 1").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


PHONE = {"width": 375, "height": 740}


def test_on_a_phone_every_value_of_a_table_has_its_heading_before_it(open_page):
    page = open_page(viewport=PHONE)
    shown = page.evaluate(LABELS, "#said tbody tr:first-child td")
    headings = page.locator("#said thead th").all_text_contents()
    assert shown == ["none", *(f'"{heading}"' for heading in headings[1:])]
    wide = open_page(viewport={"width": 1200, "height": 800})
    assert set(wide.evaluate(LABELS, "#said tbody tr:first-child td")) == {"none"}


LABELS = """(cells) =>
  [...document.querySelectorAll(cells)].map((cell) => getComputedStyle(cell, "::before").content)"""
"""What stands before each cell."""


def test_on_a_phone_a_list_with_all_names_stands_for_the_picture(open_page):
    page = open_page(viewport=PHONE)
    assert not page.locator("#picture svg[role=img]").is_visible()
    names = page.locator("#picture .narrow .name")
    assert names.count() == 2 * page.locator("#picture .narrow li").count() > 0
    for name in names.all():
        box = name.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 375
    wide = open_page(viewport={"width": 1200, "height": 800})
    assert not wide.locator("#picture .narrow").is_visible()
    assert wide.locator("#picture svg[role=img]").is_visible()


def test_on_a_phone_the_entry_makes_way_when_the_page_is_scrolled(open_page):
    page = open_page(viewport=PHONE, reduced_motion="reduce")
    page.get_by_label("Citation 3").click()
    card = page.locator("#entry")
    assert card.bounding_box()["height"] > 150
    page.mouse.move(100, 200)
    page.mouse.wheel(0, 200)
    page.locator("body.tucked").wait_for()
    assert card.bounding_box()["height"] < 60
    card.click(position={"x": 60, "y": 20})
    assert card.bounding_box()["height"] > 150
    assert "Citation 3" in card.inner_text()


def test_on_a_small_screen_the_entry_does_not_hide_what_was_chosen(open_page):
    page = open_page(viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    mark = page.get_by_label("Citation 3")
    mark.click()
    box, card = mark.bounding_box(), page.locator("#entry").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= card["y"]
