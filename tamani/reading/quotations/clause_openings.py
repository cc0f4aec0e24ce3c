"""Where clauses begin that no word announces: the subject of an incise behind marked words, a clause without "that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamani.reading.quotations.clauses import PHRASE_START, phrase_end

if TYPE_CHECKING:
    from tamani.reading.quotations.cues import Cue
    from tamani.reading.quotations.words_of_text import TextWords

REACH_MARK = 24
"""Tokens between marked words and the verb whose subject follows them."""
REACH_CLAUSE = 22
"""Tokens between a verb and the clause that it reports ("told a crowd in the port city on Monday the …")."""
LONGEST_ASIDE = 26
LONGEST_NAME = 12
LONGEST_GROUP = 4
"""Tokens of adverbs and negation between a subject and its verb."""
BREAKS = frozenset({".", ";", ":", "«", "!", "?"})


def subject_behind_marks(words: TextWords, verb: int) -> int | None:
    """The first token of the subject that stands between marked words and the verb group at ``verb``.

    The marks must close with a comma, a dash or the stop of a question, or have a comma behind them: words in marks
    that a sentence only mentions have none.
    """
    low = max(words.sentence_of(verb).start, verb - REACH_MARK)
    relative = False
    for index in range(verb - 1, low - 1, -1):
        if words.form[index] == "»" and words.mark[index] >= 0 and words.mark[index] != words.mark[verb]:
            start = index + 1
            comma = start < verb and words.form[start] == ","
            last = index - 1
            while last > low and words.form[last] == "»":  # words in marks that close the marked words
                last -= 1
            set_off = comma or words.form[last] in {",", "!", "?", "—", "–", "…", "..."}
            start += comma
            return start if set_off and start < verb and words.pos[start] in PHRASE_START else None
        if words.mark[index] != words.mark[verb] or (
            words.form[index] in BREAKS and not _is_abbreviation(words, index)
        ):
            return None
        if words.is_in(index, "relative"):
            relative = False
        elif words.is_finite(index):
            if relative:
                return None
            relative = True
    return None


def _is_abbreviation(words: TextWords, stop: int) -> bool:
    """Whether a full stop closes a short form ("Col.")."""
    glued = stop > 0 and words.end[stop - 1] == words.start[stop]
    return words.form[stop] == "." and glued and words.is_in(stop - 1, "abbreviations")


def opens_verdict(words: TextWords, at: int) -> bool:
    """Whether "a charge (that) the embassy rejected" starts here: a noun for what was said, a subject, its verb."""
    noun = at + (at < len(words) and words.pos[at] == "DET")
    while noun < len(words) and words.pos[noun] == "ADJ":
        noun += 1
    if not words.is_in(noun, "verdict_nouns"):
        return False
    subject = noun + 1 + words.is_in(noun + 1, "object_relative")
    end = phrase_end(words, subject, min(len(words), subject + LONGEST_NAME))
    if end <= subject:
        return False
    near = range(subject + 1, min(len(words), end + LONGEST_GROUP))
    return any(words.pos[i] == "VERB" and not words.is_gerund(i) for i in near)


def clause_behind(words: TextWords, cue: Cue, limit: int) -> int | None:
    """Where the clause starts that a cue reports without a complementizer, adverbials and hearers skipped."""
    index = cue.end
    heard = not cue.entry.to_whom
    limit = min(limit, words.sentence_of(cue.verb).end)
    stop = min(limit, cue.end + REACH_CLAUSE)
    while index < stop:
        if words.mark[index] != words.mark[cue.verb] and words.form[index] != "«":
            return None
        if words.is_in(index, "indirect_question"):
            return None
        if opens_clause(words, index, limit) and (heard or index > cue.end or _is_subject_pronoun(words, index)):
            return index
        nxt = _behind_adverbial(words, index, stop)
        if nxt is None and not heard and words.pos[index] in PHRASE_START:
            heard, nxt = True, _behind_hearer(words, index, limit)
        if nxt is None:
            return None
        index = nxt
    return None


def past_adverbials(words: TextWords, cue: Cue, limit: int) -> int:
    """The token behind a cue and whom, when, where and how it was said."""
    index, heard = cue.end, not cue.entry.to_whom
    while index < limit:
        nxt = _behind_adverbial(words, index, limit)
        if nxt is None and not heard and words.pos[index] in PHRASE_START:
            heard, nxt = True, _behind_hearer(words, index, limit)
        if nxt is None:
            break
        index = nxt
    return min(index, limit)


def trails(words: TextWords, cue: Cue) -> bool:
    """Whether nothing that a cue could report stands behind it, so that its words must come before it."""
    end = words.sentence_of(cue.verb).end
    if cue.form != "finite" or words.is_in(cue.end, "complementizer") or clause_behind(words, cue, end) is not None:
        return False
    at = past_adverbials(words, cue, end)
    if at < end and words.is_gerund(at) and "gerund" in cue.entry.frames:
        return False
    if (
        at >= end
        or words.pos[at] in {"SPACE", "SCONJ", "CCONJ"}
        or words.is_gerund(at)
        or words.is_in(at, "comparison")
    ):
        return at >= end or not words.is_in(at, "complementizer")
    return words.form[at] in {",", ".", "!", "?", ";", "»", ")", "—", "–"}


def opens_clause(words: TextWords, index: int, limit: int) -> bool:
    """Whether a subject with its finite verb starts at the token."""
    if words.is_in(index, "condition_openers"):
        comma = _next_comma(words, index, limit)
        return comma is not None and opens_clause(words, comma + 1, limit)
    if index >= limit or words.tells_time(index) or words.is_in(index, "relative"):
        return False
    if _is_subject_pronoun(words, index):
        if _verb_follows(words, index + 1, limit):
            return True
        if words.pos[index] == "PRON" and not words.is_in(index + 1, "phrase_link"):
            return False
    if words.form[index] == "«":
        index += 1
    if index >= limit or words.pos[index] not in PHRASE_START:
        return False
    end = _subject_end(words, index, limit)
    return end > index and _verb_follows(words, end, limit)


def _is_subject_pronoun(words: TextWords, index: int) -> bool:
    return words.is_in(index, "subject_pronouns") and words.pos[index] in {"PRON", "DET", "ADV", "ADJ"}


def _subject_end(words: TextWords, index: int, limit: int) -> int:
    """The end of a subject with its complements, second halves and relative clauses."""
    end = index
    for _ in range(6):
        end = max(end, phrase_end(words, end, limit, "modifier_link"))
        nxt = end
        if nxt < limit and words.form[nxt] == "»":
            nxt += 1
        if nxt >= limit:
            return end
        if (words.is_in(nxt, "coordination") and nxt + 1 < limit and words.pos[nxt + 1] in PHRASE_START) or (
            words.pos[nxt] == "ADP" and words.is_in(nxt, "modifier_link") and nxt + 1 < limit
        ):
            end = nxt + 1
        elif words.form[nxt] == "," and (closing := _aside_end(words, nxt, limit)) is not None:
            end = closing
            break
        elif words.is_in(nxt, "subject_relative_words") and (behind := _behind_relative(words, nxt, limit)) is not None:
            end = behind
        else:
            return nxt
    return end


def _aside_end(words: TextWords, comma: int, limit: int) -> int | None:
    """The token behind the comma that closes a relative clause or apposition opened at ``comma``."""
    nxt = comma + 1
    if nxt >= limit or not (words.is_in(nxt, "relative") or words.pos[nxt] in {"DET", "NOUN", "PROPN", "VERB", "ADP"}):
        return None
    relative = words.is_in(nxt, "relative")
    for index in range(nxt, min(limit, comma + LONGEST_ASIDE)):
        if words.form[index] == ",":
            return index + 1
        if words.form[index] in BREAKS or (words.is_finite(index) and not relative):
            return None
    return None


def _behind_relative(words: TextWords, relative: int, limit: int) -> int | None:
    """The token where the main verb follows a relative clause without commas ("the men who attacked the town were")."""
    verbs = 0
    for index in range(relative + 1, min(limit, relative + LONGEST_ASIDE)):
        if words.form[index] in BREAKS or words.form[index] == ",":
            return None
        if words.is_finite(index) and not (words.pos[index] == "AUX" and words.pos[index - 1] == "AUX"):
            verbs += 1
            if verbs == 2:
                return index
    return None


def _verb_follows(words: TextWords, index: int, limit: int) -> bool:
    for at in range(index, min(limit, index + LONGEST_GROUP)):
        if words.is_finite(at):
            return True
        if words.pos[at] not in {"ADV", "PART"}:
            return False
    return False


def _next_comma(words: TextWords, index: int, limit: int) -> int | None:
    for at in range(index, min(limit, index + LONGEST_ASIDE)):
        if words.form[at] == ",":
            return at
        if words.form[at] in BREAKS:
            return None
    return None


def _behind_adverbial(words: TextWords, index: int, stop: int) -> int | None:
    """The token behind an adverb, a time or a prepositional phrase; None where something else stands there."""
    if words.pos[index] == "ADP" or words.is_in(index, "phrase_link"):
        return _behind_prepositional(words, index, stop)
    if words.tells_time(index) or (words.pos[index] in {"ADJ", "DET", "NUM"} and _time_ahead(words, index, stop)):
        while index < stop and not words.tells_time(index):
            index += 1
        while index < stop and (words.tells_time(index) or words.pos[index] == "NUM"):
            index += 1
        return index
    if words.pos[index] == "ADV":
        return index + 1
    aside = words.form[index] == "," and index + 2 < stop and words.form[index + 2] == ","
    return index + 3 if aside and words.pos[index + 1] == "ADV" else None


def _time_ahead(words: TextWords, index: int, stop: int) -> bool:
    for at in range(index, min(stop, index + 3)):
        if words.tells_time(at):
            return True
        if words.pos[at] not in {"ADJ", "DET", "NUM"}:
            return False
    return False


def _behind_prepositional(words: TextWords, index: int, stop: int) -> int | None:
    """The token behind a prepositional phrase: where a subject with its verb starts inside it, that one."""
    inner = index + 1
    if inner < stop and _time_ahead(words, inner, stop):
        return _behind_adverbial(words, inner, stop)
    end = max(inner + 1, phrase_end(words, inner, stop))
    for at in range(inner + 1, end):
        determined = words.pos[at] in {"DET", "PRON", "PROPN", "NOUN"} and words.pos[at - 1] in {"NOUN", "PROPN"}
        if determined and words.pos[at - 1] != words.pos[at] and opens_clause(words, at, stop):
            return at
    return end if end <= stop else None


def _behind_hearer(words: TextWords, index: int, limit: int) -> int | None:
    """The token behind whom something is told to; the clause may start with no mark between the two."""
    end = phrase_end(words, index, limit)
    for at in range(index + 1, end):
        if words.pos[at] in {"DET", "PRON"} and opens_clause(words, at, limit):
            return at
    if end < limit and words.form[end] == "«":
        return end
    return max(end, index + 1)
