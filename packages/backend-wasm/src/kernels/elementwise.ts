import { type Kernel, sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { onGrids } from './grid.ts';
import { isFloat32, type KernelTable, numberOf } from './table.ts';

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
  softplus: 13,
  sin: 14,
  cos: 15,
};
/** Codes of the activations of `linear`. */
export const activationCodes: ReadonlyMap<unknown, number> = new Map([
  ['relu', 8],
  ['gelu', 10],
  ['geluTanh', 11],
  ['silu', 12],
]);
const binaryCodes = { add: 0, subtract: 1, multiply: 2, divide: 3, maximum: 4, minimum: 5 };
/** Added to a binary code for int32, which has no division here. */
const integers = 8;
/** Bytes per element of both operands. */
const words = [4, 4];

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
    if (output === undefined) return undefined;
    const whole = output.dtype === 'int32' && code !== binaryCodes.divide;
    if (!whole && !isFloat32(inputs)) return undefined;
    const y = engine.output(output);
    const op = whole ? code + integers : code;
    onGrids(engine, inputs, output.shape, words, ({ outer, rows, columns }, first) =>
      engine.exports.binary(op, y.address + 4 * first, outer, rows, columns),
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
  table['power'] = (inputs, attributes, [output]) => {
    const [x] = inputs;
    if (x === undefined || output === undefined || !isFloat32(inputs)) return undefined;
    const y = engine.output(output);
    const exponent = numberOf(attributes, 'exponent');
    engine.exports.power(x.buffer.address, y.address, sizeOf(output.shape), exponent);
    return [y];
  };
  table['reluGradient'] = activationGradient(engine, 2);
  table['siluGradient'] = activationGradient(engine, 3);
  return table;
}
