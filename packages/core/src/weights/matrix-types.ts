import type { QuantizableDType } from '../blocks/encode-blocks.ts';
import { isQuantizable } from '../blocks/encode-blocks.ts';
import { blockFormat, type DType, isQuantized, isStorage } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import { Embedding } from '../module/embedding.ts';
import { Linear } from '../module/linear.ts';
import type { Module } from '../module/module.ts';
import type { Parameter } from '../module/parameter.ts';
import { naturalDType } from './convert.ts';
import { showValue } from './strict-json.ts';
import type { WeightType } from './weight-array.ts';

/**
 * The element type in which the matrices of linear layers and embeddings are kept: one type for all, or `stored`, each
 * in the type of the file. Both ops compute with them as they are; all other parameters are float32.
 */
export type MatrixType = 'float32' | 'float16' | 'bfloat16' | QuantizableDType | 'stored';

/** Tables of fewer rows (kinds of segments, buckets of distances) stay as they are: nothing is gained there. */
const fewestRows = 32;

/**
 * Refuses what is no {@link MatrixType}.
 *
 * @throws {OptionError} that lists those that are possible.
 *
 * @example
 * ```ts
 * import { checkMatrixType } from '@heed/core';
 * checkMatrixType('load', 'dtype', 'q4_0');
 * ```
 */
export function checkMatrixType(name: string, option: string, type: string): asserts type is MatrixType {
  if (type === 'stored' || type === 'float32' || type === 'float16' || type === 'bfloat16') return;
  if (isQuantizable(type)) return;
  throw new OptionError(
    `${name}: ${option} ${showValue(type)}; possible are float32, float16, bfloat16, q8_0, q4_0, q4_1, q5_0, q5_1 and stored`,
  );
}

/** The parameters that can be kept in another type: weights of linear layers and embeddings. */
export function matricesOf(module: Module): ReadonlySet<Parameter> {
  const found = new Set<Parameter>();
  for (const [, one] of module.modules()) {
    if (!(one instanceof Linear || one instanceof Embedding)) continue;
    if ((one.weight.shape[0] ?? 0) >= fewestRows) found.add(one.weight);
  }
  return found;
}

/** The type in which a matrix is kept. One whose width no block divides stays float32. */
export function keptType(
  { shape, declaredDType: own }: Parameter,
  stored: WeightType,
  wanted: MatrixType,
): DType {
  const type = wanted === 'stored' ? (naturalDType(stored) ?? own) : wanted;
  if (type === 'float32' || !isStorage(type)) return own;
  if (isQuantized(type) && (shape.at(-1) ?? 1) % blockFormat(type).size !== 0) return own;
  return type;
}
