import { type KernelInput, type Shape, sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';

/** How an operand is walked along the grid of the result (assembly/elementwise/grid.ts). */
interface Walk {
  /** From row to row, and along the outermost axis, in elements. */
  readonly step: number;
  readonly outer: number;
  /** One element per row. */
  readonly single: boolean;
}

/** The sizes of a result, and how each operand lies on them. */
export interface Grid {
  readonly outer: number;
  readonly rows: number;
  readonly columns: number;
  readonly walks: readonly Walk[];
}

/** One axis of the grid: from element to element each operand moves (true) or stays. */
interface Axis {
  size: number;
  readonly moves: readonly boolean[];
}

/** The result's axes with all operands' movement; neighbours that move alike become one. */
function mergedAxes(operands: readonly Shape[], result: Shape): Axis[] {
  const axes: Axis[] = [];
  for (let axis = 0; axis < result.length; axis++) {
    const size = result[axis] ?? 1;
    if (size === 1) continue;
    const moves = operands.map((shape) => (shape[axis - result.length + shape.length] ?? 1) !== 1);
    const last = axes.at(-1);
    if (last?.moves.every((moved, index) => moved === moves[index])) last.size *= size;
    else axes.push({ size, moves });
  }
  return axes;
}

const alone: Walk = { single: true, step: 0, outer: 0 };
const along: Walk = { single: false, step: 0, outer: 0 };

/** The grid where each operand is as large as the result or a single element: most calls, and found at once. */
function flatGrid(operands: readonly Shape[], size: number): Grid | undefined {
  const walks: Walk[] = [];
  for (const shape of operands) {
    const own = sizeOf(shape);
    if (own !== size && own !== 1) return undefined;
    walks.push(own === size ? along : alone);
  }
  return { outer: 1, rows: 1, columns: size, walks };
}

/** The grid of broadcast operands; undefined for patterns of more than three axes, which are rare. */
function gridOf(operands: readonly Shape[], result: Shape): Grid | undefined {
  const flat = flatGrid(operands, sizeOf(result));
  if (flat !== undefined) return flat;
  const axes = mergedAxes(operands, result);
  const still = operands.map(() => false);
  while (axes.length < 3) axes.unshift({ size: 1, moves: still });
  const [outer, row, column] = axes;
  if (outer === undefined || row === undefined || column === undefined || axes.length > 3) return undefined;
  const walks = operands.map((_, index) => {
    const columns = column.moves[index] ? column.size : 1;
    const rows = row.moves[index] ? row.size : 1;
    return {
      single: !column.moves[index],
      step: row.moves[index] ? columns : 0,
      outer: outer.moves[index] ? rows * columns : 0,
    };
  });
  return { outer: outer.size, rows: row.size, columns: column.size, walks };
}

/** The grid on which the kernels walk these inputs, with the operands set; undefined where they cannot. */
function prepareGrid(
  engine: Engine,
  inputs: readonly KernelInput<Block>[],
  result: Shape,
  bytes: readonly number[],
): Grid | undefined {
  const grid = gridOf(
    inputs.map((input) => input.shape),
    result,
  );
  if (grid === undefined) return undefined;
  for (let index = 0; index < inputs.length; index++) {
    const walk = grid.walks[index];
    const input = inputs[index];
    if (walk === undefined || input === undefined) return undefined;
    const width = bytes[index] ?? 4;
    const single = Number(walk.single);
    engine.exports.operand(index, input.buffer.address, walk.outer * width, walk.step * width, single);
  }
  return grid;
}

/**
 * Runs a kernel on the grid of its operands. Patterns of more than three axes, such as a mask of padding over values,
 * [batch, 1, keys, 1] over [batch, heads, keys, width], are cut along their first axis.
 *
 * @param run Is told where on the result the grid begins, in elements.
 */
export function onGrids(
  engine: Engine,
  inputs: readonly KernelInput<Block>[],
  shape: Shape,
  bytes: readonly number[],
  run: (grid: Grid, first: number) => void,
  first = 0,
): void {
  const grid = prepareGrid(engine, inputs, shape, bytes);
  if (grid !== undefined) {
    run(grid, first);
    return;
  }
  const [parts = 0, ...rest] = shape;
  for (let part = 0; part < parts; part++) {
    const cut = inputs.map((input, index) => partOf(input, part, rest, bytes[index] ?? 4));
    onGrids(engine, cut, rest, bytes, run, first + part * sizeOf(rest));
  }
}

/** One part of an operand along the first axis of the result, whose other sizes are `rest`. */
function partOf(
  { shape, dtype, buffer }: KernelInput<Block>,
  part: number,
  rest: Shape,
  bytes: number,
): KernelInput<Block> {
  if (shape.length <= rest.length) return { shape, dtype, buffer };
  const own = shape.slice(1);
  const offset = shape[0] === 1 ? 0 : part * sizeOf(own) * bytes;
  return { shape: own, dtype, buffer: { ...buffer, address: buffer.address + offset } };
}
