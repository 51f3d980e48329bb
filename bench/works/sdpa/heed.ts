import { scaledDotProductAttention } from '@heed/core';
import type { Prepare } from '../../harness/side.ts';
import { openBackend, opSide, toTensor } from '../backend.ts';

export const prepare: Prepare = async (setting, inputs) => {
  await openBackend(setting);
  const [q, k, v] = [toTensor(inputs['q']), toTensor(inputs['k']), toTensor(inputs['v'])];
  const causal = setting['causal'] === true;
  return opSide(() => scaledDotProductAttention(q, k, v, { causal }));
};
