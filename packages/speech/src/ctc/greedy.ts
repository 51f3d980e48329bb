import { checkOptions, type Tensor } from '@heed/core';
import { type CtcLabel, labelsOfPath, readScores } from './scores.ts';

/** Options of {@link decodeCtcGreedily}. */
export interface CtcDecodingOptions {
  /** The class that stands for no label; 0 by default. */
  readonly blank?: number;
}

/**
 * The labels of the likeliest path (Graves et al. 2006, §3.2): the best class of each frame, repetitions joined, blanks
 * left out. Fast, and for a sure recogniser as good as {@link searchCtcBeam}.
 *
 * @param logits Of one sound, [frames, classes].
 * @throws {ShapeError} for logits of another rank, and {IndexError} for a blank that is no class.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { decodeCtcGreedily } from '@heed/speech';
 * const logits = tensor([[0, 9, 0], [0, 9, 0], [9, 0, 0], [0, 9, 0], [0, 0, 9]]);
 * console.log(decodeCtcGreedily(logits).map(({ id }) => id)); // [1, 1, 2]
 * ```
 */
export function decodeCtcGreedily(logits: Tensor, options: CtcDecodingOptions = {}): CtcLabel[] {
  checkOptions('decodeCtcGreedily', options, ['blank']);
  const { blank = 0 } = options;
  const scores = readScores('decodeCtcGreedily', logits, blank);
  const { frames, classes, data } = scores;
  const path = Array.from({ length: frames }, (_, frame) => {
    let best = 0;
    for (let id = 1; id < classes; id++) {
      if ((data[frame * classes + id] ?? 0) > (data[frame * classes + best] ?? 0)) best = id;
    }
    return best;
  });
  return labelsOfPath(path, scores, blank);
}
