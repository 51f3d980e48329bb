import type { ReferenceArray } from '../backend/backend.ts';
import { IndexError } from '../errors.ts';

/** `log(exp(a) + exp(b))`; −∞ is the logarithm of 0. */
function logAddExp(a: number, b: number): number {
  const most = Math.max(a, b);
  return most === Number.NEGATIVE_INFINITY ? most : most + Math.log1p(Math.exp(Math.min(a, b) - most));
}

/** Which row of a batch, and how much of it counts. */
interface CtcRow {
  readonly row: number;
  readonly frames: number;
  readonly length: number;
  readonly blank: number;
}

/**
 * The ways through one row (Graves et al. 2006, §4.1): the states are its labels with blanks before, between and behind
 * them, 2 · labels + 1. From frame to frame a path stays, goes to the next state, or passes over a blank between two
 * labels that differ.
 */
export class CtcPaths {
  readonly states: number;
  readonly frames: number;
  readonly #scores: ReferenceArray;
  /** Class of each state. */
  readonly #classes: Int32Array;
  /** Where the row begins in the scores. */
  readonly #start: number;
  readonly #width: number;

  /** @throws {IndexError} for a label that is no class, or the blank. */
  constructor(scores: ReferenceArray, targets: ReferenceArray, { row, frames, length, blank }: CtcRow) {
    const [, longest = 0, width = 0] = scores.shape;
    this.#scores = scores;
    this.#width = width;
    this.#start = row * longest * width;
    this.frames = frames;
    this.states = 2 * length + 1;
    this.#classes = new Int32Array(this.states).fill(blank);
    for (let place = 0; place < length; place++) {
      const label = targets.data[row * (targets.shape[1] ?? 0) + place] ?? 0;
      if (label < 0 || label >= width || label === blank) {
        throw new IndexError(
          `ctcLoss: label ${label} at place ${place} of row ${row} must be a class, 0 to ${width - 1}, and not the ` +
            `blank, ${blank}`,
        );
      }
      this.#classes[2 * place + 1] = label;
    }
  }

  /** Where the scores have that of a state in a frame. */
  placeOf(frame: number, state: number): number {
    return this.#start + frame * this.#width + (this.#classes[state] ?? 0);
  }

  /** Log-probability of a state's class in a frame. */
  score(frame: number, state: number): number {
    return this.#scores.data[this.placeOf(frame, state)] ?? 0;
  }

  /** True where a path may come to this state from two before it. */
  mayPassOver(state: number): boolean {
    return state % 2 === 1 && state > 1 && this.#classes[state] !== this.#classes[state - 2];
  }

  /** Log-probability of all paths, from what {@link forwardScores} gave: they end in the last label or the blank behind. */
  total(forward: Float64Array): number {
    if (this.frames === 0) return this.states === 1 ? 0 : Number.NEGATIVE_INFINITY;
    const last = this.frames * this.states - 1;
    const ofBlank = forward[last] ?? 0;
    return this.states === 1 ? ofBlank : logAddExp(ofBlank, forward[last - 1] ?? 0);
  }
}

/** Log-probability of all beginnings that are in a state at a frame, the frame included: [frames, states]. */
export function forwardScores(paths: CtcPaths): Float64Array {
  const { frames, states } = paths;
  const result = new Float64Array(frames * states).fill(Number.NEGATIVE_INFINITY);
  for (let state = 0; state < Math.min(2, states) && frames > 0; state++)
    result[state] = paths.score(0, state);
  for (let frame = 1; frame < frames; frame++) {
    const from = (frame - 1) * states;
    for (let state = 0; state < states; state++) {
      let sum = result[from + state] ?? 0;
      if (state > 0) sum = logAddExp(sum, result[from + state - 1] ?? 0);
      if (paths.mayPassOver(state)) sum = logAddExp(sum, result[from + state - 2] ?? 0);
      result[frame * states + state] = sum + paths.score(frame, state);
    }
  }
  return result;
}

/** Log-probability of all ends that start in a state at a frame, the frame included: [frames, states]. */
export function backwardScores(paths: CtcPaths): Float64Array {
  const { frames, states } = paths;
  const result = new Float64Array(frames * states).fill(Number.NEGATIVE_INFINITY);
  for (let state = Math.max(states - 2, 0); state < states && frames > 0; state++) {
    result[(frames - 1) * states + state] = paths.score(frames - 1, state);
  }
  for (let frame = frames - 2; frame >= 0; frame--) {
    const from = (frame + 1) * states;
    for (let state = 0; state < states; state++) {
      let sum = result[from + state] ?? 0;
      if (state + 1 < states) sum = logAddExp(sum, result[from + state + 1] ?? 0);
      if (state + 2 < states && paths.mayPassOver(state + 2))
        sum = logAddExp(sum, result[from + state + 2] ?? 0);
      result[frame * states + state] = sum + paths.score(frame, state);
    }
  }
  return result;
}
