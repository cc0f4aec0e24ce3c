"""The demo corpus holds what it promises: enough pages, stories, languages, furniture, reprints and contradictions."""

import functools
import itertools
import re
from collections import Counter
from datetime import date, timedelta
from difflib import SequenceMatcher
from importlib import resources

import pytest

from tamani import demo
from tamani.page.folding import fold
from tamani.page.receive import read_page

ROWS = demo.manifest()["page"]
STORIES = {story: [row for row in ROWS if row["story"] == story] for story in {row["story"] for row in ROWS}}
REPRINTS = [row for row in ROWS if "reprint_of" in row]
FURNITURE = {
    "read also": r"lire aussi|à relire|à lire (?:aussi|également)|read (?:also|next|more)|related:|more in \w+:",
    "comment form": r"laisse[rz] un commentaire|laisser une réponse|leave a (?:comment|reply)",
    "most read": r"les plus lus|most read",
    "newsletter": r"newsletter|in your inbox|sign up|s.inscrire",
    "to top": r"to top|retour en haut|haut de page",
    "share": r"partager|share",
    "advertisement": r"publicité|advertisement",
}


def bytes_of(file):
    return resources.files(demo).joinpath("pages", file).read_bytes()


@functools.cache
def page_of(file):
    return read_page(bytes_of(file))


def text_of(file):
    """The page's text with no-break spaces and curly marks kept, as it is stored."""
    return page_of(file).text


def words_of(file):
    return re.findall(r"\w+", fold(text_of(file)))


def runs(file, length):
    words = words_of(file)
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_there_are_enough_pages_stories_and_outlets():
    assert len(ROWS) >= 44
    assert len(STORIES) >= 13
    assert len({row["outlet"] for row in ROWS}) >= 10
    assert sum(row["file"].endswith(".html") for row in ROWS) >= 10


def test_every_file_is_in_the_manifest_once_and_is_there():
    files = sorted(entry.name for entry in resources.files(demo).joinpath("pages").iterdir())
    assert sorted(row["file"] for row in ROWS) == files
    assert len({row["url"] for row in ROWS}) == len(ROWS)


def test_addresses_can_belong_to_nobody():
    assert all(re.match(r"https://[a-z-]+\.example\.(?:org|net)/[\d/]+/[a-z0-9-]+$", row["url"]) for row in ROWS)


def test_no_page_was_fetched_before_it_was_published_or_long_after():
    for row in ROWS:
        assert date(2025, 1, 1) <= row["published"] <= date(2026, 12, 31)
        assert row["fetched_at"].utcoffset() == timedelta(0)
        assert timedelta(0) <= row["fetched_at"].date() - row["published"] <= timedelta(days=1), row["file"]


def test_a_story_lasts_days_and_is_told_by_several_outlets_in_both_languages():
    for story, rows in STORIES.items():
        assert 2 <= len(rows) <= 5, story
        assert len({row["outlet"] for row in rows}) == len(rows), story
        assert {row["language"] for row in rows} == {"fr", "en"}, story
        days = [row["published"] for row in rows]
        assert max(days) - min(days) <= timedelta(days=7), story


def test_both_languages_have_their_share():
    counts = Counter(row["language"] for row in ROWS)
    assert set(counts) == {"fr", "en"}
    assert min(counts.values()) >= len(ROWS) // 3


@pytest.mark.parametrize("kind", FURNITURE)
def test_furniture_of_each_kind_is_there_in_both_languages(kind):
    pages = [row for row in ROWS if re.search(FURNITURE[kind], text_of(row["file"]), re.IGNORECASE)]
    assert {row["language"] for row in pages} == {"fr", "en"}


def test_saved_html_says_of_itself_what_the_manifest_says():
    for row in ROWS:
        page = page_of(row["file"])
        assert page.media == ("html" if row["file"].endswith(".html") else "text")
        assert page.notes == ()
        if page.media == "html":
            assert page.metadata.published.startswith(row["published"].isoformat()), row["file"]
            assert page.metadata.language == row["language"], row["file"]


def test_one_page_is_in_another_charset():
    assert {page_of(row["file"]).encoding.lower() for row in ROWS} > {"utf-8"}


def test_reprints_are_near_their_original_and_nothing_else_repeats_a_passage():
    copies = {frozenset((row["file"], row["reprint_of"])) for row in REPRINTS}
    assert len(copies) >= 3
    long_runs = {row["file"]: runs(row["file"], 14) for row in ROWS}
    by_outlet = {row["file"]: row["outlet"] for row in ROWS}
    for one, other in itertools.combinations(long_runs, 2):
        if by_outlet[one] != by_outlet[other] and frozenset((one, other)) not in copies:
            assert long_runs[one] & long_runs[other] == set(), (one, other)
    for row in REPRINTS:
        matcher = SequenceMatcher(None, words_of(row["reprint_of"]), words_of(row["file"]), autojunk=False)
        assert sum(block.size for block in matcher.get_matching_blocks()) > 120, row["file"]


def test_every_contradiction_stands_in_its_pages():
    story_of = {row["file"]: row["story"] for row in ROWS}
    kinds = Counter(entry["kind"] for entry in demo.manifest()["disagreement"])
    assert set(kinds) == {"number", "status", "denial", "speaker", "role"}
    for entry in demo.manifest()["disagreement"]:
        assert len({side["value"] for side in entry["sides"]}) > 1, entry["about"]
        for side in entry["sides"]:
            assert story_of[side["file"]] == entry["story"]
            assert side["text"] in text_of(side["file"]), side


def test_every_spelling_of_a_person_stands_in_its_page():
    persons = {person["name"]: person for person in demo.manifest()["person"]}
    for person in persons.values():
        for mention in person["mentions"]:
            assert mention["text"] in text_of(mention["file"]), mention
    assert {mention["text"] for mention in persons["Assimi Goïta"]["mentions"]} == {"Goïta", "Goita"}
    first_names = {mention["text"].split()[0] for mention in persons["Sergueï Lavrov"]["mentions"]}
    assert first_names == {"Sergueï", "Sergei", "Sergey"}
    for pair in demo.manifest()["namesakes"][0]["persons"]:
        assert set(pair) <= set(persons)


def test_pages_come_as_gathered_in_order_of_time():
    gathered = demo.pages()
    assert len(gathered) == len(ROWS)
    assert [page.fetched_at for page in gathered] == sorted(page.fetched_at for page in gathered)
    assert {page.media_type for page in gathered} == {"text/plain", "text/html"}
    assert all(page.content and page.url and page.outlet and page.published for page in gathered)
