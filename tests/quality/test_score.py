"""The scorer: gold against itself is perfect, and each kind of fault costs what it should."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import floors
import pytest
import score
from comparing import Count, Scores, best_pairs, common_share, common_words, construction, place

if TYPE_CHECKING:
    from pathlib import Path

BODY = "« Enfin ! », dit la maire de Vey. Elle assure que les bus passeront. Lire aussi : le bac"
PAGE: dict[str, Any] = {
    "id": "p",
    "text": f"Le pont rouvre\n\n{BODY}\n",
    "article": {"published": "2024-05-02"},
    "blocks": [{"kind": "headline", "text": "Le pont rouvre"}, {"kind": "body", "text": BODY}],
    "actors": [
        {"id": "maire", "name": "maire de Vey", "kind": "person", "mentions": ["la maire de Vey"]},
        {"id": "FRA", "name": "France", "kind": "state", "country": "FRA", "mentions": []},
    ],
    "quotations": [
        {
            "kind": "direct",
            "speaker": "maire",
            "speaker_text": "la maire de Vey",
            "cue": "dit",
            "content": "« Enfin ! »",
        },
        {
            "kind": "indirect",
            "speaker": "maire",
            "speaker_text": "Elle",
            "cue": "assure",
            "content": "les bus passeront",
        },
    ],
    "flags": [{"kind": "misplaced_block", "text": "Lire aussi : le bac"}],
}


def scored(given: dict[str, Any]) -> tuple[dict[str, float | None], Scores]:
    scores = Scores()
    score.score_page(scores, PAGE, given)
    return score.figures(scores, score.PAGE_FIGURES), scores


def changed(section: str, number: int, **values: object) -> dict[str, Any]:
    given = copy.deepcopy(PAGE)
    given[section][number].update(values)
    return given


def test_gold_against_itself_is_perfect() -> None:
    pages = score.figures(score.score_pages(floors.GOLD, floors.GOLD), score.PAGE_FIGURES)
    quotes = floors.GOLD / floors.QUOTES
    passages = score.figures(score.score_quotes(quotes, quotes), score.QUOTE_FIGURES)
    assert set(pages.values()) == {1.0}
    assert set(passages.values()) == {1.0}
    assert score.score_pages(floors.GOLD, floors.GOLD).misses == []


def test_no_prediction_at_all_scores_nothing(tmp_path: Path) -> None:
    found = score.figures(score.score_pages(floors.GOLD, tmp_path), score.PAGE_FIGURES)
    assert found["quotation F1"] == found["block accuracy"] == found["actor F1"] == 0
    assert found["speaker"] is None


def test_a_line_of_the_wrong_kind_costs_its_share() -> None:
    figures, scores = scored(changed("blocks", 0, kind="section"))
    assert figures["block accuracy"] == 0.5
    assert figures["body F1"] == 1
    assert [miss.construction for miss in scores.misses] == ["headline read as section"]


def test_a_wrong_speaker_costs_speaker_and_end_to_end_but_not_the_words() -> None:
    figures, scores = scored(changed("quotations", 1, speaker="FRA"))
    assert (figures["quotation F1"], figures["speaker"], figures["end-to-end F1"]) == (1, 0.5, 0.5)
    (miss,) = scores.misses
    assert (miss.fault, miss.construction) == ("wrong speaker", "indirect, cue before, speaker before")


def test_a_speaker_is_right_under_another_id_when_it_is_the_same_actor() -> None:
    given = changed("actors", 0, id="person-1", name="la maire", mentions=["la maire de Vey", "la maire"])
    for quotation in given["quotations"]:
        quotation["speaker"] = "person-1"
    assert scored(given)[0]["speaker"] == 1


def test_a_state_is_known_by_its_code_and_an_actor_needs_the_right_kind() -> None:
    assert scored(changed("actors", 1, name="République française"))[0]["actor F1"] == 1
    assert scored(changed("actors", 0, kind="group"))[0]["actor F1"] == 0.5


def test_a_quotation_cut_short_matches_from_half_and_counts_as_close_from_four_fifths() -> None:
    figures, scores = scored(changed("quotations", 1, content="bus passeront"))
    assert (figures["quotation F1"], figures["quotation F1 at 0.8"]) == (1, 0.5)
    assert [miss.fault for miss in scores.misses] == ["cut otherwise"]
    assert scored(changed("quotations", 1, content="les"))[0]["quotation F1"] == 0.5


def test_missed_and_false_flags_are_told_apart() -> None:
    figures, scores = scored(changed("flags", 0, kind="undated"))
    assert (figures["flag P"], figures["flag R"]) == (0, 0)
    assert [(miss.fault, miss.construction) for miss in scores.misses] == [
        ("missed", "misplaced_block"),
        ("false", "undated"),
    ]


def test_a_false_quotation_in_a_passage_without_any_is_counted(tmp_path: Path) -> None:
    gold, given = tmp_path / "gold.jsonl", tmp_path / "given.jsonl"
    passage = {"id": "a", "text": "Le film « Terre » sort lundi.", "quotations": []}
    gold.write_text(json.dumps(passage), encoding="utf-8")
    false = {"kind": "mixed", "speaker_text": "", "cue": "", "content": "« Terre »"}
    given.write_text(json.dumps({"id": "a", "quotations": [false]}), encoding="utf-8")
    assert score.figures(score.score_quotes(gold, given), score.QUOTE_FIGURES)["left alone"] == 0


@pytest.mark.parametrize(
    ("gold", "given", "same"),
    [
        ("le maire Paul Vey", "Paul Vey", True),
        ("Mme Vey", "Anne Vey, maire de la commune", True),
        ("Il", "il", True),
        ("le ministre", "le préfet", False),
        ("la police", "la mairie", False),
        ("", "le préfet", False),
        ("", "", True),
    ],
)
def test_speakers_of_passages_are_compared_by_their_telling_words(gold: str, given: str, same: bool) -> None:  # noqa: FBT001
    scores = Scores()
    text = "Il pleut"
    quotations = [{"kind": "direct", "cue": "", "content": text}]
    score.score_passage(
        scores,
        {"id": "a", "text": text, "quotations": [{**quotations[0], "speaker_text": gold}]},
        {"id": "a", "quotations": [{**quotations[0], "speaker_text": given}]},
    )
    assert scores.counts["speaker"].recall == float(same)


def test_places_shares_and_pairs() -> None:
    assert place("a b a", {"text": "a", "nth": 2}, "text") == (4, 5)
    assert place("a b a", {"text": "c"}, "text") is None
    assert place("a b a", {"start": 1, "end": 3}, "text") == (1, 3)
    assert common_share((0, 4), (2, 6)) == pytest.approx(1 / 3)
    assert common_share((0, 4), (4, 6)) == common_share(None, (0, 1)) == 0
    assert common_words("un deux trois")((0, 7), (3, 13)) == pytest.approx(1 / 3)
    likeness = [[0.6, 0.9], [0.0, 0.8]]
    assert best_pairs(2, 2, lambda g, p: likeness[g][p], 0.5) == {0: 1}
    assert Count(3, 1, 0).f1 == pytest.approx(6 / 7)


def test_constructions_name_the_rule_or_where_cue_and_speaker_stand() -> None:
    text = "« Non », dit-elle."
    quotation = {"kind": "direct", "content": "« Non »", "cue": "dit-elle", "speaker_text": "elle"}
    assert construction(text, quotation, (0, 7)) == "direct, cue after, speaker after"
    assert construction(text, {**quotation, "rule": "inverted"}, (0, 7)) == "inverted"
    assert construction(text, quotation, None) == "not in the text"
