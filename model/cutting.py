"""The small network: what matters least of a large one is cut away, or what was cut is given back in part.

What is cut: the attention heads and the inner units that matter least to the loss (Michel et al., "Are Sixteen Heads
Really Better than One?", NeurIPS 2019). What is given back starts without any say (Chen et al., "Net2Net", ICLR 2016):
the network that has grown says what it said before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import torch
from network import Parser
from train import gold_loss

if TYPE_CHECKING:
    from batches import Batch
    from labels import Labels
    from torch import Tensor


def weighed(parser: Parser, labels: Labels, batches: list[Batch]) -> list[tuple[Tensor, Tensor]]:
    """How much each attention head and each inner unit of each layer matters: |gradient × value|, summed."""
    sums = [(torch.zeros(layer.heads), torch.zeros(layer.up.out_features)) for layer in parser.layers]
    kept: dict[tuple[int, str], Tensor] = {}

    def keep(number: int, name: str) -> object:
        def hook(_module: object, given: tuple[Tensor, ...]) -> None:
            given[0].retain_grad()
            kept[number, name] = given[0]

        return hook

    hooks = []
    for number, layer in enumerate(parser.layers):
        hooks.append(layer.out.register_forward_pre_hook(keep(number, "heads")))
        hooks.append(layer.down.register_forward_pre_hook(keep(number, "inner")))
    for batch in batches:
        parser.zero_grad()
        gold_loss(parser, parser(*batch.inputs, batch.convention), batch, labels).backward()
        for number, layer in enumerate(parser.layers):
            for place, name in enumerate(("heads", "inner")):
                value = kept[number, name]
                share = (value.grad * value).flatten(0, 1).abs().sum(0)
                sums[number][place].add_(share.view(layer.heads, -1).sum(1) if name == "heads" else share)
    for hook in hooks:
        hook.remove()
    return sums


def cut_down(parser: Parser, sums: list[tuple[Tensor, Tensor]], heads: int, inner: int, labels: Labels) -> Parser:
    """The same network with ``heads`` attention heads and ``inner`` units in each layer, those that matter most."""
    shape = replace(parser.shape, heads=heads, inner=inner, conventions=0)
    small = Parser(shape, len(labels.relations), labels.width)
    weights = {k: v for k, v in parser.state_dict().items() if not k.startswith(("layers.", "convention"))}
    small.load_state_dict(weights, strict=False)
    for old, new, (head_sums, inner_sums) in zip(parser.layers, small.layers, sums, strict=True):
        best = head_sums.topk(heads).indices.sort().values
        rows = (best[:, None] * shape.head_size + torch.arange(shape.head_size)).flatten()
        units = inner_sums.topk(inner).indices.sort().values
        for name in ("query", "key", "value"):
            getattr(new, name).weight.data = getattr(old, name).weight.data[rows].clone()
            getattr(new, name).bias.data = getattr(old, name).bias.data[rows].clone()
        new.out.weight.data, new.out.bias.data = old.out.weight.data[:, rows].clone(), old.out.bias.data.clone()
        new.up.weight.data, new.up.bias.data = old.up.weight.data[units].clone(), old.up.bias.data[units].clone()
        new.down.weight.data, new.down.bias.data = old.down.weight.data[:, units].clone(), old.down.bias.data.clone()
        new.norm1.load_state_dict(old.norm1.state_dict())
        new.norm2.load_state_dict(old.norm2.state_dict())
    return small


def grown(small: Parser, large: Parser, heads: int, inner: int, labels: Labels) -> Parser:
    """The small network with ``heads`` attention heads and ``inner`` units in each layer, the new ones of the large.

    New are those least like any that the small one has.
    """
    shape = replace(small.shape, heads=heads, inner=inner)
    made = Parser(shape, len(labels.relations), labels.width)
    weights = {k: v for k, v in small.state_dict().items() if not k.startswith("layers.")}
    made.load_state_dict(weights, strict=False)
    for own, source, new in zip(small.layers, large.layers, made.layers, strict=True):
        units = _unlike(source.up.weight.data, own.up.weight.data, inner - small.shape.inner)
        _extend(new.up, own.up, source.up.weight.data[units], source.up.bias.data[units])
        size = shape.head_size
        value = (
            source.value.weight.data.view(-1, size * shape.width),
            own.value.weight.data.view(-1, size * shape.width),
        )
        chosen = _unlike(*value, heads - small.shape.heads)
        rows = (chosen[:, None] * size + torch.arange(size)).flatten()
        for name in ("query", "key", "value"):
            given = getattr(source, name)
            _extend(getattr(new, name), getattr(own, name), given.weight.data[rows], given.bias.data[rows])
        for name in ("out", "down"):
            to, before = getattr(new, name), getattr(own, name)
            to.weight.data.zero_()
            to.weight.data[:, : before.in_features] = before.weight.data
            to.bias.data.copy_(before.bias.data)
        new.norm1.load_state_dict(own.norm1.state_dict())
        new.norm2.load_state_dict(own.norm2.state_dict())
    return made


def _unlike(source: Tensor, own: Tensor, count: int) -> Tensor:
    """The rows of ``source`` that are least like any row of ``own``, by their angle."""
    near = torch.nn.functional.normalize(source, dim=1) @ torch.nn.functional.normalize(own, dim=1).T
    return (-near.max(1).values).topk(count).indices.sort().values


def _extend(to: torch.nn.Linear, before: torch.nn.Linear, weight: Tensor, bias: Tensor) -> None:
    to.weight.data.copy_(torch.cat([before.weight.data, weight]))
    to.bias.data.copy_(torch.cat([before.bias.data, bias]))
