"""How well and how fast the installed model parses treebanks.

python model/evaluate.py FILE.conllu … [--first N] [--skip N]

One line of JSON a file: parts of speech (UPOS), unlabelled and labelled attachment (UAS, LAS), the latter without
punctuation too, recall by relation, lemmas, tokens a second of one core. Tokens are the treebank's own, contractions
("du") one token with the annotation of their first word; relations are compared without their subtypes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import tamani_model
from spacy.tokens import Doc
from treebank import read_sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from treebank import Sentence

SENTENCES_A_DOC = 15
FRENCH = "fr"


def docs_of(pipeline: Language, sentences: list[Sentence]) -> list[Doc]:
    """Docs of the treebank's tokens and sentences, some sentences each."""
    docs = []
    for at in range(0, len(sentences), SENTENCES_A_DOC):
        words = [(word, place == 0) for s in sentences[at : at + SENTENCES_A_DOC] for place, word in enumerate(s)]
        docs.append(
            Doc(
                pipeline.vocab,
                words=[word.form for word, _ in words],
                spaces=[word.space for word, _ in words],
                sent_starts=[start for _, start in words],
            )
        )
    return docs


def figures(sentences: list[Sentence], docs: list[Doc]) -> dict[str, Any]:
    """Shares of tokens read right."""
    count: Counter[str] = Counter()
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    tokens = iter([token for doc in docs for token in doc])
    for sentence in sentences:
        row = [next(tokens) for _ in sentence]
        for place, (word, token) in enumerate(zip(sentence, row, strict=True)):
            head = place + token.head.i - token.i
            arc = head == word.head
            right = arc and token.dep_.lower() == word.relation
            counted = word.tag != "PUNCT"
            count.update(n=1, tag=token.pos_ == word.tag, arc=arc, right=right, lemma=token.lemma_ == word.lemma)
            count.update(words=counted, word_right=counted and right)
            total[word.relation] += 1
            found[word.relation] += right
    return {
        "tokens": count["n"],
        "UPOS": _share(count["tag"], count["n"]),
        "UAS": _share(count["arc"], count["n"]),
        "LAS": _share(count["right"], count["n"]),
        "LAS without punctuation": _share(count["word_right"], count["words"]),
        "lemma": _share(count["lemma"], count["n"]),
        "recall": {name: _share(found[name], total[name]) for name in sorted(total)},
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def evaluate(path: Path, first: int | None, skip: int) -> dict[str, Any]:
    """The line for one file."""
    sentences = list(read_sentences(path))[skip:][:first]
    language = path.name.partition("_")[0]
    known = language if language in tamani_model.languages() else FRENCH
    pipeline = tamani_model.load(language=known)
    docs = docs_of(pipeline, sentences)
    list(pipeline.pipe(docs_of(pipeline, sentences[:SENTENCES_A_DOC])))
    start = time.process_time()
    docs = list(pipeline.pipe(docs))
    seconds = time.process_time() - start
    rows = figures(sentences, docs)
    return {"file": path.name, "language": known, **rows, "tokens a second": round(rows["tokens"] / seconds)}


def main() -> None:
    """Print a line for each file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", type=Path, nargs="+")
    options.add_argument("--first", type=int, help="only so many sentences of each file")
    options.add_argument("--skip", type=int, default=0, help="pass over so many sentences of each file")
    given = options.parse_args()
    for path in given.files:
        if not path.is_file():
            sys.exit(f"{path}: no such file")
        print(json.dumps(evaluate(path, given.first, given.skip), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
