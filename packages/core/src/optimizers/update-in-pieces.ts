import type { TensorSpec } from '../backend/backend.ts';
import { tidy } from '../memory/scope.ts';
import { concat } from '../ops/concat.ts';
import { fullLike } from '../ops/full.ts';
import { reshape } from '../ops/reshape.ts';
import { slice } from '../ops/slice.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { SlotRange, StateCodec } from './state-codec.ts';

/** Compressed state is opened for so many numbers at a time: for a large table at once it would take more than it saves. */
const pieceSize = 2 ** 18;

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
  const { size, shape } = given.value;
  const value = reshape(given.value, [size]);
  const gradient = reshape(given.gradient, [size]);
  const rows = rowsOf(codec, value);
  const opened = (part: Tensor[], range: SlotRange, length: number): Tensor =>
    tidy(() => codec.decode(part, range, [length]));
  const pieces: (readonly Tensor[])[] = [];
  for (let start = 0; start === 0 || start < size; start += pieceSize) {
    const end = Math.min(start + pieceSize, size);
    const piece = tidy(() => {
      const own = slice(value, { axis: 0, start, end });
      const slots = ranges.map((range, slot) => {
        if (kept === undefined) return fullLike(own, 0);
        const parts = kept.slice(slot * rows.length, (slot + 1) * rows.length);
        const cut = parts.map((part, index) => rows[index]?.(part, start, end) ?? part);
        return opened(cut, range, end - start);
      });
      const change = slice(gradient, { axis: 0, start, end });
      const [next, ...nextSlots] = update({ value: own, gradient: change, slots });
      const closed = nextSlots.flatMap((slot, index) =>
        tidy(() =>
          codec.encode(slot, ranges[index] ?? 'signed', seed + index * 2 ** 20 + 7919 * pieces.length),
        ),
      );
      return next === undefined ? [] : [next, ...closed];
    });
    pieces.push(piece);
  }
  const parts = ranges.flatMap(() => codec.parts({ shape, dtype: value.dtype }));
  const shapes = [shape, ...parts.map(([, spec]) => spec.shape)];
  return shapes.map((one, index) => joined(pieces, index, one));
}

/** For each part that a codec makes, how to cut out what belongs to the numbers from `start` to `end`. */
function rowsOf(
  codec: StateCodec,
  value: Tensor,
): readonly ((part: Tensor, start: number, end: number) => Tensor)[] {
  const { dtype } = value;
  const specOf = (size: number, index: number): TensorSpec | undefined =>
    codec.parts({ shape: [size], dtype })[index]?.[1];
  return codec.parts(value).map(([, whole], index) => (part, start, end) => {
    const row = (size: number): number => specOf(size, index)?.shape[0] ?? 0;
    return slice(reshape(part, whole.shape), { axis: 0, start: row(start), end: row(end) });
  });
}

function joined(pieces: readonly (readonly Tensor[])[], index: number, shape: Shape): Tensor {
  const column = pieces.flatMap((piece) => piece[index] ?? []);
  const [only] = column;
  return tidy(() =>
    reshape(only !== undefined && column.length === 1 ? only : concat(column, { axis: 0 }), shape),
  );
}
