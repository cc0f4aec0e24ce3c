"""Clauses: where a sentence that is spliced by commas starts anew, and the noun phrases around a verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from tamani.reading.quotations.words_of_text import Sentence, TextWords

SHORTEST_RUN_ON = 30
"""Tokens of a sentence from which on a comma may splice two: shorter pairs of clauses are a figure of style."""
SHORTEST_SPLICED = 14
"""Tokens of a sentence that may splice two reports."""
LONGEST_PHRASE = 20
"""Tokens of a phrase that may belong to the sentence before a splice or to the one behind it."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
PHRASE_START = frozenset({"DET", "PROPN", "NOUN", "NUM", "PRON", "ADJ"})


@dataclass(frozen=True, slots=True)
class Splice:
    """A comma behind which a new sentence starts: tokens of the comma, of the new start, and of its verb."""

    comma: int
    start: int
    verb: int
    opened: int | None = None
    """Where the clause itself starts behind an opening such as "on its side"."""


def find_splices(words: TextWords, cue_starts: Collection[int], trailing: Collection[int] = ()) -> list[Splice]:
    """The commas of the text that splice two sentences, outside of marked words.

    ``cue_starts``: first tokens of the text's finite cues. In a short sentence only a second report counts.
    ``trailing``: those that report what stands before their subject, and so belong to it.
    """
    splices: list[Splice] = []
    for sentence in words.sentences:
        length = sentence.end - sentence.start
        if sentence.part == "body" and length >= SHORTEST_SPLICED:
            found = [splice for splice in _splices_of(words, sentence) if splice.verb not in trailing]
            splices += [s for s in found if length >= SHORTEST_RUN_ON or s.verb in cue_starts]
    return splices


def where_it_may_be(words: TextWords, splice: Splice) -> int:
    """The comma from which on a splice may be: ", during their talks, X says" can go with what is before or after.

    That is the last comma before the splice behind which a phrase with a preposition or an adverb, and no verb, begins.
    """
    for index in range(splice.comma - 1, max(0, splice.comma - LONGEST_PHRASE), -1):
        if words.is_finite(index) or words.mark[index] >= 0 or words.form[index] in {".", ";", ":"}:
            break
        if words.form[index] == "," and words.pos[index + 1] in {"ADP", "ADV"}:
            return index
    return splice.comma


def _splices_of(words: TextWords, sentence: Sentence) -> list[Splice]:
    found: list[Splice] = []
    unit = sentence.start
    for comma in range(sentence.start + 3, sentence.end - 3):
        if words.form[comma] != "," or words.mark[comma] >= 0 or not has_main_verb(words, unit, comma):
            continue
        opened = _behind_opener(words, comma + 1, sentence.end)
        verb = _fresh_clause(words, comma + 1, opened, sentence.end)
        if verb is not None:
            found.append(Splice(comma, comma + 1, verb, opened))
            unit = comma + 1
    return found


def has_main_verb(words: TextWords, start: int, end: int) -> bool:
    """Whether these tokens hold a finite verb of a main clause, and no subordinate clause that waits for its verb.

    Every subordinating word takes the next finite verb for its own; words inside marks do not count.
    """
    waiting = 0
    found = False
    for index in range(start, end):
        if words.mark[index] >= 0:
            if words.form[index] == "»" and waiting:
                waiting -= 1
            continue
        if words.is_finite(index) and not _goes_with_auxiliary(words, index):
            if waiting:
                waiting -= 1
            else:
                found = True
        elif _subordinates(words, index) and not _is_partitive(words, index, end):
            waiting += 1
    return found and not waiting


def _is_partitive(words: TextWords, index: int, end: int) -> bool:
    """ "…, dont neuf enfants, …": a relative without verb of its own."""
    if not words.is_in(index, "partitive_relative"):
        return False
    for at in range(index + 1, end):
        if words.is_finite(at):
            return False
        if words.form[at] == ",":
            return True
    return True


def _goes_with_auxiliary(words: TextWords, index: int) -> bool:
    """A second finite tag inside one verb group ("a été"): only the first one counts."""
    return words.pos[index] == "AUX" and index > 0 and words.pos[index - 1] == "AUX"


def _subordinates(words: TextWords, index: int) -> bool:
    return words.pos[index] == "SCONJ" or (
        words.is_in(index, "relative") and words.pos[index] in {"PRON", "ADV"} and index + 1 < len(words)
    )


def _fresh_clause(words: TextWords, at: int, opened: int | None, end: int) -> int | None:
    """The finite verb of a sentence of its own that starts at ``at``, or None."""
    if opened is not None:
        return _verb_of_fresh_subject(words, opened, end, commas=2)
    if words.is_in(at, "subject_pronouns") and words.pos[at] == "PRON":
        return next_verb(words, at + 1, min(end, at + 6))
    if words.pos[at] in {"DET", "PROPN"}:
        verb = _verb_of_fresh_subject(words, at, end, commas=0)
        return verb if verb is not None else _verb_behind_apposition(words, at, end)
    return None


def _verb_behind_apposition(words: TextWords, at: int, end: int) -> int | None:
    """The compound verb of a subject with its apposition: ", son homologue, X, a répondu".

    A name alone between the two commas is itself the apposition of what stands before it.
    """
    verb = _verb_of_fresh_subject(words, at, end, commas=2)
    if verb is None or words.pos[verb] != "AUX" or words.form[verb - 1] != ",":
        return None
    if "," not in words.form[at : verb - 1]:
        return None
    return verb if words.pos[verb - 2] == "PROPN" else None


def _behind_opener(words: TextWords, at: int, end: int) -> int | None:
    """Where the clause goes on behind an opening such as "on its side"; None where there is no such opening."""
    rest = words.text[words.start[at] : words.end[min(end, at + 8) - 1]].lower()
    for opener in words.table["splice"]["openers"]:
        if rest.startswith(opener):
            behind = words.next_token(words.start[at] + len(opener))
            return behind + (behind < end and words.form[behind] == ",")
    return None


def _verb_of_fresh_subject(words: TextWords, at: int, end: int, *, commas: int) -> int | None:
    """The finite verb behind a noun phrase that starts at ``at``, with at most ``commas`` commas between."""
    index = at
    while index < end:
        if words.is_finite(index) and index > at and words.mark[index] < 0:
            return index
        if words.form[index] == ",":
            commas -= 1
            if commas < 0:
                return None
        elif (
            (words.pos[index] == "PUNCT" and words.form[index] not in "«»()-")
            or _subordinates(words, index)
            or (words.pos[index] in {"VERB", "CCONJ"} and not _joins_nouns(words, index))
        ):
            return None
        index += 1
    return None


def _joins_nouns(words: TextWords, index: int) -> bool:
    """ "and" between two parts of a noun phrase, or a participle that stands as an adjective."""
    if words.pos[index] == "VERB":
        return words.verb_form[index] == "Part" and words.pos[index - 1] in {"NOUN", "PROPN", "ADJ"}
    return words.pos[index - 1] in NOMINAL and index + 1 < len(words) and words.pos[index + 1] in NOMINAL


def next_verb(words: TextWords, at: int, end: int) -> int | None:
    """The finite verb at ``at``, clitics, negation and adverbs skipped."""
    for index in range(at, end):
        if words.is_finite(index):
            return index
        if words.pos[index] not in {"PRON", "ADV"}:
            return None
    return None


def phrase_end(words: TextWords, at: int, limit: int, links_of: str = "phrase_link") -> int:
    """The end (exclusive) of the noun phrase that starts at token ``at``, its "of" complements taken in.

    ``links_of`` is the list of the words that lead to complements.
    """
    index = at
    links = words.sets[links_of]
    while index < limit and words.mark[index] == words.mark[at]:
        part = words.pos[index]
        if part in NOMINAL and not (part == "PRON" and index > at and words.is_in(index, "relative")):
            index += 1
            continue
        if (
            words.form[index] in links
            and index > at
            and index + 1 < limit
            and words.pos[index + 1] in NOMINAL | {"ADP"}
        ):
            index += 1
            continue
        if part == "ADP" and index > at and _complements(words, index, at):
            index += 1
            continue
        if part == "VERB" and index > at and _is_noun_by_place(words, index):
            index += 1
            continue
        if part == "VERB" and words.verb_form[index] == "Part" and words.tense[index] == "Past" and index > at:
            if words.pos[index - 1] in {"NOUN", "PROPN", "ADJ"} or words.form[index - 1] == "-":
                index += 1
                continue
        break
    while index > at + 1 and (words.pos[index - 1] in {"DET", "ADP"} or words.form[index - 1] in links):
        index -= 1
    return index


def _is_noun_by_place(words: TextWords, index: int) -> bool:
    """A word tagged as a verb behind a determiner ("une élue", "l'opposant") is a noun."""
    if words.pos[index - 1] != "DET":
        return False
    return words.form[index - 1] not in words.sets["clitic_objects"] or words.verb_form[index] != "Fin"


def _complements(words: TextWords, preposition: int, low: int) -> bool:
    """Whether the parser takes the prepositional phrase for a complement of a noun in the phrase.

    What belongs to the noun itself ("on his page"), and the audience ("to the crowd"), hang on the verb.
    """
    noun = words.head[preposition]
    return (
        words.dep[preposition] == "case"
        and noun > preposition
        and words.dep[noun] == "nmod"
        and low <= words.head[noun] < preposition
        and words.pos[words.head[noun]] == "NOUN"
        and not words.tells_time(noun)
        and not words.is_in(preposition + 1, "possessives")
        and words.lemma[noun].lower() not in words.sets["hearers"]
    )


def phrase_start(words: TextWords, at: int, limit: int) -> int:
    """The start of the noun phrase that ends with token ``at``: the last determiner without a preposition before it."""
    index = at
    links = words.sets["modifier_link"]
    best = at
    while index >= limit and words.mark[index] == words.mark[at]:
        part = words.pos[index]
        if index < at and (words.is_in(index, "complementizer") or words.is_in(index, "relative")):
            break
        if part not in NOMINAL and part != "ADP" and words.form[index] not in links:
            if not (part == "VERB" and words.verb_form[index] == "Part" and index < at):
                break
        if part == "ADP" and words.form[index] not in links:
            break
        if index < at and words.tells_time(index) and part != "DET" and words.form[index + 1] not in links:
            break
        if part in PHRASE_START:
            free = index == limit or (words.pos[index - 1] != "ADP" and words.form[index - 1] not in links)
            if part == "DET" and free and index < at:
                return index
            if free:
                best = index
        index -= 1
    return best
