import type { Attributes } from '@heed/core/backend';
import type { Engine } from '../engine/engine.ts';
import type { Exports } from '../engine/exports.ts';
import { isFloat32, type KernelTable } from './table.ts';

/** Two numbers among the attributes. */
export function pairOf(attributes: Attributes, name: string): readonly [number, number] {
  const pair: unknown = attributes[name];
  const [first, second]: unknown[] = Array.isArray(pair) ? pair : [];
  return [Number(first), Number(second)];
}

/** Places of a window along one axis. */
function places(length: number, kernel: number, stride: number, padding: number, dilation: number): number {
  return Math.floor((length + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
}

/** Prepares the window of what is called next: the parts in which its sources are taken, 0 where it is too large. */
export function prepareWindow(engine: Engine, ...given: Parameters<Exports['convolution']>): number {
  const parts = engine.exports.convolutionParts(...given);
  if (parts > 0) engine.exports.convolution(...given);
  return parts;
}

/** The windows of a convolution as columns, and their sum back; `conv1d` and `conv2d` are products with them. */
export function windowKernels(engine: Engine): KernelTable {
  const prepare = (attributes: Attributes, height: number, width: number): void => {
    const kernel = pairOf(attributes, 'kernel');
    const stride = pairOf(attributes, 'stride');
    const padding = pairOf(attributes, 'padding');
    const dilation = pairOf(attributes, 'dilation');
    const rows = places(height, kernel[0], stride[0], padding[0], dilation[0]);
    const columns = places(width, kernel[1], stride[1], padding[1], dilation[1]);
    engine.exports.windows(height, width, ...kernel, ...stride, ...padding, ...dilation, rows, columns);
  };

  return {
    unfold: (inputs, attributes, [output]) => {
      const [x] = inputs;
      if (x === undefined || output === undefined || !isFloat32(inputs)) return undefined;
      const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
      const y = engine.output(output);
      prepare(attributes, height, width);
      engine.exports.unfold(x.buffer.address, y.address, batch * channels);
      return [y];
    },
    fold: (inputs, attributes, [output]) => {
      const [x] = inputs;
      if (x === undefined || output === undefined || !isFloat32(inputs)) return undefined;
      const [batch = 0, channels = 0, height = 0, width = 0] = output.shape;
      const y = engine.output(output);
      prepare(attributes, height, width);
      engine.exports.fold(y.address, x.buffer.address, batch * channels);
      return [y];
    },
  };
}
