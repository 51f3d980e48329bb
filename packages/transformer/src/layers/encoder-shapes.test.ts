import {
  grad,
  OptionError,
  RandomGenerator,
  reshape,
  slice,
  sum,
  type Tensor,
  tensor,
  zeros,
} from '@heed/core';
import { describe, expect, it } from 'vitest';
import { baseConfig } from '../encoder-decoder/config.ts';
import { TransformerEncoder } from '../encoder-decoder/encoder.ts';
import { TransformerDecoderLayer } from './decoder-layer.ts';
import { TransformerEncoderLayer } from './encoder-layer.ts';
import { stackLayers } from './stack-layers.ts';

const config = { ...baseConfig, width: 8, heads: 2, feedForwardWidth: 12, encoderLayers: 2, dropout: 0 };

/** One row of true and false per sentence. */
function mask(...rows: readonly (readonly number[])[]): Tensor {
  const data = Uint8Array.from(rows.flat());
  return tensor(data, { shape: [rows.length, 1, 1, rows[0]?.length ?? 0], dtype: 'bool' });
}

const row = (x: Tensor, at: number): number[] => [
  ...slice(x, { axis: 0, start: at, end: at + 1 }).dataSync(),
];

describe('case 9: shapes are a function of shapes', () => {
  const encoder = new TransformerEncoder(config, new RandomGenerator(0)).initialize(new RandomGenerator(1));
  const x = new RandomGenerator(2).normal([3, 6, 8]);
  const padded = [1, 1, 1, 1, 0, 0];

  it.each([
    ['the last two padded everywhere', mask(padded, padded, padded)],
    ['a hole', mask([1, 0, 1, 1, 1, 1], padded, [1, 1, 1, 1, 1, 1])],
    ['nothing left in one row', mask([0, 0, 0, 0, 0, 0], padded, [1, 1, 1, 1, 1, 1])],
  ])('%s: the whole shape, and training equals evaluation', (_, visible) => {
    const evaluated = encoder.eval().forward(x, { mask: visible });
    const trained = encoder.train().forward(x, { mask: visible });
    encoder.eval();
    expect(evaluated.shape).toEqual([3, 6, 8]);
    const numbers = [...evaluated.dataSync()];
    expect(numbers.every(Number.isFinite)).toBe(true);
    for (const [at, value] of [...trained.dataSync()].entries())
      expect(value).toBeCloseTo(numbers[at] ?? Number.NaN, 6);
  });

  it('padding changes no kept position', () => {
    const short = slice(x, { axis: 1, end: 4 });
    const alone = slice(encoder.forward(x, { mask: mask(padded, padded, padded) }), { axis: 1, end: 4 });
    const [a, b] = [[...encoder.forward(short).dataSync()], [...alone.dataSync()]];
    for (const [at, value] of a.entries()) expect(value).toBeCloseTo(b[at] ?? Number.NaN, 5);
  });

  it('a row with nothing to attend to is its own function, whatever its neighbours are', () => {
    const visible = mask([0, 0, 0, 0, 0, 0], padded, padded);
    const among = row(encoder.forward(x, { mask: visible }), 0);
    const alone = row(encoder.forward(slice(x, { axis: 0, end: 1 }), { mask: mask([0, 0, 0, 0, 0, 0]) }), 0);
    for (const [at, value] of among.entries()) expect(value).toBeCloseTo(alone[at] ?? Number.NaN, 5);
  });

  it.each([
    [0, 6],
    [3, 0],
    [2, 1],
  ])('batch %i, length %i, with gradients', (batch, length) => {
    const input = reshape(new RandomGenerator(3).normal([batch * length * 8]), [batch, length, 8]);
    expect(encoder.forward(input).shape).toEqual([batch, length, 8]);
    const [gradient] = grad((states) => sum(encoder.forward(states)))(input);
    expect(gradient?.shape).toEqual([batch, length, 8]);
    expect(encoder.forward(zeros([batch, length, 8]), { causal: true }).shape).toEqual([batch, length, 8]);
  });
});

describe('what a layer cannot do without', () => {
  const sizes = { width: 8, heads: 2, feedForwardWidth: 12 };
  const x = zeros([1, 3, 8]);
  const generator = new RandomGenerator(0);
  const encoder = new TransformerEncoderLayer(sizes).initialize(generator);
  const decoder = new TransformerDecoderLayer(sizes).initialize(generator);

  it.each<[() => unknown, string]>([
    [() => Reflect.apply(decoder.forward, decoder, [x, {}]), 'memory must be a tensor, got undefined'],
    [() => Reflect.apply(decoder.forward, decoder, [x]), 'options must be an object of memory'],
    [() => Reflect.apply(decoder.forward, decoder, [x, { memory: x, memoryMaks: x }]), 'memoryMaks'],
    [() => Reflect.apply(encoder.forward, encoder, [x, { lengths: [3] }]), 'unknown option lengths'],
    [
      () => stackLayers(Number.NaN, () => encoder),
      'layers must be a whole number from 0 to 1048576, got NaN',
    ],
    [
      () => Reflect.apply(stackLayers, undefined, [undefined, () => encoder]),
      'from 0 to 1048576, got undefined',
    ],
  ])('%s', (run, message) => {
    expect(run).toThrow(OptionError);
    expect(run).toThrow(message);
  });
});
