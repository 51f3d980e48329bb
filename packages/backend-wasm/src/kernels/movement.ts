import {
  broadcastStrides,
  bytesPerElement,
  type KernelInput,
  sizeOf,
  stridesOf,
  type TensorSpec,
} from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import type { KernelTable } from './table.ts';

/** An axis of the result: its size and how far the input moves with it, in elements (0: it stays). */
interface Axis {
  size: number;
  step: number;
}

/** The axes that count; two that lie behind one another in the input as well become one. */
function mergedAxes(shape: readonly number[], steps: readonly number[]): Axis[] {
  const axes: Axis[] = [];
  shape.forEach((size, index) => {
    if (size === 1) return;
    const step = steps[index] ?? 0;
    const last = axes.at(-1);
    if (last !== undefined && last.step === step * size) {
      last.size *= size;
      last.step = step;
    } else axes.push({ size, step });
  });
  return axes;
}

/** How far the input has moved at each place along the axes, in elements. */
function offsetsOf(axes: readonly Axis[]): readonly number[] {
  return axes.reduce(
    (offsets, { size, step }) => {
      return offsets.flatMap((offset) => Array.from({ length: size }, (_, place) => offset + place * step));
    },
    [0],
  );
}

/** Copies along axes: transposition and broadcasting of elements of any type. */
export function movementKernels(engine: Engine): KernelTable {
  /** The result read from `x` with the given steps: four axes at once, for each place along those before them. */
  const copy = (x: KernelInput<Block>, output: TensorSpec, steps: readonly number[]): [Block] | undefined => {
    const axes = mergedAxes(output.shape, steps);
    const width = bytesPerElement[x.dtype];
    const y = engine.output(output);
    if (sizeOf(output.shape) === 0) return [y];
    while (axes.length < 4) axes.unshift({ size: 1, step: 0 });
    const [a, b, c, d] = axes.slice(-4);
    if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
    const sizes = [a.size, b.size, c.size, d.size] as const;
    const all = [a.step * width, b.step * width, c.step * width, d.step * width] as const;
    const bytes = a.size * b.size * c.size * d.size * width;
    for (const [place, offset] of offsetsOf(axes.slice(0, -4)).entries()) {
      engine.exports.permute(
        x.buffer.address + offset * width,
        y.address + place * bytes,
        ...sizes,
        ...all,
        width,
      );
    }
    return [y];
  };

  return {
    transpose: ([x], attributes, [output]) => {
      const permutation: unknown = attributes['permutation'];
      if (x === undefined || output === undefined || !Array.isArray(permutation)) return undefined;
      const strides = stridesOf(x.shape);
      const steps = permutation.map((axis: number) => strides[axis] ?? 0);
      return copy(x, output, steps);
    },
    broadcastTo: ([x], _, [output]) => {
      if (x === undefined || output === undefined) return undefined;
      return copy(x, output, broadcastStrides(x.shape, output.shape));
    },
  };
}
