import { checkInt32 } from '../check-int32.ts';
import { isStorage } from '../dtype.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { apply, asTensor, checkFloating, defineOp, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { asFloating, checkTrainable } from './as-floating.ts';
import { gather } from './gather.ts';
import { notEqual } from './not-equal.ts';
import { reshape } from './reshape.ts';
import { scatterAdd } from './scatter-add.ts';
import { where } from './where.ts';

/** Options of {@link embedding}. */
export interface EmbeddingOpOptions {
  /** A row that gets no gradient. */
  readonly paddingIndex?: number;
}

type EmbeddingAttributes = { readonly paddingIndex: number };

const gradientOp = defineOp<EmbeddingAttributes & { readonly rows: number }>({
  name: 'embeddingGradient',
  infer: ([, gradient], { rows }) =>
    gradient ? [{ shape: [rows, gradient.shape.at(-1) ?? 0], dtype: gradient.dtype }] : [],
  decompose: ([ids, gradient], { rows, paddingIndex }) => {
    if (ids === undefined || gradient === undefined) return [];
    const real = reshape(notEqual(ids, paddingIndex), [...ids.shape, 1]);
    const kept = paddingIndex < 0 ? gradient : where(real, gradient, 0);
    return [scatterAdd(kept, ids, { axis: 0, rows })];
  },
});

const op = defineOp<EmbeddingAttributes>({
  name: 'embedding',
  takesBlocks: true,
  infer: ([table, ids]) => {
    const kept = table !== undefined && isStorage(table.dtype);
    const dtype = kept ? 'float32' : checkFloating('embedding', ...(table ? [table] : []));
    if (table?.shape.length !== 2) {
      throw new ShapeError(
        `embedding: the table must be [rows, width], got ${showShape(table?.shape ?? [])}`,
      );
    }
    checkInt32('embedding: ids', ids);
    return [{ shape: [...ids.shape, table.shape[1] ?? 0], dtype }];
  },
  vjp: ([gradient], { inputs: [table, ids], attributes: { paddingIndex } }) => {
    if (gradient === undefined || table === undefined || ids === undefined) return [];
    checkTrainable('embedding', table);
    return [apply(gradientOp, [ids, gradient], { paddingIndex, rows: table.shape[0] ?? 0 })];
  },
  decompose: ([table, ids]) => {
    if (table === undefined || ids === undefined) return [];
    const floats = isStorage(table.dtype) ? asFloating(table, 'float32') : table;
    return [gather(floats, ids, { axis: 0 })];
  },
});

/**
 * Rows of a table by id: `[…] int32 → […, width]`. The gradients of repeated ids add up. Rows of a table in half precision
 * or in blocks come as float32; such a table has no gradient.
 *
 * @param table [rows, width]
 * @throws {DTypeError} for the gradient of a table in half precision or in blocks.
 * @throws {IndexError} for an id outside the table, naming the id, its place and the table's size.
 *
 * @example
 * ```ts
 * import { embedding, tensor } from '@heed/core';
 * const y = embedding(tensor([[1, 2], [3, 4]]), tensor([1, 0, 1], { dtype: 'int32' }));
 * ```
 */
export function embedding(table: TensorLike, ids: Tensor, options: EmbeddingOpOptions = {}): Tensor {
  checkOptions('embedding', options, ['paddingIndex']);
  const { paddingIndex = -1 } = options;
  const rows = asTensor(table);
  if (!Number.isInteger(paddingIndex) || paddingIndex < -1 || paddingIndex >= (rows.shape[0] ?? 0)) {
    throw new OptionError(
      `embedding: paddingIndex ${paddingIndex} is outside the table of ${rows.shape[0]} rows`,
    );
  }
  return apply(op, [rows, ids], { paddingIndex });
}
