import {
  checkKind,
  multiply,
  ShapeError,
  showShape,
  sum,
  type Tensor,
  tensor,
  tidy,
  to,
  ValueError,
} from '@heed/core';
import { checkMap } from './check-maps.ts';

/**
 * Previous-token score of each head (Elhage et al. 2021; Olsson et al. 2022): how much a token looks at the one before
 * it, on average. 1 for a perfect previous-token head.
 *
 * @param weights Self-attention, [batch, heads, length, length].
 * @returns [heads]
 * @throws {ShapeError} when the weights are not square.
 * @throws {ValueError} when there is no previous token: a length of 0 or 1.
 *
 * @example
 * ```ts
 * import { previousTokenScore } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * console.log(previousTokenScore(tensor([[[[1, 0, 0], [1, 0, 0], [0, 0.5, 0.5]]]])).toString()); // [0.75]
 * ```
 */
export function previousTokenScore(weights: Tensor): Tensor {
  const name = 'previousTokenScore';
  const [batch, length] = checkSquare(name, weights);
  const pairs = Array.from({ length: batch }, () =>
    Array.from({ length }, (_, query) => (query === 0 ? [] : [query - 1])),
  );
  return meanOfPairs(name, 'have a previous token', weights, pairs);
}

/**
 * Induction score of each head (prefix matching in Olsson et al. 2022): of the tokens that stood in the text before,
 * how much do they look at what followed them then? `[A][B] … [A]` looks at `[B]`, on average over all such tokens;
 * where A stood several times, at any of its followers. 1 for a perfect induction head. Use random tokens, repeated.
 *
 * @param weights Self-attention, [batch, heads, length, length].
 * @param ids The tokens, a row of `length` for each of the batch.
 * @returns [heads]
 * @throws {ShapeError} when the weights are not square or the ids do not fit.
 * @throws {ValueError} when no token stood there before.
 *
 * @example
 * ```ts
 * import { inductionScore } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * const weights = tensor([[[[1, 0, 0], [0, 1, 0], [0, 0.75, 0.25]]]]);
 * console.log(inductionScore(weights, [[7, 8, 7]]).toString()); // [0.75]
 * ```
 */
export function inductionScore(weights: Tensor, ids: readonly ArrayLike<number>[]): Tensor {
  const name = 'inductionScore';
  const [batch, length] = checkSquare(name, weights);
  checkKind(`${name}: ids`, ids, 'a list');
  if (ids.length !== batch || ids.some((row) => row.length !== length)) {
    const seen = ids.map((row) => row.length).join(', ');
    throw new ShapeError(`${name}: expected ${batch} rows of ${length} ids, got rows of [${seen}]`);
  }
  return meanOfPairs(name, 'stood there before', weights, ids.map(followers));
}

/** For each token, the positions behind its earlier occurrences; a token is no follower for itself. */
function followers(ids: ArrayLike<number>): number[][] {
  const all = Array.from(ids);
  return all.map((id, query) =>
    all.slice(0, Math.max(0, query - 1)).flatMap((other, at) => (other === id ? [at + 1] : [])),
  );
}

function checkSquare(name: string, weights: Tensor): [batch: number, length: number] {
  checkMap(name, weights);
  const [batch = 0, , queries = 0, keys = 0] = weights.shape;
  if (queries === keys) return [batch, queries];
  throw new ShapeError(
    `${name}: needs self-attention, [batch, heads, length, length], got ${showShape(weights.shape)}`,
  );
}

/** For each head, the weight on the chosen keys, on average over the queries for which some are chosen. */
function meanOfPairs(
  name: string,
  what: string,
  weights: Tensor,
  pairs: readonly (readonly (readonly number[])[])[],
): Tensor {
  const [batch = 0, , length = 0] = weights.shape;
  const chosen = new Float32Array(batch * length * length);
  for (const [row, queries] of pairs.entries()) {
    for (const [query, keys] of queries.entries()) {
      for (const key of keys) chosen[(row * length + query) * length + key] = 1;
    }
  }
  const count = pairs.flat().filter((keys) => keys.length > 0).length;
  if (count === 0) throw new ValueError(`${name}: none of the tokens ${what}`);
  return tidy(() => {
    const table = tensor(chosen, { shape: [batch, 1, length, length], dtype: weights.dtype });
    const total = sum(multiply(weights, to(table, weights.backend)), { axis: [0, 2, 3] });
    return multiply(total, 1 / count);
  });
}
