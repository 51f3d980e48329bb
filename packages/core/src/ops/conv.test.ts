import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionError, ShapeError } from '../errors.ts';
import { RandomGenerator } from '../random/random-generator.ts';
import type { Tensor } from '../tensor.ts';
import { type Conv1dOptions, conv1d } from './conv1d.ts';
import { conv2d } from './conv2d.ts';
import { fold } from './fold.ts';
import { ones, zeros } from './full.ts';
import { multiply } from './multiply.ts';
import { reshape } from './reshape.ts';
import { sum } from './sum.ts';
import { unfold } from './unfold.ts';

const list = (x: Tensor): number[] => [...x.dataSync()];
const pair = (min: number, max: number): fc.Arbitrary<[number, number]> =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
const windows = fc.record({
  kernel: pair(1, 3),
  stride: pair(1, 3),
  padding: pair(0, 2),
  dilation: pair(1, 2),
});

/** The definition, element by element, with groups. */
function slowly(
  x: Tensor,
  weight: Tensor,
  options: { stride: number[]; padding: number[]; dilation: number[]; groups: number },
): number[] {
  const [batch = 0, channels = 0, height = 0, width = 0] = x.shape;
  const [outputs = 0, perGroup = 0, kernelRows = 0, kernelColumns = 0] = weight.shape;
  const { stride, padding, dilation, groups } = options;
  const [sy = 1, sx = 1] = stride;
  const [py = 0, px = 0] = padding;
  const [dy = 1, dx = 1] = dilation;
  const [xs, ws] = [list(x), list(weight)];
  const rows = Math.floor((height + 2 * py - dy * (kernelRows - 1) - 1) / sy) + 1;
  const columns = Math.floor((width + 2 * px - dx * (kernelColumns - 1) - 1) / sx) + 1;
  const result: number[] = [];
  for (let b = 0; b < batch; b++)
    for (let o = 0; o < outputs; o++)
      for (let r = 0; r < rows; r++)
        for (let c = 0; c < columns; c++) {
          let total = 0;
          for (let i = 0; i < perGroup; i++)
            for (let u = 0; u < kernelRows; u++)
              for (let v = 0; v < kernelColumns; v++) {
                const y = r * sy - py + u * dy;
                const z = c * sx - px + v * dx;
                if (y < 0 || z < 0 || y >= height || z >= width) continue;
                const channel = Math.floor(o / (outputs / groups)) * perGroup + i;
                const value = xs[((b * channels + channel) * height + y) * width + z] ?? 0;
                total += value * (ws[((o * perGroup + i) * kernelRows + u) * kernelColumns + v] ?? 0);
              }
          result.push(total);
        }
  return result;
}

describe('conv2d', () => {
  it('equals its definition for any window and groups', () => {
    fc.assert(
      fc.property(fc.nat(), windows, fc.constantFrom(1, 2), (seed, { kernel, ...options }, groups) => {
        const generator = new RandomGenerator(seed);
        const x = generator.normal([2, 4, 7, 5]);
        const weight = generator.normal([6, 4 / groups, ...kernel]);
        const y = conv2d(x, weight, undefined, { ...options, groups });
        const expected = slowly(x, weight, { ...options, groups });
        expect(y.size).toBe(expected.length);
        for (const [i, value] of list(y).entries()) expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 4);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses what does not fit', () => {
    const x = ones([1, 4, 5, 5]);
    expect(() => conv2d(x, ones([2, 3, 3, 3]))).toThrow(ShapeError);
    expect(() => conv2d(x, ones([2, 3, 3, 3]))).toThrow(/\[2, 3, 3, 3\].*\[1, 4, 5, 5\]/);
    expect(() => conv2d(x, ones([2, 4, 6, 3]))).toThrow(ShapeError);
    expect(() => conv2d(x, ones([2, 4, 3, 3]), ones([3]))).toThrow(ShapeError);
    expect(() => conv2d(ones([4, 5, 5]), ones([2, 4, 3, 3]))).toThrow(ShapeError);
    expect(() => conv2d(x, ones([3, 2, 3, 3]), undefined, { groups: 2 })).toThrow(OptionError);
    expect(() => conv2d(x, ones([2, 4, 3, 3]), undefined, { stride: 0 })).toThrow(OptionError);
    expect(() => conv2d(x, ones([2, 4, 3, 3]), undefined, { padding: 0.5 })).toThrow(OptionError);
  });
});

describe('conv1d', () => {
  it('is conv2d over one row', () => {
    const generator = new RandomGenerator(3);
    const [x, weight, bias] = [
      generator.normal([2, 6, 11]),
      generator.normal([4, 3, 3]),
      generator.normal([4]),
    ];
    const y = conv1d(x, weight, bias, { stride: 2, padding: 1, dilation: 2, groups: 2 });
    const same = conv2d(reshape(x, [2, 6, 1, 11]), reshape(weight, [4, 3, 1, 3]), bias, {
      stride: [1, 2],
      padding: [0, 1],
      dilation: [1, 2],
      groups: 2,
    });
    expect(y.shape).toEqual([2, 4, 5]);
    expect(list(y)).toEqual(list(same));
  });

  it('keeps empty batches and refuses what does not fit', () => {
    expect(conv1d(zeros([0, 3, 5]), ones([2, 3, 3])).shape).toEqual([0, 2, 3]);
    expect(() => conv1d(ones([1, 3, 2]), ones([2, 3, 3]))).toThrow(ShapeError);
    expect(() => conv1d(ones([1, 3, 5]), ones([2, 4, 3]))).toThrow(ShapeError);
    expect(() => conv1d(ones([3, 5]), ones([2, 3]))).toThrow(ShapeError);
    expect(() => conv1d(ones([1, 3, 5]), ones([2, 3, 3]), undefined, { pad: 1 } as Conv1dOptions)).toThrow(
      OptionError,
    );
  });
});

it('fold is the transpose of unfold: ⟨unfold x, y⟩ = ⟨x, fold y⟩', () => {
  fc.assert(
    fc.property(fc.nat(), windows, (seed, window) => {
      const generator = new RandomGenerator(seed);
      const x = generator.normal([2, 3, 7, 5]);
      const columns = unfold(x, window);
      const y = generator.normal(columns.shape);
      const left = sum(multiply(columns, y)).item();
      expect(left).toBeCloseTo(sum(multiply(x, fold(y, { size: [7, 5], ...window }))).item(), 3);
    }),
    { numRuns: 40 },
  );
});

it('fold refuses what are no windows of such a picture', () => {
  expect(() => fold(ones([1, 6, 4]), { size: [3, 3], kernel: [2, 2] })).toThrow(ShapeError);
  expect(() => fold(ones([1, 4, 5]), { size: [3, 3], kernel: [2, 2] })).toThrow(/\[1, 4, 5\]/);
});
