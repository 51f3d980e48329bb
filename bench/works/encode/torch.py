import json
from pathlib import Path

import torch
import torch_side
from transformers import AutoModel, AutoTokenizer

FOLDER = Path(__file__).resolve().parents[3] / ".cache/pretrained/minilm"
SENTENCES = json.loads(Path(__file__).with_name("sentences.json").read_text())["sentences"]


class Encoder:
    def __init__(self, batch, count):
        self.batches = [SENTENCES[at : min(count, at + batch)] for at in range(0, count, batch)]
        self.tokenizer = AutoTokenizer.from_pretrained(FOLDER)
        self.model = AutoModel.from_pretrained(FOLDER, dtype=torch.float32).eval()

    def encode(self, texts):
        given = self.tokenizer(texts, padding=True, return_tensors="pt")
        states = self.model(**given).last_hidden_state
        kept = given["attention_mask"].unsqueeze(-1).float()
        return torch.nn.functional.normalize((states * kept).sum(1) / kept.sum(1), dim=-1)

    def run(self):
        for texts in self.batches:
            self.encode(texts)

    def answer(self):
        return torch.cat([self.encode(texts) for texts in self.batches]).numpy()


def prepare(setting, inputs):
    torch_side.start(setting)
    return Encoder(setting["batch"], setting["sentences"])
