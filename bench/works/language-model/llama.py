"""llama.cpp by its own C interface: no sampling and no text around it."""

from pathlib import Path

import llama_cpp
import numpy as np
from reader import Reader

FOLDER = Path(__file__).resolve().parents[3] / ".cache/bench/models/smollm2"


class LlamaReader(Reader):
    def __init__(self, setting):
        super().__init__(setting)
        llama_cpp.llama_log_set(SILENT, None)
        llama_cpp.llama_backend_init()
        options = llama_cpp.llama_model_default_params()
        options.n_gpu_layers = 0
        path = FOLDER / f"{setting['precision']}.gguf"
        self.model = llama_cpp.llama_model_load_from_file(str(path).encode(), options)
        options = llama_cpp.llama_context_default_params()
        options.n_ctx, options.n_batch, options.n_ubatch = 512, 512, 512
        options.n_threads = options.n_threads_batch = setting["threads"]
        self.context = llama_cpp.llama_init_from_model(self.model, options)
        self.size = llama_cpp.llama_vocab_n_tokens(llama_cpp.llama_model_get_vocab(self.model))

    def step(self, ids):
        array = (llama_cpp.llama_token * len(ids))(*ids)
        if llama_cpp.llama_decode(self.context, llama_cpp.llama_batch_get_one(array, len(ids))) != 0:
            raise RuntimeError("llama_decode failed")
        logits = llama_cpp.llama_get_logits_ith(self.context, -1)
        return int(np.argmax(np.ctypeslib.as_array(logits, shape=(self.size,))))

    def forget(self):
        llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(self.context), True)


SILENT = llama_cpp.llama_log_callback(lambda level, text, data: None)


def prepare(setting, inputs):
    return LlamaReader(setting)
