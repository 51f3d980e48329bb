import { type Kernel, sizeOf, type TensorSpec } from '@heed/core/backend';
import type { Block } from '../engine/allocator.ts';
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

/** Packing B for all threads pays from this many multiplications in one product. */
const sharedWork = 1 << 21;

/** Runs products over buffers; `bias` is added to each row. */
function multiply(
  engine: Engine,
  a: Block,
  b: Block,
  c: Block,
  bias: Block | undefined,
  product: Product,
): void {
  const { m, n, k, batch } = product;
  const { exports } = engine;
  const large = m * n * k >= sharedWork && m > 4 && (batch < 4 || m * n * k >= 8 * sharedWork);
  const needed = large || exports.matmulNeedsPacking(m, n, k) !== 0;
  const packed = needed ? engine.workspace(Math.ceil(n / 8) * 8 * k * 4) : 0;
  exports.matmul(
    a.address,
    b.address,
    c.address,
    m,
    n,
    k,
    Number(product.transposeA),
    Number(product.transposeB),
    bias?.address ?? 0,
    0,
    batch,
    product.strideA * 4,
    product.strideB * 4,
    packed,
  );
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
): Product | undefined {
  const [m = 0, n = 0] = output.shape.slice(-2);
  const k = (transposeA ? a.shape.at(-2) : a.shape.at(-1)) ?? 0;
  const batch = sizeOf(output.shape.slice(0, -2));
  const strideA = strideOf(a, batch);
  const strideB = strideOf(b, batch);
  if (strideA === undefined || strideB === undefined) return undefined;
  // One matrix for a batch of row-major operands is one product with more rows.
  if (batch > 1 && strideB === 0 && strideA > 0 && !transposeA) {
    return { m: m * batch, n, k, transposeA, transposeB, batch: 1, strideA: 0, strideB: 0 };
  }
  return { m, n, k, transposeA, transposeB, batch, strideA, strideB };
}

/** `matmul` and `linear`: see assembly/matmul for the blocking. */
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
    if (product === undefined) return undefined;
    const c = engine.output(output);
    multiply(engine, a.buffer, b.buffer, c, undefined, product);
    return [c];
  };
  const linear: Kernel<Block> = (inputs, _, [output]) => {
    const [x, weight, bias] = inputs;
    if (x === undefined || weight === undefined || output === undefined || !isFloat32(inputs))
      return undefined;
    const [n = 0, k = 0] = weight.shape;
    const m = sizeOf(x.shape.slice(0, -1));
    const y = engine.output(output);
    const product = { m, n, k, transposeA: false, transposeB: true, batch: 1, strideA: 0, strideB: 0 };
    multiply(engine, x.buffer, weight.buffer, y, bias?.buffer, product);
    return [y];
  };
  return { matmul, linear };
}
