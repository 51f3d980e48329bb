import { sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { around } from './runs.ts';
import { isFloat32, type KernelTable, numberOf } from './table.ts';

/** Sizes around axes that follow one another. */
type Parts = readonly [outer: number, reduced: number, inner: number];

/** Axes that follow one another, as [outer, reduced, inner] sizes; axes of size 1 do not count. */
export function splitAt(shape: readonly number[], axes: readonly number[]): Parts | undefined {
  const real = axes.filter((axis) => shape[axis] !== 1);
  const first = real[0] ?? shape.length;
  const last = real.at(-1) ?? first - 1;
  for (let axis = first; axis <= last; axis++) {
    if (!real.includes(axis) && shape[axis] !== 1) return undefined;
  }
  return [sizeOf(shape.slice(0, first)), sizeOf(shape.slice(first, last + 1)), sizeOf(shape.slice(last + 1))];
}

/** The last of the axes that follow one another without a gap. */
function lastGroup(axes: readonly number[]): readonly number[] {
  let first = axes.length - 1;
  while (first > 0 && axes[first - 1] === (axes[first] ?? 0) - 1) first -= 1;
  return axes.slice(first);
}

/** Sums, and the norm's parts. */
export function reduceKernels(engine: Engine): KernelTable {
  const sumParts = (x: Block, [outer, reduced, inner]: Parts, y: Block): void => {
    if (inner === 1) engine.exports.sumRows(x.address, y.address, outer, reduced);
    else engine.exports.sumColumns(x.address, y.address, outer, reduced, inner);
  };

  /** Over axes with others between them: the last neighbours first, then the sum of what is left. */
  const sumApart = (x: Block, shape: readonly number[], axes: readonly number[], y: Block): void => {
    const parts = splitAt(shape, axes);
    if (parts !== undefined) {
      sumParts(x, parts, y);
      return;
    }
    const group = lastGroup(axes);
    const rest = shape.map((size, axis) => (group.includes(axis) ? 1 : size));
    const between = engine.allocate(sizeOf(rest) * 4);
    sumParts(x, splitAt(shape, group) ?? [1, 1, 1], between);
    sumApart(between, rest, axes.slice(0, axes.length - group.length), y);
    engine.release(between);
  };

  return {
    sum: (inputs, attributes, [output]) => {
      const [x] = inputs;
      const axes: unknown = attributes['axes'];
      if (x === undefined || output === undefined || !Array.isArray(axes) || !isFloat32(inputs))
        return undefined;
      const size = sizeOf(x.shape);
      if (size === 0) return undefined;
      const y = engine.output(output);
      if (sizeOf(output.shape) === 1) {
        const work = engine.workspace(engine.exports.sumAllWork(size));
        engine.exports.sumAll(x.buffer.address, y.address, work, size);
      } else sumApart(x.buffer, x.shape, axes, y);
      return [y];
    },
    cumsum: (inputs, attributes, [output]) => {
      const [x] = inputs;
      if (x === undefined || output === undefined || !isFloat32(inputs) || sizeOf(x.shape) === 0)
        return undefined;
      const parts = around(x.shape, numberOf(attributes, 'axis'));
      const y = engine.output(output);
      engine.exports.cumulate(x.buffer.address, y.address, ...parts, Number(attributes['reverse'] === true));
      return [y];
    },
    sumOfSquares: (inputs, _, [output]) => {
      if (output === undefined || !isFloat32(inputs)) return undefined;
      const y = engine.output(output);
      const tiles = inputs.reduce((sum, { shape }) => sum + engine.exports.sumAllWork(sizeOf(shape)), 0);
      const tableBytes = 12 * inputs.length;
      const work = engine.workspace(tiles + tableBytes);
      // The partial sums first: they are numbers of eight bytes.
      const words = engine.int32().subarray((work + tiles) >>> 2);
      for (const [index, { shape, buffer }] of inputs.entries()) {
        words[3 * index] = buffer.address;
        words[3 * index + 1] = sizeOf(shape);
      }
      engine.exports.sumsOfSquares(work + tiles, inputs.length, y.address, work);
      return [y];
    },
  };
}
