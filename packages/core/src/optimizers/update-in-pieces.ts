import type { TensorSpec } from '../backend/backend.ts';
import { tidy } from '../memory/scope.ts';
import { fullLike, zeros } from '../ops/full.ts';
import { reshape } from '../ops/reshape.ts';
import { slice } from '../ops/slice.ts';
import { writeInto } from '../ops/write-into.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { SlotRange, StateCodec } from './state-codec.ts';

/** Compressed state is opened for so many numbers at a time: for a large table at once it would take more than it saves. */
const pieceSize = 2 ** 16;

/** Part of a parameter, in one row. */
interface Piece {
  readonly value: Tensor;
  readonly gradient: Tensor;
  readonly slots: readonly Tensor[];
}

/** An update of a parameter whose state is compressed. */
export interface CompressedUpdate {
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** The state as it is kept; none at the first update. */
  readonly kept: readonly Tensor[] | undefined;
  /** What each slot holds. */
  readonly ranges: readonly SlotRange[];
  /** Rounding draws on it; it is the same for the same update of the same parameter, so that a resumed run rounds alike. */
  readonly seed: number;
  /** The next value of a piece and its next slots. Each number must depend on those in its own place alone. */
  readonly update: (piece: Piece) => readonly Tensor[];
}

/** The next value of a parameter, and the next state as it is kept. */
export function updateInPieces(codec: StateCodec, given: CompressedUpdate): readonly Tensor[] {
  const { kept, ranges, seed, update } = given;
  const { size, shape, dtype } = given.value;
  const specsOf = (whole: Shape): readonly TensorSpec[] =>
    ranges.flatMap(() => codec.parts({ shape: whole, dtype }).map(([, spec]) => spec));
  const rowsOf = (length: number): number[] => specsOf([length]).map((spec) => spec.shape[0] ?? 0);
  // All in one row, or in rows of one: so they can be cut anywhere between two blocks.
  const [value, gradient] = [reshape(given.value, [size]), reshape(given.gradient, [size])];
  const flat = specsOf([size]);
  const before = kept?.map((part, index) => reshape(part, flat[index]?.shape ?? []));
  const next = [{ shape: [size], dtype }, ...flat].map((spec) => zeros(spec.shape, spec.dtype));
  for (let start = 0; start < size; start += pieceSize) {
    const end = Math.min(start + pieceSize, size);
    const [from, to] = [rowsOf(start), rowsOf(end)];
    tidy(() => {
      const cut = (tensor: Tensor, first: number, last: number): Tensor =>
        slice(tensor, { axis: 0, start: first, end: last });
      const own = cut(value, start, end);
      const parts = before?.map((part, index) => cut(part, from[index] ?? 0, to[index] ?? 0));
      const slots = ranges.map((range, slot) => {
        if (parts === undefined) return fullLike(own, 0);
        const each = parts.length / ranges.length;
        return tidy(() => codec.decode(parts.slice(slot * each, (slot + 1) * each), range, [end - start]));
      });
      const [changed, ...after] = update({ value: own, gradient: cut(gradient, start, end), slots });
      const closed = after.flatMap((slot, index) => {
        const drawn = seed + index * 2 ** 20 + 7919 * (start / pieceSize);
        return tidy(() => codec.encode(slot, ranges[index] ?? 'signed', drawn));
      });
      for (const [index, part] of [changed, ...closed].entries()) {
        const target = next[index];
        const place = index === 0 ? start : (from[index - 1] ?? 0);
        if (target !== undefined && part !== undefined) writeInto(target, part, { axis: 0, start: place });
      }
    });
  }
  const shapes = [shape, ...specsOf(shape).map((spec) => spec.shape)];
  return next.map((tensor, index) => reshape(tensor, shapes[index] ?? []));
}
