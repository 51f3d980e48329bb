import { describe, expect, it } from 'vitest';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import type { DType } from '../dtype.ts';
import { grad } from '../gradient/grad.ts';
import type { Tensor } from '../tensor.ts';
import type { AttentionOptions } from './attention-arguments.ts';
import { conv1d } from './conv1d.ts';
import { conv2d } from './conv2d.ts';
import { type CrossEntropyOptions, crossEntropy } from './cross-entropy.ts';
import { type CtcLossOptions, ctcLoss } from './ctc-loss.ts';
import { embedding } from './embedding.ts';
import { layerNorm } from './layer-norm.ts';
import { logSoftmax } from './log-softmax.ts';
import { multiply } from './multiply.ts';
import { reshape } from './reshape.ts';
import { rmsNorm } from './rms-norm.ts';
import { scaledDotProductAttention } from './scaled-dot-product-attention.ts';
import { softmax } from './softmax.ts';
import { sum } from './sum.ts';
import { tensor } from './tensor.ts';
import { transpose } from './transpose.ts';

type Inputs = readonly Tensor[];

/** A golden file, the names of the inputs that get gradients, and the op on them; `given` reads other inputs. */
type Sample = readonly [
  file: string,
  names: readonly string[],
  run: (inputs: Inputs, given: (name: string, dtype?: DType) => Tensor) => Tensor,
];

const attentionNames = ['query', 'key', 'value'];
const attend =
  (options: AttentionOptions = {}): Sample[2] =>
  ([q, k, v]) =>
    scaledDotProductAttention(q as Tensor, k as Tensor, v as Tensor, options);

const masked: Sample[2] = ([q, k, v], given) =>
  scaledDotProductAttention(q as Tensor, k as Tensor, v as Tensor, { mask: given('mask', 'bool') });

const affine = ['x', 'weight', 'bias'];
const norm =
  (epsilon: number): Sample[2] =>
  ([x, weight, bias]) =>
    layerNorm(x as Tensor, weight, bias, { epsilon });
const rms =
  (epsilon: number): Sample[2] =>
  ([x, weight]) =>
    rmsNorm(x as Tensor, weight as Tensor, { epsilon });
const loss =
  (options: CrossEntropyOptions): Sample[2] =>
  ([logits], given) =>
    crossEntropy(logits as Tensor, given('target', 'int32'), options);

const ctc =
  (reduction: CtcLossOptions['reduction']): Sample[2] =>
  ([logits], given) => {
    const numbers = (name: string): number[] => [...given(name, 'int32').dataSync()];
    const [all, longest] = [numbers('labels'), given('labels', 'int32').shape[1] ?? 0];
    const labels = numbers('label_lengths').map((length, row) =>
      all.slice(row * longest, row * longest + length),
    );
    const rows = transpose(logits as Tensor, [1, 0, 2]);
    return ctcLoss(rows, labels, { frames: numbers('frames'), ...(reduction && { reduction }) });
  };

const samples: readonly Sample[] = [
  ['ctc/mean', ['logits'], ctc('mean')],
  ['ctc/none', ['logits'], ctc('none')],
  ['sdpa/plain', attentionNames, attend()],
  ['sdpa/value-size', attentionNames, attend()],
  ['sdpa/scale', attentionNames, attend({ scale: 0.7 })],
  ['sdpa/large-scores', attentionNames, attend({ scale: 40 })],
  ['sdpa/causal', attentionNames, attend({ causal: true })],
  ['sdpa/grouped-query', attentionNames, attend()],
  ['sdpa/multi-query-causal', attentionNames, attend({ causal: true })],
  ['sdpa/bool-mask', attentionNames, masked],
  ['sdpa/row-with-no-key', attentionNames, masked],
  [
    'sdpa/float-mask',
    [...attentionNames, 'mask'],
    ([q, k, v, bias]) => {
      const [own, length, keys] = bias?.shape ?? [];
      const shaped = reshape(bias as Tensor, [1, own ?? 0, length ?? 0, keys ?? 0]);
      return scaledDotProductAttention(q as Tensor, k as Tensor, v as Tensor, { bias: shaped });
    },
  ],
  ['softmax/softmax', ['x'], ([x]) => softmax(x as Tensor)],
  ['softmax/log-softmax', ['x'], ([x]) => logSoftmax(x as Tensor)],
  ['layer-norm/eps-1e-5', affine, norm(1e-5)],
  ['layer-norm/eps-1e-12', affine, norm(1e-12)],
  ['layer-norm/no-affine', ['x'], norm(1e-5)],
  ['layer-norm/tiny-variance', ['x'], norm(1e-5)],
  ['rms-norm/eps-1e-06', ['x', 'weight'], rms(1e-6)],
  ['rms-norm/eps-1e-05', ['x', 'weight'], rms(1e-5)],
  [
    'embedding/padding',
    ['weight'],
    ([table], given) => embedding(table as Tensor, given('ids', 'int32'), { paddingIndex: 0 }),
  ],
  ['cross-entropy/mean', ['logits'], loss({})],
  ['cross-entropy/sum', ['logits'], loss({ reduction: 'sum' })],
  ['cross-entropy/none', ['logits'], loss({ reduction: 'none' })],
  ['cross-entropy/smoothing', ['logits'], loss({ labelSmoothing: 0.1 })],
  ['cross-entropy/smoothing-sum', ['logits'], loss({ labelSmoothing: 0.1, reduction: 'sum' })],
  ...Object.entries({
    same: { padding: 1 },
    'stride-2': { stride: 2, padding: 1 },
    dilated: { dilation: 2 },
    depthwise: { groups: 6, padding: 1 },
  }).map(
    ([name, options]): Sample => [
      `conv1d/${name}`,
      affine,
      ([x, weight, bias]) => conv1d(x as Tensor, weight as Tensor, bias, options),
    ],
  ),
  ...Object.entries({
    patches: { stride: 4 },
    same: { padding: 1 },
    depthwise: { groups: 3, padding: 1 },
    'depthwise-stride': { stride: 2, padding: 1, groups: 5 },
    'depthwise-dilated': { dilation: 3, padding: 3, groups: 3 },
    'groups-uneven': { stride: [2, 3], padding: [0, 2], dilation: [2, 1], groups: 2 } as const,
    pointwise: {},
    'pointwise-groups': { groups: 2 },
  }).map(
    ([name, options]): Sample => [
      `conv2d/${name}`,
      affine,
      ([x, weight, bias]) => conv2d(x as Tensor, weight as Tensor, bias, options),
    ],
  ),
];

/** Largest difference, relative to the largest value where that is above 1. */
function difference(actual: Tensor | undefined, expected: GoldenArray | undefined): number {
  // The golden files hold scalars as [1].
  expect(actual?.rank === 0 ? [1] : actual?.shape).toEqual(expected?.shape);
  const values = actual?.dataSync() ?? [];
  const truth = expected?.data ?? [];
  let worst = 0;
  let scale = 1;
  for (let i = 0; i < truth.length; i++) {
    const gap = Math.abs((values[i] ?? Number.NaN) - (truth[i] ?? 0));
    worst = Math.max(worst, gap);
    scale = Math.max(scale, Math.abs(truth[i] ?? 0));
  }
  return worst / scale;
}

describe.each([
  ['float32', 1e-5],
  ['float64', 1e-6],
] as const)('PyTorch in %s', (dtype, tolerance) => {
  it.each(samples)('%s, output and gradients', (file, names, run) => {
    const golden = readGolden(`torch/${file}.safetensors`);
    const given = (name: string, type: DType = dtype): Tensor => {
      const array = golden.get(name);
      if (array === undefined) throw new Error(`${file} has no ${name}`);
      return tensor([...array.data], { shape: array.shape, dtype: type });
    };
    const inputs = names.map((name) => given(name));
    const output = run(inputs, given);
    expect(difference(output, golden.get('output.f64'))).toBeLessThan(tolerance);
    const gradients = grad((...xs) => {
      const y = run(xs, given);
      return golden.has('grad_output') ? sum(multiply(y, given('grad_output'))) : y;
    })(...inputs);
    for (const [index, name] of names.entries()) {
      expect(difference(gradients[index], golden.get(`grad.${name}.f64`)), name).toBeLessThan(tolerance);
    }
  });
});
