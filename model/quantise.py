"""Write the trained network as two graphs of eight-bit weights, beside its pieces and labels, into the package.

python model/quantise.py [--weights build/model/student.pt] [--out tamani-model/tamani_model/data]

Weights are rounded once, to eight bits a weight with a scale for each column; activations are rounded as they come.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import torch
from labels import Labels
from network import Parser, Shape
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

OPSET = 17
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
    """From pieces to scores of arcs, both halves of the relation scores and the best label of each group."""

    def __init__(self, parser: Parser, labels: Labels) -> None:
        super().__init__()
        self.parser, self.sizes = parser, [len(group) for group in labels.groups.values()]

    def forward(self, *inputs: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        scores = self.parser(*inputs)
        best = [group.argmax(-1) for group in scores.labels.split(self.sizes, -1)]
        return scores.arcs, scores.dependent, scores.head, torch.stack(best, -1)


class Arcs(nn.Module):
    """From the two halves and the heads that were chosen to relations."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, dependent: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        return self.parser.relations(dependent, head, heads).argmax(-1)


def export(parser: Parser, labels: Labels, out: Path) -> None:
    """Write ``words.onnx`` and ``arcs.onnx``."""
    length, words = 9, 6
    masks = torch.ones(2, length), torch.ones(2, words)
    places = torch.arange(words).expand(2, -1)
    given = (torch.randn(2, length, parser.shape.width), masks[0], places, places, masks[1])
    axes = {name: {0: "sentences", 1: "pieces" if "piece" in name else "words"} for name in INPUTS}
    both = parser(*given)
    halves = (both.dependent.detach(), both.head.detach(), torch.zeros(2, words + 1, dtype=torch.long))
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        names = ["arcs", "dependent", "head", "labels"]
        axes |= {name: {0: "sentences", 1: "words" if name == "labels" else "nodes"} for name in names}
        axes["arcs"][2] = "nodes"
        _write(Words(parser, labels), given, full, (list(INPUTS), names, axes))
        _shrink(full, out / "words.onnx")
        names = ["dependent", "head", "heads"]
        axes = {name: {0: "sentences", 1: "nodes"} for name in [*names, "relations"]}
        _write(Arcs(parser), halves, full, (names, ["relations"], axes))
        _shrink(full, out / "arcs.onnx")


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


def _shrink(full: Path, out: Path) -> None:
    options = {"MatMulConstBOnly": True}
    quantize_dynamic(full, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, extra_options=options)


def main() -> None:
    """Write the package's data."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, default=Path("build/model/student.pt"))
    options.add_argument("--pieces", type=Path, default=Path("build/model/pieces.npz"))
    options.add_argument("--out", type=Path, default=Path("tamani-model/tamani_model/data"))
    given = options.parse_args()
    parser, labels = load(given.weights)
    given.out.mkdir(parents=True, exist_ok=True)
    export(parser, labels, given.out)
    shutil.copy(given.pieces, given.out / "pieces.npz")
    table = {"relations": labels.relations, "groups": labels.groups}
    (given.out / "labels.json").write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    for file in sorted(given.out.iterdir()):
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
