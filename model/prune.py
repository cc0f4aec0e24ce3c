"""Choose the pieces of the encoder's vocabulary that French and English need, and keep their vectors.

python model/prune.py [--out build/model]

Kept are the pieces of all words in the frequency lists of the PyPI package ``wordfreq``, in small letters and with a
capital, every single character of Latin script, digits and marks. Vectors stay packed as they are: four bits a weight.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from pathlib import Path

import numpy as np
import wordfreq
from encoder_file import EncoderFile, packed_file

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tamani-model"))
from tamani_model.pieces import Pieces

LANGUAGES = ("fr", "en")
LAST_LATIN = 0x24F
"""The last character of the block Latin Extended-B."""


def chosen_rows(encoder: EncoderFile) -> list[int]:
    """Rows of the pieces to keep, special ones included, in their old order."""
    pieces = Pieces(encoder.vocabulary, encoder.unknown)
    rows = {encoder.begin, encoder.end, encoder.padding, encoder.unknown}
    for language in LANGUAGES:
        for word in wordfreq.get_frequency_dict(language, wordlist="large"):
            for form in (word, word.capitalize()):
                rows.update(pieces.rows(form))
    for piece, (row, _) in encoder.vocabulary.items():
        letter = piece.removeprefix("▁")
        if len(letter) == 1 and (ord(letter) <= LAST_LATIN or unicodedata.category(letter)[0] in "PS"):
            rows.add(row)
    return sorted(rows)


def main() -> None:
    """Write ``pieces.npz``: pieces with log probabilities, and their rows of the table as four-bit blocks."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=Path, default=Path("build/model"))
    given = options.parse_args()
    encoder = EncoderFile(packed_file())
    rows = chosen_rows(encoder)
    places = {row: place for place, row in enumerate(rows)}
    kept = {piece: (places[row], score) for piece, (row, score) in encoder.vocabulary.items() if row in places}
    names = [""] * len(rows)
    scores = np.zeros(len(rows), np.float32)
    for piece, (place, score) in kept.items():
        names[place], scores[place] = piece, score
    scale, nibbles = encoder.blocks("emb.word", encoder.rows, encoder.width)
    given.out.mkdir(parents=True, exist_ok=True)
    np.savez(
        given.out / "pieces.npz",
        names=np.frombuffer("\n".join(names).encode(), np.uint8),
        scores=scores,
        scale=scale[rows],
        nibbles=nibbles[rows],
        special=np.array([places[row] for row in (encoder.begin, encoder.end, encoder.padding, encoder.unknown)]),
    )
    print(f"{len(rows):,} of {encoder.rows:,} pieces kept")


if __name__ == "__main__":
    main()
