"""Names of organisations in languages whose head stands last: "the Kenya Red Cross", "the Turan news agency"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tamani.reading.actors.scene import Scene

LONGEST_NAME = 8
LONGEST_KIND = 3
"""Tokens between a name and the noun that tells its kind ("Turan *news* agency")."""
NAMED = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def before_head(scene: Scene, head: int) -> int | None:
    """The first token of the name that a capitalised head noun closes; None where the noun stands alone."""
    tokens = scene.tokens
    if tokens.low[head] not in scene.lexicon.organisation_heads or not tokens.capital(head) or head in scene.taken:
        return None
    first = _run_start(scene, head)
    return first if first is not None and first < head else None


def before_kind(scene: Scene, kind: int) -> tuple[int, int] | None:
    """The tokens, first to last (exclusive), of the name before a common noun that tells its kind."""
    tokens = scene.tokens
    if tokens.low[kind] not in scene.lexicon.kind_nouns or tokens.capital(kind) or kind in scene.taken:
        return None
    last = kind
    while last > 0 and kind - last < LONGEST_KIND and _tells_kind(scene, last - 1):
        last -= 1
    if last == 0 or not _is_name_word(scene, last - 1) or last - 1 in scene.taken:
        return None
    first = _run_start(scene, last - 1)
    if first is None or (last - first == 1 and (tokens.opens[first] or tokens.tag[first] != "PROPN")):
        return None
    return first, last


def _tells_kind(scene: Scene, i: int) -> bool:
    tokens = scene.tokens
    return tokens.tag[i] in NAMED and not tokens.capital(i) and i not in scene.taken and tokens.text[i][0].isalpha()


def _run_start(scene: Scene, last: int) -> int | None:
    """The first capitalised word of the run that ends with token ``last``, small words between two of them allowed."""
    tokens = scene.tokens
    first = last
    while first > 0 and last - first < LONGEST_NAME and tokens.part[first - 1] == tokens.part[last]:
        if _is_name_word(scene, first - 1):
            first -= 1
        elif (
            first > 1
            and _joins(scene, first - 1)
            and _is_name_word(scene, first - 2)
            and not _is_place(scene, first - 2)
        ):
            first -= 2
        else:
            break
    return first if tokens.part[first] >= 0 else None


def _joins(scene: Scene, i: int) -> bool:
    low = scene.low(i)
    return scene.lexicon.has("roles.connectors.of", low) or low == scene.lexicon.conjunction


def _is_place(scene: Scene, i: int) -> bool:
    """Whether a state or town of the world stands there, which a small word does not join to a name."""
    return i in scene.taken


def _is_name_word(scene: Scene, i: int) -> bool:
    tokens, lexicon = scene.tokens, scene.lexicon
    if not tokens.capital(i) or not tokens.text[i][0].isalpha() or tokens.tag[i] not in NAMED:
        return False
    match = scene.taken.get(i)
    if match is not None and match.form not in ("name", "demonym", "capital", "alias"):
        return False
    if match is not None and match.entries and match.entries[0].kind not in ("state", "territory"):
        return False
    role = tokens.low[i] in lexicon.nouns and lexicon.nouns[tokens.low[i]][0].use == "role"
    opener = tokens.text[i] in lexicon.openers and (tokens.opens[i] or tokens.low[i] in lexicon.determiners)
    return not role and not opener and tokens.text[i] not in lexicon.titles and tokens.low[i] not in lexicon.dates
