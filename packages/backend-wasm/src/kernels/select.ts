import { bytesPerElement, type Kernel, sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { prepareGrid } from './grid.ts';
import type { KernelTable } from './table.ts';

/** Codes of assembly/elementwise/select.ts. */
const comparisonCodes = { equal: 0, notEqual: 1, greater: 2, greaterEqual: 3, less: 4, lessEqual: 5 };
const logicCodes = { logicalAnd: 0, logicalOr: 1 };
const exclusive = 2;
/** Added to a comparison's code for int32. */
const integers = 8;

/** Bytes per element of the operands. */
const words = [4, 4];
const bytes = [1, 1];
const conditionAndWords = [1, 4, 4];

function comparison(engine: Engine, code: number): Kernel<Block> {
  return (inputs, _, [output]) => {
    const dtype = inputs[0]?.dtype;
    if (output === undefined || (dtype !== 'float32' && dtype !== 'int32')) return undefined;
    const grid = prepareGrid(engine, inputs, output.shape, words);
    if (grid === undefined) return undefined;
    const y = engine.output(output);
    const op = dtype === 'int32' ? code + integers : code;
    engine.exports.compare(op, y.address, grid.outer, grid.rows, grid.columns);
    return [y];
  };
}

function logic(engine: Engine, code: number): Kernel<Block> {
  return (inputs, _, [output]) => {
    if (output === undefined) return undefined;
    const grid = prepareGrid(engine, inputs, output.shape, bytes);
    if (grid === undefined) return undefined;
    const y = engine.output(output);
    engine.exports.logic(code, y.address, grid.outer, grid.rows, grid.columns);
    return [y];
  };
}

/** Comparisons of float32 and int32 to bool, logic on bool, and `where` on elements of four bytes. */
export function selectKernels(engine: Engine): KernelTable {
  const { exports } = engine;
  const table: Record<string, Kernel<Block>> = {};
  for (const [name, code] of Object.entries(comparisonCodes)) table[name] = comparison(engine, code);
  for (const [name, code] of Object.entries(logicCodes)) table[name] = logic(engine, code);
  table['logicalNot'] = ([x], _, [output]) => {
    if (x === undefined || output === undefined) return undefined;
    const one = engine.workspace(1);
    engine.bytes()[one] = 1;
    exports.operand(0, x.buffer.address, 0, 0, 0);
    exports.operand(1, one, 0, 0, 1);
    const y = engine.output(output);
    exports.logic(exclusive, y.address, 1, 1, sizeOf(output.shape));
    return [y];
  };
  table['where'] = (inputs, _, [output]) => {
    if (output === undefined || bytesPerElement[output.dtype] !== 4) return undefined;
    const grid = prepareGrid(engine, inputs, output.shape, conditionAndWords);
    if (grid === undefined) return undefined;
    const y = engine.output(output);
    exports.choose(y.address, grid.outer, grid.rows, grid.columns);
    return [y];
  };
  return table;
}
