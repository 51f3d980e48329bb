from sounds import COMPARED, read_sound
from whisper_cpp import Whisper


class Listener:
    def __init__(self, setting):
        self.model = Whisper(setting["precision"], setting["threads"])
        self.model.options.no_timestamps = self.model.options.single_segment = True
        self.samples = read_sound("window")

    def run(self):
        return [id for segment in self.model.hear(self.samples) for id in self.model.ids(segment)]

    def answer(self):
        return self.run()[:COMPARED]


def prepare(setting, inputs):
    return Listener(setting)
