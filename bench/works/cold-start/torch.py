import importlib.util
from pathlib import Path


def prepare(setting, inputs):
    path = Path(__file__).parents[1] / "encode/torch.py"
    spec = importlib.util.spec_from_file_location("encode", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.prepare({**setting, "batch": 1, "sentences": 1}, inputs)
