import { bytesPerElement, type DType, sizeOf, stridesOf } from '@heed/core/backend';
import type { Engine } from '../engine/engine.ts';
import type { KernelTable } from './table.ts';

/** An axis of a transposed result: its size and how far the input moves with it, in elements. */
interface Axis {
  size: number;
  step: number;
}

/** The result's axes; two that lie behind one another in the input as well become one. */
function mergedAxes(shape: readonly number[], permutation: readonly number[]): Axis[] {
  const strides = stridesOf(shape);
  const axes: Axis[] = [];
  for (const axis of permutation) {
    const size = shape[axis] ?? 1;
    if (size === 1) continue;
    const step = strides[axis] ?? 1;
    const last = axes.at(-1);
    if (last !== undefined && last.step === step * size) {
      last.size *= size;
      last.step = step;
    } else axes.push({ size, step });
  }
  return axes;
}

function hasFourBytes(dtype: DType): boolean {
  return bytesPerElement[dtype] === 4;
}

/** Transposition of elements of four bytes. */
export function movementKernels(engine: Engine): KernelTable {
  return {
    transpose: ([x], attributes, [output]) => {
      const permutation: unknown = attributes['permutation'];
      if (x === undefined || output === undefined || !Array.isArray(permutation)) return undefined;
      const axes = mergedAxes(x.shape, permutation);
      if (!hasFourBytes(x.dtype) || axes.length > 4) return undefined;
      const y = engine.output(output);
      if (sizeOf(output.shape) === 0) return [y];
      while (axes.length < 4) axes.unshift({ size: 1, step: 0 });
      const [a, b, c, d] = axes;
      if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
      const sizes = [a.size, b.size, c.size, d.size] as const;
      engine.exports.permute(
        x.buffer.address,
        y.address,
        ...sizes,
        a.step * 4,
        b.step * 4,
        c.step * 4,
        d.step * 4,
      );
      return [y];
    },
  };
}
