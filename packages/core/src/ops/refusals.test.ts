import { describe, expect, it } from 'vitest';
import { BackendError, DTypeError, IndexError, OptionError, ShapeError } from '../errors.ts';
import * as ops from './index.ts';

type Refusal = readonly [
  what: string,
  run: () => unknown,
  error: new (message: string) => Error,
  message: RegExp,
];

const x = ops.ones([2, 3]);
const row = ops.ones([3]);
const ids = ops.tensor([0, 1], { dtype: 'int32' });
const flags = ops.tensor([true, false, true]);
const half = ops.cast(row, 'bfloat16');
const table = (length: number, pairs: number) => ops.ones([1, length, pairs]);
const unknown = (options: object): never => options as never;
const given = (value: unknown): never => value as never;
const heads = ops.ones([1, 2, 3, 4]);

const refusals: Readonly<Record<string, readonly Refusal[]>> = {
  shapes: [
    ['add', () => ops.add(x, ops.ones([2])), ShapeError, /add: shapes \[2, 3\] and \[2\] do not broadcast/],
    [
      'where',
      () => ops.where(flags, x, ops.ones([2])),
      ShapeError,
      /where: shapes \[3\] and \[2, 3\] and \[2\]/,
    ],
    ['matmul', () => ops.matmul(x, x), ShapeError, /inner sizes differ, 3 and 2/],
    ['matmul of a row', () => ops.matmul(row, x), ShapeError, /at least two axes, got \[3\] and \[2, 3\]/],
    ['reshape', () => ops.reshape(x, [4]), ShapeError, /\[2, 3\] has 6 elements, \[4\] has 4/],
    ['reshape with −1', () => ops.reshape(x, [4, -1]), ShapeError, /6 elements, which do not fill \[4, -1\]/],
    ['reshape of two −1', () => ops.reshape(x, [-1, -1]), ShapeError, /one size may be -1, got \[-1, -1\]/],
    ['broadcastTo', () => ops.broadcastTo(x, [3]), ShapeError, /\[2, 3\] does not broadcast to \[3\]/],
    [
      'repeatHeads',
      () => ops.repeatHeads(ops.ones([1, 2, 3, 5]), 3),
      ShapeError,
      /with heads that divide 3, got \[1, 2, 3, 5\]/,
    ],
    [
      'repeatHeads of a row',
      () => ops.repeatHeads(row, 3),
      ShapeError,
      /needs \[batch, heads, length, width\]/,
    ],
    ['transpose', () => ops.transpose(x, [0, 0]), ShapeError, /axis named twice/],
    ['transpose of two axes of three', () => ops.transpose(x, [0]), ShapeError, /no permutation of 2 axes/],
    [
      'transpose of a row',
      () => ops.transpose(row),
      ShapeError,
      /needs two axes or a permutation, the shape is \[3\]/,
    ],
    [
      'squeeze',
      () => ops.squeeze(x, { axis: 0 }),
      ShapeError,
      /axes \[0\] of \[2, 3\] are not all of size 1/,
    ],
    ['expandDims', () => ops.expandDims(x, { axis: 4 }), ShapeError, /axis 4 does not exist/],
    [
      'slice',
      () => ops.slice(x, { axis: 1, start: 2, end: 4 }),
      ShapeError,
      /range 2 to 4 leaves axis 1 of \[2, 3\]/,
    ],
    ['slice backwards', () => ops.slice(x, { axis: 1, start: 2, end: 1 }), ShapeError, /range 2 to 1/],
    [
      'slice of an axis that is not',
      () => ops.slice(x, { axis: 2 }),
      ShapeError,
      /axis 2 does not exist in a tensor of rank 2/,
    ],
    ['pad', () => ops.pad(x, { axis: 0, before: -1 }), ShapeError, /at least 0, got -1 and 0/],
    [
      'concat',
      () => ops.concat([x, row], { axis: 0 }),
      ShapeError,
      /\[2, 3\] and \[3\] differ beside axis 0/,
    ],
    [
      'split',
      () => ops.split(x, { axis: 1, parts: 2 }),
      ShapeError,
      /split: axis 1 of \[2, 3\] does not divide into 2 parts/,
    ],
    ['concat of none', () => ops.concat([], { axis: 0 }), ShapeError, /at least one/],
    ['stack', () => ops.stack([row, ops.ones([2])], { axis: 0 }), ShapeError, /differ beside axis 0/],
    ['stack of none', () => ops.stack([], { axis: 0 }), ShapeError, /at least one/],
    ['sum', () => ops.sum(x, { axis: -3 }), ShapeError, /sum: axis -3 does not exist/],
    ['sum of an axis twice', () => ops.sum(x, { axis: [1, -1] }), ShapeError, /axis named twice/],
    [
      'max of nothing',
      () => ops.max(ops.ones([2, 0]), { axis: 1 }),
      ShapeError,
      /nothing to choose from in \[2, 0\]/,
    ],
    ['min of nothing', () => ops.min(ops.ones([0])), ShapeError, /nothing to choose from in \[0\]/],
    ['argmax of nothing', () => ops.argmax(ops.ones([2, 0])), ShapeError, /axis 1 of \[2, 0\] is empty/],
    ['triangular', () => ops.triangular(row, { part: 'lower' }), ShapeError, /at least two axes, got \[3\]/],
    [
      'scatterAdd',
      () => ops.scatterAdd(x, ids, { axis: 1, rows: 2 }),
      ShapeError,
      /axes 1 to 1 of \[2, 3\] must be those of the indices, \[2\]/,
    ],
    [
      'scatterAdd into −1 rows',
      () => ops.scatterAdd(x, ids, { axis: 0, rows: -1 }),
      ShapeError,
      /at least 0/,
    ],
    [
      'linear with a gate of another shape',
      () => ops.linear(ops.ones([5, 3]), ops.ones([7, 3]), undefined, { gate: ops.ones([7]) }),
      ShapeError,
      /gate must be like the result, \[5, 7\], got \[7\]/,
    ],
    [
      'gatedLinear with values of another width',
      () => ops.gatedLinear(ops.ones([5, 3]), { weight: ops.ones([7, 3]) }, { weight: ops.ones([11, 3]) }),
      ShapeError,
      /gate and values must be of one shape, got \[5, 7\] and \[5, 11\]/,
    ],
    [
      'linearMaps with a weight for another input',
      () => ops.linearMaps(ops.ones([5, 3]), [{ weight: ops.ones([7, 3]) }, { weight: ops.ones([7, 2]) }]),
      ShapeError,
      /weight \[7, 2\] \(\[outputs, inputs\]\) does not fit input \[5, 3\]/,
    ],
    [
      'linear with a residual of another shape',
      () => ops.linear(ops.ones([5, 3]), ops.ones([7, 3]), undefined, { residual: ops.ones([1, 7]) }),
      ShapeError,
      /residual must be like the result, \[5, 7\], got \[1, 7\]/,
    ],
    [
      'rope of an odd head',
      () => ops.rope(ops.ones([1, 1, 1, 3]), table(1, 1), table(1, 1), { pairs: 'halves' }),
      ShapeError,
      /even headDimension\], got \[1, 1, 1, 3\]/,
    ],
    [
      'rope of more pairs than there are',
      () => ops.rope(ops.ones([1, 1, 1, 4]), table(1, 3), table(1, 3), { pairs: 'neighbours' }),
      ShapeError,
      /3 pairs do not fit into a headDimension of 4/,
    ],
    [
      'rope at too few positions',
      () => ops.rope(ops.ones([1, 1, 3, 4]), table(2, 2), table(2, 2), { pairs: 'halves' }),
      ShapeError,
      /must be \[batch or 1, length, pairs\], got \[1, 1, 3, 4\], \[1, 2, 2\]/,
    ],
    [
      'rope from too late a row',
      () => ops.rope(ops.ones([1, 1, 3, 4]), table(4, 2), table(4, 2), { pairs: 'halves', offset: 2 }),
      ShapeError,
      /must be \[batch or 1, at least 2 \+ length, pairs\], got \[1, 1, 3, 4\], \[1, 4, 2\]/,
    ],
    [
      'rope with two tables that differ',
      () => ops.rope(ops.ones([1, 1, 2, 4]), table(2, 2), table(2, 1), { pairs: 'halves' }),
      ShapeError,
      /\[1, 2, 2\], \[1, 2, 1\]/,
    ],
    ['full', () => ops.full([2, -1], 0), ShapeError, /at least 0, got \[2, -1\]/],
    ['eye', () => ops.eye(1.5), ShapeError, /whole numbers/],
    ['tensor of ragged rows', () => ops.tensor([[1, 2], [3]]), ShapeError, /not all of one shape/],
    ['tensor of rows and numbers', () => ops.tensor([[1], 2]), ShapeError, /not all of one shape/],
    [
      'tensor of another size',
      () => ops.tensor(new Float32Array(5), { shape: [2, 3] }),
      ShapeError,
      /5 numbers do not fill the shape \[2, 3\]/,
    ],
  ],
  types: [
    [
      'add of two types',
      () => ops.add(row, ops.ones([3], 'float64')),
      DTypeError,
      /operands are float32 and float64; cast\(\)/,
    ],
    [
      'add of booleans',
      () => ops.add(flags, flags),
      DTypeError,
      /add: needs float32, float64 or int32, got bool/,
    ],
    ['multiply of bfloat16', () => ops.multiply(half, half), DTypeError, /got bfloat16; cast\(\) it first/],
    ['less of bfloat16', () => ops.less(half, half), DTypeError, /less: bfloat16 is for storage/],
    ['argmax of bfloat16', () => ops.argmax(half), DTypeError, /argmax: bfloat16 is for storage/],
    [
      'divide of int32',
      () => ops.divide(ids, ids),
      DTypeError,
      /divide: needs float32 or float64, got int32/,
    ],
    ['exp of int32', () => ops.exp(ids), DTypeError, /exp: needs float32 or float64, got int32/],
    ['sum of booleans', () => ops.sum(flags), DTypeError, /sum: needs float32 or float64, got bool/],
    [
      'logicalAnd of floats',
      () => ops.logicalAnd(row, row),
      DTypeError,
      /logicalAnd: needs bool, got float32/,
    ],
    ['logicalNot of floats', () => ops.logicalNot(row), DTypeError, /logicalNot: needs bool, got float32/],
    ['where of floats', () => ops.where(row, row, row), DTypeError, /condition must be bool, got float32/],
    ['where of two types', () => ops.where(flags, row, flags), DTypeError, /operands are float32 and bool/],
    [
      'gather by floats',
      () => ops.gather(x, row, { axis: 0 }),
      DTypeError,
      /indices must be int32, got float32/,
    ],
    [
      'scatterAdd by floats',
      () => ops.scatterAdd(row, row, { axis: 0, rows: 3 }),
      DTypeError,
      /indices must be int32, got float32/,
    ],
    [
      'an int32 tensor and a fraction',
      () => ops.greater(ids, 0.5),
      DTypeError,
      /the number 0.5 does not fit the int32 tensor/,
    ],
    ['an int32 tensor and NaN', () => ops.equal(ids, Number.NaN), DTypeError, /NaN does not fit/],
    [
      'a padding that is no int32',
      () => ops.pad(ids, { axis: 0, after: 1, value: 2 ** 31 }),
      DTypeError,
      /2147483648 does not fit into int32/,
    ],
    [
      'rope of bfloat16',
      () =>
        ops.rope(ops.cast(ops.ones([1, 1, 1, 2]), 'bfloat16'), table(1, 1), table(1, 1), { pairs: 'halves' }),
      DTypeError,
      /rope: needs float32 or float64, got bfloat16/,
    ],
    ['full of a fraction', () => ops.full([2], 0.5, 'int32'), DTypeError, /0.5 does not fit into int32/],
  ],
  options: [
    [
      'sum',
      () => ops.sum(x, unknown({ axes: 1 })),
      OptionError,
      /sum: unknown option axes; known options: axis, keepAxes/,
    ],
    ['mean', () => ops.mean(x, unknown({ axes: 1 })), OptionError, /mean: unknown option axes/],
    [
      'split by 0',
      () => ops.split(x, { axis: 1, parts: 0 }),
      OptionError,
      /parts must be a whole number from 1/,
    ],
    ['slice', () => ops.slice(x, unknown({ axis: 0, from: 1 })), OptionError, /slice: unknown option from/],
    [
      'slice by 0',
      () => ops.slice(x, { axis: 0, step: 0 }),
      OptionError,
      /step must be a whole number from 1, got 0/,
    ],
    [
      'gelu',
      () => ops.gelu(x, unknown({ approximate: 'sigmoid' })),
      OptionError,
      /none or tanh, got sigmoid/,
    ],
    ['power', () => ops.power(x, Number.NaN), OptionError, /exponent must be finite, got NaN/],
    [
      'triangular',
      () => ops.triangular(x, unknown({ part: 'left' })),
      OptionError,
      /lower or upper, got left/,
    ],
    [
      'rope',
      () => ops.rope(ops.ones([1, 1, 1, 2]), table(1, 1), table(1, 1), unknown({ pairs: 'thirds' })),
      OptionError,
      /halves or neighbours, got thirds/,
    ],
    [
      'linear with an unknown activation',
      () => ops.linear(ops.ones([1, 1]), ops.ones([1, 1]), undefined, unknown({ activation: 'elu' })),
      OptionError,
      /relu, gelu, geluTanh or silu, got elu/,
    ],
    [
      'gatedLinear with an unknown activation',
      () => {
        const map = { weight: ops.ones([1, 1]) };
        ops.gatedLinear(ops.ones([1, 1]), map, map, given('elu'));
      },
      OptionError,
      /gatedLinear: activation must be relu, gelu, geluTanh or silu, got elu/,
    ],
    [
      'linear with an unknown part',
      () => ops.linear(ops.ones([1, 1]), ops.ones([1, 1]), undefined, unknown({ scale: 2 })),
      OptionError,
      /linear: unknown option scale/,
    ],
    [
      'rope from row −1',
      () => ops.rope(ops.ones([1, 1, 1, 2]), table(1, 1), table(1, 1), { pairs: 'halves', offset: -1 }),
      OptionError,
      /offset must be a whole number from 0, got -1/,
    ],
    ['realFft of nothing', () => ops.realFft(ops.ones([3, 0])), ShapeError, /last axis, got \[3, 0\]/],
    ['topK of 0', () => ops.topK(x, 0), OptionError, /from 1 to the last size of \[2, 3\], got 0/],
    ['topK of too many', () => ops.topK(x, 4), OptionError, /got 4/],
    ['arange by 0', () => ops.arange(4, { step: 0 }), OptionError, /cannot count from 0 to 4 by 0/],
    ['arange without end', () => ops.arange(Number.POSITIVE_INFINITY), OptionError, /cannot count/],
    ['arange of fractions', () => ops.arange(1, { step: 0.5 }), OptionError, /0.5 does not fit into int32/],
    ['tensor', () => ops.tensor([1], unknown({ type: 'int32' })), OptionError, /tensor: unknown option type/],
  ],
  'what only callers without types can give': [
    [
      'an array as operand',
      () => ops.add(row, given([1, 2, 3])),
      DTypeError,
      /got an array, which tensor\(\) takes/,
    ],
    [
      'nothing as operand',
      () => ops.linear(x, given(undefined)),
      DTypeError,
      /a parameter or a number, got undefined/,
    ],
    ['a text as operand', () => ops.multiply(given('2'), row), DTypeError, /a parameter or a number, got 2/],
    [
      'another copy’s tensor',
      () => ops.exp(given(new (class Tensor {})())),
      DTypeError,
      /a Tensor of another copy of @heed\/core/,
    ],
    ['a text in a tensor', () => ops.tensor(given([1, '2'])), DTypeError, /numbers and booleans.*got "2"/],
    [
      'typed arrays in a tensor',
      () => ops.tensor(given([new Float32Array(3), new Float32Array(3)])),
      DTypeError,
      /got an object of class Float32Array: stack\(\) joins tensors, one of each$/,
    ],
    [
      'tensors in a tensor',
      () => ops.tensor(given([[row], [row]])),
      DTypeError,
      /got an object of class Tensor: stack\(\) joins tensors, one of each$/,
    ],
    ['an object as tensor', () => ops.tensor(given({})), DTypeError, /numbers and booleans.*got an object/],
    [
      'a type that is not',
      () => ops.zeros([2], given('f32')),
      DTypeError,
      /full: there is no type f32; there are float32/,
    ],
    ['a cast to it', () => ops.cast(row, given('float')), DTypeError, /cast: there is no type float;/],
    ['a tensor of it', () => ops.tensor([1], { dtype: given('toString') }), DTypeError, /no type toString/],
    [
      'a number as shape',
      () => ops.reshape(x, given(6)),
      ShapeError,
      /reshape: a shape is an array of sizes, got 6/,
    ],
    [
      'a number as shape of a tensor',
      () => ops.tensor([1], { shape: given(1) }),
      ShapeError,
      /array of sizes, got 1/,
    ],
    ['no axis', () => ops.sum(x, { axis: given(null) }), ShapeError, /sum: axis null does not exist/],
  ],
  'numbers that make no sense': [
    [
      'epsilon of layerNorm',
      () => ops.layerNorm(row, row, row, { epsilon: Number.NaN }),
      OptionError,
      /got NaN/,
    ],
    ['epsilon of rmsNorm', () => ops.rmsNorm(row, row, { epsilon: -1 }), OptionError, /at least 0, got -1/],
    [
      'scale of attention',
      () => ops.scaledDotProductAttention(heads, heads, heads, { scale: Number.NaN }),
      OptionError,
      /scale must be a finite number, got NaN/,
    ],
    [
      'a class and a half',
      () => ops.classMask(ids, { classes: 1.5, ignoreIndex: -1 }),
      OptionError,
      /classes \(1.5\)/,
    ],
    [
      'ignoring NaN',
      () => ops.classMask(ids, { classes: 3, ignoreIndex: Number.NaN }),
      OptionError,
      /\(NaN\)/,
    ],
    [
      'classes of floats',
      () => ops.classMask(row, { classes: 3, ignoreIndex: -1 }),
      DTypeError,
      /int32, got float32/,
    ],
    [
      'classes in two axes',
      () => ops.classMask(ops.reshape(ids, [1, 2]), { classes: 3, ignoreIndex: -1 }),
      ShapeError,
      /must be \[rows\], got \[1, 2\]/,
    ],
    ...[Number.NaN, 0.5, -1, 3].map(
      (start): Refusal => [
        `writing at ${start}`,
        () => ops.writeInto(ops.zeros([3]), ops.ones([1]), { axis: 0, start }),
        ShapeError,
        /does not fit into float32 \[3\]/,
      ],
    ),
    ...[Number.NaN, 0.5, -1, 2].map(
      (start): Refusal => [
        `turning into row ${start}`,
        () => {
          const rows = { keys: ops.zeros([1, 1, 2, 2]), values: ops.zeros([1, 1, 2, 2]), start };
          const one = ops.ones([1, 1, 1, 2]);
          const heads = { queries: one, keys: one, values: one, cos: table(1, 1), sin: table(1, 1) };
          return ops.ropeInto(rows, heads, { pairs: 'halves' });
        },
        ShapeError,
        /does not fit into float32 \[1, 1, 2, 2\]/,
      ],
    ),
    [
      'more than there is room for',
      () => ops.pad(row, { axis: 0, before: 2 ** 52 }),
      BackendError,
      /out of memory: no room for/,
    ],
    ['a range in blocks', () => ops.arange(64, { dtype: 'q8_0' }), DTypeError, /q8_0 is for weights/],
  ],
  'numbers that are no ids': [
    [
      'a fraction',
      () => ops.tensor([1, 1.5], { dtype: 'int32' }),
      IndexError,
      /1.5 at place 1 is not a whole number that fits into int32/,
    ],
    ['2³¹', () => ops.tensor([2 ** 31], { dtype: 'int32' }), IndexError, /2147483648 at place 0/],
    ['NaN', () => ops.tensor([Number.NaN], { dtype: 'int32' }), IndexError, /NaN at place 0/],
    [
      'a large BigInt',
      () => ops.tensor(BigInt64Array.of(0n, 2n ** 40n)),
      IndexError,
      /1099511627776 at place 1 does not fit into int32/,
    ],
    [
      '256 as uint8',
      () => ops.tensor([256], { dtype: 'uint8' }),
      IndexError,
      /256 at place 0 is not a whole number that fits into uint8/,
    ],
  ],
};

describe.each(Object.entries(refusals))('refuses wrong %s', (_, rows) => {
  it.each(rows)('%s', (_, run, error, message) => {
    expect(run).toThrow(error);
    expect(run).toThrow(message);
  });
});
