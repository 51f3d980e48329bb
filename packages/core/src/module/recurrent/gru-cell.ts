import { add } from '../../ops/add.ts';
import { linear } from '../../ops/linear.ts';
import { multiply } from '../../ops/multiply.ts';
import { sigmoid } from '../../ops/sigmoid.ts';
import { split } from '../../ops/split.ts';
import { subtract } from '../../ops/subtract.ts';
import { tanh } from '../../ops/tanh.ts';
import type { Tensor } from '../../tensor.ts';
import {
  RecurrentCell,
  type RecurrentCellOptions,
  type RecurrentState,
  zerosBeside,
} from './recurrent-cell.ts';

/**
 * Gated recurrent unit (Cho et al. 2014), with the reset gate applied after the product with the state, as PyTorch
 * and cuDNN have it:
 *
 * `r = σ(W_ir x + b_ir + W_hr h + b_hr)`, `z = σ(W_iz x + b_iz + W_hz h + b_hz)`,
 * `n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn))`, `h′ = (1 − z) ⊙ n + z ⊙ h`.
 *
 * x [batch, inputs] and a state → the next state. The gates lie in the order r, z, n in the parameters.
 *
 * @example
 * ```ts
 * import { GRUCell, ones, RandomGenerator } from '@heed/core';
 * const cell = new GRUCell(3, 5).initialize(new RandomGenerator(0));
 * const first = cell.forward(ones([2, 3]));
 * const second = cell.forward(ones([2, 3]), first);
 * console.log(second.hidden.shape); // [2, 5]
 * ```
 */
export class GRUCell extends RecurrentCell {
  constructor(inputWidth: number, hiddenWidth: number, options: RecurrentCellOptions = {}) {
    super('GRUCell', 3, inputWidth, hiddenWidth, options);
  }

  override step(projected: Tensor, { hidden }: RecurrentState): RecurrentState {
    const [inputReset, inputUpdate, inputNew] = split(projected, { axis: 1, parts: 3 });
    const recurrent = linear(hidden, this.weightHh, this.biasHh);
    const [hiddenReset, hiddenUpdate, hiddenNew] = split(recurrent, { axis: 1, parts: 3 });
    const reset = sigmoid(add(inputReset, hiddenReset));
    const update = sigmoid(add(inputUpdate, hiddenUpdate));
    const candidate = tanh(add(inputNew, multiply(reset, hiddenNew)));
    // (1 − z) n + z h, with one product.
    return { hidden: add(candidate, multiply(update, subtract(hidden, candidate))) };
  }

  override zeroState(x: Tensor): RecurrentState {
    return { hidden: zerosBeside(x, this.hiddenWidth) };
  }
}
