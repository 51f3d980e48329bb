from faster_whisper import WhisperModel
from sounds import PUBLISHED, read_sound
from words import Transcriber


def prepare(setting, inputs):
    model = WhisperModel(str(PUBLISHED), device="cpu", compute_type="float32", cpu_threads=setting["threads"])
    samples = read_sound(setting["seconds"])
    options = {"language": "en", "beam_size": 1, "temperature": 0, "condition_on_previous_text": False}
    return Transcriber(lambda: "".join(segment.text for segment in model.transcribe(samples, **options)[0]))
