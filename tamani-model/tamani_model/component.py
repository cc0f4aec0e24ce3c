"""The parser as a spaCy component that fills an ordinary Doc."""

from __future__ import annotations

import functools
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language

from tamani_model.languages import Habits, habits
from tamani_model.lemmas import Lemmatizer
from tamani_model.names import KINDS
from tamani_model.network import Network, Parsed
from tamani_model.sentences import sentence_starts
from tamani_model.weights import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

NAME = "tamani_parser"
DOCS_A_BATCH = 16
COLUMNS = [TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]
BEGINS, OUTSIDE, INSIDE = 3, 2, 1
"""How spaCy numbers the first word of an entity, a word outside of all, and one that goes on."""
LARGEST_MEMORY = 200_000
"""Lemmas that are remembered."""
VERBAL = frozenset({"VERB", "AUX"})
NOTHING_TOLD: dict[str, str] = {}
SPACE, ROOT, LOOSE = "SPACE", "ROOT", "dep"
"""How spaCy names white space, the root's relation and that of white space."""


def network(threads: int = 1) -> Network:
    """The one network of this process; pipelines of several languages share it."""
    return _network(threads)


@functools.cache
def _network(threads: int) -> Network:
    """Kept by number, so that a default left out does not make a second one."""
    return Network(threads=threads)


@functools.cache
def lemmatizer(language: str) -> Lemmatizer:
    """The lemmatizer of a language, read once."""
    return Lemmatizer.read(Path(str(DATA)) / f"lemmas.{language}.z")


class Parser:
    """Sentences, parts of speech, morphology, lemmas, relations, event words and names of Docs.

    A word that tells of a political event is an entity (:attr:`spacy.tokens.Doc.ents`) with its type of PLOVER; a name
    is one with its kind (:data:`tamani_model.names.KINDS`).

    Starts of sentences that a Doc has already (:attr:`spacy.tokens.Token.is_sent_start`) are kept; the others are
    found. White space hangs on the word before it.
    """

    def __init__(self, vocab: Vocab, language: str, model: Network) -> None:
        self.vocab, self.model = vocab, model
        self._abbreviations, self._openers = habits(language).abbreviations, habits(language).openers
        self._stand_ins = habits(language).stand_ins
        self._names = _Names(vocab, model, lemmatizer(language), habits(language))

    def __call__(self, doc: Doc) -> Doc:
        """Parse one Doc in place."""
        self._parse([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = DOCS_A_BATCH) -> Iterator[Doc]:
        """Parse Docs in batches, in place and in order."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            self._parse(batch)
            yield from batch

    def _parse(self, docs: Sequence[Doc]) -> None:
        sentences: list[list[str]] = []
        places: list[tuple[int, int]] = []
        counts: list[np.ndarray[Any, Any]] = []
        for number, doc in enumerate(docs):
            words = np.array([token.i for token in doc if not token.is_space], np.int64)
            counts.append(words)
            texts = [doc[i].text for i in words.tolist()]
            fixed = _known_starts(doc, words.tolist())
            begin = 0
            starts = sentence_starts(texts, fixed, self._abbreviations, self._openers)
            for at in [*(i for i, start in enumerate(starts) if start and i), len(texts)]:
                if at > begin:
                    sentences.append(texts[begin:at])
                    places.append((number, begin))
                begin = at
        shown = sentences
        if self._stand_ins:
            shown = [[self._stand_ins.get(word, word) for word in sentence] for sentence in sentences]
        parsed = self.model.parse(shown)
        tables = [self._names.empty(doc) for doc in docs]
        for (number, begin), words_of, result in zip(places, sentences, parsed, strict=True):
            positions = counts[number][begin : begin + len(words_of)]
            self._names.fill(tables[number], positions, words_of, result)
        for doc, table in zip(docs, tables, strict=True):
            if len(doc):
                doc.from_array(COLUMNS, table)  # type: ignore[arg-type]

    def to_disk(self, path: object, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to write: the weights are the package's own."""

    def from_disk(self, path: object, *, exclude: Iterable[str] = ()) -> Parser:  # noqa: ARG002 (as above)
        """Nothing to read."""
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 (as above)
        """Nothing to write."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Parser:  # noqa: ARG002 (as above)
        """Nothing to read."""
        return self


def _known_starts(doc: Doc, words: Sequence[int]) -> list[int]:
    """1, -1 or 0 for each word; a start that is set on the white space before a word counts for the word."""
    known = doc.to_array("SENT_START").astype(np.int8).tolist()
    found = []
    for place, at in enumerate(words):
        before = words[place - 1] + 1 if place else 0
        found.append(1 if 1 in known[before:at] else known[at])
    return found


class _Names:
    """The network's numbers as hashes of the vocabulary's strings."""

    def __init__(self, vocab: Vocab, model: Network, lemmatizer: Lemmatizer, known: Habits) -> None:
        self._verbs, self._endings = known.verbs, known.endings
        self._tenses: dict[tuple[str, str], dict[str, str] | None] = {}
        self._vocab, self._strings, self._lemmatizer = vocab, vocab.strings, lemmatizer
        inventory = model.inventory
        relations = [self._lasting(ROOT if name == "root" else name) for name in inventory.relations]
        self._relations = np.array(relations, np.uint64)
        self._space, self._loose = self._lasting(SPACE), self._lasting(LOOSE)
        self._groups = list(inventory.groups.items())
        self._rules = inventory.rules
        types = [] if model.event_words is None else model.event_words.types
        self._events = np.array([0, *map(self._lasting, types)], np.uint64)
        self._kinds = np.array([*map(self._lasting, KINDS)], np.uint64)
        self._analyses: dict[tuple[bytes, str | None], tuple[int, str, str]] = {}
        self._lemmas: dict[tuple[str, str, bytes], str] = {}

    def empty(self, doc: Doc) -> np.ndarray[Any, Any]:
        """A Doc's table, filled as if all tokens were white space that hangs on the word before."""
        table = np.zeros((len(doc), len(COLUMNS)), np.uint64)
        table[:, 6] = OUTSIDE
        for token in doc:
            if token.is_space:
                head = np.int64(-1 if token.i else 0).view(np.uint64)
                table[token.i, :6] = (self._space, self._space, 0, token.orth, head, self._loose)
        return table

    def fill(
        self, table: np.ndarray[Any, Any], positions: np.ndarray[Any, Any], words: Sequence[str], result: Parsed
    ) -> None:
        """Write one sentence's words into the table."""
        told = np.flatnonzero((result.events > 0) & (result.names == 0))
        table[positions[told], 6] = BEGINS
        table[positions[told], 7] = self._events[result.events[told]]
        named = np.flatnonzero(result.names)
        touching = positions[named] - 1 == positions[np.maximum(named - 1, 0)]
        goes_on = (result.names[named] % 2 == 0) & touching
        table[positions[named], 6] = np.where(goes_on, INSIDE, BEGINS)
        table[positions[named], 7] = self._kinds[(result.names[named] - 1) // 2]
        heads = positions[result.heads]
        table[positions, 4] = (heads - positions).view(np.uint64)
        table[positions, 5] = self._relations[result.relations]
        add = self._strings.add
        rows: list[tuple[int, int, int]] = []
        for word, labels, rules in zip(words, result.labels, result.rules, strict=True):
            tag, features, name = self._analysis(labels)
            lemma = self._lemma(word, name, rules)
            tense = self._tense(word, lemma) if name in VERBAL else None
            if tense is not None:
                features = self._analysis(labels, tense)[1]
            rows.append((tag, add(features), add(lemma)))
        columns = np.array(rows, np.uint64)
        table[positions, :4] = columns[:, [0, 0, 1, 2]]

    def _tense(self, word: str, lemma: str) -> dict[str, str] | None:
        """The features that the ending of a verb tells by itself."""
        key = word, lemma
        if key not in self._tenses:
            if len(self._tenses) >= LARGEST_MEMORY:
                self._tenses.clear()
            self._tenses[key] = self._endings.told(word, lemma)
        return self._tenses[key]

    def _analysis(
        self, labels: np.ndarray[Any, Any], told: dict[str, str] = NOTHING_TOLD
    ) -> tuple[int, str, str]:
        """The hash of the part of speech, the features, of which some are ``told``, and the part of speech itself.

        Of the features no hash is kept: a string that a memory zone met first is lost when it ends, whoever asked for
        it in between.
        """
        key = labels.tobytes(), told.get("Mood")
        found = self._analyses.get(key)
        if found is None:
            said = {name: group[int(label)] for (name, group), label in zip(self._groups, labels, strict=True)}
            said |= told
            tag = said.pop("tag")
            features = "|".join(f"{name}={value}" for name, value in said.items() if value)
            features = self._vocab.morphology.normalize_features(features)
            found = self._analyses[key] = (self._lasting(tag), features, tag)
        return found

    def _lasting(self, text: str) -> int:
        """The hash of a string that outlives the memory zone in which it is first met."""
        return int(self._strings.add(text, allow_transient=False))  # type: ignore[call-arg]

    def _lemma(self, word: str, tag: str, rules: np.ndarray[Any, Any]) -> str:
        if tag == "VERB" and word.lower() in self._verbs:
            return self._verbs[word.lower()]
        key = word, tag, rules.tobytes()
        lemma = self._lemmas.get(key)
        if lemma is None:
            if len(self._lemmas) >= LARGEST_MEMORY:
                self._lemmas.clear()
            likely = [self._rules[rule] for rule in rules.tolist()]
            lemma = self._lemmas[key] = self._lemmatizer.lemma(word, tag, likely)
        return lemma


@Language.factory(NAME, default_config={"threads": 1}, assigns=["token.pos", "token.dep", "token.lemma"])
def make_parser(nlp: Language, name: str, threads: int) -> Parser:  # noqa: ARG001 (as spaCy calls it)
    """The component ``tamani_parser``. ``threads``: cores that the network may use."""
    return Parser(nlp.vocab, str(nlp.lang), network(threads))
