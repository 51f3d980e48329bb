"""ONNX graphs of one operation each, for onnxruntime: onnx/*.onnx in the folder given first. Made with onnx 1.23.2."""

import sys
from pathlib import Path

import onnx
from onnx import TensorProto, helper

folder = Path(sys.argv[1]) / "onnx"
folder.mkdir(parents=True, exist_ok=True)
node = helper.make_node


def save(name, nodes, inputs, rank):
    """Sizes are left open: one graph serves all cases."""

    def value(name, rank):
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, [f"{name}{axis}" for axis in range(rank)])

    graph = helper.make_graph(nodes, name, [value(*given) for given in inputs.items()], [value("y", rank)])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    onnx.checker.check_model(model)
    onnx.save(model, folder / f"{name}.onnx")


save("matmul", [node("MatMul", ["a", "b"], ["y"])], {"a": 2, "b": 2}, 2)
save("add", [node("Add", ["a", "b"], ["y"])], {"a": 2, "b": 2}, 2)
save("softmax", [node("Softmax", ["x"], ["y"], axis=-1)], {"x": 2}, 2)
save(
    "layer-norm",
    [node("LayerNormalization", ["x", "weight", "bias"], ["y"], axis=-1, epsilon=1e-5)],
    {"x": 2, "weight": 1, "bias": 1},
    2,
)
save(
    "sdpa",
    [
        node("Transpose", ["k"], ["turned"], perm=[0, 1, 3, 2]),
        node("MatMul", ["q", "turned"], ["products"]),
        node("Constant", [], ["scale"], value_float=64**-0.5),
        node("Mul", ["products", "scale"], ["scores"]),
        node("Softmax", ["scores"], ["weights"], axis=-1),
        node("MatMul", ["weights", "v"], ["y"]),
    ],
    {"q": 4, "k": 4, "v": 4},
    4,
)
