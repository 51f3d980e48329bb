import { bytesPerElement, type Kernel, type KernelInput, sizeOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { asQuantized } from '../engine/transfer.ts';
import { around } from './runs.ts';
import { isFloat32, type KernelTable, numberOf } from './table.ts';

/** Rows by id, along any axis, and their sum back. An id outside its table is left to the reference, which names it. */
export function embeddingKernels(engine: Engine): KernelTable {
  const allRows = (ids: KernelInput<Block>, rows: number): boolean => {
    for (const id of engine.view(ids.buffer, ids)) if (id < 0 || id >= rows) return false;
    return true;
  };

  const gather =
    (axisOf: (attributes: Readonly<Record<string, unknown>>) => number): Kernel<Block> =>
    ([table, ids], attributes, [output]) => {
      if (table === undefined || ids === undefined || output === undefined) return undefined;
      const [outer, rows, inner] = around(table.shape, axisOf(attributes));
      if (!allRows(ids, rows)) return undefined;
      const matrix = asQuantized(table);
      if (matrix === undefined && table.dtype !== output.dtype) return undefined;
      const y = engine.output(output);
      if (matrix !== undefined) {
        const { type, columns } = matrix;
        engine.exports.quantizedRows(
          type,
          table.buffer.address,
          ids.buffer.address,
          y.address,
          sizeOf(ids.shape),
          columns,
        );
        return [y];
      }
      const addresses = [table.buffer.address, ids.buffer.address, y.address] as const;
      engine.exports.gatherRows(
        ...addresses,
        outer,
        rows,
        sizeOf(ids.shape),
        inner * bytesPerElement[table.dtype],
      );
      return [y];
    };

  const scatter =
    (
      order: (inputs: readonly KernelInput<Block>[]) => readonly (KernelInput<Block> | undefined)[],
      axisOf: (attributes: Readonly<Record<string, unknown>>) => number,
    ): Kernel<Block> =>
    (inputs, attributes, [output]) => {
      const [x, ids] = order(inputs);
      if (x === undefined || ids === undefined || output === undefined || !isFloat32([x])) return undefined;
      const [outer, rows, inner] = around(output.shape, axisOf(attributes));
      if (!allRows(ids, rows)) return undefined;
      const y = engine.output(output);
      const padding = attributes['paddingIndex'];
      const addresses = [x.buffer.address, ids.buffer.address, y.address] as const;
      const none = typeof padding === 'number' ? padding : -1;
      engine.exports.scatterRows(...addresses, outer, rows, sizeOf(ids.shape), inner, none);
      return [y];
    };

  const first = (): number => 0;
  const given = (attributes: Readonly<Record<string, unknown>>): number => numberOf(attributes, 'axis');
  return {
    embedding: gather(first),
    dequantize: ([x], _, [output]) => {
      const matrix = x && asQuantized(x);
      if (x === undefined || matrix === undefined || output === undefined) return undefined;
      const y = engine.output(output);
      engine.exports.quantizedRows(matrix.type, x.buffer.address, 0, y.address, matrix.rows, matrix.columns);
      return [y];
    },
    gather: gather(given),
    embeddingGradient: scatter(([ids, gradient]) => [gradient, ids], first),
    scatterAdd: scatter((inputs) => inputs, given),
  };
}
