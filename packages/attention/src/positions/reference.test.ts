import {
  grad,
  type Module,
  multiply,
  scaledDotProductAttention,
  squeeze,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
} from '@heed/core';
import { expect, it } from 'vitest';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, loadFloat64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import {
  AlibiPositions,
  alibiSlopes,
  LearnedPositions,
  RelativePositionBias,
  relativePositionBucket,
  SinusoidalPositions,
  sinusoidalTable,
} from '../index.ts';

type Golden = ReadonlyMap<string, GoldenArray>;

const read = (name: string): Golden => readGolden(`positions/${name}.safetensors`);
const tolerance = 1e-12;

/** The largest difference of plain numbers from a golden array. */
function ofNumbers(actual: ArrayLike<number>, expected: GoldenArray): number {
  return worstDifference(tensor(Float64Array.from(actual), { shape: expected.shape }), expected);
}

parity(
  {
    mechanism: 'ALiBi',
    paper: 'Press et al. 2022',
    file: 'positions/alibi.ts',
    reference: 'transformers 5.24 (BLOOM), its code run in float64, and the authors’ slopes',
    tolerance,
  },
  () => {
    const golden = read('alibi-attention');
    const inputs = ['q', 'k', 'v'].map((name) => float64(need(golden, name)));
    const upstream = float64(need(golden, 'grad_output'));
    const attend = (q: Tensor, k: Tensor, v: Tensor): Tensor => {
      const bias = new AlibiPositions(6).bias([2, 3, 4], [0, 1, 2, 3, 4], q);
      return scaledDotProductAttention(q, k, v, { bias, causal: true });
    };
    const run = (...[q, k, v]: Tensor[]): Tensor => attend(q as Tensor, k as Tensor, v as Tensor);
    const gradients = grad((...given: Tensor[]) => sum(multiply(run(...given), upstream)))(...inputs);
    const slopes = [...golden].filter(([name]) => name.startsWith('slopes.'));
    const both = new AlibiPositions(6, { symmetric: true });
    const positions = [0, 1, 2, 3, 4, 5, 6];
    const like = tensor([0], { dtype: 'float64' });
    const { data, shape } = need(read('alibi'), 'bias');
    return Math.max(
      worstDifference(run(...inputs), need(golden, 'output')),
      ...['q', 'k', 'v'].map((name, at) =>
        worstDifference(gradients[at] ?? like, need(golden, `grad.${name}`)),
      ),
      ...slopes.map(([, array]) => ofNumbers(alibiSlopes(array.data.length), array)),
      worstDifference(both.bias(positions.slice(2), positions, like), { data, shape: [1, ...shape] }),
    );
  },
);

/** Values and the table's gradient of T5's bias. */
function ofBias(name: string, bidirectional: boolean): number {
  const golden = read(`t5-bias-${name}`);
  const bias = new RelativePositionBias(4, { bidirectional, buckets: 8, maxDistance: 20 });
  loadFloat64(bias, () => need(golden, 'embedding'));
  const upstream = float64(need(golden, 'grad_output'));
  const run = (): Tensor =>
    bias.bias([0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5, 6, 7, 8], tensor([0], { dtype: 'float64' }));
  const { gradients } = valueAndGrad(bias, () => sum(multiply(run(), upstream)));
  const gradient = gradients.get('relativeAttentionBias.weight');
  return Math.max(
    // There it has no axis for the batch.
    worstDifference(squeeze(run(), { axis: 0 }), need(golden, 'output.f64')),
    worstDifference(gradient, need(golden, 'grad.embedding.f64')),
  );
}

parity(
  {
    mechanism: 'Relative position bias of T5',
    paper: 'Raffel et al. 2020',
    file: 'positions/relative-position-bias.ts',
    reference: 'transformers 5.24 (T5), in float64',
    tolerance,
  },
  () => Math.max(ofBias('bidirectional', true), ofBias('causal', false)),
);

it.each(['bidirectional', 'causal'])('the buckets of T5 are those of transformers 5.24: %s', (direction) => {
  for (const [buckets, maxDistance] of [
    [32, 128],
    [8, 20],
    [64, 256],
    [10, 37],
  ] as const) {
    const options = { bidirectional: direction === 'bidirectional', buckets, maxDistance };
    const relative = Array.from({ length: 801 }, (_, at) => at - 400);
    const expected = need(read('t5-buckets'), `${direction}-${buckets}-${maxDistance}`);
    expect(relative.map((one) => relativePositionBucket(one, options))).toEqual([...expected.data]);
  }
});

parity(
  {
    mechanism: 'Sinusoidal positions',
    paper: 'Vaswani et al. 2017',
    file: 'positions/sinusoidal.ts',
    reference: 'float64 PyTorch 2.15 from the paper',
    tolerance,
  },
  () => {
    const golden = read('sinusoidal');
    return Math.max(
      ofNumbers(sinusoidalTable(64, 16), need(golden, 'paper')),
      ofNumbers(sinusoidalTable(64, 16, { pairs: 'halves' }), need(golden, 'marian')),
    );
  },
);

/** Rows of a table and its gradient. */
function ofTable(module: Module, golden: Golden, before: string, run: () => Tensor): number {
  const upstream = float64(need(golden, `${before}grad_output`));
  const { gradients } = valueAndGrad(module, () => sum(multiply(run(), upstream)));
  const gradient = gradients.get('weight');
  return Math.max(
    worstDifference(run(), need(golden, `${before}output`)),
    worstDifference(gradient, need(golden, `${before}grad.table`)),
  );
}

parity(
  {
    mechanism: 'Learned positions',
    paper: 'Gehring et al. 2017',
    file: 'positions/learned.ts',
    reference: 'torch.nn.functional.embedding, PyTorch 2.15, in float64',
    tolerance,
  },
  () => {
    const golden = read('learned');
    const learned = new LearnedPositions(7, 6);
    loadFloat64(learned, () => need(golden, 'table'));
    const { data, shape } = need(golden, 'ids');
    const positionIds = tensor(Int32Array.from(data), { shape });
    return Math.max(
      ofTable(learned, golden, '', () => learned.forward(3, { offset: 2 })),
      ofTable(learned, golden, 'ids.', () => learned.forward(3, { positionIds })),
    );
  },
);

it('sinusoidal positions by offset and by ids are rows of the golden table, rounded to float32', () => {
  const { data } = need(read('sinusoidal'), 'paper');
  const rows = (positions: number[]): number[] =>
    positions.flatMap((position) => [...Float32Array.from(data.slice(16 * position, 16 * position + 16))]);
  const positions = new SinusoidalPositions(16);
  expect([...positions.forward(5, { offset: 59 }).dataSync()]).toEqual(rows([59, 60, 61, 62, 63]));
  const positionIds = tensor(
    [
      [3, 0, 63],
      [1, 1, 2],
    ],
    { dtype: 'int32' },
  );
  const picked = positions.forward(3, { positionIds });
  expect(picked.shape).toEqual([2, 3, 16]);
  expect([...picked.dataSync()]).toEqual(rows([3, 0, 63, 1, 1, 2]));
});
