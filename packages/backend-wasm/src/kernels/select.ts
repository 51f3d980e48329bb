import { bytesPerElement, type Kernel, sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { onGrids } from './grid.ts';
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
    const y = engine.output(output);
    const op = dtype === 'int32' ? code + integers : code;
    onGrids(engine, inputs, output.shape, words, ({ outer, rows, columns }, first) =>
      engine.exports.compare(op, y.address + first, outer, rows, columns),
    );
    return [y];
  };
}

function logic(engine: Engine, code: number): Kernel<Block> {
  return (inputs, _, [output]) => {
    if (output === undefined) return undefined;
    const y = engine.output(output);
    onGrids(engine, inputs, output.shape, bytes, ({ outer, rows, columns }, first) =>
      engine.exports.logic(code, y.address + first, outer, rows, columns),
    );
    return [y];
  };
}

/** Comparisons of float32 and int32 to bool, logic on bool, and `where` on elements of four bytes. */
export function selectKernels(engine: Engine): KernelTable {
  const table: Record<string, Kernel<Block>> = {};
  for (const [name, code] of Object.entries(comparisonCodes)) table[name] = comparison(engine, code);
  for (const [name, code] of Object.entries(logicCodes)) table[name] = logic(engine, code);
  table['logicalNot'] = ([x], _, [output]) => {
    if (x === undefined || output === undefined) return undefined;
    const one = engine.workspace(4);
    engine.exports.fillWords(one, 1, 1);
    engine.exports.operand(0, x.buffer.address, 0, 0, 0);
    engine.exports.operand(1, one, 0, 0, 1);
    const y = engine.output(output);
    engine.exports.logic(exclusive, y.address, 1, 1, sizeOf(output.shape));
    return [y];
  };
  table['where'] = (inputs, _, [output]) => {
    if (output === undefined || bytesPerElement[output.dtype] !== 4) return undefined;
    const y = engine.output(output);
    onGrids(engine, inputs, output.shape, conditionAndWords, ({ outer, rows, columns }, first) =>
      engine.exports.choose(y.address + 4 * first, outer, rows, columns),
    );
    return [y];
  };
  return table;
}
