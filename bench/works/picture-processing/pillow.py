from pathlib import Path

import torch
from PIL import Image
from transformers import ViTImageProcessorPil

CACHE = Path(__file__).resolve().parents[3] / ".cache/bench"


class Pixels:
    def __init__(self, file):
        self.processor = ViTImageProcessorPil.from_pretrained(CACHE / "models/vit-processor")
        self.path = CACHE / "pictures" / file

    def run(self):
        with Image.open(self.path) as picture:
            return self.processor(picture, return_tensors="np")["pixel_values"]

    def answer(self):
        return self.run()


def prepare(setting, inputs):
    torch.set_num_threads(setting["threads"])
    return Pixels(setting["file"])
