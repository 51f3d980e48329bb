import { checkKind, checkOptions, IndexError, type Tensor, ValueError } from '@heed/core';
import type { CtcDecodingOptions } from './greedy.ts';
import { type CtcLabel, labelsOfPath, readScores } from './scores.ts';

/**
 * Where labels that are known stand in a sound (forced alignment): the likeliest of all paths that spell them, found by
 * Viterbi's algorithm (Rabiner 1989) over the states of CTC, the labels with blanks before, between and behind.
 *
 * @param logits Of one sound, [frames, classes].
 * @throws {ShapeError} for logits of another rank.
 * @throws {IndexError} for a label or blank that is no class, or a label that is the blank.
 * @throws {ValueError} for labels that do not fit into the frames.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { alignCtc } from '@heed/speech';
 * const logits = tensor([[9, 0, 0], [0, 9, 0], [0, 9, 0], [0, 0, 9]]);
 * console.log(alignCtc(logits, [1, 2]).map(({ id, start, end }) => [id, start, end])); // [[1, 1, 3], [2, 3, 4]]
 * ```
 */
export function alignCtc(
  logits: Tensor,
  labels: readonly number[],
  options: CtcDecodingOptions = {},
): CtcLabel[] {
  checkOptions('alignCtc', options, ['blank']);
  const { blank = 0 } = options;
  const scores = readScores('alignCtc', logits, blank);
  const { frames, classes, data } = scores;
  checkKind('alignCtc: labels', labels, 'a list');
  const strange = labels.find((id) => !(Number.isInteger(id) && id >= 0 && id < classes) || id === blank);
  if (strange !== undefined) {
    throw new IndexError(
      `alignCtc: label ${strange} must be a class, 0 to ${classes - 1}, and not the blank, ${blank}`,
    );
  }
  const states = [blank, ...labels.flatMap((id) => [id, blank])];
  const count = states.length;
  const best = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  best[0] = 0;
  /** How many states back the best way to each state at each frame came from. */
  const steps = new Uint8Array(frames * count);
  for (let frame = 0; frame < frames; frame++) {
    // From the last state to the first, so that those before are still of the frame before.
    for (let state = count - 1; state >= 0; state--) {
      const id = states[state] ?? blank;
      let step = 0;
      const reach = id !== blank && id !== states[state - 2] ? 2 : 1;
      for (let back = 1; back <= reach && state - back >= 0; back++) {
        // Before the first frame a path stands in front of the first two states.
        if (frame === 0 && state > 1) break;
        if ((best[state - back] ?? 0) > (best[state - step] ?? 0)) step = back;
      }
      steps[frame * count + state] = step;
      best[state] = (best[state - step] ?? 0) + (data[frame * classes + id] ?? 0);
    }
  }
  const [last = 0, before = Number.NEGATIVE_INFINITY] = [best[count - 1], best[count - 2]];
  if (Math.max(last, before) === Number.NEGATIVE_INFINITY) {
    throw new ValueError(`alignCtc: ${labels.length} labels do not fit into ${frames} frames`);
  }
  const path = new Int32Array(frames);
  /** Number of the state at each frame: the same label twice stands at two. */
  const places = new Int32Array(frames);
  let state = last >= before ? count - 1 : count - 2;
  for (let frame = frames - 1; frame >= 0; frame--) {
    path[frame] = states[state] ?? blank;
    places[frame] = state;
    state -= steps[frame * count + state] ?? 0;
  }
  return labelsOfPath(path, scores, blank);
}
