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
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tamani-model"))
from batches import Coder, Vocabulary
from labels import Labels
from network import Parser, Shape
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from torch import Tensor, nn
from unlabelled import own_sentences

OPSET = 17
LEMMA_RULES = 5
"""How many rules the lemmatizer may choose from."""
SAMPLE = 300
"""Sentences on which the ranges of activations are measured."""
INPUTS = ("pieces", "piece_mask", "first", "last", "word_mask")


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


class Words(nn.Module):
    """From pieces to what the package works on.

    Scores of arcs, both halves of the relation scores, the best label of each group, and the best rules of the lemma,
    which is the last group.
    """

    def __init__(self, parser: Parser, labels: Labels) -> None:
        super().__init__()
        self.parser, self.sizes = parser, [len(group) for group in labels.groups.values()]

    def forward(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        scores = self.parser(*inputs)
        *groups, lemma = scores.labels.split(self.sizes, -1)
        best = torch.stack([group.argmax(-1) for group in groups], -1)
        return scores.arcs, scores.dependent, scores.head, best, lemma.topk(LEMMA_RULES, -1).indices


class Arcs(nn.Module):
    """From the two halves and the heads that were chosen to relations."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, dependent: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        return self.parser.relations(dependent, head, heads).argmax(-1)


class Measured(CalibrationDataReader):
    """Inputs on which the ranges of activations are measured."""

    def __init__(self, inputs: list[dict[str, Any]]) -> None:
        self.inputs = iter(inputs)

    def get_next(self) -> dict[str, Any] | None:
        """The next input, None behind the last."""
        return next(self.inputs, None)


def measuring_inputs(parser: Parser, coder: Coder) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Inputs of the two graphs for a sample of Tamani's own sentences, one sentence each."""
    chosen = [sentence for _, sentence in random.Random(1).sample(own_sentences(), SAMPLE)]
    words, arcs = [], []
    for sentence in chosen:
        given = coder.batch([coder.coded(sentence)]).inputs
        with torch.no_grad():
            scores = parser(*given)
        words.append({name: value.numpy() for name, value in zip(INPUTS, given, strict=True)})
        halves = {"dependent": scores.dependent.numpy(), "head": scores.head.numpy()}
        arcs.append(halves | {"heads": scores.arcs.argmax(-1).numpy()})
    return words, arcs


def export(parser: Parser, labels: Labels, coder: Coder, out: Path) -> None:
    """Write ``words.onnx`` and ``arcs.onnx``."""
    for_words, for_arcs = measuring_inputs(parser, coder)
    length, words = 9, 6
    masks = torch.ones(2, length), torch.ones(2, words)
    places = torch.arange(words).expand(2, -1)
    given = (torch.randn(2, length, parser.shape.width), masks[0], places, places, masks[1])
    axes = {name: {0: "sentences", 1: "pieces" if "piece" in name else "words"} for name in INPUTS}
    both = parser(*given)
    halves = (both.dependent.detach(), both.head.detach(), torch.zeros(2, words + 1, dtype=torch.long))
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        names = ["arcs", "dependent", "head", "labels", "rules"]
        axes |= {name: {0: "sentences", 1: "words" if name in {"labels", "rules"} else "nodes"} for name in names}
        axes["arcs"][2] = "nodes"
        _write(Words(parser, labels), given, full, (list(INPUTS), names, axes))
        _shrink(full, out / "words.onnx", for_words)
        names = ["dependent", "head", "heads"]
        axes = {name: {0: "sentences", 1: "nodes"} for name in [*names, "relations"]}
        _write(Arcs(parser), halves, full, (names, ["relations"], axes))
        _shrink(full, out / "arcs.onnx", for_arcs)


def _write(
    module: nn.Module,
    given: tuple[Tensor, ...],
    path: Path,
    naming: tuple[list[str], list[str], dict[str, dict[int, str]]],
) -> None:
    inputs, outputs, axes = naming
    torch.onnx.export(
        module, given, str(path), input_names=inputs, output_names=outputs, dynamic_axes=axes, opset_version=OPSET,
        dynamo=False,
    )  # fmt: skip


def _shrink(full: Path, out: Path, inputs: list[dict[str, Any]]) -> None:
    """Round the products with constant matrices; all else stays in single precision."""
    graph = onnx.load(full).graph
    constant = {weight.name for weight in graph.initializer}
    products = [n.name for n in graph.node if n.op_type == "MatMul" and any(name in constant for name in n.input)]
    quantize_static(
        full, out, Measured(inputs), quant_format=QuantFormat.QDQ, per_channel=True, reduce_range=True,
        activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, nodes_to_quantize=products,
        op_types_to_quantize=["MatMul"], calibrate_method=CalibrationMethod.MinMax,
        extra_options={
            "QDQOpTypePerChannelSupportToAxis": {"MatMul": 1},
            "OpTypesToExcludeOutputQuantization": ["MatMul"],
        },
    )  # fmt: skip


def main() -> None:
    """Write the package's data."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, default=Path("build/model/student.pt"))
    options.add_argument("--pieces", type=Path, default=Path("build/model/pieces.npz"))
    options.add_argument("--out", type=Path, default=Path("tamani-model/tamani_model/data"))
    given = options.parse_args()
    parser, labels = load(given.weights)
    given.out.mkdir(parents=True, exist_ok=True)
    export(parser, labels, Coder(Vocabulary(given.pieces), labels), given.out)
    for file in (given.pieces, *sorted(given.pieces.parent.glob("lemmas.*.z"))):
        shutil.copy(file, given.out / file.name)
    table = {"relations": labels.relations, "groups": labels.groups}
    (given.out / "labels.json").write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    for file in sorted(given.out.iterdir()):
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
