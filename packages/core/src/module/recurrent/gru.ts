import { GRUCell } from './gru-cell.ts';
import { RecurrentNetwork, type RecurrentOptions } from './recurrent-network.ts';

/**
 * A network of gated recurrent units (Cho et al. 2014; see {@link GRUCell}): x [batch, length, inputs] →
 * `{ output [batch, length, hidden · directions], state }`.
 *
 * The parameters are PyTorch's, under other names: `layers.0.forwardCell.weightIh` is `weight_ih_l0`, and
 * `layers.0.backwardCell.weightIh` is `weight_ih_l0_reverse`; see {@link torchRecurrentPath}.
 *
 * @throws {ShapeError} for an input, state or mask of another shape.
 *
 * @example
 * ```ts
 * import { GRU, RandomGenerator, tensor } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const network = new GRU(3, 5, { bidirectional: true }).initialize(generator);
 * const mask = tensor([[true, true], [true, false]]); // the second row has one token
 * const { output, state } = network.forward(generator.normal([2, 2, 3]), { mask });
 * console.log(output.shape, state.hidden.shape); // [2, 2, 10] [2, 2, 5]
 * ```
 */
export class GRU extends RecurrentNetwork {
  constructor(inputWidth: number, hiddenWidth: number, options: RecurrentOptions = {}) {
    const { bias = true } = options;
    super(inputWidth, hiddenWidth, options, (width) => new GRUCell(width, hiddenWidth, { bias }));
  }
}
