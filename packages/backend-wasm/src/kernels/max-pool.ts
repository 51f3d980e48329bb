import type { Attributes, Shape } from '@heed/core/backend';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable } from './table.ts';
import { pairOf, prepareWindow } from './windows.ts';

/** The largest element of windows, and its gradient: see assembly/max-pool.ts. */
export function maxPoolKernels(engine: Engine): KernelTable {
  /** Prepares the window; false where it does not fit into the kernel's memory. */
  const prepare = (x: Shape, y: Shape, attributes: Attributes): boolean => {
    const [, , height = 0, width = 0] = x;
    const [, , rows = 0, columns = 0] = y;
    const kernel = pairOf(attributes, 'kernel');
    const stride = pairOf(attributes, 'stride');
    const padding = pairOf(attributes, 'padding');
    const places = [...stride, 1, 1, ...padding, 1, 1, rows, columns] as const;
    return prepareWindow(engine, height, width, ...kernel, ...places, 1, 1) > 0;
  };

  return {
    maxPool2d: (inputs, attributes, [output]) => {
      const [x] = inputs;
      if (x === undefined || output === undefined || !isFloat32(inputs)) return undefined;
      if (!prepare(x.shape, output.shape, attributes)) return undefined;
      const [batch = 0, channels = 0] = x.shape;
      const y = engine.output(output);
      engine.exports.maxPool(x.buffer.address, y.address, batch * channels);
      return [y];
    },
    maxPool2dGradient: (inputs, attributes, [output]) => {
      const [x, gradient] = inputs;
      if (x === undefined || gradient === undefined || output === undefined) return undefined;
      if (!isFloat32(inputs) || !prepare(x.shape, gradient.shape, attributes)) return undefined;
      const [batch = 0, channels = 0] = x.shape;
      const dx = engine.output(output);
      engine.exports.maxPoolGradient(x.buffer.address, gradient.buffer.address, dx.address, batch * channels);
      return [dx];
    },
  };
}
