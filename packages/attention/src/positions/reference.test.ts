import {
  grad,
  type Module,
  multiply,
  scaledDotProductAttention,
  sum,
  type Tensor,
  tensor,
  valueAndGrad,
} from '@heed/core';
import { expect, it } from 'vitest';
import { float64, largestDifference, loadFloat64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import {
  AlibiPositions,
  alibiSlopes,
  LearnedPositions,
  linearScaling,
  llama3Scaling,
  ntkScaling,
  type PositionScheme,
  RelativePositionBias,
  RotaryPositions,
  RotaryPositions2d,
  relativePositionBucket,
  SinusoidalPositions,
  sinusoidalTable,
  yarnScaling,
} from '../index.ts';

type Golden = ReadonlyMap<string, GoldenArray>;

const read = (name: string): Golden => readGolden(`positions/${name}.safetensors`);
const tolerance = 1e-12;

/** Output and gradient of a rotation, against arrays whose names begin and end as said. */
function ofRotation(
  scheme: Required<Pick<PositionScheme, 'rotate'>>,
  golden: Golden,
  {
    positions = 0,
    before = '',
    after = '',
  }: { positions?: number | Tensor; before?: string; after?: string },
): number {
  const upstream = float64(need(golden, 'grad_output'));
  const x = float64(need(golden, 'x'));
  const [gradient] = grad((input: Tensor) => sum(multiply(scheme.rotate(input, positions), upstream)))(x);
  return Math.max(
    largestDifference(scheme.rotate(x, positions), need(golden, `${before}output${after}`)),
    gradient ? largestDifference(gradient, need(golden, `${before}grad.x${after}`)) : Number.NaN,
  );
}

/** The largest difference of plain numbers from a golden array. */
function ofNumbers(actual: ArrayLike<number>, expected: GoldenArray): number {
  return largestDifference(tensor(Float64Array.from(actual), { shape: expected.shape }), expected);
}

for (const [pairs, paper, model] of [
  ['halves', 'Su et al. 2021', 'Llama'],
  ['neighbours', 'Su et al. 2021', 'GPT-J'],
] as const) {
  parity(
    {
      mechanism: `Rotary positions (${pairs})`,
      paper,
      file: 'positions/rotary.ts',
      reference: `float64 PyTorch 2.15, the formula of transformers 5.24 (${model})`,
      tolerance,
    },
    () => {
      const positions = tensor([[0, 1, 2, 3, 10, 511, 4095]], { dtype: 'int32' });
      const scheme = new RotaryPositions(8, { pairs });
      return ofRotation(scheme, read(`rotary-${pairs}`), { positions, after: '.f64' });
    },
  );
}

/** A rotation as transformers makes it in float64: frequencies of long and short contexts, output and gradient. */
function ofScaled(name: string, options: ConstructorParameters<typeof RotaryPositions>[1], partial = false) {
  const golden = read(`rotary-${name}`);
  const { data, shape } = need(golden, 'positions');
  const positions = tensor(Int32Array.from(data), { shape });
  const wide = new RotaryPositions(64, { ...options, ...(partial && { rotaryDimension: 32 }) });
  const scheme = new RotaryPositions(16, { ...options, ...(partial && { rotaryDimension: 8 }) });
  return Math.max(
    ofRotation(scheme, golden, { positions }),
    ofNumbers(wide.frequencies(2048), need(golden, 'frequencies.2048')),
    ofNumbers(wide.frequencies(8192), need(golden, 'frequencies.8192')),
    ofNumbers([scheme.scaling?.attentionFactor ?? 1], need(golden, 'attention_factor')),
  );
}

const scaled = { reference: 'transformers 5.24, its code run in float64', tolerance };

parity(
  {
    mechanism: 'Rotary positions, partial',
    paper: 'Black et al. 2022',
    file: 'positions/rotary.ts',
    ...scaled,
  },
  () => ofScaled('partial', {}, true),
);
parity(
  {
    mechanism: 'Rotary positions, linear scaling',
    paper: 'Chen et al. 2023',
    file: 'positions/rotary-scaling.ts',
    ...scaled,
  },
  () => ofScaled('linear', { scaling: linearScaling(4) }),
);
parity(
  {
    mechanism: 'Rotary positions, dynamic NTK scaling',
    paper: 'bloc97, emozilla 2023',
    file: 'positions/rotary-scaling.ts',
    ...scaled,
  },
  () => ofScaled('dynamic', { scaling: ntkScaling({ factor: 4, maxPositionEmbeddings: 2048 }) }),
);
parity(
  {
    mechanism: 'Rotary positions, YaRN',
    paper: 'Peng et al. 2023',
    file: 'positions/yarn-scaling.ts',
    ...scaled,
  },
  () =>
    Math.max(
      ofScaled('yarn', { scaling: yarnScaling({ factor: 4, originalMaxPositionEmbeddings: 2048 }) }),
      ofScaled('yarn-mscale', {
        base: 5000,
        scaling: yarnScaling({
          factor: 40,
          originalMaxPositionEmbeddings: 512,
          betaFast: 16,
          betaSlow: 2,
          mscale: 0.707,
          mscaleAllDim: 1.3,
          truncate: false,
        }),
      }),
    ),
);
parity(
  {
    mechanism: 'Rotary positions, Llama 3 scaling',
    paper: 'Dubey et al. 2024',
    file: 'positions/rotary-scaling.ts',
    ...scaled,
  },
  () =>
    ofScaled('llama3', {
      base: 500_000,
      scaling: llama3Scaling({
        factor: 8,
        lowFreqFactor: 1,
        highFreqFactor: 4,
        originalMaxPositionEmbeddings: 1024,
      }),
    }),
);
parity(
  {
    mechanism: 'Rotary positions in two dimensions',
    paper: 'Agrawal et al. 2024',
    file: 'positions/rotary-2d.ts',
    reference: 'transformers 5.24 (Pixtral and Qwen2-VL), its code run in float64',
    tolerance,
  },
  () => {
    const golden = read('rotary-2d');
    const alternating = new RotaryPositions2d(12, { columns: 5 });
    const shared = new RotaryPositions2d(12, { columns: 5, frequencies: 'shared' });
    return Math.max(
      ofRotation(alternating, golden, { before: 'pixtral.' }),
      ofRotation(shared, golden, { before: 'qwen2-vl.' }),
    );
  },
);

parity(
  {
    mechanism: 'ALiBi',
    paper: 'Press et al. 2022',
    file: 'positions/alibi.ts',
    reference: 'float64 PyTorch 2.15 with the bias of transformers 5.24 (BLOOM) and the authors’ slopes',
    // BLOOM's slopes are powers in float32.
    tolerance: 1e-6,
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
      largestDifference(run(...inputs), need(golden, 'output')),
      ...['q', 'k', 'v'].map((name, at) =>
        largestDifference(gradients[at] ?? like, need(golden, `grad.${name}`)),
      ),
      ...slopes.map(([, array]) => ofNumbers(alibiSlopes(array.data.length), array)),
      largestDifference(both.bias(positions.slice(2), positions, like), { data, shape: [1, ...shape] }),
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
    largestDifference(run(), need(golden, 'output.f64')),
    gradient ? largestDifference(gradient, need(golden, 'grad.embedding.f64')) : Number.NaN,
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
    largestDifference(run(), need(golden, `${before}output`)),
    gradient ? largestDifference(gradient, need(golden, `${before}grad.table`)) : Number.NaN,
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
