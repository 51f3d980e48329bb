import { bytesPerElement, type KernelInput, type Shape, sizeOf, type TensorSpec } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { type KernelTable, numberOf } from './table.ts';

/** How a tensor lies in memory along one axis: `runs` runs of `bytes`, `unit` bytes per index of the axis. */
interface Lines {
  readonly runs: number;
  readonly bytes: number;
  readonly unit: number;
}

function linesOf({ shape, dtype }: TensorSpec, axis: number): Lines {
  let runs = 1;
  for (let before = 0; before < axis; before++) runs *= shape[before] ?? 1;
  let unit = bytesPerElement[dtype];
  for (let behind = axis + 1; behind < shape.length; behind++) unit *= shape[behind] ?? 1;
  return { runs, bytes: (shape[axis] ?? 1) * unit, unit };
}

/** Writes `source` into `target` along `axis` from `start`, in place. */
export function writeSlice(
  engine: Engine,
  target: KernelInput<Block>,
  source: KernelInput<Block>,
  { axis, start }: { readonly axis: number; readonly start: number },
): void {
  engine.rewrite(target.buffer);
  const { runs, bytes } = linesOf(source, axis);
  const to = linesOf(target, axis);
  const address = target.buffer.address + start * to.unit;
  engine.exports.copyRuns(source.buffer.address, address, runs, bytes, bytes, to.bytes);
}

/** Slices, parts, concatenation and padding: elements of any type, moved as they are. */
export function runKernels(engine: Engine): KernelTable {
  return {
    slice: ([x], attributes, [output]) => {
      if (x === undefined || output === undefined) return undefined;
      const axis = numberOf(attributes, 'axis');
      const from = linesOf(x, axis);
      const { runs, bytes } = linesOf(output, axis);
      const y = engine.output(output);
      const address = x.buffer.address + numberOf(attributes, 'start') * from.unit;
      engine.exports.copyRuns(address, y.address, runs, bytes, from.bytes, bytes);
      return [y];
    },
    split: ([x], attributes, outputs) => {
      if (x === undefined) return undefined;
      const axis = numberOf(attributes, 'axis');
      const from = linesOf(x, axis);
      const parts = outputs.map((spec) => engine.output(spec));
      let { address } = x.buffer;
      outputs.forEach((spec, part) => {
        const { runs, bytes } = linesOf(spec, axis);
        engine.exports.copyRuns(address, parts[part]?.address ?? 0, runs, bytes, from.bytes, bytes);
        address += bytes;
      });
      return parts;
    },
    concat: (inputs, attributes, [output]) => {
      if (output === undefined) return undefined;
      const axis = numberOf(attributes, 'axis');
      const to = linesOf(output, axis);
      const y = engine.output(output);
      let { address } = y;
      for (const x of inputs) {
        const { bytes } = linesOf(x, axis);
        engine.exports.copyRuns(x.buffer.address, address, to.runs, bytes, bytes, to.bytes);
        address += bytes;
      }
      return [y];
    },
    pad: ([x], attributes, [output]) => {
      if (x === undefined || output === undefined) return undefined;
      const value = numberOf(attributes, 'value');
      // −0, the bits of 16-bit floats, and what counts as true are the reference's.
      const plain = Object.is(value, 0) || !['float16', 'bfloat16', 'bool'].includes(x.dtype);
      if (!plain) return undefined;
      const axis = numberOf(attributes, 'axis');
      const { runs, bytes, unit } = linesOf(x, axis);
      const before = numberOf(attributes, 'before') * unit;
      const y = engine.output(output);
      if (Object.is(value, 0)) {
        const after = numberOf(attributes, 'after') * unit;
        engine.exports.padRuns(x.buffer.address, y.address, runs, bytes, before, after);
        return [y];
      }
      engine.place(y, output).fill(value);
      writeSlice(engine, { ...output, buffer: y }, x, { axis, start: numberOf(attributes, 'before') });
      return [y];
    },
  };
}

/** Outer size, rows and inner size of a tensor around one axis. */
export function around(shape: Shape, axis: number): readonly [number, number, number] {
  return [sizeOf(shape.slice(0, axis)), shape[axis] ?? 1, sizeOf(shape.slice(axis + 1))];
}
