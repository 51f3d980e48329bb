"""How often a text has each of the words of works/transcribe/words.json."""

import json
import re
from pathlib import Path

WORDS = json.loads((Path(__file__).parents[1] / "works/transcribe/words.json").read_text())


def count_words(text):
    said = re.findall(r"[a-z]+", text.lower())
    return [said.count(word) for word in WORDS]


class Transcriber:
    """A side of the work by a function that gives the text."""

    def __init__(self, transcribe):
        self.transcribe, self.text = transcribe, ""

    def run(self):
        self.text = self.transcribe()

    def answer(self):
        return count_words(self.text)
