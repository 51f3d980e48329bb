import { allocate, type DType } from '../dtype.ts';
import { encodeElement } from '../encode-element.ts';
import { checkOptions } from '../options.ts';
import { checkShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { tensor } from './tensor.ts';

/** Options of {@link eye}. */
export interface EyeOptions {
  /** Number of columns; that of the rows by default. */
  readonly columns?: number;
  /** Element type; float32 by default. */
  readonly dtype?: DType;
}

/**
 * The matrix with ones on its main diagonal and zeros beside it.
 *
 * @throws {ShapeError} for sizes that are not whole numbers of at least 0.
 *
 * @example
 * ```ts
 * import { eye } from '@heed/core';
 * const identity = eye(2); // [[1, 0], [0, 1]]
 * ```
 */
export function eye(rows: number, options: EyeOptions = {}): Tensor {
  checkOptions('eye', options, ['columns', 'dtype']);
  const { columns = rows, dtype = 'float32' } = options;
  checkShape('eye', [rows, columns]);
  const data = allocate(dtype, rows * columns);
  const one = encodeElement(1, dtype) ?? 1;
  for (let i = 0; i < Math.min(rows, columns); i++) data[i * columns + i] = one;
  return tensor(data, { shape: [rows, columns], dtype });
}
