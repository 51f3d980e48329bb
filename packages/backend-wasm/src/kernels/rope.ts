import { sizeOf } from '@heed/core/backend';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable } from './table.ts';

/** Rotary positions: see assembly/rope.ts. */
export function ropeKernels(engine: Engine): KernelTable {
  return {
    rope: (inputs, attributes, [output]) => {
      const [x, cos, sin] = inputs;
      if (x === undefined || cos === undefined || sin === undefined || output === undefined) return undefined;
      if (!isFloat32(inputs)) return undefined;
      const [, heads = 0, length = 0, width = 0] = x.shape;
      const [tables = 0, steps = 0, half = 0] = cos.shape;
      const offset = Number(attributes['offset'] ?? 0) * half * 4;
      const y = engine.output(output);
      const rows = width === 0 ? 0 : sizeOf(x.shape) / width;
      engine.exports.rope(
        x.buffer.address,
        cos.buffer.address + offset,
        sin.buffer.address + offset,
        y.address,
        rows,
        heads,
        length,
        width,
        half,
        tables === 1 ? 0 : steps * half * 4,
        Number(attributes['pairs'] === 'neighbours'),
      );
      return [y];
    },
  };
}
