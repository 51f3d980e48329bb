import { type Kernel, sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { splitAt } from './reduce.ts';
import { isFloat32, type KernelTable, numberOf } from './table.ts';

/** Rows and width when `axes` are the last ones; undefined for other reductions, and for empty rows. */
function lastAxes(
  shape: readonly number[],
  axes: readonly number[],
): { readonly rows: number; readonly width: number } | undefined {
  const first = shape.length - axes.length;
  if (!axes.every((axis, index) => axis === first + index)) return undefined;
  const width = sizeOf(shape.slice(first));
  return width === 0 ? undefined : { rows: sizeOf(shape.slice(0, first)), width };
}

/** The largest along neighbouring axes, its place along the last axis, or the first k there. */
export function chooseKernels(engine: Engine): KernelTable {
  const extreme =
    (smallest: boolean): Kernel<Block> =>
    (inputs, attributes, [output]) => {
      const [x] = inputs;
      const axes: unknown = attributes['axes'];
      if (x === undefined || output === undefined || !Array.isArray(axes) || !isFloat32(inputs))
        return undefined;
      const parts = splitAt(x.shape, axes);
      if (parts === undefined || parts[1] === 0) return undefined;
      const [outer, reduced, inner] = parts;
      const y = engine.output(output);
      const { address } = x.buffer;
      if (inner === 1) engine.exports.extremeRows(address, y.address, outer, reduced, Number(smallest));
      else engine.exports.extremeColumns(address, y.address, outer, reduced, inner, Number(smallest));
      return [y];
    };

  return {
    max: extreme(false),
    min: extreme(true),
    argmax: (inputs, attributes, [output]) => {
      const [x] = inputs;
      if (x === undefined || output === undefined || !isFloat32(inputs)) return undefined;
      const split = lastAxes(x.shape, [numberOf(attributes, 'axis')]);
      if (split === undefined) return undefined;
      const places = engine.output(output);
      const values = engine.workspace(split.rows * 4);
      engine.exports.topRows(x.buffer.address, values, places.address, split.rows, split.width, 1);
      return [places];
    },
    topK: (inputs, attributes, outputs) => {
      const [x] = inputs;
      const split = x === undefined ? undefined : lastAxes(x.shape, [x.shape.length - 1]);
      if (x === undefined || split === undefined || !isFloat32(inputs)) return undefined;
      const results = outputs.map((spec) => engine.output(spec));
      const [values, places] = results;
      if (values === undefined || places === undefined) return undefined;
      const { rows, width } = split;
      const k = numberOf(attributes, 'k');
      engine.exports.topRows(x.buffer.address, values.address, places.address, rows, width, k);
      return results;
    },
  };
}
