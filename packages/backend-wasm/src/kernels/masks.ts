import { bytesPerElement, sizeOf } from '@heed/core/backend';
import type { Engine } from '../engine/engine.ts';
import { allTargets } from './cross-entropy.ts';
import { type KernelTable, numberOf } from './table.ts';

/** Triangles of matrices of any type, and the mask of classes. */
export function maskKernels(engine: Engine): KernelTable {
  return {
    triangular: ([x], attributes, [output]) => {
      if (x === undefined || output === undefined) return undefined;
      const [rows = 0, columns = 0] = x.shape.slice(-2);
      const diagonal = numberOf(attributes, 'diagonal');
      // Beyond the matrix all diagonals are alike; the kernel counts in 32 bits.
      const reach = Math.max(-rows, Math.min(columns, Math.trunc(diagonal)));
      if (rows * columns === 0 || reach !== Math.max(-rows, Math.min(columns, diagonal))) return undefined;
      const lower = attributes['part'] === 'lower';
      const y = engine.output(output);
      engine.exports.triangular(
        x.buffer.address,
        y.address,
        sizeOf(x.shape) / columns,
        rows,
        columns,
        Math.log2(bytesPerElement[x.dtype]),
        lower ? reach + 1 : reach,
        Number(lower),
      );
      return [y];
    },
    classMask: ([targets], attributes, [output]) => {
      if (targets === undefined || output === undefined) return undefined;
      const classes = numberOf(attributes, 'classes');
      const ignore = numberOf(attributes, 'ignoreIndex');
      if (!allTargets(engine, targets, ignore, classes)) return undefined;
      const y = engine.output(output);
      engine.exports.classMask(targets.buffer.address, y.address, sizeOf(targets.shape), classes, ignore);
      return [y];
    },
  };
}
