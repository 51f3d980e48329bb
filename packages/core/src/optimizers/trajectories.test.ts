import { describe, expect, it } from 'vitest';
import { type GoldenArray, readGolden } from '../../../../fixtures/read-golden.ts';
import type { DType } from '../dtype.ts';
import { Module } from '../module/module.ts';
import { Parameter } from '../module/parameter.ts';
import { tensor } from '../ops/tensor.ts';
import { Adam, AdamW, clipByGlobalNorm, Muon, type Optimizer, SGD, type Trainable } from './index.ts';

/** The arrays of an optimizer's golden file. */
function goldenOf(name: string): (key: string) => GoldenArray {
  const arrays = readGolden(`optimizers/${name}.safetensors`);
  return (key) => {
    const array = arrays.get(key);
    if (array === undefined) throw new Error(`${name} has no ${key}`);
    return array;
  };
}

class Holder extends Module {
  readonly weight: Parameter;

  constructor({ shape, data }: GoldenArray, dtype: DType) {
    super();
    this.weight = new Parameter(shape, () => tensor([...data], { shape, dtype }), dtype);
    this.weight.assign(tensor([...data], { shape, dtype }));
  }

  override forward(): void {}
}

const makers: Readonly<Record<string, (model: Trainable) => Optimizer>> = {
  sgd: (model) => new SGD(model, { rate: 0.1 }),
  'sgd-momentum': (model) => new SGD(model, { rate: 0.1, momentum: 0.9 }),
  'sgd-nesterov': (model) => new SGD(model, { rate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  'sgd-dampening': (model) => new SGD(model, { rate: 0.1, momentum: 0.9, dampening: 0.5 }),
  adam: (model) => new Adam(model, { rate: 0.05, beta1: 0.9, beta2: 0.98, epsilon: 1e-9 }),
  'adam-l2': (model) => new Adam(model, { rate: 0.05, weightDecay: 0.1 }),
  adamw: (model) => new AdamW(model, { rate: 0.05, weightDecay: 0.1 }),
  'adamw-betas': (model) =>
    new AdamW(model, { rate: 0.02, beta1: 0.9, beta2: 0.95, epsilon: 1e-6, weightDecay: 0.01 }),
  muon: (model) => new Muon(model, { rate: 0.05, weightDecay: 0.1 }),
  'muon-tall': (model) => new Muon(model, { rate: 0.02, momentum: 0.8, weightDecay: 0 }),
};

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce(
    (most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? Number.NaN))),
    0,
  );
}

describe.each(Object.keys(makers))('%s follows PyTorch over 20 steps', (name) => {
  it.each([
    ['float64', 1e-12],
    ['float32', 1e-6],
  ] as const)('in %s, relative to the largest value', (dtype, tolerance) => {
    const golden = goldenOf(name);
    const start = golden('start');
    const size = start.data.length;
    const gradients = golden('gradients').data;
    const trajectory = golden('trajectory.f64').data;
    const largest = largestDifference(start.data, new Float32Array(size));
    const model = new Holder(start, dtype);
    const optimizer = makers[name]?.(model);
    for (let step = 0; step < 20; step++) {
      const values = [...gradients.subarray(step * size, (step + 1) * size)];
      const gradient = tensor(values, { shape: start.shape, dtype });
      optimizer?.step(new Map([['weight', gradient]]));
      gradient.dispose();
      const expected = trajectory.subarray(step * size, (step + 1) * size);
      expect(largestDifference(model.weight.value.dataSync(), expected)).toBeLessThan(tolerance * largest);
    }
    optimizer?.dispose();
    model.dispose();
  });
});

describe('clipping by the global norm equals clip_grad_norm_', () => {
  it.each([1, 100])('to %d', (limit) => {
    const golden = goldenOf('clip-gradient-norm');
    const gradients = new Map(
      ['a', 'b'].map((key) => {
        const { data, shape } = golden(key);
        return [key, tensor([...data], { shape, dtype: 'float64' })];
      }),
    );
    const clipped = clipByGlobalNorm(gradients, limit);
    expect(largestDifference([clipped.norm], golden(`norm.${limit}`).data)).toBeLessThan(1e-12);
    for (const key of gradients.keys()) {
      const expected = golden(`${key}.${limit}`).data;
      // PyTorch adds 1e-6 to the norm before it divides.
      expect(largestDifference(clipped.gradients.get(key)?.dataSync() ?? [], expected)).toBeLessThan(1e-6);
    }
  });
});
