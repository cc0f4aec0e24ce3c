"""Future and conditional told by a verb's ending, for where a tagger does not tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.events.tables import Tables
    from tamani.reading.events.tree import Tree

FINITE = frozenset({"Fin", ""})


def mend_tenses(tree: Tree, tables: Tables) -> None:
    """Set tense and mood of finite verbs that their ending shows to be future or conditional."""
    futures, conditionals = tables.sets["tense.future_endings"], tables.sets["tense.conditional_endings"]
    if not futures:
        return
    for i in range(len(tree)):
        if not tree.is_verbal(i) or tree.verb_form[i] not in FINITE:
            continue
        for stem in _stems(tree.lemma[i], tree.form[i], tables):
            ending = tree.form[i].removeprefix(stem)
            if ending in futures:
                tree.tense[i], tree.mood[i], tree.verb_form[i] = "Fut", "Ind", "Fin"
            elif ending in conditionals:
                tree.tense[i], tree.mood[i], tree.verb_form[i] = "Pres", "Cnd", "Fin"


def _stems(lemma: str, form: str, tables: Tables) -> list[str]:
    """The stems of the future that the form may begin with: the infinitive, without its last vowel, irregular ones."""
    regular = [lemma, lemma[:-1]] if lemma[-1:] == "e" else [lemma]
    irregular = [stem for stem in tables.sets["tense.irregular_stems"] if form.startswith(stem)]
    return [stem for stem in (*regular, *irregular) if len(stem) > 1 and form.startswith(stem)]
