"""The network as an onnx graph of eight-bit products, made node by node.

Every product with a constant matrix is one ``MatMulIntegerToFloat`` with its bias; attention is one
``MultiHeadAttention`` a layer (operators of onnxruntime's own, on every processor it runs on). The sums that run past
the layers stay in single precision: only what goes into a product is rounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from network import Layer, Parser
    from torch import nn

OPSET = 17
OWN = "com.microsoft"
WEIGHT_BOUND = 63.0
"""Weights are rounded to seven bits: on processors without VNNI two products of eight bits may not fit into sixteen."""
EVENT_LAYERS = (2, 4)
"""The layers behind which a word is looked at for the event that it may tell of, besides its own vector."""
Range = tuple[float, float]


class Graph:
    """Nodes and constants in the making."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        self._rounded: dict[tuple[str, str], tuple[str, str, str]] = {}

    def constant(self, name: str, value: np.ndarray | np.generic) -> str:
        """A constant, kept once for its name."""
        self.constants.setdefault(name, numpy_helper.from_array(np.asarray(value), name))
        return name

    def add(
        self, kind: str, *given: str, domain: str = "", out: str | None = None, **options: float | list[int]
    ) -> str:
        """A node of one output."""
        made = out or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(given), [made], domain=domain, **options))
        return made

    def rounded(self, x: str, name: str, seen: Range) -> tuple[str, str, str]:
        """``x`` in eight bits for the range that was seen, with its scale and its zero; rounded once for one range."""
        low, high = min(seen[0], 0.0), max(seen[1], 0.0)
        key = x, f"{low:.6g},{high:.6g}"
        if key not in self._rounded:
            step = max(high - low, 1e-6) / 255
            scale = self.constant(f"{name}.scale", np.float32(step))
            zero = self.constant(f"{name}.zero", np.uint8(round(-low / step)))
            self._rounded[key] = self.add("QuantizeLinear", x, scale, zero), scale, zero
        return self._rounded[key]

    def product(self, x: str, name: str, linear: nn.Linear, seen: Range, *, out: str | None = None) -> str:
        """``x`` times the matrix of a linear layer, plus its bias."""
        values, scale, zero = self.rounded(x, name, seen)
        weight = linear.weight.detach().numpy().T
        steps = best_steps(weight)
        whole = np.rint(weight / steps).clip(-WEIGHT_BOUND, WEIGHT_BOUND).astype(np.int8)
        return self.add(
            "MatMulIntegerToFloat",
            values,
            self.constant(f"{name}.weight", whole),
            scale,
            self.constant(f"{name}.steps", steps.astype(np.float32)),
            zero,
            self.constant(f"{name}.none", np.zeros(len(steps), np.int8)),
            self.constant(f"{name}.bias", linear.bias.detach().numpy()),
            domain=OWN,
            out=out,
        )

    def norm(self, x: str, name: str, norm: nn.LayerNorm) -> str:
        """The norm over the last axis."""
        weight, bias = (each.detach().numpy() for each in (norm.weight, norm.bias))
        given = self.constant(f"{name}.weight", weight), self.constant(f"{name}.bias", bias)
        return self.add("LayerNormalization", x, *given, axis=-1, epsilon=norm.eps)

    def layer(self, x: str, mask: str, name: str, layer: Layer, seen: dict[str, Range]) -> str:
        """One layer of the encoder; ``mask``: 1 where there is a piece or word, whole numbers."""

        def product(what: str, given: str) -> str:
            return self.product(given, f"{name}.{what}", getattr(layer, what), seen[f"{name}.{what}"])

        three = [product(what, x) for what in ("query", "key", "value")]
        mixed = self.add("MultiHeadAttention", *three, "", mask, domain=OWN, num_heads=layer.heads)
        x = self.norm(self.add("Add", x, product("out", mixed)), f"{name}.norm1", layer.norm1)
        inner = self.add("Gelu", product("up", x), domain=OWN)
        return self.norm(self.add("Add", x, product("down", inner)), f"{name}.norm2", layer.norm2)

    def written(self, inputs: dict[str, tuple[int, list[str | int]]], outputs: dict[str, int]) -> onnx.ModelProto:
        """The whole as a model."""
        given = [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()]
        found = [helper.make_tensor_value_info(name, kind, None) for name, kind in outputs.items()]
        graph = helper.make_graph(self.nodes, "tamani", given, found, list(self.constants.values()))
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(OWN, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def best_steps(weight: np.ndarray) -> np.ndarray:
    """For each column of a matrix the step that loses least when its largest values may be cut off."""
    largest = np.maximum(np.abs(weight).max(0), 1e-8) / WEIGHT_BOUND
    tried = [largest * share for share in (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)]

    def lost(steps: np.ndarray) -> np.ndarray:
        whole = np.rint(weight / steps).clip(-WEIGHT_BOUND, WEIGHT_BOUND)
        return ((whole * steps - weight) ** 2).sum(0)

    return np.choose(np.argmin([lost(steps) for steps in tried], axis=0), tried)


def words_graph(parser: Parser, sizes: list[int], lemma_rules: int, seen: dict[str, Range]) -> onnx.ModelProto:
    """From pieces to scores of arcs, both halves of the relation scores, the best labels and lemma rules, vectors.

    The vectors are those that ``tamani_model.event_words`` looks at.

    ``sizes``: labels in each group, the lemma's last.
    """
    g, shape = Graph(), parser.shape
    one, zero = g.constant("one", np.array([1])), g.constant("zero", np.array([0]))
    length = g.add("Slice", g.add("Shape", "pieces"), one, g.constant("two", np.array([2])))
    places = g.add("Slice", g.constant("position", parser.position.detach().numpy()), zero, length)
    x = g.norm(g.add("Add", "pieces", places), "norm", parser.norm)
    ends = [g.add("Unsqueeze", each, g.constant("at_end", np.array([-1]))) for each in ("first", "last")]

    def pooled(x: str) -> str:
        """One vector a word: the mean of those of its first and its last piece."""
        outer = [g.add("GatherND", x, end, batch_dims=1) for end in ends]
        return g.add("Mul", g.add("Add", *outer), g.constant("half", np.float32(0.5)))

    seen_by_events = [pooled(x)]
    mask = g.add("Cast", "piece_mask", to=TensorProto.INT32)
    for number in range(shape.piece_layers):
        x = g.layer(x, mask, f"layers.{number}", parser.layers[number], seen)
    x = pooled(x)
    mask = g.add("Cast", "word_mask", to=TensorProto.INT32)
    for number in range(shape.piece_layers, shape.layers):
        x = g.layer(x, mask, f"layers.{number}", parser.layers[number], seen)
        if number + 1 in EVENT_LAYERS:
            seen_by_events.append(x)
    g.add("Concat", *seen_by_events, axis=-1, out="middle")
    _labels(g, parser, x, sizes, lemma_rules, seen)
    _arcs(g, parser, x, seen)
    batch, pieces, words = "sentences", "pieces", "words"
    inputs: dict[str, tuple[int, list[str | int]]] = {
        "pieces": (TensorProto.FLOAT, [batch, pieces, shape.width]),
        "piece_mask": (TensorProto.FLOAT, [batch, pieces]),
        "first": (TensorProto.INT64, [batch, words]),
        "last": (TensorProto.INT64, [batch, words]),
        "word_mask": (TensorProto.FLOAT, [batch, words]),
    }
    floats = dict.fromkeys(("arcs", "dependent", "head"), TensorProto.FLOAT)
    whole = dict.fromkeys(("labels", "rules"), TensorProto.INT64)
    return g.written(inputs, floats | whole | {"middle": TensorProto.FLOAT})


def _labels(g: Graph, parser: Parser, x: str, sizes: list[int], rules: int, seen: dict[str, Range]) -> None:
    scores = g.product(x, "labels_of_words", parser.labels, seen["labels"])
    parts = [f"group_{at}" for at in range(len(sizes))]
    split = g.constant("groups", np.array(sizes))
    g.nodes.append(helper.make_node("Split", [scores, split], parts, axis=-1))
    best = [g.add("ArgMax", part, axis=-1, keepdims=1) for part in parts[:-1]]
    g.add("Concat", *best, axis=-1, out="labels")
    count = g.constant("rules_wanted", np.array([rules]))
    g.nodes.append(helper.make_node("TopK", [parts[-1], count], ["rule_scores", "rules"], axis=-1))


def _arcs(g: Graph, parser: Parser, x: str, seen: dict[str, Range]) -> None:
    """The root in front of the words, then the two sides of arcs and of relations."""
    shape = parser.shape
    count = g.add("Slice", g.add("Shape", x), "zero", "one")
    root = g.constant("root", parser.root.detach().numpy()[None, None, :])
    width = g.constant("root_shape", np.array([1, shape.width]))
    x = g.add("Concat", g.add("Expand", root, g.add("Concat", count, width, axis=0)), x, axis=1)
    sides = [
        g.add("Gelu", g.product(x, f"{name}.0", getattr(parser, name)[0], seen[f"{name}.0"]), domain=OWN)
        for name in ("arc_dependent", "arc_head")
    ]
    weight = parser.arc.detach().numpy()
    left = g.add("MatMul", sides[0], g.constant("arc.weight", weight[:-1]))
    left = g.add("Add", left, g.constant("arc.bias", weight[-1]))
    scores = g.add("MatMul", left, g.add("Transpose", sides[1], perm=[0, 2, 1]))
    real = g.add("Pad", "word_mask", g.constant("in_front", np.array([0, 1, 0, 0])), g.constant("there", np.float32(1)))
    far = g.constant("far", np.float32(-1e4))
    missing = g.add("Mul", g.add("Sub", "there", real), far)
    scores = g.add("Add", scores, g.add("Unsqueeze", missing, "one"))
    nodes = g.add("Slice", g.add("Shape", x), "one", g.constant("two", np.array([2])))
    square = g.add("Expand", g.constant("nothing", np.zeros((1, 1), np.float32)), g.add("Concat", nodes, nodes, axis=0))
    g.add("Add", scores, g.add("Mul", g.add("EyeLike", square), far), out="arcs")
    for side in ("dependent", "head"):
        name = f"relation_{side}"
        g.product(x, name, getattr(parser, name), seen[name], out=side)


def arcs_graph(parser: Parser, seen: dict[str, Range]) -> onnx.ModelProto:
    """From the two halves and the heads that were chosen to the number of each relation."""
    g = Graph()
    place = g.add("Unsqueeze", "heads", g.constant("at_end", np.array([-1])))
    head = g.add("GatherND", "head", place, batch_dims=1)
    both = g.add("Gelu", g.add("Add", "dependent", head), domain=OWN), g.add("Mul", "dependent", head)
    joined = g.add("Concat", *both, axis=-1)
    scores = g.product(joined, "relation", parser.relation, seen["relation"])
    g.add("ArgMax", scores, axis=-1, keepdims=0, out="relations")
    shape: list[str | int] = ["sentences", "nodes", parser.shape.relation]
    inputs: dict[str, tuple[int, list[str | int]]] = {
        "dependent": (TensorProto.FLOAT, shape),
        "head": (TensorProto.FLOAT, shape),
        "heads": (TensorProto.INT64, ["sentences", "nodes"]),
    }
    return g.written(inputs, {"relations": TensorProto.INT64})


def perceptron_graph(
    inner: nn.Linear, outer: nn.Linear, seen: Range, told: dict[str, str]
) -> onnx.ModelProto:
    """A perceptron of one hidden layer from rows to chances; what goes into its first product is rounded.

    ``seen``: the range of the numbers in the rows; ``told``: what is kept beside the weights.
    """
    g = Graph()
    hidden = g.add("Relu", g.product("rows", "inner", inner, seen))
    weight, bias = (each.detach().numpy() for each in (outer.weight, outer.bias))
    scores = g.add("MatMul", hidden, g.constant("outer.weight", np.ascontiguousarray(weight.T)))
    g.add("Softmax", g.add("Add", scores, g.constant("outer.bias", bias)), axis=-1, out="chances")
    rows: list[str | int] = ["words", inner.in_features]
    made = g.written({"rows": (TensorProto.FLOAT, rows)}, {"chances": TensorProto.FLOAT})
    helper.set_model_props(made, told)
    return made
