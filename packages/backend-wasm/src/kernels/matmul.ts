import {
  broadcastStrides,
  type Kernel,
  type KernelInput,
  sizeOf,
  stridesOf,
  type TensorSpec,
} from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
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
  const [transposeA, transposeB] = [Number(product.transposeA), Number(product.transposeB)];
  const many = m > engine.exports.matmulFewRows(transposeA, transposeB);
  const large = many && m * n * k >= sharedWork && (batch < 4 || m * n * k >= 8 * sharedWork);
  const needed = large || engine.exports.matmulNeedsPacking(m, n, k, transposeA, transposeB) !== 0;
  const packed = needed ? engine.workspace(Math.ceil(n / 8) * 8 * k * 4) : 0;
  const [strideA, strideB] = [product.strideA * 4, product.strideB * 4];
  engine.exports.matmul(a, b, c, m, n, k, transposeA, transposeB, bias, 0, batch, strideA, strideB, packed);
}

/** Products of up to so many rows use a packed copy of their right operand if there is one; with more it saves nothing. */
const mostRows = 1024;
/** Numbers in a right operand that is worth a note. */
const smallestWeight = 4096;

/** The same for whole buffers. The bits do not depend on whether there was a copy. */
export function multiplyBuffers(
  engine: Engine,
  a: Block,
  b: Block,
  c: Block,
  bias: number,
  product: Product,
): void {
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

/** `matmul`: see assembly/matmul for the blocking. */
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
  return { matmul };
}
