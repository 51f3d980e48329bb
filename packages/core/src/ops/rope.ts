import type { TensorSpec } from '../backend/backend.ts';
import { ShapeError } from '../errors.ts';
import { apply, asTensor, checkFloating, defineOp, type Op, type TensorLike } from '../op.ts';
import { checkOneOf, checkOptions, checkWhole } from '../options.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { concat } from './concat.ts';
import { expandDims } from './expand-dims.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';
import { pad } from './pad.ts';
import { reshape } from './reshape.ts';
import { slice } from './slice.ts';
import { stack } from './stack.ts';
import { subtract } from './subtract.ts';
import { sumTo } from './sum-to.ts';

/** Which elements of a head turn together: i and i + half (`halves`), or 2i and 2i + 1 (`neighbours`). */
export type RotaryPairs = 'halves' | 'neighbours';

/** Options of {@link rope}. */
export interface RopeOptions {
  /** `halves`: Llama, NeoX, Qwen as published by transformers. `neighbours`: the paper, GPT-J, DeepSeek, GGUF's Llama. */
  readonly pairs: RotaryPairs;
  /**
   * Row of the tables that belongs to the first position; further ones follow. Then tables may be longer than x, as
   * those of a whole text are beside one token. Without it they have a row for each position of x.
   */
  readonly offset?: number | undefined;
}

const optionNames = ['pairs', 'offset'];
const rotaryPairs: readonly RotaryPairs[] = ['halves', 'neighbours'];

/** Attributes of the kernel; a head's table says how much of it turns. */
export type RopeAttributes = { readonly pairs: RotaryPairs; readonly offset?: number | undefined };

/** The two parts of each pair, [batch, heads, length, half], and the elements that belong to none. */
interface Split {
  readonly first: Tensor;
  readonly second: Tensor;
  readonly rest: Tensor;
}

function splitPairs(x: Tensor, half: number, pairs: RotaryPairs): Split {
  const rest = slice(x, { axis: 3, start: 2 * half });
  if (pairs === 'halves') {
    const first = slice(x, { axis: 3, end: half });
    return { first, second: slice(x, { axis: 3, start: half, end: 2 * half }), rest };
  }
  const outer = x.shape.slice(0, 3);
  const paired = reshape(slice(x, { axis: 3, end: 2 * half }), [...outer, half, 2]);
  const part = (start: number): Tensor =>
    reshape(slice(paired, { axis: 4, start, end: start + 1 }), [...outer, half]);
  return { first: part(0), second: part(1), rest };
}

function joinPairs({ first, second, rest }: Split, pairs: RotaryPairs): Tensor {
  if (pairs === 'halves') return concat([first, second, rest], { axis: 3 });
  const paired = stack([first, second], { axis: 4 });
  const [batch = 0, heads = 0, length = 0, half = 0] = first.shape;
  return concat([reshape(paired, [batch, heads, length, 2 * half]), rest], { axis: 3 });
}

/** [batch|1, length, half] → [batch|1, 1, length, half]: one angle for all heads. */
function forAllHeads(table: Tensor): Tensor {
  return expandDims(table, { axis: 1 });
}

/** A table's rows for the positions of x. */
function rowsAt(table: Tensor, x: Tensor, offset: number | undefined): Tensor {
  if (offset === undefined) return table;
  return slice(table, { axis: 1, start: offset, end: offset + (x.shape[2] ?? 0) });
}

/** The gradient of a table from that of the rows that were read. */
function inTable(rows: Tensor, table: Tensor, offset: number | undefined): Tensor {
  if (offset === undefined) return rows;
  const after = (table.shape[1] ?? 0) - offset - (rows.shape[1] ?? 0);
  return pad(rows, { axis: 1, before: offset, after });
}

/** Refuses heads and tables that do not go together. */
export function checkRopeShapes(
  x: TensorSpec,
  cos: TensorSpec,
  sin: TensorSpec,
  offset: number | undefined,
): void {
  const fault = faultOf(x, cos, sin, offset);
  if (fault === undefined) return;
  throw new ShapeError(
    `rope: ${fault}, got ${[x, cos, sin].map(({ shape }) => showShape(shape)).join(', ')}`,
  );
}

function faultOf(
  x: TensorSpec,
  cos: TensorSpec,
  sin: TensorSpec,
  offset: number | undefined,
): string | undefined {
  const [batch, , length = 0, width = 0] = x.shape;
  const [rows, steps = 0, half = 0] = cos.shape;
  if (x.shape.length !== 4 || width % 2 !== 0) {
    return 'x must be [batch, heads, length, an even headDimension]';
  }
  const tables = cos.shape.length === 3 && sameShape(cos.shape, sin.shape);
  const fits = offset === undefined ? steps === length : steps >= offset + length;
  if (!tables || (rows !== batch && rows !== 1) || !fits) {
    const least = offset === undefined ? 'length' : `at least ${offset} + length`;
    return `cos and sin must be [batch or 1, ${least}, pairs]`;
  }
  return 2 * half > width ? `${half} pairs do not fit into a headDimension of ${width}` : undefined;
}

/** The options as attributes, checked. */
export function checkRopeOptions(options: RopeOptions): RopeAttributes {
  checkOptions('rope', options, optionNames);
  const { pairs, offset } = options;
  checkOneOf('rope: pairs', pairs, rotaryPairs);
  if (offset !== undefined) checkWhole('rope: offset', offset, 0);
  return { pairs, offset };
}

const op: Op<RopeAttributes> = defineOp<RopeAttributes>({
  name: 'rope',
  infer: ([x, cos, sin], { offset }) => {
    if (!x || !cos || !sin) return [];
    checkFloating('rope', x);
    const dtype = checkFloating('rope', x, cos, sin);
    checkRopeShapes(x, cos, sin, offset);
    return [{ shape: x.shape, dtype }];
  },
  vjp: ([gradient], { inputs: [x, cosines, sines], attributes: { pairs, offset }, needs }) => {
    if (!gradient || !x || !cosines || !sines) return [];
    const [cos, sin] = [rowsAt(cosines, x, offset), rowsAt(sines, x, offset)];
    // A rotation is undone by its transpose: the gradient turns by the negative angle.
    const dx = needs[0] ? apply(op, [gradient, cos, negate(sin)], { pairs }) : undefined;
    if (!needs[1] && !needs[2]) return [dx];
    const half = cos.shape[2] ?? 0;
    const { first, second } = splitPairs(x, half, pairs);
    const g = splitPairs(gradient, half, pairs);
    const shape = forAllHeads(cos).shape;
    const dCos = add(multiply(g.first, first), multiply(g.second, second));
    const dSin = subtract(multiply(g.second, first), multiply(g.first, second));
    const ofTable = (rows: Tensor): Tensor =>
      inTable(reshape(sumTo(rows, shape), cos.shape), cosines, offset);
    return [dx, ofTable(dCos), ofTable(dSin)];
  },
  decompose: ([x, cosines, sines], { pairs, offset }) => {
    if (!x || !cosines || !sines) return [];
    const [cos, sin] = [forAllHeads(rowsAt(cosines, x, offset)), forAllHeads(rowsAt(sines, x, offset))];
    const { first, second, rest } = splitPairs(x, cosines.shape[2] ?? 0, pairs);
    const turned = {
      first: subtract(multiply(first, cos), multiply(second, sin)),
      second: add(multiply(second, cos), multiply(first, sin)),
      rest,
    };
    return [joinPairs(turned, pairs)];
  },
});

/**
 * Rotary position embedding (Su et al. 2021): turns each pair (a, b) of elements of a head by the angle of its
 * position, `(a·cos − b·sin, b·cos + a·sin)`. Elements behind the last pair pass as they are (partial rotary).
 * Tables and angles come from `RotaryPositions` of @heed/attention.
 *
 * @param x [batch, heads, length, headDimension]
 * @param cos [batch or 1, length, pairs], the cosine of pair i's angle at each position; longer with an `offset`
 * @param sin the same shape
 * @throws {ShapeError} for an odd headDimension, more pairs than fit in, or tables without the rows.
 * @throws {OptionError} for other pairs, or an offset that is no whole number from 0.
 *
 * @example
 * ```ts
 * import { cos, rope, sin, tensor } from '@heed/core';
 * const angles = tensor([[[Math.PI / 2]]]); // a quarter turn of the only pair
 * const x = tensor([[[[1, 0]]]]);
 * console.log(rope(x, cos(angles), sin(angles), { pairs: 'halves' }).toString()); // about [[[[0, 1]]]]
 * ```
 */
export function rope(x: TensorLike, cos: TensorLike, sin: TensorLike, options: RopeOptions): Tensor {
  return apply(op, [asTensor(x), asTensor(cos), asTensor(sin)], checkRopeOptions(options));
}
