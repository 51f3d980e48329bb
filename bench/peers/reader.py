"""What the language models in Python do, whoever computes a step."""

COMPARED = 6


class Reader:
    """Reads a prompt, then follows the likeliest tokens; `step` and `forget` are its model's."""

    def __init__(self, setting):
        self.prompt = [100 + (at * 7919) % 40_000 for at in range(setting["prompt"])]
        self.task, self.count = setting["task"], setting["answer"]

    def step(self, ids):
        """Takes ids and gives the likeliest next one."""
        raise NotImplementedError

    def forget(self):
        """Begins a new text."""
        raise NotImplementedError

    def read_prompt(self):
        self.forget()
        return self.step(self.prompt)

    def follow(self, id, count):
        ids = [id]
        for _ in range(count):
            ids.append(self.step(ids[-1:]))
        return ids

    def before(self):
        if self.task == "decode":
            self.first = self.read_prompt()

    def run(self):
        if self.task == "prefill":
            self.read_prompt()
        else:
            self.follow(self.first, self.count)

    def answer(self):
        return self.follow(self.read_prompt(), COMPARED - 1)
