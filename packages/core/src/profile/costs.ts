import type { Attributes, TensorSpec } from '../backend/backend.ts';
import { bytesOf } from '../dtype.ts';
import { sizeOf } from '../shape.ts';

/** What one run of an op takes at least. */
export interface Cost {
  /** Floating-point operations of products, a multiplication and an addition counting two; 0 for other ops. */
  readonly flops: number;
  /** Bytes of memory read and written once each. */
  readonly bytes: number;
}

/** What cost rules are given. */
interface Call {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly attributes: Attributes;
}

function total(specs: readonly TensorSpec[]): number {
  return specs.reduce((sum, spec) => sum + bytesOf(spec), 0);
}

/** `2 · elements of the result · length of the sums`. */
function product({ inputs: [a], outputs: [y], attributes }: Call): number {
  const inner = a?.shape.at(attributes['transposeA'] === true ? -2 : -1) ?? 1;
  return 2 * sizeOf(y?.shape ?? []) * inner;
}

/** Two products of one x. */
function gated(call: Call): number {
  return 2 * product(call);
}

/** Products of one x, one for each result. */
function maps({ inputs, outputs, attributes }: Call): number {
  return outputs.reduce((sum, output) => sum + product({ inputs, outputs: [output], attributes }), 0);
}

/** Pairs of a query and a key that it sees, in one head. */
function visiblePairs(queries: number, keys: number, causal: boolean): number {
  if (!causal) return queries * keys;
  // Query i sees keys 0 to i + keys − queries.
  const first = Math.max(0, queries - keys);
  const rows = queries - first;
  const least = first + keys - queries + 1;
  return (rows * (least + keys)) / 2;
}

/** Two products of visible pairs forward; backward computes the scores again and has four more. */
const attention =
  (products: number) =>
  ({ inputs: [q, k, v], attributes }: Call): number => {
    const [batch = 0, heads = 0, queries = 0, width = 0] = q?.shape ?? [];
    const room = k?.shape[2] ?? 0;
    const given = attributes['keyLength'];
    const keys = typeof given === 'number' ? given : room;
    const pairs = visiblePairs(queries, keys, attributes['causal'] === true);
    return products * batch * heads * pairs * (width + (v?.shape[3] ?? width));
  };

/** A window over the channels of a group for each place, whose picture is `places` and whose weights are `weights`. */
function windows(places: TensorSpec | undefined, weights: TensorSpec | undefined): number {
  return 2 * sizeOf(places?.shape ?? []) * sizeOf(weights?.shape.slice(1) ?? []);
}

/** Floating-point operations of {@link productOps}. */
const flops: Readonly<Record<string, (call: Call) => number>> = {
  matmul: product,
  linear: product,
  linearEpilogue: product,
  linearMaps: maps,
  gatedLinear: gated,
  groupedConv2d: ({ inputs, outputs }) => windows(outputs[0], inputs[1]),
  groupedConv2dInputGradient: ({ inputs: [weight, gradient] }) => windows(gradient, weight),
  groupedConv2dWeightGradient: ({ inputs, outputs }) => windows(inputs[1], outputs[0]),
  scaledDotProductAttention: attention(2),
  scaledDotProductAttentionGradient: attention(5),
};

/** The ops whose time their arithmetic decides. */
export const productOps: readonly string[] = Object.keys(flops);

/** Rows by id: only those that are asked for are read. */
const rows = ({ inputs, outputs }: Call): number => total(inputs.slice(1)) + 2 * total(outputs);

/** Bytes where not all of the inputs is read. */
const bytes: Readonly<Record<string, (call: Call) => number>> = {
  embedding: rows,
  gather: rows,
  slice: ({ outputs }) => 2 * total(outputs),
  // Of its tables only the rows of the heads' positions.
  rope: ({ outputs }) => 2 * total(outputs),
  ropeInto: ({ outputs }) => 2 * total(outputs),
};

/** Cost of one run, from shapes and types alone. */
export function costOf(
  name: string,
  inputs: readonly TensorSpec[],
  outputs: readonly TensorSpec[],
  attributes: Attributes,
): Cost {
  const call = { inputs, outputs, attributes };
  return {
    flops: flops[name]?.(call) ?? 0,
    bytes: bytes[name]?.(call) ?? total(inputs) + total(outputs),
  };
}
