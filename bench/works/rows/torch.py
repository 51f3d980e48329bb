import torch
import torch.nn.functional as F
import torch_side


def prepare(setting, inputs):
    torch_side.start(setting)
    x, *rest = (torch.from_numpy(given) for given in inputs.values())
    if setting["op"] == "softmax":
        return torch_side.OpSide(lambda: F.softmax(x, -1))
    return torch_side.OpSide(lambda: F.layer_norm(x, x.shape[-1:], *rest))
