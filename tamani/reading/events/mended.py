"""What a parser got wrong and words alone put right: demonyms taken for verbs, lemmas, names cut in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tamani.reading.events.tables import Tables
    from tamani.reading.events.tree import Tree

MISTAKEN = frozenset({"acl", "advcl", "xcomp", "conj", "dep"})
"""Relations that a demonym has where it was taken for a verb behind a noun."""


def mend_demonyms(tree: Tree) -> None:
    """Make adjectives of demonyms tagged as verbs; what they governed goes to the clause of their noun."""
    finder = tree.reading.actor_finder
    if finder is None:
        return
    for match in finder.scene.matches:
        i = tree.token_at(match.start)
        adjective = match.form == "demonym" and not match.noun
        if not adjective or tree.pos[i] != "VERB" or tree.head[i] >= i or tree.auxiliaries(i):
            continue
        noun = tree.head[i]
        tree.pos[i], tree.verb_form[i], tree.tense[i], tree.mood[i] = "ADJ", "", "", ""
        if tree.rel[i] in MISTAKEN:
            tree.rel[i] = "amod"
        above = tree.clause_of(noun)
        for k in [k for k in tree.kids[i] if tree.rel[k] not in {"punct", "conj", "cc", "advmod"}]:
            tree.kids[i].remove(k)
            tree.kids[above].append(k)
            tree.kids[above].sort()
            tree.head[k] = above


def mend_lemmas(tree: Tree, forms: Mapping[str, tuple[str, ...]], tables: Tables) -> None:
    """Give verbs the one infinitive that the lexicon has for their form, where their lemma is no infinitive."""
    endings = tuple(tables.sets.get("tense.infinitive_endings", ()))
    for i in range(len(tree)):
        if tree.pos[i] not in {"VERB", "AUX"} or not endings or tree.lemma[i].endswith(endings):
            continue
        known = forms.get(tree.form[i], ())
        if len(known) == 1:
            tree.lemma[i] = known[0]


def mend_elided_names(tree: Tree, tables: Tables) -> None:
    """Join "N'" to the name that it opens ("N'Djamena"): it is no negation."""
    for i in range(len(tree) - 1):
        if tree.form[i] not in tables.sets["negation.weak"] or tree.end[i] != tree.start[i + 1]:
            continue
        if tree.written[i + 1][0].isupper() and tree.pos[i + 1] in {"PROPN", "NOUN", "X"}:
            tree.form[i], tree.pos[i] = tree.written[i] + tree.written[i + 1], "X"
            if tree.head[i] != i:
                tree.kids[tree.head[i]].remove(i)
            tree.head[i], tree.rel[i] = i + 1, "flat"
            tree.kids[i + 1].insert(0, i)


def mend_clitics(tree: Tree, tables: Tables) -> None:
    """Make objects of clitics that were taken for articles of the verb behind them: "l'accusant d'espionnage"."""
    for i in range(len(tree) - 1):
        verb = tree.head[i]
        article = tree.rel[i] == "det" and tree.form[i] in tables.sets["arguments.object_clitics"]
        if article and verb == i + 1 and tree.pos[verb] == "VERB":
            tree.pos[i], tree.rel[i] = "PRON", "obj"
