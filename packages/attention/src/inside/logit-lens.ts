import { checkKind, OptionError, stack, type Tensor, tidy } from '@heed/core';

/**
 * Logit lens (nostalgebraist 2020): what the model would say if it stopped after each layer. The hidden states of all
 * layers go through what the last ones go through, the final norm and the unembedding.
 *
 * @param hiddenStates States of each layer, [batch, length, width], such as `collect` gives.
 * @param readout From the last layer's states to logits: `(states) => linear(norm.forward(states), unembedding)`.
 * @returns [layers, batch, length, vocabulary]
 * @throws {OptionError} without hidden states.
 *
 * @example
 * ```ts
 * import { logitLens } from '@heed/attention';
 * import { linear, RandomGenerator } from '@heed/core';
 * const generator = new RandomGenerator(0);
 * const [states, unembedding] = [generator.normal([1, 2, 3]), generator.normal([7, 3])];
 * console.log(logitLens([states, states], (layer) => linear(layer, unembedding)).shape); // [2, 1, 2, 7]
 * ```
 */
export function logitLens(hiddenStates: readonly Tensor[], readout: (states: Tensor) => Tensor): Tensor {
  checkKind('logitLens: hiddenStates', hiddenStates, 'a list');
  checkKind('logitLens: readout', readout, 'a function');
  if (hiddenStates.length === 0) throw new OptionError('logitLens: needs hidden states, got none');
  return tidy(() => stack(hiddenStates.map(readout), { axis: 0 }));
}
