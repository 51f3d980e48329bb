from faster_whisper import WhisperModel
from sounds import COMPARED, PUBLISHED, read_sound

TYPES = {"f32": "float32", "q8": "int8"}


class Listener:
    def __init__(self, setting):
        kind = TYPES[setting["precision"]]
        self.model = WhisperModel(str(PUBLISHED), device="cpu", compute_type=kind, cpu_threads=setting["threads"])
        self.samples = read_sound("window")

    def run(self):
        segments, _ = self.model.transcribe(
            self.samples, language="en", beam_size=1, temperature=0, without_timestamps=True
        )
        return [id for segment in segments for id in segment.tokens]

    def answer(self):
        return self.run()[:COMPARED]


def prepare(setting, inputs):
    return Listener(setting)
