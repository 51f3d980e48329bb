import {
  additiveScores,
  dotProductScores,
  generalScores,
  normalizeScores,
  softmaxNormalizer,
} from '@heed/attention';
import { matmul, type Tensor, tensor, tidy } from '@heed/core';

/** How a query is compared with the keys. */
export type ScoreKind = 'additive' | 'dot' | 'general' | 'scaled';

/** An arrow in the plane. */
export type Arrow = readonly [number, number];

/** Scores, weights and context vector of one query. */
export interface AlignmentNumbers {
  readonly scores: number[];
  readonly weights: number[];
  readonly context: Arrow;
}

/** The weight matrix that `general` has between query and key: a quarter turn's half, so that one sees what it does. */
const between = [
  [Math.SQRT1_2, -Math.SQRT1_2],
  [Math.SQRT1_2, Math.SQRT1_2],
];

function scoresOf(kind: ScoreKind, queries: Tensor, keys: Tensor): Tensor {
  if (kind === 'additive') return additiveScores(queries, keys, tensor([1, 1]));
  if (kind === 'general') return generalScores(queries, keys, tensor(between));
  return dotProductScores(queries, keys, kind === 'dot' ? { scale: 1 } : {});
}

/** One query against keys in the plane, the keys being the values too. */
export function align(kind: ScoreKind, query: Arrow, keys: readonly Arrow[]): AlignmentNumbers {
  return tidy(() => {
    const memory = tensor(keys.flat(), { shape: [1, 1, keys.length, 2] });
    const scores = scoresOf(kind, tensor([...query], { shape: [1, 1, 1, 2] }), memory);
    const weights = normalizeScores(softmaxNormalizer, scores);
    const [x = 0, y = 0] = matmul(weights, memory).dataSync();
    return { scores: [...scores.dataSync()], weights: [...weights.dataSync()], context: [x, y] };
  });
}
