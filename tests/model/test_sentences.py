"""Sentences end where a reader would say that they end."""

from __future__ import annotations

import pytest
import tamani_model

PAGES = {
    "fr": [
        ["M. Diallo a quitté Niamey.", "Il reviendra lundi."],
        ["Le général J. K. Mensah a parlé hier.", "Personne n'a répondu."],
        ["« Partez ! », a-t-il crié devant la foule.", "La police est intervenue."],
        ["« Nous restons. »", "La salle s'est levée."],
        ["Pourquoi ce retard ?", "Le ministre n'en dit rien…", "On attend."],
        ["L'accord (voir p. 12, art. 3) entre en vigueur le 1er janv. 2026.", "Il vaut dix ans."],
        ["Il hésite… puis signe.", "C'est fait."],
        ["Le prix atteint 3.500 francs.", "Les clients protestent."],
        ["L'O.N.U. condamne l'attaque.", "Paris aussi."],
        ["« Qui a tiré ?", "Personne ne le sait », dit-elle."],
    ],
    "en": [
        ["Mr. Brown met Gen. Okoro in Abuja.", "They talked for an hour."],
        ['"We will stay," she said.', '"Nobody can move us."'],
        ["The U.S. envoy left at 5 p.m. on Monday.", "No deal was signed."],
        ["Is it over?", "Not yet."],
        ["He paused... then he signed.", "It was done."],
    ],
}


PIPELINES = {code: tamani_model.load(language=code) for code in PAGES}


@pytest.mark.parametrize(
    ("code", "sentences"), [(code, each) for code, pages in PAGES.items() for each in pages], ids=lambda v: str(v)[:40]
)
def test_sentences_end_where_a_reader_would_end_them(code: str, sentences: list[str]) -> None:
    doc = PIPELINES[code](" ".join(sentences))
    assert [sentence.text for sentence in doc.sents] == sentences


def test_a_line_ends_a_sentence_where_the_caller_says_so() -> None:
    pipeline = PIPELINES["fr"]
    doc = pipeline.make_doc("Crise au sommet\nLe président a démissionné")
    next(token for token in doc if token.text == "Le").is_sent_start = True
    assert [s.text.strip() for s in pipeline(doc).sents] == ["Crise au sommet", "Le président a démissionné"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The U.S. Treasury agreed.", 1),
        ("U.N. Secretary-General Ana Wouters left.", 1),
        ("It opens at 6 p.m. Monday in Lagos.", 1),
        ("He flew to the U.S. The envoys stayed.", 2),
        ("“We left the U.S.” He smiled.", 2),
    ],
)
def test_letters_with_full_stops_end_a_sentence_only_before_a_word_that_opens_one(text: str, sentences: int) -> None:
    assert len(list(tamani_model.load(language="en")(text).sents)) == sentences
