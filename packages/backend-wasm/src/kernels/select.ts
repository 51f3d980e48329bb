import { type Kernel, type KernelInput, sizeOf, type TensorSpec } from '@heed/core/backend';
import type { Block } from '../engine/allocator.ts';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable } from './table.ts';

/** Codes of assembly/elementwise/select.ts. */
const comparisonCodes = { equal: 0, notEqual: 1, greater: 2, greaterEqual: 3, less: 4, lessEqual: 5 };

/** True for an operand as large as the result, or of one element: what the kernels walk. */
function walks(operand: TensorSpec, size: number): boolean {
  const own = sizeOf(operand.shape);
  return own === size || own === 1;
}

function isSingle(operand: KernelInput<Block>, size: number): number {
  return Number(size !== 1 && sizeOf(operand.shape) === 1);
}

function comparison(engine: Engine, code: number): Kernel<Block> {
  return (inputs, _, [output]) => {
    const [a, b] = inputs;
    if (a === undefined || b === undefined || output === undefined || !isFloat32(inputs)) return undefined;
    const size = sizeOf(output.shape);
    if (!walks(a, size) || !walks(b, size)) return undefined;
    const y = engine.output(output);
    const { compare } = engine.exports;
    compare(code, a.buffer.address, b.buffer.address, y.address, size, isSingle(a, size), isSingle(b, size));
    return [y];
  };
}

/** Comparisons of float32 to bool, and `where` on elements of four bytes. */
export function selectKernels(engine: Engine): KernelTable {
  const table: Record<string, Kernel<Block>> = {};
  for (const [name, code] of Object.entries(comparisonCodes)) table[name] = comparison(engine, code);
  table['where'] = ([condition, a, b], _, [output]) => {
    if (condition === undefined || a === undefined || b === undefined || output === undefined)
      return undefined;
    const size = sizeOf(output.shape);
    const fourBytes = output.dtype === 'float32' || output.dtype === 'int32';
    if (!fourBytes || sizeOf(condition.shape) !== size || !walks(a, size) || !walks(b, size))
      return undefined;
    const y = engine.output(output);
    const addresses = [condition.buffer.address, a.buffer.address, b.buffer.address, y.address] as const;
    engine.exports.choose(...addresses, size, isSingle(a, size), isSingle(b, size));
    return [y];
  };
  return table;
}
