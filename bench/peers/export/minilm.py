"""all-MiniLM-L6-v2 as an ONNX graph in the layout of transformers.js: models/minilm in the folder given first, from the
published weights in the folder given second. Made with torch 2.15.0 and transformers 5.24.0."""

import json
import shutil
import sys
from pathlib import Path

import torch
from transformers import AutoModel

source = Path(sys.argv[2]) / "minilm"
folder = Path(sys.argv[1]) / "models" / "minilm"
(folder / "onnx").mkdir(parents=True, exist_ok=True)
for name in ("config.json", "tokenizer.json"):
    shutil.copy(source / name, folder)
(folder / "tokenizer_config.json").write_text(
    json.dumps({"tokenizer_class": "BertTokenizer", "model_max_length": 512, "pad_token": "[PAD]"})
)

model = AutoModel.from_pretrained(source, dtype=torch.float32, attn_implementation="eager").eval()


class States(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids):
        # A mask of four axes goes through as it is.
        bias = (1 - attention_mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
        return self.model(input_ids=input_ids, attention_mask=bias, token_type_ids=token_type_ids).last_hidden_state


names = ["input_ids", "attention_mask", "token_type_ids"]
ids = torch.arange(2 * 7).reshape(2, 7) + 1000
example = (ids, torch.ones_like(ids), torch.zeros_like(ids))
open_axes = {name: {0: "batch", 1: "length"} for name in (*names, "last_hidden_state")}
torch.onnx.export(
    States(),
    example,
    folder / "onnx" / "model.onnx",
    input_names=names,
    output_names=["last_hidden_state"],
    dynamic_axes=open_axes,
    opset_version=17,
    dynamo=False,
)
