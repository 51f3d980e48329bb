from sounds import END, read_sound
from whisper_cpp import Whisper


class Listener:
    def __init__(self, setting):
        self.model = Whisper(setting["precision"], setting["threads"])
        self.model.options.no_timestamps = self.model.options.single_segment = True
        self.samples = read_sound("window")

    def run(self):
        return [id for segment in self.model.hear(self.samples) for id in self.model.ids(segment)]

    def answer(self):
        return [id for id in self.run() if id < END]


def prepare(setting, inputs):
    return Listener(setting)
