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
OWN_FRAMES = {"fr": set[str](), "en": {"bare_clause", "gerund"}}
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
CUE_KEYS = {"lemma", "to_whom", "reflexive", "then", "pos", "frames", "link", "act", "only_marked", "yes", "no"}
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
OTHER_FORMS = {"forget": ("forgot",), "understand": ("understood",), "know": ("knew",)}
REPORTED_ENTRIES = {"fr": 350, "en": 300}
KNOWING = {
    "fr": {"apprendre", "craindre", "savoir", "constater", "soupçonner"},
    "en": {"learn", "fear", "know", "notice", "suspect"},
}
COMPLEMENTIZERS = {"fr": r"(que|si|de) |(qu|d)['’]", "en": r"(that|whether) "}
BEFORE_CLAUSES = (
    *((":", {"colon", "noun"}), ("que", {"que"}), ("qu'", {"que"}), (" si", {"si"})),
    *(("that", {"que"}), ("whether", {"si"})),
)
LANGUAGES = ("fr", "en")

cue_tables: dict[str, dict[str, Any]] = {code: load(code).table("cues") for code in LANGUAGES}
source_tables: dict[str, dict[str, Any]] = {code: load(code).table("sources") for code in LANGUAGES}
CUES = [(code, row) for code in LANGUAGES for row in cue_tables[code]["cue"]]
NOT_CUES = [(code, row) for code in LANGUAGES for row in cue_tables[code]["not_a_cue"]]
SOURCES = [(code, row) for code in LANGUAGES for row in source_tables[code]["source"]]
WITH_EXAMPLES = [(code, row) for code, row in SOURCES if "variant_of" not in row]


def named(value: Any) -> str:
    """The id of a parameter: the language, or the entry's words."""
    return value if isinstance(value, str) else name_of(value) if "lemma" in value else str(value["phrase"])


def name_of(row: dict[str, Any]) -> str:
    reflexive = "se " if row.get("reflexive") else ""
    return reflexive + " ".join([row["lemma"], *row.get("then", [])])


def plain(text: str) -> str:
    """Lower case, without accents: forms of one verb differ in their accents (répéter, répète)."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def starts_of(language: str, lemma: str) -> tuple[str, ...]:
    """What a word must start with to be a form of the verb or noun."""
    if language != "fr":
        irregular: str = cue_tables[language].get("inflected", {}).get(lemma, "")
        return (lemma.removesuffix("e").removesuffix("y"), *irregular.split(), *OTHER_FORMS.get(lemma, ()))
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    word = plain(lemma)
    ending = next((ending for ending in ENDINGS if word.endswith(ending)), "")
    return (word.removesuffix(ending),)


def holds_a_form(language: str, text: str, lemma: str) -> bool:
    starts = starts_of(language, lemma)
    return any(word.startswith(starts) for word in re.findall(r"\w+(?:-\w+)*", plain(text)))


def frames_shown(example: dict[str, str]) -> set[str]:
    """The frames that an example may show, by where its content stands and what leads to it."""
    text, cue, content = example["text"], example["cue"], example["content"]
    if text.find(content) < text.find(cue):
        return {"incise"}
    between = text[text.find(cue) + len(cue) : text.find(content)].rstrip()
    for ending, frames in BEFORE_CLAUSES:
        if between.endswith(ending):
            return frames
    return FRAMES.union(*OWN_FRAMES.values()) - {"que", "si", "incise", "colon", "noun"}


def assert_exact(example: dict[str, str], name: str) -> None:
    assert example.keys() <= {"text", "speaker", "cue", "content"}, name
    for part in ("speaker", "cue", "content"):
        if part in example or part == "content":
            assert example[part], (name, part)
            assert example[part] in example["text"], (name, part, example["text"])


@pytest.mark.parametrize(("code", "row"), CUES, ids=named)
def test_each_cue_has_lemma_frames_act_and_examples(code: str, row: dict[str, Any]) -> None:
    assert row.keys() <= CUE_KEYS
    assert row["lemma"] == row["lemma"].lower().strip() != ""
    assert row["frames"]
    assert set(row["frames"]) <= FRAMES | OWN_FRAMES[code]
    assert len(set(row["frames"])) == len(row["frames"])
    assert row["act"] in ACTS
    assert row["yes"]
    assert row["no"]


@pytest.mark.parametrize(("code", "row"), CUES, ids=named)
def test_links_go_with_qualifying_verbs_only(code: str, row: dict[str, Any]) -> None:  # noqa: ARG001
    assert ("link" in row) == ("qualify" in row["frames"])


@pytest.mark.parametrize(("code", "row"), CUES, ids=named)
def test_noun_cues_have_the_noun_frame_and_no_other(code: str, row: dict[str, Any]) -> None:  # noqa: ARG001
    assert (row.get("pos") == "NOUN") == ("noun" in row["frames"])
    if row.get("pos") == "NOUN":
        assert row["frames"] == ["noun"]


@pytest.mark.parametrize(("code", "row"), CUES, ids=named)
def test_what_an_example_quotes_stands_in_it(code: str, row: dict[str, Any]) -> None:  # noqa: ARG001
    for example in row["yes"]:
        assert_exact(example, name_of(row))
        assert example.get("cue"), name_of(row)


@pytest.mark.parametrize(("code", "row"), CUES, ids=named)
def test_each_example_has_a_form_of_its_word(code: str, row: dict[str, Any]) -> None:
    for example in row["yes"]:
        assert holds_a_form(code, example["cue"], row["lemma"]), (name_of(row), example["cue"])
    for text in row["no"]:
        assert holds_a_form(code, text, row["lemma"]), (name_of(row), text)


@pytest.mark.parametrize(("code", "row"), CUES, ids=named)
def test_examples_show_frames_that_the_entry_lists(code: str, row: dict[str, Any]) -> None:  # noqa: ARG001
    for example in row["yes"]:
        assert frames_shown(example) & set(row["frames"]), example["text"]


@pytest.mark.parametrize(("code", "row"), CUES, ids=named)
def test_content_of_a_clause_leaves_out_its_complementizer(code: str, row: dict[str, Any]) -> None:
    for example in row["yes"]:
        assert not re.match(COMPLEMENTIZERS[code], example["content"]), name_of(row)


def test_no_entry_occurs_twice() -> None:
    seen = Counter(
        (code, row.get("pos"), row["lemma"], bool(row.get("reflexive")), tuple(row.get("then", ())))
        for code, row in CUES
    )
    assert [entry for entry, times in seen.items() if times > 1] == []


def test_no_sentence_serves_two_entries() -> None:
    seen = Counter(example["text"] for _, row in [*CUES, *WITH_EXAMPLES] for example in row.get("yes", ()))
    assert [text for text, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_lexicon_covers_the_field(code: str) -> None:
    rows: list[dict[str, Any]] = cue_tables[code]["cue"]
    assert len(rows) >= REPORTED_ENTRIES[code]
    assert {frame for row in rows for frame in row["frames"]} == FRAMES | OWN_FRAMES[code]
    assert {row["act"] for row in rows} == ACTS


@pytest.mark.parametrize("code", LANGUAGES)
def test_verbs_of_knowing_and_suspecting_report_no_clause(code: str) -> None:
    table = cue_tables[code]
    clausal = {row["lemma"] for row in table["cue"] if "que" in row["frames"] and not row.get("then")}
    knowing = {row["lemma"] for row in table["not_a_cue"] if row.get("pos") != "NOUN"}
    assert KNOWING[code] <= knowing
    assert knowing & clausal == set()


@pytest.mark.parametrize(("code", "row"), NOT_CUES, ids=named)
def test_each_verb_of_knowing_has_a_sentence_with_a_form_of_it(code: str, row: dict[str, Any]) -> None:
    assert row["no"]
    for text in row["no"]:
        assert holds_a_form(code, text, row["lemma"]), (row["lemma"], text)


@pytest.mark.parametrize("code", LANGUAGES)
def test_irregular_forms_belong_to_one_verb_of_the_lexicon_each(code: str) -> None:
    verbs = {row["lemma"] for row in cue_tables[code]["cue"] if row.get("pos") != "NOUN"}
    for name in ("forms", "inflected"):
        forms: dict[str, str] = cue_tables[code].get(name, {})
        assert set(forms) <= verbs
        seen = Counter(form for of_verb in forms.values() for form in of_verb.split())
        assert [form for form, times in seen.items() if times > 1] == []


@pytest.mark.parametrize(("code", "row"), SOURCES, ids=named)
def test_each_source_phrase_has_a_sense_and_examples_or_a_main_form(code: str, row: dict[str, Any]) -> None:
    assert row["sense"] in SENSES
    assert "’" not in row["phrase"]
    if "variant_of" in row:
        assert row["variant_of"] in {main["phrase"] for of, main in WITH_EXAMPLES if of == code}
        return
    assert row["yes"]
    assert row["no"]
    for example in row["yes"]:
        assert_exact(example, row["phrase"])


def test_no_source_phrase_occurs_twice() -> None:
    seen = Counter((code, row["phrase"]) for code, row in SOURCES)
    assert [phrase for phrase, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_noun_speaks_or_is_conformed_to_never_both(code: str) -> None:
    table = source_tables[code]
    speaking, conformity = table["speaking_nouns"], table["conformity_nouns"]
    assert set(speaking) & set(conformity) == set()
    assert len(set(speaking)) == len(speaking) >= 150
    assert len(set(conformity)) == len(conformity) >= 200
    assert set(table["documents"]) <= set(speaking)
