import { tidy } from '../memory/scope.ts';
import { checkFloating, commonBackend } from '../op.ts';
import { isProfiling, measureOp } from '../profile/recorder.ts';
import { Tensor } from '../tensor.ts';
import { checkRopeOptions, checkRopeShapes, type RopeOptions, rope } from './rope.ts';
import { checkPlace, refuseTapes, writeInto } from './write-into.ts';

/** Queries, keys and values, [batch, heads, length, headDimension] each, and the tables by which two of them turn. */
export interface RotatedHeads<Input = Tensor> {
  readonly queries: Input;
  readonly keys: Input;
  readonly values: Input;
  /** [batch or 1, length, pairs], longer with an `offset`: see {@link rope}. */
  readonly cos: Input;
  /** The same shape. */
  readonly sin: Input;
}

/** Where in a cache rows go. */
export interface CacheRows<Input = Tensor> {
  /** [batch, heads, room, headDimension] */
  readonly keys: Input;
  /** The same, but for its own width. */
  readonly values: Input;
  /** The first row. */
  readonly start: number;
}

/**
 * {@link rope} straight into a cache: turns queries and keys, writes the keys and their values to the cache's rows from
 * `start` on in place ({@link writeInto}), and returns the turned queries. One call of a decoding step instead of four, and
 * turned keys are never anywhere else. The numbers are those of the single operations.
 *
 * @param rows Tensors of a cache, which nothing else holds.
 * @throws {ShapeError} when heads, tables or rows do not go together.
 * @throws {OptionError} for other pairs, or an offset that is no whole number from 0.
 * @throws {GradientError} while a tape follows one of the tensors: an overwritten tensor has no gradient.
 *
 * @example
 * ```ts
 * import { cos, ones, ropeInto, sin, tensor, zeros } from '@heed/core';
 * const rows = { keys: zeros([1, 1, 4, 2]), values: zeros([1, 1, 4, 2]), start: 1 };
 * const angles = tensor([[[Math.PI / 2]]]); // a quarter turn of the only pair
 * const one = ones([1, 1, 1, 2]);
 * const heads = { queries: one, keys: one, values: one, cos: cos(angles), sin: sin(angles) };
 * const queries = ropeInto(rows, heads, { pairs: 'halves' }); // [[[[-1, 1]]]], as row 1 of the keys
 * ```
 */
export function ropeInto(rows: CacheRows, heads: RotatedHeads, options: RopeOptions): Tensor {
  const attributes = checkRopeOptions(options);
  const { queries, keys, values, cos, sin } = heads;
  checkFloating('ropeInto', queries, keys, values, cos, sin);
  checkRopeShapes(queries, cos, sin, attributes.offset);
  checkRopeShapes(keys, cos, sin, attributes.offset);
  checkPlace(rows.keys, keys, 2, rows.start);
  checkPlace(rows.values, values, 2, rows.start);
  const tensors = [queries, keys, values, cos, sin, rows.keys, rows.values];
  refuseTapes(tensors);
  const backend = commonBackend('ropeInto', tensors);
  const run = (): unknown => backend.ropeInto?.(rows, heads, attributes);
  const isMeasured = isProfiling && backend.ropeInto !== undefined;
  const buffer = isMeasured
    ? measureOp(
        { name: 'ropeInto', inputs: tensors, outputs: [queries, keys, values], attributes, way: 'kernel' },
        backend,
        run,
      )
    : run();
  if (buffer !== undefined) return Tensor.fromBuffer(backend, buffer, queries.shape, queries.dtype);
  tidy(() => writeInto(rows.keys, rope(keys, cos, sin, options), { axis: 2, start: rows.start }));
  writeInto(rows.values, values, { axis: 2, start: rows.start });
  return rope(queries, cos, sin, options);
}
