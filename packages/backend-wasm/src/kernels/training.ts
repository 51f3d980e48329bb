import { sizeOf } from '@heed/core/backend';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable, numberOf } from './table.ts';

/** What only training needs: the optimizer's update and dropout. */
export function trainingKernels(engine: Engine): KernelTable {
  const { exports } = engine;
  return {
    adamwUpdate: (inputs, attributes, outputs) => {
      const [parameter, gradient, first, second] = inputs;
      if (parameter === undefined || gradient === undefined || first === undefined || second === undefined)
        return undefined;
      if (!isFloat32(inputs)) return undefined;
      const [newParameter, newFirst, newSecond] = outputs.map((spec) => engine.output(spec));
      if (newParameter === undefined || newFirst === undefined || newSecond === undefined) return undefined;
      const rate = numberOf(attributes, 'rate');
      const beta1 = numberOf(attributes, 'beta1');
      const beta2 = numberOf(attributes, 'beta2');
      const step = numberOf(attributes, 'step');
      exports.adamw(
        parameter.buffer.address,
        gradient.buffer.address,
        first.buffer.address,
        second.buffer.address,
        newParameter.address,
        newFirst.address,
        newSecond.address,
        sizeOf(parameter.shape),
        beta1,
        beta2,
        numberOf(attributes, 'epsilon'),
        1 - rate * numberOf(attributes, 'weightDecay'),
        rate / (1 - beta1 ** step),
        Math.sqrt(1 - beta2 ** step),
      );
      return [newParameter, newFirst, newSecond];
    },
    dropout: (inputs, attributes, [output]) => {
      const [x] = inputs;
      const seed: unknown = attributes['seed'];
      const rate = numberOf(attributes, 'rate');
      if (x === undefined || output === undefined || !Array.isArray(seed) || !isFloat32(inputs))
        return undefined;
      const threshold = Math.ceil(rate * 2 ** 32);
      // At rate 1 the threshold does not fit the word; nothing is kept, which the reference writes.
      if (!(threshold < 2 ** 32)) return undefined;
      const y = engine.output(output);
      const [key0, key1] = [Number(seed[0]), Number(seed[1])];
      exports.dropout(x.buffer.address, y.address, sizeOf(x.shape), key0, key1, threshold, 1 / (1 - rate));
      return [y];
    },
  };
}
