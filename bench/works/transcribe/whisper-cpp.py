from sounds import read_sound
from whisper_cpp import Whisper
from words import Transcriber


def prepare(setting, inputs):
    model = Whisper("f32", setting["threads"])
    samples = read_sound(setting["seconds"])
    return Transcriber(lambda: "".join(model.text(segment) for segment in model.hear(samples)))
