import type { Operations } from '../engine/operations.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';
import { type KernelTable, numbersOf, type Tools } from './table.ts';

interface Window {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
}

function windowOf(attributes: Readonly<Record<string, unknown>>): Window {
  return {
    kernel: numbersOf(attributes, 'kernel'),
    stride: numbersOf(attributes, 'stride'),
    padding: numbersOf(attributes, 'padding'),
    dilation: numbersOf(attributes, 'dilation'),
  };
}

/** Places that a window has along an axis. */
function placesAlong(length: number, axis: 0 | 1, { kernel, stride, padding, dilation }: Window): number {
  const reach = (dilation[axis] ?? 1) * ((kernel[axis] ?? 1) - 1) + 1;
  return Math.floor((length + 2 * (padding[axis] ?? 0) - reach) / (stride[axis] ?? 1)) + 1;
}

/** Each element of the window, with where it stands at the window's first place. */
function elementsOf({ kernel, dilation }: Window): (readonly [row: number, column: number])[] {
  const [rows = 0, columns = 0] = kernel;
  const [down = 1, right = 1] = dilation;
  return Array.from({ length: rows * columns }, (_, at) => [
    Math.floor(at / columns) * down,
    (at % columns) * right,
  ]);
}

function padded(ops: Operations, x: EngineTensor, [rows = 0, columns = 0]: readonly number[]): EngineTensor {
  if (rows === 0 && columns === 0) return x;
  return ops.pad(
    x,
    [
      [0, 0],
      [0, 0],
      [rows, rows],
      [columns, columns],
    ],
    0,
  );
}

/** Windows laid out as columns, and added back. */
export function windowKernels({ ops }: Tools): KernelTable {
  return {
    unfold: ({ inputs: [x], attributes, outputs: [y] }) => {
      if (x === undefined || y === undefined) return undefined;
      const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
      const window = windowOf(attributes);
      const places = [placesAlong(height, 0, window), placesAlong(width, 1, window)] as const;
      const [down = 1, right = 1] = window.stride;
      const wide = padded(ops, x, window.padding);
      const taken = elementsOf(window).map(([row, column]) =>
        ops.engine.run(
          'StridedSlice',
          { x: wide },
          {
            begin: [0, 0, row, column],
            end: [batch, channels, row + (places[0] - 1) * down + 1, column + (places[1] - 1) * right + 1],
            strides: [1, 1, down, right],
            ...{ beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 },
          },
        ),
      );
      const shape = [batch, channels, 1, places[0] * places[1]];
      const parts = taken.map((part) => ops.reshape(part, shape));
      const [only] = parts;
      return ops.reshape(parts.length === 1 && only ? only : ops.concat(parts, 2), y.shape);
    },
    fold: ({ inputs: [x], attributes, outputs: [y] }) => {
      if (x === undefined || y === undefined) return undefined;
      const [batch = 0, channels = 0, height = 0, width = 0] = y.shape;
      const window = windowOf(attributes);
      const elements = elementsOf(window);
      const places = [placesAlong(height, 0, window), placesAlong(width, 1, window)] as const;
      const [down = 1, right = 1] = window.stride;
      const [above = 0, left = 0] = window.padding;
      const [tall, wide] = [height + 2 * above, width + 2 * left];
      const spread = ops.reshape(x, [batch * channels, elements.length, ...places]);
      const sums = elements.map(([row, column], index) => {
        const taken = ops.slice(spread, [0, index, 0, 0], [batch * channels, 1, ...places]);
        const apart = spaced(ops, ops.reshape(taken, [batch * channels, ...places]), [down, right]);
        const [, rows = 0, columns = 0] = apart.shape;
        return ops.pad(
          apart,
          [
            [0, 0],
            [row, tall - row - rows],
            [column, wide - column - columns],
          ],
          0,
        );
      });
      const total = sums.reduce((sum, part) => ops.add(sum, part));
      const picture = ops.slice(total, [0, above, left], [batch * channels, height, width]);
      return ops.reshape(picture, y.shape);
    },
  };
}

/** [n, rows, columns] with zeros between, so that neighbours stand `steps` apart. */
function spaced(ops: Operations, x: EngineTensor, [down, right]: readonly [number, number]): EngineTensor {
  const [count = 0, rows = 0, columns = 0] = x.shape;
  if (down === 1 && right === 1) return x;
  const cells = ops.reshape(x, [count * rows, 1, columns, 1]);
  const wide = ops.pad(
    cells,
    [
      [0, 0],
      [0, down - 1],
      [0, 0],
      [0, right - 1],
    ],
    0,
  );
  const all = ops.reshape(wide, [count, rows * down, columns * right]);
  const kept = [count, (rows - 1) * down + 1, (columns - 1) * right + 1];
  return ops.slice(all, [0, 0, 0], kept);
}
