"""What only some tell: copies are no independent tellers, and what may be told in other words is not listed."""

from __future__ import annotations

import numpy as np

from tamani.corpus.stories.same_words import quotations_of
from tamani.corpus.stories.told_by_few import told_by_few
from tests.corpus.stories.account_maker import account, actor, claim, event, quotation, story


class Far:
    """An embedder to whom no two sentences are alike but those that begin alike."""

    def vectors(self, texts):
        return [np.eye(512, dtype=np.float32)[sum(map(ord, text[:12])) % 512] for text in texts]


def few(*pages, embedder=None):
    ordered = story(*pages)
    quoted = quotations_of(ordered, embedder)
    told = told_by_few(ordered, quoted.quoted if quoted.translated else None)
    return [(one.kind, one.what, one.texts, [passage.page for passage in one.by]) for one in told]


def named(text, *names, **more):
    kinds = {"Mali": ("state", "MLI"), "France": ("state", "FRA"), "Russie": ("state", "RUS")}
    actors = [
        actor(text, name, kinds.get(name, ("person", None))[0], identifier=kinds.get(name, (None, None))[1])
        for name in names
    ]
    return account(text, actors=actors, **more)


def test_an_actor_whom_one_page_names_is_told_by_few():
    one, two = named("T\nAwa Diop parle au Mali.", "Awa Diop", "Mali"), named("U\nLe Mali attend.", "Mali")
    assert few(one, two) == [("actor", "Awa Diop", 1, [one.page])]


def test_an_actor_whose_name_stands_on_the_other_page_is_not():
    one, two = named("T\nAwa Diop parle au Mali.", "Awa Diop", "Mali"), named("U\nSelon Diop, le Mali attend.", "Mali")
    assert few(one, two) == []


def test_copies_are_listed_and_count_as_one_text():
    words = " ".join(f"mot{n} suite{n} fin{n}" for n in range(40))
    one = named(f"T\nAwa Diop parle. {words}", "Awa Diop")
    two = named(f"T\nAwa Diop parle. {words} Fin.", "Awa Diop", seen="2026-03-03T11:00:00.000Z")
    three = named("U\nLe Mali attend.", "Mali", seen="2026-03-03T12:00:00.000Z")
    assert ("actor", "Awa Diop", 1, [one.page, two.page]) in few(one, two, three)


def test_one_text_with_its_copies_alone_has_nobody_to_differ_from():
    assert few(named("T\nAwa Diop parle.", "Awa Diop"), named("T\nAwa Diop parle.", "Awa Diop")) == []


def test_what_half_of_the_texts_tell_is_not_told_by_few():
    pages = [named(f"T{n}\nAwa Diop {n} parle.", "Awa Diop") for n in "ab"]
    pages += [named(f"U{n}\nLe Mali {n} attend.", "Mali") for n in "cd"]
    assert few(*pages) == []


def test_a_quotation_is_told_by_few_unless_its_words_stand_elsewhere():
    text = "T\n« Le pont rouvrira lundi matin », dit Diop."
    said = quotation(text, "« Le pont rouvrira lundi matin »", "diop")
    one = account(text, actors=[actor(text, "Diop")], quotations=[said])
    other = "U\n« Personne ne passera cette nuit », dit Sow."
    two = account(
        other, actors=[actor(other, "Sow")], quotations=[quotation(other, "« Personne ne passera cette nuit »", "sow")]
    )
    assert [t[:2] for t in few(one, two) if t[0] == "quotation"] == [
        ("quotation", "« Le pont rouvrira lundi matin »"),
        ("quotation", "« Personne ne passera cette nuit »"),
    ]
    near = "U\nLe pont rouvrira lundi, dit Diop."
    told = quotation(near, "Le pont rouvrira lundi", "diop", "indirect")
    three = account(near, actors=[actor(near, "Diop")], quotations=[told])
    assert [t for t in few(one, three) if t[0] == "quotation"] == []


def test_across_languages_quotations_are_listed_only_where_they_can_be_compared():
    text, english = "T\n« Le pont rouvrira lundi matin », dit Diop.", "U\n“Nobody will pass here tonight”, says Sow."
    one = account(
        text, actors=[actor(text, "Diop")], quotations=[quotation(text, "« Le pont rouvrira lundi matin »", "diop")]
    )
    two = account(
        english, language="en", actors=[actor(english, "Sow")],
        quotations=[quotation(english, "“Nobody will pass here tonight”", "sow")],
    )  # fmt: skip
    assert [t for t in few(one, two) if t[0] == "quotation"] == []
    assert len([t for t in few(one, two, embedder=Far()) if t[0] == "quotation"]) == 2


def acted(text, trigger, source, **more):
    actors = [actor(text, source, "state", identifier={"Mali": "MLI", "France": "FRA"}[source])]
    return account(text, actors=actors, events=[event(text, trigger, more.pop("kind"), [actors[0].id], [], **more)])


def test_an_event_is_told_by_few_unless_another_page_may_tell_it():
    one = acted("T\nLe Mali expulse un diplomate.", "expulse", "Mali", kind="SANCTION")
    other = acted("U\nLa France négocie.", "négocie", "France", kind="CONSULT")
    assert ("event", "SANCTION Mali", 1, [one.page]) in few(one, other)
    open_text = "V\nUn diplomate a été expulsé."
    unnamed = account(open_text, events=[event(open_text, "a été expulsé", "SANCTION", [], [])])
    assert [t for t in few(one, unnamed) if t[0] == "event"] == []


def test_an_act_that_two_pages_tell_in_two_modes_is_told_by_both():
    """"Summoned" is to investigate on one page, « a convoqué » to disapprove on the other."""

    def summoned(text, trigger, ambassador, mode, **more):
        actors = [actor(text, "Mali", "state", identifier="MLI"), actor(text, ambassador, country="FRA")]
        told = event(text, trigger, "ACCUSE", ["MLI"], [actors[1].id], mode=mode)
        return account(text, actors=actors, events=[told], **more)

    one = summoned("T\nLe Mali convoque l'ambassadeur.", "convoque", "ambassadeur", "disapprove")
    two = summoned("U\nMali summoned the ambassador.", "summoned", "ambassador", "investigate", language="en")
    assert [told for told in few(one, two) if told[0] == "event"] == []


def test_a_claim_is_told_by_few_unless_its_country_makes_one_of_its_kind_elsewhere():
    def demanded(text, who, key):
        actors = [actor(text, who, "state", identifier=key)]
        return account(text, actors=actors, claims=[claim(text, text.split("\n")[1], "demand", key)])

    one, two = (
        demanded("T\nLe Mali exige un départ.", "Mali", "MLI"),
        demanded("U\nLa France exige autre chose.", "France", "FRA"),
    )
    assert [t[:2] for t in few(one, two) if t[0] == "claim"] == [("claim", "demand"), ("claim", "demand")]
    again = demanded("V\nBamako et le Mali exigent.", "Mali", "MLI")
    assert [t for t in few(one, again) if t[0] == "claim"] == []
