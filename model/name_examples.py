"""Words as the small network sees them, with what the large one says of each: what ``names.py`` learns from.

python model/name_examples.py --start build/model/teacher.pt [--out build/model/name_examples.npz]

The passages of ``model/name_texts``, whose names are known, are shown besides texts whose names only the teacher
guesses: those of ``model/event_texts``, Tamani's own sentences and natural ones.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from batches import Vocabulary
from name_teacher import given, read_teacher
from tagged_names import LONGEST_SENTENCE, ROOT, TEXTS, TaggedSentence, tagged_sentences
from tamani_model.names import may_be_named
from tamani_model.network import Network
from unlabelled import natural_sentences, own_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from name_teacher import NameTeacher

EVENT_TEXTS = ROOT / "model" / "event_texts"
UNKNOWN = -1
AT_ONCE = 32


def guessed_sentences(folder: Path, own: int, natural: int) -> Iterator[TaggedSentence]:
    """Sentences of which no name is known; ``own``, ``natural``: how many of the latter two."""
    yield from (
        TaggedSentence(UNKNOWN, s.words, [UNKNOWN] * len(s.words))
        for s in tagged_sentences(sorted(EVENT_TEXTS.glob("*.jsonl")))
    )
    drawn = [sentence for _, sentence in own_sentences()]
    random.Random(1).shuffle(drawn)
    drawn = drawn[:own] + [s for _, s in natural_sentences(folder, {"fr": natural, "en": natural})]
    for sentence in drawn:
        words = [word.form for word in sentence][:LONGEST_SENTENCE]
        yield TaggedSentence(UNKNOWN, words, [UNKNOWN] * len(words))


@torch.no_grad()
def said(teacher: NameTeacher, vocabulary: Vocabulary, sentences: list[TaggedSentence]) -> list[np.ndarray]:
    """The teacher's chances for the words of each sentence, n × labels."""
    found: list[np.ndarray] = []
    for at in range(0, len(sentences), AT_ONCE):
        some = [sentence.words for sentence in sentences[at : at + AT_ONCE]]
        chances = teacher(*given(vocabulary, some)).softmax(-1).numpy().astype(np.float16)
        found += [chances[number, : len(words)] for number, words in enumerate(some)]
    return found


def main() -> None:
    """Write vectors, the teacher's chances and the known labels of all words, sentence behind sentence."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--start", type=Path, default=Path("build/model/teacher.pt"), help="what the teacher began as")
    options.add_argument("--teacher", type=Path, default=Path("build/model/name_teacher.pt"))
    options.add_argument("--text", type=Path, default=Path("build/model/text"), help="what plain_text.py wrote")
    options.add_argument("--own", type=int, default=6000, help="Tamani's own sentences to show")
    options.add_argument("--natural", type=int, default=2000, help="natural sentences of each language to show")
    options.add_argument("--pieces", type=Path, default=Path("build/model/pieces.npz"))
    options.add_argument("--out", type=Path, default=Path("build/model/name_examples.npz"))
    asked = options.parse_args()
    sentences = [*tagged_sentences(sorted(TEXTS.glob("*.jsonl")))]
    sentences += guessed_sentences(asked.text, asked.own, asked.natural)
    sentences.sort(key=lambda sentence: len(sentence.words))
    teacher = read_teacher(asked.teacher, asked.start)
    chances = said(teacher, Vocabulary(asked.pieces), sentences)
    network = Network()
    np.savez(
        asked.out,
        vectors=np.concatenate([network.vectors(s.words).astype(np.float16) for s in sentences]),
        chances=np.concatenate(chances),
        labels=np.concatenate([s.labels for s in sentences]),
        passages=np.concatenate([[s.passage] * len(s.words) for s in sentences]),
        sentences=np.concatenate([[number] * len(s.words) for number, s in enumerate(sentences)]),
        looked_at=np.concatenate([may_be_named(s.words) for s in sentences]),
    )
    known = sum(sentence.passage != UNKNOWN for sentence in sentences)
    print(json.dumps({"sentences": len(sentences), "known": known, "words": sum(len(s.words) for s in sentences)}))


if __name__ == "__main__":
    main()
