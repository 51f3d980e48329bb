from pathlib import Path

import torch
import torch_side
from transformers import ViTForImageClassification

MODELS = Path(__file__).resolve().parents[3] / ".cache/bench/models"


def prepare(setting, inputs):
    torch_side.start(setting)
    model = ViTForImageClassification.from_pretrained(MODELS / setting["model"], dtype=torch.float32).eval()
    if setting["precision"] == "q8":
        model = torch.ao.quantization.quantize_dynamic(model, {torch.nn.Linear}, torch.qint8)
    pixels = torch.from_numpy(inputs["pixels"])
    return torch_side.OpSide(lambda: model(pixels).logits)
