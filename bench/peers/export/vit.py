"""Vision Transformers of the published sizes with random weights, models/vit-tiny and models/vit-base in the folder given
first: as transformers saves them, and as ONNX graphs in the layout of transformers.js, float32 and dynamically quantised
to 8 bits. Made with torch 2.15.0, transformers 5.24.0 and onnxruntime 1.32.0."""

import sys
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import ViTConfig, ViTForImageClassification, ViTImageProcessorPil

models = Path(sys.argv[1]) / "models"
sizes = {"vit-tiny": (192, 3), "vit-base": (768, 12)}


class Logits(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        return self.model(pixel_values).logits


def write(name, width, heads):
    torch.manual_seed(0)
    # Weights larger than those that training begins with, so that every layer has a say in the logits.
    config = ViTConfig(
        hidden_size=width,
        num_attention_heads=heads,
        intermediate_size=4 * width,
        num_labels=1000,
        initializer_range=width**-0.5,
        attn_implementation="eager",
    )
    model = ViTForImageClassification(config).eval()
    folder = models / name
    model.save_pretrained(folder)
    ViTImageProcessorPil().save_pretrained(folder)
    (folder / "onnx").mkdir(exist_ok=True)
    whole = folder / "onnx/model.onnx"
    torch.onnx.export(
        Logits(model),
        torch.zeros(2, 3, 224, 224),
        whole,
        input_names=["pixel_values"],
        output_names=["logits"],
        dynamic_axes={"pixel_values": {0: "batch"}, "logits": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    # As the script of transformers.js does: matrices alone, signed.
    quantize_dynamic(
        whole,
        folder / "onnx/model_quantized.onnx",
        op_types_to_quantize=["MatMul", "Gemm"],
        weight_type=QuantType.QInt8,
    )


for name, (width, heads) in sizes.items():
    write(name, width, heads)
