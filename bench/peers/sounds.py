"""Recordings that export/whisper-tiny-en.py strings together, and Whisper tiny.en beside them."""

from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache/bench"
MODEL = CACHE / "models/whisper-tiny-en"
PUBLISHED = ROOT / ".cache/pretrained/whisper"
RATE = 16_000

# <|startoftranscript|>, <|notimestamps|> and <|endoftext|> of the English models.
START, NO_TIMESTAMPS, END = 50_257, 50_362, 50_256


def read_sound(name):
    """Samples at 16 kHz."""
    return np.fromfile(CACHE / f"sounds/{name}.f32", "<f4")


# Ids that must agree; the recording ends within a sentence, and what closes it is a toss-up.
COMPARED = 60
