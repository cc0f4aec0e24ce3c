"""Who said what, one construction of English reported speech after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from said import Said, said_in

from tamani.reading.reader import Reader

Read = Callable[[str], list[Said]]


@pytest.fixture
def said(english_body_reader: Reader) -> Read:
    """Who said what in bare article text."""
    return lambda text: said_in(english_body_reader.read(text))


# Clauses, with "that" and without


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Mary Otieno said that the market would reopen.", "the market would reopen", "said"),
        ("Mary Otieno said the market would reopen.", "the market would reopen", "said"),
        ("Mary Otieno told reporters the market would reopen.", "the market would reopen", "told"),
        ("Mary Otieno said on Monday the market would reopen.", "the market would reopen", "said"),
        ("Mary Otieno denied having met him.", "having met him", "denied"),
        ("Mary Otieno accused the mayor of hiding the bill.", "hiding the bill", "accused"),
        ("Mary Otieno claimed to have paid the bill.", "have paid the bill", "claimed"),
        ("Mary Otieno made it clear that the market would reopen.", "the market would reopen", "made it clear"),
        ("According to Mary Otieno, the market will reopen.", "the market will reopen", "According to"),
        ("The market will reopen, Mary Otieno said.", "The market will reopen", "said"),
        ("The market will reopen, according to Mary Otieno.", "The market will reopen", "according to"),
    ],
)
def test_a_reported_clause(said: Read, text: str, words: str, cue: str) -> None:
    assert said(text) == [("indirect", words, "Mary Otieno", cue)]


def test_a_second_report_by_ing_has_the_same_speaker(said: Read) -> None:
    text = "Mary Otieno said the talks had failed, adding that both sides would meet again."
    assert said(text) == [
        ("indirect", "the talks had failed", "Mary Otieno", "said"),
        ("indirect", "both sides would meet again", "Mary Otieno", "adding"),
    ]


def test_a_verdict_of_somebody_else_is_no_part_of_the_report(said: Read) -> None:
    found = said("Russia said Ukrainian drones hit the plant, a charge Kyiv flatly rejected.")
    assert [(quotation.words, quotation.cue) for quotation in found] == [
        ("Ukrainian drones hit the plant", "said"),
    ]


# Marks


@pytest.mark.parametrize(
    "text",
    [
        "“We will reopen the market,” Mary Otieno said.",
        "“We will reopen the market,” said Mary Otieno.",
        "“We will reopen the market,” Mary Otieno told a news conference on Monday.",
        "Mary Otieno said: “We will reopen the market,”",
        "Mary Otieno said, “We will reopen the market,”",
    ],
)
def test_marked_words_with_their_speaker_on_either_side(said: Read, text: str) -> None:
    (found,) = said(text)
    assert (found.kind, found.words, found.speaker) == ("direct", "“We will reopen the market,”", "Mary Otieno")


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ("‘", "’"), ('"', '"'), ("'", "'")])
def test_marks_of_every_shape(said: Read, opening: str, closing: str) -> None:
    marked = f"{opening}We won't close the market,{closing}"
    (found,) = said(f"{marked} Mary Otieno said.")
    assert (found.kind, found.words, found.speaker) == ("direct", marked, "Mary Otieno")


def test_an_incise_cuts_one_quotation_in_two(said: Read) -> None:
    text = "“The market will reopen,” Mary Otieno said, “and nobody will pay.”"
    assert said(text) == [
        ("direct", "“The market will reopen,” … “and nobody will pay.”", "Mary Otieno", "said"),
    ]


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("Mary Otieno called the bill “a disgrace”.", "“a disgrace”", "called"),
        ("Mary Otieno described the bill as “a disgrace”.", "“a disgrace”", "described"),
        ("Mary Otieno condemned a “senseless attack”.", "“senseless attack”", "condemned"),
        ("Mary Otieno said the bill was “a disgrace”.", "the bill was “a disgrace”", "said"),
    ],
)
def test_a_fragment_or_a_clause_with_marks_is_mixed(said: Read, text: str, words: str, cue: str) -> None:
    assert said(text) == [("mixed", words, "Mary Otieno", cue)]


# No quotation


@pytest.mark.parametrize(
    "text",
    [
        "The ministry confirmed the impacts without saying who was responsible.",
        "Mary Otieno refused to say whether she had read it.",
        "Everything went according to plan.",
        "For years the road was closed.",
        "The film “The Long Rain” opens on Friday.",
        "The families learned that the boat had sunk.",
    ],
)
def test_what_only_looks_like_a_quotation(said: Read, text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Three soldiers are missing, the army's spokesman, Peter Mwangi, told reporters.",
         "Three soldiers are missing", "Peter Mwangi"),
        ("Three soldiers are missing, Peter Mwangi, the army's spokesman, told reporters.",
         "Three soldiers are missing", "Peter Mwangi"),
        ("\"A dark day,\" said one of the lawyers, Peter Mwangi.", "\"A dark day,\"", "Peter Mwangi"),
        ("\"The border stays shut,\" read a statement from the interior ministry.",
         "\"The border stays shut,\"", "interior ministry"),
        ("Colonel Peter Mwangi, according to whom two tanks were lost, has left for the coast.",
         "two tanks were lost", "Peter Mwangi"),
    ],
)  # fmt: skip
def test_the_speaker_is_told_in_several_parts(said: Read, text: str, words: str, speaker: str) -> None:
    assert (words, speaker) in [(each[1], each[2]) for each in said(text)]


def test_a_source_described_in_a_clause_is_still_the_speaker(said: Read) -> None:
    [found] = said("The deal is close, a diplomat who attended the meeting said.")
    assert (found.words, found.speaker, found.cue) == ("The deal is close", "a diplomat", "said")
