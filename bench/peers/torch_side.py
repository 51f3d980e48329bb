"""What the sides in PyTorch share."""

import torch


def start(setting):
    torch.set_num_threads(setting["threads"])
    torch.set_grad_enabled(False)


class OpSide:
    """Computes one tensor, `calls` times in one run."""

    def __init__(self, compute, calls=1):
        self.compute, self.calls = compute, calls

    def run(self):
        for _ in range(self.calls):
            self.compute()

    def answer(self):
        return self.compute().numpy()
