import { type Kernel, type Shape, sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/allocator.ts';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable } from './table.ts';

/** Codes of assembly/elementwise. */
const unaryCodes = {
  negate: 0,
  exp: 1,
  log: 2,
  sqrt: 3,
  rsqrt: 4,
  tanh: 5,
  sigmoid: 6,
  erf: 7,
  relu: 8,
  abs: 9,
  silu: 12,
};
const binaryCodes = { add: 0, subtract: 1, multiply: 2, divide: 3, maximum: 4, minimum: 5 };

/** How an operand is walked along the grid of the result. */
interface Walk {
  /** From row to row, and along the outermost axis, in elements. */
  readonly step: number;
  readonly outer: number;
  /** One number per row. */
  readonly single: boolean;
}

/** The sizes of a result, and how both operands lie on them. */
interface Grid {
  readonly outer: number;
  readonly rows: number;
  readonly columns: number;
  readonly a: Walk;
  readonly b: Walk;
}

/** One axis of the grid: from element to element each operand moves (true) or stays. */
interface Axis {
  size: number;
  readonly a: boolean;
  readonly b: boolean;
}

/** The result's axes with both operands' movement; neighbours that move alike become one. */
function mergedAxes(a: Shape, b: Shape, result: Shape): Axis[] {
  const axes: Axis[] = [];
  for (let axis = 0; axis < result.length; axis++) {
    const size = result[axis] ?? 1;
    if (size === 1) continue;
    const moves = (shape: Shape): boolean => (shape[axis - result.length + shape.length] ?? 1) !== 1;
    const next = { size, a: moves(a), b: moves(b) };
    const last = axes.at(-1);
    if (last !== undefined && last.a === next.a && last.b === next.b) last.size *= size;
    else axes.push(next);
  }
  return axes;
}

/** How one operand lies on axes along which it moves or stays. */
function walkOf(axes: readonly Axis[], operand: 'a' | 'b'): Walk {
  const [outer, row, column] = axes;
  const columns = column?.[operand] ? column.size : 1;
  const rows = row?.[operand] ? row.size : 1;
  return {
    single: !column?.[operand],
    step: row?.[operand] ? columns : 0,
    outer: outer?.[operand] ? rows * columns : 0,
  };
}

/** The grid where each operand is as large as the result or a single number: most calls, and found at once. */
function flatGrid(a: Shape, b: Shape, size: number): Grid | undefined {
  const [ownA, ownB] = [sizeOf(a), sizeOf(b)];
  if ((ownA !== size && ownA !== 1) || (ownB !== size && ownB !== 1)) return undefined;
  const walk = (own: number): Walk => ({ single: own !== size, step: 0, outer: 0 });
  return { outer: 1, rows: 1, columns: size, a: walk(ownA), b: walk(ownB) };
}

/** The grid of two broadcast operands; undefined for patterns of more than three axes, which are rare. */
function gridOf(a: Shape, b: Shape, result: Shape): Grid | undefined {
  const axes = mergedAxes(a, b, result);
  if (axes.length === 0) axes.push({ size: 1, a: true, b: true });
  while (axes.length < 3) axes.unshift({ size: 1, a: false, b: false });
  const [outer, row, column] = axes;
  if (outer === undefined || row === undefined || column === undefined || axes.length > 3) return undefined;
  return {
    outer: outer.size,
    rows: row.size,
    columns: column.size,
    a: walkOf(axes, 'a'),
    b: walkOf(axes, 'b'),
  };
}

function unaryKernel(engine: Engine, code: number): Kernel<Block> {
  return (inputs, _, [output]) => {
    const [x] = inputs;
    if (x === undefined || output === undefined || !isFloat32(inputs)) return undefined;
    const y = engine.output(output);
    engine.exports.unary(code, x.buffer.address, y.address, sizeOf(output.shape));
    return [y];
  };
}

function binaryKernel(engine: Engine, code: number): Kernel<Block> {
  return (inputs, _, [output]) => {
    const [a, b] = inputs;
    if (a === undefined || b === undefined || output === undefined || !isFloat32(inputs)) return undefined;
    const size = sizeOf(output.shape);
    const grid = flatGrid(a.shape, b.shape, size) ?? gridOf(a.shape, b.shape, output.shape);
    if (grid === undefined) return undefined;
    const y = engine.output(output);
    if (size === 0) return [y];
    engine.exports.binary(
      code,
      a.buffer.address,
      b.buffer.address,
      y.address,
      grid.outer,
      grid.rows,
      grid.columns,
      grid.a.outer * 4,
      grid.b.outer * 4,
      grid.a.step * 4,
      grid.b.step * 4,
      Number(grid.a.single),
      Number(grid.b.single),
    );
    return [y];
  };
}

function geluKernels(engine: Engine): KernelTable {
  return {
    gelu: (inputs, attributes, [output]) => {
      const [x] = inputs;
      if (x === undefined || output === undefined || !isFloat32(inputs)) return undefined;
      const y = engine.output(output);
      const code = attributes['approximate'] === 'tanh' ? 11 : 10;
      engine.exports.unary(code, x.buffer.address, y.address, sizeOf(output.shape));
      return [y];
    },
    geluGradient: (inputs, attributes, [output]) => {
      const [x, gradient] = inputs;
      if (x === undefined || gradient === undefined || output === undefined || !isFloat32(inputs))
        return undefined;
      const y = engine.output(output);
      const code = attributes['approximate'] === 'tanh' ? 1 : 0;
      engine.exports.unaryGradient(
        code,
        x.buffer.address,
        gradient.buffer.address,
        y.address,
        sizeOf(output.shape),
      );
      return [y];
    },
  };
}

/** Gradients by input of activations without options. */
function activationGradient(engine: Engine, code: number): Kernel<Block> {
  return (inputs, _, [output]) => {
    const [x, gradient] = inputs;
    if (x === undefined || gradient === undefined || output === undefined || !isFloat32(inputs))
      return undefined;
    const y = engine.output(output);
    engine.exports.unaryGradient(
      code,
      x.buffer.address,
      gradient.buffer.address,
      y.address,
      sizeOf(output.shape),
    );
    return [y];
  };
}

/** Functions of one element, and of two that broadcast. */
export function elementwiseKernels(engine: Engine): KernelTable {
  const table: Record<string, Kernel<Block>> = { ...geluKernels(engine) };
  for (const [name, code] of Object.entries(unaryCodes)) table[name] = unaryKernel(engine, code);
  for (const [name, code] of Object.entries(binaryCodes)) table[name] = binaryKernel(engine, code);
  table['reluGradient'] = activationGradient(engine, 2);
  table['siluGradient'] = activationGradient(engine, 3);
  return table;
}
