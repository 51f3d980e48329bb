import { rowsOf } from '@heed/core/backend';
import type { Engine } from '../engine/engine.ts';
import { isFloat32, type KernelTable } from './table.ts';

/** Rotary positions: see assembly/rope.ts. */
export function ropeKernels(engine: Engine): KernelTable {
  return {
    rope: (inputs, attributes, [output]) => {
      const [x, cos, sin] = inputs;
      if (x === undefined || cos === undefined || sin === undefined || output === undefined) return undefined;
      if (!isFloat32(inputs)) return undefined;
      const width = x.shape[3] ?? 0;
      const [steps = 0, half = 0] = [cos.shape[1], cos.shape[2]];
      const offset = Number(attributes['offset'] ?? 0) * half * 4;
      const y = engine.output(output);
      engine.exports.rope(
        x.buffer.address,
        cos.buffer.address + offset,
        sin.buffer.address + offset,
        y.address,
        width === 0 ? 0 : rowsOf(x.shape),
        x.shape[1] ?? 0,
        x.shape[2] ?? 0,
        width,
        half,
        cos.shape[0] === 1 ? 0 : steps * half * 4,
        Number(attributes['pairs'] === 'neighbours'),
      );
      return [y];
    },
  };
}
