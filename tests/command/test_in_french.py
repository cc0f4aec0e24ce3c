"""Who asks for French is spoken to in French throughout, also where click or the store says what is wrong."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tamani import cli
from tamani.command.click_words import SPEAKING
from tamani.corpus.store import Store
from tamani.words import table

ENGLISH = re.compile(r"\b(the|is|not|no|such|value|invalid|error|try|missing|commands|of)\b", re.I)


@pytest.fixture
def said(tmp_path, monkeypatch, capsys):
    """What a command line says in French, on one line."""
    monkeypatch.setenv("TAMANI_STORE", str(tmp_path / "store.db"))
    monkeypatch.chdir(tmp_path)

    def says(*arguments):
        code = cli.run([*arguments, "--lang", "fr"])
        out, err = capsys.readouterr()
        return code, " ".join((out + err).replace(str(tmp_path), "").split())

    return says


def english_in(words):
    return {found.lower() for found in ENGLISH.findall(words)}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Commande manquante."),
        (("read",), "Argument manquant 'PAGE...'."),
        (("read", "--bad", "x"), "Il n’y a pas d’option --bad."),
        (("bad",), "Il n’y a pas de commande bad."),
        (("search", "x", "--order", "bad"), "Valeur refusée pour '--order' : bad n’est pas l’un de : 'best', 'newest'"),
        (("search", "x", "--limit", "bad"), "bad n’est pas un nombre qui convienne."),
        (("search", "x", "--limit", "0"), "0 est hors des limites x>=1."),
        (("correct", "1", "e1", "2", "3"), "Argument en trop (3)"),
        (("export", "csv", "none.jsonl"), "Fichier « none.jsonl » introuvable."),
        (("search", "x"), "Il n’y a pas de fonds dans"),
        (("search", "x", "--store", "mysql://x"), "dans SQLite ou PostgreSQL, pas dans mysql."),
        (("export", "records"), "Il n’y a pas de fonds dans"),
        (("restore", "none.gz"), "Il n’y a pas de fichier none.gz."),
    ],
)
def test_what_is_wrong_is_said_in_french(said, arguments, says):
    code, words = said(*arguments)
    assert code == 2
    assert says in words
    assert english_in(words) == set()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("search",), "Une recherche a besoin d’un mot ou d’un filtre."),
        (("search", "--country", "Atlantide"), "Atlantide n’est le nom d’aucun pays."),
        (("search", "--since", "hier"), "hier n’est pas une date"),
        (("search", "--saved", "x"), "Aucune recherche ne s’appelle « x »"),
        (("relations", "Congo", "MLI"), "Congo est le nom de plusieurs : "),
        (("relations", "Xyzzyq", "MLI"), "Personne dans le fonds ni dans les tables du monde ne s’appelle Xyzzyq."),
        (("stories", "merge", "1"), "Nommez deux sujets"),
        (("stories", "merge", "1", "1"), "Le sujet 1 ne peut être réuni à lui-même."),
        (("who", "merge", "a", "b"), "Après « merge » viennent des numéros"),
        (("correct", "--withdraw", "7"), "Il n’y a pas de correction 7"),
    ],
)
def test_what_the_store_cannot_do_is_said_in_french(said, tmp_path, arguments, says):
    Store(tmp_path / "store.db").close()
    code, words = said(*arguments)
    assert code == 2
    assert says in words


def test_files_that_are_no_pages_are_told_in_french(said, tmp_path):
    (tmp_path / "dossier").mkdir()
    for name in ("carte.png", "flux.xml"):
        (tmp_path / "dossier" / name).write_text("x", encoding="utf-8")
    assert said("add", "dossier")[1].startswith(
        "Fichiers laissés de côté dans dossier : 2, à savoir carte.png (l’extension n’est pas celle d’une page) ; "
        "flux.xml (peut-être un flux ou une liste, à nommer pour que « tamani add » les suive)."
    )


@pytest.mark.parametrize("command", [None, *cli.commands("fr").commands])
def test_the_help_has_french_headings_and_one_word_for_the_store_and_for_stories(said, command):
    code, words = said(*filter(None, (command, "--help")))
    assert (code, words.startswith("Usage : tamani")) == (0, True)
    assert "Options :" in words
    assert "Options:" not in words
    assert re.findall(r"\b(dépôt|corpus|histoire)\b", words) == []


def test_click_speaks_english_again_behind_a_french_command(said, capsys):
    said("read", "--bad")
    assert cli.run(["read", "--bad"]) == 2
    assert "No such option" in capsys.readouterr().err


def test_each_word_that_is_said_for_click_is_one_that_click_says():
    """A newer click may say it otherwise: then it is said in English, and this test tells which."""
    said = set()
    for module in SPEAKING:
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
    ours = {words for key, words in table("en").items() if key.startswith("click.")}
    assert ours - said <= {table("en")["click.no_such_option_before"]}
