import type { DType } from '@heed/core';
import { sizeOf } from '@heed/core/backend';
import type { Engine } from '../engine/engine.ts';
import type { KernelTable } from './table.ts';

/** Types of assembly/cast.ts, by what is read and by what is written. */
const sources: Readonly<Partial<Record<DType, number>>> = {
  float16: 0,
  bfloat16: 1,
  uint8: 2,
  bool: 2,
  int32: 3,
  float32: 4,
};
const targets: Readonly<Partial<Record<DType, number>>> = { ...sources, bool: 5 };

/** Conversion between element types; float64 is the reference's, and int32 to 16 bits, which must not round twice. */
export function castKernels(engine: Engine): KernelTable {
  return {
    cast: ([x], _, [output]) => {
      if (x === undefined || output === undefined) return undefined;
      const [from, to] = [sources[x.dtype], targets[output.dtype]];
      if (from === undefined || to === undefined || (x.dtype === 'int32' && to < 2)) return undefined;
      const y = engine.output(output);
      engine.exports.cast(x.buffer.address, y.address, sizeOf(x.shape), from, to);
      return [y];
    },
  };
}
