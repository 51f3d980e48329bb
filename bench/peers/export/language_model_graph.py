"""A graph with grouped-query attention for onnxruntime, from a folder for transformers. Made with onnxruntime-genai 0.18.0."""

import shutil
import subprocess
import sys

import onnx


def write_graph(folder, precision, name, *options):
    built = folder / f"built-{precision}"
    builder = [sys.executable, "-m", "onnxruntime_genai.models.builder", "-i", folder, "-o", built, "-p", precision]
    subprocess.run([*builder, "-e", "cpu", "--extra_options", "int4_accuracy_level=4", *options], check=True)
    model = onnx.load(built / "model.onnx")
    for given in model.graph.input:
        # transformers.js reads the empty cache's shape from the graph: heads and width must be numbers.
        if given.name.startswith("past_key_values"):
            given.type.tensor_type.shape.dim[1].dim_value = 3
            given.type.tensor_type.shape.dim[3].dim_value = 64
    (folder / "onnx").mkdir(exist_ok=True)
    onnx.save(model, folder / "onnx" / name)
    shutil.rmtree(built)
