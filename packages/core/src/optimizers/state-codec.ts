import type { TensorSpec } from '../backend/backend.ts';
import { OptionError } from '../errors.ts';
import { tidy } from '../memory/scope.ts';
import { abs } from '../ops/abs.ts';
import { add } from '../ops/add.ts';
import { cast } from '../ops/cast.ts';
import { divide } from '../ops/divide.ts';
import { dropout } from '../ops/dropout.ts';
import { fullLike } from '../ops/full.ts';
import { max } from '../ops/max.ts';
import { maximum } from '../ops/maximum.ts';
import { multiply } from '../ops/multiply.ts';
import { pad } from '../ops/pad.ts';
import { reshape } from '../ops/reshape.ts';
import { slice } from '../ops/slice.ts';
import { sqrt } from '../ops/sqrt.ts';
import { subtract } from '../ops/subtract.ts';
import { checkOneOf } from '../options.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Shape } from '../shape.ts';
import { sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/**
 * How an optimizer keeps its tensors between updates: as they are, with 16 bits a number, or with 8 and a common scale for
 * 64 numbers. Numbers are rounded up or down at random, so that what changes by less than a step still moves on the
 * average (stochastic rounding, Gupta et al. 2015).
 */
export type StateType = 'float32' | 'bfloat16' | 'int8';

/** What a state tensor holds: numbers of both signs, or squares. */
export type SlotRange = 'signed' | 'squares';

/** Keeps a state tensor in one or more smaller ones. */
export interface StateCodec {
  /** The tensors that stand for one of a parameter's shape, by what follows its name. */
  parts(spec: TensorSpec): readonly (readonly [suffix: string, spec: TensorSpec])[];
  /** @param seed The same seed rounds the same way. */
  encode(x: Tensor, range: SlotRange, seed: number): readonly Tensor[];
  decode(parts: readonly Tensor[], range: SlotRange, shape: Shape): Tensor;
}

/** The codec of a type; none where state is kept as it is. */
export function codecOf(name: string, type: StateType): StateCodec | undefined {
  checkOneOf(`${name}: stateType`, type, ['float32', 'bfloat16', 'int8']);
  if (type === 'float32') return undefined;
  return type === 'bfloat16' ? halves : bytes;
}

const halves: StateCodec = {
  parts: ({ shape }) => [['', { shape, dtype: 'bfloat16' }]],
  encode: (x, _, seed) => {
    // A step of bfloat16 is 2⁻⁷ of the power of two below x: 0.69 of 2⁻⁷ x on the average.
    const off = multiply(subtract(uniform(x, seed), 0.5), Math.LN2 * 2 ** -7);
    return [cast(add(x, multiply(x, off)), 'bfloat16')];
  },
  decode: ([half]) => cast(existing(half), 'float32'),
};

const block = 64;

const bytes: StateCodec = {
  parts: ({ shape }) => {
    const rows = Math.ceil(sizeOf(shape) / block);
    return [
      ['.codes', { shape: [rows, block], dtype: 'uint8' }],
      ['.scales', { shape: [rows, 1], dtype: 'float32' }],
    ];
  },
  encode: (x, range, seed) => {
    const rows = Math.ceil(x.size / block);
    const flat = pad(reshape(x, [x.size]), { axis: 0, after: rows * block - x.size });
    // Roots of squares need half the range.
    const values = reshape(range === 'squares' ? sqrt(flat) : flat, [rows, block]);
    const scales = max(abs(values), { axis: 1, keepAxes: true });
    const shares = divide(values, maximum(scales, Number.MIN_VALUE * 2 ** 30));
    const places = range === 'squares' ? multiply(shares, 254) : add(multiply(shares, 127), 127);
    return [cast(add(places, uniform(places, seed)), 'uint8'), scales];
  },
  decode: ([codes, scales], range, shape) => {
    const places = cast(existing(codes), 'float32');
    // A square that would round to 0 counts as half a step, for it stands below a fraction.
    const shares =
      range === 'squares'
        ? multiply(maximum(places, 0.5), 1 / 254)
        : multiply(subtract(places, 127), 1 / 127);
    const values = multiply(shares, existing(scales));
    const flat = slice(reshape(values, [values.size]), { axis: 0, end: sizeOf(shape) });
    return reshape(range === 'squares' ? multiply(flat, flat) : flat, shape);
  },
};

function existing(tensor: Tensor | undefined): Tensor {
  if (tensor === undefined) throw new OptionError('a part of the optimizer’s state is gone');
  return tensor;
}

/** Numbers in [0, 1) of six random bits each, of the shape of `like`, drawn where it lives. */
function uniform(like: Tensor, seed: number): Tensor {
  const generator = new RandomGenerator(seed);
  let sum = fullLike(like, 2 ** -7);
  for (let bit = 1; bit <= 6; bit++) {
    const before = sum;
    // Dropout keeps half of the places, and doubles them.
    sum = tidy(() => {
      const half = fullLike(like, 2 ** -bit / 2);
      return add(before, dropout(half, { rate: 0.5, generator, training: true }));
    });
    before.dispose();
  }
  return sum;
}
