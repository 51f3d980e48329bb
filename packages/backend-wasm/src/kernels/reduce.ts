import { sizeOf } from '@heed/core/backend';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable } from './table.ts';

/** Axes that follow one another, as [outer, reduced, inner] sizes; axes of size 1 do not count. */
function splitAt(
  shape: readonly number[],
  axes: readonly number[],
): readonly [number, number, number] | undefined {
  const real = axes.filter((axis) => shape[axis] !== 1);
  const first = real[0] ?? shape.length;
  const last = real.at(-1) ?? first - 1;
  for (let axis = first; axis <= last; axis++) {
    if (!real.includes(axis) && shape[axis] !== 1) return undefined;
  }
  return [sizeOf(shape.slice(0, first)), sizeOf(shape.slice(first, last + 1)), sizeOf(shape.slice(last + 1))];
}

/** Sums over neighbouring axes, and the norm's parts. */
export function reduceKernels(engine: Engine): KernelTable {
  const { exports } = engine;
  return {
    sum: (inputs, attributes, [output]) => {
      const [x] = inputs;
      const axes = attributes['axes'];
      if (x === undefined || output === undefined || !Array.isArray(axes) || !isFloat32(inputs))
        return undefined;
      const parts = splitAt(x.shape, axes);
      if (parts === undefined || sizeOf(x.shape) === 0) return undefined;
      const [outer, reduced, inner] = parts;
      const y = engine.output(output);
      const { address } = x.buffer;
      if (outer === 1 && inner === 1) {
        const work = engine.workspace(exports.sumAllWork(reduced));
        engine.view(y, output)[0] = exports.sumAll(address, work, reduced);
      } else if (inner === 1) exports.sumRows(address, y.address, outer, reduced);
      else exports.sumColumns(address, y.address, outer, reduced, inner);
      return [y];
    },
    sumOfSquares: (inputs, _, [output]) => {
      const [x] = inputs;
      if (x === undefined || output === undefined || !isFloat32(inputs)) return undefined;
      const size = sizeOf(x.shape);
      const y = engine.output(output);
      exports.sumOfSquares(x.buffer.address, y.address, engine.workspace(exports.sumAllWork(size)), size);
      return [y];
    },
  };
}
