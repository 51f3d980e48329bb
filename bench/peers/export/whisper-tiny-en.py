"""Whisper tiny.en for the peers, from the published weights in the folder given second, into models/whisper-tiny-en of the
folder given first: ONNX graphs in the layout of transformers.js (float32, and matrices dynamically quantised to 8 bits),
ggml files for whisper.cpp (float16, as published, and Q8_0), a checkpoint of openai-whisper; and recordings of fixtures/ one after the
other, sounds/*.f32: one window, and a minute and ten of the same over and over.

Made with torch 2.15.0, transformers 5.24.0, onnx 1.23.2, onnxruntime 1.32.0, gguf 0.19.0, openai-whisper 20250625 and
faster-whisper 1.2.1."""

import json
import re
import shutil
import struct
import sys
from pathlib import Path

import numpy as np
import torch
import whisper
from faster_whisper.audio import decode_audio
from gguf import GGMLQuantizationType
from gguf.quants import quantize
from transformers import WhisperForConditionalGeneration
from whisper.tokenizer import get_encoding
from whisper_onnx import write_onnx

cache, pretrained = Path(sys.argv[1]), Path(sys.argv[2])
source, folder = pretrained / "whisper-tiny-en", cache / "models/whisper-tiny-en"
fixtures = Path(__file__).resolve().parents[3] / "fixtures/speech/whisper/tiny-en"
rate = 16_000

# From the names of transformers to those of openai-whisper.
names = [
    (r"^model\.", ""),
    (r"\.layers\.", ".blocks."),
    (r"embed_tokens", "token_embedding"),
    (r"embed_positions\.weight", "positional_embedding"),
    (r"^encoder\.layer_norm", "encoder.ln_post"),
    (r"^decoder\.layer_norm", "decoder.ln"),
    (r"self_attn_layer_norm", "attn_ln"),
    (r"encoder_attn_layer_norm", "cross_attn_ln"),
    (r"final_layer_norm", "mlp_ln"),
    (r"self_attn", "attn"),
    (r"encoder_attn", "cross_attn"),
    (r"q_proj", "query"),
    (r"k_proj", "key"),
    (r"v_proj", "value"),
    (r"out_proj", "out"),
    (r"fc1", "mlp.0"),
    (r"fc2", "mlp.2"),
]


def rename(name):
    for pattern, replacement in names:
        name = re.sub(pattern, replacement, name)
    return name


def write_folder():
    shutil.copytree(source, folder, dirs_exist_ok=True)
    # What transformers.js does not know by itself.
    (folder / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "WhisperTokenizer"}))
    extend(folder / "config.json", is_encoder_decoder=True)
    extend(folder / "generation_config.json", no_timestamps_token_id=50_362)


def extend(path, **fields):
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))


def write_openai(weights, config):
    dims = {
        "n_mels": config.num_mel_bins,
        "n_audio_ctx": config.max_source_positions,
        "n_audio_state": config.d_model,
        "n_audio_head": config.encoder_attention_heads,
        "n_audio_layer": config.encoder_layers,
        "n_vocab": config.vocab_size,
        "n_text_ctx": config.max_target_positions,
        "n_text_state": config.d_model,
        "n_text_head": config.decoder_attention_heads,
        "n_text_layer": config.decoder_layers,
    }
    torch.save({"dims": dims, "model_state_dict": weights}, folder / "openai.pt")
    return dims


def write_ggml(weights, dims, name, kind, file_type):
    """The format that models/convert-pt-to-ggml.py of whisper.cpp writes."""
    order = ["n_vocab", "n_audio_ctx", "n_audio_state", "n_audio_head", "n_audio_layer"]
    order += ["n_text_ctx", "n_text_state", "n_text_head", "n_text_layer", "n_mels"]
    filters = np.load(Path(whisper.__file__).parent / "assets/mel_filters.npz")["mel_80"].astype("<f4")
    encoding = get_encoding("gpt2")
    tokens = [encoding.decode_single_token_bytes(id) for id in range(encoding.eot_token)]
    with open(folder / name, "wb") as file:
        file.write(struct.pack("<12i", 0x67676D6C, *(dims[key] for key in order), file_type))
        file.write(struct.pack("<2i", *filters.shape) + filters.tobytes())
        file.write(struct.pack("<i", len(tokens)))
        for token in tokens:
            file.write(struct.pack("<i", len(token)) + token)
        for key, tensor in weights.items():
            numbers = tensor.numpy().astype("<f4")
            if re.search(r"conv\d\.bias", key):
                numbers = numbers[:, None]
            is_matrix = numbers.ndim == 2 and key.endswith("weight")
            # Filters of convolutions must be float16.
            type = kind if is_matrix else GGMLQuantizationType.F16 if numbers.ndim == 3 else GGMLQuantizationType.F32
            data = quantize(numbers, type).tobytes()
            file.write(struct.pack("<3i", numbers.ndim, len(key), type))
            file.write(struct.pack(f"<{numbers.ndim}i", *reversed(numbers.shape)) + key.encode() + data)


def write_sounds():
    (cache / "sounds").mkdir(exist_ok=True)
    parts = ["jfk", "sense-0870", "sense-0890"]
    sounds = [decode_audio(str(fixtures / f"{part}.flac")).astype("<f4") for part in parts]
    np.concatenate(sounds).tofile(cache / "sounds/window.f32")
    # With a second between them, so that windows are cut there whoever cuts them.
    spaced = np.concatenate([np.pad(sound, (0, rate)) for sound in sounds])
    for seconds in (60, 600):
        np.resize(spaced, seconds * rate).tofile(cache / f"sounds/{seconds}.f32")


folder.mkdir(parents=True, exist_ok=True)
write_folder()
write_sounds()
model = WhisperForConditionalGeneration.from_pretrained(source, dtype=torch.float32, attn_implementation="eager").eval()
weights = {rename(name): tensor for name, tensor in model.model.state_dict().items()}
dims = write_openai(weights, model.config)
write_ggml(weights, dims, "f16.bin", GGMLQuantizationType.F16, 1)
# Version 2 of the blocks of 8 bits.
write_ggml(weights, dims, "q8.bin", GGMLQuantizationType.Q8_0, 2007)
write_onnx(model, folder / "onnx")
