"""Forms told by a verb's ending and by what stands beside it, for where a tagger does not tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.events.tables import Tables
    from tamani.reading.events.tree import Tree


def mend_tenses(tree: Tree, tables: Tables) -> None:
    """Set the form of verbs that their ending or their auxiliary shows to be participles, or finite."""
    _mend_participles(tree, tuple(tables.sets.get("tense.present_participle_endings", ())))
    progressive = tuple(tables.sets.get("tense.progressive_endings", ()))
    for i in range(len(tree)):
        _mend_passive(tree, tables, i)
        if progressive:
            _mend_active(tree, i, tables.sets.get("tense.headline_passives", frozenset()))
        if progressive and tree.pos[i] == "VERB" and tree.form[i].endswith(progressive) and not tree.tense[i]:
            tree.verb_form[i], tree.tense[i] = "Part", "Pres"


def _mend_active(tree: Tree, i: int, suffered: frozenset[str]) -> None:
    """Take a form that may be past tense or participle for finite where it has a subject and no auxiliary.

    A verb that is always done to somebody and has no object is a passive without its auxiliary: "Two men arrested".
    """
    if tree.lemma[i] in suffered and _is_short_passive(tree, i):
        tree.verb_form[i], tree.tense[i], tree.mood[i] = "Part", "Past", ""
        return
    clause = tree.rel[i] in {"root", "ccomp", "parataxis"} and tree.pos[i] == "VERB"
    bare = clause and tree.verb_form[i] == "Part" and tree.tense[i] != "Pres" and not tree.auxiliaries(i)
    if bare and tree.first(i, "nsubj") is not None:
        tree.verb_form[i], tree.tense[i] = "Fin", "Past"


def _is_short_passive(tree: Tree, i: int) -> bool:
    if tree.rel[i] != "root" or tree.verb_form[i] not in {"Part", "Fin"} or tree.tense[i] == "Pres":
        return False
    alone = not tree.having(i, "obj", "ccomp", "xcomp") and not tree.auxiliaries(i)
    return alone and tree.first(i, "nsubj") is not None


def _mend_passive(tree: Tree, tables: Tables, i: int) -> None:
    """Take a verb with "be" or "have" before it for a participle, though a tagger tells it to be finite."""
    helped = [k for k in tree.auxiliaries(i) if tree.lemma[k] in tables.sets["voice.be"] | tables.sets["voice.have"]]
    if tree.pos[i] == "VERB" and tree.verb_form[i] == "Fin" and helped:
        tree.verb_form[i], tree.tense[i] = "Part", "Past"


def _mend_participles(tree: Tree, endings: tuple[str, ...]) -> None:
    for i in range(len(tree)):
        if tree.pos[i] != "VERB" or not endings or not tree.form[i].endswith(endings) or tree.auxiliaries(i):
            continue
        if tree.verb_form[i] == "Fin" or (tree.verb_form[i] == "Part" and not tree.tense[i]):
            tree.verb_form[i], tree.tense[i], tree.mood[i] = "Part", "Pres", ""
