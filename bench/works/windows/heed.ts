import { conv1d, conv2d, grad, maxPool2d, multiply, realFft, sum, type Tensor, tidy } from '@heed/core';
import type { Prepare } from '../../harness/side.ts';
import { openBackend, opSide, toTensor } from '../backend.ts';

export const prepare: Prepare = async (setting, inputs) => {
  await openBackend(setting);
  const x = toTensor(inputs['x']);
  if (setting['op'] === 'pooling') return opSide(() => maxPool2d(x, { kernel: 3, stride: 2, padding: 1 }));
  if (setting['op'] === 'fourier') return opSide(() => tidy(() => realFft(x).real));
  const weight = toTensor(inputs['weight']);
  const options = { padding: Number(setting['padding']), groups: Number(setting['groups']) };
  if (setting['op'] === 'sequence') return opSide(() => conv1d(x, weight, undefined, options));
  const convolved = (pictures: Tensor, windows: Tensor): Tensor =>
    conv2d(pictures, windows, undefined, options);
  if (setting['op'] === 'convolution') return opSide(() => convolved(x, weight));
  const squares = (...[pictures = x, windows = weight]: Tensor[]): Tensor => {
    const y = convolved(pictures, windows);
    return sum(multiply(y, y));
  };
  return opSide(() => tidy(() => grad(squares)(x, weight)[1] ?? weight));
};
