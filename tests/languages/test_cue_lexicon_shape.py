"""The lexicons of reported speech keep their shape, and what their examples quote stands in them exactly."""

import re
import unicodedata
from collections import Counter
from typing import Any

import pytest

from tamani.languages import load

FRAMES = {
    "que",
    "si",
    "incise",
    "colon",
    "infinitive",
    "de_infinitive",
    "ready",
    "marked_object",
    "marked_complement",
    "qualify",
    "noun",
}
ACTS = {
    "state",
    "add",
    "answer",
    "ask",
    "deny",
    "accuse",
    "demand",
    "threaten",
    "promise",
    "praise",
    "blame",
    "judge",
    "recall",
    "confirm",
    "admit",
    "warn",
    "write",
}
CUE_KEYS = {"lemma", "reflexive", "then", "pos", "frames", "link", "act", "only_marked", "yes", "no"}
SENSES = {"speaker", "strict", "any"}
# French verbs whose forms do not start like the infinitive: the starts that their forms do have
# what verbs lose between the infinitive and their other forms, the longest first
ENDINGS = (
    *("eindre", "aindre", "ondre", "endre", "aitre", "ouvoir", "evoir", "ettre", "attre", "entir"),
    *("ouvrir", "artir", "enir", "erir", "ivre"),
    *("oir", "ire", "dre", "tre", "ler", "ter", "yer", "er", "ir", "re"),
)
# verbs with forms that do not start like the infinitive, and the starts of those
IRREGULAR = {
    "être": ("es", "et", "f", "s"),
    "avoir": ("a", "o", "eu"),
    "faire": ("f",),
    "voir": ("v",),
    "vouloir": ("v",),
    "savoir": ("s",),
    "falloir": ("f",),
    "valoir": ("v",),
}
REPORTED_ENTRIES = 350

cue_table: dict[str, Any] = load("fr").table("cues")
source_table: dict[str, Any] = load("fr").table("sources")
CUES: list[dict[str, Any]] = cue_table["cue"]
SOURCES: list[dict[str, Any]] = source_table["source"]
WITH_EXAMPLES = [row for row in SOURCES if "variant_of" not in row]


def name_of(row: dict[str, Any]) -> str:
    reflexive = "se " if row.get("reflexive") else ""
    return reflexive + " ".join([row["lemma"], *row.get("then", [])])


def plain(text: str) -> str:
    """Lower case, without accents: forms of one verb differ in their accents (répéter, répète)."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def starts_of(lemma: str) -> tuple[str, ...]:
    """What a word must start with to be a form of the verb or noun."""
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    word = plain(lemma)
    ending = next((ending for ending in ENDINGS if word.endswith(ending)), "")
    return (word.removesuffix(ending),)


def holds_a_form(text: str, lemma: str) -> bool:
    return any(word.startswith(starts_of(lemma)) for word in re.findall(r"\w+(?:-\w+)*", plain(text)))


def frames_shown(example: dict[str, str]) -> set[str]:
    """The frames that an example may show, by where its content stands and what leads to it."""
    text, cue, content = example["text"], example["cue"], example["content"]
    if text.find(content) < text.find(cue):
        return {"incise"}
    between = text[text.find(cue) + len(cue) : text.find(content)].rstrip()
    for ending, frames in ((":", {"colon", "noun"}), ("que", {"que"}), ("qu'", {"que"}), (" si", {"si"})):
        if between.endswith(ending):
            return frames
    return FRAMES - {"que", "si", "incise", "colon", "noun"}


def assert_exact(example: dict[str, str], name: str) -> None:
    assert example.keys() <= {"text", "speaker", "cue", "content"}, name
    for part in ("speaker", "cue", "content"):
        if part in example or part == "content":
            assert example[part], (name, part)
            assert example[part] in example["text"], (name, part, example["text"])


@pytest.mark.parametrize("row", CUES, ids=name_of)
def test_each_cue_has_lemma_frames_act_and_examples(row: dict[str, Any]) -> None:
    assert row.keys() <= CUE_KEYS
    assert row["lemma"] == row["lemma"].lower().strip() != ""
    assert row["frames"]
    assert set(row["frames"]) <= FRAMES
    assert len(set(row["frames"])) == len(row["frames"])
    assert row["act"] in ACTS
    assert row["yes"]
    assert row["no"]


@pytest.mark.parametrize("row", CUES, ids=name_of)
def test_links_go_with_qualifying_verbs_only(row: dict[str, Any]) -> None:
    assert ("link" in row) == ("qualify" in row["frames"])


@pytest.mark.parametrize("row", CUES, ids=name_of)
def test_noun_cues_have_the_noun_frame_and_no_other(row: dict[str, Any]) -> None:
    assert (row.get("pos") == "NOUN") == ("noun" in row["frames"])
    if row.get("pos") == "NOUN":
        assert row["frames"] == ["noun"]


@pytest.mark.parametrize("row", CUES, ids=name_of)
def test_what_an_example_quotes_stands_in_it(row: dict[str, Any]) -> None:
    for example in row["yes"]:
        assert_exact(example, name_of(row))
        assert example.get("cue"), name_of(row)


@pytest.mark.parametrize("row", CUES, ids=name_of)
def test_each_example_has_a_form_of_its_word(row: dict[str, Any]) -> None:
    for example in row["yes"]:
        assert holds_a_form(example["cue"], row["lemma"]), (name_of(row), example["cue"])
    for text in row["no"]:
        assert holds_a_form(text, row["lemma"]), (name_of(row), text)


@pytest.mark.parametrize("row", CUES, ids=name_of)
def test_examples_show_frames_that_the_entry_lists(row: dict[str, Any]) -> None:
    for example in row["yes"]:
        assert frames_shown(example) & set(row["frames"]), example["text"]


@pytest.mark.parametrize("row", CUES, ids=name_of)
def test_content_of_a_clause_leaves_out_its_complementizer(row: dict[str, Any]) -> None:
    for example in row["yes"]:
        assert not re.match(r"(que|si|de) |(qu|d)['’]", example["content"]), name_of(row)


def test_no_entry_occurs_twice() -> None:
    seen = Counter((row["lemma"], bool(row.get("reflexive")), tuple(row.get("then", ()))) for row in CUES)
    assert [entry for entry, times in seen.items() if times > 1] == []


def test_no_sentence_serves_two_entries() -> None:
    seen = Counter(example["text"] for row in [*CUES, *WITH_EXAMPLES] for example in row.get("yes", ()))
    assert [text for text, times in seen.items() if times > 1] == []


def test_the_lexicon_covers_the_field() -> None:
    assert len(CUES) >= REPORTED_ENTRIES
    assert {frame for row in CUES for frame in row["frames"]} == FRAMES
    assert {row["act"] for row in CUES} == ACTS


def test_verbs_of_knowing_and_suspecting_report_no_clause() -> None:
    clausal = {row["lemma"] for row in CUES if "que" in row["frames"] and not row.get("then")}
    knowing = {row["lemma"] for row in cue_table["not_a_cue"] if row.get("pos") != "NOUN"}
    assert {"apprendre", "craindre", "savoir", "constater", "soupçonner"} <= knowing
    assert knowing & clausal == set()


@pytest.mark.parametrize("row", cue_table["not_a_cue"], ids=lambda row: row["lemma"])
def test_each_verb_of_knowing_has_a_sentence_with_a_form_of_it(row: dict[str, Any]) -> None:
    assert row["no"]
    for text in row["no"]:
        assert holds_a_form(text, row["lemma"]), (row["lemma"], text)


def test_irregular_forms_belong_to_one_verb_of_the_lexicon_each() -> None:
    verbs = {row["lemma"] for row in CUES if row.get("pos") != "NOUN"}
    forms: dict[str, str] = cue_table["forms"]
    assert set(forms) <= verbs
    seen = Counter(form for of_verb in forms.values() for form in of_verb.split())
    assert [form for form, times in seen.items() if times > 1] == []
    assert forms["suggérer"].split()[:2] == ["suggère", "suggèrent"]


@pytest.mark.parametrize("row", SOURCES, ids=lambda row: row["phrase"])
def test_each_source_phrase_has_a_sense_and_examples_or_a_main_form(row: dict[str, Any]) -> None:
    assert row["sense"] in SENSES
    assert "’" not in row["phrase"]
    if "variant_of" in row:
        assert row["variant_of"] in {main["phrase"] for main in WITH_EXAMPLES}
        return
    assert row["yes"]
    assert row["no"]
    for example in row["yes"]:
        assert_exact(example, row["phrase"])


def test_no_source_phrase_occurs_twice() -> None:
    seen = Counter(row["phrase"] for row in SOURCES)
    assert [phrase for phrase, times in seen.items() if times > 1] == []


def test_a_noun_speaks_or_is_conformed_to_never_both() -> None:
    speaking, conformity = source_table["speaking_nouns"], source_table["conformity_nouns"]
    assert set(speaking) & set(conformity) == set()
    assert len(set(speaking)) == len(speaking) >= 150
    assert len(set(conformity)) == len(conformity) >= 200
    assert set(source_table["documents"]) <= set(speaking)
