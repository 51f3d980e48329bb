from log_mel import Features


def prepare(setting, inputs):
    return Features(setting, inputs["samples"], "PyTorch")
