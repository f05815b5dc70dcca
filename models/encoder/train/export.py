"""Writes the trained encoder as ONNX, int8 per channel within 7 bits: no saturation on processors without VNNI."""

import argparse
import json
import os
import tempfile

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from model import Encoder


class Exported(torch.nn.Module):
    """One text at a time: no padding, so no mask, and no result depends on a neighbour."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids):
        logits, attention, polarity, target = self.encoder(input_ids, torch.ones_like(input_ids))
        return logits, attention, polarity, target


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", required=True)
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--themes", required=True)
    parser.add_argument("--out", required=True, help="models/encoder")
    settings = parser.parse_args()
    themes = open(settings.themes).read().split()
    kept = json.load(open(settings.vocabulary, encoding="utf8"))
    saved = torch.load(settings.state)
    encoder = Encoder(len(themes), len(kept))
    encoder.load_state_dict(saved["state"])
    encoder.eval()
    os.makedirs(os.path.join(settings.out, "onnx"), exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = os.path.join(folder, "plain.onnx")
        torch.onnx.export(
            Exported(encoder), (torch.ones(1, 40, dtype=torch.long),), plain, dynamo=False, opset_version=17,
            input_names=["input_ids"], output_names=["logits", "attention", "polarity", "target"],
            dynamic_axes={"input_ids": {1: "length"}, "attention": {2: "length"}},
        )
        quantize_dynamic(
            plain, os.path.join(settings.out, "onnx", "model_quantized.onnx"), weight_type=QuantType.QInt8,
            per_channel=True, reduce_range=True, op_types_to_quantize=["MatMul", "Gather"],
        )
    order = sorted(kept, key=lambda piece: kept[piece][0])
    with open(os.path.join(settings.out, "pieces.txt"), "w", encoding="utf8") as file:
        file.write("\n".join(order) + "\n")
    with open(os.path.join(settings.out, "config.json"), "w", encoding="utf8") as file:
        json.dump({"model_type": "bert", "hidden_size": 512, "num_hidden_layers": 4, "vocab_size": len(order)}, file, indent=2)
        file.write("\n")
    with open(os.path.join(settings.out, "held-out.txt"), "w", encoding="utf8") as file:
        file.write("\n".join(str(id_) for id_ in saved["held_out"]) + "\n")
    print(os.path.getsize(os.path.join(settings.out, "onnx", "model_quantized.onnx")))


if __name__ == "__main__":
    main()
