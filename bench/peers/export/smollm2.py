"""SmolLM2-135M-Instruct for the peers, from the published Q4_1 file in the folder given second, into models/smollm2 of the
folder given first: a folder for transformers (float32), graphs with grouped-query attention for onnxruntime (float32, and
4 bits in blocks of 32), and GGUF files of other types for llama.cpp. The 4-bit graph is thus quantised twice.

Made with torch 2.15.0, transformers 5.24.0, gguf 0.19.0 and onnxruntime-genai 0.18.0."""

import shutil
import sys
from pathlib import Path

import gguf
import numpy as np
import torch
from gguf.quants import dequantize, quantize
from language_model_graph import write_graph
from transformers import AutoModelForCausalLM, AutoTokenizer

source = Path(sys.argv[2]) / "smollm2"
published = source / "SmolLM2-135M-Instruct.Q4_1.gguf"
folder = Path(sys.argv[1]) / "models" / "smollm2"
types = gguf.GGMLQuantizationType


def write_folder():
    AutoTokenizer.from_pretrained(source, gguf_file=published.name).save_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(source, gguf_file=published.name, dtype=torch.float32)
    # Its numbers are float32 by now; only the config still says otherwise.
    del model.config.quantization_config
    model.hf_quantizer = None
    model.save_pretrained(folder)


def write_gguf(name, quantization, file_type):
    """The same tensors in another type; vectors stay float32."""
    reader = gguf.GGUFReader(published)
    writer = gguf.GGUFWriter(folder / f"{name}.gguf", "llama")
    for field in reader.fields.values():
        if field.name.startswith("GGUF.") or field.name == "general.architecture":
            continue
        value = file_type if field.name == "general.file_type" else field.contents()
        kind = field.types[0]
        writer.add_key_value(field.name, value, kind, field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None)
    for tensor in reader.tensors:
        shape = [int(length) for length in reversed(tensor.shape)]
        numbers = dequantize(tensor.data, tensor.tensor_type).astype(np.float32).reshape(shape)
        target = quantization if numbers.ndim == 2 else types.F32
        writer.add_tensor(tensor.name, quantize(numbers, target), raw_dtype=target)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


folder.mkdir(parents=True, exist_ok=True)
shutil.copy(published, folder / "q4.gguf")
write_folder()
write_gguf("f32", types.F32, 0)
write_gguf("q8", types.Q8_0, 7)
write_gguf("q4_0", types.Q4_0, 2)
write_graph(folder, "fp32", "model.onnx")
write_graph(folder, "int4", "model_q4.onnx")
