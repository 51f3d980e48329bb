import * as ops from '../../ops/index.ts';
import type { Tensor } from '../../tensor.ts';
import { type Draw, type Sample, samplesOf } from '../sample.ts';

type Binary = (a: Tensor, b: Tensor) => Tensor;

const { NaN: none, POSITIVE_INFINITY: infinity } = Number;

/** Pairs that say how an op treats signs, ties, NaN and ∞. */
const pairs = (draw: Draw): readonly Tensor[] => [
  draw.numbers([-5, 2, 3, none, 1, infinity, infinity, 0]),
  draw.numbers([2, -5, 3, 1, none, 1, infinity, 0]),
];

/** Arithmetic and comparisons, with their values at {@link pairs}. */
const rows: readonly (readonly [op: string, run: Binary, expected: readonly (number | boolean)[]])[] = [
  ['add', ops.add, [-3, -3, 6, none, none, infinity, infinity, 0]],
  ['subtract', ops.subtract, [-7, 7, 0, none, none, infinity, none, 0]],
  ['multiply', ops.multiply, [-10, -10, 9, none, none, infinity, infinity, 0]],
  ['divide', ops.divide, [-2.5, -0.4, 1, none, none, infinity, none, none]],
  ['maximum', ops.maximum, [2, 2, 3, none, none, infinity, infinity, 0]],
  ['minimum', ops.minimum, [-5, -5, 3, none, none, 1, infinity, 0]],
  ['equal', ops.equal, [false, false, true, false, false, false, true, true]],
  ['notEqual', ops.notEqual, [true, true, false, true, true, true, false, false]],
  ['less', ops.less, [true, false, false, false, false, false, false, false]],
  ['lessEqual', ops.lessEqual, [true, false, true, false, false, false, true, true]],
  ['greater', ops.greater, [false, true, false, false, false, true, false, false]],
  ['greaterEqual', ops.greaterEqual, [false, true, true, false, false, true, true, true]],
];

/** Ways in which two shapes meet. Second operands stay away from 0, for quotients. */
const meetings: Readonly<Record<string, (draw: Draw) => readonly Tensor[]>> = {
  'equal shapes': (draw) => [draw.float([5, 3]), draw.float([5, 3], 0.5, 2)],
  'a row': (draw) => [draw.float([2, 5, 3]), draw.float([3], 0.5, 2)],
  'a row first': (draw) => [draw.float([3]), draw.float([2, 5, 3], 0.5, 2)],
  'a column': (draw) => [draw.float([5, 3]), draw.float([5, 1], 0.5, 2)],
  'a middle axis': (draw) => [draw.float([2, 5, 3]), draw.float([5, 1], 0.5, 2)],
  'an outer product': (draw) => [draw.float([5, 1]), draw.float([7], 0.5, 2)],
  'four axes crossed': (draw) => [draw.float([2, 1, 3, 1]), draw.float([5, 1, 2], 0.5, 2)],
  'a scalar': (draw) => [draw.float([3, 2]), draw.float([], 0.5, 2)],
  'a scalar first': (draw) => [draw.float([]), draw.float([3, 2], 0.5, 2)],
  'one element': (draw) => [draw.float([1]), draw.float([1, 1, 1], 0.5, 2)],
  nothing: (draw) => [draw.float([0, 3]), draw.float([3], 0.5, 2)],
};

const integerPairs = (draw: Draw): readonly Tensor[] => [
  draw.integers([[7], [-3]]),
  draw.integers([2, 0, 2_000_000_000]),
];
const integerRows: readonly (readonly [op: string, run: Binary, expected: readonly (readonly number[])[]])[] =
  [
    [
      'add',
      ops.add,
      [
        [9, 7, 2_000_000_007],
        [-1, -3, 1_999_999_997],
      ],
    ],
    [
      'subtract',
      ops.subtract,
      [
        [5, 7, -1_999_999_993],
        [-5, -3, -2_000_000_003],
      ],
    ],
    [
      'maximum',
      ops.maximum,
      [
        [7, 7, 2_000_000_000],
        [2, 0, 2_000_000_000],
      ],
    ],
    [
      'minimum',
      ops.minimum,
      [
        [2, 0, 7],
        [-3, -3, -3],
      ],
    ],
  ];

const truth = (draw: Draw): readonly Tensor[] => [
  draw.booleans([[true], [false]]),
  draw.booleans([true, false]),
];

/** Samples of the functions of two tensors, and of `where`. */
export const binarySamples: readonly Sample[] = [
  ...rows.flatMap(([op, run, expected]): Sample[] => {
    const still = typeof expected[0] === 'boolean' ? ({ differentiable: false } as const) : {};
    return [
      ...Object.entries(meetings).map(([name, inputs]): Sample => ({ op, name, inputs, run, ...still })),
      { op, name: 'special pairs', inputs: pairs, run, expected, differentiable: false },
    ];
  }),
  ...integerRows.map(
    ([op, run, expected]): Sample => ({
      op,
      name: 'int32',
      inputs: integerPairs,
      run,
      expected,
      differentiable: false,
    }),
  ),
  ...samplesOf('multiply', {
    int32: {
      inputs: (draw) => [draw.integers([7, -3, 46_341]), draw.integers([2, 0, -46_340])],
      run: ops.multiply,
      expected: [14, 0, -2_147_441_940],
      differentiable: false,
    },
    'int32 beyond its ends': {
      inputs: (draw) => [
        draw.integers([2_147_483_647, 123_456_789]),
        draw.integers([2_147_483_647, 987_654_321]),
      ],
      run: ops.multiply,
      expected: [1, -67_153_019],
      differentiable: false,
    },
    'a number': { inputs: (draw) => [draw.float([3, 2])], run: (x) => ops.multiply(x, 2.5) },
  }),
  ...samplesOf('equal', {
    'int32 and a number': {
      inputs: (draw) => [draw.integers([16_777_217, 16_777_216, 3])],
      run: (x) => ops.equal(x, 16_777_217),
      expected: [true, false, false],
      differentiable: false,
    },
    booleans: {
      inputs: truth,
      run: ops.equal,
      expected: [
        [true, false],
        [false, true],
      ],
      differentiable: false,
    },
  }),
  ...samplesOf('logicalAnd', {
    'all pairs': {
      inputs: truth,
      run: ops.logicalAnd,
      expected: [
        [true, false],
        [false, false],
      ],
      differentiable: false,
    },
  }),
  ...samplesOf('logicalOr', {
    'all pairs': {
      inputs: truth,
      run: ops.logicalOr,
      expected: [
        [true, true],
        [true, false],
      ],
      differentiable: false,
    },
  }),
  ...samplesOf('logicalNot', {
    both: {
      inputs: (draw) => [draw.booleans([[true, false]])],
      run: ops.logicalNot,
      expected: [[false, true]],
      differentiable: false,
    },
  }),
  ...samplesOf('where', {
    broadcast: {
      inputs: (draw) => [draw.float([5, 3]), draw.float([3]), draw.mask([5, 1])],
      run: (a, b, mask) => ops.where(mask, a, b),
    },
    'equal shapes': {
      inputs: (draw) => [draw.float([5, 3]), draw.float([5, 3]), draw.mask([5, 3])],
      run: (a, b, mask) => ops.where(mask, a, b),
    },
    'a number': {
      inputs: (draw) => [draw.float([3]), draw.booleans([true, false, true])],
      run: (a, mask) => ops.where(mask, a, 7),
    },
    'what is not chosen may be NaN': {
      inputs: (draw) => [draw.numbers([1, none]), draw.numbers([none, 2]), draw.booleans([true, false])],
      run: (a, b, mask) => ops.where(mask, a, b),
      expected: [1, 2],
      differentiable: false,
    },
    int32: {
      inputs: (draw) => [
        draw.integers([
          [1, 2],
          [3, 4],
        ]),
        draw.booleans([
          [true, false],
          [false, true],
        ]),
      ],
      run: (a, mask) => ops.where(mask, a, -1),
      expected: [
        [1, -1],
        [-1, 4],
      ],
      differentiable: false,
    },
    booleans: {
      inputs: (draw) => [
        draw.booleans([true, true, false]),
        draw.booleans([false]),
        draw.booleans([true, false, true]),
      ],
      run: (a, b, mask) => ops.where(mask, a, b),
      expected: [true, false, false],
      differentiable: false,
    },
  }),
];
