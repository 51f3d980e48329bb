import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { cast } from './cast.ts';
import { concat } from './concat.ts';
import { exp } from './exp.ts';
import { full } from './full.ts';
import { less } from './less.ts';
import { log } from './log.ts';
import { matmul } from './matmul.ts';
import { max } from './max.ts';
import { maximum } from './maximum.ts';
import { negate } from './negate.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';
import { subtract } from './subtract.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';
import { to } from './to.ts';
import { where } from './where.ts';

/** What {@link ctcLosses} is told of each row. */
export type CtcRows = {
  readonly labels: readonly (readonly number[])[];
  readonly frames: readonly number[];
  readonly blank: number;
};

/** Stands for the logarithm of 0: finite, so that no difference of two is NaN. */
const never = -1e30;

/**
 * −log of the probability of the labels of each row (Graves et al. 2006, §4.1): log-probabilities [batch, frames,
 * classes] → [batch]. The states of a path are the labels with blanks before, between and behind them; from frame to frame
 * it stays, goes to the next state, or passes over a blank between two labels that differ.
 */
export function ctcLosses(scores: Tensor, { labels, frames, blank }: CtcRows): Tensor {
  const [batch = 0, length = 0, classes = 0] = scores.shape;
  const longest = Math.max(0, ...labels.map((row) => row.length));
  const states = 2 * longest + 1;
  const own = (x: Tensor): Tensor => to(x.dtype === 'bool' ? x : cast(x, scores.dtype), scores.backend);
  const rowsOf = (value: (row: number, state: number) => number): Tensor =>
    own(
      tensor(
        Float32Array.from({ length: batch * states }, (_, at) => value(Math.floor(at / states), at % states)),
        { shape: [batch, states] },
      ),
    );
  const flags = (value: (row: number) => boolean): Tensor =>
    own(
      tensor(
        labels.map((_, row) => value(row)),
        { shape: [batch], dtype: 'bool' },
      ),
    );
  const classOf = (row: number, state: number): number =>
    state % 2 === 1 ? (labels[row]?.[(state - 1) / 2] ?? blank) : blank;

  // What nothing was heard of spells no label, and nothing else.
  const unheard = own(
    tensor(
      labels.map((row) => (row.length === 0 ? 0 : Number.POSITIVE_INFINITY)),
      { shape: [batch] },
    ),
  );
  if (length === 0 || batch === 0) return unheard;

  const chosen = new Float32Array(batch * classes * states);
  for (let row = 0; row < batch; row++) {
    for (let state = 0; state < states; state++) {
      chosen[(row * classes + classOf(row, state)) * states + state] = 1;
    }
  }
  const places = own(tensor(chosen, { shape: [batch, classes, states] }));
  // [batch, frames, states]; 0 · −∞ would not be a number.
  const heard = matmul(maximum(scores, never), places);
  const at = (frame: number): Tensor =>
    reshape(slice(heard, { axis: 1, start: frame, end: frame + 1 }), [batch, states]);
  const over = rowsOf((row, state) =>
    state % 2 === 1 && state > 1 && classOf(row, state) !== classOf(row, state - 2) ? 0 : never,
  );

  let paths = add(
    at(0),
    rowsOf((_, state) => (state < 2 ? 0 : never)),
  );
  for (let frame = 1; frame < length; frame++) {
    const next = add(logSum([paths, shifted(paths, 1), add(shifted(paths, 2), over)]), at(frame));
    const goesOn = reshape(
      flags((row) => frame < (frames[row] ?? 0)),
      [batch, 1],
    );
    paths = where(goesOn, next, paths);
  }
  // Paths end in the last label or in the blank behind it.
  const ends = rowsOf((row, state) => {
    const last = 2 * (labels[row]?.length ?? 0);
    return state === last || state === last - 1 ? 0 : never;
  });
  const ending = add(paths, ends);
  const largest = max(ending, { axis: 1, keepAxes: true });
  const total = add(reshape(largest, [batch]), log(sum(exp(subtract(ending, largest)), { axis: 1 })));
  const losses = where(less(total, never / 2), Number.POSITIVE_INFINITY, negate(total));
  return where(
    flags((row) => (frames[row] ?? 0) > 0),
    losses,
    unheard,
  );
}

/** The states moved up by some places; what comes in from below is impossible. */
function shifted(paths: Tensor, by: number): Tensor {
  const [batch = 0, states = 0] = paths.shape;
  const places = Math.min(by, states);
  const below = to(full([batch, places], never, paths.dtype), paths.backend);
  return concat([below, slice(paths, { axis: 1, end: states - places })], { axis: 1 });
}

/** `log Σ exp(x)` of several tensors, element by element. */
function logSum(parts: readonly Tensor[]): Tensor {
  const largest = parts.reduce((a, b) => maximum(a, b));
  const shares = parts.map((part) => exp(subtract(part, largest)));
  return add(largest, log(shares.reduce((a, b) => add(a, b))));
}
