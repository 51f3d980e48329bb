import { layerNorm, softmax } from '@heed/core';
import type { Prepare } from '../../harness/side.ts';
import { openBackend, opSide, toTensor } from '../backend.ts';

export const prepare: Prepare = async (setting, inputs) => {
  await openBackend(setting);
  const x = toTensor(inputs['x']);
  if (setting['op'] === 'softmax') return opSide(() => softmax(x, { axis: -1 }));
  const [weight, bias] = [toTensor(inputs['weight']), toTensor(inputs['bias'])];
  return opSide(() => layerNorm(x, weight, bias));
};
