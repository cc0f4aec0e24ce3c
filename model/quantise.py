"""Write the trained network as two graphs of eight-bit weights, beside its pieces and labels, into the package.

python model/quantise.py [--weights build/model/student.pt] [--out tamani-model/tamani_model/data]

Weights are rounded to eight bits with a scale for each column, activations with scales measured once on Tamani's own
example sentences. The scales being fixed, a sentence's parse does not hang on the sentences that it is parsed with.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import onnx
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tamani-model"))
from batches import Coder, Vocabulary
from graph import arcs_graph, words_graph
from labels import Labels
from network import Parser, Shape
from torch import Tensor, nn
from unlabelled import own_sentences

if TYPE_CHECKING:
    from collections.abc import Callable

LEMMA_RULES = 5
"""How many rules the lemmatizer may choose from."""
SHARES = (1.0, 0.85, 0.7)
"""Shares of the least and the largest value that are tried as ends of the range in which values are rounded."""
SAMPLE = 300
"""Sentences on which the ranges of activations are measured."""


def load(path: Path) -> tuple[Parser, Labels]:
    """A trained network and its labels.

    Raises:
        OSError: the file cannot be read.
    """
    saved = torch.load(path)
    labels = Labels(**saved["labels"])
    parser = Parser(Shape(**saved["shape"]), len(labels.relations), labels.width)
    parser.load_state_dict(saved["weights"])
    return parser.eval(), labels


def ranges(parser: Parser, coder: Coder) -> dict[str, tuple[float, float]]:
    """The range in which the values that go into each linear layer are rounded.

    It is the part of what a sample of Tamani's own sentences gives that loses least when all outside of it is cut off:
    a few large values would else make the steps of all others coarse.
    """
    seen: dict[str, list[Tensor]] = {}

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        return lambda _module, given: seen.setdefault(name, []).append(given[0].detach().flatten())

    linear = {name: module for name, module in parser.named_modules() if isinstance(module, nn.Linear)}
    hooks = [module.register_forward_pre_hook(watch(name)) for name, module in linear.items()]
    for _, sentence in random.Random(1).sample(own_sentences(), SAMPLE):
        with torch.no_grad():
            scores = parser(*coder.batch([coder.coded(sentence)]).inputs)
            parser.relations(scores.dependent, scores.head, scores.arcs.argmax(-1))
    for hook in hooks:
        hook.remove()
    return {name: best_range(torch.cat(values)) for name, values in seen.items()}


def best_range(values: Tensor) -> tuple[float, float]:
    """The range, zero included, with the least square error of values rounded in it to eight bits."""
    low, high = min(values.min().item(), 0.0), max(values.max().item(), 0.0)
    tried = [(low * a, high * b) for a in SHARES for b in SHARES]
    return min(tried, key=lambda part: _lost(values, *part))


def _lost(values: Tensor, low: float, high: float) -> float:
    step = max(high - low, 1e-6) / 255
    zero = round(-low / step)
    rounded = ((values / step).round() + zero).clamp(0, 255) - zero
    return (rounded * step - values).pow(2).sum().item()


def main() -> None:
    """Write the package's data."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, default=Path("build/model/student.pt"))
    options.add_argument("--pieces", type=Path, default=Path("build/model/pieces.npz"))
    options.add_argument("--out", type=Path, default=Path("tamani-model/tamani_model/data"))
    given = options.parse_args()
    parser, labels = load(given.weights)
    given.out.mkdir(parents=True, exist_ok=True)
    seen = ranges(parser, Coder(Vocabulary(given.pieces), labels))
    sizes = [len(group) for group in labels.groups.values()]
    onnx.save(words_graph(parser, sizes, LEMMA_RULES, seen), given.out / "words.onnx")
    onnx.save(arcs_graph(parser, seen), given.out / "arcs.onnx")
    for file in (given.pieces, *sorted(given.pieces.parent.glob("lemmas.*.z"))):
        shutil.copy(file, given.out / file.name)
    table = {"relations": labels.relations, "groups": labels.groups}
    (given.out / "labels.json").write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    for file in sorted(given.out.iterdir()):
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
