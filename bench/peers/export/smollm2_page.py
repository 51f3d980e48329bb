"""SmolLM2-135M-Instruct for transformers.js in a page, whose onnxruntime has no embeddings in blocks of 4 bits: the graph of
smollm2.py, with its matrices of products in 4 bits and embeddings in float32, which makes the file twice as large. Into
models/smollm2 of the folder given first, where the files of smollm2.py are."""

import sys
from pathlib import Path

from language_model_graph import write_graph

folder = Path(sys.argv[1]) / "models" / "smollm2"
write_graph(folder, "int4", "model_float_embeddings_q4.onnx", "shared_embeddings=false")
