"""The translator as an M2M100 of transformers: pre-norm, scaled and tied embeddings, with positions as published."""

import json
import re
from pathlib import Path

import torch
import torch_side
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import GenerationConfig, M2M100Config, M2M100ForConditionalGeneration

CHECKPOINT = Path(__file__).resolve().parents[3] / "apps/translation/checkpoint"
SENTENCES = json.loads(Path(__file__).with_name("sentences.json").read_text())["sentences"]
NAMES = [
    (r"^embedding\.", "model.shared."),
    (r"^(encoder|decoder)\.norm\.", r"model.\1.layer_norm."),
    (r"^(encoder|decoder)\.layers\.", r"model.\1.layers."),
    (r"self_attention_norm", "self_attn_layer_norm"),
    (r"cross_attention_norm", "encoder_attn_layer_norm"),
    (r"feed_forward_norm", "final_layer_norm"),
    (r"self_attention", "self_attn"),
    (r"cross_attention", "encoder_attn"),
    (r"feed_forward\.inner", "fc1"),
    (r"feed_forward\.outer", "fc2"),
]


class Positions(torch.nn.Module):
    """Sines and cosines in turn (Vaswani et al. 2017), from 0."""

    def __init__(self, length, width):
        super().__init__()
        places = torch.arange(length, dtype=torch.float64)[:, None]
        angles = places / 10000 ** (torch.arange(0, width, 2, dtype=torch.float64) / width)
        table = torch.stack([angles.sin(), angles.cos()], -1).flatten(1)
        self.register_buffer("table", table.float(), persistent=False)

    def forward(self, input_ids=None, inputs_embeds=None, past_key_values_length=0):
        length = (input_ids if input_ids is not None else inputs_embeds).shape[1]
        return self.table[past_key_values_length : past_key_values_length + length][None]


def rename(name):
    for pattern, replacement in NAMES:
        name = re.sub(pattern, replacement, name)
    return name


class Translator:
    def __init__(self, beams):
        sizes = json.loads((CHECKPOINT / "config.json").read_text())
        config = M2M100Config(
            vocab_size=sizes["vocabularySize"],
            d_model=sizes["width"],
            encoder_layers=sizes["encoderLayers"],
            decoder_layers=sizes["decoderLayers"],
            encoder_attention_heads=sizes["heads"],
            decoder_attention_heads=sizes["heads"],
            encoder_ffn_dim=sizes["feedForwardWidth"],
            decoder_ffn_dim=sizes["feedForwardWidth"],
            activation_function=sizes["activation"],
            pad_token_id=sizes["padId"],
            bos_token_id=sizes["startId"],
            eos_token_id=sizes["endId"],
            decoder_start_token_id=sizes["startId"],
            scale_embedding=True,
            tie_word_embeddings=True,
        )
        self.model = M2M100ForConditionalGeneration(config).eval()
        weights = {rename(name): tensor.float() for name, tensor in load_file(CHECKPOINT / "model.safetensors").items()}
        missing, unexpected = self.model.load_state_dict(weights, strict=False)
        tied = {"lm_head.weight", "model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight"}
        if unexpected or set(missing) - tied:
            raise ValueError(f"missing {set(missing) - tied}, unexpected {unexpected}")
        self.model.tie_weights()
        for part in (self.model.model.encoder, self.model.model.decoder):
            part.embed_positions = Positions(sizes["maximumLength"], sizes["width"])
        tokenizer = Tokenizer.from_file(str(CHECKPOINT / "tokenizer.json"))
        rows = [torch.tensor(tokenizer.encode(sentence).ids) for sentence in SENTENCES]
        self.ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=sizes["padId"])
        self.mask = (self.ids != sizes["padId"]).long()
        self.special = {sizes["padId"], sizes["startId"], sizes["endId"]}
        self.how = GenerationConfig(
            num_beams=beams,
            length_penalty=0.6,
            max_new_tokens=40,
            do_sample=False,
            suppress_tokens=[sizes["padId"], sizes["startId"]],
            pad_token_id=sizes["padId"],
            eos_token_id=sizes["endId"],
            decoder_start_token_id=sizes["startId"],
        )

    def run(self):
        return self.model.generate(self.ids, attention_mask=self.mask, generation_config=self.how)

    def answer(self):
        rows = [[id for id in row if id not in self.special] for row in self.run().tolist()]
        return [number for row in rows for number in (len(row), *row)]


def prepare(setting, inputs):
    torch_side.start(setting)
    return Translator(setting["beams"])
