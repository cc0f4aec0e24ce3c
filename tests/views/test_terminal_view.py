import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_page import hostile_record, sample_record

from tamani.record import Article, Failure, Reason, Record
from tamani.views.terminal import Screen, show


def shown(record, language="fr", width=100):
    file = io.StringIO()
    show(record, Screen(file, width=width), language)
    return file.getvalue()


def lines(record, **options):
    return [line.rstrip() for line in shown(record, **options).splitlines()]


def test_the_heading_says_where_each_thing_was_found(record):
    seen = lines(record)
    assert "Titre     Port de Lomé : le Togo et le Bénin s’expliquent  (ligne 6)" in seen
    assert "Rubrique  Économie  (ligne 4)" in seen
    assert "Publié    2025-05-23  (métadonnées de la page)" in seen


def test_a_page_without_publication_date_says_so():
    assert "aucune date de publication" in shown(sample_record(article=Article(received="2025-05-24")))
    assert "no publication date" in shown(sample_record(article=Article()), language="en")


def test_brackets_tell_the_kinds_of_quotations_apart_without_colour(record):
    seen = " ".join(shown(record).split())
    assert "assuré que <1 « le corridor restera ouvert » >" in seen
    assert "[2 « Nous n’avons fermé aucun quai ], a répondu le directeur du port, [2 et" in seen
    assert "{3 la ministre lui avait écrit que {4 le trafic baisserait } }." in seen


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_no_line_breaks_inside_quotation_marks_and_spaces_stay_as_they_were(space):
    words = f"«{space}mot{space}» "
    for width in range(20, 60):
        page = shown(hostile_record(words * 12), width=width).split("Qui a dit quoi")[0].split("mixte")[1]
        assert f"«{space}mot{space}»" in page
        assert not [line for line in page.splitlines() if line.rstrip().endswith("«") or line.startswith("»")]


def test_furniture_is_folded_to_a_line_that_names_its_kind(record):
    seen = lines(record)
    assert "▸ Navigation (2 lignes) : Le Littoral Accueil | Économie | Région" in seen
    assert "▸ Commentaires (2 lignes) : 3 commentaires Kossi : « Encore des promesses ! »" in seen
    assert "▸ ⚑ Lettre d’information (2 lignes) : Recevez notre lettre du matin Je m’abonne" in seen


def test_the_table_has_speaker_role_country_cue_and_words(record):
    row = next(line for line in lines(record, width=140) if line.startswith("[2]"))
    assert "directeur du port" in row
    assert "a répondu" in row
    assert "directe" in row
    assert "« Nous n’avons fermé aucun quai […] et nous n’en fermerons aucun. »" in row
    assert "ministre des Transports · Bénin" in shown(record, width=140)


def test_a_speaker_that_is_not_known_is_shown_in_the_words_of_the_sentence(record):
    seen = shown(record, width=140)
    row = next(line for line in seen.splitlines() if line.startswith("{4}"))
    assert "la ministre" in row
    assert "Dans la citation 3" in seen
    assert "? Two people could have written." in seen


def test_flags_show_the_words_they_concern_and_why(record):
    seen = shown(record)
    assert "⚑ Phrases collées" in seen
    assert "« tardait, les transporteurs »" in seen
    assert "Two sentences with only a comma between them." in seen


@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_line_is_longer_than_the_screen(record, width):
    assert max(len(line) for line in lines(record, width=width)) <= width


def test_away_from_a_terminal_there_are_no_control_codes(record):
    assert "\x1b" not in shown(record)


def test_a_terminal_gets_colours_unless_it_does_not_want_them(record, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def on_terminal(**options):
        file = io.StringIO()
        show(record, Screen(file, width=100, **options), "fr")
        return file.getvalue()

    green = "\x1b[32m"
    assert green in on_terminal()
    assert green not in on_terminal(no_color=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert green not in on_terminal()


HOSTILE = "Il a dit [bold]oui[/bold] :smile: \x1b[31mrouge\x1b[0m \x07\x9b31m\r effacé \u202einversé"


def test_markup_and_escapes_of_a_page_are_shown_and_not_obeyed():
    seen = shown(hostile_record(HOSTILE), width=400)
    assert "[bold]oui[/bold] :smile: ␛[31mrouge␛[0m ␇" in seen
    assert not set(seen) & set("\x1b\x07\x9b\r\u202e")


@given(st.text(alphabet=st.characters(), min_size=1, max_size=60))
def test_no_text_breaks_the_view_or_sends_control_characters(words):
    seen = shown(hostile_record(words))
    assert not [c for c in seen if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]


def test_a_page_that_could_not_be_read_says_why():
    why = Reason(code="only_in_tests", words="The file is empty.")
    assert "The file is empty." in shown(
        Record(text="", source="empty.txt", failures=[Failure(step="receive", why=why)])
    )


def test_windows_line_ends_do_not_show():
    assert "␍" not in shown(hostile_record("Une ligne.\r\nUne autre."))
