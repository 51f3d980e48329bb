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

/** A convolution with the gradients of its input, weight and bias. */
function withGradients(
  [batch = 0, channels = 0, height = 0, width = 0]: readonly number[],
  [outputs = 0, kernelHeight = 0, kernelWidth = 0]: readonly number[],
  options: h.Conv2dOptions & { readonly groups: number },
): Program {
  return (draw: Inputs) => {
    const x = draw.float(batch, channels, height, width);
    const weight = draw.float(outputs, channels / options.groups, kernelHeight, kernelWidth);
    const bias = draw.float(outputs);
    const y = h.conv2d(x, weight, bias, options);
    const slope = h.multiply(draw.float(...y.shape), 0.125);
    const loss = (...[a = x, b = weight, c = bias]: h.Tensor[]): h.Tensor =>
      h.sum(h.multiply(h.conv2d(a, b, c, options), slope));
    return [y, ...h.grad(loss)(x, weight, bias)];
  };
}

/** The same on whole numbers, of which long sums are exact too. */
const exactly: typeof withGradients = (...sizes) => onWholeNumbers(withGradients(...sizes));

const programs = {
  depthwise: withGradients([3, 5, 7, 11], [5, 3, 3], { groups: 5, padding: 1 }),
  'a window of one row': withGradients([2, 3, 1, 131], [3, 1, 31], { groups: 3, padding: [0, 15] }),
  'a window of even sizes': withGradients([2, 3, 5, 7], [3, 2, 4], { groups: 3, padding: [0, 2] }),
  'stride 2': withGradients([2, 3, 11, 23], [3, 3, 3], { groups: 3, padding: 1, stride: 2 }),
  'strides, dilations, paddings': withGradients([2, 3, 13, 17], [3, 3, 2], {
    groups: 3,
    stride: [3, 2],
    dilation: [2, 3],
    padding: [1, 4],
  }),
  'a stride beyond the window': withGradients([2, 3, 13, 11], [3, 2, 1], { groups: 3, stride: [5, 3] }),
  'padding beyond the window': withGradients([1, 2, 3, 2], [2, 3, 3], { groups: 2, padding: [4, 3] }),
  'one pixel': withGradients([2, 3, 5, 7], [3, 1, 1], { groups: 3 }),
  'several outputs of a channel': withGradients([2, 3, 5, 7], [6, 3, 3], { groups: 3, padding: 1 }),
  'groups of several channels': withGradients([3, 4, 7, 5], [6, 3, 2], { groups: 2, stride: [1, 2] }),
  'many channels in a group': exactly([2, 14, 5, 7], [22, 3, 3], { groups: 2, padding: 1 }),
  'many channels, strides, dilations, paddings': exactly([3, 10, 13, 17], [14, 3, 2], {
    groups: 2,
    stride: [3, 2],
    dilation: [2, 3],
    padding: [1, 4],
  }),
  'many channels, bands of rows': exactly([1, 22, 29, 31], [10, 3, 5], { groups: 2, padding: [0, 2] }),
  'bands of rows': withGradients([1, 2, 67, 97], [2, 5, 3], { groups: 2, padding: 2, stride: [2, 1] }),
  'bands of columns': withGradients([1, 2, 41, 601], [2, 2, 3], {
    groups: 2,
    padding: [0, 1],
    dilation: [39, 100],
  }),
} satisfies Readonly<Record<string, Program>>;

/** Windows of more elements than the scratch holds: some sources after others, and the gradient of the weight as products. */
const parts = {
  'sources in parts': exactly([2, 26, 1, 61], [34, 1, 97], { groups: 2, padding: [0, 48] }),
  'sources in parts, the last one smaller': exactly([1, 38, 7, 11], [22, 7, 9], {
    groups: 2,
    padding: [3, 4],
  }),
};

/** Each program runs all three kernels; each is asked for once more by name. */
testKernels({
  groupedConv2d: { 'strides, dilations, paddings': programs['strides, dilations, paddings'], ...parts },
  groupedConv2dInputGradient: {
    'strides, dilations, paddings': programs['strides, dilations, paddings'],
    ...parts,
  },
  groupedConv2dWeightGradient: programs,
});

/** One axis: sizes of window and picture such that at least one place fits. */
const axis = fc
  .record({
    kernel: fc.integer({ min: 1, max: 5 }),
    stride: fc.integer({ min: 1, max: 4 }),
    padding: fc.integer({ min: 0, max: 6 }),
    dilation: fc.integer({ min: 1, max: 3 }),
    more: fc.integer({ min: 0, max: 23 }),
  })
  .map(({ more, ...window }) => {
    const reach = window.dilation * (window.kernel - 1) + 1;
    return { ...window, size: Math.max(1, reach - 2 * window.padding) + more };
  });

it.each(['relaxed', 'plain'] as const)(
  'any window, groups and outputs, with gradients: exact on whole numbers, %s SIMD',
  async (simd) => {
    const backend = await wasm({ simd, threads: 1 });
    const small = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(
        axis,
        axis,
        small,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 2, max: 4 }),
        (y, x, batch, own, outputs, groups) => {
          const program = onWholeNumbers(
            withGradients([batch, groups * own, y.size, x.size], [groups * outputs, y.kernel, x.kernel], {
              stride: [y.stride, x.stride],
              padding: [y.padding, x.padding],
              dilation: [y.dilation, x.dilation],
              groups,
            }),
          );
          expect(largestError(runFast(backend, program), runReference(program))).toBe(0);
        },
      ),
      { numRuns: 30 },
    );
    expect(backend.report().calls['matmul'] ?? 0).toBe(0);
    backend.dispose();
  },
);
