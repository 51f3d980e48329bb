import { sizeOf } from '@heed/core';
import { keptPlaces } from '@heed/core/backend';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { type KernelTable, numberOf, numbersOf, type Tools } from './table.ts';

/** Tensors of one parameter among the inputs of AdamW: itself, its gradient and both moments. */
const given = 4;

/** The update of AdamW, and dropout. */
export function trainingKernels({ ops }: Tools): KernelTable {
  const { engine } = ops;
  return {
    adamwUpdate: ({ inputs, attributes }) => {
      const rate = numberOf(attributes, 'rate');
      const [beta1, beta2] = [numberOf(attributes, 'beta1'), numberOf(attributes, 'beta2')];
      const decays = numbersOf(attributes, 'weightDecay');
      return numbersOf(attributes, 'step').flatMap((step, index): readonly EngineTensor[] => {
        const [parameter, gradient, first, second] = inputs.slice(index * given);
        if (!parameter || !gradient || !first || !second) return [];
        const mean = ops.add(ops.multiply(first, beta1), ops.multiply(gradient, 1 - beta1));
        // (1 − β₂) g before the square: that of g alone overflows earlier than the moment.
        const share = ops.multiply(ops.multiply(gradient, 1 - beta2), gradient);
        const square = ops.add(ops.multiply(second, beta2), share);
        // p − size · mean / (root · √square + ε): what changes from step to step is no constant.
        const root = engine.scalar(1 / Math.sqrt(1 - beta2 ** step));
        const size = engine.scalar(rate / (1 - beta1 ** step));
        const divisor = ops.add(ops.multiply(ops.sqrt(square), root), numberOf(attributes, 'epsilon'));
        const decay = rate * (decays[index] ?? 0);
        const kept = decay === 0 ? parameter : ops.multiply(parameter, engine.scalar(1 - decay));
        return [ops.subtract(kept, ops.divide(ops.multiply(mean, size), divisor)), mean, square];
      });
    },
    dropout: ({ inputs: [x], attributes, outputs: [y] }) => {
      if (x === undefined || y === undefined) return undefined;
      const rate = numberOf(attributes, 'rate');
      const [low = 0, high = 0] = numbersOf(attributes, 'seed');
      // The generator is equal on every backend, so its bits are drawn on this side.
      const kept = engine.make(keptPlaces(sizeOf(y.shape), rate, [low, high]), y.shape, 'bool');
      const scaled = ops.multiply(x, engine.scalar(rate < 1 ? 1 / (1 - rate) : 0));
      return ops.select(kept, scaled, 0, y.shape);
    },
  };
}
