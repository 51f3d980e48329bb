import { ShapeError, showShape, type Tensor } from '@heed/core';

/** The sizes of scores that fit a normaliser with parameters per head. */
export function checkScores(
  name: string,
  scores: Tensor,
  heads: number,
): [batch: number, heads: number, queries: number, keys: number] {
  const [batch = 0, own = 0, queries = 0, keys = 0] = scores.shape;
  if (scores.rank !== 4 || own !== heads) {
    throw new ShapeError(
      `${name}: expected scores [batch, ${heads}, queries, keys], got ${showShape(scores.shape)}`,
    );
  }
  return [batch, heads, queries, keys];
}
