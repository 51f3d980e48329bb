import type { Shape } from '@heed/core';
import { type KernelTable, numberOf, numbersOf, type Tools } from './table.ts';

/** A list with one place changed. */
function changed<Item>(items: readonly Item[], at: number, item: Item): Item[] {
  return items.map((one, index) => (index === at ? item : one));
}

/** Copies along axes: transposition, broadcasting, slices, parts, concatenation and padding. */
export function movementKernels({ ops }: Tools): KernelTable {
  const zeros = (shape: Shape): number[] => shape.map(() => 0);
  return {
    transpose: ({ inputs: [x], attributes }) => x && ops.transpose(x, numbersOf(attributes, 'permutation')),
    broadcastTo: ({ inputs: [x], outputs: [y] }) => x && y && ops.broadcastTo(x, y.shape),
    slice: ({ inputs: [x], attributes, outputs: [y] }) =>
      x &&
      y &&
      ops.slice(
        x,
        changed(zeros(x.shape), numberOf(attributes, 'axis'), numberOf(attributes, 'start')),
        y.shape,
      ),
    split: ({ inputs: [x], attributes, outputs }) => {
      if (x === undefined) return undefined;
      const axis = numberOf(attributes, 'axis');
      const length = outputs[0]?.shape[axis] ?? 0;
      return ops.engine.runMany('SplitV', { x }, { numOrSizeSplits: outputs.map(() => length), axis });
    },
    concat: ({ inputs, attributes }) => {
      const parts = inputs.filter((input) => !input.shape.includes(0));
      const [only] = parts;
      if (parts.length === 1 && only !== undefined) return ops.engine.run('Identity', { x: only });
      return ops.concat(parts, numberOf(attributes, 'axis'));
    },
    pad: ({ inputs: [x], attributes, outputs: [y] }) => {
      if (x === undefined || y === undefined) return undefined;
      const axis = numberOf(attributes, 'axis');
      const given = numberOf(attributes, 'value');
      const value = y.dtype === 'bool' ? Number(given !== 0) : given;
      if (x.shape.includes(0)) return ops.broadcastTo(ops.engine.scalar(value, typeOf(x.dtype)), y.shape);
      const none: readonly [number, number] = [0, 0];
      const amounts = [numberOf(attributes, 'before'), numberOf(attributes, 'after')] as const;
      if (x.dtype !== 'bool') {
        return ops.pad(
          x,
          changed(
            x.shape.map(() => none),
            axis,
            amounts,
          ),
          value,
        );
      }
      const side = (length: number): Shape => changed(y.shape, axis, length);
      const parts = amounts.map((length) => ops.broadcastTo(ops.engine.scalar(value, 'bool'), side(length)));
      return ops.concat(
        [...parts.slice(0, 1), x, ...parts.slice(1)].filter(({ shape }) => !shape.includes(0)),
        axis,
      );
    },
    triangular: ({ inputs: [x], attributes, outputs: [y] }) => {
      if (x === undefined || y === undefined) return undefined;
      const [rows = 0, columns = 0] = x.shape.slice(-2);
      const lower = attributes['part'] === 'lower';
      const diagonal = numberOf(attributes, 'diagonal');
      const kept = Uint8Array.from({ length: rows * columns }, (_, at) => {
        const offset = (at % columns) - Math.floor(at / columns) - diagonal;
        return Number(lower ? offset <= 0 : offset >= 0);
      });
      const mask = ops.engine.make(kept, [rows, columns], 'bool');
      if (x.dtype === 'bool') return ops.and(x, mask);
      return ops.select(mask, x, 0, y.shape);
    },
  };
}

function typeOf(dtype: string): 'float32' | 'int32' | 'bool' {
  return dtype === 'int32' || dtype === 'bool' ? dtype : 'float32';
}
