"""Whisper's features as transformers makes them, in NumPy or in PyTorch."""

import numpy as np
import torch
from transformers import WhisperFeatureExtractor


class Features:
    def __init__(self, setting, samples, way):
        torch.set_num_threads(setting["threads"])
        extractor = WhisperFeatureExtractor()
        compute = {
            "NumPy": extractor._np_extract_fbank_features,
            "PyTorch": extractor._torch_extract_fbank_features,
        }[way]
        self.compute = lambda: compute(samples[None], "cpu")

    def run(self):
        return self.compute()

    def answer(self):
        return np.asarray(self.compute())
