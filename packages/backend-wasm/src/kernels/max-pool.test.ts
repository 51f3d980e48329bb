import * as h from '@heed/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wasm } from '../index.ts';
import {
  type Inputs,
  largestError,
  onWholeNumbers,
  type Program,
  runFast,
  runReference,
} from '../testing/judge.ts';
import { testKernels } from '../testing/test-kernels.ts';

/** The pooled picture and the gradient of `x`. */
function pooled(x: h.Tensor, draw: Inputs, options: h.MaxPool2dOptions): h.Tensor[] {
  const y = h.maxPool2d(x, options);
  const slope = draw.float(...y.shape);
  return [y, ...h.grad((a: h.Tensor) => h.sum(h.multiply(h.maxPool2d(a, options), slope)))(x)];
}

function of(shape: readonly number[], options: h.MaxPool2dOptions): Program {
  return (draw) => pooled(draw.float(...shape), draw, options);
}

const programs = {
  'side by side': of([2, 3, 11, 13], { kernel: 2 }),
  'overlapping, padded': of([2, 3, 23, 19], { kernel: 3, stride: 2, padding: 1 }),
  'not square': of([2, 3, 7, 11], { kernel: [3, 2], stride: [1, 3], padding: [0, 1] }),
  'step by step': of([1, 2, 5, 17], { kernel: [2, 5], stride: 1, padding: [1, 2] }),
  'a stride beyond the window': of([2, 3, 13, 11], { kernel: 2, stride: [5, 3] }),
  'equal elements': (draw) =>
    pooled(h.cast(h.cast(draw.float(2, 3, 11, 13), 'int32'), draw.float(1).dtype), draw, {
      kernel: 3,
      stride: 2,
      padding: 1,
    }),
  'NaN and infinities': (draw) =>
    pooled(
      h.reshape(
        draw.numbers([
          1,
          Number.NaN,
          3,
          -2,
          Number.NaN,
          -2,
          Number.POSITIVE_INFINITY,
          5,
          0,
          -1,
          Number.NEGATIVE_INFINITY,
          4,
          4,
          4,
          4,
        ]),
        [1, 1, 3, 5],
      ),
      draw,
      { kernel: 2, stride: 1, padding: 1 },
    ),
  'bands of rows': of([1, 2, 97, 101], { kernel: 3, stride: [2, 1], padding: 1 }),
} satisfies Readonly<Record<string, Program>>;

testKernels(
  { maxPool2d: { 'not square': programs['not square'] }, maxPool2dGradient: programs },
  { tolerance: 1e-6 },
);

/** One axis: padding of at most half a window, and a picture in which at least one place fits. */
const axis = fc
  .record({
    kernel: fc.integer({ min: 1, max: 5 }),
    stride: fc.integer({ min: 1, max: 6 }),
    half: fc.boolean(),
    more: fc.integer({ min: 0, max: 23 }),
  })
  .map(({ kernel, stride, half, more }) => {
    const padding = half ? Math.floor(kernel / 2) : 0;
    return { kernel, stride, padding, size: Math.max(1, kernel - 2 * padding) + more };
  });

it.each(['relaxed', 'plain'] as const)(
  'any window, with its gradient: exact on whole numbers, %s SIMD',
  async (simd) => {
    const backend = await wasm({ simd, threads: 1 });
    const small = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(axis, axis, small, small, (y, x, batch, channels) => {
        const program = onWholeNumbers(
          of([batch, channels, y.size, x.size], {
            kernel: [y.kernel, x.kernel],
            stride: [y.stride, x.stride],
            padding: [y.padding, x.padding],
          }),
        );
        expect(largestError(runFast(backend, program), runReference(program))).toBe(0);
      }),
      { numRuns: 30 },
    );
    backend.dispose();
  },
);
