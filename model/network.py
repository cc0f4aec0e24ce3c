"""The network that is trained: an encoder over word pieces that becomes one over words, and heads for each task.

The first layers see pieces; behind them each word keeps one vector (the mean of its first and its last piece) and the
other layers see words, which is a quarter less work. Arcs are scored by a biaffine product (Dozat and Manning, "Deep
Biaffine Attention for Neural Dependency Parsing", ICLR 2017), relations by a perceptron over dependent and head, each
label of the words by one linear layer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import Tensor, nn

if TYPE_CHECKING:
    from encoder_file import EncoderFile

FAR = -1e4
"""The score of what cannot be."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a network: its layers, of which the first ``piece_layers`` see pieces, and the width of its parts.

    ``conventions``: how many ways of annotating it is told apart (Stymne et al., "Parser Training with Heterogeneous
    Treebanks", ACL 2018); none for a network that knows one.
    """

    layers: int = 6
    piece_layers: int = 2
    inner: int = 1536
    arc: int = 192
    relation: int = 256
    width: int = 384
    heads: int = 12
    head_size: int = 32
    positions: int = 512
    conventions: int = 0


class Layer(nn.Module):
    """One layer of a BERT encoder (norms behind the sums)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.head_size = shape.heads, shape.head_size
        inside = shape.heads * shape.head_size
        self.query, self.key, self.value = (nn.Linear(shape.width, inside) for _ in range(3))
        self.out = nn.Linear(inside, shape.width)
        self.up, self.down = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        self.norm1, self.norm2 = nn.LayerNorm(shape.width, 1e-12), nn.LayerNorm(shape.width, 1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Batch × length × width, and a mask added to the scores (batch × 1 × 1 × length)."""
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, self.head_size).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        mixed = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, self.heads * self.head_size)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))

    def take(self, packed: EncoderFile, number: int) -> None:
        """Take the weights of the encoder's layer ``number``."""
        width, inner = packed.width, packed.inner
        linear = {"q": self.query, "k": self.key, "v": self.value, "ao": self.out, "fi": self.up, "fo": self.down}
        for name, layer in linear.items():
            rows, columns = (inner if name == "fi" else width), (inner if name == "fo" else width)
            layer.weight.data = torch.tensor(packed.matrix(f"l{number}.{name}.w", rows, columns))
            layer.bias.data = torch.tensor(packed.vector(f"l{number}.{name}.b"))
        for name, norm in {"aln": self.norm1, "oln": self.norm2}.items():
            norm.weight.data = torch.tensor(packed.vector(f"l{number}.{name}.w"))
            norm.bias.data = torch.tensor(packed.vector(f"l{number}.{name}.b"))


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of a batch of B sentences of at most W words, the root in front of them.

    ``arcs``: B × (W+1) × (W+1), dependent before head. ``dependent``/``head``: the two halves of the relation scores.
    ``labels``: B × W × all labels of words, one group behind the other.
    """

    arcs: Tensor
    dependent: Tensor
    head: Tensor
    labels: Tensor


class Parser(nn.Module):
    """Encoder and heads; the vectors of pieces are given, not looked up: their table is never trained."""

    def __init__(self, shape: Shape, relations: int, labels: int) -> None:
        super().__init__()
        self.shape = shape
        self.position = nn.Parameter(torch.zeros(shape.positions, shape.width), requires_grad=False)
        self.convention = nn.Parameter(torch.zeros(shape.conventions, shape.width)) if shape.conventions else None
        self.norm, self.drop = nn.LayerNorm(shape.width, 1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.root = nn.Parameter(torch.randn(shape.width) * 0.02)
        self.arc_dependent, self.arc_head = (self._side(shape.arc) for _ in range(2))
        self.arc = nn.Parameter(torch.zeros(shape.arc + 1, shape.arc))
        self.relation_dependent, self.relation_head = (nn.Linear(shape.width, shape.relation) for _ in range(2))
        self.relation = nn.Linear(shape.relation * 2, relations)
        self.labels, self.head_drop = nn.Linear(shape.width, labels), nn.Dropout(0.2)

    def _side(self, size: int) -> nn.Sequential:
        return nn.Sequential(nn.Linear(self.shape.width, size), nn.GELU(), nn.Dropout(0.2))

    def take(self, packed: EncoderFile) -> None:
        """Start from the first layers of a pretrained encoder."""
        kind = torch.tensor(packed.vector("emb.type")).view(-1, packed.width)[0]
        places = torch.tensor(packed.vector("emb.pos")).view(-1, packed.width)
        self.position.data = (places + kind)[: len(self.position)]
        self.norm.weight.data = torch.tensor(packed.vector("emb.ln.w"))
        self.norm.bias.data = torch.tensor(packed.vector("emb.ln.b"))
        for number, layer in enumerate(self.layers):
            layer.take(packed, number)

    def encode(
        self,
        pieces: Tensor,
        piece_mask: Tensor,
        first: Tensor,
        last: Tensor,
        word_mask: Tensor,
        convention: Tensor | None = None,
    ) -> Tensor:
        """Vectors of the words, B × W × width.

        ``pieces``: B × L × width, the table's rows; ``first``/``last``: B × W, places of each word's outer pieces;
        masks: 1 where there is a piece or word, 0 for padding; ``convention``: B, the way of annotating asked for.
        """
        if self.convention is not None and convention is not None:
            pieces = pieces + self.convention[convention][:, None, :]
        x = self.drop(self.norm(pieces + self.position[: pieces.shape[1]]))
        mask = ((1 - piece_mask) * FAR)[:, None, None, :]
        for layer in self.layers[: self.shape.piece_layers]:
            x = layer(x, mask)
        width = x.shape[2]
        both = [torch.gather(x, 1, place[:, :, None].expand(-1, -1, width)) for place in (first, last)]
        x = (both[0] + both[1]) * 0.5
        mask = ((1 - word_mask) * FAR)[:, None, None, :]
        for layer in self.layers[self.shape.piece_layers :]:
            x = layer(x, mask)
        return x

    def forward(
        self,
        pieces: Tensor,
        piece_mask: Tensor,
        first: Tensor,
        last: Tensor,
        word_mask: Tensor,
        convention: Tensor | None = None,
    ) -> Scores:
        """All scores of a batch; see :meth:`encode` for the arguments."""
        x = self.encode(pieces, piece_mask, first, last, word_mask, convention)
        labels = self.labels(self.head_drop(x))
        x = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        dependent = self.arc_dependent(x)
        dependent = torch.cat([dependent, torch.ones_like(dependent[..., :1])], -1)
        arcs = dependent @ self.arc @ self.arc_head(x).transpose(1, 2)
        real = torch.cat([torch.ones_like(word_mask[:, :1]), word_mask], 1)
        arcs = arcs + ((1 - real) * FAR)[:, None, :] + torch.eye(arcs.shape[1]) * FAR
        x = self.head_drop(x)
        return Scores(arcs, self.relation_dependent(x), self.relation_head(x), labels)

    def relations(self, dependent: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relations between each word and the head given for it: B × (W+1) × relations."""
        head = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        return self.relation(torch.cat([F.gelu(dependent + head), dependent * head], -1))
