import type { TensorSpec } from '../backend/backend.ts';
import { OptionError, ShapeError } from '../errors.ts';
import { apply, asTensor, checkFloating, defineOp, type Op, type TensorLike } from '../op.ts';
import { checkOptions } from '../options.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { add } from './add.ts';
import { concat } from './concat.ts';
import { expandDims } from './expand-dims.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';
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
}

/** Attributes of the kernel; a head's table says how much of it turns. */
export type RopeAttributes = { readonly pairs: RotaryPairs };

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

function checkShapes(x: TensorSpec, cos: TensorSpec, sin: TensorSpec): void {
  const seen = (): string => [x, cos, sin].map(({ shape }) => showShape(shape)).join(', ');
  const [batch, , length, width = 0] = x.shape;
  const [rows, steps, half = 0] = cos.shape;
  if (x.shape.length !== 4 || width % 2 !== 0) {
    throw new ShapeError(`rope: x must be [batch, heads, length, an even headDimension], got ${seen()}`);
  }
  const tables = cos.shape.length === 3 && sameShape(cos.shape, sin.shape);
  if (!tables || (rows !== batch && rows !== 1) || steps !== length) {
    throw new ShapeError(`rope: cos and sin must be [batch or 1, length, pairs], got ${seen()}`);
  }
  if (2 * half > width) {
    throw new ShapeError(`rope: ${half} pairs do not fit into a headDimension of ${width}: ${seen()}`);
  }
}

const op: Op<RopeAttributes> = defineOp<RopeAttributes>({
  name: 'rope',
  infer: ([x, cos, sin]) => {
    if (!x || !cos || !sin) return [];
    checkFloating('rope', x);
    const dtype = checkFloating('rope', x, cos, sin);
    checkShapes(x, cos, sin);
    return [{ shape: x.shape, dtype }];
  },
  vjp: ([gradient], { inputs: [x, cos, sin], attributes, needs }) => {
    if (!gradient || !x || !cos || !sin) return [];
    // A rotation is undone by its transpose: the gradient turns by the negative angle.
    const dx = needs[0] ? apply(op, [gradient, cos, negate(sin)], attributes) : undefined;
    if (!needs[1] && !needs[2]) return [dx];
    const half = cos.shape[2] ?? 0;
    const { first, second } = splitPairs(x, half, attributes.pairs);
    const g = splitPairs(gradient, half, attributes.pairs);
    const shape = forAllHeads(cos).shape;
    const dCos = add(multiply(g.first, first), multiply(g.second, second));
    const dSin = subtract(multiply(g.second, first), multiply(g.first, second));
    return [dx, reshape(sumTo(dCos, shape), cos.shape), reshape(sumTo(dSin, shape), cos.shape)];
  },
  decompose: ([x, cosines, sines], { pairs }) => {
    if (!x || !cosines || !sines) return [];
    const [cos, sin] = [forAllHeads(cosines), forAllHeads(sines)];
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
 * @param cos [batch or 1, length, pairs], the cosine of pair i's angle at each position
 * @param sin the same shape
 * @throws {ShapeError} for an odd headDimension, more pairs than fit in, or tables of another length.
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
  checkOptions('rope', options, ['pairs']);
  const { pairs } = options;
  if (pairs !== 'halves' && pairs !== 'neighbours') {
    throw new OptionError(`rope: pairs must be halves or neighbours, got ${pairs}`);
  }
  return apply(op, [asTensor(x), asTensor(cos), asTensor(sin)], { pairs });
}
