"""The encoder: BERT of four layers (bge-small-zh-v1.5, MIT) and one attention pool per theme, polarity and target."""

import math

import numpy
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

HEADS = 8
MOST_POSITIONS = 256


class Layer(nn.Module):
    def __init__(self, width, dropout):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(width, width) for _ in range(4))
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.widen, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.last_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = dropout

    def forward(self, states, mask):
        rows, length, width = states.shape
        split = lambda x: x.view(rows, length, HEADS, width // HEADS).transpose(1, 2)
        query, key, value = split(self.query(states)), split(self.key(states)), split(self.value(states))
        scores = query @ key.transpose(2, 3) / math.sqrt(width // HEADS) + mask
        weights = functional.dropout(scores.softmax(-1), self.dropout, self.training)
        mixed = (weights @ value).transpose(1, 2).reshape(rows, length, width)
        drop = lambda x: functional.dropout(x, self.dropout, self.training)
        states = self.norm(states + drop(self.output(mixed)))
        return self.last_norm(states + drop(self.narrow(functional.gelu(self.widen(states)))))


class Encoder(nn.Module):
    """Ids and mask [rows, length] → theme logits [rows, themes], their attention [rows, themes, length], polarity, target."""

    def __init__(self, themes, vocabulary, width=512, layers=4, dropout=0.1):
        super().__init__()
        self.themes = themes
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Parameter(torch.zeros(MOST_POSITIONS, width))
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, dropout) for _ in range(layers))
        pools = themes + 2
        self.queries = nn.Parameter(torch.randn(width, pools) * 0.02)
        self.theme_weights = nn.Parameter(torch.randn(themes, width) * 0.02)
        self.first_weights = nn.Parameter(torch.zeros(themes, width))
        self.theme_bias = nn.Parameter(torch.full((themes,), -3.0))
        self.polarity, self.target = nn.Linear(2 * width, 3), nn.Linear(2 * width, 4)
        self.dropout = dropout

    def states(self, ids, mask):
        states = self.norm(self.words(ids) + self.positions[: ids.shape[1]])
        states = functional.dropout(states, self.dropout, self.training)
        away = (1.0 - mask.float()) * -1e4
        for layer in self.layers:
            states = layer(states, away[:, None, None, :])
        return states

    def forward(self, ids, mask):
        states = self.states(ids, mask)
        away = (1.0 - mask.float()) * -1e4
        scores = states @ self.queries / math.sqrt(states.shape[-1]) + away[:, :, None]
        attention = scores.softmax(1).transpose(1, 2)
        pooled = functional.dropout(attention @ states, self.dropout, self.training)
        first = states[:, 0]
        logits = (pooled[:, : self.themes] * self.theme_weights).sum(-1) + first @ self.first_weights.T + self.theme_bias
        polarity = self.polarity(torch.cat([pooled[:, self.themes], first], -1))
        target = self.target(torch.cat([pooled[:, self.themes + 1], first], -1))
        return logits, attention[:, : self.themes], polarity, target


def load_open_weights(encoder, path, kept):
    """Fills words, positions and layers from the open model; `kept` are the ids of its vocabulary that stay."""
    graph = onnx.load(path).graph
    arrays = {item.name: torch.from_numpy(numpy.array(numpy_helper.to_array(item))) for item in graph.initializer}
    by_output = {node.output[0]: node for node in graph.node}
    matrices = {}
    for node in graph.node:
        if node.op_type != "Add" or not any(name.endswith(".bias") for name in node.input):
            continue
        bias = next(name for name in node.input if name.endswith(".bias"))
        source = by_output.get(next(name for name in node.input if name != bias))
        if source is not None and source.op_type == "MatMul":
            matrices[bias[: -len(".bias")]] = arrays[source.input[1]]
    with torch.no_grad():
        encoder.words.weight.copy_(arrays["embeddings.word_embeddings.weight"][kept])
        encoder.positions.copy_(
            arrays["embeddings.position_embeddings.weight"][:MOST_POSITIONS] + arrays["embeddings.token_type_embeddings.weight"][0]
        )
        norm(encoder.norm, arrays, "embeddings.LayerNorm")
        for index, layer in enumerate(encoder.layers):
            base = f"encoder.layer.{index}"
            for module, name in (
                (layer.query, "attention.self.query"), (layer.key, "attention.self.key"), (layer.value, "attention.self.value"),
                (layer.output, "attention.output.dense"), (layer.widen, "intermediate.dense"), (layer.narrow, "output.dense"),
            ):
                module.weight.copy_(matrices[f"{base}.{name}"].T)
                module.bias.copy_(arrays[f"{base}.{name}.bias"])
            norm(layer.norm, arrays, f"{base}.attention.output.LayerNorm")
            norm(layer.last_norm, arrays, f"{base}.output.LayerNorm")


def norm(module, arrays, name):
    module.weight.copy_(arrays[f"{name}.weight"])
    module.bias.copy_(arrays[f"{name}.bias"])
