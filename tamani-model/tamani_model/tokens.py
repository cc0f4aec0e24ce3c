"""spaCy's tokenizers, made to cut words as the treebanks do.

Compounds stay whole ("Royaume-Uni"), pronouns hung on a verb are tokens of their own ("a-t-elle"), and so is every
quotation mark, glued to a word or not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from spacy.attrs import ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from tamani_model.languages import habits

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

MARKS = "[«»“”„]"
DASHES = "--+|—|–"
HYPHENS = "-|–|—|--|---|——|~"
"""How spaCy's tables write the hyphens that part two letters."""


def adapt_tokenizer(pipeline: Language) -> None:
    """Change the rules of a blank pipeline's tokenizer.

    Raises:
        ValueError: the model does not read the pipeline's language.
    """
    language = habits(pipeline.lang)
    tokenizer = cast("Tokenizer", pipeline.tokenizer)
    infixes = [*(pipeline.Defaults.infixes or ()), MARKS]
    if language.clitics:
        infixes = [rule for rule in infixes if f"(?:{HYPHENS})" not in rule]
        hung = "|".join(re.escape(clitic) for clitic in sorted(language.clitics, key=len, reverse=True))
        inside = "".join(f"(?<!{re.escape(start)})" for start in _starts(language.clitics))
        infixes += [DASHES, rf"(?<=[^\W\d_]){inside}(?=(?:{hung})(?![\w-]))"]
        infixes.append(rf"(?<=[^\W\d_])(?=(?:{hung})(?:{hung})(?![\w-]))")
        _forget_inversions(tokenizer)
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.prefix_search = compile_prefix_regex([*(pipeline.Defaults.prefixes or ()), MARKS]).search
    suffixes = [rule for rule in pipeline.Defaults.suffixes or () if not _cuts_clitics(rule, language.clitics)]
    tokenizer.suffix_search = compile_suffix_regex([*suffixes, MARKS]).search
    for word in (*language.whole, *language.abbreviations):
        for form in (word, word[:1].upper() + word[1:]):
            tokenizer.add_special_case(form, [{"ORTH": form}])


def _starts(clitics: tuple[str, ...]) -> list[str]:
    """What stands in front of one pronoun in another ("-t" in "-t-il"): no cut behind it."""
    return sorted({longer.removesuffix(end) for longer in clitics for end in clitics if longer.endswith(end)} - {""})


def _cuts_clitics(rule: str, clitics: tuple[str, ...]) -> bool:
    """Whether a suffix rule of spaCy's cuts such pronouns, in a way of its own."""
    found = (re.search(f"(?:{rule})$", f"a{clitic}") for clitic in clitics)
    return any(match is not None and match.group().startswith("-") for match in found)


def _forget_inversions(tokenizer: Tokenizer) -> None:
    """Drop the special cases that cut inside an inverted pronoun ("a", "-t", "-il")."""
    kept = {}
    for form, pieces in tokenizer.rules.items():
        if sum("-" in piece[ORTH] for piece in pieces) <= 1:
            kept[form] = pieces
    tokenizer.rules = kept
