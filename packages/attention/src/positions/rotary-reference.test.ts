import { grad, multiply, sum, type Tensor, tensor } from '@heed/core';
import { worstDifference } from '../../../../fixtures/compare.ts';
import { float64, need } from '../../../../fixtures/golden-module.ts';
import { parity } from '../../../../fixtures/parity.ts';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import {
  linearScaling,
  llama3Scaling,
  longropeScaling,
  ntkScaling,
  type PositionScheme,
  RotaryPositions,
  RotaryPositions2d,
  type RotaryPositionsOptions,
  type RotaryScaling,
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
    worstDifference(scheme.rotate(x, positions), need(golden, `${before}output${after}`)),
    worstDifference(gradient, need(golden, `${before}grad.x${after}`)),
  );
}

/** The largest difference of plain numbers from a golden array. */
function ofNumbers(actual: ArrayLike<number>, expected: GoldenArray): number {
  return worstDifference(tensor(Float64Array.from(actual), { shape: expected.shape }), expected);
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
function ofScaled(
  name: string,
  options: RotaryPositionsOptions,
  {
    partial = false,
    wideScaling = options.scaling,
  }: { partial?: boolean; wideScaling?: RotaryScaling | undefined } = {},
): number {
  const golden = read(`rotary-${name}`);
  const { data, shape } = need(golden, 'positions');
  const positions = tensor(Int32Array.from(data), { shape });
  const wide = new RotaryPositions(64, {
    ...options,
    scaling: wideScaling,
    ...(partial && { rotaryDimension: 32 }),
  });
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
  () => ofScaled('partial', {}, { partial: true }),
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
          mscale: 0.8,
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
    mechanism: 'Rotary positions, LongRoPE',
    paper: 'Ding et al. 2024',
    file: 'positions/longrope-scaling.ts',
    ...scaled,
  },
  () => {
    const pairs = (count: number, divisor: (pair: number) => number): number[] =>
      Array.from({ length: count }, (_, pair) => divisor(pair));
    const scaling = (count: number): RotaryScaling =>
      longropeScaling({
        shortFactor: pairs(count, (pair) => 1 + pair / 64),
        longFactor: pairs(count, (pair) => 1.5 + (pair * pair) / 32),
        factor: 4,
        originalMaxPositionEmbeddings: 3000,
      });
    return ofScaled('longrope', { scaling: scaling(8) }, { wideScaling: scaling(32) });
  },
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
