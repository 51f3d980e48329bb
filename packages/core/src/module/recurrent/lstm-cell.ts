import { add } from '../../ops/add.ts';
import { linear } from '../../ops/linear.ts';
import { multiply } from '../../ops/multiply.ts';
import { sigmoid } from '../../ops/sigmoid.ts';
import { split } from '../../ops/split.ts';
import { tanh } from '../../ops/tanh.ts';
import type { Tensor } from '../../tensor.ts';
import {
  cellOf,
  RecurrentCell,
  type RecurrentCellOptions,
  type RecurrentState,
  zerosBeside,
} from './recurrent-cell.ts';

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000), as in PyTorch:
 *
 * `i, f, o = σ(W_i… x + b_i… + W_h… h + b_h…)`, `g = tanh(W_ig x + b_ig + W_hg h + b_hg)`,
 * `c′ = f ⊙ c + i ⊙ g`, `h′ = o ⊙ tanh(c′)`.
 *
 * x [batch, inputs] and a state → the next state. The gates lie in the order i, f, g, o in the parameters.
 *
 * @example
 * ```ts
 * import { LSTMCell, ones, RandomGenerator } from '@heed/core';
 * const cell = new LSTMCell(3, 5).initialize(new RandomGenerator(0));
 * const first = cell.forward(ones([2, 3]));
 * const second = cell.forward(ones([2, 3]), first);
 * console.log(second.hidden.shape, second.cell?.shape); // [2, 5] [2, 5]
 * ```
 */
export class LSTMCell extends RecurrentCell {
  constructor(inputWidth: number, hiddenWidth: number, options: RecurrentCellOptions = {}) {
    super('LSTMCell', 4, inputWidth, hiddenWidth, options);
  }

  override step(projected: Tensor, state: RecurrentState): RecurrentState {
    const sums = add(projected, linear(state.hidden, this.weightHh, this.biasHh));
    const [input, forget, candidate, output] = split(sums, { axis: 1, parts: 4 });
    const kept = multiply(sigmoid(forget), cellOf(state));
    const cell = add(kept, multiply(sigmoid(input), tanh(candidate)));
    return { hidden: multiply(sigmoid(output), tanh(cell)), cell };
  }

  override zeroState(x: Tensor): RecurrentState {
    return { hidden: zerosBeside(x, this.hiddenWidth), cell: zerosBeside(x, this.hiddenWidth) };
  }
}
