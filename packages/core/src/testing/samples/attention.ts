import * as ops from '../../ops/index.ts';
import type { Tensor } from '../../tensor.ts';
import { type Draw, type Sample, samplesOf } from '../sample.ts';

type Sizes = readonly [batch: number, heads: number, queries: number, width: number];

/** Queries, keys and values of attention; keys are [batch, heads, length, width]. */
const heads = (draw: Draw, queries: Sizes, keys: Sizes, valueWidth = keys[3]): Tensor[] => [
  draw.float(queries),
  draw.float(keys),
  draw.float([keys[0], keys[1], keys[2], valueWidth]),
];

/** Samples of attention. */
export const attentionSamples: readonly Sample[] = [
  ...samplesOf('repeatHeads', {
    'as many': { inputs: (draw) => [draw.float([2, 3, 5, 7])], run: (x) => ops.repeatHeads(x, 3) },
    'no row': { inputs: (draw) => [draw.float([0, 2, 3, 5])], run: (x) => ops.repeatHeads(x, 4) },
    'two for six': {
      inputs: (draw) => [draw.numbers([[[[1]], [[2]]]])],
      run: (x) => ops.repeatHeads(x, 6),
      expected: [[[[1]], [[1]], [[1]], [[2]], [[2]], [[2]]]],
    },
  }),
  ...samplesOf('scaledDotProductAttention', {
    'wider values': {
      inputs: (draw) => heads(draw, [2, 1, 3, 4], [2, 1, 5, 4], 7),
      run: (q, k, v) => ops.scaledDotProductAttention(q, k, v),
    },
    'grouped heads': {
      inputs: (draw) => heads(draw, [1, 4, 3, 2], [1, 2, 5, 2]),
      run: (q, k, v) => ops.scaledDotProductAttention(q, k, v, { scale: 0.7 }),
    },
    'causal, grouped heads': {
      inputs: (draw) => heads(draw, [1, 4, 3, 2], [1, 2, 5, 2]),
      run: (q, k, v) => ops.scaledDotProductAttention(q, k, v, { causal: true }),
    },
    'mask and bias': {
      inputs: (draw) => [
        ...heads(draw, [2, 2, 3, 4], [2, 2, 5, 4]),
        draw.float([1, 2, 3, 5]),
        draw.mask([2, 1, 1, 5]),
      ],
      run: (q, k, v, bias, mask) => ops.scaledDotProductAttention(q, k, v, { bias, mask }),
    },
    'a cache with spare room': {
      inputs: (draw) => heads(draw, [1, 2, 3, 4], [1, 2, 7, 4]),
      run: (q, k, v) => ops.scaledDotProductAttention(q, k, v, { causal: true, keyLength: 5 }),
    },
    // The first two queries stand before the first key, and the third sees only a key that the mask hides.
    'nothing to attend to': {
      inputs: (draw) => [
        ...heads(draw, [1, 1, 5, 2], [1, 1, 3, 2]),
        draw.booleans([[[[false, true, true]]]]),
      ],
      run: (q, k, v, mask) =>
        ops.slice(ops.scaledDotProductAttention(q, k, v, { causal: true, mask }), { axis: 2, end: 3 }),
      expected: [
        [
          [
            [0, 0],
            [0, 0],
            [0, 0],
          ],
        ],
      ],
    },
    'hidden keys and values may be NaN': {
      inputs: (draw) => [
        draw.numbers([[[[1, 0]]]]),
        draw.numbers([
          [
            [
              [1, 2],
              [Number.NaN, 1],
            ],
          ],
        ]),
        draw.numbers([
          [
            [
              [3, 4],
              [Number.NaN, Number.NaN],
            ],
          ],
        ]),
        draw.booleans([[[[true, false]]]]),
      ],
      run: (q, k, v, mask) => ops.scaledDotProductAttention(q, k, v, { mask }),
      expected: [[[[3, 4]]]],
      differentiable: false,
    },
  }),
  ...samplesOf('attentionWeights', {
    causal: {
      inputs: (draw) => [draw.float([1, 4, 3, 2]), draw.float([1, 2, 5, 2])],
      run: (q, k) => ops.attentionWeights(q, k, { causal: true }),
    },
    'equal keys': {
      inputs: (draw) => [draw.numbers([[[[1], [1]]]]), draw.numbers([[[[2], [2]]]])],
      run: (q, k) => ops.attentionWeights(q, k, { causal: true }),
      expected: [
        [
          [
            [1, 0],
            [0.5, 0.5],
          ],
        ],
      ],
    },
  }),
  ...samplesOf('weightedValues', {
    'a hidden key, grouped heads': {
      inputs: (draw) => [draw.float([1, 4, 3, 5]), draw.float([1, 2, 5, 2]), draw.mask([1, 1, 1, 5])],
      run: (weights, values, visible) => ops.weightedValues(weights, values, visible),
    },
    'half and half': {
      inputs: (draw) => [draw.numbers([[[[0.5, 0.5]]]]), draw.numbers([[[[2], [4]]]])],
      run: (weights, values) => ops.weightedValues(weights, values, undefined),
      expected: [[[[3]]]],
    },
  }),
  ...samplesOf('rope', {
    halves: {
      inputs: (draw) => [draw.float([2, 3, 5, 8]), draw.float([1, 5, 4]), draw.float([1, 5, 4])],
      run: (x, cos, sin) => ops.rope(x, cos, sin, { pairs: 'halves' }),
    },
    'neighbours, a table for each row': {
      inputs: (draw) => [draw.float([2, 3, 5, 4]), draw.float([2, 5, 2]), draw.float([2, 5, 2])],
      run: (x, cos, sin) => ops.rope(x, cos, sin, { pairs: 'neighbours' }),
    },
    'halves, partial': {
      inputs: (draw) => [draw.float([1, 2, 3, 10]), draw.float([1, 3, 3]), draw.float([1, 3, 3])],
      run: (x, cos, sin) => ops.rope(x, cos, sin, { pairs: 'halves' }),
    },
    'neighbours, partial': {
      inputs: (draw) => [draw.float([2, 1, 3, 6]), draw.float([1, 3, 2]), draw.float([1, 3, 2])],
      run: (x, cos, sin) => ops.rope(x, cos, sin, { pairs: 'neighbours' }),
    },
    'one token': {
      inputs: (draw) => [draw.float([1, 1, 1, 2]), draw.float([1, 1, 1]), draw.float([1, 1, 1])],
      run: (x, cos, sin) => ops.rope(x, cos, sin, { pairs: 'halves' }),
    },
    'from row 2 of longer tables': {
      inputs: (draw) => [draw.float([2, 3, 5, 8]), draw.float([1, 11, 4]), draw.float([1, 11, 4])],
      run: (x, cos, sin) => ops.rope(x, cos, sin, { pairs: 'halves', offset: 2 }),
    },
    'from the last rows of longer tables, one for each row of the batch': {
      inputs: (draw) => [draw.float([2, 3, 5, 6]), draw.float([2, 7, 2]), draw.float([2, 7, 2])],
      run: (x, cos, sin) => ops.rope(x, cos, sin, { pairs: 'neighbours', offset: 2 }),
    },
    // The rotation by π/2 stands in row 1.
    'a quarter turn of row 1': {
      inputs: (draw) => [
        draw.numbers([[[[1, 2]]]]),
        draw.numbers([[[1], [0], [-1]]]),
        draw.numbers([[[0], [1], [0]]]),
      ],
      run: (x, cos, sin) => ops.rope(x, cos, sin, { pairs: 'halves', offset: 1 }),
      expected: [[[[-2, 1]]]],
    },
    'no token': {
      inputs: (draw) => [draw.float([2, 3, 0, 4]), draw.float([1, 0, 2]), draw.float([1, 0, 2])],
      run: (x, cos, sin) => ops.rope(x, cos, sin, { pairs: 'neighbours' }),
    },
    'no row': {
      inputs: (draw) => [draw.float([0, 3, 5, 4]), draw.float([1, 5, 2]), draw.float([1, 5, 2])],
      run: (x, cos, sin) => ops.rope(x, cos, sin, { pairs: 'halves' }),
    },
    // Angles 1 and 0.01: position 1 with base 10000.
    'halves at position 1': {
      inputs: (draw) => [draw.numbers([[[[1, 2, 3, 4]]]]), draw.numbers([[[1, 0.01]]])],
      run: (x, angles) => ops.rope(x, ops.cos(angles), ops.sin(angles), { pairs: 'halves' }),
      expected: [[[[-1.9841106485555495, 1.959900667496664, 2.4623779024123156, 4.019799668334994]]]],
    },
    'neighbours at position 1': {
      inputs: (draw) => [draw.numbers([[[[1, 2, 3, 4]]]]), draw.numbers([[[1, 0.01]]])],
      run: (x, angles) => ops.rope(x, ops.cos(angles), ops.sin(angles), { pairs: 'neighbours' }),
      expected: [[[[-1.1426396637476532, 1.922075596544176, 2.9598506679133294, 4.029799501669161]]]],
    },
  }),
];
