import { type Kernel, sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable, numberOf } from './table.ts';

/** Softmax and its relatives along the last axis; other axes decompose. */
export function softmaxKernels(engine: Engine): KernelTable {
  const along =
    (
      run: (addresses: readonly [number, number, number], rows: number, width: number) => void,
    ): Kernel<Block> =>
    (inputs, attributes, [output]) => {
      const [x, gradient] = inputs;
      if (x === undefined || output === undefined || !isFloat32(inputs)) return undefined;
      const width = x.shape.at(-1) ?? 0;
      if (numberOf(attributes, 'axis') !== x.shape.length - 1 || width === 0) return undefined;
      const y = engine.output(output);
      run([x.buffer.address, gradient?.buffer.address ?? 0, y.address], sizeOf(x.shape) / width, width);
      return [y];
    };
  return {
    softmax: along(([x, , y], rows, width) => engine.exports.softmax(x, y, rows, width)),
    softmaxGradient: along(([y, g, dx], rows, width) =>
      engine.exports.softmaxGradient(y, g, dx, rows, width),
    ),
    logSoftmax: along(([x, , y], rows, width) => engine.exports.logSoftmax(x, y, rows, width)),
    logSoftmaxGradient: along(([y, g, dx], rows, width) =>
      engine.exports.logSoftmaxGradient(y, g, dx, rows, width),
    ),
  };
}
