import { LSTMCell } from './lstm-cell.ts';
import { RecurrentNetwork, type RecurrentOptions } from './recurrent-network.ts';

/**
 * A network of long short-term memory (Hochreiter and Schmidhuber 1997; see {@link LSTMCell}):
 * x [batch, length, inputs] → `{ output [batch, length, hidden · directions], state }`, where the state holds the
 * memory cells beside the hidden states.
 *
 * The parameters are PyTorch's, under other names: `layers.0.forwardCell.weightIh` is `weight_ih_l0`, and
 * `layers.0.backwardCell.weightIh` is `weight_ih_l0_reverse`; see {@link torchRecurrentPath}.
 *
 * @throws {ShapeError} for an input, state or mask of another shape.
 *
 * @example
 * ```ts
 * import { LSTM, RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const network = new LSTM(3, 5, { layers: 2 }).initialize(generator);
 * const { output, state } = network.forward(generator.normal([2, 7, 3]));
 * console.log(output.shape, state.cell?.shape); // [2, 7, 5] [2, 2, 5]
 * ```
 */
export class LSTM extends RecurrentNetwork {
  constructor(inputWidth: number, hiddenWidth: number, options: RecurrentOptions = {}) {
    const { bias = true } = options;
    super(inputWidth, hiddenWidth, options, (width) => new LSTMCell(width, hiddenWidth, { bias }));
  }
}
