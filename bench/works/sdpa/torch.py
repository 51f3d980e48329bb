import torch
import torch.nn.functional as F
import torch_side


def prepare(setting, inputs):
    torch_side.start(setting)
    q, k, v = (torch.from_numpy(inputs[name]) for name in "qkv")
    return torch_side.OpSide(lambda: F.scaled_dot_product_attention(q, k, v, is_causal=setting["causal"]))
