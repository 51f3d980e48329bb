import { isQuantized } from '@heed/core';
import {
  biasOfMap,
  epilogueInputs,
  gatedBiases,
  type Kernel,
  type KernelInput,
  rowsOf,
  type TensorSpec,
} from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { quantizedType } from '../engine/transfer.ts';
import { activationCodes } from './elementwise.ts';
import { multiplyBuffers } from './matmul.ts';
import type { KernelTable } from './table.ts';

/** Rows of a half weight up to this length fit into a thread's scratch, four at a time. */
const longestHalf = 32_000;

/** Types of a weight that `linear` has kernels for. */
function servesWeight({ dtype, shape }: TensorSpec): boolean {
  if (dtype === 'float16' || dtype === 'bfloat16') return (shape[1] ?? 0) <= longestHalf;
  return dtype === 'float32' || isQuantized(dtype);
}

/** The most maps in place; assembly/quantized/maps.ts has room for more. */
const mostPlaced = 16;

/** −1 for none. */
function activationCode(activation: unknown): number {
  return activationCodes.get(activation) ?? -1;
}

/** `linear` and what stands around it: an epilogue, several maps of one x, a gate. */
export function linearKernels(engine: Engine): KernelTable {
  // Bytes of workspace for the latest product with weights in blocks, and for which sizes.
  let [bytes, rows, width] = [0, 0, 0];

  const workspaceFor = (m: number, k: number): number => {
    if (m !== rows || k !== width) [bytes, rows, width] = [engine.exports.quantizedWork(m, k), m, k];
    return engine.workspace(bytes);
  };

  /** Puts a map with a weight in blocks to its place for the next product. */
  const place = (
    map: number,
    weight: KernelInput<Block>,
    bias: KernelInput<Block> | undefined,
    y: Block,
  ): void => {
    engine.exports.quantizedMap(
      map,
      weight.buffer.address,
      y.address,
      bias?.buffer.address ?? 0,
      weight.shape[0] ?? 0,
    );
  };

  /** The products of x and the maps that are in place. */
  const multiplyPlaced = (x: KernelInput<Block>, type: number, count: number): void => {
    const [m, k] = [rowsOf(x.shape), x.shape.at(-1) ?? 0];
    engine.exports.quantizedMaps(type, count, x.buffer.address, workspaceFor(m, k), m, k);
  };

  const multiplyFloats = (
    x: KernelInput<Block>,
    weight: KernelInput<Block>,
    bias: KernelInput<Block> | undefined,
    y: Block,
  ): void => {
    const [n = 0, k = 0] = weight.shape;
    const m = rowsOf(x.shape);
    const shift = bias?.buffer.address ?? 0;
    if (weight.dtype === 'float32') {
      const product = { m, n, k, transposeA: false, transposeB: true, batch: 1, strideA: 0, strideB: 0 };
      multiplyBuffers(engine, x.buffer, weight.buffer, y, shift, product);
      return;
    }
    const work = engine.exports.halfLinearWork(m, n, k);
    const packed = work > 0 ? engine.workspace(work * 4) : 0;
    const [from, by] = [x.buffer.address, weight.buffer.address];
    engine.exports.halfLinear(
      from,
      by,
      y.address,
      shift,
      packed,
      m,
      n,
      k,
      Number(weight.dtype === 'bfloat16'),
    );
  };

  /** `y = x Wᵀ (+ bias)`, W as it is kept. */
  const multiplyWeight = (
    x: KernelInput<Block>,
    weight: KernelInput<Block>,
    bias: KernelInput<Block> | undefined,
    y: Block,
  ): void => {
    const type = quantizedType(weight.dtype);
    if (type === undefined) {
      multiplyFloats(x, weight, bias, y);
      return;
    }
    place(0, weight, bias, y);
    multiplyPlaced(x, type, 1);
  };

  /** A product with an epilogue; addresses of the factors and the summands, 0 for none. */
  const finished = (
    activation: unknown,
    times: number,
    plus: number,
    y: Block,
    multiply: () => void,
  ): void => {
    engine.exports.beginEpilogue(activationCode(activation), y.address, times, plus);
    try {
      multiply();
    } finally {
      engine.exports.endEpilogue();
    }
  };

  const linear: Kernel<Block> = ([x, weight, bias], _, [output]) => {
    if (x === undefined || weight === undefined || output === undefined) return undefined;
    if (output.dtype !== 'float32' || !servesWeight(weight)) return undefined;
    const y = engine.output(output);
    multiplyWeight(x, weight, bias, y);
    return [y];
  };

  const linearEpilogue: Kernel<Block> = (inputs, { bias, gate, residual, activation }, [output]) => {
    const there = { bias: bias === true, gate: gate === true, residual: residual === true };
    const parts = epilogueInputs(inputs, there);
    const { x, weight } = parts;
    if (x === undefined || weight === undefined || output === undefined) return undefined;
    if (output.dtype !== 'float32' || !servesWeight(weight)) return undefined;
    const y = engine.output(output);
    const [times, plus] = [parts.gate?.buffer.address ?? 0, parts.residual?.buffer.address ?? 0];
    finished(activation, times, plus, y, () => multiplyWeight(x, weight, parts.bias, y));
    return [y];
  };

  const linearMaps: Kernel<Block> = (inputs, attributes, outputs) => {
    const [x] = inputs;
    const biases: unknown = attributes['biases'];
    if (x === undefined || x.dtype !== 'float32' || !Array.isArray(biases)) return undefined;
    for (let map = 0; map < outputs.length; map++) {
      const weight = inputs[1 + map];
      if (weight === undefined || !servesWeight(weight)) return undefined;
    }
    const results = outputs.map((spec) => engine.output(spec));
    // Neighbours with weights in blocks of one type are one job.
    let placed = 0;
    for (let map = 0; map < outputs.length; map++) {
      const [weight, y] = [inputs[1 + map], results[map]];
      if (weight === undefined || y === undefined) return undefined;
      const bias = biasOfMap(inputs, { biases }, map);
      const type = quantizedType(weight.dtype);
      if (type === undefined) {
        multiplyFloats(x, weight, bias, y);
        continue;
      }
      place(placed++, weight, bias, y);
      const isLast = map + 1 === outputs.length || inputs[2 + map]?.dtype !== weight.dtype;
      if (!isLast && placed < mostPlaced) continue;
      multiplyPlaced(x, type, placed);
      placed = 0;
    }
    return results;
  };

  const gatedLinear: Kernel<Block> = (inputs, { activation, gateBias, valuesBias }, [output]) => {
    const [x, gate, values] = inputs;
    if (x === undefined || gate === undefined || values === undefined || output === undefined)
      return undefined;
    if (output.dtype !== 'float32' || !servesWeight(gate) || !servesWeight(values)) return undefined;
    const biases = gatedBiases(inputs, { gateBias: gateBias === true, valuesBias: valuesBias === true });
    const y = engine.output(output);
    const factors = engine.output(output);
    const type = gate.dtype === values.dtype ? quantizedType(gate.dtype) : undefined;
    if (type === undefined) {
      multiplyWeight(x, values, biases.values, factors);
      finished(activation, factors.address, 0, y, () => multiplyWeight(x, gate, biases.gate, y));
    } else {
      place(0, gate, biases.gate, y);
      place(1, values, biases.values, factors);
      const [m, k] = [rowsOf(x.shape), x.shape.at(-1) ?? 0];
      const work = workspaceFor(m, k);
      engine.exports.quantizedGated(type, activationCode(activation), x.buffer.address, work, m, k);
    }
    engine.release(factors);
    return [y];
  };

  return { linear, linearEpilogue, linearMaps, gatedLinear };
}
