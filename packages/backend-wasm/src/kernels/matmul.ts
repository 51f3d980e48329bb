import { isQuantized } from '@heed/core';
import {
  broadcastStrides,
  epilogueInputs,
  type Kernel,
  type KernelInput,
  sizeOf,
  stridesOf,
  type TensorSpec,
} from '@heed/core/backend';
import type { Block } from '../engine/allocator.ts';
import type { Engine } from '../engine/engine.ts';
import { asQuantized } from '../engine/transfer.ts';
import { activationCodes } from './elementwise.ts';
import { isFloat32, type KernelTable } from './table.ts';

/** One product or a row of products of equal sizes. */
interface Product {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly batch: number;
  /** From one operand to the next, in floats; 0 repeats it. */
  readonly strideA: number;
  readonly strideB: number;
}

/** Products whose operands are not at equal distances. */
type Unequal = Omit<Product, 'batch' | 'strideA' | 'strideB'> & { readonly batch: undefined };

/** Packing B for all threads pays from this many multiplications in one product. */
const sharedWork = 1 << 21;

/** Runs products over memory; `bias` is added to each row, 0 for none. */
function multiply(engine: Engine, a: number, b: number, c: number, bias: number, product: Product): void {
  const { m, n, k, batch } = product;
  const { exports } = engine;
  const [transposeA, transposeB] = [Number(product.transposeA), Number(product.transposeB)];
  const many = m > exports.matmulFewRows(transposeA, transposeB);
  const large = many && m * n * k >= sharedWork && (batch < 4 || m * n * k >= 8 * sharedWork);
  const needed = large || exports.matmulNeedsPacking(m, n, k, transposeA, transposeB) !== 0;
  const packed = needed ? engine.workspace(Math.ceil(n / 8) * 8 * k * 4) : 0;
  const [strideA, strideB] = [product.strideA * 4, product.strideB * 4];
  exports.matmul(a, b, c, m, n, k, transposeA, transposeB, bias, 0, batch, strideA, strideB, packed);
}

/** Products of up to so many rows use a packed copy of their right operand if there is one; with more it saves nothing. */
const mostRows = 256;
/** Numbers in a right operand that is worth a note. */
const smallestWeight = 4096;

/** Rows of a half weight up to this length fit into a thread's scratch, four at a time. */
const longestHalf = 32_000;

/** The same for whole buffers. The bits do not depend on whether there was a copy. */
function multiplyBuffers(engine: Engine, a: Block, b: Block, c: Block, bias: number, product: Product): void {
  const { m, n, k, batch } = product;
  const [transposeA, transposeB] = [Number(product.transposeA), Number(product.transposeB)];
  const many = m > engine.exports.matmulFewRows(transposeA, transposeB);
  if (batch === 1 && many && m <= mostRows && n * k >= smallestWeight) {
    const packed = engine.packings.find(b, n, k, product.transposeB);
    if (packed !== 0) {
      engine.exports.matmulPacked(a.address, c.address, m, n, k, transposeA, bias, packed);
      return;
    }
  }
  multiply(engine, a.address, b.address, c.address, bias, product);
}

/**
 * Products whose operands broadcast along some leading axes only: a row of products along the last of these, one call
 * for each place along the others.
 */
function multiplyAlong(
  engine: Engine,
  a: KernelInput<Block>,
  b: KernelInput<Block>,
  c: Block,
  output: TensorSpec,
  product: Omit<Product, 'batch' | 'strideA' | 'strideB'>,
): void {
  const leading = output.shape.slice(0, -2);
  const stepsOf = ({ shape }: TensorSpec): number[] => {
    const size = sizeOf(shape.slice(-2));
    return broadcastStrides(shape.slice(0, -2), leading).map((step) => step * size);
  };
  const [stepsA, stepsB] = [stepsOf(a), stepsOf(b)];
  const last = leading.length - 1;
  const batch = leading[last] ?? 1;
  const row = { ...product, batch, strideA: stepsA[last] ?? 0, strideB: stepsB[last] ?? 0 };
  const places = stridesOf(leading.slice(0, -1));
  const offset = (steps: readonly number[], call: number): number =>
    places.reduce(
      (sum, place, axis) => sum + (Math.floor(call / place) % (leading[axis] ?? 1)) * (steps[axis] ?? 0),
      0,
    );
  const calls = sizeOf(leading.slice(0, -1));
  for (let call = 0; call < calls; call++) {
    const from = a.buffer.address + offset(stepsA, call) * 4;
    const by = b.buffer.address + offset(stepsB, call) * 4;
    multiply(engine, from, by, c.address + call * batch * product.m * product.n * 4, 0, row);
  }
}

/** How an operand's leading axes meet the result's: all of them, or one matrix for all; else undefined. */
function strideOf(operand: TensorSpec, batch: number): number | undefined {
  const [rows = 0, columns = 0] = operand.shape.slice(-2);
  const own = sizeOf(operand.shape.slice(0, -2));
  if (own === 1) return 0;
  return own === batch ? rows * columns : undefined;
}

function describe(
  a: TensorSpec,
  b: TensorSpec,
  output: TensorSpec,
  transposeA: boolean,
  transposeB: boolean,
): Product | Unequal {
  const [m = 0, n = 0] = output.shape.slice(-2);
  const k = (transposeA ? a.shape.at(-2) : a.shape.at(-1)) ?? 0;
  const batch = sizeOf(output.shape.slice(0, -2));
  const strideA = strideOf(a, batch);
  const strideB = strideOf(b, batch);
  const sizes = { m, n, k, transposeA, transposeB };
  if (strideA === undefined || strideB === undefined) return { ...sizes, batch: undefined };
  // One matrix for a batch of row-major operands is one product with more rows.
  if (batch > 1 && strideB === 0 && strideA > 0 && !transposeA) {
    return { ...sizes, m: m * batch, batch: 1, strideA: 0, strideB: 0 };
  }
  return { ...sizes, batch, strideA, strideB };
}

/** Types of a weight that `linear` has kernels for. */
function servesWeight({ dtype, shape: [, width = 0] }: TensorSpec): boolean {
  if (dtype === 'float16' || dtype === 'bfloat16') return width <= longestHalf;
  return dtype === 'float32' || isQuantized(dtype);
}

/** What the workspace holds after a product with a weight in blocks: x, rounded. */
interface Rounded {
  readonly x: Block;
  readonly work: number;
  readonly type: number;
  readonly m: number;
  readonly k: number;
  /** Number of the kernel. */
  readonly call: number;
}

const latest = new WeakMap<Engine, Rounded>();

/** True when the kernel just before this one left the same x rounded: queries, keys and values read one x. */
function isStillRounded(before: Rounded | undefined, next: Rounded): boolean {
  if (before?.call !== next.call - 1) return false;
  const { x, work, type, m, k } = next;
  return before.x === x && before.work === work && before.type === type && before.m === m && before.k === k;
}

/** `y = x Wᵀ (+ bias)`, W as it is kept. */
function multiplyWeight(
  engine: Engine,
  x: KernelInput<Block>,
  weight: KernelInput<Block>,
  bias: KernelInput<Block> | undefined,
  y: Block,
): void {
  const { exports } = engine;
  const [n = 0, k = 0] = weight.shape;
  const m = sizeOf(x.shape.slice(0, -1));
  const shift = bias?.buffer.address ?? 0;
  const addresses = [x.buffer.address, weight.buffer.address, y.address, shift] as const;
  const matrix = asQuantized(weight);
  if (matrix !== undefined) {
    const work = engine.workspace(exports.quantizedWork(m, k));
    const left = { x: x.buffer, work, type: matrix.type, m, k, call: engine.calls };
    const rounded = isStillRounded(latest.get(engine), left);
    latest.delete(engine);
    exports.quantizedLinear(matrix.type, ...addresses, work, m, n, k, Number(rounded));
    latest.set(engine, left);
  } else if (weight.dtype === 'float32') {
    const product = { m, n, k, transposeA: false, transposeB: true, batch: 1, strideA: 0, strideB: 0 };
    multiplyBuffers(engine, x.buffer, weight.buffer, y, shift, product);
  } else {
    const work = exports.halfLinearWork(m, n, k);
    const packed = work > 0 ? engine.workspace(work * 4) : 0;
    exports.halfLinear(...addresses, packed, m, n, k, Number(weight.dtype === 'bfloat16'));
  }
}

/** `matmul` and `linear`, with an epilogue too: see assembly/matmul for the blocking. */
export function matmulKernels(engine: Engine): KernelTable {
  const matmul: Kernel<Block> = (inputs, attributes, [output]) => {
    const [a, b] = inputs;
    if (a === undefined || b === undefined || output === undefined || !isFloat32(inputs)) return undefined;
    const product = describe(
      a,
      b,
      output,
      attributes['transposeA'] === true,
      attributes['transposeB'] === true,
    );
    const c = engine.output(output);
    if (product.batch === undefined) multiplyAlong(engine, a, b, c, output, product);
    else multiplyBuffers(engine, a.buffer, b.buffer, c, 0, product);
    return [c];
  };
  const linear: Kernel<Block> = ([x, weight, bias], _, [output]) => {
    if (x === undefined || weight === undefined || output === undefined) return undefined;
    if (output.dtype !== 'float32' || !servesWeight(weight)) return undefined;
    const y = engine.output(output);
    multiplyWeight(engine, x, weight, bias, y);
    return [y];
  };
  const linearEpilogue: Kernel<Block> = (inputs, attributes, [output]) => {
    const { bias, gate, residual, activation } = attributes;
    const there = { bias: bias === true, gate: gate === true, residual: residual === true };
    const parts = epilogueInputs(inputs, there);
    const { x, weight } = parts;
    if (x === undefined || weight === undefined || output === undefined) return undefined;
    if (output.dtype !== 'float32' || !servesWeight(weight)) return undefined;
    const y = engine.output(output);
    const code = activationCodes.get(activation) ?? -1;
    const [times, plus] = [parts.gate?.buffer.address ?? 0, parts.residual?.buffer.address ?? 0];
    engine.exports.beginEpilogue(code, y.address, times, plus);
    try {
      multiplyWeight(engine, x, weight, parts.bias, y);
    } finally {
      engine.exports.endEpilogue();
    }
    return [y];
  };
  return { matmul, linear, linearEpilogue };
}
