"""Names of persons: runs of capitalised words, weighed by all that the page shows beside each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamani.reading.actors.likely_names import PERSON
from tamani.reading.actors.masthead import STORY
from tamani.world.leaders import leader_country

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tamani.reading.actors.phrases import Phrase
    from tamani.reading.actors.scene import Scene

ENOUGH = 2
"""Evidence that makes a name a person's."""
LIKELY, UNLIKELY = 1, 2
"""What it weighs that the network takes a name for a person's, or for that of something else."""


@dataclass(slots=True)
class NameRun:
    """A run of name words: tokens ``first`` to ``last`` (exclusive), ``title`` its first token with title."""

    first: int
    last: int
    title: int
    name: str
    gender: str | None
    words: tuple[str, ...]
    proof: int = 0
    place: int = 0


def name_runs(scene: Scene, phrases: Sequence[Phrase]) -> list[NameRun]:
    """The runs that are persons, in order: those with enough evidence, and later shorter forms of them."""
    inside = _inside(phrases)
    runs = _runs(scene, inside)
    heads = {p.first: p for p in phrases} | {p.core: p for p in phrases}
    ends = {p.last: p for p in phrases}
    for run in runs:
        _weigh(run, scene, heads, ends)
    return _accepted(runs)


def _inside(phrases: Sequence[Phrase]) -> set[int]:
    return {i for phrase in phrases for i in range(phrase.core, phrase.last)}


def _runs(scene: Scene, inside: set[int]) -> list[NameRun]:
    found: list[NameRun] = []
    i, size = 0, len(scene.tokens)
    while i < size:
        title = i
        while i < size and scene.tokens.text[i] in scene.lexicon.titles and i + 1 < size:
            i += 1
        if not _name_word(scene, i, inside, titled=i > title):
            i = max(i, title + 1)
            continue
        last = _end(scene, i, inside, titled=i > title)
        found.append(_run(scene, title, i, last))
        i = last
    return found


def _name_word(scene: Scene, i: int, inside: set[int], *, titled: bool) -> bool:
    """Whether the token may open a name."""
    tokens, lexicon = scene.tokens, scene.lexicon
    if i >= len(tokens) or tokens.part[i] < 0 or not tokens.capital(i) or not tokens.text[i][0].isalpha():
        return False
    known = tokens.text[i] in lexicon.given_names
    if i in scene.taken:
        return known and _may_be_given(scene, i)
    if titled:
        return True
    if i in inside and not known and not _name_inside(scene, i):
        return False
    if tokens.text[i] in lexicon.openers and (tokens.opens[i] or not known):
        return False
    return not (tokens.low[i] in lexicon.nouns and tokens.opens[i])


def _name_inside(scene: Scene, i: int) -> bool:
    """Whether a role's complement is two proper nouns after a bare "de": the name of somebody."""
    tokens = scene.tokens
    of = scene.low(i - 1) in scene.lexicon.sets["groups.determiners.bare"]
    proper = i + 1 < len(tokens) and tokens.tag[i] == "PROPN" == tokens.tag[i + 1]
    return of and proper and _goes_on(scene, i + 1)


def _may_be_given(scene: Scene, i: int) -> bool:
    """Whether a word that the world knows as a town may be a given name before a surname."""
    match = scene.taken[i]
    alone = scene.taken.get(i + 1) is not match
    return alone and match.form in ("capital", "demonym") and _goes_on(scene, i + 1)


def _goes_on(scene: Scene, i: int) -> bool:
    tokens = scene.tokens
    if i >= len(tokens) or i in scene.taken or not tokens.text[i][:1].isupper():
        return False
    return tokens.text[i][0].isalpha() and tokens.text[i] not in scene.lexicon.openers


def _end(scene: Scene, first: int, inside: set[int], *, titled: bool) -> int:
    tokens, lexicon = scene.tokens, scene.lexicon
    sure = titled or tokens.text[first] in lexicon.given_names
    i = first + 1
    while i < len(tokens) and tokens.part[i] == tokens.part[first]:
        if _goes_on(scene, i):
            i += 1
            continue
        particle = lexicon.has("name_context.particles.words", tokens.low[i])
        strong = lexicon.has("name_context.particles.strong", tokens.low[i])
        if not (strong or (particle and sure)) or not _particle_leads_on(scene, i, inside):
            break
        i += 2 if _goes_on(scene, i + 1) else 3
    likely = scene.likely.at(first)
    if likely is not None and likely.kind == PERSON and likely.last > i:
        free = all(k not in inside and k not in scene.taken for k in range(i, likely.last))
        return likely.last if free else i  # "Hamad al-Mannai"
    return i


def _particle_leads_on(scene: Scene, i: int, inside: set[int]) -> bool:
    if _goes_on(scene, i + 1):
        return i + 1 not in inside
    second = i + 1 < len(scene.tokens) and scene.lexicon.has("name_context.particles.words", scene.tokens.low[i + 1])
    return second and _goes_on(scene, i + 2) and i + 2 not in inside


def _run(scene: Scene, title: int, first: int, last: int) -> NameRun:
    words = tuple(scene.tokens.text[first:last])
    titles = [scene.lexicon.titles[scene.tokens.text[k]] for k in range(title, first)]
    gender = next((g for g in titles if g), None) or scene.lexicon.given_names.get(words[0]) or None
    return NameRun(first, last, title, scene.span_text(first, last), gender, words)


def _weigh(run: NameRun, scene: Scene, heads: dict[int, Phrase], ends: dict[int, Phrase]) -> None:
    """Count what speaks for a person and what for a place, a work or an organisation."""
    tokens, lexicon = scene.tokens, scene.lexicon
    particle = lexicon.has("name_context.particles.words", run.words[0].lower())
    given = run.words[0] in lexicon.given_names and not particle
    proof = 3 if run.title < run.first else 0
    proof += (2 if len(run.words) > 1 else 1) if given else 0
    apposed = _apposition(run, scene, heads, ends)
    proof += apposed
    proof += 1 if scene.is_subject(run.first, run.last, run.last - 1) and _near_saying(run, scene) else 0
    proof += 1 if len(run.words) > 1 and all(tokens.tag[k] == "PROPN" for k in range(run.first, run.last)) else 0
    long = len(run.words) > 1
    proof += 1 if (given or long) and scene.is_subject(run.first, run.last, run.last - 1) else 0
    proof += 1 if _opens_speech(run, scene) else 0
    likely = scene.likely.at(run.first) if scene.part_kind(run.first) in STORY else None
    proof += LIKELY if likely is not None and likely.kind == PERSON and _plays_a_part(run, scene) else 0
    run.proof = proof
    run.place = _against(run, scene, given=given)
    known = apposed or run.title < run.first or leader_country(run.words) is not None
    run.place += UNLIKELY if likely is not None and likely.kind != PERSON and not known else 0


def _plays_a_part(run: NameRun, scene: Scene) -> bool:
    """Whether a name is a subject, or has two words and does not only tell whose something is."""
    if scene.is_subject(run.first, run.last, run.last - 1):
        return True
    return len(run.words) > 1 and not scene.lexicon.has("roles.connectors.of", scene.low(run.title - 1))


def _opens_speech(run: NameRun, scene: Scene) -> bool:
    """For "Name : «", in a headline or an interview."""
    rows = scene.lexicon.context["speech_rows"]
    return scene.low(run.last) == rows["colon"] and scene.low(run.last + 1) == rows["mark"] and len(run.words) > 1


def _apposition(run: NameRun, scene: Scene, heads: dict[int, Phrase], ends: dict[int, Phrase]) -> int:
    """Proof from a role before or behind the name, or from an age."""
    before = ends.get(named_from(scene, run.title))
    if before is not None and before.noun.use == "role":
        return 3
    chained = ends.get(run.title - 1) if scene.low(run.title - 1) == "," else None
    if chained is not None and chained.noun.use in ("role", "counterpart") and len(run.words) > 1:
        return 2
    if scene.low(run.last) not in (",", "("):
        return 0
    behind = heads.get(run.last + 1)
    if behind is not None and behind.noun.use == "role" and not behind.noun.plural:
        return 2
    number = scene.low(run.last + 1)
    counted = number.isdigit() or scene.lexicon.has("groups.quantities.counting", number)
    return 3 if counted and scene.lexicon.has("name_context.age.unit", scene.low(run.last + 2)) else 0


def named_from(scene: Scene, first: int) -> int:
    """Where the words "du nom de" or "nommé" begin that lead to a name; the name's own place without them."""
    for words in scene.lexicon.naming:
        if first >= len(words) and tuple(scene.tokens.low[first - len(words) : first]) == words:
            return first - len(words)
    return first


def _near_saying(run: NameRun, scene: Scene) -> bool:
    near = list(range(run.last, min(run.last + 4, len(scene.tokens))))
    if run.title > 0:
        near.append(run.title - 1)
    return any(scene.is_saying(k) for k in near)


def _against(run: NameRun, scene: Scene, *, given: bool) -> int:
    tokens, lexicon = scene.tokens, scene.lexicon
    against = 0
    if scene.after_place(run.title) and not (given and len(run.words) > 1) and run.title == run.first:
        against += 3
    before = scene.low(run.title - 1)
    noun = scene.low(run.title - 2) if lexicon.has("roles.connectors.of", before) else before
    if lexicon.has("name_context.works.nouns", noun) or noun in lexicon.kind_nouns:
        against += 4
    if lexicon.has("name_context.place.nouns", tokens.low[run.first]):
        against += 4
    if len(run.words) == 1 and not given and run.title == run.first and _is_gone_to(scene, run.first):
        against += 3
    if any(lexicon.has("institutions.names_without_head.words", word) for word in run.words):
        against += 5
    if all(word.isupper() and len(word) > 1 for word in run.words) and not given:
        against += 3
    if len(run.words) == 1 and tokens.opens[run.first] and tokens.tag[run.first] != "PROPN" and not given:
        against += 2
    return against


def _is_gone_to(scene: Scene, first: int) -> bool:
    """Whether a verb of going or taking stands before: "seized Goma"."""
    before = first - 1
    verb = scene.tag(before) == "VERB"
    return verb and scene.lexicon.has("name_context.state_acts.going", scene.tokens.lemma[before])


def _accepted(runs: list[NameRun]) -> list[NameRun]:
    best: dict[str, int] = {}
    worst: dict[str, int] = {}
    for run in runs:
        best[run.name] = max(best.get(run.name, 0), run.proof)
        worst[run.name] = max(worst.get(run.name, 0), run.place)
    sure = {name for name in best if best[name] - worst[name] >= ENOUGH}
    surnames = {run.words[k:] for run in runs if run.name in sure for k in range(len(run.words))}
    return [
        run for run in runs
        if run.name in sure or (run.words in surnames and run.place < 3)
    ]  # fmt: skip
