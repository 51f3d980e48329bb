import { add } from '@heed/core';
import type { Prepare } from '../../harness/side.ts';
import { openBackend, opSide, toTensor } from '../backend.ts';

export const prepare: Prepare = async (setting, inputs) => {
  await openBackend(setting);
  const [a, b] = [toTensor(inputs['a']), toTensor(inputs['b'])];
  return opSide(() => add(a, b), Number(setting['calls']));
};
