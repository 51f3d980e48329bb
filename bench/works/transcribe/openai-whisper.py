import torch
import whisper
from sounds import MODEL, read_sound
from words import Transcriber


def prepare(setting, inputs):
    torch.set_num_threads(setting["threads"])
    model = whisper.load_model(str(MODEL / "openai.pt"), device="cpu")
    samples = read_sound(setting["seconds"])
    options = {"temperature": 0, "condition_on_previous_text": False, "fp16": False, "language": "en"}
    return Transcriber(lambda: model.transcribe(samples, **options)["text"])
