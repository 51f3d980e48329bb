import { conv2d, grad, multiply, RandomGenerator, sum, type Tensor, tensor } from '@heed/core';
import { describe, expect, it } from 'vitest';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import {
  cutPatches,
  gridOf,
  interpolatePositions,
  PatchDropout,
  PatchEmbedding,
  poolPatches,
  sinusoidalPositions2d,
} from '../index.ts';

const golden = readGolden('vision/positions/positions.safetensors');

function goldenOf(name: string): GoldenArray {
  const found = golden.get(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

function worst(actual: Tensor, expected: ArrayLike<number>): number {
  expect(actual.size).toBe(expected.length);
  return Array.from(actual.dataSync()).reduce(
    (most, value, at) => Math.max(most, Math.abs(value - (expected[at] ?? Number.NaN))),
    0,
  );
}

describe('PatchEmbedding', () => {
  const generator = new RandomGenerator(0);
  const pixels = generator.normal([2, 3, 10, 12]);
  const embedding = new PatchEmbedding(3, 7, [5, 4]).initialize(generator);

  it('one linear layer for every patch is the convolution', () => {
    const map = conv2d(pixels, embedding.weight, embedding.bias, { stride: [5, 4] }).dataSync();
    const tokens = embedding.forward(pixels);
    expect(tokens.shape).toEqual([2, 6, 7]);
    const expected = Array.from({ length: 84 }, (_, at) => {
      const [row, rest] = [Math.floor(at / 42), at % 42];
      return map[row * 42 + (rest % 7) * 6 + Math.floor(rest / 7)] ?? Number.NaN;
    });
    expect(worst(tokens, expected)).toBeLessThan(1e-5);
  });

  it('both have the same gradients', () => {
    const [own] = grad((x: Tensor) => sum(multiply(embedding.forward(x), embedding.forward(x))))(pixels);
    const [other] = grad((x: Tensor) => {
      const map = conv2d(x, embedding.weight, embedding.bias, { stride: [5, 4] });
      return sum(multiply(map, map));
    })(pixels);
    if (own === undefined || other === undefined) throw new Error('no gradients');
    expect(worst(own, other.dataSync())).toBeLessThan(1e-4);
  });

  it('patches that overlap', () => {
    const dense = new PatchEmbedding(3, 7, [4, 4], { stride: [2, 4] }).initialize(generator);
    expect(dense.forward(pixels).shape).toEqual([2, 4 * 3, 7]);
  });

  it('cutPatches lays rows of patches out as the kernel is', () => {
    const counted = tensor([
      [
        [
          [0, 1, 2, 3],
          [4, 5, 6, 7],
        ],
        [
          [10, 11, 12, 13],
          [14, 15, 16, 17],
        ],
      ],
    ]);
    expect([...cutPatches(counted, [1, 2]).dataSync()]).toEqual([
      ...[0, 1, 10, 11],
      ...[2, 3, 12, 13],
      ...[4, 5, 14, 15],
      ...[6, 7, 16, 17],
    ]);
  });

  it('refuses pictures that do not divide, and other channels', () => {
    expect(() => embedding.forward(generator.normal([1, 3, 11, 12]))).toThrow(
      'must divide into patches of 5 × 4',
    );
    expect(() => embedding.forward(generator.normal([1, 1, 10, 12]))).toThrow(
      'pixels must be [batch, 3, height, width]',
    );
    expect(() => gridOf([1, 3, 0, 4], [1, 1])).toThrow('must divide');
    expect(() => new PatchEmbedding(3, 7, [0, 4])).toThrow('two whole numbers from 1, got 0 × 4');
  });
});

describe('interpolatePositions against PyTorch', () => {
  const { shape, data } = goldenOf('table');
  const table = tensor(data, { shape });
  const names = [...golden.keys()].filter((name) => name !== 'table');

  it.each(names)('%s', (name) => {
    const parts = name.split('.');
    const [rows = 0, columns = 0] = parts.at(-1)?.split('x').map(Number) ?? [];
    const filter = parts.at(-2) === 'bilinear' ? 'bilinear' : 'bicubic';
    const resized = interpolatePositions(table, {
      ...{ from: [3, 5], to: [rows, columns], firstTokens: 2, filter, antialias: parts.length === 3 },
    });
    expect(resized.shape).toEqual(goldenOf(name).shape);
    expect(worst(resized, goldenOf(name).data)).toBeLessThan(1e-5);
  });

  it('the same grid is the table itself, and a grid is a size, never a factor', () => {
    expect(interpolatePositions(table, { from: [3, 5], to: [3, 5], firstTokens: 2 })).toBe(table);
    for (let columns = 1; columns < 60; columns++) {
      const resized = interpolatePositions(table, { from: [3, 5], to: [2, columns], firstTokens: 2 });
      expect(resized.shape[1]).toBe(2 + 2 * columns);
    }
  });

  it('trains: the gradient reaches every position, and sums to the number of outputs', () => {
    const [gradient] = grad((x: Tensor) => {
      return sum(interpolatePositions(x, { from: [3, 5], to: [4, 9], firstTokens: 2 }));
    })(table);
    const numbers = Array.from(gradient?.dataSync() ?? []);
    expect(numbers.every((value) => value !== 0)).toBe(true);
    expect(numbers.reduce((total, value) => total + value, 0)).toBeCloseTo((2 + 36) * 4, 3);
  });

  it('refuses a table that does not fit', () => {
    expect(() => interpolatePositions(table, { from: [4, 4], to: [2, 2] })).toThrow('[1, 0 + 4 · 4, width]');
  });
});

describe('other parts', () => {
  const generator = new RandomGenerator(3);
  const states = generator.normal([2, 1 + 6, 3]);

  it('pooling: the class token, or the mean of what is behind it', () => {
    const numbers = states.dataSync();
    expect([...poolPatches(states, 'class', 1).dataSync()]).toEqual([
      ...numbers.slice(0, 3),
      ...numbers.slice(21, 24),
    ]);
    const mean = (row: number, axis: number): number => {
      return (
        [1, 2, 3, 4, 5, 6].reduce((total, at) => total + (numbers[row * 21 + at * 3 + axis] ?? 0), 0) / 6
      );
    };
    expect(
      worst(
        poolPatches(states, 'mean', 1),
        [0, 1].flatMap((row) => [0, 1, 2].map((at) => mean(row, at))),
      ),
    ).toBeLessThan(1e-6);
    expect(() => poolPatches(states, 'class', 0)).toThrow('no class token');
  });

  it('patch dropout keeps first tokens and whole patches in order, and is off in evaluation', () => {
    const drop = new PatchDropout(0.5, { firstTokens: 1, generator: new RandomGenerator(1) });
    expect(drop.forward(states)).toBe(states);
    const kept = drop.train().forward(states);
    expect(kept.shape).toEqual([2, 4, 3]);
    const rowsOf = (x: Tensor, row: number): string[] => {
      const numbers = Array.from(x.dataSync());
      const [, tokens = 0, width = 0] = x.shape;
      return Array.from({ length: tokens }, (_, at) =>
        numbers.slice((row * tokens + at) * width, (row * tokens + at + 1) * width).join(),
      );
    };
    for (const row of [0, 1]) {
      const places = rowsOf(kept, row).map((token) => rowsOf(states, row).indexOf(token));
      expect(places[0]).toBe(0);
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    }
  });

  it('sinusoids: columns in the first half, rows in the second, zeros for first tokens', () => {
    const table = sinusoidalPositions2d([2, 3], 8, { firstTokens: 1 }).dataSync();
    expect([...table.slice(0, 8)]).toEqual(Array(8).fill(0));
    const [row, column] = [1, 2];
    const patch = table.slice((1 + row * 3 + column) * 8, (2 + row * 3 + column) * 8);
    const wave = (place: number): number[] => [
      ...[1, 0.01].map((omega) => Math.sin(place * omega)),
      ...[1, 0.01].map((omega) => Math.cos(place * omega)),
    ];
    for (const [at, value] of [...wave(column), ...wave(row)].entries())
      expect(patch[at]).toBeCloseTo(value, 6);
    expect(() => sinusoidalPositions2d([2, 3], 6)).toThrow('must divide by 4');
  });
});
