import { checkKind, DTypeError, equal, reshape, ShapeError, showShape, type Tensor, tidy } from '@heed/core';
import type { MaskFunction } from './mask-from.ts';

/**
 * Packed documents: a query attends to the keys of its own document. Positions beyond the ids belong to none.
 *
 * @param ids Number of the document at each position.
 * @param keyIds The same for keys, where they are others than the queries.
 *
 * @example
 * ```ts
 * import { documentMaskFunction } from '@heed/attention';
 * const visible = documentMaskFunction([0, 0, 1, 1]);
 * console.log(visible(1, 0), visible(2, 1)); // true false
 * ```
 */
export function documentMaskFunction(ids: ArrayLike<number>, keyIds: ArrayLike<number> = ids): MaskFunction {
  return (query, key) => ids[query] !== undefined && ids[query] === keyIds[key];
}

/**
 * The mask of several documents in one row, so that each is read as if it stood alone: a token attends to tokens with
 * its own segment id. Boolean [batch, 1, queries, keys], true = attend; combine it with `causalMask` for language
 * models. Give padding an id of its own. Used since Krell et al. 2021 (packing without cross-contamination).
 *
 * @param segmentIds int32 [batch, queries]: the document of each token.
 * @param keySegmentIds int32 [batch, keys], where keys are others than the queries: cross-attention.
 * @throws {DTypeError} for ids that are not int32.
 * @throws {ShapeError} for ids of another rank or batch.
 *
 * @example
 * ```ts
 * import { causalMask, combineMasks, documentMask } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * const ids = tensor([[0, 0, 1, 1, 1]], { dtype: 'int32' });
 * const mask = combineMasks(documentMask(ids), causalMask(5, 5)); // [1, 1, 5, 5]
 * ```
 */
export function documentMask(segmentIds: Tensor, keySegmentIds: Tensor = segmentIds): Tensor {
  for (const ids of [segmentIds, keySegmentIds]) {
    checkKind('documentMask: ids', ids, 'a tensor');
    if (ids.dtype !== 'int32') throw new DTypeError(`documentMask: ids must be int32, got ${ids.dtype}`);
    if (ids.rank !== 2) {
      throw new ShapeError(`documentMask: ids must be [batch, length], got ${showShape(ids.shape)}`);
    }
  }
  const [batch = 0, queries = 0] = segmentIds.shape;
  const [keyBatch, keys = 0] = keySegmentIds.shape;
  if (batch !== keyBatch) {
    throw new ShapeError(
      `documentMask: ids of queries ${showShape(segmentIds.shape)} and of keys ` +
        `${showShape(keySegmentIds.shape)} differ in batch`,
    );
  }
  return tidy(() =>
    equal(reshape(segmentIds, [batch, 1, queries, 1]), reshape(keySegmentIds, [batch, 1, 1, keys])),
  );
}
