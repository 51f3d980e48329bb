import { ShapeError } from '../errors.ts';
import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { broadcastShapes, broadcastStrides, type Shape, showShape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { sumTo } from './sum-to.ts';

/** Options of {@link matmul}. */
export interface MatmulOptions {
  /** Read `a` as if its last two axes were exchanged. */
  readonly transposeA?: boolean;
  /** Read `b` as if its last two axes were exchanged. */
  readonly transposeB?: boolean;
}

/** Attributes of the matmul kernel. */
export type MatmulAttributes = { readonly transposeA: boolean; readonly transposeB: boolean };

/** Rows, columns and inner size of a product, and the broadcast batch. */
function matmulSizes(
  a: Shape,
  b: Shape,
  { transposeA, transposeB }: MatmulAttributes,
): { batch: Shape; rows: number; inner: number; columns: number } {
  if (a.length < 2 || b.length < 2) {
    throw new ShapeError(
      `matmul: both operands need at least two axes, got ${showShape(a)} and ${showShape(b)}`,
    );
  }
  const [a0 = 0, a1 = 0] = a.slice(-2);
  const [b0 = 0, b1 = 0] = b.slice(-2);
  const [rows, inner] = transposeA ? [a1, a0] : [a0, a1];
  const [innerB, columns] = transposeB ? [b1, b0] : [b0, b1];
  if (inner !== innerB) {
    throw new ShapeError(
      `matmul: inner sizes differ, ${inner} and ${innerB}, for ${showShape(a)}${transposeA ? 'ᵀ' : ''} · ` +
        `${showShape(b)}${transposeB ? 'ᵀ' : ''}`,
    );
  }
  return { batch: broadcastShapes('matmul', a.slice(0, -2), b.slice(0, -2)), rows, inner, columns };
}

/** For each batch of the result, the batch of an operand: broadcasting over the leading axes. */
function batchOffsets(shape: Shape, batch: Shape): number[] {
  const strides = broadcastStrides(shape.slice(0, -2), batch);
  return Array.from({ length: sizeOf(batch) }, (_, index) => {
    let rest = index;
    let position = 0;
    for (let axis = batch.length - 1; axis >= 0; axis--) {
      const length = batch[axis] ?? 1;
      position += (rest % length) * (strides[axis] ?? 0);
      rest = Math.floor(rest / length);
    }
    return position;
  });
}

const op = defineOp<MatmulAttributes>({
  name: 'matmul',
  infer: (inputs, attributes) => {
    const dtype = checkFloating('matmul', ...inputs);
    const { batch, rows, columns } = matmulSizes(inputs[0]?.shape ?? [], inputs[1]?.shape ?? [], attributes);
    return [{ shape: [...batch, rows, columns], dtype }];
  },
  vjp: ([gradient], { inputs: [a, b], attributes: { transposeA, transposeB }, needs }) => {
    if (gradient === undefined || a === undefined || b === undefined) return [];
    // Y = A·B: dA = dY·Bᵀ and dB = Aᵀ·dY; a transposed operand gets the transposed product.
    const gradientA = (): Tensor =>
      transposeA
        ? matmul(b, gradient, { transposeA: transposeB, transposeB: true })
        : matmul(gradient, b, { transposeB: !transposeB });
    const gradientB = (): Tensor =>
      transposeB
        ? matmul(gradient, a, { transposeA: true, transposeB: transposeA })
        : matmul(a, gradient, { transposeA: !transposeA });
    return [
      needs[0] ? sumTo(gradientA(), a.shape) : undefined,
      needs[1] ? sumTo(gradientB(), b.shape) : undefined,
    ];
  },
  reference: ([a, b], [y], attributes) => {
    if (a === undefined || b === undefined || y === undefined) return;
    const { batch, rows, inner, columns } = matmulSizes(a.shape, b.shape, attributes);
    const [aRow, aInner] = attributes.transposeA ? [1, rows] : [inner, 1];
    const [bInner, bColumn] = attributes.transposeB ? [1, inner] : [columns, 1];
    const aBatches = batchOffsets(a.shape, batch);
    const bBatches = batchOffsets(b.shape, batch);
    let at = 0;
    for (let index = 0; index < aBatches.length; index++) {
      const aStart = (aBatches[index] ?? 0) * rows * inner;
      const bStart = (bBatches[index] ?? 0) * inner * columns;
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          let total = 0;
          for (let k = 0; k < inner; k++) {
            total +=
              (a.data[aStart + row * aRow + k * aInner] ?? 0) *
              (b.data[bStart + k * bInner + column * bColumn] ?? 0);
          }
          y.data[at++] = total;
        }
      }
    }
  },
});

/**
 * Matrix product over the last two axes: `Y = A · B`, `[…, rows, inner] · […, inner, columns]`. Leading axes
 * broadcast.
 *
 * @throws {ShapeError} when the inner sizes differ or the leading axes do not broadcast.
 *
 * @example
 * ```ts
 * import { matmul, tensor } from '@heed/core';
 * const y = matmul(tensor([[1, 2]]), tensor([[3], [4]])); // [[11]]
 * ```
 */
export function matmul(a: TensorLike, b: TensorLike, options: MatmulOptions = {}): Tensor {
  checkOptions('matmul', options, ['transposeA', 'transposeB']);
  const { transposeA = false, transposeB = false } = options;
  return apply(op, [asTensor(a), asTensor(b)], { transposeA, transposeB });
}
