import torch
import torch.nn.functional as F
import torch_side


def prepare(setting, inputs):
    torch_side.start(setting)
    x, *rest = (torch.from_numpy(given) for given in inputs.values())
    if setting["op"] == "pooling":
        return torch_side.OpSide(lambda: F.max_pool2d(x, 3, stride=2, padding=1))
    if setting["op"] == "fourier":
        return torch_side.OpSide(lambda: torch.fft.rfft(x).real)
    (weight,) = rest
    options = {"padding": setting["padding"], "groups": setting["groups"]}
    if setting["op"] == "sequence":
        return torch_side.OpSide(lambda: F.conv1d(x, weight, **options))
    if setting["op"] == "convolution":
        return torch_side.OpSide(lambda: F.conv2d(x, weight, **options))

    def gradients():
        with torch.enable_grad():
            pictures, windows = x.detach().requires_grad_(), weight.detach().requires_grad_()
            y = F.conv2d(pictures, windows, **options)
            (y * y).sum().backward()
        return windows.grad

    return torch_side.OpSide(gradients)
