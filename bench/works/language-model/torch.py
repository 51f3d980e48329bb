from pathlib import Path

import torch
import torch_side
from transformers import AutoModelForCausalLM

FOLDER = Path(__file__).resolve().parents[3] / ".cache/bench/models/smollm2"
COMPARED = 6


class Reader:
    """A bare loop around the model of transformers."""

    def __init__(self, setting):
        self.prompt = [100 + (at * 7919) % 40_000 for at in range(setting["prompt"])]
        self.task, self.count = setting["task"], setting["answer"]
        self.model = AutoModelForCausalLM.from_pretrained(FOLDER, dtype=torch.float32).eval()

    def step(self, ids):
        output = self.model(torch.tensor([ids]), past_key_values=self.cache, use_cache=True, logits_to_keep=1)
        self.cache = output.past_key_values
        return int(output.logits[0, -1].argmax())

    def read_prompt(self):
        self.cache = None
        return self.step(self.prompt)

    def follow(self, id, count):
        ids = [id]
        for _ in range(count):
            ids.append(self.step(ids[-1:]))
        return ids

    def before(self):
        if self.task == "decode":
            self.first = self.read_prompt()

    def run(self):
        if self.task == "prefill":
            self.read_prompt()
        else:
            self.follow(self.first, self.count)

    def answer(self):
        return self.follow(self.read_prompt(), COMPARED - 1)


def prepare(setting, inputs):
    torch_side.start(setting)
    return Reader(setting) if setting["precision"] == "f32" else None
