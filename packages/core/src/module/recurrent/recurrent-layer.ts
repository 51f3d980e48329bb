import { ShapeError } from '../../errors.ts';
import { tidy } from '../../memory/scope.ts';
import { concat } from '../../ops/concat.ts';
import { zeros } from '../../ops/full.ts';
import { reshape } from '../../ops/reshape.ts';
import { stack } from '../../ops/stack.ts';
import { to } from '../../ops/to.ts';
import { unstack } from '../../ops/unstack.ts';
import { where } from '../../ops/where.ts';
import { showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { Module } from '../module.ts';
import type { RecurrentCell, RecurrentState } from './recurrent-cell.ts';

/** What one layer gives. */
export interface RecurrentLayerResult {
  /** [batch, length, hidden · directions], zeros at padding. */
  readonly output: Tensor;
  /** The last state of each direction, forward first. */
  readonly states: readonly RecurrentState[];
}

/**
 * One layer of a recurrent network, in one direction or in both.
 *
 * @example
 * ```ts
 * import { LSTMCell, ones, RandomGenerator, RecurrentLayer } from '@heed/core';
 * const layer = new RecurrentLayer(new LSTMCell(3, 5), new LSTMCell(3, 5)).initialize(new RandomGenerator(0));
 * console.log(layer.forward(ones([2, 7, 3])).output.shape); // [2, 7, 10]
 * ```
 */
export class RecurrentLayer extends Module {
  readonly forwardCell: RecurrentCell;
  readonly backwardCell: RecurrentCell | undefined;

  constructor(forwardCell: RecurrentCell, backwardCell: RecurrentCell | undefined) {
    super();
    this.forwardCell = forwardCell;
    this.backwardCell = backwardCell;
  }

  /**
   * Runs the layer over a sequence.
   *
   * @param x [batch, length, inputs]
   * @param initial The state before the first step of each direction; zeros where it is absent.
   * @param mask boolean [batch, length], true = a real token: elsewhere the state stands still and the output is 0.
   */
  override forward(
    x: Tensor,
    initial: readonly RecurrentState[] = [],
    mask?: Tensor | undefined,
  ): RecurrentLayerResult {
    const real = mask && reshape(mask, [...mask.shape, 1]);
    // What padding holds must not reach a gradient, not even as 0 · NaN.
    const input = real === undefined ? x : where(real, x, 0);
    const steps = real === undefined ? undefined : unstack(real, { axis: 1 });
    const cells =
      this.backwardCell === undefined ? [this.forwardCell] : [this.forwardCell, this.backwardCell];
    const runs = cells.map((cell, direction) =>
      runCell(cell, input, initial[direction] ?? cell.zeroState(x), steps, direction === 1),
    );
    const outputs = runs.map(({ output }) => output);
    const output = outputs.length === 1 ? (outputs[0] ?? x) : concat(outputs, { axis: 2 });
    return {
      output: real === undefined ? output : where(real, output, 0),
      states: runs.map(({ state }) => state),
    };
  }
}

/** Runs a cell along the sequence; `real` says for each step which rows go on. */
function runCell(
  cell: RecurrentCell,
  x: Tensor,
  initial: RecurrentState,
  real: readonly Tensor[] | undefined,
  reversed: boolean,
): { output: Tensor; state: RecurrentState } {
  const projected = unstack(cell.project(x), { axis: 1 });
  const hidden: Tensor[] = [];
  let state = initial;
  for (let count = 0; count < projected.length; count++) {
    const place = reversed ? projected.length - 1 - count : count;
    const step = projected[place];
    if (step === undefined) continue;
    const before = state;
    state = tidy(() => keptState(real?.[place], cell.step(step, before), before));
    hidden[place] = state.hidden;
  }
  const none = [x.shape[0] ?? 0, 0, cell.hiddenWidth];
  const output = hidden.length === 0 ? to(zeros(none, x.dtype), x.backend) : stack(hidden, { axis: 1 });
  return { output, state };
}

/** The new state where a row goes on, the old one where it stands still. */
function keptState(real: Tensor | undefined, next: RecurrentState, before: RecurrentState): RecurrentState {
  if (real === undefined) return next;
  const choose = (a: Tensor, b: Tensor): Tensor => where(real, a, b);
  return {
    hidden: choose(next.hidden, before.hidden),
    ...(next.cell && before.cell && { cell: choose(next.cell, before.cell) }),
  };
}

/** Checks a mask of real tokens, [batch, length] or [batch, 1, 1, length], and gives it as [batch, length]. */
export function sequenceMask(name: string, x: Tensor, mask: Tensor | undefined): Tensor | undefined {
  if (mask === undefined) return undefined;
  const [batch = 0, length = 0] = x.shape;
  const last = mask.shape.at(-1);
  const flat = mask.rank === 2 || (mask.rank === 4 && mask.shape[1] === 1 && mask.shape[2] === 1);
  if (mask.dtype !== 'bool' || !flat || mask.shape[0] !== batch || last !== length) {
    throw new ShapeError(
      `${name}: the mask must be boolean [${batch}, ${length}] or [${batch}, 1, 1, ${length}], ` +
        `got ${mask.dtype} ${showShape(mask.shape)}`,
    );
  }
  return reshape(mask, [batch, length]);
}
