import { bytesPerElement, type KernelInput, sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/allocator.ts';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable, numberOf } from './table.ts';

/** Rows by id. An id outside the table is left to the reference, which names it. */
export function embeddingKernels(engine: Engine): KernelTable {
  const { exports } = engine;
  const allRows = (ids: KernelInput<Block>, rows: number): boolean => {
    for (const id of engine.view(ids.buffer, ids)) if (id < 0 || id >= rows) return false;
    return true;
  };
  const gatherRows = (table: KernelInput<Block>, ids: KernelInput<Block>, y: Block): void => {
    const bytes = sizeOf(table.shape.slice(1)) * bytesPerElement[table.dtype];
    exports.gatherRows(table.buffer.address, ids.buffer.address, y.address, sizeOf(ids.shape), bytes);
  };
  return {
    embedding: ([table, ids], _, [output]) => {
      if (table === undefined || ids === undefined || output === undefined) return undefined;
      if (!allRows(ids, table.shape[0] ?? 0)) return undefined;
      const y = engine.output(output);
      gatherRows(table, ids, y);
      return [y];
    },
    gather: ([table, ids], attributes, [output]) => {
      if (table === undefined || ids === undefined || output === undefined) return undefined;
      if (numberOf(attributes, 'axis') !== 0 || !allRows(ids, table.shape[0] ?? 0)) return undefined;
      const y = engine.output(output);
      gatherRows(table, ids, y);
      return [y];
    },
    embeddingGradient: ([ids, gradient], attributes, [output]) => {
      if (ids === undefined || gradient === undefined || output === undefined) return undefined;
      const rows = numberOf(attributes, 'rows');
      if (!isFloat32([gradient]) || !allRows(ids, rows)) return undefined;
      const y = engine.output(output);
      exports.scatterRows(
        gradient.buffer.address,
        ids.buffer.address,
        y.address,
        rows,
        sizeOf(ids.shape),
        output.shape[1] ?? 0,
        numberOf(attributes, 'paddingIndex'),
      );
      return [y];
    },
  };
}
