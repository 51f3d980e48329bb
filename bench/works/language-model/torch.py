from pathlib import Path

import torch
import torch_side
from reader import Reader
from transformers import AutoModelForCausalLM

FOLDER = Path(__file__).resolve().parents[3] / ".cache/bench/models/smollm2"


class TorchReader(Reader):
    """A bare loop around the model of transformers."""

    def __init__(self, setting):
        super().__init__(setting)
        self.model = AutoModelForCausalLM.from_pretrained(FOLDER, dtype=torch.float32).eval()

    def step(self, ids):
        output = self.model(torch.tensor([ids]), past_key_values=self.cache, use_cache=True, logits_to_keep=1)
        self.cache = output.past_key_values
        return int(output.logits[0, -1].argmax())

    def forget(self):
        self.cache = None


def prepare(setting, inputs):
    torch_side.start(setting)
    return TorchReader(setting) if setting["precision"] == "f32" else None
