import { sizeOf } from '@heed/core';
import type { Attributes } from '@heed/core/backend';
import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { masked } from '../faults/shader-infinities.ts';
import { plainSoftmax, safeSoftmax } from './softmax.ts';
import { type KernelTable, numberOf, type Tools } from './table.ts';

/** The inputs by name. Query heads that share a key head lie behind one another as more queries of one head. */
interface Given {
  readonly queries: EngineTensor;
  readonly keys: EngineTensor;
  readonly values: EngineTensor;
  /** Who sees whom, [batch or 1, heads or 1, queries or 1, keys]; undefined when all see all. */
  readonly visible: EngineTensor | undefined;
  readonly bias: EngineTensor | undefined;
  /** In the gradient: output and its gradient. */
  readonly others: readonly EngineTensor[];
  /** Batch, heads, queries and keys. */
  readonly size: readonly [batch: number, heads: number, queries: number, keys: number];
  readonly keyHeads: number;
  /** True where each query is known to see a key. */
  readonly sighted: boolean;
}

function unpack(ops: Operations, inputs: readonly EngineTensor[], attributes: Attributes): Given | undefined {
  const [queries, room, allValues, ...rest] = inputs;
  if (!queries || !room || !allValues || inputs.slice(0, 3).some(({ shape }) => shape.includes(0)))
    return undefined;
  const length = numberOf(attributes, 'keyLength');
  if (length === 0) return undefined;
  const mask = attributes['hasMask'] === true ? rest.shift() : undefined;
  const bias = attributes['hasBias'] === true ? rest.shift() : undefined;
  const [batch = 0, heads = 0, count = 0] = queries.shape;
  const causal = attributes['causal'] === true ? causalMask(ops, count, length) : undefined;
  const visible = mask && causal ? ops.and(mask, causal) : (mask ?? causal);
  const [keys, values] = [filled(ops, room, length), filled(ops, allValues, length)];
  const size = [batch, heads, count, length] as const;
  const sighted = mask === undefined && count <= length;
  return { queries, keys, values, visible, bias, others: rest, size, keyHeads: keys.shape[1] ?? 0, sighted };
}

/** Query i stands at keys − queries + i; undefined where that hides nothing. */
function causalMask({ engine }: Operations, queries: number, keys: number): EngineTensor | undefined {
  if (queries === 1) return undefined;
  return engine.cached(`causal ${queries} ${keys}`, () => {
    const seen = new Uint8Array(queries * keys);
    for (let query = 0; query < queries; query++) {
      seen.fill(1, query * keys, query * keys + Math.max(0, keys - queries + query + 1));
    }
    return engine.make(seen, [1, 1, queries, keys], 'bool');
  });
}

/** The keys or values that exist, of a cache with spare room. */
function filled(ops: Operations, x: EngineTensor, length: number): EngineTensor {
  const [batch = 0, heads = 0, room = 0, width = 0] = x.shape;
  return room === length ? x : ops.slice(x, [0, 0, 0, 0], [batch, heads, length, width]);
}

/** [batch, heads, queries, width] as [batch, key heads, queries of all heads that share one, width]. */
function gathered(ops: Operations, x: EngineTensor, keyHeads: number): EngineTensor {
  const [batch = 0, heads = 0, queries = 0, width = 0] = x.shape;
  return ops.reshape(x, [batch, keyHeads, (heads / keyHeads) * queries, width]);
}

/**
 * The weights of values, [batch, heads, queries, keys]; zeros for a query that sees nothing, and NaN for one that sees a
 * key with a fault.
 */
function weightsOf(ops: Operations, given: Given, scale: number, faults?: EngineTensor): EngineTensor {
  const { queries, keys, visible, bias, size, keyHeads, sighted } = given;
  const product = ops.matmul(gathered(ops, queries, keyHeads), keys, false, true);
  const scaled = ops.multiply(ops.reshape(product, size), scale);
  const biased = bias === undefined ? scaled : ops.add(scaled, bias);
  const scores = faults === undefined ? biased : ops.add(biased, perKey(ops, faults, size));
  if (visible === undefined) return bias === undefined ? plainSoftmax(ops, scores) : safeSoftmax(ops, scores);
  const hidden = bias === undefined ? masked(ops) : Number.NEGATIVE_INFINITY;
  const seen = ops.select(visible, scores, hidden, size);
  if (bias !== undefined) return safeSoftmax(ops, seen);
  if (sighted) return plainSoftmax(ops, seen);
  // Few numbers, where safeSoftmax would look at all: a query that sees nothing is known by its mask.
  const sees = ops.max(ops.cast(visible, 'float32'), [3], true);
  return ops.multiply(plainSoftmax(ops, seen), sees);
}

/** 0 for each row of numbers, NaN for one that holds anything else: 0 · x is NaN for NaN and infinities. */
function faultsOf(ops: Operations, x: EngineTensor): EngineTensor {
  return ops.sum(ops.multiply(x, 0), [3], true);
}

/** The rows of numbers as they are and zeros for the others, so that hidden ones count for nothing (0 · NaN is NaN). */
function sound(ops: Operations, x: EngineTensor, faults: EngineTensor): EngineTensor {
  return ops.select(ops.isNan(faults), 0, x, x.shape);
}

/** Faults of key rows as [batch, heads, 1, keys], to be added to what each query has of each key. */
function perKey(ops: Operations, faults: EngineTensor, [batch, heads, , keys]: Given['size']): EngineTensor {
  const keyHeads = faults.shape[1] ?? 0;
  if (keyHeads === heads) return ops.reshape(faults, [batch, heads, 1, keys]);
  const apart = ops.reshape(faults, [batch, keyHeads, 1, keys]);
  const wide = ops.broadcastTo(apart, [batch, keyHeads, heads / keyHeads, keys]);
  return ops.reshape(wide, [batch, heads, 1, keys]);
}

/** Scaled dot-product attention and its gradient: the scores of a call are in memory as a whole. */
export function attentionKernels({ ops }: Tools): KernelTable {
  return {
    scaledDotProductAttention: ({ inputs, attributes, outputs: [output] }) => {
      const given = unpack(ops, inputs, attributes);
      if (given === undefined || output === undefined) return undefined;
      const { values, visible, keyHeads } = given;
      const faults = visible && faultsOf(ops, values);
      const weights = weightsOf(ops, given, numberOf(attributes, 'scale'), faults);
      const rows = faults === undefined ? values : sound(ops, values, faults);
      return ops.reshape(ops.matmul(gathered(ops, weights, keyHeads), rows, false, false), output.shape);
    },
    scaledDotProductAttentionGradient: ({ inputs, attributes, outputs }) => {
      const given = unpack(ops, inputs, attributes);
      const [, gradient] = given?.others ?? [];
      if (given === undefined || gradient === undefined) return undefined;
      const { queries, keys, values, visible, bias, size, keyHeads } = given;
      const scale = numberOf(attributes, 'scale');
      const weights = weightsOf(ops, given, scale);
      const faults = visible && faultsOf(ops, values);
      const [soundValues, soundKeys] =
        faults === undefined
          ? [values, keys]
          : [sound(ops, values, faults), sound(ops, keys, faultsOf(ops, keys))];
      // P = softmax(S), O = P V: dV = Pᵀ dO, dP = dO Vᵀ, dS = P ∘ (dP − Σ P ∘ dP), dQ = dS K, dK = dSᵀ Q.
      const [p, g] = [gathered(ops, weights, keyHeads), gathered(ops, gradient, keyHeads)];
      const dValues = ops.matmul(p, g, true, false);
      const product = ops.multiply(weights, ops.reshape(ops.matmul(g, soundValues, false, true), size));
      const seen = visible && faults && ops.select(visible, perKey(ops, faults, size), 0, size);
      const total = ops.sum(seen ? ops.add(product, seen) : product, [3], true);
      const dScores = ops.subtract(product, ops.multiply(weights, total));
      const scaled = gathered(ops, ops.multiply(dScores, scale), keyHeads);
      const dQueries = ops.reshape(ops.matmul(scaled, soundKeys, false, false), queries.shape);
      const dKeys = ops.matmul(scaled, gathered(ops, queries, keyHeads), true, false);
      const room = outputs[1]?.shape[2] ?? 0;
      const spaced = [dKeys, dValues].map((x) => withRoom(ops, x, room));
      return [dQueries, ...spaced, ...(bias ? [summedTo(ops, dScores, bias.shape)] : [])];
    },
  };
}

/** Zeros behind the keys that exist. */
function withRoom(ops: Operations, x: EngineTensor, room: number): EngineTensor {
  const missing = room - (x.shape[2] ?? 0);
  const none = [0, 0] as const;
  return missing === 0 ? x : ops.pad(x, [none, none, [0, missing], none], 0);
}

/** Sums over the axes along which the shape has size 1. */
function summedTo(ops: Operations, x: EngineTensor, shape: readonly number[]): EngineTensor {
  const axes = shape.flatMap((length, axis) => (length === 1 && x.shape[axis] !== 1 ? [axis] : []));
  return sizeOf(shape) === sizeOf(x.shape) ? x : ops.sum(x, axes, true);
}
