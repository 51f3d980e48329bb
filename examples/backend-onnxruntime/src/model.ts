import { PbfWriter } from 'pbf';

/** A graph of one node, as ONNX files hold it. */
export interface Graph {
  readonly op: string;
  /** Empty for the ops of the ONNX standard, `com.microsoft` for those that ONNX Runtime adds. */
  readonly domain: '' | 'com.microsoft';
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, number>>;
}

/** A `ValueInfoProto` of float32 (type 1) with any shape. */
function value(name: string, pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  pbf.writeMessage(2, (_, type) => type.writeMessage(1, (_, tensor) => tensor.writeVarintField(1, 1), 0), 0);
}

/** An `AttributeProto` of an int (type 2). */
function attribute([name, number]: readonly [string, number], pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  pbf.writeVarintField(3, number);
  pbf.writeVarintField(20, 2);
}

function node({ op, domain, inputs, attributes }: Graph, pbf: PbfWriter): void {
  for (const name of inputs) pbf.writeStringField(1, name);
  pbf.writeStringField(2, 'y');
  pbf.writeStringField(4, op);
  for (const one of Object.entries(attributes)) pbf.writeMessage(5, attribute, one);
  pbf.writeStringField(7, domain);
}

function body(graph: Graph, pbf: PbfWriter): void {
  pbf.writeMessage(1, node, graph);
  pbf.writeStringField(2, graph.op);
  for (const name of graph.inputs) pbf.writeMessage(11, value, name);
  pbf.writeMessage(12, value, 'y');
}

function opset([domain, version]: readonly [string, number], pbf: PbfWriter): void {
  pbf.writeStringField(1, domain);
  pbf.writeVarintField(2, version);
}

/** The bytes of a `ModelProto` with this graph, whose output is `y` (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto). */
export function modelOf(graph: Graph): Uint8Array {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, 9); // IR version
  pbf.writeMessage(7, body, graph);
  pbf.writeMessage(8, opset, ['', 17]);
  pbf.writeMessage(8, opset, ['com.microsoft', 1]);
  return pbf.finish();
}
