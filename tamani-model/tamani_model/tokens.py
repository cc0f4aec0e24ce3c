"""Tokenizers that cut words as the treebanks do.

Compounds stay whole where the language has clitics ("Royaume-Uni"), pronouns hung on a verb are tokens of their own
("dit-il"), so are elided words ("l'accord"), and so is every quotation mark, glued to a word or not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from spacy.attrs import ORTH
from spacy.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES
from spacy.language import BaseDefaults, Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, get_lang_class

from tamani_model.languages import Habits, habits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

MARKS = "[«»“”„]"
APOSTROPHES = "['’]"
DASHES = "--+|—|–"
LETTER = r"[^\W\d_]"
NAME = "[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]"
"""How a name begins, of which the apostrophe before it is a part ("N'Djamena")."""
HYPHENS = "-|–|—|--|---|——|~"
"""How spaCy's tables write the hyphens that part two letters."""


def blank(code: str, vocab: Vocab | bool = True) -> Language:  # noqa: FBT001, FBT002 (as spaCy has it)
    """An empty pipeline of a language, with its tokenizer.

    spaCy's own French takes three seconds to load, for lists of compounds that are not needed here.

    Raises:
        ValueError: the model does not read the language.
    """
    language = habits(code)
    kind = get_lang_class(code) if language.spacy_rules else _plain(code)
    pipeline = kind(vocab)
    tokenizer = cast("Tokenizer", pipeline.tokenizer)
    tokenizer.infix_finditer = compile_infix_regex(_infixes(pipeline, language)).finditer
    tokenizer.prefix_search = compile_prefix_regex(_prefixes(pipeline, language)).search
    tokenizer.suffix_search = compile_suffix_regex([*(pipeline.Defaults.suffixes or ()), MARKS]).search
    alone = [elision + apostrophe for elision in (*language.elisions, *language.verbal_elisions) for apostrophe in "'’"]
    for word in (*language.whole, *language.abbreviations, *alone):
        for form in (word, word[:1].upper() + word[1:]):
            tokenizer.add_special_case(form, [{ORTH: form}])
    return pipeline


def _plain(code: str) -> type[Language]:
    """A language of that code with spaCy's rules for any language."""

    class Defaults(BaseDefaults):
        prefixes, suffixes, infixes = TOKENIZER_PREFIXES, TOKENIZER_SUFFIXES, TOKENIZER_INFIXES

    return type("Plain", (Language,), {"lang": code, "Defaults": Defaults})


def _prefixes(pipeline: Language, language: Habits) -> list[str]:
    rules = [*map(str, pipeline.Defaults.prefixes or ()), MARKS]
    if language.elisions:
        rules.append(rf"(?i:{_any(language.elisions)}){APOSTROPHES}(?=.)")
    if language.verbal_elisions:
        rules.append(rf"(?i:{_any(language.verbal_elisions)}){APOSTROPHES}(?=.)(?!{NAME})")
    return rules


def _infixes(pipeline: Language, language: Habits) -> list[str]:
    rules = [*map(str, pipeline.Defaults.infixes or ()), MARKS]
    if language.clitics:
        rules = [rule for rule in rules if f"(?:{HYPHENS})" not in rule]
        hung = _any(language.clitics)
        inside = "".join(f"(?<!{re.escape(start)})" for start in _starts(language.clitics))
        rules += [DASHES, rf"(?<={LETTER}){inside}(?=(?:{hung})(?![\w-]))"]
        rules.append(rf"(?<={LETTER})(?=(?:{hung})(?:{hung})(?![\w-]))")
    return rules


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _starts(clitics: tuple[str, ...]) -> list[str]:
    """What stands in front of one pronoun in another ("-t" in "-t-il"): no cut behind it."""
    return sorted({longer.removesuffix(end) for longer in clitics for end in clitics if longer.endswith(end)} - {""})
