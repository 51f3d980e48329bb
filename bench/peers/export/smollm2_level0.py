"""The 4-bit graph of SmolLM2-135M-Instruct that smollm2.py makes, for products in float32: accuracy level 0 in place of 4, by
which activations may be rounded to 8 bits. Into models/smollm2 of the folder given first. Made with onnx 1.23.2."""

import sys
from pathlib import Path

import onnx

folder = Path(sys.argv[1]) / "models" / "smollm2" / "onnx"
model = onnx.load(folder / "model_q4.onnx")
for node in model.graph.node:
    for attribute in node.attribute:
        if attribute.name == "accuracy_level":
            attribute.i = 0
onnx.save(model, folder / "model_level0_q4.onnx")
