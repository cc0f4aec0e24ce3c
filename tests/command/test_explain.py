import sys
from pathlib import Path

import msgspec
import pytest

from tamani.record import Reason, Span, Why
from tamani.views.explain import EntryNumber, explanation
from tamani.views.labels import Labels

sys.path.insert(0, str(Path(__file__).parents[1] / "views"))
from sample_page import sample_record

pytestmark = pytest.mark.usefixtures("sample_reader")


@pytest.fixture
def sample_reader(quick_reader, monkeypatch):
    """A reader that reads the sample page, whatever it is given."""

    class Sample(quick_reader.Reader):
        def record(self, asked):
            return super().record(asked) if asked.page.read_text() == "" else sample_record(source=asked.source)

    monkeypatch.setattr(quick_reader, "Reader", Sample)


@pytest.mark.parametrize("given", ["e2", "2", "E2", " e2 "])
def test_an_event_is_explained_by_rule_lexicon_entry_clause_voice_status_and_confidence(run, page, given):
    result = run("read", "--explain", given, page())
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "Event e2"
    assert "  It was read as COERCE/seize: Togo → Coerce (seizure) → les transporteurs." in lines
    assert "  The rule that made it is verb: a verb of the lexicon, with its subject and objects." in lines
    assert "  The lexicon entry that it applied is “saisir”." in lines
    assert any(line.startswith("  The clause that was read is “Le 2 mai 2025, le Bénin a accusé") for line in lines)
    assert "  Its status is: denied." in lines
    assert "  Who vouches for it: Benin." in lines
    assert "  Confidence: 100%." in lines
    assert "Who said what" not in result.out


def test_doubt_is_said_with_its_reason_and_in_the_users_language(run, page):
    out = run("read", "--lang", "fr", "--explain", "e4", page()).out
    assert "Confiance : 40\u00a0%, parce que : A closed border is only a possibility." in out
    assert "Se trouve dans la citation q1." in out


def test_what_the_lexicon_does_not_know_is_explained_by_no_entry_of_it():
    record = sample_record()
    words = Span(record.events[0].start, record.events[0].end)
    doubt = Reason(code="event_likely", words="No entry of the lexicon knows these words.")
    why = Why(rule="likely", entry="prévenir → THREATEN", clause=words)
    likely = msgspec.structs.replace(record.events[0], why=why, reason=doubt, confidence=0.5)
    made_of_it = msgspec.structs.replace(record.claims[0], why=why, reason=doubt)
    shown = msgspec.structs.replace(record, events=[likely], claims=[made_of_it])
    for number in ("e1", "c1"):
        said = " ".join(explanation(shown, EntryNumber.parse(number), Labels("en"))[1])
        assert "the model takes the word for “prévenir → THREATEN”" in said
        assert "lexicon entry that it applied" not in said


def test_quotations_and_claims_are_explained_too(run, page):
    quotation = run("read", "--explain", "q2", page()).out
    assert quotation.startswith("Quotation 2\n")
    assert "The rule that made it is incise." in quotation
    assert "The cue is “a répondu”." in quotation
    claim = run("read", "--explain", "c3", page()).out
    assert "It was read as Denial: Togo, about Benin." in claim
    assert "It answers claim c2." in claim


@pytest.mark.parametrize("given", ["e5", "99", "q6", "c4"])
def test_a_number_that_the_page_does_not_have_says_what_it_has(run, page, given):
    result = run("read", "--quiet", "--explain", given, page())
    assert result.code == 1
    assert result.out == ""
    assert f"there is no entry {'e' if given[0] == '9' else ''}{given}" in result.err
    assert "the page has 4 events (e), 5 quotations (q) and 3 claims (c)" in result.err


@pytest.mark.parametrize("given", ["x1", "e", "0", "e0", "-1", "1.5", "e1e", "", "٣", "9" * 5000])
def test_what_is_no_number_of_an_entry_is_refused_before_anything_is_read(run, page, given):
    result = run("read", "--explain", given, page())
    assert result.code == 2
    assert "write e3 (or 3) for an event" in " ".join(result.err.split())
    assert result.out == ""


def test_one_page_is_explained_at_a_time_and_not_as_json(run, page):
    several = run("read", "--explain", "e1", page("a.txt"), page("b.txt"))
    assert several.code == 2
    assert "one page" in several.err
    assert run("read", "--json", "--explain", "e1", page()).code == 2


def test_html_can_be_had_beside_it(run, page, tmp_path):
    result = run("read", "--html", tmp_path / "x.html", "--explain", "e1", page())
    assert result.code == 0
    assert result.out.startswith("Event e1\n")
    assert (tmp_path / "x.html").exists()


def test_a_page_that_cannot_be_read_says_that_and_nothing_of_entries(run, page):
    result = run("read", "--explain", "e1", page("empty.txt", ""))
    assert result.code == 1
    assert "It is empty." in result.err
    assert "no entry" not in result.err
