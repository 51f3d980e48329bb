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
import type { Block } from '../engine/allocator.ts';
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

/** What the workspace holds after a product with a weight in blocks: x, rounded. */
class Rounded {
  #x: Block | undefined;
  #work = 0;
  #type = 0;
  #m = 0;
  #k = 0;
  /** Number of the kernel. */
  #call = 0;

  /** True when this kernel, or the one just before it, left the same x rounded: queries, keys and values read one x. */
  holds(x: Block, work: number, type: number, m: number, k: number, call: number): boolean {
    if (this.#x !== x || call - this.#call > 1) return false;
    return this.#work === work && this.#type === type && this.#m === m && this.#k === k;
  }

  /** Notes what a product that ran to its end has left. */
  note(x: Block, work: number, type: number, m: number, k: number, call: number): void {
    this.#x = x;
    this.#work = work;
    this.#type = type;
    this.#m = m;
    this.#k = k;
    this.#call = call;
  }

  /** Forgets it: the workspace is about to be written to. */
  forget(): void {
    this.#x = undefined;
  }
}

/** `y = x Wᵀ (+ bias)`, W as it is kept. */
type MultiplyWeight = (
  x: KernelInput<Block>,
  weight: KernelInput<Block>,
  bias: KernelInput<Block> | undefined,
  y: Block,
) => void;

function multiplyWeightOn(engine: Engine): MultiplyWeight {
  const { exports } = engine;
  const rounded = new Rounded();
  // Bytes of workspace of the latest product, and for which sizes.
  let [bytes, rows, width] = [0, 0, 0];
  return (x, weight, bias, y) => {
    const [n = 0, k = 0] = weight.shape;
    const m = rowsOf(x.shape);
    const shift = bias?.buffer.address ?? 0;
    const [from, by, to] = [x.buffer.address, weight.buffer.address, y.address];
    const type = quantizedType(weight.dtype);
    if (type !== undefined) {
      if (m !== rows || k !== width) [bytes, rows, width] = [exports.quantizedWork(m, k), m, k];
      const work = engine.workspace(bytes);
      const known = rounded.holds(x.buffer, work, type, m, k, engine.calls);
      rounded.forget();
      exports.quantizedLinear(type, from, by, to, shift, work, m, n, k, Number(known));
      rounded.note(x.buffer, work, type, m, k, engine.calls);
      return;
    }
    rounded.forget();
    if (weight.dtype === 'float32') {
      const product = { m, n, k, transposeA: false, transposeB: true, batch: 1, strideA: 0, strideB: 0 };
      multiplyBuffers(engine, x.buffer, weight.buffer, y, shift, product);
    } else {
      const work = exports.halfLinearWork(m, n, k);
      const packed = work > 0 ? engine.workspace(work * 4) : 0;
      exports.halfLinear(from, by, to, shift, packed, m, n, k, Number(weight.dtype === 'bfloat16'));
    }
  };
}

/** `linear` and what stands around it: an epilogue, several maps of one x, a gate. */
export function linearKernels(engine: Engine): KernelTable {
  const multiplyWeight = multiplyWeightOn(engine);

  /** A product with an epilogue; addresses of the factors and the summands, 0 for none. */
  const finished = (
    activation: unknown,
    times: number,
    plus: number,
    y: Block,
    multiply: () => void,
  ): void => {
    engine.exports.beginEpilogue(activationCodes.get(activation) ?? -1, y.address, times, plus);
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
    for (let map = 0; map < outputs.length; map++) {
      const [weight, y] = [inputs[1 + map], results[map]];
      if (weight !== undefined && y !== undefined)
        multiplyWeight(x, weight, biasOfMap(inputs, { biases }, map), y);
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
    multiplyWeight(x, values, biases.values, factors);
    finished(activation, factors.address, 0, y, () => multiplyWeight(x, gate, biases.gate, y));
    engine.release(factors);
    return [y];
  };

  return { linear, linearEpilogue, linearMaps, gatedLinear };
}
