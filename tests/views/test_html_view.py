import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_page import TEXT, hostile_record, sample_record

from tamani.record import Failure, Reason, Record
from tamani.views.html import page_html
from tamani.views.html_index import index_html, summary
from tamani.views.printable import printable

VOID = {"meta", "input", "link", "br", "hr"}


class Tree(HTMLParser):
    """The elements of a page with their attributes and text, and whether each was closed in its place."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.problems = [], [], []
        self.feed(source)
        self.close()

    def handle_starttag(self, name, attributes):
        element = {"name": name, "text": "", "within": [e["name"] for e in self.open], **dict(attributes)}
        self.elements.append(element)
        if name not in VOID:
            self.open.append(element)

    def handle_endtag(self, name):
        if not self.open or self.open[-1]["name"] != name:
            self.problems.append(name)
        else:
            self.open.pop()

    def handle_data(self, data):
        for element in self.open:
            element["text"] += data

    def all(self, name):
        return [element for element in self.elements if element["name"] == name]

    def by_class(self, name):
        return [element for element in self.elements if name in (element.get("class") or "").split()]


@pytest.fixture
def tree(record):
    return Tree(page_html(record, "fr"))


def test_elements_are_closed_in_order_and_ids_are_unique(tree):
    assert tree.problems == []
    assert tree.open == []
    ids = [element["id"] for element in tree.elements if element.get("id")]
    assert len(ids) == len(set(ids))


def test_the_text_of_the_blocks_is_exactly_the_pages_text(record, tree):
    blocks = [element["text"] for element in tree.by_class("block")]
    assert "\n".join(blocks).replace("\n", "") == TEXT.replace("\n", "")
    assert TEXT[record.blocks[6].start : record.blocks[6].end] in blocks


def test_spans_that_overlap_keep_all_that_covers_them(tree):
    togo = next(e for e in tree.by_class("m") if e["text"] == "le Togo" and "q5" in e["data-e"])
    assert set(togo["data-e"].split()) == {"q5", "a3"}
    assert {"indirect", "state"} <= set(togo["class"].split())
    tardait = next(e for e in tree.by_class("m") if "tardait" in e["text"])
    assert set(tardait["data-e"].split()) == {"q5", "f2"}


def test_every_link_inside_the_page_leads_somewhere(tree):
    ids = {element.get("id") for element in tree.elements}
    inside = [e["href"][1:] for e in tree.all("a") if e["href"].startswith("#")]
    assert inside
    assert set(inside) <= ids


def test_every_quotation_has_its_number_in_the_page_and_its_row_in_the_table(record, tree):
    for number, quotation in enumerate(record.quotations, 1):
        (marker,) = [e for e in tree.by_class("n") if e["href"] == f"#q{number}"]
        assert quotation.kind in marker["class"]
        (row,) = [e for e in tree.all("tr") if e.get("id") == f"q{number}"]
        assert f"caractères {quotation.start} à {quotation.end}" in row["text"]


def test_an_incise_leaves_both_parts_marked_and_one_number(tree):
    parts = [e["text"] for e in tree.by_class("direct") if e["name"] == "span" and "m" in e["class"].split()]
    assert parts == ["« Nous n’avons fermé aucun quai", "et nous n’en fermerons aucun. »"]
    assert len([e for e in tree.by_class("n") if e["href"] == "#q2"]) == 1


def test_furniture_is_folded_in_its_place(tree):
    folded = [e for e in tree.all("summary") if "table" not in e["within"]]
    summaries = [e["text"] for e in folded if "figure" not in e["within"]]
    assert [text.split(" (")[0] for text in summaries] == [
        "Navigation", "Lettre d’information", "À lire aussi", "Commentaires",
    ]  # fmt: skip
    assert all("open" not in details for details in tree.all("details"))


def test_evidence_is_cited_with_offsets_in_code_points(record, tree):
    data = json.loads(next(e for e in tree.all("script") if e.get("type") == "application/json")["text"])
    cited = data["entries"]["q3"]["evidence"]
    start, end = map(int, re.search(r"caractères (\d+) à (\d+)", cited).groups())
    assert cited.startswith(record.text[start:end])
    assert record.text[start:end] == "la ministre lui avait écrit que le trafic baisserait"
    assert record.sha256 in cited


def test_the_panel_is_told_role_country_confidence_and_reason(tree):
    data = json.loads(next(e for e in tree.all("script") if e.get("type") == "application/json")["text"])
    rows = {row["label"]: row["value"] for row in data["entries"]["a1"]["rows"]}
    assert rows["Fonction"] == "ministre des Transports"
    assert rows["Pays"] == "Bénin (BEN)"
    assert rows["Confiance"] == "90\u00a0%"
    assert rows["Raison"] == "There are two women on the page."


def test_the_file_needs_no_network_and_allows_only_its_own_style_and_script(record):
    source = page_html(record, "fr")
    tree = Tree(source)
    (policy,) = [e["content"] for e in tree.all("meta") if e.get("http-equiv") == "Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    for name in ("style", "script"):
        (content,) = re.findall(rf"<{name}>(.*?)</{name}>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not re.search(r"(?:src|href)=\"(?!#)", source)
    assert not re.search(r"url\(|@import|\bfetch\b|XMLHttpRequest", source)
    assert not [e for e in tree.elements if e.get("style") or any(key.startswith("on") for key in e)]


def test_a_normal_page_is_small(record):
    assert len(page_html(record, "fr").encode()) < 150_000


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_can_be_found_ones_way_in_without_seeing_it(record, language):
    tree = Tree(page_html(record, language))
    assert tree.all("html")[0]["lang"] == language
    assert [e["lang"] for e in tree.by_class("text")] == ["fr"]
    assert len(tree.all("h1")) == 1
    assert {"header", "main", "aside", "footer"} <= {e["name"] for e in tree.elements}
    assert tree.all("a")[0]["class"] == "skip"
    assert all(e.get("aria-label") for e in tree.by_class("n"))
    boxes, labelled = tree.all("input"), {e["for"] for e in tree.all("label")}
    assert {box["id"] for box in boxes} == labelled


def test_names_cannot_turn_the_direction_of_the_words_around_them(tree):
    for element in tree.by_class("name"):
        assert element["name"] == "bdi" or "bdi" in element["within"]
    assert "\u202e" not in page_html(hostile_record("nom\u202eeman"), "fr")


HOSTILE = '</style></script><script>alert("1")</script> \' " & <img src=x onerror=alert(1)> \x1b[31m -->'


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_of_a_hostile_page_becomes_markup(language):
    source = page_html(hostile_record(HOSTILE), language, index="index.html")
    tree = Tree(source)
    assert len(tree.all("script")) == 2
    assert len(tree.all("style")) == 1
    assert tree.all("img") == []
    assert tree.problems == []
    assert tree.by_class("block")[0]["text"] == printable(HOSTILE)
    assert "\x1b" not in source


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_no_text_breaks_the_file(words):
    source = page_html(hostile_record(words), "en")
    tree = Tree(source)
    assert tree.problems == []
    assert tree.by_class("block")[0]["text"] == printable(words)
    source.encode("utf-8")


def test_the_index_links_every_page_and_escapes_its_name():
    pages = [summary(sample_record(), "port.html"), summary(hostile_record("<b>x</b>"), "a b?.html")]
    tree = Tree(index_html(pages, "fr"))
    assert [e["href"] for e in tree.all("a")][1:] == ["port.html", "a%20b%3F.html"]
    assert tree.all("b") == []
    assert tree.problems == []


def test_the_index_tells_language_and_events_and_the_figures_stand_under_their_headings():
    tree = Tree(index_html([summary(sample_record(), "port.html")], "en"))
    assert [e["data-label"] for e in tree.all("td")[1:]] == [
        "Published", "Language", "Quotations", "Events", "To check",
    ]  # fmt: skip
    assert [e["text"] for e in tree.all("td")[2:5]] == ["French", "5", str(len(sample_record().events))]
    assert [e.get("class") for e in tree.all("th")] == [None, None, None, "counted", "counted", "counted"]


def test_the_index_says_why_a_page_was_not_read_and_links_to_nothing():
    why = Reason(code="page_empty", words="The file is empty.")
    empty = Record(source="<i>empty.txt", text="", failures=[Failure(step="receive", why=why)])
    tree = Tree(index_html([summary(empty, None), summary(sample_record(), "port.html")], "en"))
    [first, *_] = tree.all("td")
    assert "<i>empty.txt" in first["text"]
    assert "The file is empty." in first["text"]
    assert [e["href"] for e in tree.all("a")][1:] == ["port.html"]


def test_the_same_record_gives_the_same_file(record):
    assert page_html(record, "fr") == page_html(sample_record(), "fr")
