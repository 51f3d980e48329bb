"""A Whisper of transformers as the ONNX graphs that transformers.js loads: the encoder, and the decoder in two branches,
of which the first begins a text and the other goes on with the keys and values before it."""

from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnx import TensorProto, helper
from onnx.compose import add_prefix_graph
from onnxruntime.quantization import QuantType, quantize_dynamic

OPSET = 17


class Encoder(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.encoder = model.model.encoder

    def forward(self, input_features):
        return self.encoder(input_features).last_hidden_state


class Decoder(torch.nn.Module):
    """From ids, the encoder's states and, where the text goes on, all keys and values of the past."""

    def __init__(self, model):
        super().__init__()
        self.decoder, self.output = model.model.decoder, model.proj_out

    def attend(self, attention, queries, keys, values, hidden=None):
        heads = split(attention.q_proj(queries), attention.num_heads)
        scores = heads @ keys.transpose(2, 3) * heads.shape[3] ** -0.5
        if hidden is not None:
            scores = scores.masked_fill(hidden, -3e38)
        return attention.out_proj((scores.softmax(-1) @ values).transpose(1, 2).flatten(2))

    def forward(self, input_ids, encoder_hidden_states, *past):
        length = input_ids.shape[1]
        start = past[0].shape[2] if past else 0
        x = self.decoder.embed_tokens(input_ids)
        places = torch.arange(start, start + length)
        x = x + self.decoder.embed_positions.weight[places]
        hidden = torch.arange(start + length)[None] > places[:, None]
        present = []
        for at, layer in enumerate(self.decoder.layers):
            before = past[4 * at : 4 * at + 4]
            y, attention = layer.self_attn_layer_norm(x), layer.self_attn
            own = [split(project(y), attention.num_heads) for project in (attention.k_proj, attention.v_proj)]
            if before:
                own = [torch.cat(pair, 2) for pair in zip(before, own)]
            x = x + self.attend(attention, y, *own, hidden)
            y, attention = layer.encoder_attn_layer_norm(x), layer.encoder_attn
            projections = (attention.k_proj, attention.v_proj)
            heard = before[2:] or [
                split(project(encoder_hidden_states), attention.num_heads) for project in projections
            ]
            x = x + self.attend(attention, y, *heard)
            y = layer.final_layer_norm(x)
            x = x + layer.fc2(torch.nn.functional.gelu(layer.fc1(y)))
            # What was heard stays as it is, so the later branch gives none of it.
            present += [*own, *([] if before else heard)]
        return (self.output(self.decoder.layer_norm(x)), *present)


def split(x, heads):
    return x.unflatten(2, (heads, -1)).transpose(1, 2)


def cache_names(prefix, layers, halves=("decoder", "encoder")):
    return [f"{prefix}.{at}.{half}.{part}" for at in range(layers) for half in halves for part in ("key", "value")]


def export(module, given, path, inputs, outputs, axes):
    torch.onnx.export(
        module,
        given,
        path,
        input_names=inputs,
        output_names=outputs,
        dynamic_axes={name: axes(name) for name in (*inputs, *outputs)},
        opset_version=OPSET,
        dynamo=False,
    )


def decoder_axes(name):
    if name in ("input_ids", "logits"):
        return {0: "batch_size", 1: "length"}
    if name == "encoder_hidden_states":
        return {0: "batch_size", 1: "frames"}
    return {0: "batch_size", 2: f"{name} length"}


def branch(model, prefix, shared):
    """A graph inside another: its weights go to the outer one, once each."""
    graph = add_prefix_graph(model.graph, prefix, rename_inputs=False)
    weights = {}
    for tensor in graph.initializer:
        key = (tuple(tensor.dims), tensor.data_type, tensor.raw_data or tensor.SerializeToString())
        weights[tensor.name] = shared.setdefault(key, tensor).name
    for node in graph.node:
        for at, name in enumerate(node.input):
            node.input[at] = weights.get(name, name)
    del graph.initializer[:], graph.input[:]
    return graph


def merge(first, later, path, layers, heads, width):
    """One graph with both branches, chosen by whether there is a past."""
    first, later = onnx.load(first), onnx.load(later)
    shared = {}
    inputs = [value for value in first.graph.input]
    inputs += [value for value in later.graph.input if value.name.startswith("past")]
    for value in inputs:
        if value.name.startswith("past"):
            dims = value.type.tensor_type.shape.dim
            dims[1].dim_value, dims[3].dim_value = heads, width
    outputs = [value for value in first.graph.output]
    begin, go_on = branch(first, "begin_", shared), branch(later, "go_on_", shared)
    # Both branches must give the same names: nothing in place of what was heard.
    empty = helper.make_tensor("nothing", TensorProto.FLOAT, [0, heads, 1, width], [])
    go_on.node.append(helper.make_node("Constant", [], ["nothing"], value=empty))
    given = {value.name.removeprefix("go_on_"): value for value in go_on.output}
    del go_on.output[:]
    for value in outputs:
        if value.name not in given:
            name = f"go_on_{value.name}"
            go_on.node.append(helper.make_node("Identity", ["nothing"], [name]))
            given[value.name] = helper.make_tensor_value_info(name, TensorProto.FLOAT, [0, heads, 1, width])
        go_on.output.append(given[value.name])
    nodes = [
        helper.make_node("Shape", ["past_key_values.0.decoder.key"], ["past_shape"], start=2, end=3),
        helper.make_node("Cast", ["past_shape"], ["has_past_row"], to=TensorProto.BOOL),
        helper.make_node("Squeeze", ["has_past_row"], ["has_past"]),
        helper.make_node(
            "If", ["has_past"], [value.name for value in outputs], then_branch=go_on, else_branch=begin
        ),
    ]
    # The shapes differ by branch.
    for value in outputs:
        for axis, dim in enumerate(value.type.tensor_type.shape.dim):
            dim.dim_param = f"{value.name} {axis}"
    graph = helper.make_graph(nodes, "decoder", inputs, outputs, initializer=list(shared.values()))
    imports = {one.domain: one for model in (first, later) for one in model.opset_import}
    model = helper.make_model(graph, opset_imports=imports.values(), ir_version=10)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def write_onnx(model, folder):
    folder.mkdir(exist_ok=True)
    config = model.config
    layers, heads = config.decoder_layers, config.decoder_attention_heads
    width = config.d_model // heads
    heard = torch.zeros(2, 5, config.d_model)
    past = [torch.zeros(2, heads, length, width) for _ in range(layers) for length in (3, 3, 5, 5)]
    ids = torch.ones(2, 4, dtype=torch.int64)
    with TemporaryDirectory() as temporary:
        first, later, quantised = (Path(temporary) / f"{name}.onnx" for name in ("first", "later", "quantised"))
        encoder = folder / "encoder_model.onnx"
        frames = torch.zeros(2, config.num_mel_bins, 2 * config.max_source_positions)
        batch = {0: "batch_size"}
        export(Encoder(model), frames, encoder, ["input_features"], ["last_hidden_state"], lambda _: batch)
        inputs = ["input_ids", "encoder_hidden_states"]
        outputs = ["logits", *cache_names("present", layers)]
        export(Decoder(model), (ids, heard), first, inputs, outputs, decoder_axes)
        inputs += cache_names("past_key_values", layers)
        outputs = ["logits", *cache_names("present", layers, ["decoder"])]
        export(Decoder(model), (ids[:, :1], heard, *past), later, inputs, outputs, decoder_axes)
        merge(first, later, folder / "decoder_model_merged.onnx", layers, heads, width)
        for path in (first, later):
            quantize(path, quantised)
            quantised.replace(path)
        merge(first, later, folder / "decoder_model_merged_quantized.onnx", layers, heads, width)
    quantize(encoder, folder / "encoder_model_quantized.onnx")


def quantize(source, target):
    """As the script of transformers.js does, matrices alone."""
    quantize_dynamic(source, target, op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8)
